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
        better   \(better)
      """
  }

  /// The metrics that a word occurs in: their ids, or what is said of them.
  ///
  /// - Returns: Their ids and definitions, in the order of the reference.
  public static func mentions(of word: String) -> [(id: String, meaning: String)] {
    let word = word.lowercased()
    return Metric.all.filter {
      "\($0.id) \($0.name) \($0.definition)".lowercased().contains(word)
    }.map { ($0.id, $0.definition) }
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
