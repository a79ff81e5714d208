extension SubjectKind {
  /// A provider in a repertoire market: `us`, or a rival.
  public static let provider = SubjectKind(
    "provider",
    sheet: Sheet(
      8, "buyers.csv",
      "Who buys from us and from each rival in a quarter of a year, in its last month (means).",
      isOptional: true)
  ) { scenario in
    guard scenario.customers.relationship.bond.isChosenOnOccasions,
      !scenario.market.rivals.isEmpty
    else { return [] }
    return [(Travel.us, "us")] + scenario.market.rivals.map { ($0.id, $0.displayName) }
  }
}

/// Who buys from whom in a quarter of a year: what panels of households tell (repertoire).
public struct BuyerFigures: Sendable, BitwiseCopyable {
  /// Penetration.
  public let penetration: Figure<Truth>
  /// Purchases a buyer.
  public let rate: Figure<Truth>
  /// Purchases of the category a buyer.
  public let categoryRate: Figure<Truth>
  /// Duplication.
  public let duplication: Figure<Truth>
  /// Customers at the ends of quarters; buyers of each provider, what they bought there and in all; and those who
  /// bought from us as well.
  let customers: Counter
  let buyers: Counter
  let bought: Counter
  let boughtInAll: Counter
  let oursToo: Counter
  let ours: Counter

  init(_ declare: inout FigureBuilder) {
    customers = declare.counter()
    buyers = declare.counter(by: .provider)
    bought = declare.counter(by: .provider)
    boughtInAll = declare.counter(by: .provider)
    oursToo = declare.counter(by: .provider)
    ours = declare.counter()
    penetration = declare.ratio(
      "penetration", "penetration in a quarter", .fraction, [.provider], .up,
      "Share of the customers who choose the provider at least once in a quarter of a year; with us some then give up "
        + "waiting.",
      of: [buyers], over: [customers.whole], whenAny: [customers])
    rate = declare.ratio(
      "purchase_rate", "purchases a buyer and quarter", .count, [.provider], .up,
      "Choices of the provider in a quarter of a year, over those who chose it at all. Small providers have "
        + "fewer buyers, who also buy there a little less often (double jeopardy).", of: [bought],
      over: [buyers], whenAny: [customers])
    categoryRate = declare.ratio(
      "category_rate", "purchases of the category a buyer and quarter", .count, [.provider],
      .neither,
      "Purchases of the category from anybody in a quarter of a year, over those who bought from the provider.",
      of: [boughtInAll], over: [buyers], whenAny: [customers])
    duplication = declare.ratio(
      "also_bought", "buyers of ours who also buy there", .fraction, [.provider], .neither,
      "Share of those who bought from us in a quarter of a year who bought from the provider too. It goes with the "
        + "provider's penetration (duplication of purchase).", of: [oursToo], over: [ours.whole],
      whenAny: [customers])
  }
}
