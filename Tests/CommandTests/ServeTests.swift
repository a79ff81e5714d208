import Foundation
import Testing

/// How `cxlab serve` starts and ends; what it answers is tried in `LabServerTests`.
@Suite struct ServeTests {
  @Test(arguments: [
    ("serve --port 65536", "--port is a whole number"), ("serve --port -1", "--port is a whole"),
    ("serve --pairs 0", "--pairs is a whole number"), ("serve --jobs 0", "--jobs is a whole"),
    ("serve --seed -1", "--seed"),
    ("serve --port 0", "there are no scenario files in Scenarios/"),
  ])
  func wrongUsageIsToldInWords(_ line: String, words: String) async throws {
    let workshop = try Workshop([:])
    let outcome = try await Program.run(
      line.split(separator: " ").map(String.init), in: workshop.folder)
    #expect(outcome.status == 64)
    #expect(outcome.err.contains(words))
    #expect(outcome.out.isEmpty)
  }

  @Test func aTakenPortIsToldWithItsOption() async throws {
    let workshop = try Workshop()
    let first = try Program.start(["serve", "shop.yaml", "--port", "0"], in: workshop.folder)
    try await first.untilItSays("Ctrl-C ends it")
    let port = try #require(first.printed.firstMatch(of: /127\.0\.0\.1:(\d+)/)).output.1
    // At once: in the line of the commands that tests wait for, the first would have to wait with it.
    let second = try await Program.start(
      ["serve", "shop.yaml", "--port", String(port), "--state", "other"], in: workshop.folder
    ).end()
    #expect(second.status == 69)
    #expect(second.err.contains("port \(port) is taken"))
    #expect(second.err.contains("--port"))
    first.terminate()
    #expect(try await first.end().status == 143)
  }

  @Test func ctrlCEndsIt() async throws {
    let workshop = try Workshop()
    let running = try Program.start(
      ["serve", "shop.yaml", "desk.yaml", "--port", "0", "--state", "kept"], in: workshop.folder)
    try await running.untilItSays("Ctrl-C ends it")
    running.interrupt()
    let outcome = try await running.end()
    #expect(outcome.status == 130 && !outcome.wasKilled)
    #expect(outcome.out.hasPrefix("cxlab: the lab is at http://127.0.0.1:"))
    #expect(try workshop.names("kept").sorted() == ["drafts.sqlite", "snapshots.sqlite"])
  }

  @Test func aClassIsGoneOnWithWhereItWasHeld() async throws {
    let workshop = try Workshop()
    var codes: [String] = []
    for _ in 0..<2 {
      let running = try Program.start(
        ["serve", "shop.yaml", "--port", "0", "--state", "kept", "--class"], in: workshop.folder)
      try await running.untilItSays("for the trainer alone")
      let printed = running.printed
      let code = try #require(printed.firstMatch(of: /code +([A-Z0-9]{4}-[A-Z0-9]{4})/)).output.1
      codes.append(String(code))
      #expect(printed.contains(/http:\/\/127\.0\.0\.1:\d+\/#lead=[0-9a-f]{32}/))
      running.interrupt()
      #expect(try await running.end().status == 130)
    }
    #expect(codes.count == 2 && codes[0] == codes[1])
    #expect(try workshop.names("kept").contains("class.sqlite"))
  }

  @Test func aBrokenFileKeepsItFromStarting() async throws {
    let workshop = try Workshop(["shop.yaml": "title: ["])
    let outcome = try await Program.run(
      ["serve", "shop.yaml", "--port", "0"], in: workshop.folder)
    #expect(outcome.status == 65)
    #expect(outcome.err.contains("the lab was not started"))
  }

  @Test func aFolderThatCannotBeMadeIsTold() async throws {
    let workshop = try Workshop()
    let outcome = try await Program.run(
      ["serve", "shop.yaml", "--port", "0", "--state", "desk.yaml"], in: workshop.folder)
    #expect(outcome.status == 73)
    #expect(outcome.err.contains("desk.yaml is a file, not a folder"))
  }
}
