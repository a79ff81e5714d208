import CustomerExperience
import Testing

@testable import ScenarioFiles

/// In which keys two scenarios differ, whenever a change acts.
@Suite("Keys that settings change")
struct KeysChangedTests {
  private let plan = """

    plan:
      - {at: month 3, train: baristas, course: basics}
      - {at: month 12, set: {quality.mean: 80}}

    """

  private func load(_ settings: [String] = []) throws -> LoadedScenario {
    try Workbench(["t.yaml": cafe() + plan]).load("t.yaml", settings: settings)
  }

  private func changed(from: [String] = [], to settings: [String]) throws -> [String] {
    try load(from).keysChanged(in: try load(settings)).sorted()
  }

  @Test(
    arguments: [
      ([], []),
      (["teams.baristas.staff=4"], ["teams.baristas.staff"]),
      (["teams.baristas.staff=3"], []),
      // What a plan sets are its keys, each once, also where a lever moves the same.
      (
        ["plan[2]={at: month 3, set: {teams.baristas.staff: 5, quality.mean: 70}}"],
        ["quality.mean", "teams.baristas.staff"]
      ),
      (
        ["teams.baristas.staff=4", "plan[2]={at: month 3, set: {teams.baristas.staff: 5}}"],
        ["teams.baristas.staff"]
      ),
      (
        [
          "plan[2]={at: month 3, set: {teams.baristas.staff: 5}}",
          "plan[3]={at: month 9, set: {teams.baristas.staff: 2}}",
        ], ["teams.baristas.staff"]
      ),
      // What is taken away, moved, or written once more as it is.
      (["plan[0]=~"], ["teams.baristas.training.basics"]),
      (["plan=[]"], ["quality.mean", "teams.baristas.training.basics"]),
      (["plan[1]={at: month 6, set: {quality.mean: 80}}"], ["quality.mean"]),
      (["plan[1]={at: month 12, set: {quality.mean: 80}}"], []),
      (
        ["plan[2]={at: month 7, train: baristas, course: basics}"],
        ["teams.baristas.training.basics"]
      ),
      (
        ["customers.acquisition.campaigns.spring={type: promotion, from: month 3, for: 2 months}"],
        ["customers.acquisition.campaigns.spring"]
      ),
    ] as [([String], [String])])
  func whatAPlanSetsAreItsKeys(_ settings: [String], _ keys: [String]) throws {
    #expect(try changed(to: settings) == keys)
    #expect(try load(settings).keysChanged(in: try load()).sorted() == keys)
  }

  @Test func theOrderOfEntriesDoesNotMatterUnlessTheyActTogether() throws {
    func entry(_ number: Int, _ month: Int, _ staff: Int) -> String {
      "plan[\(number)]={at: month \(month), set: {teams.baristas.staff: \(staff)}}"
    }
    let early = [entry(2, 4, 5), entry(3, 8, 2)]
    #expect(try changed(from: early, to: [entry(2, 8, 2), entry(3, 4, 5)]) == [])
    let together = [entry(2, 4, 5), entry(3, 4, 2)]
    #expect(
      try changed(from: together, to: [entry(2, 4, 2), entry(3, 4, 5)])
        == ["teams.baristas.staff"])
  }

  @Test func aSettingIsAboutWhatItsEntrySetsBeforeAndAfter() throws {
    let loaded = try load()
    #expect(loaded.keysSet(by: "teams.baristas.staff=4") == ["teams.baristas.staff"])
    #expect(loaded.keysSet(by: "plan[0]=~") == ["teams.baristas.training.basics"])
    #expect(
      loaded.keysSet(by: "plan[1]={at: month 2, set: {teams.baristas.staff: 4}}")
        == ["quality.mean", "teams.baristas.staff"])
    #expect(loaded.keysSet(by: "plan[9]={") == [])
    #expect(loaded.label(of: "teams.baristas.staff") == "baristas: staff")
    #expect(loaded.label(of: "zebra") == nil)
  }
}
