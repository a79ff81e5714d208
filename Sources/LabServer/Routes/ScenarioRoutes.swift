import Documents

extension LabRoute {
  private static let unfit = (
    status: 422, reason: "The settings do not fit the scenario, or it cannot be simulated."
  )
  private static let tooMany = (status: 429, reason: "Too many streams are open.")

  /// Scenarios, their levers, and what is simulated of them.
  static let scenarios: [LabRoute] = [
    LabRoute(
      path: "/api/scenarios", name: "scenarios", summary: "The scenarios.",
      access: .members, success: .json("Scenarios", "The scenarios.")
    ) { site, call in
      let scenarios = site.source.scenarios()
      guard let classroom = site.classroom, call.member != .trainer else {
        return LabReply(json: scenarios)
      }
      // What the trainer writes is nothing for pupils, until the class is about it.
      let state = classroom.state
      let drafts = scenarios["drafts"]?.listed.filter { draft in
        if case .string(let id) = draft["id"] { state.isAbout(id) } else { false }
      }
      return LabReply(json: scenarios.merging(["drafts": .array(drafts ?? [])]))
    },
    LabRoute(
      path: "/api/scenarios/{id}", name: "scenario", summary: "A scenario with its levers.",
      access: .members, success: .json("Scenario", "The scenario.")
    ) { site, call in LabReply(json: try site.source.description(of: call.id)) },
    LabRoute(
      path: "/api/scenarios/{id}/keys", name: "keys",
      summary: "Keys of a scenario that fit some words, best first.", parameters: [.words],
      access: .members, success: .json("Keys", "At most 20 keys.")
    ) { site, call in
      let words = call.request.values(LabParameter.words.name).first ?? ""
      return LabReply(json: try site.source.keys(of: call.id, matching: words))
    },
    LabRoute(
      path: "/api/scenarios/{id}/check", name: "check", summary: "What is wrong with settings.",
      parameters: [.set], access: .members,
      success: .json("Check", "What is wrong; none if nothing.")
    ) { site, call in LabReply(json: try site.check(call)) },
    LabRoute(
      path: "/api/scenarios/{id}/base", name: "base",
      summary: "The scenario as it is: events while it is simulated.", access: .members,
      success: .events,
      failures: [unfit, tooMany]
    ) { site, call in
      try site.stream(call) { () throws(LabProblem) in try site.source.base(of: call.id) }
    },
    LabRoute(
      path: "/api/scenarios/{id}/what-if", name: "whatIf",
      summary: "The scenario with settings, against it as it is: events while both are simulated.",
      parameters: [.set], access: .members, success: .events, failures: [unfit, tooMany]
    ) { site, call in
      try site.stream(call) { () throws(LabProblem) in
        try site.source.whatIf(call.id, settings: call.settings)
      }
    },
    LabRoute(
      path: "/api/scenarios/{id}/variant.yaml", name: "variant",
      summary: "The scenario with settings, as a file for the command line.", parameters: [.set],
      access: .members,
      success: .text("text/yaml", "A scenario file that extends the scenario.", read: "object"),
      failures: [unfit]
    ) { site, call in
      .download(
        try site.source.variantFile(call.id, settings: call.settings),
        type: "text/yaml; charset=utf-8", name: "variant.yaml")
    },
    LabRoute(
      path: "/api/scenarios/{id}/differences.csv", name: "differences",
      summary: "The differences that settings make, once all pairs are done.", parameters: [.set],
      access: .members, success: .text("text/csv", "Rows as in comparison.csv."),
      failures: [unfit, tooMany]
    ) { site, call in
      let rows = try await site.watching(call) {
        try await site.source.differences(call.id, settings: call.settings)
      }
      return .download(rows ?? "", type: "text/csv; charset=utf-8", name: "differences.csv")
    },
  ]
}
