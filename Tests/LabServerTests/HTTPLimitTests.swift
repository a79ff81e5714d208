import Documents
import Foundation
import Testing

@testable import LabServer

/// What somebody may ask for too much of.
@Suite(.timeLimit(.minutes(2))) struct HTTPLimitTests {
  private let snapshots = "/api/scenarios/cafe/snapshots"
  private let json = "Content-Type: application/json\r\n"

  @Test func aLongBodyIsRefusedBeforeItIsRead() async throws {
    try await TestLab.run { lab throws in
      let answer = try lab.askRaw(
        "POST \(snapshots) HTTP/1.1\r\nHost: localhost:\(lab.port)\r\n\(json)"
          + "Content-Length: 1048577\r\n\r\n{")
      #expect(answer.status == 413)
      #expect(answer.problem == "too-large")
      #expect(answer.header("connection") == "close")
    }
  }

  @Test func aLongBodyThatIsSentAllTheSameLosesNoAnswer() async throws {
    try await TestLab.run { lab throws in
      let client = try RawClient(port: lab.port)
      client.send(
        "POST \(snapshots) HTTP/1.1\r\nHost: localhost:\(lab.port)\r\n\(json)"
          + "Content-Length: 8000000\r\n\r\n")
      client.send(String(repeating: "a", count: 3_000_000))
      #expect(Answer(client.readToEnd()).status == 413)
    }
  }

  @Test func theLargestBodyIsRead() async throws {
    try await TestLab.run { lab throws in
      let body = #"{"name":"a","settings":[]}"#
      let blanks = String(repeating: " ", count: (1 << 20) - body.utf8.count)
      let headers = json + "Expect: 100-continue\r\n"
      let client = try RawClient(port: lab.port)
      client.send(
        "POST \(snapshots) HTTP/1.1\r\nHost: localhost:\(lab.port)\r\nConnection: close\r\n"
          + headers + "Content-Length: \(1 << 20)\r\n\r\n")
      #expect(client.read(until: "\r\n\r\n").hasPrefix("HTTP/1.1 100 Continue\r\n"))
      client.send(body + blanks)
      #expect(Answer(client.readToEnd()).status == 201)
    }
  }

  @Test(arguments: ["-1", "+1", "1a", "0x1", "", "99999999999999999999999"])
  func aLengthIsANumber(_ length: String) async throws {
    try await TestLab.run { lab throws in
      let answer = try lab.askRaw(
        "POST \(snapshots) HTTP/1.1\r\nHost: localhost:\(lab.port)\r\n\(json)"
          + "Content-Length: \(length)\r\n\r\n")
      #expect(answer.status == (length.count > 5 ? 413 : 400))
    }
  }

  @Test func whatCouldBeReadInTwoWaysIsRefused() async throws {
    try await TestLab.run { lab throws in
      let start = "POST \(snapshots) HTTP/1.1\r\nHost: localhost:\(lab.port)\r\n\(json)"
      let chunked = "Transfer-Encoding: chunked\r\n"
      #expect(try lab.status(start, chunked, "\r\n0\r\n\r\n") == 411)
      #expect(
        try lab.status(start, chunked, "Content-Length: 2\r\n\r\n{}") == 411)
      #expect(
        try lab.status(start, "Content-Length: 2\r\nContent-Length: 3\r\n\r\n{}") == 400)
      #expect(try lab.status(start, "Content-Length : 2\r\n\r\n{}") == 400)
      #expect(try lab.status(start, " folded: 2\r\n\r\n") == 400)
      #expect(try lab.status(start, "Host: localhost:\(lab.port)\r\n\r\n") == 400)
      #expect(try lab.status("GET / HTTP/2.0\r\n\r\n") == 505)
      #expect(try lab.status("nonsense\r\n\r\n") == 400)
      #expect(try lab.status("GET / HTTP/1.1\nHost: localhost:\(lab.port)\r\n\r\n") == 400)
    }
  }

  @Test func endlessHeadersAreCutOff() async throws {
    try await TestLab.run { lab throws in
      let start = "GET / HTTP/1.1\r\nHost: localhost:\(lab.port)\r\n"
      let many = (0..<101).map { "a\($0): b\r\n" }.joined()
      #expect(try lab.status(start, many, "\r\n") == 431)
      let long = "a: " + String(repeating: "b", count: 131_072)
      #expect(try lab.status(start, long, "\r\n\r\n") == 431)
      // Without an end.
      let client = try RawClient(port: lab.port)
      let line = "a: " + String(repeating: "b", count: 1000) + "\r\n"
      client.send(start)
      for _ in 0..<500 where !client.send(line) { break }
      #expect(Answer(client.readToEnd()).status == 431)
    }
  }

  @Test func aSlowClientIsCutOff() async throws {
    var limits = LabHTTPLimits()
    limits.request = .milliseconds(300)
    try await TestLab.run(limits: limits) { lab throws in
      let answer = try lab.askRaw("GET / HTTP/1.1\r\nHost:")
      #expect(answer.status == 408)
      let body = try lab.askRaw(
        "POST \(snapshots) HTTP/1.1\r\nHost: localhost:\(lab.port)\r\n\(json)"
          + "Content-Length: 10\r\n\r\n{")
      #expect(body.status == 408)
      // One that says something now and then, and never all.
      let client = try RawClient(port: lab.port)
      client.send("GET / HTTP/1.1\r\n")
      while client.send("a: b\r\n") { try await Task.sleep(for: .milliseconds(20)) }
    }
  }

  @Test func anIdleConnectionIsClosedWithoutAWord() async throws {
    var limits = LabHTTPLimits()
    limits.idle = .milliseconds(200)
    try await TestLab.run(limits: limits) { lab throws in
      #expect(try RawClient(port: lab.port).readToEnd().isEmpty)
    }
  }

  @Test func tooManyConnectionsAreTold() async throws {
    var limits = LabHTTPLimits()
    (limits.connections, limits.refusals) = (3, 2)
    try await TestLab.run(limits: limits) { lab throws in
      var clients: [RawClient] = []
      for _ in 0..<3 {
        let client = try RawClient(port: lab.port)
        client.send("GET / HTTP/1.1\r\nHost: localhost:\(lab.port)\r\n\r\n")
        #expect(client.read(until: "</p>").contains("200 OK"))
        clients.append(client)
      }
      let answer = try lab.ask("GET", "/")
      #expect(answer.status == 503)
      #expect(answer.problem == "busy")
      // Many more, and it still answers.
      clients += try (0..<150).map { _ in try RawClient(port: lab.port) }
      for client in clients { client.close() }
      while try lab.ask("GET", "/").status != 200 {}
    }
  }

  @Test func thereAreNoMoreSettingsThanCanBeMeant() async throws {
    try await TestLab.run { lab throws in
      let many = Array(repeating: "set=a%3D1", count: 201).joined(separator: "&")
      let long = String(repeating: "a", count: 1001)
      for target in ["check?\(many)", "check?set=\(long)", "keys?q=\(long)"] {
        #expect(try lab.ask("GET", "/api/scenarios/cafe/\(target)").status == 400)
      }
      let most = many.dropFirst(10)
      #expect(try lab.ask("GET", "/api/scenarios/cafe/check?\(most)").status == 200)
    }
  }
}
