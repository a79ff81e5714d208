/// A card that is stamped at each visit and worth a reward when it is full (repertoire).
public struct StampCard: Sendable, Equatable {
  /// Stamps that fill a card.
  public var stamps = 10
  /// Stamps on a new card.
  public var given = 0
  /// Chance that a customer without a card takes one at a visit; drawn each time.
  public var enrolment = 0.05
  /// Chance that a member has the card at hand at a visit; drawn each time.
  public var shown = 0.9
  /// How much more often a member comes for the last stamp than with an empty card.
  public var pull = 0.25
  /// How many times as often after a reward, until the next visit.
  public var afterReward = 0.8
  /// Money taken off the bill of the visit that fills a card, at most the bill.
  public var reward = 3.0
  /// Money that a new card costs.
  public var cost = 0.05

  /// The defaults.
  public init() {}
}

extension StampCard: Declared {
  /// The declared keys of the section `loyalty.stamp_card`.
  public static var keys: [Key<StampCard>] {
    [
      Key(
        "stamps", .integer(\.stamps, .count, 1...100), "Stamps that fill a card.",
        only: .repertoire),
      Key("given", .integer(\.given, .count, 0...99), "Stamps on a new card.", only: .repertoire),
      Key(
        "enrolment", .number(\.enrolment, .fraction, 0...1),
        "Chance that a customer without a card takes one at a visit.", only: .repertoire),
      Key(
        "shown", .number(\.shown, .fraction, 0...1),
        "Chance that a member has the card at hand at a visit.", plausible: .between(0.7, 1),
        only: .repertoire),
      Key(
        "pull", .number(\.pull, .times, 0...5),
        "How much more often a member comes for the last stamp than with an empty card.",
        .computed("the last stamp a fifth sooner than the first, Kivetz, Urminsky & Zheng 2006"),
        plausible: .between(0.1, 0.4), only: .repertoire),
      Key(
        "after_reward", .number(\.afterReward, .times, 0...1),
        "How many times as often after a reward, until the next visit.",
        plausible: .between(0.6, 1), only: .repertoire),
      Key(
        "reward", .number(\.reward, .money, 0...1_000_000),
        "Money taken off the bill of the visit that fills a card, at most the bill.",
        only: .repertoire),
      Key(
        "cost", .number(\.cost, .money, 0...1_000_000), "Money that a new card costs.",
        only: .repertoire),
    ]
  }
}
