import Glibc

/// What the customers of a segment pay beside the price (contract).
public struct Fees: Sendable, Equatable {
  /// Money paid once, on joining.
  public var joining = 0.0
  /// Money paid a year, on joining and each year from then on.
  public var yearly = 0.0

  /// No fees.
  public init() {}
}

extension Fees: Declared {
  /// The declared keys of a segment's `fees`.
  public static var keys: [Key<Fees>] {
    [
      Key(
        "joining", .number(\.joining, .money, 0...1_000_000),
        "What a new customer pays once; it puts off some, who weigh it over a year.",
        only: .contract),
      Key(
        "yearly", .number(\.yearly, .money, 0...1_000_000),
        "What a customer pays on joining and each year from then on; it is felt as a twelfth of it a month.",
        only: .contract),
    ]
  }
}

/// M18: what a fee on joining does to those who think of it.
///
///     P(joins) = exp(−β_p · s · (fee/12)/p₀)
///
/// A fee paid once is weighed over the year ahead, as an exit fee and a discount are (``OfferLaw``): a twelfth of it is
/// a month's price that is higher by so much. Where few of all people join, the multinomial logit takes away that share
/// of them. β_p is the response to prices, s the segment's own sensitivity, p₀ our price at the start.
public enum JoiningFeeLaw {
  /// The share of prospects who join all the same.
  ///
  /// - Parameters:
  ///   - fee: money.
  ///   - price: our price a month at the start.
  ///   - response: β_p · s.
  public static func share(fee: Double, price: Double, response: Double) -> Double {
    exp(
      -OfferLaw.relief(
        saving: fee / OfferLaw.horizon, startPrice: price, response: response, pull: 1))
  }
}

extension Scenario {
  /// Whether some segment pays another price than the list price, or fees.
  public var hasSegmentPrices: Bool {
    customers.segments.contains { $0.priceShare != 1 || $0.fees != nil }
  }

  /// Whether some segment pays anything on joining, at the start or later by the plan.
  public var hasFeesOnJoining: Bool {
    ([self] + phases.map(\.settings)).contains { world in
      world.customers.segments.contains {
        $0.fees.map { $0.joining > 0 || $0.yearly > 0 } ?? false
      }
    }
  }
}
