/// What a metric's values are measured in.
public enum MetricUnit: String, Sendable {
  /// A share of one (shown as a percentage).
  case fraction
  /// Points on the 0 to 100 scale.
  case points
  /// The scenario's currency.
  case money
  /// Seconds.
  case seconds
  /// A number of things.
  case count
  /// A utility or an index without a unit.
  case index
  /// A level on a scale of 0 to 1.
  case level
}

/// Where a metric's values come from.
public enum MetricNature: String, Sendable {
  /// The simulated truth, which nobody in the simulated firm can see.
  case truth
  /// The customer survey.
  case survey
  /// Operational records that a firm has: queues, sales, payroll, complaints.
  case records
}

/// A kind of subject that a metric can be about.
public enum SubjectKind: String, Sendable, CaseIterable {
  case all, segment, team, rival, journey
}

/// The one declaration of a metric.
public struct Metric: Sendable, Equatable {
  /// Which direction is good for the firm.
  public enum Better: String, Sendable {
    case up, down, neither
  }

  /// The id used in files.
  public let id: String
  /// The name on charts.
  public let name: String
  /// What exactly it is.
  public let definition: String
  /// What it is measured in.
  public let unit: MetricUnit
  /// Where it comes from.
  public let nature: MetricNature
  /// What it can be about.
  public let subjects: [SubjectKind]
  /// Which direction is good.
  public let better: Better

  init(
    _ id: String, _ name: String, _ unit: MetricUnit, _ nature: MetricNature,
    _ subjects: [SubjectKind], _ better: Better, _ definition: String
  ) {
    self.id = id
    self.name = name
    self.definition = definition
    self.unit = unit
    self.nature = nature
    self.subjects = subjects
    self.better = better
  }

  /// The months that a scenario has to last for the metric to have a value; 0 for most.
  public var leastMonths: Int { Self.horizons[id] ?? 0 }

  private static let horizons = [
    "retention_12m": 12, "retention_24m": 24, "retention_36m": 36, "retention_last_12m": 12,
    "retention_observed_12m": 12, "switched_12m": 12, "switched_36m": 36, "sales_growth": 24,
    "growth_retention": 24, "growth_acquisition": 24, "growth_frequency": 24,
    "growth_price_mix": 24,
  ]

  /// The metric with an id.
  public static func named(_ id: String) -> Metric? { byID[id] }

  private static let byID = Dictionary(uniqueKeysWithValues: all.map { ($0.id, $0) })

  /// Every metric, in the order of the reference.
  public static let all: [Metric] = customers + service + people + competition + finance

  private static let customers: [Metric] = [
    Metric(
      "retention", "customers at the start who are still customers", .fraction, .truth,
      [.all, .segment], .up,
      "Share of the customers at the start who are customers at the end of the month."),
    Metric(
      "retention_12m", "12-month retention", .fraction, .truth, [.all, .segment], .up,
      "Share of the customers at the start who are customers twelve months later."),
    Metric(
      "retention_24m", "24-month retention", .fraction, .truth, [.all, .segment], .up,
      "Share of the customers at the start who are customers 24 months later."),
    Metric(
      "retention_36m", "36-month retention", .fraction, .truth, [.all, .segment], .up,
      "Share of the customers at the start who are customers 36 months later."),
    Metric(
      "retention_last_12m", "retention in the last 12 months", .fraction, .truth,
      [.all, .segment], .up,
      "Share of the customers twelve months before the end who are customers at the end."),
    Metric(
      "retention_observed_12m", "12-month retention as a manager sees it", .fraction, .records,
      [.all, .segment], .up,
      "Under a contract the same as the truth; in a repertoire market, share of the customers seen "
        + "buying in the year before who are not silent for longer than the rule allows."),
    Metric(
      "switched_12m", "switched within 12 months", .fraction, .truth, [.all, .segment], .down,
      "Share of the customers at the start who leave of their own will within twelve months "
        + "(Kaplan-Meier, those who move away counted as censored)."),
    Metric(
      "switched_36m", "switched within 36 months", .fraction, .truth, [.all, .segment], .down,
      "Share of the customers at the start who leave of their own will within 36 months "
        + "(Kaplan-Meier, those who move away counted as censored)."),
    Metric(
      "satisfaction_mean", "satisfaction, truth", .points, .truth, [.all, .segment], .up,
      "Mean cumulative satisfaction of the customers on the books."),
    Metric(
      "satisfaction_spread", "spread of satisfaction", .points, .truth, [.all], .neither,
      "Standard deviation of cumulative satisfaction between the customers on the books."),
    Metric(
      "expectation_mean", "expectation", .points, .truth, [.all, .segment], .neither,
      "Mean expected quality of the customers on the books, weighted by what matters to them."),
    Metric(
      "trust_mean", "trust", .level, .truth, [.all, .segment], .up,
      "Mean trust of the customers on the books, 0 to 1."),
    Metric(
      "survey_satisfaction", "satisfaction as the survey sees it", .points, .survey, [.all], .up,
      "Mean answer of those who answered the survey."),
    Metric(
      "satisfied_share", "satisfied, by the survey", .fraction, .survey, [.all], .up,
      "Share of the answers to the survey that count as satisfied."),
    Metric(
      "nps", "net promoter score", .points, .survey, [.all], .up,
      "Promoters (9 or 10 of 10) less detractors (0 to 6) among the answers, in points."),
    Metric(
      "survey_response", "answered the survey", .fraction, .survey, [.all], .up,
      "Share of those asked who answered."),
    Metric(
      "survey_answers", "answers to the survey", .count, .survey, [.all], .up,
      "Answers received."),
    Metric(
      "customers", "customers on the books", .count, .records, [.all, .segment], .up,
      "Customers on the books at the end of the period."),
    Metric(
      "joined", "customers who joined", .count, .records, [.all, .segment], .up,
      "Customers who joined in the period."),
    Metric(
      "left", "customers who left", .count, .records, [.all, .segment], .down,
      "Customers who left in the period, for any cause."),
    Metric(
      "referred", "customers won by word of mouth", .count, .truth, [.all], .up,
      "Customers who joined because a friend spoke well of the firm."),
    Metric(
      "failures", "failures", .count, .truth, [.all], .down,
      "Experiences that fell short of expectation by more than customers tolerate."),
    Metric(
      "complaints", "complaints", .count, .records, [.all], .down, "Complaints made."),
    Metric(
      "complaint_incidence", "complained within a year", .fraction, .records, [.all, .segment],
      .down, "Share of the customers who complain at least once in a year."),
  ]

  private static let service: [Metric] = [
    Metric(
      "needs", "needs", .count, .records, [.all, .journey], .neither, "Needs that arose."),
    Metric(
      "contacts", "contacts", .count, .records, [.all, .journey, .team], .down,
      "Contacts made: calls, visits and visits to the counter."),
    Metric(
      "contacts_per_customer", "contacts a customer and year", .count, .records, [.all], .down,
      "Contacts made in a year, a customer."),
    Metric(
      "first_contact_resolution", "resolved at the first contact", .fraction, .records,
      [.all, .journey], .up, "Share of needs resolved by the first contact that was answered."),
    Metric(
      "journey_satisfaction", "satisfaction with the journey", .points, .truth, [.journey], .up,
      "Mean satisfaction with a completed journey, by its mean, its worst moment and its end."),
    Metric(
      "promises_kept", "promises kept", .fraction, .records, [.all, .journey], .up,
      "Share of promises with a deadline that were kept."),
    Metric(
      "quality_mean", "quality delivered", .points, .truth, [.team], .up,
      "Mean quality of the encounters, weighted by what matters to each customer."),
    Metric(
      "quality_spread", "spread of the quality delivered", .points, .truth, [.team], .down,
      "Standard deviation of the quality of the encounters."),
    Metric(
      "mean_wait", "wait", .seconds, .records, [.team], .down,
      "Mean time in line of those who were answered."),
    Metric(
      "mean_wait_all", "wait of all", .seconds, .records, [.team], .down,
      "Mean time in line of all, those who gave up included."),
    Metric(
      "delayed_share", "had to wait", .fraction, .records, [.team], .down,
      "Share of arrivals who had to wait at all."),
    Metric(
      "abandonment_rate", "gave up waiting", .fraction, .records, [.team], .down,
      "Share of arrivals who gave up waiting."),
    Metric(
      "occupancy", "occupancy", .fraction, .records, [.team], .neither,
      "Share of the time on duty that the team spends with customers."),
  ]

  private static let people: [Metric] = [
    Metric("staff", "staff", .count, .records, [.team], .neither, "People on the payroll."),
    Metric(
      "on_duty", "on duty", .count, .records, [.team], .neither,
      "Mean number of people serving or ready to serve while the team is open."),
    Metric(
      "skill_mean", "skill", .level, .truth, [.team], .up,
      "Mean skill of the team over the five dimensions, 0 to 1, training included."),
    Metric(
      "engagement_mean", "engagement", .level, .truth, [.team], .up,
      "Mean engagement of the team, 0 to 1."),
    Metric(
      "burnout_mean", "burnout", .level, .truth, [.team], .down,
      "Mean burnout of the team, 0 to 1."),
    Metric(
      "turnover", "staff turnover", .fraction, .records, [.team], .down,
      "Employees who quit in a year, as a share of the posts."),
    Metric(
      "training_hours", "hours of training", .count, .records, [.team], .neither,
      "Hours spent off the floor on courses."),
  ]

  private static let competition: [Metric] = [
    Metric(
      "competitor_pull", "competitor pull", .index, .truth, [.all], .down,
      "Logarithm of the rivals' joint attraction less ours, mean of the month: 0 where it was at the "
        + "start."),
    Metric(
      "market_share", "share of purchases", .fraction, .truth, [.all, .rival], .up,
      "Share of the customers' purchases of the category (repertoire)."),
    Metric(
      "price_elasticity", "own-price elasticity", .index, .truth, [.all], .neither,
      "Percent by which a year's purchases change for a percent of price, all else and everybody's luck "
        + "the same; run only where the scenario's evidence names it."),
    Metric(
      "rival_price", "price of the rival", .money, .records, [.rival], .neither,
      "The rival's price, promotions included."),
    Metric(
      "rival_utility", "attraction of the rival", .index, .truth, [.rival], .down,
      "The rival's utility by price and quality, against ours at the start."),
  ]

  private static let finance: [Metric] = [
    Metric(
      "purchases", "purchases", .count, .records, [.all], .up,
      "Purchases from us: months paid for under a contract, visits in a repertoire market."),
    Metric(
      "revenue", "revenue", .money, .records, [.all, .segment], .up, "Money paid by customers."),
    Metric(
      "supply_cost", "cost of supply", .money, .records, [.all], .down,
      "Cost of supplying the product: revenue less the margin."),
    Metric(
      "staff_cost", "pay", .money, .records, [.all, .team], .down,
      "Pay; of a team that also serves others (background), the share of its contacts that are with the "
        + "simulated customers."),
    Metric(
      "training_cost", "training", .money, .records, [.all], .down,
      "Course fees, shared as pay is."),
    Metric(
      "recruitment_cost", "recruitment", .money, .records, [.all], .down,
      "Cost of replacing employees who quit, shared as pay is."),
    Metric(
      "recovery_cost", "recovery", .money, .records, [.all], .down,
      "Cost of handling complaints and making good."),
    Metric(
      "contact_cost", "cost of contacts", .money, .records, [.all], .down,
      "What contacts cost besides the time of staff."),
    Metric(
      "acquisition_cost", "marketing", .money, .records, [.all], .down,
      "Money spent on winning customers."),
    Metric("overhead_cost", "overhead", .money, .records, [.all], .down, "Fixed costs."),
    Metric("profit", "profit", .money, .records, [.all], .up, "Revenue less all costs."),
    Metric(
      "customer_equity", "customer equity", .money, .truth, [.all], .up,
      "Present value of the margin of all customers, newcomers included, within the horizon and after "
        + "it, less what contacts, recovery and acquisition cost."),
    Metric(
      "customer_equity_initial", "equity of the initial customers", .money, .truth, [.all], .up,
      "The same of the customers at the start alone, acquisition not counted."),
    Metric(
      "customer_value", "value of a customer", .money, .truth, [.all, .segment], .up,
      "Equity of the initial customers, a customer."),
    Metric(
      "sales_growth", "sales growth, year 2 over year 1", .fraction, .records, [.all], .up,
      "Revenue of the second year over the first, less one."),
    Metric(
      "growth_retention", "growth: retention", .fraction, .truth, [.all], .up,
      "Part of the logarithm of sales growth due to customers leaving later or sooner."),
    Metric(
      "growth_acquisition", "growth: acquisition", .fraction, .truth, [.all], .up,
      "Part of the logarithm of sales growth due to customers joining."),
    Metric(
      "growth_frequency", "growth: frequency", .fraction, .truth, [.all], .up,
      "Part of the logarithm of sales growth due to how often customers buy."),
    Metric(
      "growth_price_mix", "growth: price and mix", .fraction, .truth, [.all], .up,
      "Part of the logarithm of sales growth due to what customers pay a purchase."),
  ]
}
