public import RandomVariates

/// Goods that customers bring back (repertoire).
public struct Returns: Sendable, Equatable {
  /// Chance that a purchase that was as expected is returned all the same.
  public var base = 0.1
  /// What each point below what was expected adds to it.
  public var disappointment = 0.005
  /// Minutes until it is returned.
  public var after = Law.exponential(mean: 7 * 1440)
  /// The share of what they cost that the goods fetch again.
  public var resale = 0.5
  /// Money that it costs to handle a return.
  public var cost = 3.0
  /// Why purchases that were as expected are returned; not told apart where nil.
  public var reasons: ReturnReasons?

  /// The defaults.
  public init() {}
}

extension Returns: Declared {
  /// The declared keys of the section `returns`.
  public static var keys: [Key<Returns>] {
    [
      Key(
        "base", .number(\.base, .fraction, 0...1),
        "Chance that a purchase that was as good as expected is returned all the same.",
        plausible: .between(0.05, 0.2), only: .repertoire),
      Key(
        "disappointment", .number(\.disappointment, .fraction, 0...1),
        "What each point below what was expected adds to the chance of a return.",
        plausible: .between(0.001, 0.02), only: .repertoire),
      Key(
        "after", .law(\.after, .minutes, 0...525_960, .eachTime),
        "How long until a purchase is returned.", plausible: .times(0.3, 3), only: .repertoire),
      Key(
        "resale", .number(\.resale, .fraction, 0...1),
        "The share of what they cost to supply that returned goods fetch again.",
        plausible: .between(0.2, 0.9), only: .repertoire),
      Key(
        "cost", .number(\.cost, .money, 0...1_000_000),
        "What it costs to handle a return, besides the money that is paid back.",
        only: .repertoire),
      Key(
        "reasons", .section(\.reasons),
        "Why purchases are returned that were as expected, each with its share of `base`; not told apart where not given.",
        only: .repertoire),
    ]
  }
}

/// M37: who returns what they bought.
///
///     P(return) = base + τ (E − P)⁺
///
/// E is what was expected of the visit, and P what it was, in points. That returns grow with what was promised too much
/// is common knowledge of the trade; the form is ours.
public enum ReturnsLaw {
  /// The chance, at most 1.
  ///
  /// - Parameter shortfall: expectation less performance, in points.
  @inline(__always)
  public static func chance(_ law: Returns, shortfall: Double) -> Double {
    min(1, law.base + law.disappointment * max(0, shortfall))
  }
}
