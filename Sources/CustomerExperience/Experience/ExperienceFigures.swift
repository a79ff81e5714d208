extension SubjectKind {
  /// A dimension of the quality of service.
  public static let dimension = SubjectKind("dimension") { _ in
    Dimensions.names.map { ($0, $0) }
  }
}

/// What customers think, which nobody in the firm can see.
public struct ExperienceFigures: Sendable, BitwiseCopyable {
  /// Satisfaction, truth.
  public let satisfaction: Figure<Truth>
  /// Spread of satisfaction.
  public let satisfactionSpread: Figure<Truth>
  /// Expectation.
  public let expectation: Figure<Truth>
  /// Trust.
  public let trust: Figure<Truth>
  /// Points delivered, by segment, by whether somebody served (0) or nobody (1), and by dimension; and how
  /// many encounters that were.
  let delivered: Counter
  let deliveries: Counter

  init(_ declare: inout FigureBuilder) {
    satisfaction = declare.level(
      "satisfaction_mean", "satisfaction, truth", .points, [.all, .segment], .up,
      "Mean cumulative satisfaction of the customers on the books.")
    satisfactionSpread = declare.level(
      "satisfaction_spread", "spread of satisfaction", .points, [.all], .neither,
      "Standard deviation of cumulative satisfaction between the customers on the books.")
    expectation = declare.level(
      "expectation_mean", "expectation", .points, [.all, .segment], .neither,
      "Mean expected quality of the customers on the books, weighted by what matters to them.")
    trust = declare.level(
      "trust_mean", "trust", .level, [.all, .segment], .up,
      "Mean trust of the customers on the books, 0 to 1.")
    let segments = declare.scenario?.customers.segments.count ?? 0
    delivered = declare.counter(of: segments * 2 * 5)
    deliveries = declare.counter(of: segments * 2)
  }
}
