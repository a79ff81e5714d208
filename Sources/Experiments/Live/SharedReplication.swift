import Synchronization

/// A replication of a base that is simulated for all who wait for it.
///
/// It is told to end only when nobody wants it any more: the one who began it may long be gone.
final class SharedReplication: Sendable {
  private struct Waiter {
    var isCancelled: @Sendable () -> Bool
    var comeAgain: @Sendable () -> Void
  }

  private let first: @Sendable () -> Bool
  private let waiters = Mutex<[Waiter]>([])

  /// Begins one for whoever needs it first.
  init(of turn: FairQueue.Turn) { first = turn.isCancelled }

  /// Postpones somebody's turn until the end of this one.
  func join(_ turn: FairQueue.Turn) {
    waiters.withLock { waiters in
      // Who moves a lever again and again leaves nothing behind.
      waiters.removeAll { $0.isCancelled() }
      waiters.append(Waiter(isCancelled: turn.isCancelled, comeAgain: turn.postpone()))
    }
  }

  /// Whether nobody waits for it any more.
  var isCancelled: Bool {
    first() && waiters.withLock { $0.allSatisfy { $0.isCancelled() } }
  }

  /// Has all who waited come again; nobody joins any more.
  func end() {
    let all = waiters.withLock { waiters in
      defer { waiters = [] }
      return waiters
    }
    for waiter in all { waiter.comeAgain() }
  }
}
