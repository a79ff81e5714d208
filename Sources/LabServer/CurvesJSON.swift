import CustomerExperience
import Documents
import Experiments
import Reports

/// Months of a base and its variant, as curves.
struct CurvesJSON {
  let base: RunOutcome
  let variant: VariantOutcome?

  /// A figure by month that is shown where a scenario has it.
  private struct Figure {
    /// What it goes by on the page, and the metric.
    var id, metric: String
    /// Under which heading it is found.
    var group: String
  }

  private static let figures =
    figures(
      "Customers",
      [
        ("customers", "customers"), ("joined", "joined"), ("left", "left"),
        ("complaints", "complaints"), ("wallet", "share_of_wallet"),
      ])
    + figures(
      "Satisfaction",
      [
        ("satisfaction", "satisfaction_mean"), ("satisfaction_survey", "survey_satisfaction"),
        ("satisfied", "satisfied_share"), ("nps", "nps"), ("shopper", "shopper_score"),
        ("expectation", "expectation_mean"), ("quality", "quality_mean"),
      ])
    + figures(
      "Staff",
      [
        ("staff", "staff"), ("occupancy", "occupancy"), ("engagement", "engagement_mean"),
        ("burnout", "burnout_mean"), ("turnover", "turnover"), ("skill", "skill_mean"),
        ("training", "training_hours"),
      ])
    + figures(
      "Queues",
      [
        ("wait", "mean_wait"), ("felt_wait", "felt_wait"), ("abandonment", "abandonment_rate"),
        ("service_level", "service_level"),
      ])
    + figures(
      "Rivals",
      [("pull", "competitor_pull"), ("rivals", "rival_utility"), ("left_to", "left_to")])
    + figures(
      "Money",
      [
        ("revenue", "revenue"), ("profit", "profit"), ("pay", "staff_cost"),
        ("training_cost", "training_cost"), ("marketing", "acquisition_cost"),
        ("campaign_cost", "campaign_cost"), ("recovery_cost", "recovery_cost"),
      ])

  private static func figures(_ group: String, _ all: [(String, String)]) -> [Figure] {
    all.map { Figure(id: $0, metric: $1, group: group) }
  }

  /// Who stays first, then the rest in order.
  var all: [JSONValue] { retention + Self.figures.flatMap(months) }

  // MARK: - Who stays

  /// Who stays of all customers, as far as the first pair's variant has lived on.
  ///
  /// - Parameters:
  ///   - base: what the same replication of the base showed.
  ///   - survival: the share still there in the variant at the end of each of its first months.
  static func firstMonths(of base: RunOutcome, survival: [Double]) -> JSONValue? {
    let curves = CurvesJSON(base: base, variant: nil)
    guard let points = base.curve(segment: "all")?.points, let curve = curves.retention.first
    else { return nil }
    let known = [1] + survival
    func series(_ value: (Int) -> Double) -> JSONValue {
      let mean = points.indices.map { $0 < known.count ? JSONValue.number(value($0)) : .null }
      let open = JSONValue.array(points.map { _ in .null })
      return ["mean": .array(mean), "lower": open, "upper": open]
    }
    return curve.merging([
      "variant": series { known[$0] },
      "difference": series { known[$0] - points[$0].survival.mean },
    ])
  }

  /// The customers at the start who are still there, all and by segment.
  private var retention: [JSONValue] {
    let segments = base.scenario.customers.segments.map(\.id)
    return (["all"] + (segments.count > 1 ? segments : [])).compactMap { segment in
      guard let curve = base.curve(segment: segment), let metric = Metric.named("retention") else {
        return nil
      }
      let subject = segment == "all" ? "all" : "segment:\(segment)"
      let other = variant?.outcome.curve(segment: segment)
      // The paired difference month by month, which nothing had the time to make at the start.
      let difference = variant?.timeline.first {
        $0.metric.id == metric.id && $0.subject == subject
      }
      let hasInterval = base.replications > 1
      let start = Estimate(
        mean: 0, lower: hasInterval ? 0 : -.infinity, upper: hasInterval ? 0 : .infinity,
        replications: 0)
      return self.curve(
        "retention", "Customers", "Who stays", metric, subject,
        at: curve.points.map { Double($0.month) },
        base: curve.points.map(\.survival), variant: other?.points.map(\.survival),
        difference: difference.map { [start] + $0.estimates })
    }
  }

  // MARK: - Figures by month

  private func months(of figure: Figure) -> [JSONValue] {
    let id = figure.metric
    let hasSegments = base.scenario.customers.segments.count > 1
    return base.timeline.filter { series in
      guard series.metric.id == id, series.estimates.contains(where: { $0 != nil }) else {
        return false
      }
      let kind = Subject(series.subject).kind
      return kind == .all || kind == .team || kind == .rival || kind == .segment && hasSegments
    }.map { series in
      func other(_ all: [TimelineSeries]?) -> [Estimate?]? {
        all?.first { $0.metric.id == id && $0.subject == series.subject }?.estimates
      }
      let metric = series.metric
      // A level is taken at the month's end; what belongs to the whole month stands in its middle.
      let offset = metric.whole == .mean || metric.whole == .last ? 1 : 0.5
      return curve(
        figure.id, figure.group, Display.capitalised(metric.name), metric, series.subject,
        at: series.estimates.indices.map { Double($0) + offset }, base: series.estimates,
        variant: other(variant?.outcome.timeline), difference: other(variant?.timeline))
    }
  }

  private func curve(
    _ id: String, _ group: String, _ title: String, _ metric: Metric, _ subject: String,
    at months: [Double],
    base: [Estimate?], variant: [Estimate?]?, difference: [Estimate?]?
  ) -> JSONValue {
    let scenario = self.base.scenario
    let name = Subject(subject).name(in: scenario)
    func band(_ estimates: [Estimate?]?) -> JSONValue {
      guard let estimates else { return .null }
      func list(_ path: KeyPath<Estimate, Double>) -> JSONValue {
        .array(
          months.indices.map { month in
            guard month < estimates.count, let estimate = estimates[month] else { return .null }
            return .number(estimate[keyPath: path])
          })
      }
      return ["mean": list(\.mean), "lower": list(\.lower), "upper": list(\.upper)]
    }
    return [
      "id": .string(id), "group": .string(group), "title": .string(title),
      "metric": .string(metric.id),
      "unit": .string(metric.unit.symbol(currency: scenario.currency)),
      "subject": .string(subject),
      "subject_title": .string(subject == "all" ? "all customers" : name),
      "scale": .integer(metric.unit == .fraction ? 100 : 1), "x": "month",
      "months": .array(months.map { .number($0) }), "base": band(base),
      "variant": band(variant), "difference": band(difference),
    ]
  }
}
