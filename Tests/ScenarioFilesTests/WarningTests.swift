import CustomerExperience
import Testing

@testable import ScenarioFiles

/// What is told about a file that can be used: keys that do nothing.
@Suite struct WarningTests {
  private func warnings(_ text: String, settings: [String] = []) throws -> [String] {
    let loaded = try Workbench(["test.yaml": text]).load("test.yaml", settings: settings)
    return loaded.warnings.map { "\($0.line):\($0.column) \($0.message)" }
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
    let loaded = try Workbench(["test.yaml": cafe()])
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
      "shop.yaml": cafe() + "\nloyalty: {pull: 2}",
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
    #expect(try bench.load("resolved.yaml").warnings.isEmpty)
  }
}
