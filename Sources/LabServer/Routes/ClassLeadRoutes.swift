import CustomerExperience
import Documents
import Foundation

extension LabRoute {
  private static let none = (
    status: 404, reason: "No class is held here, or there is none of that id."
  )
  private static let unfit = (
    status: 422, reason: "The settings do not fit the scenario, or it is not the time for it."
  )
  private static let notJSON = (status: 415, reason: "The body is not said to be JSON.")
  private static let tooMany = (
    status: 413, reason: "A body is too long, or the class has had too many of these."
  )

  /// What leads a class.
  static let classLead: [LabRoute] = [
    LabRoute(
      path: "/api/class/invitation", name: "classInvitation",
      summary: "The join code, and where pupils find the class, with QR codes.", access: .trainer,
      success: .json("ClassInvitation", "How to join."), failures: [none]
    ) { site, _ in
      let classroom = try site.held()
      let invitation = ClassInvitation(
        classroom.state.room, port: site.port, addresses: RoomAddress.all(), notes: classroom.notes)
      return LabReply(json: invitation.json)
    },
    LabRoute(
      method: "PUT", path: "/api/class/start", name: "sendStart",
      summary: "Sends everybody to a scenario with settings.", body: OpenAPISchemas.classSettings,
      access: .trainer, success: .empty("Sent."), failures: [none, notJSON, unfit]
    ) { site, call in
      let classroom = try site.held()
      let (scenario, settings) = try scenarioAndSettings(call, site, "a starting point")
      try classroom.send(scenario, settings, words: site.words(scenario, for: settings))
      return LabReply(empty: 204)
    },
    LabRoute(
      method: "PUT", path: "/api/class/locks", name: "lockKeys",
      summary: "Says which keys pupils leave as they are at the starting point.",
      body: { _ in OpenAPISchemas.locks }, access: .trainer, success: .empty("Locked."),
      failures: [none, notJSON]
    ) { site, call in
      let classroom = try site.held()
      let members = try call.members(of: "locks", named: ["keys"])
      guard let keys = members["keys"] as? [String], keys.count <= site.limits.settings,
        keys.allSatisfy({ isName($0, most: 200) })
      else {
        throw LabReply.badRequest(
          "'keys' is a list of at most \(site.limits.settings) keys such as teams.first-line.staff")
      }
      try classroom.lock(keys, labels: site.labels(of: keys))
      return LabReply(empty: 204)
    },
    LabRoute(
      method: "POST", path: "/api/class/question", name: "askClass",
      summary: "Asks the class who will stay with some settings; its pupils then guess.",
      body: OpenAPISchemas.classSettings, access: .trainer, success: .empty("Asked."),
      failures: [none, notJSON, unfit, tooMany]
    ) { site, call in
      let classroom = try site.held()
      let (scenario, settings) = try scenarioAndSettings(call, site, "a question")
      try classroom.ask(
        scenario, settings, keys: try site.source.keysChanged(scenario, from: [], to: settings),
        months: try site.source.months(of: scenario),
        words: site.words(scenario, for: settings))
      return LabReply(empty: 204)
    },
    LabRoute(
      method: "POST", path: "/api/class/question/reveal", name: "revealResult",
      summary: "Closes the guesses and shows everybody what came.", access: .trainer,
      success: .empty("Shown."), failures: [none, unfit]
    ) { site, _ in
      try site.held().reveal()
      return LabReply(empty: 204)
    },
    LabRoute(
      method: "DELETE", path: "/api/class/question", name: "putAwayQuestion",
      summary: "Puts the question away; its guesses stay in the export.", access: .trainer,
      success: .empty("Put away."), failures: [none]
    ) { site, _ in
      try site.held().putAwayQuestion()
      return LabReply(empty: 204)
    },
    LabRoute(
      method: "POST", path: "/api/class/board", name: "openBoard",
      summary:
        "Opens a board: plans with at most so many changed keys, ranked by what they reach in worlds "
        + "that nobody has seen.", body: { _ in OpenAPISchemas.board }, access: .trainer,
      success: .empty("Open."), failures: [none, notJSON, unfit, tooMany]
    ) { site, call in
      try openBoard(call, site)
      return LabReply(empty: 204)
    },
    LabRoute(
      method: "POST", path: "/api/class/board/close", name: "closeBoard",
      summary: "Takes no more plans, and shows the ranks once all plans are run.",
      access: .trainer, success: .empty("Closed."), failures: [none, unfit]
    ) { site, _ in
      try site.held().close()
      return LabReply(empty: 204)
    },
    LabRoute(
      method: "DELETE", path: "/api/class/board", name: "putAwayBoard",
      summary: "Puts the board away; its plans stay in the export.", access: .trainer,
      success: .empty("Put away."), failures: [none]
    ) { site, _ in
      try site.held().putAwayBoard()
      return LabReply(empty: 204)
    },
    LabRoute(
      method: "DELETE", path: "/api/class/pupils/{number}", name: "removePupil",
      summary:
        "Sends a pupil away: the session ends, what it made is deleted, the nickname is free.",
      access: .trainer, success: .empty("Sent away.")
    ) { site, call in
      let classroom = try site.held()
      guard let number = Int(call.id), let owner = try classroom.remove(number) else {
        throw LabReply.notFound("there is no such pupil")
      }
      try site.store.deleteAll(ofOwner: owner)
      return LabReply(empty: 204)
    },
    LabRoute(
      path: "/api/class/export.csv", name: "exportClass",
      summary: "Guesses and plans of the class with what came of them.", access: .trainer,
      success: .text("text/csv", "A row a guess, and a row a plan."), failures: [none]
    ) { site, _ in
      .download(
        ClassExport.csv(try site.held().state), type: "text/csv; charset=utf-8",
        name: "class.csv")
    },
  ]

  private static func scenarioAndSettings(
    _ call: LabCall, _ site: LabHTTPSite, _ what: String
  ) throws -> (String, [String]) {
    let members = try call.members(of: what, named: ["scenario", "settings"])
    let scenario = try scenario(in: members, site)
    let settings = try settings(in: members, site.limits)
    let problems = try site.source.check(scenario, settings: settings)["problems"]?.listed ?? []
    guard !problems.contains(where: { $0["severity"] == "error" }) else {
      throw LabReply(
        problem: "bad-setting", "these settings do not fit the scenario", status: 422,
        problems: problems)
    }
    return (scenario, settings)
  }

  private static func scenario(in members: [String: Any], _ site: LabHTTPSite) throws -> String {
    guard let scenario = members["scenario"] as? String else {
      throw LabReply.badRequest("'scenario' is the id of a scenario")
    }
    try site.checkScenario(scenario)
    return scenario
  }

  private static func openBoard(_ call: LabCall, _ site: LabHTTPSite) throws {
    let classroom = try site.held()
    let members = try call.members(
      of: "a board", named: ["scenario", "metric", "subject", "most_changes"])
    let scenario = try scenario(in: members, site)
    guard let id = members["metric"] as? String, let metric = Metric.named(id) else {
      throw LabReply.badRequest("'metric' is the id of a figure, such as \"retention_12m\"")
    }
    guard metric.better != .neither else {
      throw LabReply(
        problem: "bad-setting", "\(metric.name) does not rank: neither more nor less is better",
        status: 422)
    }
    guard let subject = members["subject"] as? String, isName(subject) else {
      throw LabReply.badRequest("'subject' says what the figure is about, such as \"all\"")
    }
    guard let most = members["most_changes"] as? Int, (1...50).contains(most) else {
      throw LabReply.badRequest("'most_changes' is a whole number from 1 to 50")
    }
    var generator = SystemRandomNumberGenerator()
    try classroom.open(
      scenario, metric: id, subject: subject, label: metric.name,
      isMoreBetter: metric.better == .up, mostChanges: most,
      // As the page and JSON programs can show it to the last digit.
      seed: UInt64.random(in: 1..<1 << 53, using: &generator))
  }
}
