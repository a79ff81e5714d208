import CustomerExperience
import Experiments
import Foundation
import Testing

@testable import ScenarioFiles
@testable import Studies

/// Workers: the same figures whatever the blocks, the shards and the jobs.
@Suite struct SweepWorkerTests {
  private static let text = """
    outcomes: [revenue, satisfaction_mean, {metric: mean_wait, subject: team:staff}]
    levers: {teams.staff.staff: [1, 2, 3], quality.mean: [60, 80]}
    uncertainties: {market.rivals.opposite.price: uniform £3 to £4}
    design: {points: 3}
    replications: 3
    """

  private func work(
    _ sweep: PlannedSweep, _ shard: Shard = .whole, jobs: Int = 2, retries: Bool = false
  ) async throws {
    let worker = SweepWorker(sweep, shard: shard, retriesFailures: retries, jobs: jobs)
    try await worker.run(known: sweep.results())
  }

  private func figures(_ sweep: PlannedSweep) throws -> [String] {
    let results = try sweep.results()
    return (0..<sweep.plan.points.count).flatMap { point in
      sweep.plan.outcomes.indices.map {
        "\(String(describing: results.estimate(point, $0))) \(results.variance(point, $0))"
      }
    }
  }

  @Test func shardsAndJobsGiveTheSameFigures() async throws {
    let (whole, parts) = (try SweepBench([:]), try SweepBench([:]))
    let one = try whole.plan(Self.text)
    try await work(one, jobs: 1)
    let many = try parts.plan(Self.text)
    for text in ["3/3", "1/3", "2/3", "1/2"] {
      try await work(many, Shard(text) ?? .whole, jobs: 3)
    }
    #expect(try figures(one) == figures(many))
    #expect(try one.results().done == 18)
  }

  @Test func aPointIsWhatItsSettingsGive() async throws {
    let bench = try SweepBench([:])
    let sweep = try bench.plan(Self.text)
    try await work(sweep)
    let results = try sweep.results()
    let point = sweep.plan.points[10]
    let path = bench.path("stall.yaml")
    let world = try ScenarioLoader.load(path, settings: sweep.plan.worldSettings(of: point))
      .scenario
    let setting = try ScenarioLoader.load(
      path, settings: sweep.plan.worldSettings(of: point) + sweep.plan.leverSettings(of: point)
    ).scenario
    #expect(setting.market.rivals[0].price != Scenario().market.rivals.first?.price)
    let sampler = try OutcomeSampler(world: world, outcomes: sweep.plan.outcomes, seed: 1)
    let model = OutcomeSampler.model(setting)
    let rows = try (1...3).map {
      try sampler.row(of: model, $0, from: .init(), isCancelled: { false })
    }
    let samples = try OutcomeSampler.joined(rows).get()
    for o in 0..<3 {
      let mean = samples[o].reduce(0, +) / 3
      let found = try #require(results.estimate(10, o))
      #expect(abs(found.mean - mean) <= 1e-12 * abs(mean) && found.replications == 3)
    }
  }

  @Test func whatIsDoneIsLeftAndWhatIsMissingIsDone() async throws {
    let bench = try SweepBench([:])
    let sweep = try bench.plan(Self.text)
    try await work(sweep)
    let whole = try figures(sweep)
    let folder = "out/work-\(sweep.shortHash)"
    let lines = try bench.text("\(folder)/shard-1-of-1.1.jsonl").split(separator: "\n")
    #expect(lines.count == 18)
    // Half a block is there, and a torn line.
    try bench.write(
      lines[..<4].joined(separator: "\n") + "\n" + lines[4].dropLast(9),
      to: "\(folder)/shard-1-of-1.1.jsonl")
    try await work(sweep)
    #expect(try figures(sweep) == whole)
    let second = try bench.text("\(folder)/shard-1-of-1.2.jsonl").split(separator: "\n")
    #expect(second.count == 14)
    // Nothing is left to do: no file is made.
    try await work(sweep)
    #expect(try sweep.results().files.count == 2)
  }

  @Test func aFailingPointDoesNotStopTheOthers() async throws {
    let bench = try SweepBench([:])
    // Each is good by itself; a course that nobody can be spared for is not there, but a channel is.
    let sweep = try bench.plan(
      """
      outcomes: [revenue]
      points:
        - {quality.mean: 60}
        - {clock.horizon: 6 months, growth.doses: 3}
        - {customers.segments.regulars.people.age.young: 40%}
        - {quality.mean: 80}
      replications: 2
      """)
    try await work(sweep)
    let results = try sweep.results()
    #expect(results.states == [.done, .done, .failed, .done], "\(results.failures)")
    #expect(results.failures[2]?.contains("must be 100%") == true, "\(results.failures)")
    try await work(sweep)
    #expect(try sweep.results().files.count == 1)
    try await work(sweep, retries: true)
    #expect(try sweep.results().files.count == 2 && sweep.results().failed == 1)
  }

  @Test func progressCountsWhatWasThereBefore() async throws {
    let bench = try SweepBench([:])
    let sweep = try bench.plan(Self.text)
    try await work(sweep, Shard("1/3") ?? .whole)
    let seen = Seen()
    let worker = SweepWorker(sweep, shard: .whole, retriesFailures: false, jobs: 2)
    try await worker.run(known: sweep.results()) { seen.add($0.done) }
    #expect(seen.values.first == 6 && seen.values.last == 18)
    #expect(zip(seen.values, seen.values.dropFirst()).allSatisfy { $0 <= $1 })
  }

  /// What progress was told.
  private final class Seen: @unchecked Sendable {
    private let lock = NSLock()
    private var seen: [Int] = []
    var values: [Int] { lock.withLock { seen } }
    func add(_ value: Int) { lock.withLock { seen.append(value) } }
  }
}
