import Documents
import Foundation

@testable import LabServer

/// A browser in a class: what it asks carries its session.
struct ClassBrowser {
  let lab: TestLab
  let cookie: String

  /// Joins as a pupil.
  static func joined(_ lab: TestLab, _ nickname: String) throws -> ClassBrowser {
    let code = lab.classroom?.state.room.code ?? ""
    return try entered(lab, "join", #"{"code":"\#(code)","nickname":"\#(nickname)"}"#)
  }

  /// Leads the class.
  static func leading(_ lab: TestLab) throws -> ClassBrowser {
    try entered(lab, "lead", #"{"key":"\#(lab.classroom?.state.room.key ?? "")"}"#)
  }

  private static func entered(_ lab: TestLab, _ how: String, _ body: String) throws -> ClassBrowser
  {
    let answer = try lab.ask(
      "POST", "/api/class/\(how)", headers: "Content-Type: application/json\r\n", body: body)
    let cookie = answer.header("set-cookie")?.prefix { $0 != ";" } ?? "none=\(answer.status)"
    return ClassBrowser(lab: lab, cookie: String(cookie))
  }

  func ask(_ method: String, _ target: String, _ body: String = "") throws -> Answer {
    let json = body.isEmpty ? "" : "Content-Type: application/json\r\n"
    return try lab.ask(method, target, headers: json + "Cookie: a=b; \(cookie)\r\n", body: body)
  }

  /// Opens a stream.
  func stream(_ target: String) throws -> RawClient {
    let client = try RawClient(port: lab.port)
    client.send(
      "GET \(target) HTTP/1.1\r\nHost: localhost:\(lab.port)\r\nCookie: \(cookie)\r\n\r\n")
    return client
  }

  /// What the class tells this browser at the moment.
  func state() throws -> ReadJSON? {
    let client = try stream("/api/class/events")
    defer { client.close() }
    let text = client.read(until: "}\n\n")
    let line = text.split(separator: "\n").first { $0.hasPrefix("data: ") } ?? ""
    return JSONReader.read(line.dropFirst(6).utf8)
  }

  /// Waits until the class tells something; asks again and again.
  func state(where isSo: (ReadJSON) -> Bool) async throws -> ReadJSON? {
    for _ in 0..<3_000 {
      if let state = try state(), isSo(state) { return state }
      try await Task.sleep(for: .milliseconds(20))
    }
    return nil
  }
}
