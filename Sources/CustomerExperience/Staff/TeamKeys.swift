extension Team: Declared {
  /// The declared keys of a team.
  public static var keys: [Key<Team>] { roster + work + people }

  private static var roster: [Key<Team>] {
    [
      Key("name", .optionalText(\.name), "The name for display.", changeable: false),
      Key("staff", .integer(\.staff, .people, 1...10_000), "People on the payroll."),
      Key(
        "on_duty", .optionalInteger(\.onDuty, .people, 1...10_000, absent: "from the roster"),
        "People on duty at any opening hour, where stated outright instead of a roster; they are paid for these "
          + "hours.",
        changeable: false),
      Key(
        "week", .number(\.weekHours, .hours, 1...80), "Hours an employee works a week.",
        changeable: false),
      Key(
        "hours", .hours(\.hours),
        "When the team is open; on some dates `clock.holidays` say otherwise."),
      Key(
        "answer_within", .optionalNumber(\.answerWithin, .minutes, 0...10_080, absent: "none"),
        "Time within which customers should be answered: the service level is the share who are."),
      Key(
        "absence", .number(\.absence, .fraction, 0...0.9),
        "Share of shifts that an employee misses."),
      Key(
        "pay", .number(\.pay, .moneyPerHour, 0...100_000),
        "Pay for an hour of the contracted week (of the opening hours where `on_duty` is stated), and for an hour of "
          + "staying on at closing to serve those in line."),
      Key(
        "turnover", .number(\.turnover, .chancePerYear, 0...0.95),
        "Share of the staff who quit at average engagement.",
        see: "ContactBabel: 16 to 22% a year in UK contact centres, 2010 to 2015"),
    ]
  }

  private static var work: [Key<Team>] {
    [
      Key(
        "capacity", .optionalInteger(\.capacity, .perDay, 1...1_000_000, absent: "none"),
        "Customers served at most, such as visits with travel between them."),
      Key(
        "background", .section(\.background),
        "Work from outside the simulated customers, which waits in the same line."),
      Key(
        "training", .table(\.training, of: "course"), "Training courses the team can take."),
      Key(
        "standards", .section(\.standards),
        "What an encounter is to be like, and how the team is kept to it by checks."),
    ]
  }

  private static var people: [Key<Team>] {
    [
      Key(
        "skill", .section(\.skill), "What employees can do once they have learned the job, 0 to 1.",
        changeable: false),
      Key(
        "engagement", .section(\.engagement), "How engaged employees are by nature, 0 to 1.",
        changeable: false),
      Key("novice", .section(\.novice), "What newcomers lack and how fast they learn."),
      Key("replacement", .section(\.replacement), "Replacing those who quit."),
    ]
  }
}

extension Trait: Declared {
  /// The trait of an average team.
  public init() { self.init(mean: 0.5, spread: 0.25) }

  /// The declared keys of a team's `skill` and `engagement`.
  public static var keys: [Key<Trait>] {
    [
      Key(
        "mean", .number(\.mean, .fraction, 0...1), "The mean.", plausible: .between(0.4, 0.65),
        changeable: false),
      Key(
        "spread", .number(\.spread, .fraction, 0...0.5), "The standard deviation between people.",
        plausible: .between(0.05, 0.35), changeable: false),
    ]
  }
}

extension Novice: Declared {
  /// The declared keys of a team's `novice`.
  public static var keys: [Key<Novice>] {
    [
      Key(
        "slower", .number(\.slower, .fraction, 0...5),
        "How much longer a first-day newcomer takes, as a share of the service time.",
        plausible: .between(0.3, 0.6)),
      Key(
        "skill_gap", .number(\.skillGap, .fraction, 0...1),
        "How much skill a first-day newcomer lacks.", plausible: .between(0.05, 0.25)),
      Key(
        "ramp", .number(\.rampMonths, .months, 0.1...60),
        "Time in which about two thirds of either is made up.", plausible: .between(2, 6)),
    ]
  }
}

extension Replacement: Declared {
  /// The declared keys of a team's `replacement`.
  public static var keys: [Key<Replacement>] {
    [
      Key(
        "hiring", .number(\.hiringDays, .days, 0...730),
        "Time from a notice to the day a successor starts."),
      Key(
        "induction", .number(\.inductionDays, .days, 0...365),
        "Time a newcomer learns, paid, before serving customers."),
      Key(
        "cost", .number(\.cost, .fraction, 0...5), "Cost of a replacement, of a year's pay.",
        plausible: .between(0.15, 1)),
    ]
  }
}

extension Course: Declared {
  /// The declared keys of a training course.
  public static var keys: [Key<Course>] { event + effect }

  private static var event: [Key<Course>] {
    [
      Key("name", .optionalText(\.name), "The name for display.", changeable: false),
      Key("hours", .number(\.hours, .hours, 0.25...400), "Time off the floor."),
      Key(
        "cost", .number(\.cost, .money, 0...1_000_000),
        "Money a participant costs, besides the hours."),
      Key(
        "every", .optionalNumber(\.everyMonths, .months, 0.25...480, absent: "never"),
        "How often the whole team takes it, from the start or from when a plan sets this."),
    ]
  }

  private static var effect: [Key<Course>] {
    [
      Key(
        "teaches", .dimensions(\.teaches, .fraction, 0...1, addsUp: false),
        "How much of the course goes into each dimension of service."),
      Key(
        "gain", .number(\.gain, .fraction, 0...1),
        "Share of the gap to full skill that it closes for somebody who can apply it.",
        .computed("gives a mean effect of training of d 0.62, Arthur et al. 2003"),
        plausible: .between(0.15, 0.6)),
      Key(
        "transfer", .number(\.transfer, .fraction, 0...1),
        "Chance that a participant can apply what was taught.",
        .verified("Saks & Belcourt 2006: 62% at once, 44% after 6 months, 34% after 12"),
        plausible: .between(0.47, 0.77)),
      Key(
        "half_life", .optionalNumber(\.halfLifeMonths, .months, 0.1...480, absent: "never"),
        "Time after which half of what was gained is lost without a refresher.",
        .computed("62% applied at once falls to 34% in 12 months, Saks & Belcourt 2006"),
        plausible: .between(
          6.5, 18.2,
          .computed("6.5 months for accuracy to 13 for speed, Tatel & Ackerman 2025, and 40% more"))
      ),
    ]
  }
}

extension Background: Declared {
  /// The declared keys of a team's `background`.
  public static var keys: [Key<Background>] {
    [
      Key(
        "rate", .number(\.ratePerHour, .perOpenHour, 0...100_000),
        "Arrivals in an hour in which the team is open. Not a number a day: that is `daily`."),
      Key(
        "daily", .number(\.daily, .count, 0...2_400_000),
        "Arrivals on a day of the usual week on which the team opens, spread over its hours and shaped by the "
          + "peaks; besides those of the rate."),
      Key(
        "timetable", .list(\.timetable),
        "People who come together at fixed times, such as to a class; not while the team is closed.",
        changeable: false),
      Key(
        "peaks", .list(\.peaks), "Times of day with more or fewer arrivals.", changeable: false),
      Key(
        "service", .optionalLaw(\.service, .minutes, 0...10_080, .eachTime),
        "How long service takes; as at the team's first touchpoint where not given.",
        changeable: false),
      Key(
        "patience", .optionalLaw(\.patience, .minutes, 0...1440, .eachTime),
        "How long they wait before giving up; as the first segment where not given.",
        plausible: .times(0.4, 1.6), changeable: false),
      Key(
        "pays", .oneOf(\.pays),
        "What they pay of the team's cost: nothing, or the share of its contacts that are with them; then pay, "
          + "courses and recruitment are charged here only in part.", changeable: false),
    ]
  }
}

extension TimetableEntry: Declared {
  /// The declared keys of an entry of `background.timetable`.
  public static var keys: [Key<TimetableEntry>] {
    [
      Key("times", .timesOfWeek(\.times), "When they come.", required: true, changeable: false),
      Key(
        "arrivals", .integer(\.arrivals, .people, 1...10_000), "How many come each time.",
        changeable: false),
    ]
  }
}

extension DayPeak: Declared {
  /// The declared keys of an entry of `background.peaks`.
  public static var keys: [Key<DayPeak>] {
    [
      Key("from", .timeOfDay(\.fromMinute), "From this time of day.", changeable: false),
      Key("to", .timeOfDay(\.toMinute), "To this time of day.", changeable: false),
      Key(
        "factor", .number(\.factor, .times, 0...100), "How many times the usual rate.",
        changeable: false),
    ]
  }
}
