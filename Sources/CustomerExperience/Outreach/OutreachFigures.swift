/// What contacts of the firm's own accord cost and do.
public struct OutreachFigures: Sendable, BitwiseCopyable {
  /// Contacts made.
  public let contacts: Figure<Recorded>
  /// What they cost.
  public let cost: Account
  /// Customers on the books at the ends of months.
  let customers: Counter
  /// Those of them who have opted out, and those who feel more contacts than they tolerate.
  let optedOut: Counter
  let irritated: Counter
  /// Opted out.
  public let optedOutShare: Figure<Recorded>
  /// Contacted more than they tolerate.
  public let irritatedShare: Figure<Truth>
  /// The sum of what contacts are worth to those on the books.
  let worthSum: Counter
  /// What contacts are worth.
  public let worth: Figure<Truth>

  init(_ declare: inout FigureBuilder) {
    let isThere = declare.holds { $0.loyalty.outreach != nil }
    contacts = declare.count(
      "outreach_contacts", "contacts by the firm", .count, [.all, .segment], .neither,
      "Contacts that the firm made of its own accord (`loyalty.outreach`); no customer asked for them. In a repertoire "
        + "market those who left without a word are contacted as well.",
      isThere: isThere)
    cost = declare.account(
      "outreach_cost", "contacts by the firm",
      "What contacts cost that the firm makes of its own accord.", isSpending: true,
      isThere: isThere)
    customers = declare.counter(by: .segment)
    optedOut = declare.counter(by: .segment)
    irritated = declare.counter(by: .segment)
    worthSum = declare.counter(by: .segment)
    optedOutShare = declare.ratio(
      "opted_out_share", "opted out of contacts", .fraction, [.all, .segment], .down,
      "Share of the customers on the books who have opted out of the firm's contacts, mean of the months' ends.",
      of: [optedOut], over: [customers], isThere: isThere)
    irritatedShare = declare.ratio(
      "irritated_share", "contacted more than they tolerate", .fraction, [.all, .segment], .down,
      "Share of the customers on the books who feel more contacts a month than they tolerate, mean of the months' ends.",
      of: [irritated], over: [customers], isThere: isThere)
    worth = declare.ratio(
      "outreach_worth", "what contacts by the firm are worth", .index, [.all, .segment], .up,
      "Mean of what the firm's contacts take off the log-odds of leaving, or add to the utility of us, of the customers "
        + "on the books at the months' ends; below 0 where they drive away.",
      of: [worthSum], over: [customers], isThere: isThere)
    declare.chart(
      "outreach", title: "Contacts that are too many",
      subtitle:
        "Customers who feel more of the firm's contacts than they tolerate, and those who want none any more. "
        + "Band: 95% CI of the mean.",
      axis: "share of the customers on the books",
      of: [irritatedShare.number, optedOutShare.number])
  }
}
