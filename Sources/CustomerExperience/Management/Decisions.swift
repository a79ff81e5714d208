/// What the firm has decided and what is in force now: what handlers read, and what a policy changes.
///
/// It begins with what the scenario says, and follows the scenario's plan; what a policy has changed stays
/// until the plan changes the same.
public struct Decisions: Sendable, Equatable {
  /// Whom the staff turn to next among those in line.
  public enum Priority: UInt8, Sendable, CaseIterable, Comparable, BitwiseCopyable {
    /// Before the others.
    case first
    /// In their turn.
    case normal
    /// After the others.
    case last

    /// Whether it is served earlier.
    public static func < (a: Priority, b: Priority) -> Bool { a.rawValue < b.rawValue }
  }

  /// Our price: money a month under a contract; in a repertoire market what a visit of mean size costs.
  public var price: Double
  /// Money spent on marketing in a month.
  public var marketing: Double
  /// Fixed costs in a month.
  public var overhead: Double
  /// The most that may be spent on course fees in a month; nil for no limit.
  public var training: Double?
  /// What customers are offered who want to leave, by segment; nil for what the desk's touchpoint says.
  public var offers: [Offer?]
  /// Whom the staff turn to next, by segment; callers from outside are in their turn.
  public var priorities: [Priority]

  /// What a scenario says.
  init(_ settings: Settings) {
    price = settings.bond.isBilledMonthly ? settings.contract.price : settings.market.price
    marketing = settings.scenario.customers.acquisition.marketing.spend
    overhead = settings.economics.overhead
    training = nil
    offers = settings.segments.map { _ in nil }
    priorities = settings.segments.map { _ in .normal }
  }

  /// Follows settings that take over, in what they change.
  mutating func follow(_ next: Settings, from before: Settings) {
    let (old, new) = (Decisions(before), Decisions(next))
    if old.price != new.price { price = new.price }
    if old.marketing != new.marketing { marketing = new.marketing }
    if old.overhead != new.overhead { overhead = new.overhead }
  }
}
