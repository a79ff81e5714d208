/// M18: what money off the price means to a customer under contract.
///
///     log-odds of leaving −= β_C · β_p · sensitivity · (list price − own price)/price at the start
///
/// A discount, or a price that the contract still holds, acts as a rival's higher price would: through the same
/// response to price and the same pull, so that nothing counts twice. Whoever wants to leave and is offered a
/// discount weighs it over the year ahead: one for some months counts for as much of it.
public enum OfferLaw {
  /// Months over which a customer weighs an offer [D].
  public static let horizon = 12.0

  /// Log-odds of leaving that paying less than the list price takes away.
  ///
  /// - Parameters:
  ///   - saving: money a month, or less.
  ///   - startPrice: our price at the start.
  ///   - response: β_p, times the customer's own sensitivity.
  ///   - pull: β_C, log-odds that a unit of pull adds.
  @inline(__always)
  public static func relief(
    saving: Double, startPrice: Double, response: Double, pull: Double
  ) -> Double {
    startPrice > 0 ? pull * response * saving / startPrice : 0
  }

  /// The part of a discount that counts when it is offered: all of one that lasts a year.
  @inline(__always)
  public static func weight(months: Double) -> Double { min(1, max(0, months) / horizon) }
}
