import CustomerExperience
import Documents
import Experiments

/// The tables of a run, tidy and in the units of `columns.json`.
enum RunTables {
  static func all(_ outcome: RunOutcome) -> [Table] {
    let byKind = SubjectKind.known.compactMap { kind in kind.sheet.map { (sheet: $0, kind: kind) } }
      .filter { !$0.sheet.isOptional || !$0.kind.ids(in: outcome.scenario).isEmpty }
      .sorted { $0.sheet.place < $1.sheet.place }.map { pivot($0.sheet, of: $0.kind, outcome) }
    let active = active(outcome)
    let causes = gapCauses(outcome)
    let switching = switching(outcome)
    let kept = [loyalty(outcome), leavingReasons(outcome), winBack(outcome), measures(outcome)]
    let people = [fairness(outcome), segmentation(outcome)]
    let contacts = [noShows(outcome), contactResponse(outcome)]
    return [summary(outcome), timeline(outcome), retention(outcome)]
      + (active.rows.isEmpty ? [] : [active])
      + [
        growth(outcome), growthObserved(outcome), consistency(outcome), leavers(outcome),
        evidence(outcome),
        cohorts(outcome),
      ]
      + ([causes, switching, tenure(outcome), whale(outcome)] + kept + people + contacts).filter {
        !$0.rows.isEmpty
      }
      + byKind
      + Metric.Sheet.all(of: outcome.scenario).map { flat($0, outcome) }
  }

  static func summary(_ outcome: RunOutcome) -> Table {
    var table = Table(
      "summary.csv",
      "One number a metric and subject for the whole run: its sum, its mean, or its value at the end, as `run` of each "
        + "metric in columns.json says.",
      [
        Shared.metric, Shared.subject, Shared.unit, Shared.mean, Shared.lower, Shared.upper,
        Column(
          "half_width", "see unit",
          "Half the width of the 95% confidence interval, before it is cut "
            + "off."),
        Column("replications", "count", "Replications the estimate rests on.", .integer),
      ])
    for row in outcome.summary {
      let estimate = row.estimate
      table.append([
        .text(row.metric.id), .text(row.subject),
        .text(tableUnit(row.metric, currency: outcome.scenario.currency)),
        .number(estimate.mean), .number(estimate.lower), .number(estimate.upper),
        .number(estimate.halfWidth), .whole(estimate.replications),
      ])
    }
    return table
  }

  static func timeline(_ outcome: RunOutcome) -> Table {
    var table = Table(
      "timeline.csv",
      "Metrics month by month; a month with nothing to say (no survey) has no row.",
      [
        Shared.month, Shared.metric, Shared.subject, Shared.mean, Shared.lower, Shared.upper,
      ])
    for series in outcome.timeline {
      for (month, estimate) in series.estimates.enumerated() {
        guard let estimate else { continue }
        table.append([
          .whole(month), .text(series.metric.id), .text(series.subject), .number(estimate.mean),
          .number(estimate.lower), .number(estimate.upper),
        ])
      }
    }
    return table
  }

  static func retention(_ outcome: RunOutcome) -> Table {
    var table = Table(
      "retention.csv",
      "Kaplan-Meier survival of customers, of their first time with the firm: who left counts as lost, won back or not. "
        + "The mean over replications with a Student's t interval on the log(-log) scale.",
      [
        Column("view", "", "truth, or observed: what a manager can see (under a contract)."),
        Column(
          "cohort", "",
          "initial (customers at the start), the month joined, or all-tenure (by tenure, with "
            + "delayed entry: nobody at the start has been a customer for longer than the "
            + "\(NumberText.significant(outcome.scenario.clock.settleMonths)) months of settling in), or won-back (of "
            + "those who left and came back, by the time since then)."
        ),
        Column("segment", "", "The segment's id, or all."),
        Column(
          "month", "months",
          "Months since the cohort's start; tenure for all-tenure; for won-back since they came back.",
          .integer),
        Column(
          "at_risk", "customers",
          "Customers who have not left by the beginning of the month, a replication."),
        Column("events", "customers", "Those of them who left in the month before, a replication."),
        Column("survival", "fraction", "The share who have not left."),
        Shared.lower, Shared.upper,
      ])
    for curve in outcome.retention where curve.view != "active" {
      for point in curve.points {
        table.append([
          .text(curve.view), .text(curve.cohort), .text(curve.segment), .whole(point.month),
          .number(point.atRisk), .number(point.events), .number(point.survival.mean),
          .number(point.survival.lower), .number(point.survival.upper),
        ])
      }
    }
    return table
  }

  /// Who is active by the firm's records, where customers do not say that they leave.
  static func active(_ outcome: RunOutcome) -> Table {
    var table = Table(
      "active.csv",
      "Who still buys, as far as the firm's records tell: of the customers at the start who had been seen "
        + "buying, those not silent for so long that a manager takes them for lost. No survival curve: who "
        + "was silent may buy again.",
      [
        Column("segment", "", "The segment's id, or all."),
        Column("month", "months", "Months since the start.", .integer),
        Column("active", "customers", "Customers who are active, a replication."),
        Column("share", "fraction", "Their share of those at the start."),
        Shared.lower, Shared.upper,
      ])
    for curve in outcome.retention where curve.view == "active" {
      for point in curve.points {
        table.append([
          .text(curve.segment), .whole(point.month), .number(point.atRisk),
          .number(point.survival.mean), .number(point.survival.lower),
          .number(point.survival.upper),
        ])
      }
    }
    return table
  }

  static func growth(_ outcome: RunOutcome) -> Table {
    let part = "Part of sales_growth (the four add up to it) due to"
    var table = Table(
      "growth.csv",
      "The causal satisfaction-to-sales-growth curve: the same world with the service's mean shifted.",
      [
        Column("dose", "points", "Shift of the service's mean."),
        Column("satisfaction", "points", "True mean satisfaction in the first year."),
        Column("sales_growth", "fraction", "Revenue of the second year over the first, less one."),
        Shared.lower, Shared.upper,
        Column("retention", "fraction", "\(part) customers leaving later or sooner."),
        Column("acquisition", "fraction", "\(part) customers joining."),
        Column("frequency", "fraction", "\(part) how often customers buy."),
        Column("price_mix", "fraction", "\(part) what customers pay a purchase."),
      ])
    for point in outcome.growth {
      let growth = point.salesGrowth
      table.append([
        .number(point.dose), .number(point.satisfaction), .number(growth.mean),
        .number(growth.lower), .number(growth.upper), .number(point.retention),
        .number(point.acquisition), .number(point.frequency), .number(point.priceMix),
      ])
    }
    return table
  }

  static func growthObserved(_ outcome: RunOutcome) -> Table {
    var table = Table(
      "growth_observed.csv",
      "What an analyst sees who sorts customers by their survey answers and looks at later sales; "
        + "no evidence of cause.",
      [
        Column("band", "points", "The band of survey scores.", .string),
        Column("satisfaction", "points", "The mean score in the band."),
        Column(
          "sales_growth", "fraction",
          "Sales in the second year of the run to those whose last answer of the first year lies in the band, over "
            + "their sales in the first, less one; leavers included."),
        Column("customers", "customers", "Customers in the band, a replication."),
      ])
    for band in outcome.growthObserved {
      table.append([
        .text(band.band), .number(band.satisfaction), .number(band.salesGrowth),
        .number(band.customers),
      ])
    }
    return table
  }

  static func consistency(_ outcome: RunOutcome) -> Table {
    var table = Table(
      "consistency.csv",
      "What the spread of service does at the same mean: the same customers with the same luck, over two years.",
      [
        Column(
          "source", "",
          "Whose spread is multiplied: between-staff, within-staff, process, or all of them."),
        Column("times", "", "By how much; 1 is the world as it is."),
        Column(
          "spread", "points",
          "Standard deviation of the quality of encounters with staff; where nobody serves it is less."
        ),
        Column(
          "quality", "points",
          "Their mean as it comes about: what is set stays, but uneven service tires staff and makes customers ring again."
        ),
        Column(
          "quality_lower", "points",
          "Lower end of its 95% confidence interval: few people in a team, and the mean moves by who they happen to be."
        ),
        Column("quality_upper", "points", "Upper end of its 95% confidence interval."),
        Column("satisfaction", "points", "True mean satisfaction in the second year."),
        Column(
          "retention", "fraction",
          "Share of the customers at the start who are still customers 24 months later."),
        Column("retention_difference", "fraction", "The same, less that of the world as it is."),
        Column("retention_lower", "fraction", "Lower end of its 95% confidence interval."),
        Column("retention_upper", "fraction", "Upper end of its 95% confidence interval."),
        Column(
          "sales_difference", "fraction",
          "Revenue of two years over that of the world as it is, less 1."),
        Column("sales_lower", "fraction", "Lower end of its 95% confidence interval."),
        Column("sales_upper", "fraction", "Upper end of its 95% confidence interval."),
        Column("replications", "count", "Replications the differences rest on.", .integer),
      ])
    for point in outcome.consistency {
      let (kept, sales) = (point.retentionChange, point.salesChange)
      table.append([
        .text(point.source.rawValue), .number(point.times), .number(point.spread),
        .number(point.quality?.mean ?? .nan), .number(point.quality?.lower ?? .nan),
        .number(point.quality?.upper ?? .nan), .number(point.satisfaction),
        .number(point.retention?.mean ?? .nan), .number(kept?.mean ?? .nan),
        .number(kept?.lower ?? .nan), .number(kept?.upper ?? .nan), .number(sales?.mean ?? .nan),
        .number(sales?.lower ?? .nan), .number(sales?.upper ?? .nan),
        .whole((sales ?? kept)?.replications ?? 0),
      ])
    }
    return table
  }

  static func gapCauses(_ outcome: RunOutcome) -> Table {
    func difference(_ of: String, _ unit: String) -> [Column] {
      [
        Column("\(of)_difference", unit, "What closing it changes of \(of) over a year."),
        Column("\(of)_lower", unit, "Lower end of its 95% confidence interval."),
        Column("\(of)_upper", unit, "Upper end of its 95% confidence interval."),
      ]
    }
    var table = Table(
      "gap_causes.csv",
      "What closing each gap of the service does in the first year, the others left as they are; the same customers "
        + "with the same luck.",
      [
        Column(
          "gap", "",
          "The gap that is closed: listening (1), standards (2), delivery (3), promises (4), or all of them."
        )
      ] + difference("satisfaction", "points") + difference("retention", "fraction")
        + difference("sales", "fraction"))
    for closing in outcome.gapClosings {
      table.append(
        [.text(closing.gap?.rawValue ?? "all")]
          + [closing.satisfaction, closing.retention, closing.sales].flatMap { estimate in
            [estimate?.mean, estimate?.lower, estimate?.upper].map { .number($0 ?? .nan) }
          })
    }
    return table
  }

  static func switching(_ outcome: RunOutcome) -> Table {
    var table = Table(
      "switching.csv",
      "Who went where. In a repertoire market a row is what customers chose on an occasion, by whom they bought from "
        + "before; under a contract, what customers of ours did in a month (who moved away left for nobody).",
      [
        Column("from", "", "Whom they were with before: us, or the rival's id."),
        Column("to", "", "Whom they went to: us, the rival's id, or nothing."),
        Column("choices", "count", "How often, a replication."),
        Column("share", "fraction", "Their share of all who were with the same provider before."),
        Shared.lower, Shared.upper,
      ])
    for row in outcome.switching {
      table.append([
        .text(row.from), .text(row.to), .number(row.choices), .number(row.share?.mean ?? .nan),
        .number(row.share?.lower ?? .nan), .number(row.share?.upper ?? .nan),
      ])
    }
    return table
  }

  static func fairness(_ outcome: RunOutcome) -> Table {
    var table = Table(
      "fairness.csv",
      "How people with each value of an attribute are treated and fare, and how that differs from others of the same "
        + "segment with other values.",
      [
        Column("attribute", "", "The attribute, one of `people`."),
        Column("value", "", "Its value."),
        Column(
          "measure", "",
          "Treatment: wait, quality, resolved, upheld (complaints put right); outcome: satisfaction, retention."
        ),
        Column("kind", "", "treatment, or outcome."), Shared.unit, Shared.mean, Shared.lower,
        Shared.upper,
        Column("difference", "the measure's unit", "The same, less that of the others."),
        Column(
          "difference_lower", "the measure's unit",
          "The lower end of its 95% confidence interval; empty where there is none."),
        Column(
          "difference_upper", "the measure's unit",
          "The upper end of its 95% confidence interval; empty where there is none."),
        Column(
          "acts", "", "yes where the scenario says that anything follows from the attribute, or no."
        ),
        Column(
          "verdict", "",
          "differs: the interval, adjusted for all rows, excludes zero; alike: all of it is too small to matter; unclear: neither."
        ),
      ])
    for row in outcome.fairness {
      table.append([
        .text(row.attribute), .text(row.value), .text(row.measure.rawValue),
        .text(row.measure.isTreatment ? "treatment" : "outcome"),
        .text(tableUnit(row.metric, currency: outcome.scenario.currency)),
        .number(row.level.mean), .number(row.level.lower), .number(row.level.upper),
        .number(row.difference.mean), .number(row.difference.lower),
        .number(row.difference.upper), .text(row.acts ? "yes" : "no"),
        .text(row.verdict.rawValue),
      ])
    }
    return table
  }

  static func segmentation(_ outcome: RunOutcome) -> Table {
    var table = Table(
      "segmentation.csv",
      "How well each way of dividing customers by what is on record meets what they need.",
      [
        Column("method", "", "The method; see segmentation in the reference."),
        Shared.metric, Shared.unit, Shared.mean, Shared.lower, Shared.upper,
      ])
    for id in SubjectKind.method.ids(in: outcome.scenario) {
      let subject = SubjectKind.method.subject(id)
      for row in outcome.summary where row.subject == subject {
        table.append([
          .text(id), .text(row.metric.id),
          .text(tableUnit(row.metric, currency: outcome.scenario.currency)),
          .number(row.estimate.mean), .number(row.estimate.lower), .number(row.estimate.upper),
        ])
      }
    }
    return table
  }

  static func leavers(_ outcome: RunOutcome) -> Table {
    var table = Table(
      "leavers.csv", "Customers who left, by month, cause and segment.",
      [
        Shared.month, Column("cause", "", "The cause that was recorded."),
        Column("segment", "", "The segment's id."),
        Column("customers", "customers", "Customers who left, a replication."),
      ])
    for row in outcome.leavers {
      table.append([
        .whole(row.month), .text(row.cause), .text(row.segment), .number(row.customers),
      ])
    }
    return table
  }

  static func evidence(_ outcome: RunOutcome) -> Table {
    var table = Table(
      "evidence.csv", "Published figures against simulated ones.",
      [
        Shared.metric, Shared.subject,
        Column("published_low", "the metric's unit", "The lower end of the published range."),
        Column("published_high", "the metric's unit", "The upper end of the published range."),
        Column("used", "", "fit: the scenario was tuned to it; check: it was not."),
        Shared.mean, Shared.lower, Shared.upper,
        Column(
          "verdict", "",
          "inside: the whole interval is in the published range; outside: none of it; else unclear."
        ),
        Column("source", "", "The id of the citation."),
      ])
    for row in outcome.evidence {
      let estimate = row.estimate
      table.append([
        .text(row.evidence.metric), .text(row.evidence.subject), .number(row.evidence.low),
        .number(row.evidence.high), .text(row.evidence.used.rawValue), .number(estimate.mean),
        .number(estimate.lower), .number(estimate.upper), .text(row.verdict.rawValue),
        .text(row.evidence.source),
      ])
    }
    return table
  }

  static func cohorts(_ outcome: RunOutcome) -> Table {
    var table = Table(
      "cohorts.csv",
      "Customers active by the month they joined, and what they pay. Who joins in the course of a month pays for "
        + "a part of it: the first twelve months of those who joined after the start begin with the next.",
      [
        Column("cohort", "", "initial, or the month joined."),
        Column("period", "months", "Months since then.", .integer),
        Column(
          "active", "customers",
          "Customers active, those who left and came back included, a replication."),
        Column(
          "revenue", outcome.scenario.currency,
          "What they pay in the month that begins, a replication; empty at the end."),
        Column(
          "customers_kept", "fraction",
          "Its customers in the twelve months before, over those in its first twelve; empty in the first year."
        ),
        Column(
          "money_kept_net", "fraction",
          "What they pay in the twelve months before, over what they paid in their first twelve (net revenue "
            + "retention); empty in the first year."),
        Column(
          "money_kept_gross", "fraction",
          "The same where nobody counts with more than in their first twelve months (gross revenue retention)."
        ),
      ])
    func number(_ value: Double?) -> Cell { value.map { .number($0) } ?? .none }
    for row in outcome.cohorts {
      table.append([
        .text(row.cohort), .whole(row.period), .number(row.active), number(row.revenue),
        number(row.customersKept?.mean), number(row.moneyKept?.mean),
        number(row.moneyKeptGross?.mean),
      ])
    }
    return table
  }

  /// What was earned on a customer by year as one.
  static func tenure(_ outcome: RunOutcome) -> Table {
    let money = outcome.scenario.currency
    let each = "A customer and year, mean over replications:"
    var table = Table(
      "tenure.csv",
      "What was earned on a customer in each year as one. The profit is margin, growth, saving and premium less "
        + "costs and time; costs that no customer causes alone are not shared out.",
      [
        Column(
          "year", "count",
          "The year as a customer, in twelve months of the calendar; 1 is the first, and begins with the month of joining.",
          .integer),
        Column("customer_years", "years", "Years that customers spent in it, a replication."),
        Column("profit", money, "\(each) what was earned."), Shared.lower, Shared.upper,
        Column("margin", money, "\(each) the margin at the terms of the first year."),
        Column("growth", money, "\(each) what buying more than in the first year added."),
        Column("saving", money, "\(each) what costing less to supply added."),
        Column("premium", money, "\(each) what paying more for the same added."),
        Column("costs", money, "\(each) what contacts, complaints and rewards cost."),
        Column("time", money, "\(each) the time of staff with the customer, at its pay."),
        Column(
          "referrals", money,
          "\(each) what winning those by marketing would have cost whom the customer sent; not in the profit."
        ),
      ])
    for row in outcome.tenure {
      table.append([
        .whole(row.year), .number(row.customerYears), .number(row.profit.mean),
        .number(row.profit.lower), .number(row.profit.upper), .number(row.margin),
        .number(row.growth), .number(row.saving), .number(row.premium), .number(row.costs),
        .number(row.time), .number(row.referrals),
      ])
    }
    return table
  }

  /// How profit is spread over customers.
  static func whale(_ outcome: RunOutcome) -> Table {
    var table = Table(
      "whale.csv",
      "Cumulative profit of all who were customers in the run, those first on whom most was earned. Each bears "
        + "what they cause, the cost of winning them included; what no customer causes alone is not shared out.",
      [
        Column("customers", "fraction", "The share of customers, the most profitable first."),
        Column(
          "profit", outcome.scenario.currency, "What they bring together, mean over replications."),
        Shared.lower, Shared.upper,
        Column(
          "share", "fraction", "The same over what all bring; empty where that is not above 0."),
      ])
    let total = outcome.whale.last?.mean ?? 0
    for (percent, profit) in outcome.whale.enumerated() {
      table.append([
        .number(Double(percent) / 100), .number(profit.mean), .number(profit.lower),
        .number(profit.upper), total > 0 ? .number(profit.mean / total) : .none,
      ])
    }
    return table
  }
}

/// Columns that several tables share.
package enum Shared {
  static let month = Column(
    "month", "months", "Months since the start; 0 is the first. Levels are taken at its end.",
    .integer)
  package static let metric = Column("metric", "", "The metric's id; see metrics in columns.json.")
  package static let subject = Column(
    "subject", "",
    "What it is about: all (everything together), or a kind of thing with its id: "
      + SubjectKind.known.filter { $0 != .all }.map { $0.subject("ID") }.joined(separator: ", ")
      + ".")
  package static let unit = Column(
    "unit", "", "The unit of the values; money is in the scenario's currency.")
  package static let mean = Column("mean", "the metric's unit", "The mean over replications.")
  package static let lower = Column(
    "lower", "as its estimate",
    "The lower end of the 95% confidence interval of the mean, cut off where the metric cannot be (a share below "
      + "0); empty where there is none.")
  package static let upper = Column(
    "upper", "as its estimate",
    "The upper end of the 95% confidence interval of the mean, cut off where the metric cannot be (a share above "
      + "1); empty where there is none.")
}
