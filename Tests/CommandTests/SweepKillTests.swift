import Foundation
import Testing

/// Workers that are killed at any moment: nothing is lost and nothing is wrong.
@Suite(.serialized) struct SweepKillTests {
  /// As many kills as the environment asks for; a few by default.
  private static let kills =
    ProcessInfo.processInfo.environment["CXLAB_KILLS"].flatMap { Int($0) } ?? 15

  private static let sweep = """
    scenario: shop.yaml
    levers: {teams.staff.staff: {from: 1, to: 6}, quality.mean: {from: 50, to: 90, steps: 6}}
    uncertainties: {market.rivals.opposite.price: uniform £3 to £4}
    outcomes: [retention_12m, profit]
    design: {points: 4}
    replications: 2

    """

  @Test func killedWorkersGiveTheSameBytes() async throws {
    let whole = try SweepTests.workshop(Self.sweep)
    try await whole.succeed("sweep run s.yaml")
    let expected = try SweepTests.results(whole, "Outputs/s")
    let killed = try SweepTests.workshop(Self.sweep)
    try await killed.succeed("sweep plan s.yaml")
    let line = "sweep work --plan Outputs/s/plan.jsonl --jobs 2".split(separator: " ").map(
      String.init)
    var luck = UInt64(20_260_105)
    var kept: [Int] = []
    for round in 1...Self.kills {
      luck = luck &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      let running = try Program.start(line, in: killed.folder)
      try await Task.sleep(for: .milliseconds(15 + Int(luck >> 33) % 400))
      running.kill()
      _ = try await running.end()
      let status = try await killed.succeed(
        "sweep status --plan Outputs/s/plan.jsonl --format json")
      let value = try #require(try json(status.out) as? [String: Any])
      let done = try #require(value["done"] as? Int)
      #expect(done >= kept.last ?? 0, "round \(round) lost points")
      kept.append(done)
      // Where all is done the kills go on with a part of it taken away, so that each has work to stop.
      if done == 144 { try Self.takeAway(round, in: killed) }
      kept = done == 144 ? [] : kept
    }
    try await killed.succeed("sweep run s.yaml")
    #expect(try SweepTests.results(killed, "Outputs/s") == expected)
  }

  /// Cuts a work file off somewhere, and takes the others away.
  private static func takeAway(_ round: Int, in workshop: Workshop) throws {
    let folder = try #require(
      try workshop.names("Outputs/s").first { $0.hasPrefix("work-") }.map { "Outputs/s/" + $0 })
    for (number, name) in try workshop.names(folder).enumerated() {
      let url = workshop.folder.appendingPathComponent("\(folder)/\(name)")
      if number == 0 {
        let data = try Data(contentsOf: url)
        try data.prefix(data.count * (round % 7) / 9).write(to: url)
      } else {
        try FileManager.default.removeItem(at: url)
      }
    }
  }

  @Test func ctrlCKeepsWhatIsDone() async throws {
    let workshop = try SweepTests.workshop(
      Self.sweep.replacing("points: 4", with: "points: 1000"))
    let running = try Program.start(["sweep", "run", "s.yaml"], in: workshop.folder)
    while running.isRunning, try Self.done(in: workshop) == 0 {
      try await Task.sleep(for: .milliseconds(20))
    }
    #expect(running.isRunning)
    running.interrupt()
    let outcome = try await running.end()
    #expect(outcome.status == 130 && !outcome.wasKilled)
    #expect(outcome.err.contains("kept. The same command goes on from here."))
    #expect(try SweepTests.results(workshop, "Outputs/s").isEmpty)
    #expect((1..<36_000).contains(try Self.done(in: workshop)))
  }

  /// How many points' lines the workers have written.
  private static func done(in workshop: Workshop) throws -> Int {
    let files = try workshop.files(".").filter { $0.key.hasPrefix("Outputs/s/work-") }
    return files.values.reduce(0) { $0 + $1.split(separator: UInt8(ascii: "\n")).count }
  }
}
