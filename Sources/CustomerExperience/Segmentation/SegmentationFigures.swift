extension SubjectKind {
  /// A way of dividing customers into segments.
  public static let method = SubjectKind("method") { scenario in
    scenario.segmentation == nil
      ? [] : SegmentationMethod.allCases.map { ($0.rawValue, $0.name) }
  }
}

/// How well each method finds out what customers need, which only the simulation knows.
public struct SegmentationFigures: Sendable, BitwiseCopyable {
  /// Agreement with needs.
  public let agreement: Figure<Truth>
  /// Needs explained.
  public let explained: Figure<Truth>
  /// Lift.
  public let lift: Figure<Truth>
  /// Profit of targeting.
  public let profit: Figure<Truth>
  /// Stability.
  public let stability: Figure<Truth>
  /// Customers in reach.
  public let reach: Figure<Truth>
  /// Segments.
  public let segments: Figure<Truth>

  init(_ declare: inout FigureBuilder) {
    let isThere = declare.holds { $0.segmentation != nil && !$0.customers.needs.isEmpty }
    agreement = declare.total(
      "segmentation_agreement", "agreement with needs", .index, [.method], .up,
      "How far the segments agree with what customers need (adjusted Rand index): 1 for wholly, 0 for no more than "
        + "by chance.", isThere: isThere, range: -1...1, smallest: .init(0.01))
    explained = declare.total(
      "segmentation_explained", "needs explained", .fraction, [.method], .up,
      "Share of the variance of what customers need that the segments explain.", isThere: isThere)
    lift = declare.total(
      "segmentation_lift", "lift", .index, [.method], .up,
      "How many times as often those whom the method picks for an offer are those it is for, against customers picked "
        + "at random.", isThere: isThere, range: 0...(.infinity), smallest: .init(0.05))
    profit = declare.total(
      "segmentation_profit", "profit of the offer, a customer", .money, [.method], .up,
      "What the offer brings less what it costs, over all customers.", isThere: isThere)
    stability = declare.total(
      "segmentation_stability", "segments found again", .index, [.method], .up,
      "How far the method divides customers in the same way when it is given others drawn from them (adjusted Rand "
        + "index).", isThere: isThere, range: -1...1, smallest: .init(0.01))
    reach = declare.total(
      "segmentation_reach", "customers in reach", .fraction, [.method], .up,
      "Share of the customers whom the method can put into a segment.", isThere: isThere)
    segments = declare.total(
      "segmentation_segments", "segments found", .count, [.method], .neither,
      "How many segments have customers in them.", isThere: isThere)
  }
}
