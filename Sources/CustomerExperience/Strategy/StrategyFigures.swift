/// What a retention strategy does, and costs.
public struct StrategyFigures: Sendable, BitwiseCopyable {
  /// Customers approached.
  public let approached: Figure<Recorded>
  /// Offers taken.
  public let taken: Figure<Recorded>
  /// Taken, of those approached.
  public let takenShare: Figure<Recorded>
  /// Customers kept.
  public let kept: Figure<Truth>
  /// Offers taken that kept nobody.
  let idle: Counter
  /// Subsidy.
  public let subsidy: Figure<Truth>
  /// What is spent.
  public let spend: Figure<Recorded>
  /// What keeping a customer costs.
  public let costOfKept: Figure<Truth>
  /// The sum of the log-odds that offers take away.
  let relief: Counter
  /// What an offer takes off the log-odds of leaving.
  public let meanRelief: Figure<Truth>
  /// What approaching and gifts cost.
  public let cost: Account

  init(_ declare: inout FigureBuilder) {
    let isThere = declare.holds { $0.loyalty.strategy?.rules.isEmpty == false }
    approached = declare.count(
      "strategy_approached", "customers approached to keep them", .count, [.all, .rule], .neither,
      "Customers whom a rule of the retention strategy found and the firm approached; some had gone without a word.",
      isThere: isThere)
    taken = declare.count(
      "strategy_taken", "offers taken", .count, [.all, .rule], .up,
      "Customers approached who took what they were offered.", isThere: isThere)
    takenShare = declare.ratio(
      "strategy_taken_share", "offers taken, of those approached", .fraction, [.all, .rule], .up,
      "Share of the customers approached who took what they were offered.", of: [taken.counter],
      over: [approached.counter], isThere: isThere)
    kept = declare.count(
      "strategy_kept", "customers whom an offer kept", .count, [.all, .rule], .up,
      "Customers who stayed with an offer and, with the same luck in that month or at that visit, would have left "
        + "without it; once an offer.", isThere: isThere)
    idle = declare.counter(by: .rule)
    subsidy = declare.ratio(
      "strategy_subsidy", "offers that kept nobody", .fraction, [.all, .rule], .down,
      "Share of the offers taken that kept nobody, so far as they have run: most who take one would have stayed anyway, "
        + "and some leave all the same.", of: [idle], over: [taken.counter], isThere: isThere,
      range: -Double.infinity...1)
    spend = declare.count(
      "strategy_spend", "spent on keeping customers", .money, [.all, .rule], .down,
      "What approaching customers and gifts cost, and discounts as they are given; those lower revenue and are no cost.",
      isThere: isThere)
    costOfKept = declare.ratio(
      "strategy_cost_of_kept", "what keeping a customer costs", .money, [.all, .rule], .down,
      "What is spent on the strategy for each customer whom an offer kept: the mean of the runs in which any was kept. "
        + "Where there are others, strategy_spend over strategy_kept has what was spent in them too.",
      of: [spend.counter],
      over: [kept.counter], isThere: isThere, range: 0...(.infinity))
    relief = declare.counter(by: .rule)
    meanRelief = declare.ratio(
      "strategy_relief", "what an offer takes off the log-odds of leaving", .index, [.all, .rule],
      .up,
      "Mean log-odds of leaving that an offer takes away from those who take it; in a repertoire market without its "
        + "discount, which acts on how often they come.", of: [relief], over: [taken.counter],
      isThere: isThere)
    cost = declare.account(
      "strategy_cost", "approaching customers to keep them",
      "What approaching customers and gifts to them cost; discounts lower revenue.",
      isSpending: true, isThere: isThere)
  }
}
