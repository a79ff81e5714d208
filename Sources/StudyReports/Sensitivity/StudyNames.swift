import CustomerExperience
import Designs
import Documents
import Experiments
import Reports
import ScenarioFiles
import Studies

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
    return display.difference(value, metric.unit)
  }

  /// The size of a difference, such as `0.42 points`.
  func size(_ value: Double, _ key: SeriesKey) -> String {
    let text = difference(abs(value), key)
    return text.hasPrefix("+") ? String(text.dropFirst()) : text
  }

  /// The interval of a difference.
  func interval(_ estimate: Estimate, _ key: SeriesKey) -> String {
    guard let metric = Metric.named(key.metric) else { return "" }
    return display.differenceInterval(estimate.lower, estimate.upper, metric.unit)
  }

  /// A share of the variance: an estimate a little beyond 0 or 1 says no more than 0 or 1.
  static func share(_ index: Double) -> Double { min(1, max(0, index)) }

  /// An index with its interval, such as `72% (65 to 80)`.
  static func text(_ index: SobolIndices.Index) -> String {
    let ends = [index.lower, index.upper].map { NumberText.fixed(100 * share($0), 0) }
    return "\(Display.roundPercent(share(index.value))) (\(ends[0]) to \(ends[1]))"
  }

  /// A value of an outcome with its interval.
  func figure(_ estimate: Estimate, _ key: SeriesKey) -> String {
    let interval = Metric.named(key.metric).map { display.interval(estimate, $0.unit) } ?? ""
    return value(estimate.mean, key) + (interval.isEmpty ? "" : " (\(interval))")
  }

  /// A value of an outcome.
  func value(_ value: Double, _ key: SeriesKey) -> String {
    guard let metric = Metric.named(key.metric), value.isFinite else { return "?" }
    return display.value(value, metric)
  }
}

extension OutcomeSensitivity.Level {
  /// What can be said of a difference from the scenario as it is.
  typealias Verdict = DifferenceRow.Verdict

  /// What can be said of its difference.
  func verdict(smallest: Double) -> Verdict {
    let (lower, upper) = (difference.lower, difference.upper)
    if lower == 0, upper == 0 { return .same }
    return Verdict(lower: lower, upper: upper, smallest: smallest)
  }
}

extension OutcomeSensitivity {
  /// The smallest difference of the outcome worth mentioning.
  var smallest: Double { Metric.named(key.metric)?.smallest.size(at: base.mean) ?? 0 }

  /// Whether more of the variation is luck than the keys' doing.
  var isLuckMostly: Bool { noise.isFinite && noise > 0.5 }
}

extension SensitivityOutcome {
  /// The most keys that a chart or a list of the terminal shows; the tables hold all.
  static let mostShown = 15

  /// Where an outcome is lowest and highest along a key's curve, its strongest keys first.
  func swings(
    of result: OutcomeSensitivity
  ) -> [(factor: Int, low: OutcomeSensitivity.Level, high: OutcomeSensitivity.Level, width: Double)]
  {
    factors.indices.compactMap { f in
      result.swing(f).map {
        (f, $0.low, $0.high, $0.high.difference.mean - $0.low.difference.mean)
      }
    }.sorted { ($1.width, $0.factor) < ($0.width, $1.factor) }
  }

  /// Names of the keys for people, such as `first-line staff`.
  var names: [String] { SweepView.names(of: factors.map(\.path)) }
}
