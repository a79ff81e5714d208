import CustomerExperience
import Testing

@testable import ScenarioFiles

/// Keys of the shop floor: what is refused, what is told, and what reads back as it was.
@Suite struct HoursKeyTests {
  private func team(_ text: String) -> String {
    broadband("staff: 5", "on_duty: 5, hours: Mon-Fri 09:00-17:00, \(text)")
  }

  private static let refused: [(String, String)] = [
    (
      "background: {rate: 10 per day}",
      "teams.desk.background.rate is a rate per hour of opening, such as 60 per h; found '10 per day' (how many "
        + "come on an open day is 'daily')"
    ),
    (
      "background: {rate: 1 per h, peaks: [{from: 09:00, to: 12:00}, {from: 11:00, to: 13:00}]}",
      "this peak overlaps with entry 1: a time of day has one factor, so divide the times"
    ),
    (
      "background: {timetable: [{times: Mon-Fri}]}",
      "teams.desk.background.timetable[0].times is times of the week, such as 'Mon-Fri 09:00 and Sat 10:30'; found "
        + "'Mon-Fri'"
    ),
    (
      "background: {timetable: [{arrivals: 2}]}",
      "missing key 'times' in teams.desk.background.timetable[0]"
    ),
  ]

  @Test(arguments: refused)
  func whatIsRefused(_ text: String, _ message: String) throws {
    let found = try problems(team(text))
    #expect(found.count == 1 && found[0].hasSuffix(message), "\(found)")
  }

  private static let dates: [(String, String)] = [
    ("{on: 2026-12-25, team: dex}", "no team 'dex'; there is desk"),
    (
      "{on: 2026-12-24, from: 13:00, to: 09:00}",
      "a short day must end after it begins: 'from' is before 'to'"
    ),
    (
      "{on: 2026-12-24, from: 09:00}",
      "missing key 'to' in clock.holidays[0]: say until when it is open"
    ),
    ("{from: 09:00, to: 10:00}", "missing key 'on' in clock.holidays[0]"),
    (
      "{on: 25 December}", "clock.holidays[0].on is a date, such as 2026-01-05; found '25 December'"
    ),
  ]

  @Test(arguments: dates)
  func datesThatMakeNoSense(_ holiday: String, _ message: String) throws {
    let found = try problems(
      team("pay: £10/h").replacing(
        "horizon:", with: "start: 2026-01-05, holidays: [\(holiday)], horizon:"))
    #expect(found.count == 1 && found[0].hasSuffix(message), "\(found)")
  }

  @Test func datesNeedAStart() throws {
    let text = broadband().replacing("horizon:", with: "holidays: [{on: 2026-12-25}], horizon:")
    let found = try problems(text)
    #expect(
      found.count == 1
        && found[0].hasSuffix(
          "holidays are dates of the calendar: say 'clock.start', the date on which the scenario begins"
        ),
      "\(found)")
  }

  @Test func aRosterCannotOpenOnDaysThatItDoesNotKnow() throws {
    let holiday =
      "start: 2026-01-05, holidays: [{on: 2026-12-20, from: 10:00, to: 16:00}], horizon:"
    let text = broadband("staff: 5", "staff: 5, hours: Mon-Fri 09:00-17:00")
      .replacing("horizon:", with: holiday)
    let found = try problems(text)
    #expect(
      found.count == 1
        && found[0].hasSuffix(
          "teams.desk has nobody at Sun 10:00, outside its usual hours: state 'on_duty', or keep to the usual "
            + "hours, or name the 'team' that is meant"),
      "\(found)")
    #expect(try problems(text.replacing("staff: 5", with: "on_duty: 5")).isEmpty)
  }

  private func doubts(_ text: String) throws -> [String] {
    try Workbench(["test.yaml": text]).load("test.yaml").warnings.map(\.message)
  }

  @Test func whatIsTold() throws {
    #expect(
      try doubts(team("background: {timetable: [{times: 'Mon 08:00, 10:00'}]}")) == [
        "teams.desk.background.timetable[0]: nobody comes at Mon 08:00, when desk is closed"
      ])
    #expect(
      try doubts(
        team("pay: £10/h").replacing(
          "horizon:", with: "start: 2026-01-05, holidays: [{on: 2020-12-25}], horizon:"))
        == ["clock.holidays[0] does nothing: 2020-12-25 is outside the run"])
    let classes = { (rate: String) in
      broadband("need: {rate: 2 per year}", "need: {rate: \(rate), times: 'Mon 18:00, 19:00'}")
    }
    let capped =
      "journeys.fault.need: a need arises at most once at each of its times, 2 a week; the rate is 5 a week, and "
      + "the rest never arises"
    #expect(try !doubts(classes("2 per week")).contains { $0.contains("never arises") })
    #expect(try doubts(classes("5 per week")).contains(capped))
    // One person works 37.5 of 40 hours.
    let alone = broadband("staff: 5", "staff: 1, hours: Mon-Fri 09:00-17:00")
    #expect(try doubts(alone).count { $0.contains("nobody is on duty in 2.5 of its 40") } == 1)
    let later =
      broadband("staff: 5", "staff: 5, hours: Mon-Fri 09:00-17:00")
      + "\nplan: [{at: month 3, set: {teams.desk.hours: always}}]"
    #expect(
      try doubts(later).contains {
        $0.hasPrefix("with this change, teams.desk: nobody is on duty in ")
      })
    // Every day from January to December, of whatever year.
    let days = (1...12).flatMap { month in
      (1...31).map { day in
        "{on: 2024-\(month < 10 ? "0" : "")\(month)-\(day < 10 ? "0" : "")\(day), yearly: true}"
      }
    }.filter { !$0.contains(/-(02-3[01]|(04|06|09|11)-31)/) }
    let shut = team("pay: £10/h").replacing(
      "horizon:", with: "start: 2026-01-05, holidays: [\(days.joined(separator: ", "))], horizon:")
    #expect(try doubts(shut).contains { $0.contains("teams.desk: closed on every day of the run") })
  }

  @Test func timesReadBackAsTheyWere() throws {
    #expect(HoursText.times("Mon-Fri 09:00") == (0..<5).map { $0 * 1440 + 540 })
    #expect(HoursText.times("Sat 10:30, 15:00 and Sun 9:00") == [7830, 8100, 9180])
    #expect(HoursText.times("daily 00:00")?.count == 7)
    for text in ["", "09:00", "Mon", "Mon 25:00", "Mon 24:00", "Mon 09:00 and", "Mond 09:00"] {
      #expect(HoursText.times(text) == nil, "\(text)")
    }
    for text in ["Mon-Fri 09:00", "Mon 09:00 and Wed 09:00 and Fri 17:30"] {
      #expect(HoursText.text(times: HoursText.times(text) ?? []) == text)
    }
  }

  @Test func patienceWhereNobodyWaitsIsTold() throws {
    let text = team("pay: £10/h")
    let point = text.replacing("channel: phone", with: "channel: mail, patience: 3 min")
    #expect(
      try doubts(point).contains {
        $0.contains("patience does nothing: at a mail nobody waits in person")
      })
  }

  @Test func theNetPromoterScoreHasARangeOfItsOwn() throws {
    let text = try #require(MetricReference.explain("nps"))
    #expect(text.contains("points, from -100 to 100"))
    #expect(
      try #require(MetricReference.explain("satisfaction_mean")).contains(
        "of which the scale has 100"))
  }
}
