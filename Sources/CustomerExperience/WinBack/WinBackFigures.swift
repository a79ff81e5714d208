/// What approaching those who left brings back, and costs.
public struct WinBackFigures: Sendable, BitwiseCopyable {
  /// Months after leaving for which the chance of coming back is told.
  public static let longestDelay = 12

  /// Leavers approached.
  public let approached: Figure<Recorded>
  /// Customers won back.
  public let wonBack: Figure<Recorded>
  /// Won back, of those approached.
  public let rate: Figure<Recorded>
  /// Those approached and those won back, by the main reason for which they had left.
  let approachedOver: Counter
  let wonOver: Counter
  /// Won back, by the reason for leaving.
  public let rateByReason: Figure<Recorded>
  /// The sum of the chances of coming back of those approached, had it been after so many months, and their number.
  let chances: Counter
  let asked: Counter
  /// Chance of coming back by delay.
  public let chanceByDelay: Figure<Truth>
  /// Approached who had not gone.
  public let inVain: Figure<Truth>
  /// What winning back costs.
  public let cost: Account
  /// Of those won back, still there a year later.
  public let secondRetention: Figure<Truth>
  /// Customers at the start who are on the books, those won back included.
  public let onTheBooks: Figure<Truth>
  /// The same after 12 months.
  public let onTheBooks12: Figure<Truth>
  /// The same after 24 months.
  public let onTheBooks24: Figure<Truth>

  init(_ declare: inout FigureBuilder) {
    let isThere = declare.holds { $0.loyalty.winBack != nil }
    approached = declare.count(
      "winback_approached", "leavers approached", .count, [.all, .segment], .neither,
      "Customers who had left and were approached to come back; in a repertoire market those who were silent for longer "
        + "than chance explains.", isThere: isThere)
    wonBack = declare.count(
      "won_back", "customers won back", .count, [.all, .segment], .up,
      "Customers who had left, were approached and came back.", isThere: isThere)
    rate = declare.ratio(
      "winback_rate", "won back, of those approached", .fraction, [.all, .segment], .up,
      "Share of the leavers approached who came back.", of: [wonBack.counter],
      over: [approached.counter], isThere: isThere)
    approachedOver = declare.counter(by: .reason)
    wonOver = declare.counter(by: .reason)
    rateByReason = declare.ratio(
      "winback_rate_by_reason", "won back, by the reason for leaving", .fraction, [.reason], .up,
      "Share of the leavers approached who came back, by the main reason for which they had left.",
      of: [wonOver], over: [approachedOver], isThere: isThere)
    chances = declare.counter(by: .delay)
    asked = declare.counter(by: .delay)
    chanceByDelay = declare.ratio(
      "winback_chance", "chance of coming back, by delay", .fraction, [.delay], .up,
      "Mean chance that those approached would have come back, had they been approached so many months after leaving.",
      of: [chances], over: [asked], isThere: isThere)
    inVain = declare.count(
      "winback_not_gone", "approached who had not gone", .count, [.all, .segment], .down,
      "Customers who were approached because they were silent and had not left at all: they get what is offered as well.",
      isThere: declare.holds {
        $0.loyalty.winBack != nil && $0.customers.relationship.bond.isChosenOnOccasions
      })
    cost = declare.account(
      "winback_cost", "winning back",
      "What approaching leavers, and upgrades for those who come back, cost.",
      isSpending: true, isThere: isThere)
    secondRetention = declare.total(
      "second_lifetime_12m", "12-month retention of those won back", .fraction, [.all], .up,
      "Of those who came back at least twelve months before the end, the share who were customers for twelve months "
        + "from then on.", isThere: isThere)
    func told(_ when: String) -> String {
      "Share of the customers at the start who are customers \(when), whether they stayed or left and were won back; "
        + "retention counts those who stayed alone."
    }
    onTheBooks = declare.series(
      "standing_share", "customers at the start on the books, those won back included", .fraction,
      [.all, .segment], .up, told("at the end of the month"), isThere: isThere)
    onTheBooks12 = declare.total(
      "standing_share_12m", "on the books after 12 months, those won back included", .fraction,
      [.all, .segment], .up, leastMonths: 12, told("twelve months later"), isThere: isThere)
    onTheBooks24 = declare.total(
      "standing_share_24m", "on the books after 24 months, those won back included", .fraction,
      [.all, .segment], .up, leastMonths: 24, told("24 months later"), isThere: isThere)
  }
}
