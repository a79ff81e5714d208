import Glibc

/// M18: a price is held against what customers are used to pay.
///
///     utility −= β_r · loss · (p − r)/p₀  above the reference r,   += β_r · (r − p)/p₀  below it
///     a month: r ← r + (1 − e^{−1/adapts}) (p − r)
///
/// A loss weighs about twice as much as a gain (Kahneman & Tversky 1979; the size for prices is a design value).
/// Customers get used to what they pay, so that a change moves more at once than in the long run (Fibich, Gavious &
/// Lowengart 2005), and a promotion that ends is a rise.
public struct ReferencePrice: Sendable, Equatable {
  /// Utility lost when a price is below the reference by the whole of our price at the start.
  public var response = 1.0
  /// How many times as heavily a price above the reference weighs.
  public var loss = 2.0
  /// Months in which about two thirds of a change become what is usual.
  public var adaptsMonths = 6.0
  /// How many times as heavily a rise weighs within the term of a contract.
  public var midTerm = 1.5

  /// The defaults.
  public init() {}

  /// Utility that a price takes away; below zero where it gives some.
  ///
  /// - Parameters:
  ///   - reference: what is usual.
  ///   - unit: our price at the start.
  ///   - isBound: whether it is asked within the term of a contract.
  @inline(__always)
  public func felt(price: Double, reference: Double, unit: Double, isBound: Bool = false) -> Double
  {
    guard unit > 0, unit < .infinity else { return 0 }
    let change = response * (price - reference) / unit
    return change <= 0 ? change : change * loss * (isBound ? midTerm : 1)
  }

  /// What is usual a month later.
  @inline(__always)
  public func adapted(_ reference: Double, to price: Double) -> Double {
    reference + (adaptsMonths > 0 ? 1 - exp(-1 / adaptsMonths) : 1) * (price - reference)
  }
}

extension ReferencePrice: Declared {
  /// The declared keys of the section `market.reference_price`.
  public static var keys: [Key<ReferencePrice>] {
    [
      Key(
        "response", .number(\.response, .utility, 0...50),
        "Utility won when a price is below what is usual by the whole of ours.",
        plausible: .between(0.3, 3)),
      Key(
        "loss", .number(\.loss, .times, 0...10),
        "How many times as heavily a price above what is usual weighs.",
        plausible: .between(1.3, 3), see: "Kahneman & Tversky 1979"),
      Key(
        "adapts", .number(\.adaptsMonths, .months, 0...120),
        "Time in which about two thirds of a change become what is usual.",
        plausible: .between(2, 12)),
      Key(
        "mid_term", .number(\.midTerm, .times, 1...10),
        "How many times as heavily a rise weighs within the term of a contract.",
        plausible: .between(1.1, 3), only: .contract),
    ]
  }
}
