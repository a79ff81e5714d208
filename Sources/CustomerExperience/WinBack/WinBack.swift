/// Approaching customers who have left, to win them back.
///
/// Under a contract the firm knows who has left. In a repertoire market nobody says so: it approaches those who have been
/// silent for longer than chance explains (``CustomerFile/isSilent(at:)``), of whom some have not gone at all.
public struct WinBack: Sendable, Equatable {
  /// Days after leaving, or after they are found silent, at which the firm approaches them.
  public var afterDays = 30.0
  /// Chance that somebody comes back who is approached at once and offered nothing, had been there for two years and
  /// left for no particular reason.
  public var chance = 0.2
  /// Months in which the odds of coming back halve; nil where they stay what they are.
  public var halfLifeMonths: Double? = 6.0
  /// Share of the price taken off for those who come back.
  public var discount = 0.0
  /// Months for which it is taken off.
  public var months = 6.0
  /// Points of satisfaction that an upgrade of the service adds for those who come back.
  public var upgrade = 0.0
  /// Money that approaching somebody costs.
  public var cost = 5.0
  /// Money that the upgrade costs for each who comes back.
  public var upgradeCost = 0.0

  /// The defaults.
  public init() {}
}

extension WinBack: Declared {
  /// The declared keys of the section `loyalty.win_back`.
  public static var keys: [Key<WinBack>] { approach + offer }

  private static var approach: [Key<WinBack>] {
    [
      Key(
        "after", .number(\.afterDays, .days, 0...3_650),
        "How long after they left (repertoire: are found silent) the firm approaches customers; not those who moved away."
      ),
      Key(
        "chance", .number(\.chance, .fraction, 0...1),
        "Chance that somebody comes back who is approached at once, offered nothing and had no particular reason.",
        plausible: .between(0.1, 0.4), see: "Kumar, Bhagwat & Zhang 2015"),
      Key(
        "half_life", .optionalNumber(\.halfLifeMonths, .months, 0.1...600, absent: "never"),
        "The time in which the odds of coming back halve; with 'never' they do not fall.",
        plausible: .between(3, 12)),
      Key(
        "cost", .number(\.cost, .money, 0...1_000_000), "Money that approaching somebody costs."),
    ]
  }

  private static var offer: [Key<WinBack>] {
    [
      Key(
        "discount", .number(\.discount, .fraction, 0...1),
        "Share of the price taken off for those who come back."),
      Key(
        "for", .number(\.months, .wholeMonths, 0...120), "How long it is taken off."),
      Key(
        "upgrade", .number(\.upgrade, .points, 0...50),
        "Points of satisfaction that an upgrade of the service adds for those who come back."),
      Key(
        "upgrade_cost", .number(\.upgradeCost, .money, 0...1_000_000),
        "Money that the upgrade costs for each who comes back."),
    ]
  }
}
