/// What a membership does, costs and sees.
public struct MembershipFigures: Sendable, BitwiseCopyable {
  /// Members.
  public let members: Figure<Recorded>
  /// Points given, in money.
  public let earned: Figure<Recorded>
  /// Points redeemed, in money.
  public let redeemed: Figure<Recorded>
  /// Points lapsed, in money.
  public let lapsed: Figure<Recorded>
  /// Points not redeemed yet.
  public let liability: Figure<Recorded>
  /// Points that lapse.
  public let breakage: Figure<Recorded>
  /// Taken off members' bills, discounts and points.
  public let off: Figure<Recorded>
  /// What of it went to visits that would have been made anyway.
  let offAnyway: Counter
  /// Subsidy.
  public let subsidy: Figure<Truth>
  /// Occasions on which members came to us, and those of them on which they would have come anyway.
  let came: Counter
  let cameAnyway: Counter
  /// Would have come anyway.
  public let anyway: Figure<Truth>
  /// Visits of members and of the others, and customers of each kind at the ends of months.
  let visitsOfMembers: Counter
  let visitsOfOthers: Counter
  let memberMonths: Counter
  let otherMonths: Counter
  /// Visits of a member, a month.
  public let visitsAMember: Figure<Recorded>
  /// Visits of a customer who is no member, a month.
  public let visitsAnOther: Figure<Recorded>
  /// Visits at which a card was shown.
  let seen: Counter
  /// Purchases that the card's data see.
  public let purchasesSeen: Figure<Recorded>
  /// Customers whom the card's data see.
  public let customersSeen: Figure<Truth>
  /// Members in the higher tier.
  public let upper: Figure<Recorded>
  /// What new members cost.
  public let cost: Account

  init(_ declare: inout FigureBuilder) {
    let isThere = declare.holds {
      $0.loyalty.membership != nil && $0.customers.relationship.bond.isChosenOnOccasions
    }
    members = declare.level(
      "members", "members", .count, [.all, .segment], .neither,
      "Customers on the books who are members, at the end of the period.", over: .last,
      isThere: isThere)
    upper = declare.level(
      "members_upper_tier", "members in the higher tier", .count, [.all], .neither,
      "Members on the books who are in the higher tier, at the end of the period.", over: .last,
      isThere: isThere)
    earned = declare.count(
      "points_earned", "points given, in money", .money, [.all], .neither,
      "What points given to members are worth.", isThere: isThere)
    redeemed = declare.count(
      "points_redeemed", "points redeemed, in money", .money, [.all], .neither,
      "Points taken off the bill; revenue is what was paid after it.", isThere: isThere)
    lapsed = declare.count(
      "points_lapsed", "points lapsed, in money", .money, [.all], .neither,
      "Points that lapsed because the card was not shown for long.", isThere: isThere)
    liability = declare.level(
      "points_liability", "points not redeemed yet, in money", .money, [.all], .down,
      "What points are worth that members hold at the end of the period, those who have dropped out among them: owed, "
        + "but no cost before they are redeemed.", over: .last, isThere: isThere)
    breakage = declare.ratio(
      "points_breakage", "points that lapse", .fraction, [.all], .neither,
      "Points lapsed over points given.", of: [lapsed.counter], over: [earned.counter],
      isThere: isThere, range: 0...(.infinity))
    off = declare.count(
      "member_rewards", "taken off members' bills", .money, [.all], .down,
      "Discounts and points taken off members' bills; revenue is what was paid after it.",
      isThere: isThere)
    offAnyway = declare.counter()
    subsidy = declare.ratio(
      "member_subsidy", "taken off visits that would have been made anyway", .fraction, [.all],
      .down,
      "Share of what was taken off members' bills that went to visits which, with the same luck, they would have made "
        + "without the membership.", of: [offAnyway], over: [off.counter], isThere: isThere)
    came = declare.counter()
    cameAnyway = declare.counter()
    anyway = declare.ratio(
      "members_came_anyway", "members who would have come anyway", .fraction, [.all], .down,
      "Share of the occasions on which members came to us on which, with the same luck, they would have come without "
        + "the membership, the habit being given that earlier visits have made.",
      of: [cameAnyway], over: [came], isThere: isThere)
    visitsOfMembers = declare.counter()
    visitsOfOthers = declare.counter()
    memberMonths = declare.counter()
    otherMonths = declare.counter()
    visitsAMember = declare.ratio(
      "member_visits", "visits of a member, a month", .count, [.all], .neither,
      "Purchases in a month, over the members at the months' ends. Who joins came more often before: the difference to "
        + "others is no effect of the membership.", of: [visitsOfMembers], over: [memberMonths],
      isThere: isThere)
    visitsAnOther = declare.ratio(
      "other_visits", "visits of a customer who is no member, a month", .count, [.all], .neither,
      "Purchases in a month, over the customers on the books at the months' ends who are no members.",
      of: [visitsOfOthers], over: [otherMonths], isThere: isThere)
    seen = declare.counter()
    purchasesSeen = declare.ratio(
      "card_purchases_seen", "purchases that the card sees", .fraction, [.all], .up,
      "Share of purchases at which a member's card was shown: only these can be put down to somebody.",
      of: [seen], over: [visitsOfMembers, visitsOfOthers], isThere: isThere)
    customersSeen = declare.ratio(
      "card_customers_seen", "customers whom the card sees", .fraction, [.all], .up,
      "Share of the customers on the books who are members, mean of the months' ends; of the others the card's data "
        + "say nothing.", of: [memberMonths], over: [memberMonths, otherMonths], isThere: isThere)
    cost = declare.account(
      "membership_cost", "new members", "What new members cost.", isSpending: true,
      isThere: isThere)
    declare.chart(
      "membership", title: "Visits of members and of others",
      subtitle:
        "Who joins came more often before: the distance is no effect of the membership. Band: 95% CI of the mean.",
      axis: "visits a customer and month", of: [visitsAMember.number, visitsAnOther.number])
    declare.chart(
      "points", title: "Points that members hold",
      subtitle:
        "What they are worth at the end of each month: owed, but not yet redeemed. Band: 95% CI of the mean.",
      axis: "money", of: [liability.number])
  }
}
