extension SubjectKind {
  /// A journey: a need and the path it takes.
  public static let journey = SubjectKind(
    "journey", sheet: Sheet(1, "journeys.csv", "Each journey month by month (means).")
  ) { $0.journeys }
}

extension SubjectKind {
  /// A step of a journey: `fault.call`.
  public static let touchpoint = SubjectKind(
    "touchpoint",
    sheet: Sheet(3, "touchpoints.csv", "Each step of each journey month by month (means).")
  ) { scenario in
    scenario.journeys.flatMap { journey in
      journey.touchpoints.map {
        ("\(journey.id).\($0.id)", "\(journey.displayName): \($0.displayName)")
      }
    }
  }
}

/// Needs, and how they are met.
public struct JourneyFigures: Sendable, BitwiseCopyable {
  /// Needs.
  public let needs: Figure<Recorded>
  /// Contacts.
  public let contacts: Figure<Recorded>
  /// The same contacts by the team they are made with, callers from outside included.
  let contactsOfTeams: Counter
  /// Contacts a customer and year.
  public let contactsPerCustomer: Figure<Recorded>
  /// First contacts that were answered, and those of them that resolved the need.
  let firstAnswers: Counter
  let firstResolved: Counter
  /// Resolved at the first contact.
  public let firstContactResolution: Figure<Recorded>
  /// Needs that were followed up to an end, and those of them about which nobody was ever served.
  let ended: Counter
  let unserved: Counter
  /// Needs never served.
  public let unservedShare: Figure<Recorded>
  /// Journeys completed, and the sum of the satisfaction with them.
  let completed: Counter
  let satisfactionSum: Counter
  /// Satisfaction with the journey.
  public let satisfaction: Figure<Truth>
  /// Encounters at each touchpoint, and the satisfaction with them.
  let encountersAt: Counter
  let satisfactionAt: Counter
  /// Satisfaction with the step.
  public let stepSatisfaction: Figure<Truth>
  /// Journeys with several encounters, and where the worst of them was.
  let several: Counter
  let worstAt: Counter
  /// Worst moment here.
  public let weakest: Figure<Truth>
  /// Promises with a deadline, and those of them that were kept.
  let promises: Counter
  let kept: Counter
  /// Promises kept.
  public let promisesKept: Figure<Recorded>

  init(_ declare: inout FigureBuilder, customers: CustomerFigures) {
    needs = declare.count(
      "needs", "needs", .count, [.all, .journey], .neither, "Needs that arose.")
    contactsOfTeams = declare.counter(by: .team)
    contacts = declare.count(
      "contacts", "contacts", .count, [.all, .journey, .team], .down,
      "Contacts made: calls, visits and visits to the counter.",
      others: [.team: contactsOfTeams])
    contactsPerCustomer = declare.ratio(
      "contacts_per_customer", "contacts a customer and year", .count, [.all], .down,
      "Contacts made in a year, a customer.", of: [contacts.counter],
      over: [customers.customerMonths], factor: 12)
    firstAnswers = declare.counter(by: .journey)
    firstResolved = declare.counter(by: .journey)
    firstContactResolution = declare.ratio(
      "first_contact_resolution", "resolved at the first contact", .fraction, [.all, .journey], .up,
      "Share of needs resolved by the first contact that was answered, among those that were answered at all: "
        + "unserved_share says how many were not.", of: [firstResolved], over: [firstAnswers])
    ended = declare.counter(by: .journey)
    unserved = declare.counter(by: .journey)
    unservedShare = declare.ratio(
      "unserved_share", "needs never served", .fraction, [.all, .journey], .down,
      "Share of needs that ended without anybody having served them: customers gave up waiting, were turned away "
        + "or found it closed for good.", of: [unserved], over: [ended])
    completed = declare.counter(by: .journey)
    satisfactionSum = declare.counter(by: .journey)
    satisfaction = declare.ratio(
      "journey_satisfaction", "satisfaction with the journey", .points, [.journey], .up,
      "Mean satisfaction with a completed journey, by its mean, its worst moment and its end.",
      of: [satisfactionSum], over: [completed])
    encountersAt = declare.counter(by: .touchpoint)
    satisfactionAt = declare.counter(by: .touchpoint)
    stepSatisfaction = declare.ratio(
      "touchpoint_satisfaction", "satisfaction with the step", .points, [.touchpoint], .up,
      "Mean satisfaction with an encounter at this step of the journey.", of: [satisfactionAt],
      over: [encountersAt])
    several = declare.counter()
    worstAt = declare.counter(by: .touchpoint)
    weakest = declare.ratio(
      "weakest_link", "worst moment here", .fraction, [.touchpoint], .down,
      "Share of the journeys with several encounters whose worst moment was at this step.",
      of: [worstAt], over: [several], whenAny: [several])
    promises = declare.counter(by: .journey)
    kept = declare.counter(by: .journey)
    promisesKept = declare.ratio(
      "promises_kept", "promises kept", .fraction, [.all, .journey], .up,
      "Share of promises with a deadline that were kept.", of: [kept], over: [promises],
      whenAny: [promises])
  }
}
