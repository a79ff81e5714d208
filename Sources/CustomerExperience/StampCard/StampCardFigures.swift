/// What a stamp card does, and what it seems to do.
public struct StampCardFigures: Sendable, BitwiseCopyable {
  /// Customers with a stamp card.
  public let members: Figure<Recorded>
  /// Share of customers with a stamp card.
  public let memberShare: Figure<Recorded>
  /// Stamp cards filled.
  public let filled: Figure<Recorded>
  /// Taken off by full stamp cards.
  public let rewards: Figure<Recorded>
  /// What stamp cards cost.
  public let cost: Account
  /// Visits of members and of the others, and customers of each kind at the ends of months.
  let visitsOfMembers: Counter
  let visitsOfOthers: Counter
  let memberMonths: Counter
  let otherMonths: Counter
  /// Visits of a member, a month.
  public let visitsAMember: Figure<Recorded>
  /// Visits of a customer without a card, a month.
  public let visitsAnOther: Figure<Recorded>
  /// Occasions on which members came to us, and those of them on which they would have come anyway.
  let came: Counter
  let cameAnyway: Counter
  /// Would have come anyway.
  public let anyway: Figure<Truth>
  /// Minutes from the first stamp to the second and from the last but one to the last, of cards filled.
  let firstGap: Counter
  let lastGap: Counter
  /// Time to the last stamp, against the second.
  public let gradient: Figure<Recorded>

  init(_ declare: inout FigureBuilder) {
    let isThere = declare.holds {
      $0.loyalty.stampCard != nil && $0.customers.relationship.bond.isChosenOnOccasions
    }
    members = declare.level(
      "stamp_members", "customers with a stamp card", .count, [.all, .segment], .neither,
      "Customers on the books who have a stamp card, at the end of the period.", over: .last,
      isThere: isThere)
    memberMonths = declare.counter()
    otherMonths = declare.counter()
    memberShare = declare.ratio(
      "stamp_member_share", "share of customers with a stamp card", .fraction, [.all], .neither,
      "Share of the customers on the books who have a stamp card, mean of the months' ends.",
      of: [memberMonths], over: [memberMonths, otherMonths], isThere: isThere)
    filled = declare.count(
      "stamp_cards_filled", "stamp cards filled", .count, [.all], .neither,
      "Stamp cards that were filled and redeemed.", isThere: isThere)
    rewards = declare.count(
      "stamp_rewards", "taken off by full stamp cards", .money, [.all], .down,
      "Money taken off the bill for full stamp cards; revenue is what was paid after it.",
      isThere: isThere)
    cost = declare.account(
      "stamp_card_cost", "stamp cards", "What new stamp cards cost.", isSpending: true,
      isThere: isThere)
    visitsOfMembers = declare.counter()
    visitsOfOthers = declare.counter()
    visitsAMember = declare.ratio(
      "stamp_visits_member", "visits of a member, a month", .count, [.all], .neither,
      "Purchases in a month, over the customers with a stamp card at the months' ends. Who takes one came more "
        + "often before: the difference to others is no effect of the card.", of: [visitsOfMembers],
      over: [memberMonths], isThere: isThere)
    visitsAnOther = declare.ratio(
      "stamp_visits_other", "visits of a customer without a card, a month", .count, [.all],
      .neither,
      "Purchases in a month, over the customers on the books without a stamp card at the months' ends.",
      of: [visitsOfOthers], over: [otherMonths], isThere: isThere)
    came = declare.counter()
    cameAnyway = declare.counter()
    anyway = declare.ratio(
      "stamp_came_anyway", "would have come anyway", .fraction, [.all], .down,
      "Share of the occasions on which members came to us on which, with the same luck, they would have come "
        + "without a card, the habit being given that earlier visits have made: a comparison with a scenario "
        + "without cards says what cards do in all.", of: [cameAnyway], over: [came],
      isThere: isThere)
    firstGap = declare.counter()
    lastGap = declare.counter()
    gradient = declare.ratio(
      "stamp_gradient", "time to the last stamp, against the second", .index, [.all], .neither,
      "Mean time from the last stamp but one to the last, over the mean time from the first to the second, "
        + "of cards that were filled.", of: [lastGap], over: [firstGap], isThere: isThere)
    declare.chart(
      "stamp_card", title: "Visits of those with a stamp card and of those without",
      subtitle:
        "Who takes a card came more often before: the distance is no effect of the card. Band: 95% CI "
        + "of the mean.", axis: "visits a customer and month",
      of: [visitsAMember.number, visitsAnOther.number])
  }
}
