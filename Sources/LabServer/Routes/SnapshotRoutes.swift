import Documents
import ScenarioFiles

extension LabRoute {
  /// Settings that are kept under a name.
  static let snapshots: [LabRoute] = [
    LabRoute(
      path: "/api/scenarios/{id}/snapshots", name: "snapshots",
      summary: "Snapshots of a scenario, oldest first, with the headlines of their results.",
      parameters: [.after], access: .members,
      success: .json("Snapshots", "Some of them, and where to go on.")
    ) { site, call in try list(call, of: site) },
    LabRoute(
      path: "/api/scenarios/{id}/snapshots/{number}", name: "snapshot",
      summary: "A snapshot with its whole result.", access: .members,
      success: .json("Snapshot", "The snapshot.")
    ) { site, call in
      let basis = try site.source.basis(of: call.id)
      guard let number = Int(call.arguments[1]),
        var snapshot = try site.store.snapshot(
          number, of: call.id, by: try site.owners(for: call), on: basis)
      else {
        throw LabReply.notFound("there is no such snapshot")
      }
      // It may have been run to the end since it was kept.
      snapshot.result =
        snapshot.result ?? site.source.finished(call.id, settings: snapshot.settings)?.compact
      return LabReply(json: snapshot.json(by: site.nicknames(for: call)[snapshot.owner]))
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

  /// Snapshots, and bytes, after which a list ends, to be gone on with.
  static let (listLength, listBytes) = (100, 1 << 20)

  private static func list(_ call: LabCall, of site: LabHTTPSite) throws -> LabReply {
    let text = call.request.values(LabParameter.after.name).first ?? "0"
    guard text.utf8.allSatisfy({ (48...57).contains($0) }), let after = Int(text) else {
      throw LabReply.badRequest("'after' is the number of a snapshot")
    }
    let found = try site.store.snapshots(
      of: call.id, by: site.owners(for: call), after: after, most: listLength,
      on: try site.source.basis(of: call.id))
    let nicknames = site.nicknames(for: call)
    var lines: [String] = []
    var bytes = 0
    for snapshot in found where bytes < listBytes {
      // What comes of them is JSON already, and is not read once more.
      let line = snapshot.line(by: nicknames[snapshot.owner])
      bytes += line.utf8.count
      lines.append(line)
    }
    let isLast = lines.count == found.count && found.count < listLength
    let next = isLast ? "null" : String(found[lines.count - 1].number)
    let list = lines.joined(separator: ",")
    return LabReply(json: "{\"snapshots\":[\(list)],\"next\":\(next)}")
  }

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
