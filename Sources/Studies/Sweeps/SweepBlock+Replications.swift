import Experiments

extension SweepBlock {
  /// Runs replications of blocks, several at a time.
  ///
  /// All jobs end at nearly the same time: see ``ReplicationQueue``.
  ///
  /// - Parameters:
  ///   - blocks: The blocks.
  ///   - numbers: The replications' numbers, from 1.
  ///   - jobs: How many run at the same time.
  ///   - isCancelled: Polled; a true answer ends them.
  ///   - each: Takes the rows of a block's replication, a row a point; one at a time and in any order.
  /// - Throws: ``ExperimentError/cancelled`` and what `each` throws.
  static func replicate(
    _ blocks: [SweepBlock], _ numbers: ClosedRange<Int>, jobs: Int,
    isCancelled: @escaping @Sendable () -> Bool = { false },
    each: (_ block: Int, _ number: Int, _ rows: [OutcomeSampler.Row]) throws -> Void
  ) async throws {
    typealias Ended = (unit: ReplicationQueue.Unit, rows: [OutcomeSampler.Row]?)
    var queue = ReplicationQueue(blocks, numbers)
    try await withThrowingTaskGroup { (group: inout ThrowingTaskGroup<Ended, any Error>) in
      func startJob(in group: inout ThrowingTaskGroup<Ended, any Error>) {
        guard let unit = queue.next() else { return }
        group.addTask { (unit, try unit.replication.work(isCancelled: isCancelled)) }
      }
      for _ in 0..<max(1, min(jobs, queue.mostJobs)) { startJob(in: &group) }
      while let (unit, rows) = try await group.next() {
        if let rows {
          queue.remove(unit)
          try each(unit.block, unit.number, rows)
        }
        startJob(in: &group)
      }
    }
  }
}
