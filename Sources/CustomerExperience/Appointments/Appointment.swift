public import RandomVariates

/// Service by appointment at a touchpoint: who wants it books a slot, and comes at its time, or does not.
public struct Appointment: Sendable, Equatable {
  /// Slots that can be booked, per hour in which the team is open; each day has as many whole ones as fit.
  public var slots = 4.0
  /// Days ahead for which slots can be booked.
  public var aheadDays = 60.0
  /// Days for which a customer accepts to wait; drawn each time.
  public var accepts = Law.gamma(mean: 21, sd: 14)
  /// Chance of not turning up for an appointment made at once, without a reminder.
  public var noShow = 0.08
  /// What a lead that is e times as long adds to the log-odds of not turning up.
  public var lead = 0.45
  /// Chance that an appointment is cancelled before its time.
  public var cancels = 0.1
  /// What customers are sent before their time; nothing where nil.
  public var reminder: Reminder?
  /// Whether those who find no slot may wait for one to be freed.
  public var waitingList = false
  /// Slots that are given twice, as a share of those of a day.
  public var overbooked = 0.0

  /// The defaults.
  public init() {}
}

/// A reminder of an appointment.
public struct Reminder: Sendable, Equatable {
  /// Share of those who would not have turned up whom it brings.
  public var avoids = 0.34
  /// Money that a reminder costs.
  public var cost = 0.1

  /// The defaults.
  public init() {}
}

extension Appointment: Declared {
  /// The declared keys of a touchpoint's `appointment`.
  public static var keys: [Key<Appointment>] { book + attendance }

  private static var book: [Key<Appointment>] {
    [
      Key(
        "slots", .number(\.slots, .perOpenHour, 0.01...60),
        "How many slots can be booked in an hour in which the team is open, beside whoever comes without one.",
        required: true),
      Key(
        "ahead", .number(\.aheadDays, .days, 1...366),
        "How far ahead slots can be booked."),
      Key(
        "accepts", .law(\.accepts, .days, 0...3_650, .eachTime),
        "How long a customer accepts to wait for an appointment; who finds none gives up the need, or is put on the list.",
        plausible: .times(0.5, 2)),
      Key(
        "waiting_list", .flag(\.waitingList),
        "Whether those who find no slot may wait for one to be freed, for as long as they accept to."
      ),
      Key(
        "overbooked", .number(\.overbooked, .fraction, 0...1),
        "Slots of a day that are given twice, as a share of them: somebody will not turn up."),
    ]
  }

  private static var attendance: [Key<Appointment>] {
    [
      Key(
        "no_show", .number(\.noShow, .fraction, 0...1),
        "Chance of not turning up for an appointment made at once, without a reminder.",
        plausible: .between(0.03, 0.2), see: "Dantas et al. 2018"),
      Key(
        "lead", .number(\.lead, .logOdds, 0...3),
        "What a time until the appointment (and a day) that is e times as long adds to the log-odds of it.",
        plausible: .between(0.2, 0.7), see: "Dantas et al. 2018"),
      Key(
        "cancels", .number(\.cancels, .fraction, 0...1),
        "Chance that an appointment is cancelled before its time.", plausible: .between(0.03, 0.2)
      ),
      Key(
        "reminder", .section(\.reminder), "A reminder before the appointment; none where not given."
      ),
    ]
  }
}

extension Reminder: Declared {
  /// The declared keys of an appointment's `reminder`.
  public static var keys: [Key<Reminder>] {
    [
      Key(
        "avoids", .number(\.avoids, .fraction, 0...1),
        "Share of those who would not have turned up whom the reminder brings.",
        .verified("34% of the baseline rate in 33 estimates, Hasvold & Wootton 2011"),
        plausible: .between(0.29, 0.39)),
      Key("cost", .number(\.cost, .money, 0...1_000_000), "Money that a reminder costs."),
    ]
  }
}
