import Foundation
import Synchronization
import Testing

@testable import CustomerExperience
@testable import Experiments

@Suite("A replication of the base that several wait for", .timeLimit(.minutes(2)))
struct SharedReplicationTests {
  /// Where a simulation waits when it asks whether it is to end.
  private final class Gate: Sendable {
    private let isOpen = Atomic(false)
    private let isReached = Atomic(false)

    func open() { isOpen.store(true, ordering: .releasing) }

    func pass() {
      isReached.store(true, ordering: .releasing)
      while !isOpen.load(ordering: .acquiring) { Thread.sleep(forTimeInterval: 0.001) }
    }

    /// Waits until the simulation waits.
    func waitForSimulation() async throws {
      while !isReached.load(ordering: .acquiring) {
        try await Task.sleep(for: .milliseconds(1))
      }
    }
  }

  private let queue = FairQueue(jobs: 1)
  private let live: LiveBase

  init() {
    live = LiveBase(
      .small(customers: 60, months: 12), seed: 5, pairs: 1, queue: queue,
      worlds: KeptWorlds(bytes: 1 << 30))
  }

  /// Begins the replication for somebody beside the queue.
  ///
  /// - Returns: Whether it came to its end.
  private func begin(isCancelled: Bool, _ gate: Gate) async throws -> AsyncStream<Bool> {
    let (ended, feed) = AsyncStream<Bool>.makeStream()
    Thread.detachNewThread { [live] in
      let turn = FairQueue.Turn(1) {
        gate.pass()
        return isCancelled
      }
      feed.yield((try? live.known(turn)) != nil)
      feed.finish()
    }
    try await gate.waitForSimulation()
    return ended
  }

  /// Somebody who waits for the replication.
  private func wait() -> AsyncThrowingStream<(number: Int, output: Int), any Error> {
    queue.run(1...1) { [live] turn in try live.known(turn).result.events }
  }

  @Test("who waits leaves the thread to others")
  func threadIsFree() async throws {
    let gate = Gate()
    let first = try await begin(isCancelled: false, gate)
    let waiting = wait()
    for try await (number, _) in queue.run(9...9, { $0.number }) { #expect(number == 9) }
    #expect(!live.isComplete)
    gate.open()
    var events: [Int] = []
    for try await (_, output) in waiting { events.append(output) }
    #expect(events.count == 1 && events.first ?? 0 > 0)
    for await hasEnded in first { #expect(hasEnded) }
  }

  @Test("it goes on for those who wait when the first is gone, and is kept")
  func firstIsGone() async throws {
    let gate = Gate()
    let first = try await begin(isCancelled: true, gate)
    let waiting = wait()
    // By then the other waits.
    for try await _ in queue.run(9...9, { $0.number }) {}
    gate.open()
    for await hasEnded in first { #expect(hasEnded) }
    #expect(live.isComplete)
    var count = 0
    for try await _ in waiting { count += 1 }
    #expect(count == 1)
  }

  @Test("it ends where nobody waits, and the next begins anew")
  func nobodyWaits() async throws {
    let gate = Gate()
    gate.open()
    for await hasEnded in try await begin(isCancelled: true, gate) { #expect(!hasEnded) }
    #expect(!live.isComplete)
    var count = 0
    for try await _ in wait() { count += 1 }
    #expect(count == 1 && live.isComplete)
  }
}
