import CustomerExperience
import Experiments

/// How studies name outcomes and write their differences.
struct StudyNames {
  let scenario: Scenario
  let display: Display

  init(_ scenario: Scenario) {
    self.scenario = scenario
    display = Display(scenario)
  }

  /// An outcome for people, such as `first line: mean wait`.
  func name(_ key: SeriesKey) -> String {
    let metric = Metric.named(key.metric)?.name ?? key.metric
    let subject = Subject(key.subject)
    return subject.kind == .all ? metric : "\(subject.name(in: scenario)): \(metric)"
  }

  /// What differences of an outcome are multiplied by on charts: shares become percentage points.
  func scale(_ key: SeriesKey) -> Double {
    Metric.named(key.metric)?.unit == .fraction ? 100 : 1
  }

  /// The unit of such a difference.
  func unit(_ key: SeriesKey) -> String {
    switch Metric.named(key.metric)?.unit {
    case .fraction: "percentage points"
    case .points: "points of 100"
    case .money: scenario.currency
    case .seconds: "seconds"
    case .count, .index, .level, nil: ""
    }
  }

  /// An axis for values of an outcome's difference, scaled.
  func axis(_ values: [Double], _ key: SeriesKey) -> ChartAxis {
    var axis = ChartAxis.fit(values, title: unit(key), including: [0])
    if Metric.named(key.metric)?.unit == .money { axis.format = .money(symbol: display.symbol) }
    return axis
  }

  /// A difference with its sign, such as `+0.42 points`.
  func difference(_ value: Double, _ key: SeriesKey) -> String {
    guard let metric = Metric.named(key.metric), value.isFinite else { return "?" }
    return display.difference(value, of: row(metric, key))
  }

  /// The interval of a difference.
  func interval(_ estimate: Estimate, _ key: SeriesKey) -> String {
    guard let metric = Metric.named(key.metric) else { return "" }
    return display.differenceInterval(estimate.lower, estimate.upper, of: row(metric, key))
  }

  /// A value of an outcome.
  func value(_ value: Double, _ key: SeriesKey) -> String {
    guard let metric = Metric.named(key.metric), value.isFinite else { return "?" }
    return display.value(value, metric)
  }

  /// Differences are written as comparisons write them.
  private func row(_ metric: Metric, _ key: SeriesKey) -> DifferenceRow {
    DifferenceRow(
      metric: metric, subject: key.subject, meanBaseline: 0, meanVariant: 0,
      difference: Estimate(mean: 0, lower: 0, upper: 0, replications: 2), adjustedLower: 0,
      adjustedUpper: 0, varianceReduction: 1, verdict: .unclear, morePairs: nil)
  }
}
