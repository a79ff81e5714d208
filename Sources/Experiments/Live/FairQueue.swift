import Foundation
import Synchronization

/// Lets several askers share a few threads, a replication of each at a time and in turn, so that nobody waits for
/// another's last.
///
/// Who asks anew comes first, so that in a full room there is something to see at once; but not so often that those
/// who have seen something see no more.
///
/// Replications run on threads of their own: those of Swift's tasks stay free for whoever answers requests.
public final class FairQueue: Sendable {
  /// Replications run at the same time, over all askers.
  public let jobs: Int

  /// What an asker has still to run.
  private struct Line {
    let id: Int
    let order: Order
    /// Numbers that were postponed and come again, before any that have not been begun.
    var again: [Int] = []
    /// Numbers that have not been begun.
    var rest: ClosedRange<Int>?
    /// Whether nothing of it has been begun.
    var isNew = true
    let work: @Sendable (Turn) -> Void

    var isEmpty: Bool { again.isEmpty && rest == nil }

    /// Takes the next number.
    mutating func takeNext() -> Int? {
      if let first = again.min() {
        again.removeAll { $0 == first }
        return first
      }
      guard let rest else { return nil }
      let isLast = rest.lowerBound == rest.upperBound
      self.rest = isLast ? nil : rest.lowerBound + 1...rest.upperBound
      return rest.lowerBound
    }
  }

  private struct State {
    /// Those who come next, first.
    var lines: [Line] = []
    var running = 0
    var opened = 0
    /// Those who asked anew and came before others, one after another.
    var favoured = 0
  }

  /// The most who may do so.
  private static let mostFavoured = 3

  private let state = Mutex(State())

  /// Makes a queue of so many threads.
  public init(jobs: Int) { self.jobs = max(1, jobs) }

  /// What a thread is told of the work that it does.
  final class Turn: Sendable {
    let number: Int
    /// Whether nobody waits for the result any more.
    let isCancelled: @Sendable () -> Bool
    private let comeAgain: @Sendable () -> Void
    private let wasPostponed = Atomic(false)

    init(
      _ number: Int, isCancelled: @escaping @Sendable () -> Bool,
      comeAgain: @escaping @Sendable () -> Void = {}
    ) {
      (self.number, self.isCancelled, self.comeAgain) = (number, isCancelled, comeAgain)
    }

    /// Gives the thread to others, because what this work needs is being done elsewhere.
    ///
    /// The work has to end at once, by whatever error.
    ///
    /// - Returns: What has it come again, from its beginning; to be called once.
    func postpone() -> @Sendable () -> Void {
      wasPostponed.store(true, ordering: .relaxed)
      return comeAgain
    }

    var isPostponed: Bool { wasPostponed.load(ordering: .relaxed) }
  }

  /// Runs numbered work, several at a time as far as others leave room.
  ///
  /// Who drops the stream cancels what is left of it; work that has begun is told.
  ///
  /// - Returns: The results in the order in which they are ready, with their numbers.
  func run<Output: Sendable>(
    _ numbers: ClosedRange<Int>, _ work: @escaping @Sendable (Turn) throws -> Output
  ) -> AsyncThrowingStream<(number: Int, output: Output), any Error> {
    let (stream, continuation) = AsyncThrowingStream<(number: Int, output: Output), any Error>
      .makeStream()
    let order = Order(left: numbers.count)
    let id = state.withLock { state in
      state.opened += 1
      return state.opened
    }
    continuation.onTermination = { [weak self] _ in
      order.isCancelled.store(true, ordering: .relaxed)
      self?.close(id)
    }
    let line = Line(id: id, order: order, rest: numbers) { turn in
      do {
        let output = try work(turn)
        continuation.yield((turn.number, output))
        if order.left.subtract(1, ordering: .acquiringAndReleasing).newValue == 0 {
          continuation.finish()
        }
      } catch {
        if !turn.isPostponed { continuation.finish(throwing: error) }
      }
    }
    state.withLock { $0.lines.append(line) }
    startWork()
    return stream
  }

  /// What the threads that work for one asker share.
  private final class Order: Sendable {
    let isCancelled = Atomic(false)
    let left: Atomic<Int>

    init(left: Int) { self.left = Atomic(left) }
  }

  /// Forgets what an asker has still to run.
  private func close(_ id: Int) {
    state.withLock { state in state.lines.removeAll { $0.id == id } }
  }

  /// Starts what there is room for.
  private func startWork() {
    while let (line, number, wasNew) = state.withLock({ next(&$0) }) {
      let order = line.order
      let turn = Turn(number) {
        order.isCancelled.load(ordering: .relaxed)
      } comeAgain: { [weak self] in
        self?.takeBack(number, of: line, wasNew: wasNew)
      }
      Thread.detachNewThread {
        line.work(turn)
        self.state.withLock { $0.running -= 1 }
        self.startWork()
      }
    }
  }

  /// The next replication of whoever is first, who then goes to the end.
  private func next(_ state: inout State) -> (line: Line, number: Int, wasNew: Bool)? {
    guard state.running < jobs, !state.lines.isEmpty else { return nil }
    let new = state.lines.firstIndex(where: \.isNew)
    let old = state.lines.firstIndex { !$0.isNew }
    let isNew = new != nil && (old == nil || state.favoured < Self.mostFavoured)
    state.favoured = isNew && old != nil ? state.favoured + 1 : 0
    var line = state.lines.remove(at: (isNew ? new : old) ?? 0)
    line.isNew = false
    guard let number = line.takeNext() else { return nil }
    if !line.isEmpty { state.lines.append(line) }
    state.running += 1
    return (line, number, isNew)
  }

  /// Has a number that was postponed come again: as early as it would have come before.
  private func takeBack(_ number: Int, of line: Line, wasNew: Bool) {
    state.withLock { state in
      // Looked at while nobody can close it: who does afterwards finds it among the lines.
      guard !line.order.isCancelled.load(ordering: .relaxed) else { return }
      if let place = state.lines.firstIndex(where: { $0.id == line.id }) {
        state.lines[place].again.append(number)
        if wasNew { state.lines[place].isNew = true }
      } else {
        var line = line
        (line.again, line.rest, line.isNew) = ([number], nil, wasNew)
        state.lines.append(line)
      }
    }
    startWork()
  }
}
