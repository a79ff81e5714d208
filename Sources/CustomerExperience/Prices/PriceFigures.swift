/// How prices feel against what customers are used to.
public struct PriceFigures: Sendable, BitwiseCopyable {
  /// Price felt.
  public let felt: Figure<Truth>
  /// Reference price.
  public let reference: Figure<Truth>

  init(_ declare: inout FigureBuilder) {
    let isThere = declare.holds { $0.market.referencePrice != nil }
    felt = declare.level(
      "price_felt", "dearer than usual", .index, [.all, .rival], .down,
      "Utility that a price above what customers are used to takes away; below zero where a lower one gives some. Ours, "
        + "or the rival's (repertoire).", isThere: isThere)
    reference = declare.level(
      "price_usual", "price that is usual", .money, [.all], .neither,
      "What customers are used to pay us a month (contract) or a visit of mean size (repertoire), mean of the "
        + "customers.",
      isThere: isThere)
    declare.chart(
      "price_felt", title: "How our price feels against what customers are used to",
      subtitle:
        "Utility that it takes away: above zero it feels dear, below zero cheap. A rise weighs more than a fall, "
        + "and fades as customers get used to it. Band: 95% CI of the mean.",
      axis: "utility taken away",
      of: [felt.number])
  }
}
