/// What comes back, and what it costs.
public struct ReturnsFigures: Sendable, BitwiseCopyable {
  /// Purchases that were returned.
  public let returns: Figure<Recorded>
  /// Returned.
  public let rate: Figure<Recorded>
  /// Those that would have been kept, had they been as expected.
  let disappointed: Counter
  /// Returned in disappointment.
  public let disappointment: Figure<Truth>
  /// Returns that were handled well.
  let handledWell: Counter
  /// Returns handled well.
  public let handling: Figure<Truth>
  /// Returns by their reason.
  public let byReason: Figure<Recorded>
  /// Share of the returns that are for a reason.
  public let reasonShare: Figure<Recorded>
  /// Returns that are the firm's doing.
  let ofTheFirm: Counter
  /// Returned for what the firm did.
  public let ownFault: Figure<Recorded>
  /// Cost of returns.
  public let cost: Account

  init(_ declare: inout FigureBuilder, money: MoneyFigures) {
    let isThere = declare.holds {
      $0.returns != nil && $0.customers.relationship.bond.isChosenOnOccasions
    }
    returns = declare.count(
      "returns", "purchases returned", .count, [.all], .down, "Purchases that came back.",
      isThere: isThere)
    rate = declare.ratio(
      "return_rate", "share of purchases returned", .fraction, [.all], .down,
      "Purchases that came back in the period, over those made in it; some were made before.",
      of: [returns.counter],
      over: [money.purchases.counter], isThere: isThere, range: 0...(.infinity))
    disappointed = declare.counter()
    disappointment = declare.ratio(
      "returns_disappointed", "returned in disappointment", .fraction, [.all], .down,
      "Share of the returns that would have been kept, had the visit been as good as expected.",
      of: [disappointed], over: [returns.counter], isThere: isThere)
    handledWell = declare.counter()
    handling = declare.ratio(
      "returns_handled_well", "returns handled well", .fraction, [.all], .up,
      "Share of the returns with whose handling customers were content (`complaints.handling`).",
      of: [handledWell], over: [returns.counter], isThere: isThere)
    let hasReasons = declare.holds {
      $0.returns?.reasons != nil && $0.customers.relationship.bond.isChosenOnOccasions
    }
    byReason = declare.count(
      "returns_by_reason", "purchases returned for a reason", .count, [.returnReason], .down,
      "Purchases that came back for the reason.", isThere: hasReasons)
    reasonShare = declare.ratio(
      "returns_reason_share", "reason for a return", .fraction, [.returnReason], .neither,
      "Share of the returns that are for the reason.", of: [byReason.counter],
      over: [byReason.counter.whole], isThere: hasReasons)
    ofTheFirm = declare.counter()
    ownFault = declare.ratio(
      "returns_own_fault", "returns of the firm's own doing", .fraction, [.all], .down,
      "Share of the returns that are for the wrong item, for what is not as described or for damage.",
      of: [ofTheFirm], over: [byReason.counter.whole], isThere: hasReasons)
    cost = declare.account(
      "returns_cost", "returns",
      "Money paid back for returned goods and what it costs to handle them, less what they fetch again.",
      isThere: isThere)
    declare.chart(
      "returns", title: "What customers bring back",
      subtitle:
        "Disappointed: would have been kept, had the visit been as good as expected. Band: 95% CI of the mean.",
      axis: "share of purchases, share of returns", of: [rate.number, disappointment.number])
  }
}
