import CustomerExperience
import DiscreteEvents
import Foundation
import Testing

@Suite("R20: training")
struct TrainingReplications {
  private func team(course: Course) -> Scenario {
    var s = Scenario.atRest(.contract, customers: 1, months: 48, settle: 48)
    s.journeys = [.need("nothing", perYear: 0, at: .machine())]
    var team = Team.steady("desk", onDuty: 1)
    team.training = [course]
    s.teams = [team]
    return s
  }

  /// The time-averaged share of the gap to full skill that is closed.
  private func uplift(every: Double, halfLife: Double?) throws -> Double {
    let course = Course.all(gain: 0.6, halfLife: halfLife, every: every, hours: 0.25)
    let runs = try replicate(team(course: course), 1)
    return try (runs.values("skill_mean", "team:desk")[0] - 0.5) / 0.5
  }

  @Test(
    "R20: time-averaged uplift by months between refreshers",
    arguments: [(1.0, 0.889), (3.0, 0.724), (6.0, 0.562), (12.0, 0.381), (24.0, 0.223)])
  func refreshers(every: Double, published: Double) throws {
    #expect(abs(try uplift(every: every, halfLife: 6.5) - published) < 0.01)
    #expect(try uplift(every: every, halfLife: nil) > published + 0.05)
  }

  @Test("and where months between refreshers are not whole", arguments: [0.5, 1.4, 2.5])
  func refreshersWithinTheMonth(every: Double) throws {
    let exact = SkillAndTraining.meanUplift(gain: 0.6, halfLife: 6.5, interval: every)
    #expect(abs(try uplift(every: every, halfLife: 6.5) - exact) < 0.01)
  }

  /// Ten people on a roster, with one course of two days in month 3.
  private func roster(trained: Bool) -> Scenario {
    var s = Scenario.atRest(.contract, customers: 1, months: 18)
    s.journeys = [.need("nothing", perYear: 0, at: .machine())]
    var team = Team.steady("desk", onDuty: 1)
    team.staff = 10
    team.onDuty = nil
    team.weekHours = 37.5
    team.hours = WeeklyHours(intervals: (0..<5).map { $0 * 1440 + 540..<$0 * 1440 + 990 })
    team.training = [.all(gain: 0.5, halfLife: 6, every: nil, hours: 15)]
    s.teams = [team]
    if trained { s.courses = [CourseRun(at: .month(3), team: "desk", course: "course")] }
    return s
  }

  @Test("a course takes people off the floor, and what it taught fades")
  func offTheFloor() throws {
    let runs = try replicate(roster(trained: false), under: [roster(trained: true)], 1)[0]
    let none = try replicate(roster(trained: false), 1)
    func month(_ metric: String, _ m: Int, _ runs: [ReplicationResult]) throws -> Double {
      try runs.values(metric, "team:desk", months: m..<m + 1)[0]
    }
    // 150 hours of class within the month and the next.
    let class3 = try month("training_hours", 3, runs)
    let class4 = try month("training_hours", 4, runs)
    #expect(abs(class3 + class4 - 150) < 1e-6)
    #expect(try runs.values("training_hours", "team:desk")[0] == class3 + class4)
    for m in 0..<18 {
      let lost = try month("on_duty", m, none) - month("on_duty", m, runs)
      #expect((lost > 1e-9) == (m == 3 || (m == 4 && class4 > 0)), "month \(m)")
    }
    // A month of about 21 days of 7.5 hours.
    let lost = try month("on_duty", 3, none) - month("on_duty", 3, runs)
    #expect(abs(lost * 4.4 * 37.5 / class3 - 1) < 0.05)

    #expect(try month("skill_mean", 2, runs) == 0.5)
    let peak = try month("skill_mean", 5, runs) - 0.5
    #expect(peak > 0.15 && peak < 0.25)
    for m in 6..<18 {
      let left = try month("skill_mean", m, runs) - 0.5
      // Months of the calendar differ from the mean month by up to three days.
      #expect(abs(left / peak / exp2(-Double(m - 5) / 6) - 1) < 0.03, "month \(m)")
    }
    #expect(try none.values("skill_mean", "team:desk")[0] == 0.5)
  }

  /// Hours of class by month where ten people take a course of an hour, and the plan changes something.
  private func hours(
    every: Double?, at moment: Moment, _ change: (inout Scenario) -> Void
  ) throws -> [Double] {
    var s = roster(trained: false)
    s.teams[0].training[0].hours = 1
    s.teams[0].training[0].everyMonths = every
    var settings = s
    change(&settings)
    s.phases = [Phase(at: moment, settings: settings, changes: [])]
    let runs = try replicate(s, 1)
    return try (0..<18).map {
      try runs.values("training_hours", "team:desk", months: $0..<$0 + 1)[0]
    }
  }

  @Test(
    "a plan that sets how often a course is held holds it then, and leaves it alone otherwise",
    arguments: [
      (nil, 6, [4, 10, 16]), (6, 3, [0, 4, 7, 10, 13, 16]), (6, nil, [0]), (6, 6, [0, 6, 12]),
    ] as [(Double?, Double?, [Int])])
  func rhythm(before: Double?, after: Double?, months: [Int]) throws {
    let found = try hours(every: before, at: .month(4)) {
      $0.teams[0].training[0].everyMonths = after
      $0.quality.mean += 5
    }
    #expect(found == (0..<18).map { months.contains($0) ? 10 : 0 })
  }

  @Test("a course can begin and repeat in the middle of months")
  func betweenMonths() throws {
    // At 4.5, 6, 7.5, ... 16.5 months: nine times.
    let found = try hours(every: 12, at: .month(4.5)) { $0.teams[0].training[0].everyMonths = 1.5 }
    #expect(found[0] == 10 && found[1..<4].allSatisfy { $0 == 0 })
    #expect(found[4] > 0 && found[4] < 10 && found[6] == 10)
    #expect(found[4...].reduce(0, +) == 90)
  }

  @Test("what the settings ask for no more is not held any more in the month in progress")
  func calledOff() throws {
    // Without the plan at 0, 2.75, 5.5; that of 2.75 is called off at 2.5.
    #expect(
      try hours(every: 2.75, at: .month(2.5)) { $0.teams[0].training[0].everyMonths = nil }
        .reduce(0, +) == 10)
  }
}
