import Documents
import ScenarioFiles

/// Who may do what in a class.
extension LabHTTPSite {
  /// The cookie of a session; cookies are shared by all ports of a machine.
  var cookieName: String { "cxlab-class-\(port)" }

  /// Further names that the lab answers to where a class is held.
  func names(of request: LabRequest) -> [String] {
    guard classroom != nil else { return [] }
    return [request.arrival] + RoomAddress.names
  }

  /// Whose request it is; nil for a stranger, and where no class is held.
  func member(of request: LabRequest) -> ClassMember? {
    guard let classroom, let token = request.cookie(cookieName) else { return nil }
    return classroom.member(token)
  }

  /// Refuses whom a place is not for.
  ///
  /// - Parameter routes: what is at the address, if anything.
  func checkAccess(of member: ClassMember?, to routes: [LabRoute]) throws(LabReply) {
    guard classroom != nil, member == nil else { return }
    guard routes.contains(where: { $0.access == .everybody }) else { throw Self.notJoined }
  }

  /// Refuses a call that is not for its member.
  func checkAccess(of call: LabCall, to route: LabRoute) throws {
    guard classroom != nil else { return }
    switch route.access {
    case .everybody: return
    case .members:
      guard call.member != nil else { throw Self.notJoined }
    case .pupils:
      guard case .pupil = call.member else {
        throw LabReply.forbidden("only pupils may do this: join with another browser to try it")
      }
    case .trainer:
      guard call.member == .trainer else {
        throw LabReply.forbidden("only the trainer may do this")
      }
    }
    if call.member != .trainer, route.argumentNames.first == "id",
      Draft.number(of: call.id) != nil, classroom?.state.isAbout(call.id) != true
    {
      throw LabReply.forbidden("this scenario is the trainer's, who has not sent it to the class")
    }
    // What is wrong with settings may always be asked.
    let isChecked = route.parameters.contains { $0.name == LabParameter.set.name }
    if isChecked, route.name != "check" { try checkHeld(call.id, call.settings, for: call.member) }
  }

  private static var notJoined: LabReply {
    .forbidden("this lab holds a class: open its page and join with the code of the room")
  }

  // MARK: - What pupils leave alone

  /// Why a pupil may not try some settings, those of the plan included; nil where nothing speaks against it, or they are
  /// wrong anyway.
  private func whyHeld(_ id: String, _ settings: [String], for member: ClassMember?)
    -> (key: String, words: String)?
  {
    guard let classroom, member != .trainer else { return nil }
    let state = classroom.state
    let question = state.question.flatMap { $0.isRevealed || $0.scenario != id ? nil : $0 }
    guard question != nil || !state.room.locks.isEmpty,
      let fromTheFile = try? source.keysChanged(id, from: [], to: settings)
    else { return nil }
    let start = state.start(in: id)
    // The scenario may have been written anew since: what cannot be held against it is not let through.
    guard let changed = try? source.keysChanged(id, from: start, to: settings) else {
      return (
        "", "the starting point does not fit this scenario any more: the trainer sends it again"
      )
    }
    if let lock = state.room.locks.first(where: { Self.touches($0, changed) }) {
      return (
        lock,
        "\(named(lock, in: id)) is locked by the trainer: it stays as it is at the starting point"
      )
    }
    guard let question else { return nil }
    // Where everybody begins may be looked at, unless it is the very thing that is guessed.
    let isTheStart =
      (try? source.keysChanged(id, from: start, to: question.settings))?.isEmpty ?? true
    let tried = question.keys.first { key in
      Self.touches(key, fromTheFile) && (isTheStart || Self.touches(key, changed))
    }
    guard let tried else { return nil }
    return (
      tried,
      "the class is guessing what \(named(tried, in: id)) does: it can be tried once the result is "
        + "shown"
    )
  }

  /// What a key is called in a scenario, or else the key.
  private func named(_ key: String, in id: String) -> String {
    (try? source.label(id, of: key)).map { "“\($0)”" } ?? key
  }

  /// What keys are called where the class is, or in whatever scenario has them.
  func labels(of keys: [String]) -> [String] {
    let start = classroom?.state.room.start?.scenario
    let scenarios = [start].compactMap(\.self) + source.ids
    return keys.map { key in
      scenarios.lazy.compactMap { id in try? source.label(id, of: key) }.first ?? key
    }
  }

  /// What settings change, as people say it; nil where that cannot be said.
  func words(_ id: String, for settings: [String]) -> [String]? {
    try? source.words(id, for: settings)
  }

  /// Refuses settings that a pupil may not try.
  func checkHeld(_ id: String, _ settings: [String], for member: ClassMember?) throws(LabReply) {
    if let held = whyHeld(id, settings, for: member) { throw .forbidden(held.words) }
  }

  /// Whether a key is one of some, or holds one of them, or is held by one.
  private static func touches(_ key: String, _ keys: [String]) -> Bool {
    let own = parts(key)
    return keys.contains { other in
      let other = parts(other)
      return own.starts(with: other) || other.starts(with: own)
    }
  }

  /// The parts of a key; an entry of a list is a part of its own.
  private static func parts(_ key: String) -> [Substring] {
    key.replacing("_", with: "-").split { $0 == "." || $0 == "[" }
  }

  /// What is wrong or odd about settings, and what is locked.
  func check(_ call: LabCall) throws(LabProblem) -> JSONValue {
    let found = try source.check(call.id, settings: call.settings)
    guard let held = whyHeld(call.id, call.settings, for: call.member) else { return found }
    let number = call.settings.firstIndex { setting in
      let keys = try? source.keysSet(call.id, by: setting)
      return !held.key.isEmpty && Self.touches(held.key, keys ?? [])
    }
    let problem: JSONValue = [
      "severity": "error", "message": .string(held.words),
      "setting": number.map { .integer($0) } ?? .null, "column": 1,
      "length": .integer(held.key.unicodeScalars.count),
      "key": held.key.isEmpty ? .null : .string(held.key),
    ]
    return ["problems": .array((found["problems"]?.listed ?? []) + [problem])]
  }

  // MARK: - Whose snapshots

  /// Whose snapshots a call makes; refused to whom was sent away meanwhile.
  func owner(for call: LabCall) throws(LabReply) -> String {
    guard let classroom, call.member != .trainer else { return "" }
    guard case .pupil(let number) = call.member,
      let owner = classroom.state.pupils[number]?.owner, !owner.isEmpty
    else { throw ClassRoom.stranger }
    return owner
  }

  /// Whose snapshots a call may see: a pupil its own, the trainer all.
  func owners(for call: LabCall) throws(LabReply) -> [String] {
    guard let classroom, call.member == .trainer else { return [try owner(for: call)] }
    return [""] + classroom.state.pupils.values.map(\.owner)
  }

  /// The nicknames by owner, where the trainer asks.
  func nicknames(for call: LabCall) -> [String: String] {
    guard let classroom, call.member == .trainer else { return [:] }
    return Dictionary(
      classroom.state.pupils.values.map { ($0.owner, $0.nickname) }, uniquingKeysWith: { $1 })
  }

  // MARK: - What routes need

  /// The class; refused where there is none.
  func held() throws(LabReply) -> ClassRoom {
    guard let classroom else {
      throw .notFound("no class is held here; cxlab serve --class holds one")
    }
    guard !classroom.isOver() else {
      throw .forbidden("this class is over: it lasts a day. Start cxlab serve --class again")
    }
    return classroom
  }

  /// The answer to who came in: the session as a cookie that no script can read and no other page can send.
  func entered(_ token: String, _ answer: JSONValue) -> LabReply {
    var reply = LabReply(json: answer)
    let cookie =
      "\(cookieName)=\(token); Path=/; Max-Age=\(ClassRoom.lifetime); HttpOnly; SameSite=Strict"
    reply.headers.append(("Set-Cookie", cookie))
    return reply
  }
}
