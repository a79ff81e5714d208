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

  @Test func whoHasNothingMoreToSayGetsHisStream() async throws {
    var limits = LabHTTPLimits()
    limits.heartbeat = .milliseconds(50)
    try await TestLab.run(limits: limits) { lab throws in
      let client = try lab.stream(path)
      client.endSending()
      #expect(client.read(until: "\r\n\r\n").contains("200 OK"))
      await lab.source.waitForStream()
      // Long enough for it to have been noticed several times.
      try await Task.sleep(for: .milliseconds(500))
      lab.source.send("progress", ["done": 1])
      #expect(client.read(until: "\"done\":1}").contains("progress"))
      lab.source.endStreams()
      #expect(client.readToEnd().hasSuffix("0\r\n\r\n"))
      #expect(await lab.source.waitForEnd() == false)
    }
  }

  @Test func whoHasNothingMoreToSayGetsHisAnswer() async throws {
    var limits = LabHTTPLimits()
    limits.heartbeat = .milliseconds(50)
    try await TestLab.run(limits: limits) { lab throws in
      let client = try lab.stream("/api/scenarios/cafe/stories?set=wait%3D1")
      client.endSending()
      await lab.source.waitForStream()
      try await Task.sleep(for: .milliseconds(500))
      lab.source.endStreams()
      let said = client.readToEnd()
      // What asks whether he is there is read over.
      let answer = said.replacing("HTTP/1.1 100 Continue\r\n\r\n", with: "")
      #expect(answer.hasPrefix("HTTP/1.1 200 OK\r\n"))
      #expect(answer.hasSuffix(#"{"stories":[]}"#))
      #expect(await lab.source.waitForEnd() == false)
    }
  }

  @Test func whoHangsUpWhileSomethingIsSimulatedEndsIt() async throws {
    try await TestLab.run { lab throws in
      for isHalfClosedFirst in [false, true] {
        let client = try lab.stream("/api/scenarios/cafe/stories?set=wait%3D1")
        if isHalfClosedFirst { client.endSending() }
        await lab.source.waitForStream()
        if isHalfClosedFirst { try await Task.sleep(for: .milliseconds(300)) }
        client.close()
        #expect(await lab.source.waitForEnd() == true)
      }
    }
  }

  @Test func whoDoesNotReadIsCutOff() async throws {
    var limits = LabHTTPLimits()
    limits.answer = .milliseconds(500)
    try await TestLab.run(limits: limits) { lab throws in
      let client = try lab.stream(path)
      await lab.source.waitForStream()
      let text = JSONValue.string(String(repeating: "a", count: 1 << 20))
      // What the system takes for him is soon full.
      let sender = Task {
        while !Task.isCancelled {
          lab.source.send("result", ["text": text])
          try? await Task.sleep(for: .milliseconds(10))
        }
      }
      #expect(await lab.source.waitForEnd() == true)
      sender.cancel()
      client.close()
    }
  }

  @Test func whatNobodyReadsDoesNotGrow() {
    let pieces = LabHTTPPieces(most: 10_000)
    func event(_ name: String, _ number: Int, _ length: Int) -> LabEvent {
      LabEvent(
        name: name,
        data: [
          "number": .integer(number), "text": .string(String(repeating: "a", count: length)),
        ])
    }
    // A few that are small all wait.
    for number in 1...3 { pieces.add(event("progress", number, 10)) }
    for number in 1...3 {
      #expect(pieces.take() == event("progress", number, 10).lines)
    }
    #expect(pieces.take() == nil && pieces.bytes == 0)
    for number in 1...1000 {
      pieces.add(event("progress", number, 10))
      pieces.add(event("result", number, 8_000))
      pieces.beat()
      #expect(pieces.bytes < 20_000)
    }
    pieces.add(event("done", 1, 10))
    var last: [[UInt8]] = []
    while let piece = pieces.take() { last.append(piece) }
    #expect(last.suffix(2) == [event("result", 1000, 8_000).lines, event("done", 1, 10).lines])
    pieces.beat()
    pieces.beat()
    #expect(pieces.take() == Array(": \n\n".utf8) && pieces.take() == nil)
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
