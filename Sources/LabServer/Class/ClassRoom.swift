import Documents
import Foundation
import Synchronization

/// A class: who joined, what they are asked, and what they handed in.
///
/// Whatever it acknowledges is on the disk before, and everybody is told of it.
final class ClassRoom: Sendable {
  /// Pupils who may be there.
  static let mostPupils = 60
  /// Questions, and boards, of a class.
  static let mostRounds = 100
  /// Browsers of the trainer.
  private static let mostTrainers = 8
  /// How long a class can be gone on with, in seconds.
  static let lifetime = 24 * 60 * 60

  /// Who is told of every change.
  private struct Watcher {
    var member: ClassMember
    var feed: AsyncStream<LabEvent>.Continuation
  }

  private struct Room {
    var state: ClassState
    var watchers: [Int: Watcher] = [:]
    var watched = 0
    var door = ClassDoor()
    /// Called after a change.
    var noted: @Sendable () -> Void = {}
  }

  private let store: ClassStore
  private let room: Mutex<Room>
  /// Whether it was opened just now, and not gone on with.
  let isNew: Bool
  /// What the trainer has to know of how it was opened.
  let notes: [String]

  /// Opens a class, or goes on with that of the folder where it is not older than a day.
  ///
  /// - Parameter now: seconds since 1970.
  /// - Throws: `OutputError` also where there is a class of which its own entry cannot be read: nothing is changed then.
  init(folder: String, now: Int = ClassRoom.now) throws {
    store = try ClassStore(folder: folder)
    let found = ClassReading(try store.rows())
    if found.state == nil, !found.unread.isEmpty {
      throw OutputError(
        "\(store.path) holds a class that cannot be read; nothing in it was changed: move it "
          + "elsewhere to hold another class, or name another folder with --state")
    }
    try store.putAside(found.unread)
    notes = Self.notes(try store.unread(), in: store.path)
    // A clock that was put back makes no class older.
    if let state = found.state, now - state.room.opened < Self.lifetime {
      room = Mutex(Room(state: state))
      isNew = false
    } else {
      let record = ClassRoomRecord(
        code: ClassSecret.code(), key: ClassSecret.token(), opened: now)
      try store.write([.clear, .room(record)])
      room = Mutex(Room(state: ClassState(room: record)))
      isNew = true
    }
  }

  /// Seconds since 1970.
  static var now: Int { Int(Date().timeIntervalSince1970) }

  private static func notes(_ unread: [ClassStore.Row], in path: String) -> [String] {
    guard !unread.isEmpty else { return [] }
    let named = unread.prefix(10).map { "\($0.kind) \($0.key)" }.joined(separator: ", ")
    let more = unread.count > 10 ? " and \(unread.count - 10) more" : ""
    let what = unread.count == 1 ? "1 entry" : "\(unread.count) entries"
    return [
      "\(what) of a class could not be read: \(named)\(more); kept in the table 'unread' of \(path)"
    ]
  }

  /// Whether its day is over: nobody has a session in it any more.
  func isOver(now: Int = ClassRoom.now) -> Bool {
    now - state.room.opened >= Self.lifetime
  }

  /// The class at the moment.
  var state: ClassState { room.withLock { $0.state } }

  /// Calls something after each change, from now on.
  func whenChanged(_ noted: @escaping @Sendable () -> Void) { room.withLock { $0.noted = noted } }

  /// Changes the class; where something goes wrong, nothing is changed.
  ///
  /// - Parameter body: changes the state, and says what of it is to be kept.
  func change<Result: Sendable>(
    _ body: (inout ClassState, inout [ClassStore.Change]) throws -> Result
  ) throws -> Result {
    let (result, noted) = try room.withLock { room in
      var state = room.state
      var changes: [ClassStore.Change] = []
      let result = try body(&state, &changes)
      try store.write(changes)
      room.state = state
      Self.tell(&room)
      return (result, room.noted)
    }
    noted()
    return result
  }

  // MARK: - Who comes in

  /// The member whose session a token is; nil for a stranger, and for everybody once the class is over.
  func member(_ token: String, now: Int = ClassRoom.now) -> ClassMember? {
    let fingerprint = ClassSecret.fingerprint(token)
    return room.withLock { room in
      guard now - room.state.room.opened < Self.lifetime else { return nil }
      if room.state.room.trainers.contains(fingerprint) { return .trainer }
      return room.state.pupils.values.first { $0.session == fingerprint }.map {
        .pupil($0.number)
      }
    }
  }

  /// What a try to come in led to: a session's token, or a wait.
  enum Entrance {
    case session(token: String)
    case wrong
    case wait(seconds: Int)
    /// The nickname is taken.
    case taken
    case full
  }

  /// Lets a pupil in.
  ///
  /// - Parameters:
  ///   - code: the code as it was typed.
  ///   - nickname: a name that has been looked at.
  ///   - address: where the try comes from.
  func join(
    code: String, nickname: String, from address: String, now: ContinuousClock.Instant = .now
  ) throws -> Entrance {
    if let refusal = refusal(
      from: address, now,
      where: {
        $0.code == ClassSecret.normalised(code)
      })
    {
      return refusal
    }
    let token = ClassSecret.token()
    return try change { state, changes in
      guard
        !state.pupils.values.contains(where: {
          Self.folded($0.nickname) == Self.folded(nickname)
        })
      else { return .taken }
      guard state.pupils.count < Self.mostPupils else { return .full }
      state.room.lastPupil += 1
      let pupil = ClassPupil(
        number: state.room.lastPupil, nickname: nickname,
        session: ClassSecret.fingerprint(token), owner: ClassSecret.token())
      state.pupils[pupil.number] = pupil
      changes = [try .room(state.room), try .pupil(pupil)]
      return .session(token: token)
    }
  }

  /// Lets the trainer in.
  func lead(
    key: String, from address: String, now: ContinuousClock.Instant = .now
  ) throws -> Entrance {
    if let refusal = refusal(
      from: address, now,
      where: {
        ClassSecret.fingerprint($0.key) == ClassSecret.fingerprint(key)
      })
    {
      return refusal
    }
    let token = ClassSecret.token()
    return try change { state, changes in
      let known = state.room.trainers + [ClassSecret.fingerprint(token)]
      state.room.trainers = known.suffix(Self.mostTrainers)
      changes = [try .room(state.room)]
      return .session(token: token)
    }
  }

  private func refusal(
    from address: String, _ now: ContinuousClock.Instant, where isRight: (ClassRoomRecord) -> Bool
  ) -> Entrance? {
    room.withLock { room in
      let isRight = isRight(room.state.room)
      return switch room.door.attempt(from: address, isRight: isRight, now: now) {
      case .isRight: nil
      case .isWrong: .wrong
      case .wait(let seconds): .wait(seconds: seconds)
      }
    }
  }

  /// A nickname for comparing: two that look the same are the same.
  private static func folded(_ nickname: String) -> String {
    nickname.precomposedStringWithCompatibilityMapping.lowercased()
      .split(whereSeparator: \.isWhitespace).joined(separator: " ")
  }

  /// Sends a pupil away: the session ends, and the nickname is free.
  ///
  /// - Returns: Whose snapshots were this pupil's; nil where there is no such pupil.
  func remove(_ number: Int) throws -> String? {
    let owner = try change { state, changes -> String? in
      guard let pupil = state.pupils.removeValue(forKey: number) else { return nil }
      changes.append(.remove(.pupil, key: String(number)))
      for place in state.questions.indices
      where state.questions[place].guesses.removeValue(forKey: number) != nil {
        changes.append(.remove(.guess, key: "\(state.questions[place].number)/\(number)"))
      }
      for place in state.boards.indices
      where state.boards[place].plans.removeValue(forKey: number) != nil {
        changes.append(.remove(.plan, key: "\(state.boards[place].number)/\(number)"))
      }
      return pupil.owner
    }
    let gone = room.withLock { room in
      room.watchers.values.filter { $0.member == .pupil(number) }.map(\.feed)
    }
    for feed in gone { feed.finish() }
    return owner
  }

  // MARK: - Who watches

  /// The class as a member sees it: now, and after every change.
  func watch(_ member: ClassMember) -> AsyncStream<LabEvent> {
    // Who is slow is told of the newest alone.
    let (events, feed) = AsyncStream.makeStream(
      of: LabEvent.self, bufferingPolicy: .bufferingNewest(1))
    let id = room.withLock { room in
      room.watched += 1
      room.watchers[room.watched] = Watcher(member: member, feed: feed)
      Self.tell(&room)
      return room.watched
    }
    feed.onTermination = { [weak self] _ in self?.forget(id) }
    return events
  }

  private func forget(_ id: Int) {
    room.withLock { room in
      guard let gone = room.watchers.removeValue(forKey: id), gone.member != .trainer else {
        return
      }
      Self.tell(&room, { $0 == .trainer })
    }
  }

  private static func tell(_ room: inout Room, _ isTold: (ClassMember) -> Bool = { _ in true }) {
    let here = Set(room.watchers.values.map(\.member))
    var texts: [ClassMember: JSONValue] = [:]
    for watcher in room.watchers.values where isTold(watcher.member) {
      let text = texts[watcher.member] ?? room.state.json(for: watcher.member, here: here)
      texts[watcher.member] = text
      watcher.feed.yield(LabEvent(name: "class", data: text))
    }
  }
}
