import CustomerExperience
import Testing

@testable import ScenarioFiles

@Suite struct PlanTests {
  private func load(_ plan: String) throws -> Scenario {
    try Workbench(["t.yaml": cafe() + "\nplan:\n" + plan]).load("t.yaml").scenario
  }

  @Test func changesAddUpInOrderOfTime() throws {
    let scenario = try load(
      """
        - {at: month 12, set: {teams.baristas.staff: 5, quality.mean: 80}}
        - {at: 2026-07-01, set: {teams.baristas.staff: 4}}
        - {at: month 12, set: {quality.mean: 82, teams.baristas.pay: £14/h}}
      """)
    #expect(scenario.phases.map(\.at) == [.day(20_635), .month(12)])
    #expect(scenario.phases.map(\.settings.teams[0].staff) == [4, 5])
    #expect(scenario.phases.map(\.settings.quality.mean) == [75, 82])
    #expect(scenario.phases[1].settings.teams[0].pay == 14)
    #expect(scenario.phases[0].changes == ["teams.baristas.staff = 4"])
    #expect(
      scenario.phases[1].changes == [
        "teams.baristas.staff = 5", "quality.mean = 82", "teams.baristas.pay = £14/h",
      ])
    #expect(scenario.teams[0].staff == 3)
    #expect(scenario.phases.allSatisfy { $0.settings.phases.isEmpty })
  }

  @Test func coursesAreHeldOnDates() throws {
    let scenario = try load(
      """
        - {at: month 3, train: baristas, course: basics, every: 6 months, until: month 20}
        - {at: 2026-03-01, train: baristas, course: basics, every: never}
      """)
    #expect(
      scenario.courses == [
        CourseRun(
          at: .month(3), team: "baristas", course: "basics", everyMonths: 6, until: .month(20)),
        CourseRun(at: .day(20_513), team: "baristas", course: "basics"),
      ])
  }

  @Test func itemsAreReadWithWhoAndWhatTheyCost() throws {
    let scenario = try load(
      """
        - {at: month 6, item: cups, set: {quality.mean: 80}}
        - {at: month 3, item: cups, set: {quality.mean: 78}}
        - {at: month 2, item: coaching, owner: Team lead, cost: £2000, train: baristas, course: basics}
      """)
    #expect(
      scenario.planItems == [
        PlanItem(id: "cups", at: .month(3)),
        PlanItem(id: "coaching", at: .month(2), owner: "Team lead", cost: 2000),
      ])
    #expect(scenario.phases.map(\.settings.quality.mean) == [78, 80])
    #expect(scenario.courses.count == 1)
  }

  @Test(arguments: [
    (
      "{at: month 3}",
      "21:5 an entry of the plan needs 'set' with changes, 'train' with a team, or 'item' with an id"
    ),
    ("{set: {quality.mean: 70}}", "21:5 missing key 'at' in plan[0]"),
    (
      "{at: month 3, train: barista, course: basics}",
      "21:26 no team 'barista' (did you mean 'baristas'?)"
    ),
    (
      "{at: month 3, train: baristas, course: basic}",
      "21:44 no course 'basic' in teams.baristas.training (did you mean 'basics'?)"
    ),
    ("{at: month 3, train: baristas}", "21:19 'train' needs 'course'"),
    (
      "{at: month 3, set: {quality.mean: 70}, every: 2 months}",
      "21:44 'every' needs 'train' with a team"
    ),
    (
      "{at: month 24, set: {quality.mean: 70}}",
      "21:10 this is after the end: the scenario runs for 24 months"
    ),
    ("{at: 2025-01-01, set: {quality.mean: 70}}", "21:10 the plan cannot begin before the start"),
    (
      "{at: month 5, train: baristas, course: basics, until: month 4}",
      "21:59 'until' is before 'at'"
    ),
    (
      "{at: soon, set: {quality.mean: 70}}",
      "21:10 plan[0].at is a moment, such as 'month 6' or 2026-07-01; found 'soon'"
    ),
    (
      "{at: month 3, set: {quality.men: 70}}",
      "21:33 unknown key 'men' in quality (did you mean 'mean'?)"
    ),
    ("{at: month 3, set: {teams.bar.staff: 4}}", "21:31 no team 'bar'; there is baristas"),
    (
      "{at: month 3, set: {quality: {mean: 70}}}",
      "21:25 quality is a section; name one of its keys"
    ),
    (
      "{at: month 3, set: {clock.horizon: 5 years}}",
      "21:25 clock.horizon is fixed at the start; a plan cannot change it"
    ),
    (
      "{at: month 3, set: {teams.baristas.week: 30 h}}",
      "21:25 teams.baristas.week is fixed at the start; a plan cannot change it"
    ),
    (
      "{at: month 3, set: {quality.mean: 700}}",
      "21:39 quality.mean must be 0 to 100 points; found '700'"
    ),
    (
      "{at: month 3, set: {journeys.coffee.remembers.worst: 90%}}",
      "21:25 with this change, shares of 'remembers' add up to 160%, must be 100% "
        + "(mean 50% + worst 90% + end 20%)"
    ),
    ("{at: month 3, set: {quality.mean: 70}, cost: £20}", "21:44 'cost' needs 'item' with an id"),
    ("{at: month 3, set: {quality.mean: 70}, owner: Ann}", "21:44 'owner' needs 'item' with an id"),
    (
      "{at: month 3, item: New cups}",
      "21:25 'New cups' cannot name an item of the plan: use letters a to z, digits and "
        + "hyphens"
    ),
    (
      "{at: month 3, item: cups, cost: -£1}",
      "21:37 plan[0].cost must be £0 to £1000000000; found '-£1'"
    ),
    (
      "{at: month 3, item: cups}\n  - {at: month 4, item: cups, cost: £20}",
      "22:31 the item 'cups' was named before: say its cost there"
    ),
    (
      "{at: month 3, st: {quality.mean: 70}}",
      "21:19 unknown key 'st' in plan[0] (did you mean 'at'?)"
    ),
  ])
  func mistakesAreToldInThePlan(_ entry: String, _ message: String) throws {
    let found = try problems(cafe() + "\nplan:\n  - \(entry)")
    #expect(found == [message])
  }

  @Test(arguments: [
    (
      "teams.baristas.staff: {from: 8, to: 4}",
      "21:25 the lever teams.baristas.staff must go up from 'from' to 'to', in numbers"
    ),
    (
      "teams.baristas.staff: {from: 8}",
      "21:25 the lever teams.baristas.staff needs 'from' and 'to'"
    ),
    (
      "teams.baristas.staff: {from: 0, to: 4}",
      "21:32 teams.baristas.staff must be 1 to 10000 people; found '0'"
    ),
    (
      "teams.baristas.staff: 4",
      "21:25 a lever is a range, such as {from: 4, to: 8}, or a list of values"
    ),
    ("teams.baristas.staff: []", "21:25 the lever teams.baristas.staff has no values"),
    (
      "teams.baristas.staff: [3, x]",
      "21:29 teams.baristas.staff is a number of people, such as 3; found 'x'"
    ),
    (
      "teams.baristas.stff: [3]",
      "21:18 unknown key 'stff' in teams.baristas (did you mean 'staff'?)"
    ),
    (
      "customers.relationship: {from: a, to: b}",
      "21:27 customers.relationship is not a number; give a list of values instead of a range"
    ),
    ("teams.baristas: [3]", "21:3 teams.baristas is a section; name one of its keys"),
  ])
  func badLeversAreTold(_ lever: String, _ message: String) throws {
    let found = try problems(cafe() + "\nlevers:\n  \(lever)")
    #expect(found == [message])
  }

  @Test func leversOfManyKindsAreRead() throws {
    let text =
      cafe() + """

        levers:
          teams.baristas.training.basics.every: [never, 6 months]
          quality.between_staff: {from: 0, to: 12}
          customers.segments.regulars.weights.empathy: [10%, 20%]
          customers.segments.regulars.patience: {from: 2 min, to: 8 min}
        """
    let levers = try Workbench(["t.yaml": text]).load("t.yaml").scenario.levers
    #expect(levers.map(\.path).suffix(3).first == "quality.between-staff")
    #expect(levers.last?.range == ["2 min", "8 min"])
  }
}
