import Documents
import Foundation
import Testing

@testable import LabServer

/// Who comes into a class, and how those who only try are slowed.
@Suite(.timeLimit(.minutes(20))) struct ClassDoorTests {
  private let json = "Content-Type: application/json\r\n"

  @Test func withoutASessionOnlyThePageAndTheDoorAnswer() async throws {
    try await TestLab.run(isClass: true) { lab throws in
      for open in ["/", "/page/lab.js", "/favicon.ico", "/api/class"] {
        #expect([200, 204].contains(try lab.ask("GET", open).status), "\(open)")
      }
      for route in LabRoute.all where route.access != .everybody {
        let path = route.path.replacing("{id}", with: "cafe").replacing("{number}", with: "1")
        let answer = try lab.ask(route.method, path)
        #expect(answer.status == 403, "\(route.method) \(path)")
        #expect(answer.problem == "forbidden")
      }
      for other in ["/nothing", "/api/scenarios/..%2Fcafe"] {
        #expect(try lab.ask("GET", other).status == 403)
      }
      // A session that somebody made up.
      let made = "Cookie: cxlab-class-\(lab.port)=\(String(repeating: "0", count: 32))\r\n"
      #expect(try lab.ask("GET", "/api/scenarios", headers: made).status == 403)
      let door = JSONReader.read(try lab.ask("GET", "/api/class").body.utf8)
      #expect(door?["is_class"] == .bool(true) && door?["role"] == .null)
    }
  }

  @Test func whatPupilsMayDoIsSaidRouteByRoute() {
    let silent = LabRoute(path: "/a", name: "a", summary: "", success: .empty("")) { _, _ in
      LabReply(empty: 204)
    }
    #expect(silent.access == .trainer)
    let open = LabRoute.all.filter { [LabAccess.members, .pupils].contains($0.access) }.map(\.name)
    #expect(
      Set(open) == [
        "openAPI", "scenarios", "scenario", "keys", "check", "base", "whatIf", "variant",
        "differences", "plan", "growth", "stories", "report", "day", "why", "snapshots",
        "snapshot", "addSnapshot", "deleteSnapshot", "classEvents", "guess", "handIn",
      ])
  }

  @Test func whereNoClassIsHeldThereIsNone() async throws {
    try await TestLab.run { lab throws in
      let door = JSONReader.read(try lab.ask("GET", "/api/class").body.utf8)
      #expect(door?["is_class"] == .bool(false))
      for path in ["events", "invitation", "export.csv"] {
        #expect(try lab.ask("GET", "/api/class/\(path)").status == 404)
      }
      #expect(
        try lab.ask("POST", "/api/class/join", headers: json, body: "{}").status == 404)
    }
  }

  @Test func aPupilJoinsWithTheCodeHoweverItIsTyped() async throws {
    try await TestLab.run(isClass: true) { lab throws in
      let code = try #require(lab.classroom?.state.room.code)
      #expect(code.count == 8 && code.allSatisfy { ClassSecret.alphabet.contains($0) })
      let typed = " \(code.prefix(4).lowercased())-\(code.dropFirst(4)) "
      let answer = try lab.ask(
        "POST", "/api/class/join", headers: json, body: #"{"code":"\#(typed)","nickname":" Anna "}"#
      )
      #expect(answer.status == 200)
      #expect(JSONReader.read(answer.body.utf8)?["nickname"]?.string == "Anna")
      let cookie = try #require(answer.header("set-cookie"))
      #expect(cookie.contains("HttpOnly") && cookie.contains("SameSite=Strict"))
      let token = try #require(cookie.firstMatch(of: /=([0-9a-f]{32});/)).output.1
      let session = "Cookie: cxlab-class-\(lab.port)=\(token)\r\n"
      #expect(try lab.ask("GET", "/api/scenarios", headers: session).status == 200)
      // What is kept is not what the browser sends.
      let kept = try #require(FileSystem.read(lab.folder + "/class.sqlite"))
      #expect(!String(decoding: kept, as: UTF8.self).contains(token))
    }
  }

  @Test(arguments: [
    "", "  ", "a\\nb", "\\u202ea", "abcdefghijklmnopqrstuvwxy", "\\u0000",
  ])
  func aNicknameIsALineOfPlainText(_ nickname: String) async throws {
    try await TestLab.run(isClass: true) { lab throws in
      let code = lab.classroom?.state.room.code ?? ""
      let body = #"{"code":"\#(code)","nickname":"\#(nickname)"}"#
      #expect(try lab.ask("POST", "/api/class/join", headers: json, body: body).status == 400)
      #expect(lab.classroom?.state.pupils.isEmpty == true)
    }
  }

  @Test func aNicknameIsTakenOnce() async throws {
    try await TestLab.run(isClass: true) { lab throws in
      let anna = try ClassBrowser.joined(lab, "Anna K")
      #expect(try anna.ask("GET", "/api/scenarios").status == 200)
      for same in ["anna k", "ANNA  K", "\\uff21nna K"] {
        #expect(try ClassBrowser.joined(lab, same).cookie == "none=422")
      }
      #expect(try ClassBrowser.joined(lab, "Anna L").cookie.hasPrefix("cxlab-class-"))
    }
  }

  @Test func sixtyPupilsAreAllThatThereIsRoomFor() throws {
    let folder = FileManager.default.temporaryDirectory.appending(path: UUID().uuidString).path
    defer { try? FileManager.default.removeItem(atPath: folder) }
    let room = try ClassRoom(folder: folder)
    let code = room.state.room.code
    for number in 1...ClassRoom.mostPupils {
      guard case .session = try room.join(code: code, nickname: "p\(number)", from: "") else {
        Issue.record("pupil \(number) does not get in")
        return
      }
    }
    guard case .full = try room.join(code: code, nickname: "more", from: "") else {
      Issue.record("there is room for one too many")
      return
    }
  }

  @Test func wrongCodesAreSlowedAndTheRightOneWithThem() async throws {
    try await TestLab.run(isClass: true) { lab throws in
      let wrong = #"{"code":"ACDEFGHJ","nickname":"a"}"#
      for _ in 0..<ClassDoor.free {
        #expect(try lab.ask("POST", "/api/class/join", headers: json, body: wrong).status == 403)
      }
      let answer = try lab.ask("POST", "/api/class/join", headers: json, body: wrong)
      #expect(answer.status == 429)
      #expect(answer.header("retry-after").flatMap { Int($0) } ?? 0 >= 1)
      #expect(try ClassBrowser.joined(lab, "Anna").cookie == "none=429")
      #expect(try ClassBrowser.leading(lab).cookie == "none=429")
    }
  }

  @Test func waitsGrowToAMinuteAndEndWithTheRightCode() {
    var door = ClassDoor()
    var now = ContinuousClock.now
    for _ in 0..<ClassDoor.free {
      #expect(door.attempt(from: "a", isRight: false, now: now) == .isWrong)
    }
    for wait in [2, 4, 8, 16, 32, 60, 60, 60] {
      #expect(door.attempt(from: "a", isRight: true, now: now) == .wait(seconds: wait))
      now += .seconds(wait)
      #expect(door.attempt(from: "a", isRight: false, now: now) == .isWrong)
    }
    // Others come in meanwhile.
    #expect(door.attempt(from: "b", isRight: true, now: now) == .isRight)
    now += .seconds(60)
    #expect(door.attempt(from: "a", isRight: true, now: now) == .isRight)
    #expect(door.attempt(from: "a", isRight: false, now: now) == .isWrong)
    #expect(door.attempt(from: "a", isRight: true, now: now) == .isRight)
  }

  @Test func manyAddressesTogetherAreSlowedAndFewAreRemembered() {
    var door = ClassDoor()
    let now = ContinuousClock.now
    for number in 0..<3_000 {
      #expect(door.attempt(from: "\(number)", isRight: false, now: now) == .isWrong)
    }
    #expect(door.count == ClassDoor.mostAddresses)
    // A second try waits, although none of them was wrong five times; who was never wrong comes in.
    #expect(door.attempt(from: "2999", isRight: true, now: now) == .wait(seconds: 1))
    #expect(door.attempt(from: "2999", isRight: true, now: now + .seconds(2)) == .isRight)
    #expect(door.attempt(from: "new", isRight: true, now: now) == .isRight)
  }

  @Test func onlyTheMachinesOwnNamesAndItsOwnPageAreAnswered() async throws {
    try await TestLab.run(isClass: true) { lab throws in
      func status(_ host: String, _ more: String = "") throws -> Int {
        try lab.askRaw(
          "GET /api/class HTTP/1.1\r\nHost: \(host)\r\nConnection: close\r\n\(more)\r\n"
        ).status
      }
      #expect(try status("127.0.0.1:\(lab.port)") == 200)
      for name in RoomAddress.names { #expect(try status("\(name):\(lab.port)") == 200) }
      for host in ["evil.example:\(lab.port)", "10.9.8.7:\(lab.port)", "127.0.0.1:1"] {
        #expect(try status(host) == 403)
      }
      let own = "127.0.0.1:\(lab.port)"
      #expect(try status(own, "Origin: http://\(own)\r\n") == 200)
      #expect(try status(own, "Origin: http://evil.example\r\n") == 403)
      for address in RoomAddress.all() {
        #expect(!address.address.hasPrefix("127."))
      }
    }
  }

  @Test func oneMemberDoesNotTakeAllStreams() async throws {
    var limits = LabHTTPLimits.ofClass
    limits.streamsOfMember = 2
    limits.classStreamsOfMember = 1
    try await TestLab.run(limits: limits, isClass: true) { lab throws in
      let (anna, ben) = (try ClassBrowser.joined(lab, "Anna"), try ClassBrowser.joined(lab, "Ben"))
      let target = "/api/scenarios/cafe/base"
      let held = try (0..<2).map { _ in try anna.stream(target) }
      for client in held { #expect(client.read(until: "\r\n\r\n").contains("200 OK")) }
      #expect(try anna.ask("GET", target).status == 429)
      let other = try ben.stream(target)
      #expect(other.read(until: "\r\n\r\n").contains("200 OK"))
      let events = try anna.stream("/api/class/events")
      #expect(events.read(until: "}\n\n").contains("200 OK"))
      #expect(try anna.ask("GET", "/api/class/events").status == 429)
    }
  }
}
