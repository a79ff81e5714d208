import Documents

extension LabParameter {
  /// Which day is asked for.
  static let day = LabParameter(
    name: "day",
    summary: """
      A day by its date, such as 2026-01-09, or by its number from 1; the busiest day of the \
      first week where there is none.
      """,
    mostCharacters: { _ in 10 })

  /// What is to be found on it.
  static let find = LabParameter(
    name: "find",
    summary: "'course': the first day from there on on which somebody of the staff is in class.",
    mostCharacters: { _ in 10 })
}

extension LabRoute {
  /// A day of a scenario, event by event.
  static let days: [LabRoute] = [
    LabRoute(
      path: "/api/scenarios/{id}/day", name: "day",
      summary: """
        A day of the first replication: who came, waited, was served or gave up, and who served.
        """,
      parameters: [.set, .day, .find], access: .members, success: .json("Day", "The day."),
      failures: [
        (404, "There is no such scenario, no such day, or no course from that day on."),
        (422, "The settings do not fit the scenario, or it cannot be simulated."),
        (429, "Too many streams are open."),
      ]
    ) { site, call in
      guard let wish = DayWish(call.request.values(LabParameter.day.name).first) else {
        throw LabReply.badRequest(
          "'day' is a date such as 2026-01-09, or the number of a day, from 1")
      }
      let find = call.request.values(LabParameter.find.name).first
      guard find == nil || find == "course" else {
        throw LabReply.badRequest("'find' may be 'course'")
      }
      let day = try await site.watching(call) {
        try await site.source.day(
          call.id, settings: call.settings, on: wish, isCourse: find != nil)
      }
      return LabReply(json: day ?? [:])
    }
  ]
}
