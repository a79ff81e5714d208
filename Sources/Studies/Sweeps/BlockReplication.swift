import Experiments
import Synchronization

/// One replication of a block's points, by one thread or by several that take points by turns.
final class BlockReplication: Sendable {
  private let block: SweepBlock
  private let number: Int
  private let world = OutcomeSampler.SharedWorld()
  private let state: Mutex<State>

  private struct State {
    /// The next point to take, by place in the block.
    var next = 0
    var rows: [OutcomeSampler.Row?]
    /// Threads that joined and have not left.
    var workers = 0
  }

  /// Prepares a replication, from 1.
  init(_ block: SweepBlock, _ number: Int) {
    (self.block, self.number) = (block, number)
    state = Mutex(State(rows: Array(repeating: nil, count: block.points.count)))
  }

  /// How many points nobody has taken there are for each thread, were there one more of them.
  var share: Double {
    state.withLock { Double($0.rows.count - $0.next) / Double($0.workers + 1) }
  }

  /// Announces a thread, which is to call ``work(isCancelled:)`` then.
  func join() { state.withLock { $0.workers += 1 } }

  /// Runs points until all are taken.
  ///
  /// - Parameter isCancelled: Polled; a true answer ends it.
  /// - Returns: A row a point, to the last thread that leaves; nil to others.
  /// - Throws: ``ExperimentError/cancelled``.
  func work(isCancelled: @escaping @Sendable () -> Bool) throws(ExperimentError)
    -> [OutcomeSampler.Row]?
  {
    var idle: SweepBlock.Compiled?
    while let place = take() {
      var compiled = idle.take() ?? block.takeCompiled()
      let row = try compiled.row(place, of: block, number, from: world, isCancelled: isCancelled)
      state.withLock { $0.rows[place] = row }
      idle = compiled
    }
    if let idle { block.giveBack(idle) }
    return state.withLock { state in
      state.workers -= 1
      let rows = state.rows.compactMap(\.self)
      return state.workers == 0 && rows.count == state.rows.count ? rows : nil
    }
  }

  private func take() -> Int? {
    state.withLock { state in
      guard state.next < state.rows.count else { return nil }
      defer { state.next += 1 }
      return state.next
    }
  }
}
