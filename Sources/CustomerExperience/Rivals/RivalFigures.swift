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
  /// Part of the rivals' pull.
  public let part: Figure<Truth>
  /// The same at the start.
  public let partAtStart: Figure<Truth>
  /// Who went where: from a provider (we, then the rivals) to one of them, or to none.
  let switches: Counter
  /// Where switching leads.
  public let settledShare: Figure<Truth>
  /// Switching cost, by kind.
  public let procedural: Figure<Truth>
  /// The same.
  public let financial: Figure<Truth>
  /// The same.
  public let relational: Figure<Truth>
  /// Exit fees.
  public let exitFees: Account
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
      "competitor_pull", "competitor pull", .index, [.all, .segment], .down,
      "Logarithm of the rivals' joint attraction less ours, mean of the month: 0 where it was at the "
        + "start.")
    part = declare.level(
      "pull_part", "part of the rivals' pull", .index, [.pull], .down,
      "What the choice there is, the rivals' quality, the way to them, their list prices and their promotions each add "
        + "to the logarithm of their joint attraction less ours, mean of the month. A segment's competitor_pull is the sum "
        + "of its parts less the sum of the same at the start (pull_start).")
    partAtStart = declare.level(
      "pull_start", "part of the rivals' pull at the start", .index, [.pull], .neither,
      "The same part as the run began, without promotions: competitor_pull counts from there.")
    let providers = 1 + (declare.scenario?.market.rivals.count ?? 0)
    switches = declare.counter(of: providers > 1 ? providers * (providers + 1) : 0)
    settledShare = declare.total(
      "settled_share", "share of choices that switching leads to", .fraction, [.all, .rival],
      .up,
      "Share of choices in the long run, where customers go on to switch between providers as they did in the run "
        + "(repertoire): the stationary share of the switching matrix.",
      isThere: declare.holds {
        !$0.market.rivals.isEmpty && $0.customers.relationship.bond.isChosenOnOccasions
      })
    let hasCosts = declare.holds { $0.hasSwitchingCosts }
    procedural = declare.level(
      "switching_procedural", "switching cost: trouble", .index, [.all, .segment], .neither,
      "Utility that the trouble of switching takes away from leaving us, mean of the customers on the books.",
      isThere: hasCosts)
    financial = declare.level(
      "switching_financial", "switching cost: money", .index, [.all, .segment], .neither,
      "Utility that the exit fee takes away from leaving us, mean of the customers on the books.",
      isThere: hasCosts)
    relational = declare.level(
      "switching_relational", "switching cost: relationship", .index, [.all, .segment], .neither,
      "Utility that the relationship takes away from leaving us, mean of the customers on the books.",
      isThere: hasCosts)
    declare.chart(
      "switching_costs", title: "What keeps customers from switching",
      subtitle:
        "Utility that each kind of switching cost takes away from leaving, mean of the customers on the books. Band: "
        + "95% CI of the mean.", axis: "utility",
      of: [procedural.number, financial.number, relational.number])
    exitFees = declare.account(
      "exit_fees", "exit fees", isIncome: true,
      "Money paid by customers who left of their own will within the term.",
      isThere: declare.holds {
        $0.market.switching.exitFee > 0 && $0.customers.relationship.bond.isEndedByNotice
      })
    boughtFromUs = declare.counter()
    boughtFromRivals = declare.counter(by: .rival)
    marketShare = declare.ratio(
      "market_share", "share of choices", .fraction, [.all, .rival], .up,
      "Share of the occasions on which customers chose to come to us, or to the rival, of those on which they bought the "
        + "category (repertoire); with us some then give up waiting or are not served.",
      of: [boughtFromUs],
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
