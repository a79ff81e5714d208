import ScenarioFiles

@testable import LabServer

/// A source without drafts.
extension FakeSource {
  var mostDrafts: Int { 1 }
  func drafts() throws -> [Draft] { [] }
  func draft(_ id: String) throws -> (draft: Draft, text: String) {
    throw LabProblem.unknownScenario(id)
  }
  func makeDraft(_ start: DraftStart) throws -> Draft { throw LabProblem.busy("no drafts") }
  func saveDraft(_ id: String, text: String, over version: Int) throws -> Draft {
    throw LabProblem.unknownScenario(id)
  }
  func deleteDraft(_ id: String) throws { throw LabProblem.unknownScenario(id) }
  func text(_ text: String, beside id: String?) throws -> ScenarioText {
    ScenarioText(text, at: "nowhere/draft.yaml", reach: .foldersOf(["nowhere/x.yaml"]))
  }
  func files(beside id: String?) throws -> [String] { [] }
}
