import Documents
import Foundation
import Synchronization
import Testing

@testable import LabServer

/// Streams of events.
@Suite(.timeLimit(.minutes(2))) struct HTTPStreamTests {
  private let path = "/api/scenarios/cafe/what-if?set=price%3D3"

  @Test func eventsArriveOneByOne() async throws {
    try await TestLab.run { lab throws in
      let client = try lab.stream(path)
      let head = client.read(until: "\r\n\r\n")
      #expect(head.hasPrefix("HTTP/1.1 200 OK\r\n"))
      #expect(head.contains("Content-Type: text/event-stream\r\n"))
      await lab.source.waitForStream()
      for number in 1...3 {
        // The next is not sent before this one has come.
        lab.source.send("progress", ["done": .integer(number)])
        let event = "event: progress\ndata: {\"done\":\(number)}\n\n"
        #expect(client.read(until: event).contains(event))
      }
      lab.source.send("done", ["pairs": 3])
      lab.source.endStreams()
      #expect(client.readToEnd().hasSuffix("\r\n0\r\n\r\n"))
      #expect(await lab.source.waitForEnd() == false)
    }
  }

  @Test func aQuietStreamShowsThatItIsAlive() async throws {
    var limits = LabHTTPLimits()
    limits.heartbeat = .milliseconds(50)
    try await TestLab.run(limits: limits) { lab throws in
      let client = try lab.stream(path)
      #expect(client.read(until: ": \n\n").contains(": \n\n"))
      client.close()
      #expect(await lab.source.waitForEnd() == true)
    }
  }

  @Test func aDroppedStreamIsCancelled() async throws {
    try await TestLab.run { lab throws in
      let client = try lab.stream(path)
      #expect(client.read(until: "\r\n\r\n").contains("200 OK"))
      await lab.source.waitForStream()
      client.close()
      #expect(await lab.source.waitForEnd() == true)
    }
  }

  @Test func aServerThatEndsCancelsItsStreams() async throws {
    var source: FakeSource?
    try await TestLab.run { lab throws in
      let client = try lab.stream("/api/scenarios/cafe/base")
      #expect(client.read(until: "\r\n\r\n").contains("200 OK"))
      await lab.source.waitForStream()
      source = lab.source
    }
    #expect(await source?.waitForEnd() == true)
  }

  @Test func tooManyStreamsAreRefused() async throws {
    var limits = LabHTTPLimits()
    limits.streams = 2
    try await TestLab.run(limits: limits) { lab throws in
      let clients = [try lab.stream(path), try lab.stream(path)]
      for client in clients {
        #expect(client.read(until: "\r\n\r\n").contains("200 OK"))
        await lab.source.waitForStream()
      }
      let answer = try lab.ask("GET", path)
      #expect(answer.status == 429)
      #expect(answer.problem == "busy")
      // One that has ended makes room for another.
      clients[0].close()
      #expect(await lab.source.waitForEnd() == true)
      while true {
        let client = try lab.stream(path)
        if client.read(until: "\r\n\r\n").contains("200 OK") { break }
        client.close()
      }
    }
  }

  @Test func itAnswersWhileEveryThreadSimulates() async throws {
    try await TestLab.run { lab throws in
      // This test keeps one thread and never lets it go; the others are taken here.
      let cores = ProcessInfo.processInfo.activeProcessorCount
      let busy = Flag()
      let tasks = (0..<cores).map { _ in Task { while !busy.isOver {} } }
      defer { busy.end() }
      #expect(tasks.count == cores)
      let client = try lab.stream(path)
      #expect(client.read(until: "\r\n\r\n").contains("200 OK"))
      lab.source.send("progress", ["done": 1])
      #expect(client.read(until: "\"done\"").contains("progress"))
      #expect(try lab.ask("GET", "/api/scenarios").status == 200)
    }
  }

  @Test func whatCannotBeRunIsToldAtOnce() async throws {
    try await TestLab.run { lab throws in
      for _ in 0..<20 {
        let answer = try lab.ask("GET", "/api/scenarios/bar/base")
        #expect(answer.status == 404)
        #expect(answer.problem == "unknown-scenario")
      }
    }
  }

  @Test func anOldClientGetsEventsWithoutPieces() async throws {
    try await TestLab.run { lab throws in
      let client = try RawClient(port: lab.port)
      client.send("GET \(path) HTTP/1.0\r\nHost: localhost:\(lab.port)\r\n\r\n")
      #expect(!client.read(until: "\r\n\r\n").contains("chunked"))
      await lab.source.waitForStream()
      lab.source.send("done", ["pairs": 1])
      lab.source.endStreams()
      #expect(client.readToEnd().hasSuffix("event: done\ndata: {\"pairs\":1}\n\n"))
    }
  }
}

/// Something that ends.
private final class Flag: Sendable {
  private let flag = Mutex(false)
  var isOver: Bool { flag.withLock { $0 } }
  func end() { flag.withLock { $0 = true } }
}
