extension SweepBlock {
  /// Runs replications of blocks, several at a time.
  ///
  /// Replications begin in order, block after block. A job that finds none left to begin helps with one
  /// in progress, so that all jobs end at nearly the same time.
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
    typealias Unit = (block: Int, number: Int, replication: BlockReplication)
    typealias Group = ThrowingTaskGroup<(Unit, [OutcomeSampler.Row]?), any Error>
    let units = blocks.count * numbers.count
    try await withThrowingTaskGroup { (group: inout Group) in
      var begun = 0
      var inProgress: [Unit] = []
      func next() -> Unit? {
        guard begun < units else {
          return inProgress.max { $0.replication.share < $1.replication.share }
        }
        let (block, number) = (begun / numbers.count, numbers.lowerBound + begun % numbers.count)
        begun += 1
        inProgress.append((block, number, BlockReplication(blocks[block], number)))
        return inProgress.last
      }
      func startJob(in group: inout Group) {
        guard let unit = next(), unit.replication.share > 0 else { return }
        unit.replication.join()
        group.addTask { (unit, try unit.replication.work(isCancelled: isCancelled)) }
      }
      let most = blocks.reduce(0) { $0 + $1.points.count } * numbers.count
      for _ in 0..<max(1, min(jobs, most)) { startJob(in: &group) }
      while let (unit, rows) = try await group.next() {
        if let rows {
          inProgress.removeAll { $0.replication === unit.replication }
          try each(unit.block, unit.number, rows)
        }
        startJob(in: &group)
      }
    }
  }
}
