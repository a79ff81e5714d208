/// Margins, costs and the discount rate.
public struct Economics: Sendable, Equatable {
  /// Share of the full price left after what it costs to supply the product (staff not counted).
  public var margin = 0.6
  /// Share by which money is worth less a year later.
  public var discountRate = 0.10
  /// Fixed costs a month.
  public var overhead = 0.0
  /// What is earned on those who have been customers for longer; nil for as much as on others.
  public var tenure: TenureEffects?

  /// The defaults.
  public init() {}
}
