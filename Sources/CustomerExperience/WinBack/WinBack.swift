/// Approaching customers who have left, to win them back (contract).
public struct WinBack: Sendable, Equatable {
  /// Days after leaving at which the firm approaches them.
  public var afterDays = 30.0
  /// Chance that somebody comes back who is approached at once and offered nothing, had been there for two years and
  /// left for no particular reason.
  public var chance = 0.2
  /// Months in which the odds of coming back halve.
  public var halfLifeMonths = 6.0
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
        "How long after leaving the firm approaches customers; not those who moved away.",
        only: .contract),
      Key(
        "chance", .number(\.chance, .fraction, 0...1),
        "Chance that somebody comes back who is approached at once, offered nothing and had no particular reason.",
        plausible: .between(0.1, 0.4), see: "Kumar, Bhagwat & Zhang 2015", only: .contract),
      Key(
        "half_life", .number(\.halfLifeMonths, .months, 0.1...600),
        "The time in which the odds of coming back halve.", plausible: .between(3, 12),
        only: .contract),
      Key(
        "cost", .number(\.cost, .money, 0...1_000_000), "Money that approaching somebody costs.",
        only: .contract),
    ]
  }

  private static var offer: [Key<WinBack>] {
    [
      Key(
        "discount", .number(\.discount, .fraction, 0...1),
        "Share of the price taken off for those who come back.", only: .contract),
      Key(
        "for", .number(\.months, .wholeMonths, 0...120), "How long it is taken off.",
        only: .contract),
      Key(
        "upgrade", .number(\.upgrade, .points, 0...50),
        "Points of satisfaction that an upgrade of the service adds for those who come back.",
        only: .contract),
      Key(
        "upgrade_cost", .number(\.upgradeCost, .money, 0...1_000_000),
        "Money that the upgrade costs for each who comes back.", only: .contract),
    ]
  }
}
