import Documents
import ScenarioFiles

extension LabRoute {
  /// Settings that are kept under a name.
  static let snapshots: [LabRoute] = [
    LabRoute(
      path: "/api/scenarios/{id}/snapshots", name: "snapshots",
      summary: "The snapshots of a scenario, oldest first.",
      access: .members, success: .json("Snapshots", "The snapshots.")
    ) { site, call in
      let nicknames = site.nicknames(for: call)
      let snapshots = try site.store.snapshots(
        of: call.id, by: try site.owners(for: call), on: try site.source.basis(of: call.id))
      // Their results are JSON already, and are not read once more.
      let list = snapshots.map { $0.json(by: nicknames[$0.owner]) }.joined(separator: ",")
      return LabReply(json: "{\"snapshots\":[\(list)]}")
    },
    LabRoute(
      method: "POST", path: "/api/scenarios/{id}/snapshots", name: "addSnapshot",
      summary: "Keeps settings under a name. When it answers, they are on the disk.",
      body: OpenAPISchemas.newSnapshot,
      access: .members, success: .json("Snapshot", "The snapshot, kept.", status: 201),
      failures: [
        (413, "A body is too long, or the scenario keeps too many snapshots."),
        (415, "The body is not said to be JSON."),
        (422, "The settings do not fit the scenario."),
      ]
    ) { site, call in try add(call, to: site) },
    LabRoute(
      method: "DELETE", path: "/api/scenarios/{id}/snapshots/{number}", name: "deleteSnapshot",
      summary: "Deletes a snapshot.", access: .members, success: .empty("Deleted.")
    ) { site, call in
      try site.checkScenario(call.id)
      guard let number = Int(call.arguments[1]),
        try site.store.delete(number, of: call.id, by: try site.owners(for: call))
      else {
        throw LabReply.notFound("there is no such snapshot")
      }
      return LabReply(empty: 204)
    },
  ]

  private static func add(_ call: LabCall, to site: LabHTTPSite) throws -> LabReply {
    try site.checkScenario(call.id)
    let members = try call.members(of: "a snapshot", named: ["name", "settings"])
    guard let name = members["name"] as? String, isName(name) else {
      throw LabReply.badRequest("'name' is a line of 1 to 80 characters of plain text")
    }
    let settings = try settings(in: members, site.limits)
    try site.checkHeld(call.id, settings, for: call.member)
    if case .array(let problems) = try site.source.check(call.id, settings: settings)["problems"] {
      let errors = problems.filter { $0["severity"] == "error" }
      guard errors.isEmpty else {
        throw LabReply(
          problem: "bad-setting", "these settings do not fit the scenario", status: 422,
          problems: problems)
      }
    }
    let result = site.source.finished(call.id, settings: settings)?.compact
    let snapshot = try site.store.add(
      name: name, settings: settings, result: result, on: try site.source.basis(of: call.id),
      to: call.id, by: try site.owner(for: call))
    guard let snapshot else {
      throw LabReply(
        problem: "too-large",
        "a scenario keeps \(site.store.most) snapshots; delete some of them first", status: 413)
    }
    return LabReply(json: snapshot.json(by: site.nicknames(for: call)[snapshot.owner]), status: 201)
  }

  /// The settings among what was sent.
  static func settings(
    in members: [String: Any], _ limits: LabHTTPLimits
  ) throws(LabReply) -> [String] {
    guard let settings = members["settings"] as? [String] else {
      throw .badRequest("'settings' is a list of texts such as \"price=9.50\"")
    }
    guard settings.count <= limits.settings,
      settings.allSatisfy({ $0.unicodeScalars.count <= limits.settingLength })
    else {
      throw .badRequest(
        "there are at most \(limits.settings) settings of at most \(limits.settingLength) characters"
      )
    }
    return settings
  }

  /// Whether a text can be the name of something: a line of plain text that is not blank.
  static func isName(_ text: String, most: Int = 80) -> Bool {
    text.unicodeScalars.count <= most
      && text.unicodeScalars.contains { !$0.properties.isWhitespace }
      && text.unicodeScalars.allSatisfy { $0 != "\t" && TextChecks.forbidden($0) == nil }
  }
}
