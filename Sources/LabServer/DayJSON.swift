import CustomerExperience
import DiscreteEvents
import Documents

/// A day of a scenario as the page draws it.
struct DayJSON {
  let record: DayRecord
  /// The scenario that was lived, with its settings made.
  let scenario: Scenario
  /// The settings.
  let settings: [String]
  /// How the day was chosen.
  let choice: DayWatch.Choice

  /// The day with its stations, who came, what happened, and the table by half hours.
  var json: JSONValue {
    let date = CivilDate(dayNumber: scenario.clock.start + record.day)
    return [
      "day": .integer(record.day + 1), "date": .string(date.description),
      "weekday": .string(Self.weekdays[date.weekday]), "days": .integer(scenario.clock.days),
      "chosen": .string(chosen), "settings": .array(settings.map { .string($0) }),
      "teams": .array(zip(names, record.teams).map(team)),
      "touchpoints": .array(touchpoints),
      "segments": .array(scenario.customers.segments.map { .string($0.displayName) }),
      "visits": .array(record.visits.map(visit)),
      "events": .array(record.events.map(event)),
      "cut": .integer(record.cut),
    ]
  }

  private static let weekdays = [
    "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday",
  ]

  private var chosen: String {
    switch choice {
    case .day: "asked"
    case .busiest: "busiest"
    case .course: "course"
    }
  }

  /// The teams, and after them those whom nobody serves.
  private var names: [(id: String, title: String)] {
    scenario.teams.map { ($0.id, $0.displayName) } + [("", "On their own")]
  }

  private func team(_ name: (id: String, title: String), _ team: DayRecord.Team) -> JSONValue {
    [
      "id": .string(name.id), "title": .string(name.title), "posts": .integer(team.posts),
      "half_hours": .array(
        team.halfHours.map { half in
          [
            "arrived": .integer(half.arrived), "served": .integer(half.served),
            "gave_up": .integer(half.gaveUp), "turned_away": .integer(half.turnedAway),
            "answered": .integer(half.answered), "waited": .number(Self.rounded(half.waited)),
            "longest_line": .integer(half.longestLine), "on_duty": .integer(half.onDuty),
            "in_class": .integer(half.inClass),
          ]
        }),
    ]
  }

  /// The steps of all journeys, in the order in which visits and events number them.
  private var touchpoints: [JSONValue] {
    scenario.journeys.flatMap { journey in
      journey.touchpoints.map { point in
        [
          "title": .string(point.displayName), "journey": .string(journey.displayName),
          "team": number(point.team.flatMap { scenario.teams.index(of: $0) } ?? -1),
        ]
      }
    }
  }

  private func visit(_ visit: DayRecord.Visit) -> JSONValue {
    [
      "customer": visit.customer > 0 ? .integer(Int(visit.customer)) : .null,
      "segment": number(visit.segment), "touchpoint": number(visit.touchpoint),
      "team": number(visit.team), "arrived": .number(Self.rounded(visit.arrived)),
      "is_check": .bool(visit.isCheck),
    ]
  }

  private func event(_ event: DayRecord.Event) -> JSONValue {
    var members: [JSONValue.Member] = [
      .init(key: "minute", value: .number(Self.rounded(event.time))),
      .init(key: "what", value: .string(event.what.rawValue)),
    ]
    if event.visit >= 0 { members.append(.init(key: "visit", value: number(event.visit))) }
    if event.customer > 0 { members.append(.init(key: "customer", value: number(event.customer))) }
    if event.team >= 0 { members.append(.init(key: "team", value: number(event.team))) }
    if event.post >= 0 { members.append(.init(key: "post", value: number(event.post))) }
    if let about = about(event) { members.append(.init(key: "about", value: .string(about))) }
    return .object(members)
  }

  /// What an event is about, in words.
  private func about(_ event: DayRecord.Event) -> String? {
    let number = Int(event.about)
    guard number >= 0 else { return nil }
    switch event.what {
    case .needs, .resolved, .givenUp, .dropped:
      return scenario.journeys.indices.contains(number)
        ? scenario.journeys[number].displayName : nil
    case .goesOn, .triesAgain:
      let points = scenario.journeys.flatMap(\.touchpoints)
      return points.indices.contains(number) ? points[number].displayName : nil
    case .toClass:
      let team = Int(event.team)
      guard scenario.teams.indices.contains(team),
        scenario.teams[team].training.indices.contains(number)
      else { return nil }
      return scenario.teams[team].training[number].displayName
    case .waits, .begins, .helped, .unhelped, .givesUp, .turnedAway, .buys, .complains, .joins,
      .comesBack, .leaves, .onDuty, .offDuty, .fromClass, .absent, .vacant, .hired:
      return nil
    }
  }

  private func number(_ value: some BinaryInteger) -> JSONValue {
    value >= 0 ? .integer(Int(value)) : .null
  }

  /// Minutes to a thousandth.
  private static func rounded(_ minutes: Double) -> Double { (minutes * 1_000).rounded() / 1_000 }
}

/// Which day is asked for, as an address has it.
enum DayWish: Sendable, Equatable {
  /// The busiest day of the first week.
  case busiest
  /// A day by its number, from 1 for that of the start.
  case number(Int)
  /// A day by its date.
  case date(CivilDate)

  /// Reads a wish; nil where it is none.
  init?(_ text: String?) {
    guard let text else {
      self = .busiest
      return
    }
    if let date = CivilDate(iso: text) {
      self = .date(date)
    } else if text.utf8.allSatisfy({ (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) }),
      let number = Int(text)
    {
      self = .number(number)
    } else {
      return nil
    }
  }
}
