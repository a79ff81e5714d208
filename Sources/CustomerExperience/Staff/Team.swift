public import DiscreteEvents
public import RandomVariates

/// People who serve customers.
public struct Team: Sendable, Equatable, Identified {
  /// The id by which the file names it.
  public var id = ""
  /// The name for display.
  public var name: String?
  /// People on the payroll.
  public var staff = 1
  /// People on duty at any opening hour, where stated outright; otherwise the roster follows from
  /// `staff`, `week` and `hours`.
  public var onDuty: Int?
  /// Hours an employee works a week.
  public var weekHours = 37.5
  /// When the team is open.
  public var hours = WeeklyHours.always
  /// Minutes within which customers should be answered, for the service level; nil for none stated.
  public var answerWithin: Double?
  /// Share of shifts that an employee misses.
  public var absence = 0.0
  /// Pay an hour.
  public var pay = 12.0
  /// Share of the staff who quit within a year at average engagement.
  public var turnover = 0.0
  /// Customers served a day at most (such as visits with travel between them).
  public var capacity: Int?
  /// Work from outside the simulated customers, which waits in the same line.
  public var background: Background?
  /// What employees can do when they have learned the job.
  public var skill = Trait(mean: 0.5, spread: 0.25)
  /// How engaged employees are by nature.
  public var engagement = Trait(mean: 0.55, spread: 0.15)
  /// What newcomers lack and how fast they learn.
  public var novice = Novice()
  /// Replacing those who quit.
  public var replacement = Replacement()
  /// Training courses the team can take, in the author's order.
  public var training: [Course] = []
  /// What an encounter is to be like, and how the team is kept to it; nil for no standard.
  public var standards: ServiceStandards?

  /// The defaults.
  public init() {}

  /// The name for display, or the id where none is given.
  public var displayName: String { name ?? id }
}

/// A trait of people on a scale of 0 to 1: its mean and how much people differ.
public struct Trait: Sendable, Equatable {
  /// The mean.
  public var mean: Double
  /// The standard deviation between people.
  public var spread: Double

  /// Makes a trait.
  public init(mean: Double, spread: Double) {
    self.mean = mean
    self.spread = spread
  }
}

/// What newcomers lack and how fast they learn on the job.
public struct Novice: Sendable, Equatable {
  /// How much longer a first-day newcomer takes, as a share of the service time.
  public var slower = 0.4
  /// How much skill a first-day newcomer lacks, on the scale of 0 to 1.
  public var skillGap = 0.10
  /// Months in which about two thirds of either is made up.
  public var rampMonths = 3.0

  /// The defaults.
  public init() {}
}

/// Replacing those who quit.
public struct Replacement: Sendable, Equatable {
  /// Days from a notice to the day a successor starts.
  public var hiringDays = 42.0
  /// Days a newcomer learns, paid, before serving customers.
  public var inductionDays = 21.0
  /// Cost of a replacement as a share of a year's pay.
  public var cost = 0.35

  /// The defaults.
  public init() {}
}

/// A training course.
public struct Course: Sendable, Equatable, Identified {
  /// The id by which the file names it.
  public var id = ""
  /// The name for display.
  public var name: String?
  /// Hours off the floor.
  public var hours = 8.0
  /// Money a participant costs, besides the hours.
  public var cost = 0.0
  /// How much of the course goes into each dimension, 0 to 1.
  public var teaches = Dimensions(all: 0)
  /// Months between repetitions for the whole team; nil for never.
  public var everyMonths: Double?
  /// The share of the gap to full skill that the course closes for somebody who can apply it.
  public var gain = 0.31
  /// Chance that a participant can apply what was taught.
  public var transfer = 0.62
  /// Months after which half of what was gained is lost without a refresher; nil for never.
  public var halfLifeMonths: Double? = 13.8

  /// The defaults.
  public init() {}

  /// The name for display, or the id where none is given.
  public var displayName: String { name ?? id }
}

/// Work from outside the simulated customers, which waits in the same line.
public struct Background: Sendable, Equatable {
  /// Arrivals an hour while the team is open.
  public var ratePerHour = 0.0
  /// Arrivals on each open day, spread over its hours; they come besides those of the rate.
  public var daily = 0.0
  /// Those who come at fixed times.
  public var timetable: [TimetableEntry] = []
  /// Times of day with more or fewer arrivals.
  public var peaks: [DayPeak] = []
  /// Minutes of service; that of the team's first touchpoint where nil; drawn each time.
  public var service: Law?
  /// Minutes before giving up; those of the first segment where nil; drawn each time.
  public var patience: Law?
  /// What they pay of the team's cost.
  public var pays = Pays.nothing

  /// What those who are not simulated pay of the cost of the team that serves them, too.
  public enum Pays: String, Sendable, CaseIterable {
    /// Nothing: the simulated customers bear all of it.
    case nothing
    /// The share of the team's contacts that are with them.
    case share
  }

  /// The defaults.
  public init() {}
}

/// People who come together at fixed times of the week, such as to a class.
public struct TimetableEntry: Sendable, Equatable {
  /// Minutes of the week from Monday 00:00, in order.
  public var times: [Int] = []
  /// How many come each time.
  public var arrivals = 1

  /// The defaults.
  public init() {}
}

/// A time of day with more or fewer arrivals than usual.
public struct DayPeak: Sendable, Equatable {
  /// From this minute of the day.
  public var fromMinute = 0
  /// To this minute of the day.
  public var toMinute = 1440
  /// How many times the usual rate.
  public var factor = 1.0

  /// The defaults.
  public init() {}
}
