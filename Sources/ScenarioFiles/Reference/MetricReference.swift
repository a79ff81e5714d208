import CustomerExperience

/// The reference of metrics, written from their declarations.
public enum MetricReference {
  /// The ids of all metrics, in the order of the reference.
  public static var ids: [String] { Metric.all.map(\.id) }

  /// What a metric is, its unit, where it comes from and what it can be about.
  ///
  /// - Returns: Lines of text; nil where there is no such metric.
  public static func explain(_ id: String) -> String? {
    guard let metric = Metric.named(id) else { return nil }
    let better =
      switch metric.better {
      case .up: "up"
      case .down: "down"
      case .neither: "neither"
      }
    return """
      \(metric.id)     a metric: \(metric.name)
      \(metric.definition)

        unit     \(metric.isNet ? "points, from -100 to 100" : unit(metric.unit))
        source   \(metric.nature.phrase)
        about    \(metric.subjects.map(\.id).joined(separator: ", "))
        a run    \(metric.whole.phrase)
        better   \(better)
        range    \(range(metric))
        matters  \(smallest(metric))
      """
  }

  /// What values can be; an interval is cut off there.
  private static func range(_ metric: Metric) -> String {
    func text(_ value: Double) -> String { String(Int(value)) }
    switch (metric.range.lowerBound.isFinite, metric.range.upperBound.isFinite) {
    case (true, true):
      return
        "\(text(metric.range.lowerBound)) to \(text(metric.range.upperBound)); intervals end there"
    case (true, false): return "\(text(metric.range.lowerBound)) or more; intervals end there"
    default: return "any number"
    }
  }

  /// The smallest difference worth mentioning, in words.
  private static func smallest(_ metric: Metric) -> String {
    let smallest = metric.smallest
    var parts: [String] = []
    if smallest.absolute > 0 {
      let size =
        switch metric.unit {
        case .fraction: "\((smallest.absolute * 100).formatted) percentage points"
        case .points: "\(smallest.absolute.formatted) points"
        case .seconds:
          smallest.absolute == 1 ? "1 second" : "\(smallest.absolute.formatted) seconds"
        case .money, .count, .index, .level: smallest.absolute.formatted
        }
      parts.append(size)
    }
    if smallest.share > 0 { parts.append("\((smallest.share * 100).formatted)% of the baseline") }
    return "a difference from " + parts.joined(separator: " or, if that is more, ")
      + " on; a smaller one is called too small to matter"
  }

  private static func unit(_ unit: MetricUnit) -> String {
    switch unit {
    case .fraction: "a fraction (a percentage on screens)"
    case .points: "points, of which the scale has 100"
    case .money: "the scenario's currency"
    case .seconds: "seconds"
    case .count: "a number"
    case .index: "an index without a unit"
    case .level: "a level from 0 to 1"
    }
  }
}

extension Double {
  /// The number as people write it.
  fileprivate var formatted: String {
    self == rounded() ? String(Int(self)) : String((self * 1e6).rounded() / 1e6)
  }
}
