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
    var numbers: ClosedRange<Int>
    /// Whether nothing of it has been begun.
    var isNew = true
    let work: @Sendable (_ number: Int) -> Void
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
  struct Turn: Sendable {
    let number: Int
    /// Whether nobody waits for the result any more.
    let isCancelled: @Sendable () -> Bool
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
    let line = Line(id: id, numbers: numbers) { number in
      do {
        let output = try work(
          Turn(number: number) { order.isCancelled.load(ordering: .relaxed) })
        continuation.yield((number, output))
        if order.left.subtract(1, ordering: .acquiringAndReleasing).newValue == 0 {
          continuation.finish()
        }
      } catch {
        continuation.finish(throwing: error)
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
    while let (line, number) = state.withLock({ next(&$0) }) {
      Thread.detachNewThread {
        line.work(number)
        self.state.withLock { $0.running -= 1 }
        self.startWork()
      }
    }
  }

  /// The next replication of whoever is first, who then goes to the end.
  private func next(_ state: inout State) -> (line: Line, number: Int)? {
    guard state.running < jobs, !state.lines.isEmpty else { return nil }
    let new = state.lines.firstIndex(where: \.isNew)
    let old = state.lines.firstIndex { !$0.isNew }
    let isNew = new != nil && (old == nil || state.favoured < Self.mostFavoured)
    state.favoured = isNew && old != nil ? state.favoured + 1 : 0
    var line = state.lines.remove(at: (isNew ? new : old) ?? 0)
    line.isNew = false
    let number = line.numbers.lowerBound
    if number < line.numbers.upperBound {
      line.numbers = number + 1...line.numbers.upperBound
      state.lines.append(line)
    }
    state.running += 1
    return (line, number)
  }
}
