extension SubjectKind {
  /// A rival.
  public static let rival = SubjectKind(
    "rival", sheet: Sheet(2, "rivals.csv", "Each rival month by month (means).")
  ) { $0.market.rivals }
}

/// The rivals, and who buys from whom.
public struct RivalFigures: Sendable, BitwiseCopyable {
  /// Competitor pull.
  public let pull: Figure<Truth>
  /// Purchases of the category from us, and from each rival.
  let boughtFromUs: Counter
  let boughtFromRivals: Counter
  /// Share of purchases.
  public let marketShare: Figure<Truth>
  /// Own-price elasticity.
  public let priceElasticity: Figure<Truth>
  /// Price of the rival.
  public let price: Figure<Recorded>
  /// Attraction of the rival.
  public let utility: Figure<Truth>
  /// Customers who left to the rival.
  public let leftTo: Figure<Truth>

  init(_ declare: inout FigureBuilder) {
    pull = declare.level(
      "competitor_pull", "competitor pull", .index, [.all], .down,
      "Logarithm of the rivals' joint attraction less ours, mean of the month: 0 where it was at the "
        + "start.")
    boughtFromUs = declare.counter()
    boughtFromRivals = declare.counter(by: .rival)
    marketShare = declare.ratio(
      "market_share", "share of purchases", .fraction, [.all, .rival], .up,
      "Share of the customers' purchases of the category (repertoire).", of: [boughtFromUs],
      ofEach: [.rival: [boughtFromRivals]], over: [boughtFromUs.whole, boughtFromRivals.whole],
      whenAny: [boughtFromUs, boughtFromRivals])
    priceElasticity = declare.total(
      "price_elasticity", "own-price elasticity", .index, [.all], .neither,
      "Percent by which a year's purchases change for a percent of price, all else and everybody's luck "
        + "the same; run only where the scenario's evidence names it.")
    price = declare.level(
      "rival_price", "price of the rival", .money, [.rival], .neither,
      "The rival's price, promotions included.")
    utility = declare.level(
      "rival_utility", "attraction of the rival", .index, [.rival], .down,
      "The rival's utility by price and quality, against ours at the start.")
    leftTo = declare.count(
      "left_to", "customers who left to the rival", .count, [.rival], .down,
      "Customers who left us for the rival; others go without, or move away.")
  }
}
