extension LabRoute {
  /// What leads to what.
  static let why: [LabRoute] = [
    LabRoute(
      path: "/api/scenarios/{id}/why", name: "why",
      summary: """
        What leads to what in a scenario: quantities, laws with their equations, sources and \
        present numbers, and loops.
        """,
      parameters: [.set], access: .members, success: .json("Why", "The diagram."),
      failures: [(422, "The settings do not fit the scenario.")]
    ) { site, call in
      LabReply(json: try site.source.why(call.id, settings: call.settings))
    }
  ]
}
