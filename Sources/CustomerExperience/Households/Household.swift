import Glibc

/// How many persons stand behind the customers of a segment, and what more of them do.
public struct Household: Sendable, Equatable {
  /// The shares of customers by the number of persons.
  public var sizes = HouseholdSizes()
  /// What the second person adds to the needs of the first, as a share of them.
  public var needs = 0.6
  /// What the second person adds to what the first spends (repertoire) or pays (contract), as a share of it.
  public var spend = 0.5
  /// What each further person adds, as a share of what the one before added.
  public var falls = 0.8
  /// Accounts that several persons hold together; none where nil.
  public var family: FamilyAccount?

  /// The defaults.
  public init() {}

  /// What is drawn once a customer: all but what an account costs and holds.
  var fixed: Household {
    var copy = self
    copy.family?.discount = 0
    copy.family?.switching = 0
    return copy
  }
}

/// The shares of customers by the number of persons behind them; add up to 1.
public struct HouseholdSizes: Sendable, Equatable {
  /// One person.
  public var one = 1.0
  /// Two persons.
  public var two = 0.0
  /// Three persons.
  public var three = 0.0
  /// Four persons.
  public var four = 0.0
  /// Five persons.
  public var five = 0.0

  /// Everybody lives alone.
  public init() {}

  /// The five shares in order.
  public var shares: [Double] { [one, two, three, four, five] }
}

/// An account that the persons of a household hold together.
public struct FamilyAccount: Sendable, Equatable {
  /// The share of households of two or more that hold one.
  public var share = 0.5
  /// The share of the price taken off.
  public var discount = 0.0
  /// Utility that it takes away from leaving, for each person beside the first, who has to move as well.
  public var switching = 0.2

  /// The defaults.
  public init() {}
}

extension Household: Declared {
  /// The declared keys of a segment's `household`.
  public static var keys: [Key<Household>] {
    [
      Key(
        "sizes", .section(\.sizes), "The shares of customers by the number of persons behind them."),
      Key(
        "needs", .number(\.needs, .fraction, 0...2),
        "What the second person adds to the needs of the first, of journeys with a `rate`.",
        plausible: .between(0.2, 1), changeable: false),
      Key(
        "spend", .number(\.spend, .fraction, 0...2),
        "What the second person adds to each bill (contract), or to what is spent on a visit (repertoire).",
        plausible: .between(0.2, 1), changeable: false),
      Key(
        "falls", .number(\.falls, .fraction, 0...1),
        "What each further person adds, as a share of what the one before added.",
        plausible: .between(0.5, 1), changeable: false),
      Key(
        "family", .section(\.family),
        "Accounts that the persons of a household hold together; none where not given."),
    ]
  }
}

extension HouseholdSizes: Declared {
  /// The declared keys of `household.sizes`.
  public static var keys: [Key<HouseholdSizes>] {
    let paths: [(Path<HouseholdSizes, Double>, String)] = [
      (\.one, "one"), (\.two, "two"), (\.three, "three"), (\.four, "four"), (\.five, "five"),
    ]
    return paths.enumerated().map { number, entry in
      Key(
        entry.1, .number(entry.0, .fraction, 0...1),
        "Share of customers behind whom stand \(number + 1) person\(number == 0 ? "" : "s").",
        changeable: false)
    }
  }
}

extension FamilyAccount: Declared {
  /// The declared keys of `household.family`.
  public static var keys: [Key<FamilyAccount>] {
    [
      Key(
        "share", .number(\.share, .fraction, 0...1),
        "Share of households of two or more persons that hold a family account.", changeable: false),
      Key(
        "discount", .number(\.discount, .fraction, 0...1),
        "Share of the price taken off for a family account."),
      Key(
        "switching", .number(\.switching, .utility, 0...10),
        "What leaving costs a family account for each person beside the first: all of them have to move.",
        plausible: .between(0, 0.5), see: "Burnham, Frels & Mahajan 2003"),
    ]
  }
}

/// What several persons need and buy together, against one.
///
///     m(n) = 1 + a · (1 + f + … + f^{n−2})
///
/// The second person adds the share a, each further one f times what the one before added: rooms, lines and trips are
/// shared, so that consumption grows by less than heads, as it does in scales of equivalence (the OECD-modified scale
/// gives each further adult half of the first: a = 0.5, f = 1).
public enum HouseholdLaw {
  /// The multiple of one person's.
  ///
  /// - Parameters:
  ///   - persons: 1 or more.
  ///   - adds: what the second adds.
  ///   - falls: what each further one adds, of what the one before did.
  public static func multiple(persons: Int, adds: Double, falls: Double) -> Double {
    var (sum, share) = (1.0, adds)
    for _ in 1..<max(1, persons) {
      sum += share
      share *= falls
    }
    return sum
  }
}

extension Scenario {
  /// Whether it says anywhere how many persons stand behind a customer.
  public var hasHouseholds: Bool { customers.segments.contains { $0.household != nil } }

  /// Whether some households hold an account together.
  public var hasFamilyAccounts: Bool {
    customers.segments.contains { $0.household?.family != nil }
  }
}
