extension SubjectKind {
  /// A category of goods.
  public static let category = SubjectKind(
    "category",
    sheet: Sheet(9, "stock.csv", "Each category of goods month by month (means).", isOptional: true)
  ) { $0.stock?.categories ?? [] }
}

/// What is out of stock, and what people do then.
public struct StockFigures: Sendable, BitwiseCopyable {
  /// Visits about a category.
  let wanted: Counter
  /// Those of them on which it was out of stock.
  public let outs: Figure<Recorded>
  /// Out of stock.
  public let rate: Figure<Recorded>
  /// What was done instead.
  let wentElsewhere: Counter
  let leftIt: Counter
  let waited: Counter
  let substituted: Counter
  /// Went elsewhere.
  public let elsewhere: Figure<Truth>
  /// Bought nothing.
  public let nothing: Figure<Truth>
  /// Bought later.
  public let later: Figure<Truth>
  /// Took something else.
  public let instead: Figure<Recorded>
  /// Money not spent with us for it.
  let lost: Counter
  /// Sales lost.
  public let lostShare: Figure<Truth>

  init(_ declare: inout FigureBuilder, money: MoneyFigures) {
    let isThere = declare.holds {
      $0.stock?.categories.isEmpty == false && $0.customers.relationship.bond.isChosenOnOccasions
    }
    wanted = declare.counter(by: .category)
    outs = declare.count(
      "stock_outs", "times out of stock", .count, [.all, .category], .down,
      "Visits on which what the customer came for was out of stock.", isThere: isThere)
    rate = declare.ratio(
      "stock_out_rate", "out of stock", .fraction, [.all, .category], .down,
      "Share of the visits on which what the customer came for was out of stock.",
      of: [outs.counter], over: [wanted], isThere: isThere)
    wentElsewhere = declare.counter(by: .category)
    leftIt = declare.counter(by: .category)
    waited = declare.counter(by: .category)
    substituted = declare.counter(by: .category)
    elsewhere = declare.ratio(
      "stock_elsewhere", "out of stock: bought elsewhere", .fraction, [.all], .down,
      "Share of the customers who did not find what they came for who bought it elsewhere.",
      of: [wentElsewhere], over: [outs.counter], isThere: isThere)
    nothing = declare.ratio(
      "stock_nothing", "out of stock: bought nothing", .fraction, [.all], .down,
      "Share of them who did not buy it at all.", of: [leftIt], over: [outs.counter],
      isThere: isThere)
    later = declare.ratio(
      "stock_later", "out of stock: came back later", .fraction, [.all], .neither,
      "Share of them who came back for it later.", of: [waited], over: [outs.counter],
      isThere: isThere)
    instead = declare.ratio(
      "stock_instead", "out of stock: took something else", .fraction, [.all], .neither,
      "Share of them who took something else of the same brand or another.", of: [substituted],
      over: [outs.counter], isThere: isThere)
    lost = declare.counter()
    lostShare = declare.ratio(
      "stock_lost_sales", "sales lost for being out of stock", .fraction, [.all], .down,
      "Money that customers would have spent on the visits on which they went elsewhere or bought nothing, over all "
        + "that they spent with us and would have.", of: [lost],
      over: [lost, money.revenue.figure.counter], isThere: isThere)
    declare.chart(
      "stock", title: "Out of stock, and the sales lost for it",
      subtitle:
        "Not all sales are lost: some take something else, and some come back. Band: 95% CI of the mean.",
      axis: "share of visits, share of sales", of: [rate.number, lostShare.number])
  }
}
