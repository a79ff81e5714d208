/// What an encounter with a team is to be like, and how the team is kept to it.
///
/// ``ServiceGaps/standards`` says how far what the firm specifies lies below what it believes is expected; here a team
/// states its specification outright, and checks close the distance to it (``StandardsLaw``).
public struct ServiceStandards: Sendable, Equatable {
  /// Points of quality that an encounter is to have on each dimension.
  public var specification = Dimensions(all: 75)
  /// Points by which it may fall short on a dimension and still be to standard.
  public var tolerance = 10.0
  /// Checks of each employee a month.
  public var checksPerMonth = 1.0
  /// Checks after which half of an employee's distance from the specification is gone.
  public var halvesAfter = 3.0
  /// Months without a check in which half of what checks have done is lost.
  public var lastsMonths = 6.0
  /// Minutes that a check takes of whoever is checked.
  public var minutes = 15.0
  /// Money that a check costs besides: the time of whoever checks.
  public var cost = 10.0

  /// The defaults.
  public init() {}
}

extension ServiceStandards: Declared {
  /// The declared keys of a team's `standards`.
  public static var keys: [Key<ServiceStandards>] { specified + checked }

  private static var specified: [Key<ServiceStandards>] {
    [
      Key(
        "specification", .dimensions(\.specification, .points, 0...100, addsUp: false),
        "Quality that an encounter is to have on each of the five dimensions of service.",
        see: "Parasuraman, Zeithaml & Berry 1985"),
      Key(
        "tolerance", .number(\.tolerance, .points, 0...100),
        "Points by which it may fall short on a dimension and still be to standard."),
    ]
  }

  private static var checked: [Key<ServiceStandards>] {
    [
      Key(
        "checks", .number(\.checksPerMonth, .perMonth, 0...31),
        "Checks of each employee, made in the opening hours."),
      Key(
        "halves_after", .number(\.halvesAfter, .count, 0.1...1_000),
        "Checks after which half of an employee's distance from the specification is gone.",
        plausible: .between(1.5, 8)),
      Key(
        "lasts", .number(\.lastsMonths, .months, 0.1...600),
        "Time without a check in which half of what checks have done is lost.",
        plausible: .between(2, 12)),
      Key(
        "takes", .number(\.minutes, .minutes, 0...480),
        "Time that a check takes of whoever is checked, who serves nobody meanwhile."),
      Key(
        "cost", .number(\.cost, .money, 0...1_000_000),
        "What a check costs besides: the time of whoever checks."),
    ]
  }
}
