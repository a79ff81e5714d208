import CustomerExperience
import DiscreteEvents
import RandomVariates
import Testing

@testable import ScenarioFiles

@Suite struct LoadingTests {
  @Test func broadbandLoadsAsWritten() throws {
    let loaded = try Workbench(Examples.all).load("broadband.yaml")
    let scenario = loaded.scenario
    #expect(loaded.stem == "broadband")
    #expect(scenario.clock.horizonMonths == 36)
    #expect(scenario.customers.relationship == .contract)
    #expect(scenario.customers.contract.price == 32)
    #expect(scenario.customers.contract.renewLater == 0.04)
    #expect(scenario.customers.segments.map(\.id) == ["families", "students", "retired"])
    let families = try #require(scenario.customers.segments[id: "families"])
    #expect(families.weights.of.reliability == 0.34)
    #expect(families.patience == .lognormal(mean: 25, sd: 25))
    #expect(families.moves.lost == 0.35)
    #expect(families.people.map(\.name) == ["age", "home"])
    #expect(families.people.first?.values.map(\.value) == ["25-44", "45-64"])
    #expect(scenario.customers.acquisition.wordOfMouth.enabled)
    let fault = try #require(scenario.journeys[id: "fault"])
    #expect(fault.need.rate == .constant(1.7))
    let call = try #require(fault.touchpoints[id: "call"])
    #expect(call.unresolved.map(\.to) == ["engineer", "call"])
    #expect(call.unresolved.last?.after == .gamma(mean: 2880, sd: 2880 * 0.7))
    #expect(fault.touchpoints[id: "engineer"]?.promise?.within == 4320)
    #expect(scenario.journeys[id: "bill"]?.need.peak?.day == 3)
    #expect(scenario.journeys[id: "leaving"]?.need.trigger == .intendsToLeave)
    let line = try #require(scenario.teams[id: "first-line"])
    #expect(line.turnover == 0.21)
    #expect(line.hours.intervals.count == 6)
    #expect(line.training.first?.teaches.assurance == 0.5)
    #expect(scenario.teams[id: "field"]?.capacity == 14)
    #expect(scenario.quality.betweenStaff == 6)
    #expect(scenario.market.rivals.first?.promotions.first?.months == 2)
    #expect(scenario.market.rivals.first?.price == .money(29))
    #expect(scenario.market.rivals.last?.enters == .month(18))
    #expect(scenario.evidence.first?.low == 127)
    #expect(scenario.evidence.map(\.used) == [.fit, .check, .fit, .fit, .fit])
    #expect(scenario.sources.map(\.id) == ["ofcom-2016", "ofcom-2022", "cma-2015"])
    #expect(scenario.levers.map(\.path).last == "quality.between-staff")
    #expect(scenario.levers[1].values == ["never", "12 months", "6 months", "3 months"])
    #expect(scenario.levers[0].range == ["4", "8"])
  }

  @Test func cafeLoadsAsWritten() throws {
    let scenario = try Workbench(Examples.all).load("first-steps.yaml").scenario
    let regulars = try #require(scenario.customers.segments.first)
    let week = 525_960.0 / 10_080
    #expect(regulars.occasions?.mean == 6 * week)
    #expect(regulars.spend == .lognormal(mean: 3.60, sd: 3.60 * 0.4))
    let background = try #require(scenario.teams.first?.background)
    #expect(background.ratePerHour == 20)
    #expect(background.peaks.map(\.fromMinute) == [480])
    #expect(background.peaks.map(\.toMinute) == [570])
    #expect(scenario.market.rivals.first?.price == .relative(0.95))
    #expect(scenario.journeys.first?.touchpoints.first?.service.mean == 100.0 / 60)
  }

  @Test func parentComesAfterTheFile() throws {
    let loaded = try Workbench(Examples.all).load("first-steps-training.yaml")
    #expect(loaded.scenario.title == "Corner café, baristas trained twice a year")
    #expect(
      loaded.scenario.courses == [
        CourseRun(at: .month(3), team: "baristas", course: "service-basics", everyMonths: 6)
      ])
    #expect(loaded.inputs.count == 2)
    #expect(loaded.inputs[0].path.hasSuffix("/first-steps-training.yaml"))
    #expect(loaded.inputs[1].path.hasSuffix("/first-steps.yaml"))
    #expect(loaded.inputs[1].text == Examples.firstSteps)
    #expect(loaded.inputs[1].bytes == Array(Examples.firstSteps.utf8))
  }

  @Test func smallScenariosLoad() throws {
    #expect(try problems(cafe()).isEmpty)
    #expect(try problems(broadband()).isEmpty)
  }

  @Test func startersLoad() throws {
    for relationship in Relationship.allCases {
      let text = ScenarioTemplate.starter(named: "It's: new #1", relationship: relationship)
      let loaded = try Workbench(["new.yaml": text]).load("new.yaml")
      #expect(loaded.scenario.title == "It's: new #1")
      #expect(loaded.scenario.customers.relationship == relationship)
      let active = text.replacing("# plan:", with: "plan:")
        .replacing("#   - {", with: "  - {")
      let planned = try Workbench(["new.yaml": active]).load("new.yaml").scenario
      #expect(planned.courses.count == 1)
      #expect(planned.phases.count == 1)
    }
  }

  @Test func byteOrderMarkAndWindowsLinesAreFine() throws {
    let text = "\u{FEFF}" + cafe().replacing("\n", with: "\r\n")
    let loaded = try Workbench(["test.yaml": text]).load("test.yaml")
    #expect(loaded.inputs[0].bytes.starts(with: [0xEF, 0xBB, 0xBF]))
    #expect(!loaded.inputs[0].text.hasPrefix("\u{FEFF}"))
    #expect(
      try problems(text.replacing("staff: 3", with: "staff: 0")) == [
        "16:12 teams.baristas.staff must be 1 to 10000 people; found '0'"
      ])
  }

  @Test func hyphensAndUnderscoresAreTheSame() throws {
    let text = cafe("staff: 3", "staff: 3\n    on-duty: 2") + "\nquality: {between_staff: 3}"
    let scenario = try Workbench(["test.yaml": text]).load("test.yaml").scenario
    #expect(scenario.teams.first?.onDuty == 2)
    #expect(scenario.quality.betweenStaff == 3)
  }

  @Test func scalarsKeepTheirText() throws {
    let text = cafe("title: Café", "title: no\nabout: 1e3\nsources: [on, 07:30]")
    let scenario = try Workbench(["test.yaml": text]).load("test.yaml").scenario
    #expect(scenario.title == "no")
    #expect(scenario.about == "1e3")
    #expect(scenario.sources.map(\.citation) == ["on", "07:30"])
  }

  @Test func settleMayBeAutomatic() throws {
    let text = cafe("horizon: 2 years", "horizon: 2 years, settle: auto")
    #expect(try Workbench(["t.yaml": text]).load("t.yaml").scenario.clock.settleMonths == 60)
  }
}
