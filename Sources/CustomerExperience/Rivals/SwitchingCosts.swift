import Glibc

/// M17: what it costs to switch to somebody else, by kind.
///
///     procedural   the trouble of it
///     financial    β_p · fee/(12 · our price): an exit fee, weighed over a year
///     relational   r · trust · (1 − e^{−tenure/ripens})
///
/// The three kinds of Burnham, Frels & Mahajan (2003). Under a contract they are log-odds of leaving taken away, in
/// a repertoire market utility of going elsewhere; the sizes are the scenario's.
public struct SwitchingCosts: Sendable, Equatable {
  /// Utility that the trouble of switching takes away: under a contract whenever somebody leaves, in a repertoire
  /// market where a provider is new to them.
  public var procedural = 0.0
  /// Money that a customer pays who leaves within the term (contract).
  public var exitFee = 0.0
  /// Utility of a relationship of long standing and full trust.
  public var relational = 0.0
  /// Months in which about two thirds of a relationship grow.
  public var ripensMonths = 24.0

  /// Nothing.
  public init() {}

  /// Whether any of them is there.
  public var isThere: Bool { procedural > 0 || exitFee > 0 || relational > 0 }

  /// What the relationship is worth to a customer.
  ///
  /// - Parameters:
  ///   - trust: 0 to 1.
  ///   - months: how long the customer has been with us.
  @inline(__always)
  public func bond(trust: Double, months: Double) -> Double {
    guard relational > 0 else { return 0 }
    return relational * trust * (ripensMonths > 0 ? 1 - exp(-max(0, months) / ripensMonths) : 1)
  }

  /// What the exit fee weighs, where it has to be paid.
  ///
  /// - Parameters:
  ///   - response: β_p, times the customer's own sensitivity.
  ///   - price: our price a month at the start.
  ///   - pull: log-odds that a unit of pull adds.
  @inline(__always)
  public func weightOfFee(response: Double, price: Double, pull: Double) -> Double {
    OfferLaw.relief(
      saving: exitFee / OfferLaw.horizon, startPrice: price, response: response, pull: pull)
  }
}

extension SwitchingCosts: Declared {
  /// The declared keys of the section `market.switching`.
  public static var keys: [Key<SwitchingCosts>] {
    [
      Key(
        "procedural", .number(\.procedural, .utility, 0...10),
        "The trouble of switching: of leaving (contract), or of a provider never bought from (repertoire).",
        plausible: .between(0, 1.5)),
      Key(
        "exit_fee", .number(\.exitFee, .money, 0...1_000_000),
        "What a customer pays who leaves of their own will within the term; it is weighed over a year.",
        only: .contract),
      Key(
        "relational", .number(\.relational, .utility, 0...10),
        "What a relationship of long standing and full trust weighs: it grows with time, and with trust.",
        plausible: .between(0, 1.5)),
      Key(
        "ripens", .number(\.ripensMonths, .months, 0...240),
        "Time in which about two thirds of a relationship grow.", plausible: .between(6, 48)),
    ]
  }
}
