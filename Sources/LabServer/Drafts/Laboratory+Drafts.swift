import CustomerExperience
import Documents
import Experiments
import ScenarioFiles
import Synchronization

/// The drafts of a lab: their texts in a store, and those that are simulated in memory.
final class DraftDesk: Sendable {
  let store: DraftStore
  /// The drafts that were asked for last, as scenarios, with the versions that they were read at.
  private let open = Mutex(RecentlyUsed<Int, (version: Int, scenario: LabScenario)>(limit: 8))

  init(_ store: DraftStore) { self.store = store }

  /// A draft as a scenario: that of its present version, made where it is not there yet.
  ///
  /// What runs of an older version ends.
  func scenario(
    _ number: Int, _ make: (String, Draft) throws -> LabScenario
  ) throws -> LabScenario? {
    guard let present = try store.draft(number) else {
      forget(number)
      return nil
    }
    if let known = open.withLock({ $0[number] }) {
      if known.version == present.version { return known.scenario }
      forget(number)
    }
    guard let (draft, text) = try store.read(number) else { return nil }
    let made = try make(text, draft)
    return open.withLock { open in
      // Another request may have made it meanwhile, or that of a newer version.
      if let other = open[number], other.version >= draft.version { return other.scenario }
      open[number] = (draft.version, made)
      return made
    }
  }

  /// Drops a draft from memory; what runs of it ends.
  func forget(_ number: Int) {
    let gone = open.withLock { open in
      let known = open[number]
      open[number] = nil
      return known?.scenario
    }
    gone?.end(.changed)
  }
}

extension Laboratory: DraftSource {
  var mostDrafts: Int { desk.store.most }

  func drafts() throws -> [Draft] { try desk.store.drafts() }

  func draft(_ id: String) throws -> (draft: Draft, text: String) {
    guard let number = Draft.number(of: id), let found = try desk.store.read(number) else {
      throw LabProblem.unknownScenario(id)
    }
    return found
  }

  func makeDraft(_ start: DraftStart) throws -> Draft {
    let begun = try begin(start)
    if let refusal = Draft.refusal(of: begun.text) { throw refusal }
    let title = ScenarioText(begun.text, at: "", reach: reach).title ?? begun.title
    guard let draft = try desk.store.add(title: title, text: begun.text, beside: begun.beside)
    else {
      throw LabReply(
        problem: "too-large",
        "\(desk.store.most) scenarios of your own are kept; delete some of them first", status: 413)
    }
    return draft
  }

  private func begin(
    _ start: DraftStart
  ) throws -> (text: String, title: String, beside: String?) {
    switch start {
    case .new(let title, let isContract):
      return (
        ScenarioTemplate.starter(named: title, relationship: isContract ? .contract : .repertoire),
        title, nil
      )
    case .copy(let id):
      if Draft.number(of: id) != nil {
        let (draft, text) = try draft(id)
        return (text, draft.title, draft.beside)
      }
      let served = try served(id)
      return (served.loaded.inputs.first?.text ?? "", served.loaded.stem, id)
    case .variant(let id, let title, let settings):
      return try beginVariant(of: id, title, settings)
    case .text(let text, let name, let beside):
      if let beside { _ = try place(beside: beside) }
      return (text, name, beside)
    }
  }

  /// A scenario extended where it is a file; a draft is nobody's parent, so its own text is changed.
  private func beginVariant(
    of id: String, _ title: String, _ settings: [String]
  ) throws -> (text: String, title: String, beside: String?) {
    if Draft.number(of: id) == nil {
      let served = try served(id)
      let variant = try served.variant(settings + ["title=\(JSONValue.string(title).compact)"])
      return (VariantFile.text(of: variant, from: served.loaded), title, id)
    }
    let (draft, text) = try draft(id)
    let variant = try scenario(id).variant(settings)
    do {
      let changed = try self.text(text, beside: draft.beside).saying(settings, of: variant)
      let titled = try changed.setting("title", to: title)?.text ?? changed.text
      return (titled, title, draft.beside)
    } catch let problem as TextEditProblem {
      throw LabReply(
        problem: "bad-setting",
        "the text of \(draft.title) cannot be made to say this: \(problem.message)", status: 422)
    } catch let error as ScenarioError {
      throw LabProblem.badScenario(error.diagnostics)
    }
  }

  func saveDraft(_ id: String, text: String, over version: Int) throws -> Draft {
    guard let number = Draft.number(of: id), let kept = try desk.store.draft(number) else {
      throw LabProblem.unknownScenario(id)
    }
    if let refusal = Draft.refusal(of: text) { throw refusal }
    let title = ScenarioText(text, at: "", reach: reach).title ?? kept.title
    switch try desk.store.save(number, title: title, text: text, over: version) {
    case .saved(let draft):
      desk.forget(number)
      return draft
    case .conflict(let other):
      throw LabReply(
        problem: "conflict",
        "it was saved elsewhere meanwhile, as version \(other.version); you read version \(version)",
        status: 409)
    case .gone: throw LabProblem.unknownScenario(id)
    }
  }

  func deleteDraft(_ id: String) throws {
    guard let number = Draft.number(of: id), try desk.store.delete(number) else {
      throw LabProblem.unknownScenario(id)
    }
    desk.forget(number)
  }

  // MARK: - Texts

  func text(_ text: String, beside id: String?) throws -> ScenarioText {
    // A name that no text may extend: it stands in for no file of the folder.
    ScenarioText(text, at: try place(beside: id) + ".draft.yaml", reach: reach)
  }

  func files(beside id: String?) throws -> [String] {
    let folder = try place(beside: id)
    return FileSystem.names(in: folder.isEmpty ? "." : folder)
      .filter { $0.hasSuffix(".yaml") && !$0.hasPrefix(".") }.sorted()
  }

  /// The folder of a scenario's file, with a slash at the end unless it is the current one.
  func place(beside id: String?) throws -> String {
    guard let id else { return folder(of: all.first) }
    if let number = Draft.number(of: id) {
      guard let draft = try desk.store.draft(number) else { throw LabProblem.unknownScenario(id) }
      return folder(of: all.first { $0.id == draft.beside } ?? all.first)
    }
    return folder(of: try served(id))
  }

  private func folder(of scenario: LabScenario?) -> String {
    guard let path = scenario?.loaded.inputs.first?.path, let slash = path.lastIndex(of: "/") else {
      return ""
    }
    return String(path[...slash])
  }

  /// A draft as a scenario.
  func scenario(ofDraft number: Int) throws -> LabScenario? {
    try desk.scenario(number) { text, draft in
      // A scenario that is not served any more leaves its drafts beside the first that is.
      let path = folder(of: all.first { $0.id == draft.beside } ?? all.first)
      let source = ScenarioText(text, at: path + draft.id + ".yaml", reach: reach)
      do throws(ScenarioError) {
        return live(try source.load(), as: draft.id, version: draft.version)
      } catch {
        throw LabProblem.badScenario(error.diagnostics)
      }
    }
  }
}
