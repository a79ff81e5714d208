import Documents
import Foundation
import Testing

@testable import LabServer

/// What of a class is there again after the server has ended, however it ended.
@Suite(.timeLimit(.minutes(20))) struct ClassRoomTests {
  private func inFolder(_ body: (String) async throws -> Void) async throws {
    let folder = FileManager.default.temporaryDirectory.appending(path: UUID().uuidString).path
    defer { try? FileManager.default.removeItem(atPath: folder) }
    try await body(folder)
  }

  private func token(_ entrance: ClassRoom.Entrance) -> String {
    if case .session(let token) = entrance { token } else { "" }
  }

  @Test func aClassIsGoneOnWith() async throws {
    try await inFolder { folder in
      var code = ""
      var tokens: [String] = []
      do {
        let room = try ClassRoom(folder: folder)
        #expect(room.isNew)
        code = room.state.room.code
        tokens = [
          token(try room.join(code: code, nickname: "Anna", from: "")),
          token(try room.lead(key: room.state.room.key, from: "")),
        ]
        try room.send("cafe", ["price=2"])
        try room.lock(["price"])
        try room.ask("cafe", ["price=3"], keys: ["price"], months: 2)
        try room.guess([1, 0.9, 0.8], question: 1, by: 1)
        try room.open(
          "cafe", metric: "profit", subject: "all", label: "profit", isMoreBetter: true,
          mostChanges: 1, seed: 7)
        try room.handIn(["staff=1"], changing: 1, board: 1, by: 1)
      }
      let room = try ClassRoom(folder: folder)
      #expect(!room.isNew && room.state.room.code == code)
      #expect(room.member(tokens[0]) == .pupil(1) && room.member(tokens[1]) == .trainer)
      #expect(room.member("") == nil)
      let state = room.state
      #expect(state.room.start == ClassStart(number: 1, scenario: "cafe", settings: ["price=2"]))
      #expect(state.room.locks == ["price"])
      #expect(state.question?.guesses == [1: [1, 0.9, 0.8]])
      #expect(state.board?.plans[1]?.settings == ["staff=1"] && state.board?.seed == 7)
      #expect(state.board?.start == ["price=2"])
      #expect(try room.remove(1) == state.pupils[1]?.owner)
      #expect(room.member(tokens[0]) == nil)
      #expect(
        room.state.question?.guesses.isEmpty == true && room.state.board?.plans.isEmpty == true)
    }
  }

  @Test func afterADayAnotherClassBegins() async throws {
    try await inFolder { folder in
      let now = 2_000_000_000
      var code = ""
      do {
        let room = try ClassRoom(folder: folder, now: now)
        code = room.state.room.code
        _ = try room.join(code: code, nickname: "Anna", from: "")
      }
      do {
        let room = try ClassRoom(folder: folder, now: now + ClassRoom.lifetime - 1)
        #expect(room.state.pupils.count == 1)
      }
      let room = try ClassRoom(folder: folder, now: now + ClassRoom.lifetime)
      #expect(room.isNew && room.state.pupils.isEmpty && room.state.room.code != code)
    }
  }

  @Test func aSessionEndsWithTheDayOfItsClass() async throws {
    try await inFolder { folder in
      let now = ClassRoom.now
      let room = try ClassRoom(folder: folder, now: now)
      let sessions = [
        token(try room.join(code: room.state.room.code, nickname: "Anna", from: "")),
        token(try room.lead(key: room.state.room.key, from: "")),
      ]
      let end = now + ClassRoom.lifetime
      #expect(sessions.map { room.member($0, now: end - 1) } == [.pupil(1), .trainer])
      #expect(sessions.map { room.member($0, now: end) } == [nil, nil])
      #expect(!room.isOver(now: end - 1) && room.isOver(now: end))
    }
  }

  @Test func aClockThatWasPutBackEndsNoClass() async throws {
    try await inFolder { folder in
      do {
        let room = try ClassRoom(folder: folder, now: 2_000_000_000)
        _ = try room.join(code: room.state.room.code, nickname: "Anna", from: "")
      }
      let room = try ClassRoom(folder: folder, now: 2_000_000_000 - 3_600)
      #expect(!room.isNew && room.state.pupils.count == 1)
    }
  }

  /// Does something to the file of a class that is not open.
  private func inFile(_ folder: String, _ body: (SQLiteFile) throws -> Void) throws {
    _ = try SQLiteFile.opened(folder + "/class.sqlite", patience: 1_000, body)
  }

  @Test func whatCannotBeReadIsToldAndKept() async throws {
    try await inFolder { folder in
      do {
        let room = try ClassRoom(folder: folder)
        _ = try room.join(code: room.state.room.code, nickname: "Anna", from: "")
        try room.ask("cafe", ["price=3"], keys: ["price"], months: 2)
        try room.guess([1, 0.9, 0.8], question: 1, by: 1)
        try room.ask("cafe", ["price=4"], keys: ["price"], months: 2)
        try room.guess([1, 0.7, 0.6], question: 2, by: 1)
      }
      try inFile(folder) { file in
        try file.execute(
          """
          UPDATE entries SET value = '{' WHERE kind = 'question' AND key = '1';
          INSERT INTO entries VALUES ('song', '1', 'la');
          """)
      }
      do {
        let room = try ClassRoom(folder: folder)
        #expect(!room.isNew && room.state.pupils.count == 1)
        #expect(room.state.questions.map(\.number) == [2])
        #expect(room.state.question?.guesses == [1: [1, 0.7, 0.6]])
        #expect(room.notes.count == 1)
        for what in ["3 entries", "question 1", "guess 1/1", "song 1"] {
          #expect(room.notes.first?.contains(what) == true, "\(what)")
        }
        // Nothing that comes takes its place.
        try room.ask("cafe", ["price=5"], keys: ["price"], months: 2)
        #expect(room.state.question?.number == 3 && room.state.question?.guesses.isEmpty == true)
      }
      do {
        let room = try ClassRoom(folder: folder, now: ClassRoom.now + ClassRoom.lifetime)
        #expect(room.isNew && room.notes.count == 1)
      }
      var kept: [String] = []
      try inFile(folder) { file in
        kept = try file.rows("SELECT kind || ' ' || key || ' ' || length(value) FROM unread") {
          $0.text(0) ?? ""
        }
      }
      #expect(kept.sorted() == ["guess 1/1 11", "question 1 1", "song 1 2"])
    }
  }

  @Test func aClassWhoseOwnEntryIsBrokenIsLeftAlone() async throws {
    try await inFolder { folder in
      do {
        let room = try ClassRoom(folder: folder)
        _ = try room.join(code: room.state.room.code, nickname: "Anna", from: "")
      }
      try inFile(folder) { try $0.execute("UPDATE entries SET value = '{}' WHERE kind = 'room'") }
      #expect {
        try ClassRoom(folder: folder)
      } throws: {
        "\($0)".contains("cannot be read") && "\($0)".contains("--state")
      }
      var kinds: [String] = []
      try inFile(folder) { file in
        kinds = try file.rows("SELECT kind FROM entries ORDER BY kind") { $0.text(0) ?? "" }
      }
      #expect(kinds == ["pupil", "room"])
    }
  }

  @Test func twoLabsDoNotHoldTheSameClass() async throws {
    try await inFolder { folder in
      let room = try ClassRoom(folder: folder)
      #expect {
        try ClassRoom(folder: folder)
      } throws: {
        "\($0)".contains("--state")
      }
      #expect(room.state.pupils.isEmpty)
    }
  }

  @Test func aPlanThatIsReplacedIsRunWithItsNewSettings() async throws {
    try await inFolder { folder in
      let room = try ClassRoom(folder: folder)
      let source = FakeSource()
      let runner = ClassRunner(room, source: source)
      _ = try room.join(code: room.state.room.code, nickname: "Anna", from: "")
      try room.open(
        "cafe", metric: "profit", subject: "all", label: "profit", isMoreBetter: true,
        mostChanges: 3, seed: 7)
      try room.handIn(["price=2"], changing: 1, board: 1, by: 1)
      let running = Task { await runner.run() }
      defer { running.cancel() }
      try room.handIn(["price=5"], changing: 1, board: 1, by: 1)
      while room.state.board?.left != 0 { try await Task.sleep(for: .milliseconds(10)) }
      #expect(room.state.board?.plans[1]?.reached?.mean == 50.5)
      #expect(room.state.board?.asItIs?.mean == 10.5)
      // A scenario that has no such figure says so.
      try room.open(
        "cafe", metric: "revenue", subject: "all", label: "revenue", isMoreBetter: true,
        mostChanges: 3, seed: 7)
      while room.state.board?.left != 0 { try await Task.sleep(for: .milliseconds(10)) }
      #expect(room.state.board?.problem?.contains("revenue") == true)
    }
  }

  @Test func everyWatcherIsToldAndForgottenWhenItGoes() async throws {
    try await inFolder { folder in
      let room = try ClassRoom(folder: folder)
      _ = try room.join(code: room.state.room.code, nickname: "Anna", from: "")
      var lead = room.watch(.trainer).makeAsyncIterator()
      #expect(await lead.next()?.data["count"] == 1)
      let pupil = Task {
        for await event in room.watch(.pupil(1)) where event.data["locks"] == ["price"] { return }
      }
      try room.lock(["price"])
      await pupil.value
      while let event = await lead.next() {
        guard case .array(let pupils) = event.data["pupils"] else { break }
        if event.data["locks"] == ["price"], pupils.first?["is_here"] == false { break }
      }
      // Who is sent away has no stream any more.
      let (begun, begin) = AsyncStream.makeStream(of: Void.self)
      let gone = Task { for await _ in room.watch(.pupil(1)) { begin.finish() } }
      for await _ in begun {}
      #expect(try room.remove(1) != nil)
      await gone.value
    }
  }
}
