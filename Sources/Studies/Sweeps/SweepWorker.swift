import Experiments

/// Works on a plan, or on a share of it: stateless, to be stopped and begun again at will.
///
/// The unit of work is a block of points of one world, which share its settling. Replications of blocks
/// run several at a time, and jobs that find none left to begin help with those in progress; a block's
/// lines are written when its last replication has ended. What a point shows depends on neither blocks,
/// shards nor jobs.
public struct SweepWorker: Sendable {
  /// How far a worker is.
  public struct Progress: Sendable {
    /// Points finished, those of earlier attempts included.
    public var done: Int
    /// Those of them that failed.
    public var failed: Int
    /// Points of the share.
    public var total: Int
    /// Replications of points run in this attempt.
    public var runs: Int
    /// Replications of points to run in this attempt.
    public var runsInAll: Int

    /// Says how far it is.
    public init(done: Int, failed: Int, total: Int, runs: Int, runsInAll: Int) {
      (self.done, self.failed, self.total) = (done, failed, total)
      (self.runs, self.runsInAll) = (runs, runsInAll)
    }
  }

  private let sweep: PlannedSweep
  private let shard: Shard
  private let retriesFailures: Bool
  private let jobs: Int

  /// Prepares a worker.
  ///
  /// - Parameters:
  ///   - sweep: the plan.
  ///   - shard: the share of it.
  ///   - retriesFailures: whether points that failed are tried again.
  ///   - jobs: replications at the same time.
  public init(_ sweep: PlannedSweep, shard: Shard, retriesFailures: Bool, jobs: Int) {
    (self.sweep, self.shard, self.retriesFailures, self.jobs) = (
      sweep, shard, retriesFailures, jobs
    )
  }

  /// Does what nobody has done yet.
  ///
  /// - Parameters:
  ///   - known: what the work folder holds.
  ///   - progress: told after each replication of a block, on any thread, one call at a time.
  /// - Returns: How far it came: all of the share.
  /// - Throws: ``OutputError`` where the work cannot be kept.
  @discardableResult
  public func run(
    known: SweepResults, progress: @escaping @Sendable (Progress) -> Void = { _ in }
  ) async throws -> Progress {
    let share = sweep.plan.blocks.enumerated().filter { shard.holds($0.offset) }.map(\.element)
    var pending: [SweepBlock] = []
    var status = Progress(done: 0, failed: 0, total: 0, runs: 0, runsInAll: 0)
    for block in share {
      status.total += block.count
      let points = block.filter { point in
        switch known.states[point] {
        case .missing: true
        case .failed: retriesFailures
        case .done: false
        }
      }
      status.done += block.count - points.count
      if !points.isEmpty { pending.append(SweepBlock(points, of: sweep.plan)) }
    }
    status.failed = share.reduce(0) { sum, block in
      sum + block.count { known.states[$0] == .failed && !retriesFailures }
    }
    let replications = sweep.plan.replications
    status.runsInAll = pending.reduce(0) { $0 + $1.points.count } * replications
    progress(status)
    guard !pending.isEmpty else { return status }
    let blocks = pending
    let file = AttemptFile(folder: sweep.workFolder, shard: shard)
    try await SweepBlock.replicate(blocks, 1...replications, jobs: jobs) { index, number, rows in
      let block = blocks[index]
      status.runs += block.points.count
      if let records = block.take(rows, replication: number) {
        try file.append(records.map { $0.line(plan: sweep.hash) })
        status.done += records.count
        status.failed += records.count { if case .failed = $0.result { true } else { false } }
      }
      progress(status)
    }
    return status
  }
}
