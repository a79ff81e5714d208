import CustomerExperience
import Documents
import Experiments

/// What the figures say, in sentences that can be read aloud.
package struct Sentences {
  package var display: Display
  package var scenario: Scenario

  package init(_ scenario: Scenario) {
    self.scenario = scenario
    display = Display(scenario)
  }

  /// A figure with what it says.
  package struct Headline: Equatable {
    /// The figure, short enough to be set large.
    package var figure: String
    /// What it is, in a sentence with its interval.
    package var sentence: String
  }

  /// The headline figures of a run.
  package func headlines(_ outcome: RunOutcome) -> [Headline] {
    retention(outcome) + satisfaction(outcome) + money(outcome)
  }

  /// The interval in brackets.
  func interval(_ estimate: Estimate, _ unit: MetricUnit) -> String {
    let text = display.interval(estimate, unit)
    return text.isEmpty ? "(one replication: no interval)" : "(95% CI \(text))"
  }

  /// By how much something changes, such as `+0.60 points (95% CI 0.40 to 0.80)`: a change of a share is in points.
  func change(_ estimate: Estimate, _ unit: MetricUnit) -> String {
    let ends = display.differenceInterval(estimate.lower, estimate.upper, unit)
    return display.difference(estimate.mean, unit)
      + (ends.isEmpty ? " (one replication: no interval)" : " (95% CI \(ends))")
  }

  /// The interval of a share, of 100 customers.
  private func ofHundred(_ estimate: Estimate) -> String {
    guard estimate.lower.isFinite, estimate.upper.isFinite else {
      return "(one replication: no interval)"
    }
    let ends = [estimate.lower, estimate.upper].map { NumberText.fixed(100 * $0, 1) }
    return "(95% CI \(ends[0]) to \(ends[1]))"
  }

  private func retention(_ outcome: RunOutcome) -> [Headline] {
    let staying = Staying(outcome.scenario)
    if let late = lateRetention(outcome) {
      let count = NumberText.fixed(100 * late.mean, 0)
      return [
        Headline(
          figure: "\(count) of 100",
          sentence: "\(count) of 100 who were customers a year before the end \(staying.verb) then "
            + "\(ofHundred(late)). At the start there were none whose staying could be told.")
      ]
    }
    return [("retention_12m", "a year"), ("retention_36m", "three years")].compactMap { id, time in
      guard let share = outcome.estimate(id) else { return nil }
      let count = NumberText.fixed(100 * share.mean, 0)
      return Headline(
        figure: "\(count) of 100",
        sentence: "\(count) of 100 customers who were here at the start \(staying.verb) \(time) "
          + "later \(ofHundred(share)).")
    }
  }

  /// The retention of a firm that starts without customers: that of its last year; nil for every other.
  func lateRetention(_ outcome: RunOutcome) -> Estimate? {
    outcome.scenario.initialCustomers == 0 ? outcome.estimate("retention_last_12m") : nil
  }

  private func satisfaction(_ outcome: RunOutcome) -> [Headline] {
    guard let truth = outcome.estimate("satisfaction_mean") else { return [] }
    var sentence =
      "Customers are satisfied at \(NumberText.fixed(truth.mean, 1)) points of 100 "
      + interval(truth, .points) + "."
    if let survey = outcome.estimate("survey_satisfaction") {
      let gap = survey.mean - truth.mean
      let size = NumberText.fixed(abs(gap), 1)
      sentence += " The survey says \(NumberText.fixed(survey.mean, 1)) "
      sentence += interval(survey, .points) + ": "
      sentence +=
        abs(gap) < 0.25
        ? "about right." : "\(size) too \(gap > 0 ? "high" : "low"), as not everybody answers."
    }
    return [Headline(figure: NumberText.fixed(truth.mean, 1), sentence: sentence)]
  }

  private func money(_ outcome: RunOutcome) -> [Headline] {
    var all: [Headline] = []
    if let growth = outcome.estimate("sales_growth") {
      let size = NumberText.fixed(100 * abs(growth.mean), 1)
      all.append(
        Headline(
          figure: (growth.mean >= 0 ? "+" : "-") + size + "%",
          sentence: "Sales \(growth.mean >= 0 ? "grow" : "shrink") by \(size)% from the first year "
            + "to the second \(interval(Self.size(growth), .fraction))."))
    }
    if let value = outcome.estimate("customer_value") {
      all.append(
        Headline(
          figure: display.money(value.mean),
          sentence:
            "A customer is worth \(display.money(value.mean)) to the firm, in today's money "
            + "\(interval(value, .money))."))
    }
    if let profit = outcome.estimate("profit") {
      let months = outcome.months
      let time = months % 12 == 0 ? Self.years(months / 12) : "\(months) months"
      all.append(
        Headline(
          figure: display.money(profit.mean),
          sentence: "\(profit.mean >= 0 ? "Profit" : "Loss") over \(time): "
            + "\(display.money(abs(profit.mean))) \(interval(Self.size(profit), .money))."))
    }
    return all
  }

  /// Of a loss or a fall, its size: what a sentence says that names it so.
  private static func size(_ estimate: Estimate) -> Estimate {
    guard estimate.mean < 0 else { return estimate }
    return Estimate(
      mean: -estimate.mean, lower: -estimate.upper, upper: -estimate.lower,
      replications: estimate.replications)
  }

  /// What is left of the customers at the start, counted by what they pay; nil where it is not known.
  func moneyRetained(_ outcome: RunOutcome) -> String? {
    guard let net = outcome.estimate("revenue_retention_net"),
      let gross = outcome.estimate("revenue_retention_gross")
    else { return nil }
    var text =
      "A customer who spends much counts above as much as one who spends little. Counted by money: in the second "
      + "year the customers at the start paid \(display.percent(net.mean)) of what they paid in the first "
      + "\(interval(net, .fraction)); that is net revenue retention. If nobody counts with more than they paid "
      + "in the first year it is \(display.percent(gross.mean)) \(interval(gross, .fraction)), gross revenue "
      + "retention."
    if let heads = outcome.estimate("retention_12m"), heads.mean - net.mean > 0.02 {
      text +=
        " The first is less than the \(display.percent(heads.mean)) who are still customers after a year: those who "
        + "bring much leave more than others, or buy less."
    }
    return text
  }

  /// What sales growth is made of; nil where it is not known.
  func growthParts(_ outcome: RunOutcome) -> String? {
    guard let growth = outcome.estimate("sales_growth") else { return nil }
    let parts = Self.growthNames.compactMap { id, name -> String? in
      guard let part = outcome.estimate(id), abs(part.mean) >= 0.0005 else { return nil }
      return "\(signed(part.mean))\(Self.margin(part)) points by \(name)"
    }
    guard parts.count > 1 else { return nil }
    return "From the first year to the second sales changed by \(signed(growth.mean))% "
      + "\(interval(growth, .fraction)): "
      + "\(Display.list(parts)). These add up to it, customer by customer and in money: who leaves and spent much "
      + "weighs more than who spent little."
  }

  /// Half the interval of a share in percentage points, such as ` ±0.4`; empty where there is none.
  static func margin(_ share: Estimate) -> String {
    share.halfWidth.isFinite ? " ±" + NumberText.fixed(100 * share.halfWidth, 1) : ""
  }

  private func signed(_ share: Double) -> String {
    (share > 0 ? "+" : "") + NumberText.fixed(100 * share, 1)
  }

  /// The parts of sales growth, in words that say what moved.
  static let growthNames = [
    ("growth_retention", "customers leaving"), ("growth_acquisition", "customers joining"),
    ("growth_frequency", "how often they buy"), ("growth_price_mix", "what they pay"),
  ]

  /// A number of years in words.
  static func years(_ count: Int) -> String { counted(count, "year") }

  /// How long a run is.
  static func horizon(_ months: Int) -> String {
    months % 12 == 0 ? years(months / 12) : counted(months, "month")
  }

  /// A team's figures, such as `wait 2 min 34 s (2 min 25 s to 2 min 43 s)` and
  /// `12.0% (11.0 to 13.0%) give up`.
  func team(_ outcome: RunOutcome, _ id: String) -> [String] {
    let subject = "team:" + id
    var parts: [String] = []
    if let wait = outcome.estimate("mean_wait", subject) {
      parts.append("wait " + figure(wait, .seconds))
    }
    func add(_ metric: String, _ words: String, where isShown: (Estimate) -> Bool = { _ in true }) {
      guard let share = outcome.estimate(metric, subject), isShown(share) else { return }
      parts.append(figure(share, .fraction) + " " + words)
    }
    add("abandonment_rate", "give up") { $0.mean > 0 }
    add("turned_away_rate", "turned away at closing") { $0.mean >= 0.005 }
    add("service_level", "answered in time")
    add("occupancy", "of the time on duty with customers")
    if let turnover = outcome.estimate("turnover", subject), turnover.mean > 0 {
      parts.append("turnover " + figure(turnover, .fraction) + " a year")
    }
    return parts
  }

  /// A figure with its interval, such as `12.0% (11.0 to 13.0%)`; without one where there is none.
  func figure(_ estimate: Estimate, _ unit: MetricUnit) -> String {
    // What is the same in every run is known exactly.
    let isKnown = estimate.lower == estimate.upper
    let interval = isKnown ? "" : display.interval(estimate, unit)
    return display.value(estimate.mean, unit) + (interval.isEmpty ? "" : " (\(interval))")
  }
}
