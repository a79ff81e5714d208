import DiscreteEvents
import Testing

@testable import CustomerExperience

@Suite("The calendar of a run, and the roster")
struct CalendarTests {
  private func grid(_ iso: String, settle: Double = 0, horizon: Double = 24) throws -> TimeGrid {
    var clock = Clock()
    clock.start = try #require(CivilDate(iso: iso)).dayNumber
    clock.settleMonths = settle
    clock.horizonMonths = horizon
    return TimeGrid(clock)
  }

  // MARK: - Months and weeks

  @Test("months are those of the calendar")
  func months() throws {
    let grid = try grid("2027-12-15", settle: 2)
    #expect(grid.boundary(0) == 0)
    #expect(grid.days(in: 0) == 31)  // 15 December to 15 January
    #expect(grid.days(in: 2) == 29)  // 15 February 2028
    #expect(grid.days(in: -2) == 31 && grid.days(in: -1) == 30)
    #expect(grid.boundary(12) == 366 * 1440)
    #expect(grid.boundary(-2) == -61 * 1440)
  }

  @Test("a start at the end of a month keeps to the ends of months")
  func monthEnds() throws {
    let grid = try grid("2027-01-31")
    #expect(grid.days(in: 0) == 28)  // to 28 February
    #expect(grid.days(in: 1) == 31)  // to 31 March
    #expect(grid.boundary(12) == 365 * 1440)
  }

  @Test("moments are months, shares of a month, or dates")
  func moments() throws {
    let grid = try grid("2026-01-05")
    #expect(grid.minute(of: .month(0)) == 0)
    #expect(grid.minute(of: .month(1.5)) == (31 + 14) * 1440)
    let day = try #require(CivilDate(iso: "2026-02-05")).dayNumber
    #expect(grid.minute(of: .day(day)) == grid.boundary(1))
  }

  @Test("a monthly peak moves needs within a month, and there are as many", arguments: [0.5, 1, 8])
  func monthlyPeak(factor: Double) throws {
    let grid = try grid("2027-12-15", settle: 2)
    var peak = Peak()
    (peak.day, peak.factor) = (20, factor)
    let day = TimeGrid.day
    // From the 1st of January on: 17 days after the start.
    let january = 17 * day
    func due(_ elapsed: Double, after time: Double) -> Double {
      grid.dueUnderPeak(after: time, elapsed: elapsed, peak: peak)
    }
    // A whole month, or several, take as long as without a peak.
    #expect(abs(due(31 * day, after: january) - (january + 31 * day)) < 1e-6)
    #expect(abs(due(60 * day, after: january) - (january + 60 * day)) < 1e-6)
    // What passes on the day of the peak is so many times what passes on another day.
    let usual = 31.0 / (30 + factor)
    let morning = january + 19 * day
    #expect(abs(due(usual * factor * day, after: morning) - (morning + day)) < 1e-6)
    #expect(abs(due(usual * factor * day / 2, after: morning) - (morning + day / 2)) < 1e-6)
    #expect(abs(due(usual * 3 * day, after: january) - (january + 3 * day)) < 1e-6)
    // Across the peak: the day before, the day, and half of the day after.
    let across = usual * (1 + factor + 0.5) * day
    #expect(abs(due(across, after: morning - day) - (morning + 1.5 * day)) < 1e-6)
  }

  @Test("the minute of the week counts from Monday, before and after the start")
  func minuteOfWeek() throws {
    let wednesday = try grid("2026-01-07")
    #expect(wednesday.minuteOfWeek(0) == 2 * 1440)
    #expect(wednesday.minuteOfWeek(-2 * 1440) == 0)
    #expect(wednesday.minuteOfWeek(-2 * 1440 - 1) == 10_079)
    #expect(wednesday.weekNumber(0) == 0 && wednesday.weekNumber(-2 * 1440 - 1) == -1)
    #expect(wednesday.weekNumber(5 * 1440) == 1)
    #expect(wednesday.dayNumber(-1) == -1 && wednesday.dayNumber(1439) == 0)
  }

  // MARK: - Roster

  private func hours(_ from: Int, _ to: Int, days: Int) -> WeeklyHours {
    WeeklyHours(intervals: (0..<days).map { $0 * 1440 + from * 60..<$0 * 1440 + to * 60 })
  }

  private func team(_ staff: Int, _ hours: WeeklyHours, week: Double = 37.5) -> Team {
    var team = Team()
    team.staff = staff
    team.hours = hours
    team.weekHours = week
    team.onDuty = nil
    return team
  }

  private func onDuty(_ roster: Roster, posts: Int, week: Int, minute: Double) -> Int {
    (0..<posts).count { roster.isOnDuty(post: $0, week: week, minuteOfWeek: minute) }
  }

  private var patterns: [Team] {
    [
      team(5, hours(8, 20, days: 6)), team(3, hours(9, 17, days: 5)),
      team(8, hours(7, 23, days: 7)), team(6, .always, week: 40), team(7, hours(8, 20, days: 5)),
      team(3, hours(7, 18, days: 6)),
    ]
  }

  @Test("every open hour is covered and no closed one", arguments: 0..<6)
  func covered(pattern: Int) {
    let team = patterns[pattern]
    let roster = Roster(team)
    for week in 0..<8 {
      for minute in stride(from: 0.5, to: 10_080, by: 15) {
        let there = onDuty(roster, posts: team.staff, week: week, minute: minute)
        #expect(team.hours.isOpen(minute) == (there > 0), "week \(week) minute \(minute)")
      }
    }
  }

  @Test("everybody works the contracted hours, and the same in the long run", arguments: 0..<6)
  func fair(pattern: Int) {
    let team = patterns[pattern]
    let roster = Roster(team)
    // A whole cycle of days, shifts and posts.
    let weeks = 5 * 6 * 7 * 8
    var worked = [Double](repeating: 0, count: team.staff)
    var late = worked
    for week in 0..<weeks {
      for minute in stride(from: 15, to: 10_080, by: 30.0) {
        for post in 0..<team.staff
        where roster.isOnDuty(post: post, week: week, minuteOfWeek: minute) {
          worked[post] += 0.5
          if minute.truncatingRemainder(dividingBy: 1440) > 14 * 60 { late[post] += 0.5 }
        }
      }
    }
    for post in 0..<team.staff {
      #expect(abs(worked[post] / worked[0] - 1) < 0.01)
      #expect(abs(late[post] / late[0] - 1) < 0.01)
    }
    let mean = worked.reduce(0, +) / Double(weeks) / Double(team.staff)
    #expect(abs(mean / team.weekHours - 1) < 0.02)
  }

  @Test("shifts go over midnight and over the end of the week, and are paid and covered once")
  func nights() {
    var evenings: [Range<Int>] = []
    for day in 0..<5 {
      let midnight = (day + 1) * 1440
      evenings += [midnight - 2 * 60..<midnight, midnight..<midnight + 6 * 60]
    }
    let nights = WeeklyHours(intervals: evenings)
    let sunday = 6 * 1440
    let weekend = WeeklyHours(intervals: [0..<360, sunday + 1200..<10_080])
    let teams: [(WeeklyHours, Int, Int)] = [(nights, 4, 5), (weekend, 6, 1)]
    for (hours, staff, days) in teams {
      let roster = Roster(team(staff, hours))
      for week in 0..<8 {
        for minute in stride(from: 0.5, to: 10_080, by: 15) {
          let there = onDuty(roster, posts: staff, week: week, minute: minute)
          #expect(hours.isOpen(minute) == (there > 0), "week \(week) minute \(minute)")
        }
      }
      // Whoever works a night works it on both sides of midnight, and of the week's end.
      let change = days == 5 ? 1440.0 : 10_080
      for post in 0..<staff where days == 1 {
        let before = roster.isOnDuty(post: post, week: 3, minuteOfWeek: change - 1)
        let after = roster.isOnDuty(post: post, week: 4, minuteOfWeek: 0.5)
        #expect(before == after)
      }
      #expect(team(staff, hours).uncoveredShare == 0)
    }
    #expect(team(1, .always, week: 40).uncoveredShare > 0.7)
    // Five thousand openings a week are looked at in no time, or not at all.
    let minutes = WeeklyHours(intervals: (0..<5_000).map { 2 * $0..<2 * $0 + 1 })
    #expect(team(10_000, minutes).uncoveredShare == 0)
    var stated = team(1, .always)
    stated.onDuty = 1
    #expect(stated.uncoveredShare == 0)
  }

  @Test("early and late shifts are staffed alike, whatever days and shifts have in common")
  func shiftsAlike() {
    for staff in 3...7 {
      let team = team(staff, hours(8, 20, days: 6))
      let roster = Roster(team)
      var (early, late) = (0, 0)
      for week in 0..<12 {
        for day in 0..<6 {
          let midnight = Double(day * 1440)
          let first = onDuty(roster, posts: staff, week: week, minute: midnight + 9 * 60)
          let last = onDuty(roster, posts: staff, week: week, minute: midnight + 19 * 60)
          #expect(abs(first - last) <= 1)
          early += first
          late += last
        }
      }
      #expect(early == late)
    }
  }

  @Test("where the number on duty is stated, that many are there whenever it is open")
  func stated() {
    var team = team(5, hours(8, 20, days: 6))
    team.onDuty = 2
    let roster = Roster(team)
    var worked = [Double](repeating: 0, count: 5)
    for week in 0..<35 {
      for minute in stride(from: 0.5, to: 10_080, by: 60) {
        let there = onDuty(roster, posts: 5, week: week, minute: minute)
        #expect(there == (team.hours.isOpen(minute) ? 2 : 0))
        for post in 0..<5 where roster.isOnDuty(post: post, week: week, minuteOfWeek: minute) {
          worked[post] += 1
        }
      }
    }
    #expect(worked.allSatisfy { $0 == worked[0] })
  }
}
