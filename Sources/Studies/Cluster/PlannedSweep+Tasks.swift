extension PlannedSweep {
  /// How many tasks to make of what is missing, so that each takes some minutes.
  ///
  /// How long the work takes is measured: one replication of one missing point is run here, its world's
  /// settling included. So a scenario that cannot run at all shows before a cluster is asked.
  ///
  /// - Parameters:
  ///   - known: What the work folder holds.
  ///   - most: The most tasks that an array may have.
  /// - Returns: 1 or more.
  public func suitableTasks(known: SweepResults, most: Int) throws -> Int {
    let blocks = plan.blocks.filter { $0.contains { known.states[$0] == .missing } }
    var seconds = 0.0
    // A point that fails takes no time; the next may tell more.
    for block in blocks.prefix(5) {
      let (took, hasFailed) = try time(ofPoint: block.lowerBound)
      seconds = took * Double(known.missing) * Double(plan.replications)
      if !hasFailed { break }
    }
    return SlurmArray.suitableTasks(seconds: seconds, units: blocks.count, most: most)
  }

  private func time(ofPoint point: Int) throws -> (seconds: Double, hasFailed: Bool) {
    let began = ContinuousClock.now
    let replication = BlockReplication(SweepBlock([point], of: plan), 1)
    replication.join()
    let rows = try replication.work(isCancelled: { false })
    let hasFailed = rows?.contains { if case .failure = $0 { true } else { false } } ?? true
    return ((ContinuousClock.now - began) / .seconds(1), hasFailed)
  }
}
