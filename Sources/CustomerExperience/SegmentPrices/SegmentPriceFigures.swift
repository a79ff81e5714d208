/// What each segment pays, beside what it spends in all.
public struct SegmentPriceFigures: Sendable, BitwiseCopyable {
  /// Fees.
  public let fees: Account
  /// Purchases by segment.
  let purchases: Counter
  /// Price paid.
  public let paid: Figure<Recorded>
  /// Prospects put off by the joining fee.
  public let putOff: Figure<Truth>
  /// Whether the scenario has any of it.
  let isThere: Bool

  init(_ declare: inout FigureBuilder, money: MoneyFigures) {
    isThere = declare.holds { $0.hasSegmentPrices }
    let hasFees = declare.holds { scenario in
      scenario.customers.relationship.bond.isBilledMonthly
        && scenario.customers.segments.contains { $0.fees != nil }
    }
    fees = declare.account(
      "customer_fees", "fees", isIncome: true,
      "Money paid by customers beside the price: fees on joining, and yearly ones.",
      of: [.all, .segment], isThere: hasFees)
    purchases = declare.counter(by: .segment)
    paid = declare.ratio(
      "price_paid", "price paid", .money, [.all, .segment], .neither,
      "Mean money of a purchase: of a bill (contract; who joins in the course of a month is billed for the rest of it) or "
        + "of a visit. Fees are not in it.",
      of: [money.revenue.figure.counter], over: [purchases], isThere: isThere)
    putOff = declare.count(
      "put_off", "prospects put off by the joining fee", .count, [.all, .segment], .down,
      "People who would have joined without the joining fee.", isThere: hasFees)
  }
}
