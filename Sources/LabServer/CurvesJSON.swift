import CustomerExperience
import Documents
import Experiments
import Reports

/// Months of a base and its variant, as curves.
struct CurvesJSON {
  let base: RunOutcome
  let variant: VariantOutcome?

  /// Figures by month that are shown where a scenario has them, each under an id.
  private static let figures = [
    ("satisfaction", "satisfaction_mean"), ("satisfaction_survey", "survey_satisfaction"),
    ("quality", "quality_mean"), ("customers", "customers"), ("profit", "profit"),
    ("revenue", "revenue"), ("abandonment", "abandonment_rate"), ("wait", "mean_wait"),
    ("staff", "staff"), ("occupancy", "occupancy"), ("engagement", "engagement_mean"),
    ("skill", "skill_mean"), ("training", "training_hours"), ("pull", "competitor_pull"),
    ("rivals", "rival_utility"),
  ]

  /// Who stays first, then the rest in order.
  var all: [JSONValue] { retention + Self.figures.flatMap { months(of: $1, id: $0) } }

  // MARK: - Who stays

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
        "retention", "Who stays", metric, subject, at: curve.points.map { Double($0.month) },
        base: curve.points.map(\.survival), variant: other?.points.map(\.survival),
        difference: difference.map { [start] + $0.estimates })
    }
  }

  // MARK: - Figures by month

  private func months(of id: String, id name: String) -> [JSONValue] {
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
        name, Display.capitalised(metric.name), metric, series.subject,
        at: series.estimates.indices.map { Double($0) + offset }, base: series.estimates,
        variant: other(variant?.outcome.timeline), difference: other(variant?.timeline))
    }
  }

  private func curve(
    _ id: String, _ title: String, _ metric: Metric, _ subject: String, at months: [Double],
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
      "id": .string(id), "title": .string(title), "metric": .string(metric.id),
      "unit": .string(metric.unit.symbol(currency: scenario.currency)),
      "subject": .string(subject),
      "subject_title": .string(subject == "all" ? "all customers" : name),
      "scale": .integer(metric.unit == .fraction ? 100 : 1), "x": "month",
      "months": .array(months.map { .number($0) }), "base": band(base),
      "variant": band(variant), "difference": band(difference),
    ]
  }
}
