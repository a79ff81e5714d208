import CustomerExperience
import Foundation
import Synchronization
import Testing

@testable import Experiments

/// Replications of blocks, with more jobs than there are.
@Suite struct BlockReplicationTests {
  private static let text = """
    outcomes: [revenue, satisfaction_mean]
    levers: {teams.staff.staff: [1, 2, 3], quality.mean: [60, 80]}
    uncertainties: {market.rivals.opposite.price: uniform £3 to £4}
    design: {points: 2}
    replications: 2
    """

  private func rows(_ sweep: PlannedSweep, jobs: Int) async throws -> [[Int]: [[Double]]] {
    let blocks = sweep.plan.blocks.map { SweepBlock(Array($0), of: sweep.plan) }
    var found: [[Int]: [[Double]]] = [:]
    try await SweepBlock.replicate(blocks, 2...3, jobs: jobs) { block, number, rows in
      #expect(found[[block, number]] == nil)
      found[[block, number]] = try rows.map { try $0.get() }
    }
    return found
  }

  @Test(arguments: [2, 5, 64, .max])
  func jobsThatHelpEachOtherFindTheSame(jobs: Int) async throws {
    let bench = try SweepBench([:])
    let sweep = try bench.plan(Self.text)
    let alone = try await rows(sweep, jobs: 1)
    #expect(alone.count == 4 && alone.values.allSatisfy { $0.count == 6 })
    #expect(Set(alone.values.flatMap(\.self)).count == 24)
    #expect(try await rows(sweep, jobs: jobs) == alone)
  }

  @Test(.enabled(if: ProcessInfo.processInfo.activeProcessorCount > 1))
  func whoHasNothingToBeginHelps() async throws {
    let bench = try SweepBench([:])
    let sweep = try bench.plan(Self.text)
    let block = SweepBlock(Array(sweep.plan.blocks[0]), of: sweep.plan)
    let threads = Mutex<Set<UInt>>([])
    try await SweepBlock.replicate([block], 1...1, jobs: 2) {
      threads.withLock { _ = $0.insert(UInt(pthread_self())) }
      // So long that the other job has begun before this one has done all.
      usleep(20_000)
      return false
    } each: { _, _, rows in
      #expect(rows.count == 6)
    }
    #expect(threads.withLock { $0.count } == 2)
  }

  @Test func severalThreadsShareOneReplication() throws {
    let bench = try SweepBench([:])
    let sweep = try bench.plan(Self.text)
    let block = SweepBlock(Array(sweep.plan.blocks[0]), of: sweep.plan)
    let replication = BlockReplication(block, 1)
    #expect(replication.share == 6)
    for _ in 0..<4 { replication.join() }
    #expect(replication.share == 6 / 5.0)
    let ended = Mutex<[[OutcomeSampler.Row]]>([])
    DispatchQueue.concurrentPerform(iterations: 4) { _ in
      guard let rows = try? replication.work(isCancelled: { false }) else { return }
      ended.withLock { $0.append(rows) }
    }
    let rows = ended.withLock { $0 }
    #expect(rows.count == 1 && replication.share == 0)
    let alone = BlockReplication(block, 1)
    alone.join()
    let expected = try #require(try alone.work(isCancelled: { false }))
    #expect(try rows[0].map { try $0.get() } == expected.map { try $0.get() })
  }

  @Test func whoFindsNothingLeftLeavesTheRowsToTheOthers() throws {
    let bench = try SweepBench([:])
    let sweep = try bench.plan(Self.text)
    let replication = BlockReplication(SweepBlock([0], of: sweep.plan), 1)
    replication.join()
    replication.join()
    #expect(try replication.work(isCancelled: { false }) == nil)
    #expect(try replication.work(isCancelled: { false })?.count == 1)
  }

  @Test func itCanBeCancelled() async throws {
    let bench = try SweepBench([:])
    let sweep = try bench.plan(Self.text)
    let blocks = sweep.plan.blocks.map { SweepBlock(Array($0), of: sweep.plan) }
    await #expect {
      try await SweepBlock.replicate(blocks, 1...2, jobs: 3, isCancelled: { true }) { _, _, _ in
        Issue.record("rows of what was cancelled")
      }
    } throws: { error in
      if case ExperimentError.cancelled = error { true } else { false }
    }
  }
}
