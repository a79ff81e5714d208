import Documents
import Foundation
import Testing

@testable import LabServer

/// A class in a small laboratory, asked without a socket.
private struct ClassBench {
  let classroom: ClassRoom
  let site: LabHTTPSite
  /// The sessions of the trainer and of a pupil.
  let trainer: String
  let pupil: String

  static func run(_ body: (ClassBench) async throws -> Void) async throws {
    try await SmallLab.run { small async throws in
      let folder = FileManager.default.temporaryDirectory.appending(path: UUID().uuidString).path()
      defer { try? FileManager.default.removeItem(atPath: folder) }
      try await body(ClassBench(small.lab, folder))
    }
  }

  private init(_ lab: Laboratory, _ folder: String) throws {
    classroom = try ClassRoom(folder: folder)
    site = LabHTTPSite(
      source: lab, store: try SnapshotStore(folder: folder),
      page: LabHTTPPage(files: [:], chartBundle: { nil }), port: 80, classroom: classroom)
    func token(_ entrance: ClassRoom.Entrance) -> String {
      if case .session(let token) = entrance { token } else { "" }
    }
    let record = classroom.state.room
    trainer = token(try classroom.lead(key: record.key, from: ""))
    pupil = token(try classroom.join(code: record.code, nickname: "Anna", from: ""))
  }

  /// What is answered: its status, and the JSON that it holds.
  @discardableResult
  func ask(
    _ token: String, _ method: String, _ path: String, set: [String] = [], _ body: JSONValue? = nil
  ) async -> (status: Int, json: ReadJSON?) {
    let reply = await site.reply(
      to: LabRequest(
        method: method, path: path.split(separator: "/").map(String.init),
        query: set.map { (name: "set", value: $0) },
        headers: [
          "host": "localhost", "content-type": "application/json",
          "cookie": "\(site.cookieName)=\(token)",
        ], body: body.map { Array($0.compact.utf8) } ?? []))
    guard case .bytes(let bytes) = reply.body else { return (reply.status, nil) }
    return (reply.status, JSONReader.read(bytes))
  }

  /// Whether the pupil may try settings.
  func tries(_ settings: [String]) async -> Int {
    await ask(pupil, "GET", "/api/scenarios/small/variant.yaml", set: settings).status
  }
}

/// What entries of a plan set counts as levers do; drafts of the trainer in a class.
@Suite(.timeLimit(.minutes(20))) struct ClassPlanTests {
  private let staff = "teams.first-line.staff"
  private func plan(_ month: Int, _ set: String, _ number: Int = 1) -> String {
    "plan[\(number)]={at: month \(month), set: {\(set)}}"
  }

  @Test func aPlanDoesNotGetPastALock() async throws {
    try await ClassBench.run { bench async throws in
      try bench.classroom.lock([staff])
      #expect(await bench.tries([plan(6, "\(staff): 3")]) == 403)
      #expect(await bench.tries([plan(6, "quality.mean: 70, \(staff): 3")]) == 403)
      #expect(await bench.tries([plan(6, "quality.mean: 70")]) == 200)
      // The course of the file's own plan is not of that lock.
      #expect(await bench.tries(["plan[0]=~"]) == 200)
      let (_, check) = await bench.ask(
        bench.pupil, "GET", "/api/scenarios/small/check",
        set: ["quality.mean=70", plan(6, "\(staff): 3")])
      let problem = try #require(check?["problems"]?.items?.last)
      #expect(problem["setting"]?.int == 1)
      #expect(problem["message"]?.string?.contains("“First line: staff” is locked") == true)
      let kept: JSONValue = ["name": "a", "settings": [.string(plan(6, "\(staff): 3"))]]
      let snapshots = "/api/scenarios/small/snapshots"
      #expect(await bench.ask(bench.pupil, "POST", snapshots, kept).status == 403)
      #expect(await bench.ask(bench.trainer, "POST", snapshots, kept).status == 201)
      try bench.classroom.lock(["teams.first-line.training"])
      #expect(await bench.tries(["plan[0]=~"]) == 403)
    }
  }

  @Test func whatIsLockedStaysAsThePlanOfTheStartHasIt() async throws {
    try await ClassBench.run { bench async throws in
      let start = plan(6, "\(staff): 3")
      let sent = await bench.ask(
        bench.trainer, "PUT", "/api/class/start",
        ["scenario": "small", "settings": [.string(start)]])
      #expect(sent.status == 204)
      let locked = await bench.ask(
        bench.trainer, "PUT", "/api/class/locks", ["keys": [.string(staff)]])
      #expect(locked.status == 204)
      #expect(await bench.tries([start]) == 200)
      #expect(await bench.tries([start, "quality.mean=70"]) == 200)
      #expect(await bench.tries([plan(7, "\(staff): 3")]) == 403)
      #expect(await bench.tries(["quality.mean=70"]) == 403)
      // Whoever reads of it, reads words.
      let told = bench.classroom.state.json(for: .pupil(1), here: [])
      #expect(told["start"]?["words"] == ["First line: staff 3 from month 6"])
      #expect(told["lock_labels"] == ["First line: staff"])
    }
  }

  @Test func aPlanDoesNotTryWhatIsGuessed() async throws {
    try await ClassBench.run { bench async throws in
      for question in ["\(staff)=3", plan(6, "\(staff): 3")] {
        let asked = await bench.ask(
          bench.trainer, "POST", "/api/class/question",
          ["scenario": "small", "settings": [.string(question)]])
        #expect(asked.status == 204)
        #expect(bench.classroom.state.question?.keys == [staff])
        #expect(await bench.tries(["\(staff)=4"]) == 403)
        #expect(await bench.tries([plan(0, "\(staff): 3")]) == 403)
        #expect(await bench.tries(["quality.mean=70"]) == 200)
      }
    }
  }

  @Test func whereEverybodyBeginsMayBeLookedAtWhileMoreIsGuessed() async throws {
    try await ClassBench.run { bench async throws in
      try bench.classroom.send("small", ["\(staff)=3"])
      func ask(_ settings: [String]) async {
        let asked = await bench.ask(
          bench.trainer, "POST", "/api/class/question",
          ["scenario": "small", "settings": .array(settings.map { .string($0) })])
        #expect(asked.status == 204)
      }
      await ask(["\(staff)=3", "quality.mean=70"])
      #expect(await bench.tries(["\(staff)=3"]) == 200)
      #expect(await bench.tries(["\(staff)=3", "customers.contract.price=£30/month"]) == 200)
      #expect(await bench.tries(["\(staff)=3", "quality.mean=72"]) == 403)
      #expect(await bench.tries(["\(staff)=4"]) == 403)
      await ask(["\(staff)=3"])
      #expect(await bench.tries(["\(staff)=3"]) == 403)
    }
  }

  @Test func theBudgetOfABoardIsThatOfPlansToo() async throws {
    try await ClassBench.run { bench async throws in
      let board: JSONValue = [
        "scenario": "small", "metric": "profit", "subject": "all", "most_changes": 1,
      ]
      #expect(await bench.ask(bench.trainer, "POST", "/api/class/board", board).status == 204)
      func handIn(_ settings: [String]) async -> (status: Int, json: ReadJSON?) {
        await bench.ask(
          bench.pupil, "PUT", "/api/class/plan",
          ["board": 1, "settings": .array(settings.map { .string($0) })])
      }
      let two = await handIn([plan(6, "\(staff): 3, quality.mean: 70")])
      #expect(two.status == 422)
      #expect(two.json?["message"]?.string?.contains("changes 2 keys") == true)
      #expect(await handIn(["\(staff)=3", plan(6, "quality.mean: 70")]).status == 422)
      #expect(await handIn(["\(staff)=3", plan(6, "\(staff): 4")]).status == 204)
      let own = bench.classroom.state.json(for: .pupil(1), here: [])["board"]
      #expect(
        own?["plan_words"] == [
          "First line: staff 3 instead of 2", "First line: staff 4 from month 6",
        ])
    }
  }

  @Test func aDraftIsForPupilsWhileTheClassIsAboutIt() async throws {
    try await ClassBench.run { bench async throws in
      let (trainer, pupil) = (bench.trainer, bench.pupil)
      let made = await bench.ask(trainer, "POST", "/api/drafts", ["start": "copy", "of": "small"])
      #expect(made.status == 201)
      let asked: JSONValue = ["scenario": "draft-1", "settings": [.string("\(staff)=3")]]
      func seen() async -> [Int] {
        let list = await bench.ask(pupil, "GET", "/api/scenarios").json?["drafts"]?.items
        return [await bench.ask(pupil, "GET", "/api/scenarios/draft-1").status, list?.count ?? -1]
      }
      #expect(await seen() == [403, 0])
      #expect(await bench.ask(trainer, "POST", "/api/class/question", asked).status == 204)
      #expect(await seen() == [200, 1])
      // Its text is nobody else's.
      for method in ["GET", "PUT", "DELETE"] {
        #expect(await bench.ask(pupil, method, "/api/drafts/draft-1").status == 403)
      }
      #expect(
        await bench.ask(pupil, "POST", "/api/drafts", ["start": "copy", "of": "small"]).status
          == 403)
      #expect(await bench.ask(trainer, "DELETE", "/api/class/question").status == 204)
      #expect(await seen() == [403, 0])
    }
  }

  @Test func whoIsSentAwayDoesNotBecomeTheTrainer() async throws {
    try await ClassBench.run { bench async throws in
      let request = LabRequest(method: "GET", path: [], query: [], headers: [:])
      for member: ClassMember? in [.pupil(9), nil] {
        let call = LabCall(request: request, arguments: ["small"], member: member)
        #expect(throws: LabReply.self) { try bench.site.owner(for: call) }
        #expect(throws: LabReply.self) { try bench.site.owners(for: call) }
      }
    }
  }
}
