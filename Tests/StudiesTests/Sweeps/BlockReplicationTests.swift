import CustomerExperience
import Experiments
import Foundation
import Synchronization
import Testing

@testable import Studies

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

  @Test func whoHasNothingToBeginHelpsWhereMostIsLeft() throws {
    let bench = try SweepBench([:])
    let sweep = try bench.plan(Self.text)
    let blocks = sweep.plan.blocks.map { SweepBlock(Array($0), of: sweep.plan) }
    var queue = ReplicationQueue(blocks, 1...2)
    #expect(queue.mostJobs == 24)
    let begun = (0..<4).compactMap { _ in queue.next() }
    #expect(begun.map { [$0.block, $0.number] } == [[0, 1], [0, 2], [1, 1], [1, 2]])
    // A second job at each, then a third: none is left out.
    for jobs in 2...3 {
      let helped = (0..<4).compactMap { _ in queue.next() }
      #expect(Set(helped.map { $0.block * 2 + $0.number }).count == 4)
      #expect(begun.allSatisfy { $0.replication.share == 6 / Double(jobs + 1) })
    }
    // What is done gets no more help, and what is removed is not asked any more.
    for unit in begun.dropLast() {
      for _ in 0..<2 { #expect(try unit.replication.work(isCancelled: { false }) == nil) }
      #expect(try unit.replication.work(isCancelled: { false })?.count == 6)
    }
    queue.remove(begun[0])
    #expect(queue.next()?.replication === begun[3].replication)
    for unit in begun { queue.remove(unit) }
    #expect(queue.next() == nil)
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
