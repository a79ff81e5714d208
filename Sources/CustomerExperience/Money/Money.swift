/// Money as a whole number of ten-thousandths of the currency, so that ledgers close exactly.
public struct Money: Sendable, Hashable, Comparable, BitwiseCopyable {
  /// Ten-thousandths of the currency.
  public var units: Int64

  /// Money from ten-thousandths.
  @inlinable
  public init(units: Int64) { self.units = units }

  /// Money from an amount in the currency, rounded to the nearest ten-thousandth; amounts beyond what
  /// fits are held at the limit, and whatever ledger they are posted to says so (``Ledger/isOutOfReach``).
  public init(_ amount: Double) {
    let scaled = (amount * 10_000).rounded()
    units = scaled.isNaN ? 0 : Int64(max(-4e18, min(4e18, scaled)))
  }

  /// No money.
  public static let zero = Money(units: 0)

  /// The amount in the currency.
  public var amount: Double { Double(units) / 10_000 }

  // Whatever is added up is in a ledger too, which says so long before a sum could wrap.

  /// The sum.
  public static func + (a: Money, b: Money) -> Money { Money(units: a.units &+ b.units) }
  /// The difference.
  public static func - (a: Money, b: Money) -> Money { Money(units: a.units &- b.units) }
  /// Adds.
  public static func += (a: inout Money, b: Money) { a.units &+= b.units }
  /// The opposite.
  public static prefix func - (a: Money) -> Money { Money(units: -a.units) }
  /// Less money.
  public static func < (a: Money, b: Money) -> Bool { a.units < b.units }
}
