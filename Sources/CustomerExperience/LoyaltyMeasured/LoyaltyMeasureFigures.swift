/// Loyalty as customers think and as they behave, side by side.
public struct LoyaltyMeasureFigures: Sendable, BitwiseCopyable {
  /// Would recommend.
  public let recommend: Figure<Truth>
  /// Share of wallet.
  public let shareOfWallet: Figure<Truth>
  /// Time with the firm.
  public let tenure: Figure<Truth>
  /// Time since the last purchase.
  public let recency: Figure<Truth>
  /// Bought again.
  public let repeatRate: Figure<Recorded>
  /// Share of customers by kind of loyalty.
  public let share: Figure<Truth>
  /// Customers at the start by kind of loyalty.
  public let customers: Figure<Truth>
  /// 12-month retention by kind of loyalty.
  public let retention: Figure<Truth>
  /// Revenue of a customer in 12 months by kind of loyalty.
  public let revenue: Figure<Truth>

  init(_ declare: inout FigureBuilder) {
    let isRepertoire = declare.holds { $0.customers.relationship.bond.isChosenOnOccasions }
    recommend = declare.level(
      "recommend_share", "would recommend, truth", .fraction, [.all, .segment], .up,
      "Share of the customers on the books whose true satisfaction is that of a promoter (9 or 10 of 10)."
    )
    shareOfWallet = declare.level(
      "share_of_wallet", "share of wallet", .fraction, [.all, .segment], .up,
      "Mean share of a customer's recent purchases of the category that were ours, recent ones counting most (the "
        + "memory of loyalty.memory); of those who have not dropped out.", isThere: isRepertoire)
    tenure = declare.level(
      "tenure_mean", "time with the firm, months", .count, [.all, .segment], .up,
      "Mean months that the customers on the books have been with the firm; nobody at the start has been for longer "
        + "than the world has settled.")
    recency = declare.level(
      "days_since_purchase", "days since the last purchase", .count, [.all, .segment], .down,
      "Mean days since the last purchase from us, of those who have bought and have not dropped out.",
      isThere: isRepertoire)
    repeatRate = declare.total(
      "repeat_rate", "bought again", .fraction, [.all, .segment], .up,
      "Of those who bought from us in the first year, the share who bought more than once in it.",
      isThere: isRepertoire)
    share = declare.level(
      "loyalty_share", "share of customers by kind of loyalty", .fraction, [.loyalty], .neither,
      "Share of the customers on the books, or of a segment's, in a cell of the grid of attitude and behaviour."
    )
    customers = declare.total(
      "loyalty_customers", "customers at the start by kind of loyalty", .count, [.loyalty],
      .neither, "Customers at the start in a cell of the grid of attitude and behaviour.")
    retention = declare.total(
      "loyalty_retention_12m", "12-month retention by kind of loyalty", .fraction, [.loyalty], .up,
      "Share of the customers in a cell at the start who are customers twelve months later (repertoire: who have not "
        + "dropped out for good).")
    revenue = declare.total(
      "loyalty_revenue_12m", "revenue of a customer by kind of loyalty", .money, [.loyalty], .up,
      "Mean money that a customer in a cell at the start pays in the twelve months from then on.")
  }
}
