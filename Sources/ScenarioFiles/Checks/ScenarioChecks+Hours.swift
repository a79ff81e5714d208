import CustomerExperience
import DiscreteEvents

// When teams are open, and whether anybody is there.
extension ScenarioChecks {
  /// Notes where nobody of a team would be on duty in part of its opening hours.
  func checkCover(of team: Team) {
    let trail = Trail.root.key("teams").id(team.id)
    guard !decoder.failed.contains(where: { $0.hasPrefix(trail.text) }) else { return }
    if team.hours.minutesPerWeek > 0, !team.opens(during: scenario.clock) {
      decoder.doubt(
        "\(trail.text): closed on every day of the run, by clock.holidays; whoever needs it waits for ever",
        at: decoder.keyPlace(of: trail), trail)
    }
    let share = team.uncoveredShare
    // Some minutes a week are a matter of rounding shifts.
    guard share > 0.01 else { return }
    let open = Double(team.hours.minutesPerWeek) / 60
    let hours = { (hours: Double) in Decimal.text((hours * 10).rounded() / 10) }
    decoder.doubt(
      "\(trail.text): nobody is on duty in \(hours(open * share)) of its \(hours(open)) opening hours a "
        + "week: \(team.staff == 1 ? "1 person works" : "\(team.staff) people work") "
        + "\(hours(team.weekHours)) hours each; who comes then waits",
      at: decoder.keyPlace(of: trail), trail)
  }

  /// Checks that each time of day has one factor.
  func checkOverlap(of peaks: [DayPeak], at trail: Trail) {
    for (number, peak) in peaks.enumerated() where peak.fromMinute < peak.toMinute {
      let earlier = peaks.prefix(number).firstIndex {
        $0.fromMinute < peak.toMinute && peak.fromMinute < $0.toMinute
      }
      guard let earlier else { continue }
      decoder.report(
        "this peak overlaps with entry \(earlier + 1): a time of day has one factor, so divide the times",
        at: decoder.place(of: trail.index(number)), trail.index(number))
    }
  }

  /// Notes fixed times at which nobody can come.
  func checkTimetable(of team: Team) {
    let trail = Trail.root.key("teams").id(team.id).key("background").key("timetable")
    for (number, entry) in (team.background?.timetable ?? []).enumerated() {
      guard let time = entry.times.first(where: { !team.hours.isOpen(Double($0)) }) else {
        continue
      }
      let place = trail.index(number)
      decoder.doubt(
        "\(place.text): nobody comes at \(HoursText.text(times: [time])), when \(team.id) is closed",
        at: decoder.place(of: place), place)
    }
  }

  /// Notes a need that would have to arise more often than there are times for it.
  func checkRate(of need: Need, at trail: Trail) {
    guard let rate = need.meanPerWeek, rate > Double(need.times.count) else { return }
    decoder.doubt(
      "\(trail.text): a need arises at most once at each of its times, \(need.times.count) a week; the rate is "
        + "\(Decimal.text((rate * 100).rounded() / 100)) a week, and the rest never arises",
      at: decoder.keyPlace(of: trail.key("rate")), trail.key("rate"))
  }

  /// Checks the dates with opening hours of their own.
  func checkHolidays() {
    let clock = scenario.clock
    guard !clock.holidays.isEmpty else { return }
    let trail = Trail.root.key("clock").key("holidays")
    if !isGiven(Trail.root.key("clock").key("start")) {
      decoder.report(
        "holidays are dates of the calendar: say 'clock.start', the date on which the scenario begins",
        at: decoder.keyPlace(of: trail), trail)
      return
    }
    for (number, holiday) in clock.holidays.enumerated() {
      check(holiday, at: trail.index(number))
    }
  }

  private func check(_ holiday: Holiday, at trail: Trail) {
    let ids = scenario.teams.map(\.id)
    if let team = holiday.team, !ids.contains(team) {
      decoder.unknownID(team, of: "team", among: ids, at: trail.key("team"))
      return
    }
    let (isFrom, isTo) = (isGiven(trail.key("from")), isGiven(trail.key("to")))
    if isFrom || isTo, holiday.isClosed {
      decoder.report(
        isTo
          ? "a short day must end after it begins: 'from' is before 'to'"
          : "missing key 'to'\(trail.phrase): say until when it is open",
        at: decoder.place(of: isTo ? trail.key("to") : trail), trail)
      return
    }
    let timeline = Timeline(scenario.clock)
    let begin = CalendarText.day(scenario.clock.start, plusMonths: -scenario.clock.settleMonths)
    if !holiday.yearly, Double(holiday.day) < begin || Double(holiday.day) >= timeline.end {
      decoder.doubt(
        "\(trail.text) does nothing: \(CalendarText.text(day: holiday.day)) is outside the run",
        at: decoder.place(of: trail.key("on")), trail)
    }
    guard !holiday.isClosed else { return }
    for team in scenario.teams where holiday.team == nil || holiday.team == team.id {
      guard team.onDuty == nil, let outside = opensUnusually(team, on: holiday) else { continue }
      decoder.report(
        "teams.\(team.id) has nobody at \(HoursText.text(times: [outside])), outside its usual hours: state "
          + "'on_duty', or keep to the usual hours, or name the 'team' that is meant",
        at: decoder.place(of: trail), trail)
    }
  }

  /// A minute of the week at which a team would be open on a short day and is not in a usual week.
  private func opensUnusually(_ team: Team, on holiday: Holiday) -> Int? {
    // A date that comes each year falls on every day of the week.
    let weekday = CivilDate(dayNumber: holiday.day).weekday
    for day in holiday.yearly ? Array(0..<7) : [weekday] {
      let (from, to) = (day * 1440 + holiday.fromMinute, day * 1440 + holiday.toMinute)
      // On days on which it is closed anyway, a yearly date changes nothing for a roster.
      let usual = team.hours.openMinutes(from: Double(day * 1440), during: 1440)
      if holiday.yearly, usual == 0 { continue }
      let open = team.hours.openMinutes(from: Double(from), during: Double(to - from))
      guard open < Double(to - from) else { continue }
      if !team.hours.isOpen(Double(from)) { return from }
      return from + Int(team.hours.session(at: Double(from)).length)
    }
    return nil
  }
}
