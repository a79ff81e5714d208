import CustomerExperience
import Testing

@testable import ScenarioFiles

/// What is told about a file that can be used: keys that do nothing.
@Suite struct WarningTests {
  private func warnings(_ text: String, settings: [String] = [], ofRosters: Bool = false) throws
    -> [String]
  {
    let loaded = try Workbench(["test.yaml": text]).load("test.yaml", settings: settings)
    // The small scenarios are open day and night, with few people.
    return loaded.warnings.filter { $0.message.contains("nobody is on duty") == ofRosters }
      .map { "\($0.line):\($0.column) \($0.message)" }
  }

  @Test func aKeyOfTheOtherRelationshipIsTold() throws {
    #expect(
      try warnings(cafe() + "\nloyalty: {churn: 3% per month, inertia: 2}") == [
        "20:11 loyalty.churn does nothing in a repertoire: it acts only under a contract"
      ])
    #expect(
      try warnings(broadband() + "\nloyalty: {churn: 3% per month, inertia: 2}") == [
        "15:32 loyalty.inertia does nothing under a contract: it acts only in a repertoire"
      ])
  }

  @Test func aRosterWithGapsIsTold() throws {
    #expect(
      try warnings(broadband("staff: 5", "staff: 1, hours: always"), ofRosters: true) == [
        "14:3 teams.desk: nobody is on duty in 130.5 of its 168 opening hours a week: 1 person works "
          + "37.5 hours each; who comes then waits"
      ])
    let stated = broadband("staff: 5", "staff: 1, on_duty: 1, hours: always")
    #expect(try warnings(stated, ofRosters: true).isEmpty)
  }

  @Test func complaintsThatRaiseComplaintsAreTold() throws {
    let raised = broadband(
      "teams:",
      "  a: {need: {when: complains}, touchpoints: {x: {service: 1 min}}}\n"
        + "  b: {need: {when: complains, share: 50%}, touchpoints: {x: {service: 1 min}}}\nteams:")
    #expect(
      try warnings(raised) == [
        "13:7 each complaint raises 1.5 needs (a, b), which can be complained about in their turn: "
          + "they may multiply without end"
      ])
    #expect(try warnings(raised.replacing("{when: complains}", with: "{rate: 1 per year}")).isEmpty)
  }

  @Test func effectsThatChangeNothingAreTold() throws {
    let who = "people: {age: {young: 40%, old: 60%}}"
    let two = "initial: 500, \(who), effects: [{of: age, is: old}]"
    #expect(
      try warnings(broadband("initial: 500", two)) == [
        "7:76 customers.segments.homes.effects[0] changes nothing: give it patience, price, needs or spend"
      ])
    let visits = cafe(
      "initial: 300", "initial: 300\n      \(who)\n      effects: [{of: age, is: old, needs: 2}]")
    #expect(
      try warnings(visits) == [
        "9:43 customers.segments.regulars.effects[0].needs does nothing: no journey has a need with a "
          + "'rate' (how often people come to buy is 'occasions')"
      ])
  }

  @Test func aStandardThatIsNeverCheckedIsTold() throws {
    #expect(
      try warnings(broadband("staff: 5", "staff: 5, standards: {checks: 0 per month, cost: £5}"))
        .map { $0.drop { $0 != " " } } == [
          " teams.desk.standards.cost does nothing: there are no 'checks'"
        ])
    let nobody = broadband("teams:", "teams:\n  back: {staff: 1, standards: {}}")
    #expect(
      try warnings(nobody).contains {
        $0.hasSuffix("teams.back.standards does nothing: customers meet back at no touchpoint")
      })
  }

  @Test func aStrategyThatKeepsNobodyIsTold() throws {
    func told(_ strategy: String) throws -> [String] {
      try warnings(broadband() + "\nloyalty: {strategy: \(strategy)}").map {
        String($0.drop { $0 != " " }.dropFirst())
      }
    }
    #expect(
      try told("{budget: £100/month}") == [
        "loyalty.strategy does nothing: name a rule in 'rules'"
      ])
    #expect(
      try told("{rules: {a: {when: complains, top: 20%}}}") == [
        "loyalty.strategy.rules.a.top does nothing: it is for 'when: at-risk'"
      ])
    #expect(
      try told("{rules: {a: {care: 0}}}") == [
        "loyalty.strategy.rules.a keeps nobody: give it 'care', a 'gift' or a 'discount'"
      ])
    #expect(try told("{rules: {a: {when: contract-ends, within: 3 months}}}").isEmpty)
  }

  @Test func suggestionsThatNobodyDoesAreTold() throws {
    #expect(
      try warnings(broadband() + "\nsuggestions: {adopted: 0%, cost: £10}") == [
        "15:28 suggestions.cost does nothing: 'adopted' is 0%"
      ])
    #expect(try warnings(broadband() + "\nsuggestions: {}").isEmpty)
    #expect(
      try problems(broadband() + "\nsuggestions: {ease: 120%}").first
        == "15:21 suggestions.ease must be 0% to 100%; found '120%'")
  }

  @Test func theDefaultSurprisesNobody() throws {
    let standard = try #require(KeyReference.find(["loyalty", "inertia"])?.node.leaf?.standard)
    #expect(try warnings(broadband() + "\nloyalty: {inertia: \(standard)}").isEmpty)
  }

  @Test func aPlanAndLeversAreLookedAtToo() throws {
    let plan = "\nplan:\n- {at: month 3, set: {loyalty.churn: 2% per month}}"
    #expect(try problems(cafe() + plan).count == 1)
    #expect(
      try warnings(cafe() + plan.replacing("churn: 2% per month", with: "trust: 2")) == [
        "21:23 loyalty.trust does nothing in a repertoire: it acts only under a contract"
      ])
    #expect(
      try warnings(cafe() + "\nlevers: {loyalty.trust: {from: 1, to: 2}}") == [
        "20:10 loyalty.trust does nothing in a repertoire: it acts only under a contract"
      ])
  }

  @Test func aSettingIsShownAsItWasTyped() throws {
    let loaded = try Workbench(["test.yaml": cafe("staff: 3", "on_duty: 3")])
      .load("test.yaml", settings: ["loyalty.trust=2"])
    #expect(
      loaded.warnings.map(\.rendered) == [
        """
        --set: warning: loyalty.trust does nothing in a repertoire: it acts only under a contract
              | loyalty.trust=2
              | ^~~~~~~~~~~~~
        """
      ])
  }

  @Test func aSweepTellsItOfItsScenarioAndOfItself() throws {
    let bench = try Workbench([
      "shop.yaml": cafe("staff: 3", "on_duty: 3") + "\nloyalty: {pull: 2}",
      "s.yaml": """
      scenario: shop.yaml
      outcomes: [profit]
      experiments:
        a: {uncertainties: {loyalty.trust: uniform 1 to 2}, design: {points: 2}}
        b: {points: [{loyalty.trust: 1}, {loyalty.trust: 2}]}
      """,
    ])
    let sweep = try SweepLoader.load(bench.path("s.yaml"))
    #expect(
      sweep.warnings.map { "\($0.line) \($0.message)" } == [
        "20 loyalty.pull does nothing in a repertoire: it acts only under a contract",
        "4 loyalty.trust does nothing in a repertoire: it acts only under a contract",
      ])
  }

  @Test(arguments: [
    cafe(), broadband(), Examples.broadband, Examples.firstSteps,
    ScenarioTemplate.starter(named: "Shop"),
    ScenarioTemplate.starter(named: "Shop", relationship: .contract),
  ])
  func thereIsNothingToTellOfAGoodFile(_ text: String) throws {
    #expect(try warnings(text).isEmpty)
    // Nor of the same file with every value filled in.
    let bench = try Workbench(["test.yaml": text])
    try bench.write(ResolvedScenario.text(of: bench.load("test.yaml")), to: "resolved.yaml")
    let resolved = try bench.load("resolved.yaml").warnings
    #expect(resolved.allSatisfy { $0.message.contains("nobody is on duty") })
  }
}
