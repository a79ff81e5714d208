import Documents

extension LabRoute {
  private static let unfit = (
    status: 422, reason: "The settings do not fit the scenario, or it cannot be simulated."
  )
  private static let tooMany = (status: 429, reason: "Too many streams are open.")

  /// What takes longer than a what-if, and the plan.
  static let curves: [LabRoute] = [
    LabRoute(
      path: "/api/scenarios/{id}/plan", name: "plan",
      summary: "The plan of a scenario, and what can be placed in it.",
      access: .members, success: .json("Plan", "The plan.")
    ) { site, call in LabReply(json: try site.source.plan(of: call.id)) },
    LabRoute(
      path: "/api/scenarios/{id}/growth", name: "growth",
      summary: "The causal satisfaction-to-sales-growth curve of the scenario with settings, and "
        + "what an analyst sees: events while they are simulated.",
      parameters: [.set],
      access: .members,
      success: .text(
        "text/event-stream",
        "Events: 'progress', 'result' (a Growth), and at the end 'done' or 'problem' (a Problem)."),
      failures: [unfit, tooMany]
    ) { site, call in
      try site.stream(call) { () throws(LabProblem) in
        try site.source.growth(call.id, settings: call.settings)
      }
    },
    LabRoute(
      path: "/api/scenarios/{id}/stories", name: "stories",
      summary: "The lives of a few customers as it is and with settings, side by side.",
      parameters: [.set],
      access: .members,
      success: .json("Stories", "The stories; none where there is nothing to tell."),
      failures: [unfit, tooMany]
    ) { site, call in
      let stories = try await site.watching(call) {
        try await site.source.stories(call.id, settings: call.settings)
      }
      return LabReply(json: stories ?? .null)
    },
    LabRoute(
      path: "/api/scenarios/{id}/report.html", name: "report",
      summary: "The report that 'cxlab compare --set' writes of settings; without any, that of "
        + "'cxlab run'.",
      parameters: [.set], access: .members, success: .text("text/html", "The report."),
      failures: [unfit, tooMany]
    ) { site, call in
      let page = try await site.watching(call) {
        try await site.source.report(call.id, settings: call.settings)
      }
      return .download(page ?? "", type: "text/html; charset=utf-8", name: "report.html")
    },
  ]
}
