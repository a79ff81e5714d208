extension SubjectKind {
  /// A dimension of the quality of service.
  public static let dimension = SubjectKind("dimension") { _ in
    Dimensions.names.map { ($0, $0) }
  }
}

extension SubjectKind {
  /// A dimension of the quality of service as a segment finds it: `families.reliability`.
  public static let gap = SubjectKind(
    "gap",
    sheet: Sheet(
      4, "gaps.csv", "What each segment expects and gets on each dimension of service (means).")
  ) { scenario in
    scenario.customers.segments.flatMap { segment in
      Dimensions.names.map { ("\(segment.id).\($0)", "\(segment.displayName), \($0)") }
    }
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
  /// Expected on a dimension.
  public let expected: Figure<Truth>
  /// Received on a dimension.
  public let received: Figure<Truth>
  /// Service gap.
  public let gap: Figure<Truth>
  /// Encounters, those of them below what is adequate and those above what is desired.
  let encounters: Counter
  let belowZone: Counter
  let aboveZone: Counter
  /// Below the zone of tolerance.
  public let below: Figure<Truth>
  /// Above the zone of tolerance.
  public let above: Figure<Truth>

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
    expected = declare.level(
      "expected_quality", "expected", .points, [.gap], .neither,
      "Mean quality that a segment's customers on the books expect on a dimension.")
    received = declare.level(
      "received_quality", "received", .points, [.gap], .up,
      "Mean quality of a segment's encounters on a dimension, as it came to them.")
    gap = declare.level(
      "service_gap", "received less expected", .points, [.gap], .up,
      "Gap 5: mean quality that a segment received on a dimension, less what its customers expect; below zero they "
        + "get less than they expect.", range: -100...100)
    encounters = declare.counter(by: .segment)
    belowZone = declare.counter(by: .segment)
    aboveZone = declare.counter(by: .segment)
    let hasZone = declare.holds { $0.satisfaction.hasZone }
    below = declare.ratio(
      "below_tolerance", "below the zone of tolerance", .fraction, [.all, .segment], .down,
      "Share of encounters worse than customers find adequate.", of: [belowZone],
      over: [encounters], isThere: hasZone)
    above = declare.ratio(
      "above_tolerance", "above the zone of tolerance", .fraction, [.all, .segment], .up,
      "Share of encounters better than customers desire.", of: [aboveZone], over: [encounters],
      isThere: hasZone)
  }
}
