import DiscreteEvents
import Foundation
import ScenarioFiles
import Testing

@testable import CustomerExperience

/// Small scenarios of the shop floor whose figures can be worked out on paper: opening hours, closing, promises,
/// arrivals.
@Suite("Cases of the shop floor worked out on paper")
struct PaperCasesFloor {
  private func scenario(_ text: String, _ settings: [String] = []) throws -> Scenario {
    try Case.scenario(text, settings)
  }

  private func run(
    _ text: String, _ settings: [String] = [], replication: Int = 1, records: Bool = false
  ) throws -> ReplicationResult {
    let model = try Model(scenario(text, settings))
    let result = try model.settledWorld(
      seed: 1, replication: replication, keeping: Keeping(records: records)
    ).run(model)
    #expect(result.violations.isEmpty)
    return result
  }

  private func value(_ result: ReplicationResult, _ metric: String, _ subject: String = "all")
    throws -> Double
  { try #require(result.summary[SeriesKey(metric, subject)], "\(metric) of \(subject)") }

  private func mean(_ text: String, _ metric: String, _ subject: String, of count: Int) throws
    -> Double
  {
    var sum = 0.0
    for replication in 1...count {
      sum += try value(run(text, replication: replication), metric, subject)
    }
    return sum / Double(count)
  }

  /// Callers from outside at a line of one person, beside one customer who hardly ever calls.
  private static func desk(
    _ team: String, point: String = "channel: phone", start: String = "2026-02-02",
    months: Int = 12, clock: String = ""
  ) -> String {
    """
    title: Hours
    clock: {start: \(start), horizon: \(months) months, settle: 0 months\(clock)}
    customers:
      relationship: contract
      contract: {term: 0 months, price: £1/month}
      segments: {onlooker: {initial: 1}}
    journeys:
      call:
        need: {rate: 0 per year}
        touchpoints: {line: {team: agents, service: 1 min, patience: 1 day, \(point)}}
    teams:
      agents:
        skill: {mean: 50%, spread: 0%}
        engagement: {mean: 55%, spread: 0%}
        novice: {slower: 0%, skill_gap: 0%}
        turnover: 0% per year
        pay: £10/h
        \(team)
    """
  }

  // MARK: - Closing

  /// A desk that is open for an hour a day and overloaded twice.
  private static func short(_ point: String) -> String {
    desk(
      "{on_duty: 1, hours: 'Mon-Fri 09:00-10:00', background: {rate: 12 per h, patience: 40 min, service: 10 min}}"
        .inlined, point: point)
  }

  @Test("those in line at closing are turned away, served, or keep their place")
  func closing() throws {
    let team = "team:agents"
    func figures(_ point: String) throws -> (gaveUp: Double, away: Double, wait: Double) {
      let text = Self.short(point)
      return (
        try mean(text, "abandonment_rate", team, of: 6),
        try mean(text, "turned_away_rate", team, of: 6), try mean(text, "mean_wait", team, of: 6)
      )
    }
    // The right values are those of a simulation of this one line written for the purpose.
    let away = try figures("channel: phone")
    #expect(abs(away.gaveUp - 0.017) < 0.006, "\(away)")
    #expect(abs(away.away - 0.506) < 0.015, "\(away)")
    #expect(abs(away.wait - 776) < 30, "\(away)")
    let served = try figures("channel: counter")
    #expect(abs(served.gaveUp - 0.248) < 0.015, "\(served)")
    #expect(served.away == 0)
    #expect(abs(served.wait - 1205) < 30, "\(served)")
    let kept = try figures("channel: phone, at_closing: keep")
    #expect(kept.away == 0 && kept.gaveUp > 0.45, "\(kept)")
  }

  @Test("whoever serves on after closing is paid for it", arguments: ["phone", "counter"])
  func workPastClosing(_ channel: String) throws {
    // Somebody comes a quarter of an hour before closing on each of 20 days and takes half an hour.
    let team =
      "{on_duty: 1, hours: 'Mon-Fri 09:00-17:00', background: {service: 30 min, timetable: "
      + "[{times: 'Mon-Fri 16:45', arrivals: 1}]}}"
    let result = try run(Self.desk(team.inlined, point: "channel: \(channel)", months: 1))
    #expect(abs(try value(result, "staff_cost") - 20 * 8.25 * 10) < 1e-6)
  }

  @Test(
    "nobody waits on a phone or at a counter across closed hours", arguments: ["phone", "counter"])
  func noWaitOverNight(_ channel: String) throws {
    let text = """
      title: Evening
      clock: {start: 2026-02-02, horizon: 3 months, settle: 0 months}
      customers:
        relationship: contract
        contract: {term: 0 months, price: £10/month}
        segments: {people: {initial: 400, patience: 3 h}}
      loyalty: {churn: 0% per month}
      journeys:
        call: {need: {rate: 30 per year}, touchpoints: {line: {team: desk, channel: \(channel), service: 9 min}}}
      teams: {desk: {on_duty: 1, hours: 'Mon-Fri 09:00-12:00', pay: £10/h}}
      """
    let result = try run(text, records: true)
    let records = try #require(result.records)
    #expect(records.contacts.count > 500)
    for contact in records.contacts {
      // Served by those who stay, at the latest three hours after closing.
      guard let over = contact.began ?? contact.ended else { continue }
      #expect(over - contact.arrived <= 6 * 60)
    }
    let away = records.contacts.filter { $0.outcome == .turnedAway }
    #expect(away.isEmpty == (channel == "counter"))
    #expect(
      away.allSatisfy {
        let minuteOfDay = ($0.ended ?? 0).truncatingRemainder(dividingBy: 1440)
        return $0.began == nil && abs(minuteOfDay - 720) < 1e-3
      })
    let events = records.events.count { $0.event.hasSuffix("turned away at closing") }
    #expect(events == away.count)
    // It is a need that was not met: less satisfaction than where everybody is served in time.
    let easy = try run(text.replacingOccurrences(of: "on_duty: 1", with: "on_duty: 9"))
    #expect(
      try value(result, "satisfaction_mean") < value(easy, "satisfaction_mean") - 1)
    #expect(try value(easy, "unserved_share") < 0.005)
    if channel == "phone" { #expect(try value(result, "unserved_share") > 0.02) }
    // Who stays is paid for it, and who has somebody on the phone at closing until the call is over.
    let hours = try value(result, "staff_cost") / 10
    let open = 3.0 * 65
    if channel == "phone" {
      #expect(hours > open && hours < open + 10)
    } else {
      #expect(hours > open + 20)
    }
  }

  // MARK: - Dates

  @Test("a holiday is closed and a short day is short, for whom it is said and each year")
  func holidays() throws {
    // Without anybody else whose share of the pay it would be.
    let team = "{on_duty: 1, hours: 'Mon-Fri 09:00-17:00'}".inlined
    let busy = team + "\n    background: {rate: 6 per h, service: 1 min}"
    func hours(_ holidays: String) throws -> (Double, Double) {
      let clock = ", holidays: [\(holidays)]"
      return (
        try value(
          run(Self.desk(team, start: "2026-12-01", months: 1, clock: clock)), "staff_cost") / 10,
        try value(
          run(Self.desk(busy, start: "2026-12-01", months: 1, clock: clock)), "contacts",
          "team:agents")
      )
    }
    // 23 working days from 1 to 31 December 2026, of 8 hours.
    #expect(try hours("").0 == 23 * 8)
    let closed = try hours("{on: 2026-12-25}")
    #expect(closed.0 == 22 * 8)
    #expect(abs(closed.1 - 22 * 48) < 4 * (22 * 48.0).squareRoot(), "\(closed)")
    #expect(try hours("{on: 2026-12-24, from: 09:00, to: 13:00}, {on: 2026-12-25}").0 == 21 * 8 + 4)
    // A Sunday before Christmas, in two parts.
    #expect(
      try hours(
        "{on: 2026-12-20, from: 10:00, to: 12:00}, {on: 2026-12-20, from: 13:00, to: 15:00}"
      ).0
        == 23 * 8 + 4)
    #expect(try hours("{on: 2020-12-25, yearly: true}").0 == 22 * 8)
    #expect(try hours("{on: 2020-12-25}").0 == 23 * 8)
    #expect(try hours("{on: 2026-12-25, team: agents}").0 == 22 * 8)
  }

  @Test("nobody is served on a holiday, and who calls then comes on another day")
  func callersOnHolidays() throws {
    let text = """
      title: Easter
      clock:
        start: 2026-03-02
        horizon: 3 months
        settle: 0 months
        holidays: [{on: 2026-04-03}, {on: 2026-04-06}]
      customers:
        relationship: contract
        contract: {term: 0 months, price: £10/month}
        segments: {people: {initial: 400}}
      loyalty: {churn: 0% per month}
      journeys:
        call: {need: {rate: 30 per year}, touchpoints: {line: {team: desk, channel: phone, service: 9 min}}}
      teams: {desk: {staff: 6, hours: 'Mon-Fri 09:00-17:00'}}
      """
    let records = try #require(try run(text, records: true).records)
    // 3 and 6 April are days 32 and 35; the days before and after are open.
    let days = Set(records.contacts.map { Int(($0.arrived / 1440).rounded(.down)) })
    #expect(!days.contains(32) && !days.contains(35))
    #expect(days.contains(31) && days.contains(36))
  }

  // MARK: - Hours and plans

  @Test("a plan changes the opening hours, from its date on and for staff, callers and pay")
  func plannedHours() throws {
    let team = "{on_duty: 1, hours: 'Mon-Fri 09:00-17:00'}".inlined
    let busy = team + "\n    background: {rate: 6 per h, service: 1 min}"
    let plan = "\nplan: [{at: 2026-02-16, set: {teams.agents.hours: Mon-Sat 08:00-20:00}}]"
    let result = try run(Self.desk(team, months: 1) + plan)
    // Two weeks of five days of 8 hours, two of six days of 12 hours.
    let hours = 2 * 5 * 8 + 2 * 6 * 12.0
    #expect(try value(result, "staff_cost") == hours * 10)
    let callers = try value(run(Self.desk(busy, months: 1) + plan), "contacts", "team:agents")
    #expect(abs(callers - 6 * hours) < 4 * (6 * hours).squareRoot(), "\(callers)")
    #expect(try abs(value(result, "on_duty", "team:agents") - 1) < 0.01)
    // A variant begins with them from the settled world of the others.
    let base = try Model(scenario(Self.desk(team, months: 1)))
    let other = try Model(
      scenario(Self.desk(team, months: 1), ["teams.agents.hours=Mon-Fri 09:00-13:00"]))
    #expect(base.canStart(other))
    let world = try base.settledWorld(seed: 1, replication: 1)
    #expect(try value(world.run(other), "staff_cost") == 4 * 5 * 4 * 10)
    #expect(try value(world.run(base), "staff_cost") == 4 * 5 * 8 * 10)
  }

  @Test("hours that begin and end in the middle of an opening close at once, by the rule")
  func closedByPlan() throws {
    let team =
      "{on_duty: 1, hours: always, background: {rate: 60 per h, patience: 1 day, service: 2 min}}"
      .inlined
    let plan = "\nplan: [{at: 2026-02-04, set: {teams.agents.hours: Mon-Sun 09:00-10:00}}]"
    let result = try run(Self.desk(team, months: 1) + plan)
    #expect(try value(result, "turned_away_rate", "team:agents") > 0.3)
  }

  @Test("a café's visits fall into its new hours, and are the fewer the shorter these are")
  func visitsInNewHours() throws {
    let text = """
      title: Café
      clock: {start: 2026-02-02, horizon: 3 months, settle: 0 months}
      customers:
        relationship: repertoire
        segments: {people: {initial: 300, occasions: 52 per year, spend: £4}}
      loyalty: {dropout: 0%}
      market: {nothing: -10}
      journeys: {coffee: {touchpoints: {till: {team: bar, service: 1 min}}}}
      teams: {bar: {on_duty: 5, hours: 'Mon-Fri 09:00-17:00'}}
      plan: [{at: 2026-03-02, set: {teams.bar.hours: Sat 09:00-12:00}}]
      """
    let records = try #require(try run(text, records: true).records)
    let before = records.contacts.filter { $0.arrived < 28 * 1440 }
    let after = records.contacts.filter { $0.arrived >= 28 * 1440 }
    #expect(abs(Double(before.count) - 300.0 * 4) < 150)
    let ratio = Double(after.count) / Double(before.count)
    // 61 days against 28, 3 hours a week against 40.
    #expect(abs(ratio - 61.0 / 28 * 3 / 40) < 0.05, "\(ratio)")
    #expect(after.allSatisfy { Int($0.arrived / 1440) % 7 == 5 })
  }

  // MARK: - Promises

  @Test("a promise counts all hours, or those in which the team is open")
  func promise() throws {
    func kept(_ counted: String) throws -> Double {
      let text = """
        title: Promise of one working day
        clock: {start: 2026-02-02, horizon: 3 months, settle: 0 months}
        customers:
          relationship: contract
          contract: {term: 0 months, price: £10/month}
          segments: {people: {initial: 4000}}
        loyalty: {churn: 0% per month}
        journeys:
          repair:
            need: {rate: 1 per year}
            touchpoints:
              visit: {team: fitters, channel: visit, service: 10 min, promise: {within: 12 h\(counted)}}
        teams: {fitters: {on_duty: 200, hours: 'Mon-Fri 09:00-17:00'}}
        """
      return try mean(text, "promises_kept", "all", of: 5)
    }
    // Whoever calls when it is closed is served at the next opening; the last of them not before the end.
    let hours = WeeklyHours(intervals: (0..<5).map { $0 * 1440 + 540..<$0 * 1440 + 1020 })
    var (inTime, all) = (0.0, 0.0)
    for time in stride(from: 0.0, to: 89 * 1440, by: 10) {
      let wait = hours.nextOpening(after: time)
      guard time + wait < 89 * 1440 else { continue }
      all += 1
      if wait <= 12 * 60 { inTime += 1 }
    }
    let found = try kept("")
    #expect(abs(found - inTime / all) < 0.03, "\(found) is not \(inTime / all)")
    #expect(try kept(", counted: opening-hours") == 1)
  }

  @Test("a promise in opening hours knows the holidays")
  func promiseOverHoliday() throws {
    let hours = DatedHours(
      WeeklyHours(intervals: (0..<5).map { $0 * 1440 + 540..<$0 * 1440 + 1020 }), days: [1: []])
    // Called on Monday at 16:00: an hour then, and seven on Wednesday, for Tuesday is a holiday.
    #expect(hours.advance(from: 960, open: 480) == 2 * 1440 + 960 - 960)
  }

  // MARK: - Service level

  @Test("the share answered within a time is that of the M/M/1 queue")
  func serviceLevel() throws {
    let team =
      "{on_duty: 1, hours: always, answer_within: 2 min, background: {rate: 40 per h, patience: 1 day, "
      + "service: exponential 1 min}}"
    // ρ = 2/3, and a wait of more than t has the chance ρ e^{−(μ − λ) t}.
    let right = 1 - 2.0 / 3 * exp(-2.0 / 3)
    let text = Self.desk(team.inlined, months: 3)
    let found = try mean(text, "service_level", "team:agents", of: 4)
    #expect(abs(found - right) < 0.01, "\(found) is not \(right)")
    let answered = try mean(text, "service_level_answered", "team:agents", of: 4)
    #expect(abs(answered - found) < 1e-3)
  }

  @Test("who gave up or was turned away counts in one definition and not in the other")
  func serviceLevels() throws {
    let text = Self.short("channel: phone")
      .replacingOccurrences(of: "on_duty: 1", with: "on_duty: 1\n    answer_within: 10 min")
    let result = try run(text)
    let lost =
      try value(result, "abandonment_rate", "team:agents")
      + value(result, "turned_away_rate", "team:agents")
    let (all, answered) = (
      try value(result, "service_level", "team:agents"),
      try value(result, "service_level_answered", "team:agents")
    )
    #expect(abs(all - answered * (1 - lost)) < 1e-9)
    #expect(answered > 0.2 && answered < 0.8)
    // There is none where no time is stated.
    let without = try run(Self.short("channel: phone"))
    #expect(without.summary[SeriesKey("service_level", "team:agents")] == nil)
  }

  // MARK: - Arrivals

  @Test("so many a day come on each open day, whatever the hours and the peaks")
  func daily() throws {
    func perWeek(_ hours: String, _ more: String = "") throws -> Double {
      let team = "{on_duty: 14, hours: '\(hours)', background: {daily: 100, service: 1 min\(more)}}"
      let result = try run(Self.desk(team.inlined, months: 12))
      return try value(result, "contacts", "team:agents") * 7 / 365
    }
    // Standard errors of a year's counts: the root of 26,000, by the week.
    #expect(abs(try perWeek("Mon-Fri 09:00-17:00") - 500) < 12)
    #expect(abs(try perWeek("Mon-Fri 09:00-17:00 and Sat 09:00-11:00") - 600) < 14)
    #expect(abs(try perWeek("Mon-Fri 22:00-06:00") - 500) < 12)
    #expect(abs(try perWeek("always") - 700) < 15)
    let peaks = ", peaks: [{from: 10:00, to: 12:00, factor: 4}]"
    #expect(abs(try perWeek("Mon-Fri 09:00-17:00", peaks) - 500) < 12)
  }

  @Test("people come together at fixed times, on days that are open")
  func timetable() throws {
    let team =
      "{on_duty: 30, hours: 'Mon-Sat 08:00-20:00', background: {service: 1 min, timetable: [{times: "
      + "'Mon-Fri 09:00', arrivals: 20}, {times: 'Sat 10:30, 15:00', arrivals: 5}]}}"
    // Four weeks; the second Monday is a holiday.
    let result = try run(
      Self.desk(team.inlined, months: 1, clock: ", holidays: [{on: 2026-02-09}]"))
    #expect(try value(result, "contacts", "team:agents") == 19 * 20 + 4 * 10)
    #expect(try value(result, "delayed_share", "team:agents") == 0)
    // Twenty at once for one person: the mean wait is half of twenty minutes, less half a minute.
    let one = try run(
      Self.desk(
        "{on_duty: 1, hours: 'Mon-Fri 08:00-20:00', background: {service: 1 min, patience: 1 day, timetable: [{times: "
          .appending("'Mon-Fri 09:00', arrivals: 20}]}}").inlined, months: 1))
    #expect(abs(try value(one, "mean_wait", "team:agents") - 9.5 * 60) < 1e-6)
  }

  @Test("needs arise at fixed times alone, as often as the rate says")
  func needsAtTimes() throws {
    func text(_ rate: String) -> String {
      """
      title: Classes
      clock: {start: 2026-02-02, horizon: 6 months, settle: 0 months}
      customers:
        relationship: contract
        contract: {term: 0 months, price: £10/month}
        segments: {people: {initial: 500}}
      loyalty: {churn: 0% per month}
      journeys:
        class:
          need: {rate: \(rate), times: 'Mon 18:00 and Wed 18:00, 19:30'}
          touchpoints: {desk: {team: coach, service: 0.001 min}}
      teams: {coach: {on_duty: 9, hours: 'Mon-Fri 08:00-20:00'}}
      """
    }
    let result = try run(text("1.5 per week"), records: true)
    let records = try #require(result.records)
    let times = Set(records.contacts.map { Int($0.arrived.rounded()) % 10_080 })
    #expect(times == [1_080, 2 * 1440 + 1_080, 2 * 1440 + 1_170])
    // Half of them at each of three times a week, over 181 days from a Monday on: 78 times.
    let needs = try value(result, "needs")
    #expect(abs(needs - 500 * 39) < 4 * (500 * 78 * 0.25).squareRoot(), "\(needs)")
    // More often than there are times is at each of them, and `check` says so.
    #expect(try value(run(text("20 per week")), "needs") == 500 * 78)
  }

  @Test("a plan that raises the rate of callers does not wait for the next of the old ones")
  func raisedRate() throws {
    let team =
      "{on_duty: 9, hours: always, background: {rate: 0.0001 per h, service: 1 min}}".inlined
    let plan = "\nplan: [{at: 2026-02-16, set: {teams.agents.background.rate: 10 per h}}]"
    let callers = try value(
      run(Self.desk(team, months: 1) + plan), "contacts", "team:agents")
    #expect(abs(callers - 14 * 240) < 4 * (14 * 240.0).squareRoot(), "\(callers)")
  }

  // MARK: - Leaving

  @Test("a quarter as likely at a chance of a half is an eighth")
  func quarterAsLikely() throws {
    let text = """
      title: In term a quarter as likely
      clock: {start: 2026-02-02, horizon: 3 months, settle: 0 months}
      customers:
        relationship: contract
        contract: {term: 24 months, price: £10/month}
        segments: {people: {initial: 20000}}
      loyalty:
        {churn: 50% per month, in_term: 0.25, heterogeneity: 0, satisfaction: 0, trust: 0, failure: 0, pull: 0}
      market: {price_response: 0, quality_response: 0, nothing: -10}
      journeys: {help: {need: {rate: 1 per year}, touchpoints: {site: {service: 1 min}}}}
      """
    let result = try run(text)
    let left = try #require(result.timeline[SeriesKey("left", "all")])
    #expect(abs(left[0] / 20_000 - 0.125) < 4 * (0.125 * 0.875 / 20_000).squareRoot(), "\(left)")
  }
}

extension String {
  /// A mapping in braces as the rest of a section of the scenario above: `{a: 1, b: 2}` as its lines.
  fileprivate var inlined: String {
    var (depth, text) = (0, "")
    for character in self.dropFirst().dropLast() {
      if "{[".contains(character) { depth += 1 }
      if "}]".contains(character) { depth -= 1 }
      if character == ",", depth == 0 { text += "\n   " } else { text.append(character) }
    }
    return text
  }
}
