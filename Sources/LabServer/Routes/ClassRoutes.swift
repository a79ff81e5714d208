import Documents
import Foundation

extension LabRoute {
  private static let none = (status: 404, reason: "No class is held here.")
  private static let unfit = (
    status: 422, reason: "It is not the time for it, or it does not fit the scenario."
  )
  private static let notJSON = (status: 415, reason: "The body is not said to be JSON.")
  private static let tooOften = (
    status: 429, reason: "Too many wrong tries; 'Retry-After' says for how long."
  )

  /// What everybody in a class may do: join, see what it does, guess, and hand in a plan.
  static let classMembers: [LabRoute] = [
    LabRoute(
      path: "/api/class", name: "classAtDoor",
      summary: "Whether a class is held, and who the caller is in it.", access: .everybody,
      success: .json("ClassAtDoor", "Whether there is a class.")
    ) { site, call in LabReply(json: atDoor(site.classroom, call.member)) },
    LabRoute(
      method: "POST", path: "/api/class/join", name: "joinClass",
      summary: "Joins the class with its code under a nickname; sets the cookie of a session.",
      body: { _ in OpenAPISchemas.joining }, access: .everybody,
      success: .json("ClassAtDoor", "Joined."),
      failures: [
        none, notJSON, tooOften,
        (422, "The nickname is taken."), (503, "The class is full, or the lab is busy."),
      ]
    ) { site, call in try join(call, site) },
    LabRoute(
      method: "POST", path: "/api/class/lead", name: "leadClass",
      summary: "Leads the class with the trainer's key; sets the cookie of a session.",
      body: { _ in OpenAPISchemas.leading }, access: .everybody,
      success: .json("ClassAtDoor", "Let in."), failures: [none, notJSON, tooOften]
    ) { site, call in
      let classroom = try site.held()
      let members = try call.members(of: "a request to lead", named: ["key"])
      guard let key = members["key"] as? String, key.utf8.count <= 100 else {
        throw LabReply.badRequest("'key' is the text behind #lead= in the trainer's link")
      }
      let entrance = try classroom.lead(key: key, from: call.request.peer)
      guard case .session(let token) = entrance else {
        throw refusal(entrance, wrong: "this is not the trainer's key")
      }
      return site.entered(token, atDoor(classroom, .trainer))
    },
    LabRoute(
      path: "/api/class/events", name: "classEvents",
      summary: "What the class does: an event now, and after every change.",
      access: .members,
      success: .text("text/event-stream", "Events 'class', each with the whole of a ClassState."),
      failures: [none, (429, "Too many streams are open.")]
    ) { site, call in
      let classroom = try site.held()
      guard let member = call.member else { throw LabReply.forbidden("join first") }
      return try site.classStream(call) { classroom.watch(member) }
    },
    LabRoute(
      method: "PUT", path: "/api/class/guess", name: "guess",
      summary: "Gives a guess of the class's question, in place of an earlier one.",
      body: { _ in OpenAPISchemas.guess }, access: .pupils, success: .empty("Kept."),
      failures: [none, notJSON, unfit]
    ) { site, call in
      let classroom = try site.held()
      let members = try call.members(of: "a guess", named: ["question", "values"])
      guard let number = members["question"] as? Int else {
        throw LabReply.badRequest("'question' is the number of the class's question")
      }
      guard let values = members["values"] as? [Double], values.count <= 2_000,
        values.allSatisfy({ (0...1).contains($0) })
      else { throw LabReply.badRequest("'values' is a list of shares from 0 to 1") }
      guard case .pupil(let pupil) = call.member else { throw LabReply.forbidden("join first") }
      try classroom.guess(values, question: number, by: pupil)
      return LabReply(empty: 204)
    },
    LabRoute(
      method: "PUT", path: "/api/class/plan", name: "handIn",
      summary: "Hands in a plan for the class's board, in place of an earlier one.",
      body: OpenAPISchemas.plan, access: .pupils, success: .empty("Kept."),
      failures: [none, notJSON, unfit]
    ) { site, call in
      let classroom = try site.held()
      let members = try call.members(of: "a plan", named: ["board", "settings"])
      guard let number = members["board"] as? Int else {
        throw LabReply.badRequest("'board' is the number of the class's board")
      }
      let settings = try settings(in: members, site.limits)
      guard case .pupil(let pupil) = call.member else { throw LabReply.forbidden("join first") }
      guard let board = classroom.state.board, board.number == number else {
        throw LabReply(
          problem: "bad-request", "this board is not open any more", status: 422)
      }
      try site.checkHeld(board.scenario, settings, for: call.member)
      let changed = try site.source.keysChanged(board.scenario, from: board.start, to: settings)
      try classroom.handIn(
        settings, changing: changed.count, board: number, by: pupil,
        words: site.words(board.scenario, for: settings))
      return LabReply(empty: 204)
    },
  ]

  private static func atDoor(_ classroom: ClassRoom?, _ member: ClassMember?) -> JSONValue {
    let nickname: String? =
      if case .pupil(let number) = member { classroom?.state.pupils[number]?.nickname } else { nil }
    let role: JSONValue =
      switch member {
      case .trainer: "trainer"
      case .pupil: "pupil"
      case nil: nil
      }
    return [
      "is_class": .bool(classroom != nil), "role": role,
      "nickname": nickname.map { .string($0) } ?? .null,
    ]
  }

  private static func join(_ call: LabCall, _ site: LabHTTPSite) throws -> LabReply {
    let classroom = try site.held()
    let members = try call.members(of: "a request to join", named: ["code", "nickname"])
    guard let code = members["code"] as? String, code.utf8.count <= 100 else {
      throw LabReply.badRequest("'code' is the code of the room, such as \"K7MP-3QXW\"")
    }
    guard let typed = members["nickname"] as? String, isName(typed, most: 24) else {
      throw LabReply.badRequest("'nickname' is a line of 1 to 24 characters of plain text")
    }
    let nickname = typed.trimmingCharacters(in: .whitespaces)
    let entrance = try classroom.join(code: code, nickname: nickname, from: call.request.peer)
    guard case .session(let token) = entrance else {
      throw refusal(
        entrance, wrong: "this is not the code of the class; look at the trainer's screen")
    }
    return site.entered(token, atDoor(classroom, classroom.member(token)))
  }

  private static func refusal(_ entrance: ClassRoom.Entrance, wrong words: String) -> LabReply {
    switch entrance {
    case .wait(let seconds): .tooOften(seconds: seconds)
    case .taken:
      LabReply(
        problem: "bad-request", "somebody in the class has this nickname; choose another",
        status: 422)
    case .full:
      LabReply(
        problem: "busy", "the class is full: it has \(ClassRoom.mostPupils) pupils", status: 503)
    case .wrong, .session: .forbidden(words)
    }
  }
}
