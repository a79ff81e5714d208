import DiscreteEvents

/// A day of the calendar on which a team, or every team, is closed or open at other hours than usual.
public struct Holiday: Sendable, Equatable {
  /// The day, as days since 1970-01-01.
  public var day = 20_458
  /// Whether it comes again each year on the same date.
  public var yearly = false
  /// Open from this minute of the day.
  public var fromMinute = 0
  /// Open to this minute of the day; closed all day where it is not after the first.
  public var toMinute = 0
  /// The team's id; every team where nil.
  public var team: String?

  /// A closed day.
  public init() {}
}

extension Holiday: Declared {
  /// The declared keys of an entry of `clock.holidays`.
  public static var keys: [Key<Holiday>] {
    [
      Key("on", .date(\.day), "The date.", required: true, changeable: false),
      Key(
        "yearly", .flag(\.yearly),
        "Whether it comes each year on that date, before the start as well.", changeable: false),
      Key(
        "from", .timeOfDay(\.fromMinute),
        "Open from this time, on a short day; without times the team is closed all day.",
        changeable: false),
      Key(
        "to", .timeOfDay(\.toMinute),
        "Open to this time. Several entries of a date are its hours together.", changeable: false),
      Key(
        "team", .optionalText(\.team), "The team that it holds for; every team where not given.",
        changeable: false),
    ]
  }
}

extension Holiday {
  /// Whether nobody is there all day.
  public var isClosed: Bool { toMinute <= fromMinute }

  /// The days of a run on which it falls, counted from its start.
  func days(in grid: TimeGrid) -> [Int] {
    let date = CivilDate(dayNumber: day)
    guard yearly else { return [day - grid.start.dayNumber] }
    let first = grid.start.adding(months: -grid.settle)
    let last = grid.start.adding(months: grid.horizon + 1)
    return (first.year...last.year).compactMap { year in
      CivilDate(year: year, month: date.month, day: date.day).map {
        $0.dayNumber - grid.start.dayNumber
      }
    }
  }
}

extension DatedHours {
  /// When a team is open: its usual week, and the days with hours of their own.
  init(_ team: Team, clock: Clock) {
    let grid = TimeGrid(clock)
    var days: [Int: [Range<Int>]] = [:]
    for holiday in clock.holidays where holiday.team == nil || holiday.team == team.id {
      for day in holiday.days(in: grid) {
        days[day, default: []] +=
          holiday.isClosed ? [] : [holiday.fromMinute..<holiday.toMinute]
      }
    }
    self.init(team.hours, days: days, minuteOfWeekAtZero: grid.minuteOfWeek(0))
  }
}
