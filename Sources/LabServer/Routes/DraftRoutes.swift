import Documents
import ScenarioFiles

extension LabRoute {
  private static let tooLarge = (
    status: 413, reason: "A text or a body is too long, or too many drafts are kept."
  )
  private static let notJSON = (status: 415, reason: "The body is not said to be JSON.")

  /// Scenario texts that somebody writes in the browser; in a class the trainer alone does, since drafts have no owners.
  static let drafts: [LabRoute] = [
    LabRoute(
      path: "/api/drafts", name: "drafts",
      summary: "The drafts, those that were saved last first.",
      access: .trainer, success: .json("Drafts", "The drafts, without their texts.")
    ) { site, _ in
      LabReply(json: [
        "drafts": .array(try site.source.drafts().map(\.json)),
        "most": .integer(site.source.mostDrafts), "most_bytes": .integer(Draft.mostBytes),
      ])
    },
    LabRoute(
      method: "POST", path: "/api/drafts", name: "makeDraft",
      summary: "Begins a draft. When it answers, the draft is on the disk.",
      body: OpenAPISchemas.newDraft, access: .trainer,
      success: .json("Draft", "The draft, kept.", status: 201),
      failures: [
        tooLarge, notJSON, (404, "There is no scenario of that id."),
        (422, "The settings do not fit the scenario, or the text is none that a file can hold."),
      ]
    ) { site, call in
      let start = try start(call, site.limits)
      return LabReply(
        json: try TextTurns.take { try site.source.makeDraft(start) }.json, status: 201)
    },
    LabRoute(
      path: "/api/drafts/{draft}", name: "draft", summary: "A draft with its text.",
      access: .trainer, success: .json("DraftText", "The draft.")
    ) { site, call in
      let (draft, text) = try site.source.draft(call.id)
      return LabReply(json: draft.json.merging(["text": .string(text)]))
    },
    LabRoute(
      method: "PUT", path: "/api/drafts/{draft}", name: "saveDraft",
      summary:
        "Saves a draft over the version that was read. When it answers, it is on the disk.",
      body: OpenAPISchemas.savedDraft, access: .trainer,
      success: .json("Draft", "The draft, saved."),
      failures: [
        tooLarge, notJSON, (409, "It was saved elsewhere meanwhile."),
        (422, "The text is none that a file can hold."),
      ]
    ) { site, call in
      _ = try call.members(of: "a draft", named: ["text", "version"])
      let sent = JSONReader.read(call.request.body)
      guard let text = sent?["text"]?.string else {
        throw LabReply.badRequest("'text' is the text of the scenario")
      }
      guard let version = sent?["version"]?.int, version > 0 else {
        throw LabReply.badRequest("'version' is the version of the draft that was read")
      }
      return LabReply(json: try site.source.saveDraft(call.id, text: text, over: version).json)
    },
    LabRoute(
      method: "DELETE", path: "/api/drafts/{draft}", name: "deleteDraft",
      summary: "Deletes a draft with its snapshots.", access: .trainer, success: .empty("Deleted.")
    ) { site, call in
      try site.source.deleteDraft(call.id)
      try site.store.deleteAll(ofScenario: call.id)
      return LabReply(empty: 204)
    },
    LabRoute(
      path: "/api/drafts/{draft}/file", name: "draftFile",
      summary: "A draft as a file for the command line.",
      access: .trainer,
      success: LabSuccess(
        summary: "The text as it is kept, whether it is a scenario or not.",
        content: [("text/yaml", [:])])
    ) { site, call in
      let (draft, text) = try site.source.draft(call.id)
      return .download(text, type: "text/yaml; charset=utf-8", name: draft.id + ".yaml")
    },
  ]

  private static func start(
    _ call: LabCall, _ limits: LabHTTPLimits
  ) throws(LabReply) -> DraftStart {
    let members = try call.members(
      of: "a draft",
      named: ["start", "title", "relationship", "of", "settings", "text", "beside"])
    let start = members["start"] as? String ?? ""
    let needed = [
      "new": ["title", "relationship"], "copy": ["of"], "variant": ["of", "title", "settings"],
      "text": ["title", "text"],
    ]
    guard let names = needed[start] else {
      throw .badRequest("'start' is \"new\", \"copy\", \"variant\" or \"text\"")
    }
    let allowed = names + ["start"] + (start == "text" ? ["beside"] : [])
    if let other = members.keys.sorted().first(where: { !allowed.contains($0) }) {
      throw .badRequest("there is no '\(other)' in a draft that starts from \"\(start)\"")
    }
    func word(_ name: String, most: Int) throws(LabReply) -> String {
      guard let text = members[name] as? String, text.unicodeScalars.count <= most else {
        throw .badRequest("'\(name)' is a text of at most \(most) characters")
      }
      return text
    }
    func title() throws(LabReply) -> String {
      let title = try word("title", most: 80)
      guard isName(title) else {
        throw .badRequest("'title' is a line of 1 to 80 characters of plain text")
      }
      return title
    }
    switch start {
    case "new":
      let relationship = try word("relationship", most: 20)
      guard ["contract", "repertoire"].contains(relationship) else {
        throw .badRequest("'relationship' is \"contract\" or \"repertoire\"")
      }
      return .new(title: try title(), isContract: relationship == "contract")
    case "copy": return .copy(of: try word("of", most: 200))
    case "variant":
      return .variant(
        of: try word("of", most: 200), title: try title(),
        settings: try settings(in: members, limits))
    default:
      guard let text = JSONReader.read(call.request.body)?["text"]?.string else {
        throw .badRequest("'text' is the text of the scenario")
      }
      let beside = try beside(members["beside"])
      return .text(text, name: try title(), beside: beside)
    }
  }

  /// The scenario that a text stands beside; nil for the first.
  static func beside(_ member: Any?) throws(LabReply) -> String? {
    if member == nil || JSONValue.isNull(member) { return nil }
    guard let id = member as? String, id.unicodeScalars.count <= 200 else {
      throw .badRequest("a text stands beside a scenario, named by its id, or null")
    }
    return id
  }
}
