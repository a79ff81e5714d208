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
    if call.member?.isPupil == true, route.argumentNames.first == "id",
      Draft.number(of: call.id) != nil, classroom?.state.room.start?.scenario != call.id
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

  /// Why a pupil may not try some settings; nil where nothing speaks against it, or they are wrong anyway.
  private func whyHeld(_ id: String, _ settings: [String], for member: ClassMember?)
    -> (key: String, words: String)?
  {
    guard let classroom, case .pupil = member else { return nil }
    let state = classroom.state
    let start = state.room.start.flatMap { $0.scenario == id ? $0.settings : nil } ?? []
    if !state.room.locks.isEmpty,
      let changed = try? source.keysChanged(id, from: start, to: settings)
    {
      for lock in state.room.locks {
        if changed.contains(where: { Self.touch($0, lock) }) {
          return (lock, "\(lock) is locked by the trainer: it stays as it is at the starting point")
        }
      }
    }
    if let question = state.question, !question.isRevealed, question.scenario == id,
      let changed = try? source.keysChanged(id, from: [], to: settings)
    {
      for key in question.keys where changed.contains(where: { Self.touch($0, key) }) {
        return (
          key, "the class is guessing what \(key) does: it can be tried once the result is shown"
        )
      }
    }
    return nil
  }

  /// Refuses settings that a pupil may not try.
  func checkHeld(_ id: String, _ settings: [String], for member: ClassMember?) throws(LabReply) {
    if let held = whyHeld(id, settings, for: member) { throw .forbidden(held.words) }
  }

  /// Whether two keys are the same, or one holds the other.
  private static func touch(_ one: String, _ other: String) -> Bool {
    let (one, other) = (one.replacing("_", with: "-"), other.replacing("_", with: "-"))
    return one == other || one.hasPrefix(other + ".") || other.hasPrefix(one + ".")
  }

  /// What is wrong or odd about settings, and what is locked.
  func check(_ call: LabCall) throws(LabProblem) -> JSONValue {
    let found = try source.check(call.id, settings: call.settings)
    guard let held = whyHeld(call.id, call.settings, for: call.member) else { return found }
    let number = call.settings.firstIndex { setting in
      Self.touch(String(setting.prefix { $0 != "=" }), held.key)
    }
    let problem: JSONValue = [
      "severity": "error", "message": .string(held.words),
      "setting": number.map { .integer($0) } ?? .null, "column": 1,
      "length": .integer(held.key.unicodeScalars.count), "key": .string(held.key),
    ]
    return ["problems": .array((found["problems"]?.listed ?? []) + [problem])]
  }

  // MARK: - Whose snapshots

  /// Whose snapshots a call makes.
  func owner(for call: LabCall) -> String {
    guard let classroom, case .pupil(let number) = call.member else { return "" }
    return classroom.state.pupils[number]?.owner ?? ""
  }

  /// Whose snapshots a call may see: a pupil its own, the trainer all.
  func owners(for call: LabCall) -> [String] {
    guard let classroom, call.member == .trainer else { return [owner(for: call)] }
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
