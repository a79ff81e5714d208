/// A membership with a card: points, a discount for members, and a higher tier for those who spend much (repertoire).
public struct Membership: Sendable, Equatable {
  /// Chance that a customer who is no member joins at a visit; drawn each time.
  public var enrolment = 0.05
  /// Chance that a member has the card at hand at a visit; drawn each time.
  public var shown = 0.9
  /// Share of what is paid that comes back as points.
  public var earn = 0.01
  /// Money's worth of points from which they are taken off the bill.
  public var redeemAt = 5.0
  /// Money's worth of points that a new member is given.
  public var given = 0.0
  /// Months without showing the card after which points lapse; 0 for never.
  public var lapseMonths = 12.0
  /// How much more often a member comes who is about to redeem than one without points.
  public var pull = 0.25
  /// Share taken off members' bills.
  public var discount = 0.0
  /// A higher tier; none where nil.
  public var tier: MemberTier?
  /// Money that a new member costs.
  public var cost = 0.5

  /// The defaults.
  public init() {}

  /// The share taken off a member's bill.
  func off(isUpper: Bool) -> Double {
    min(1, discount + (isUpper ? tier?.discount ?? 0 : 0))
  }
}

/// A higher tier of a membership.
public struct MemberTier: Sendable, Equatable {
  /// Money spent in a year of membership from which a member is in it for the next year.
  public var spend = 500.0
  /// Share taken off the bills of those in it, beside what all members get.
  public var discount = 0.05

  /// The defaults.
  public init() {}
}

extension Membership: Declared {
  /// The declared keys of the section `loyalty.membership`.
  public static var keys: [Key<Membership>] { joining + points }

  private static var joining: [Key<Membership>] {
    [
      Key(
        "enrolment", .number(\.enrolment, .fraction, 0...1),
        "Chance that a customer who is no member joins at a visit.", only: .repertoire),
      Key(
        "shown", .number(\.shown, .fraction, 0...1),
        "Chance that a member has the card at hand at a visit.", plausible: .between(0.7, 1),
        only: .repertoire),
      Key(
        "discount", .number(\.discount, .fraction, 0...1), "Share taken off members' bills.",
        only: .repertoire),
      Key("tier", .section(\.tier), "A higher tier for members who spend much.", only: .repertoire),
      Key(
        "cost", .number(\.cost, .money, 0...1_000_000), "Money that a new member costs.",
        only: .repertoire),
    ]
  }

  private static var points: [Key<Membership>] {
    [
      Key(
        "earn", .number(\.earn, .fraction, 0...1),
        "Share of what is paid that comes back as points.",
        only: .repertoire),
      Key(
        "redeem_at", .number(\.redeemAt, .money, 0.01...1_000_000),
        "Money's worth of points from which they are taken off the bill.", only: .repertoire),
      Key(
        "given", .number(\.given, .money, 0...1_000_000),
        "Money's worth of points that a new member is given; less than `redeem_at`.",
        see: "Nunes & Drèze 2006", only: .repertoire),
      Key(
        "lapse", .number(\.lapseMonths, .months, 0...600),
        "Time without showing the card after which points lapse; 0 for never.", only: .repertoire),
      Key(
        "pull", .number(\.pull, .times, 0...5),
        "How much more often a member comes who is about to redeem than one without points.",
        plausible: .between(0.1, 0.4), see: "Kivetz, Urminsky & Zheng 2006", only: .repertoire),
    ]
  }
}

extension MemberTier: Declared {
  /// The declared keys of the section `loyalty.membership.tier`.
  public static var keys: [Key<MemberTier>] {
    [
      Key(
        "spend", .number(\.spend, .money, 0...1_000_000_000),
        "Money spent in a year of membership from which a member is in it for the next year.",
        only: .repertoire),
      Key(
        "discount", .number(\.discount, .fraction, 0...1),
        "Share taken off the bills of those in it, beside what all members get.",
        only: .repertoire),
    ]
  }
}
