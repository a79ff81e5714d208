import Documents
import ScenarioFiles

/// What a new draft is begun from.
enum DraftStart: Sendable, Equatable {
  /// What `cxlab new` writes.
  case new(title: String, isContract: Bool)
  /// The text of a scenario, or of another draft.
  case copy(of: String)
  /// What settings change of a scenario.
  case variant(of: String, title: String, settings: [String])
  /// A text that was sent.
  case text(String, name: String, beside: String?)
}

/// What the routes of drafts and of texts ask of a laboratory.
protocol DraftSource: Sendable {
  /// The most drafts that are kept.
  var mostDrafts: Int { get }
  /// All drafts, those that were saved last first.
  func drafts() throws -> [Draft]
  /// A draft with its text.
  func draft(_ id: String) throws -> (draft: Draft, text: String)
  /// Keeps a new draft.
  func makeDraft(_ start: DraftStart) throws -> Draft
  /// Saves a draft over the version that was read.
  func saveDraft(_ id: String, text: String, over version: Int) throws -> Draft
  /// Deletes a draft, and what is simulated of it.
  func deleteDraft(_ id: String) throws
  /// A text as if it stood beside the file of a scenario; of the first one where nil.
  func text(_ text: String, beside id: String?) throws -> ScenarioText
  /// The names of the scenario files there.
  func files(beside id: String?) throws -> [String]
}
