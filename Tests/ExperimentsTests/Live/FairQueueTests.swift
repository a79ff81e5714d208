import Foundation
import Synchronization
import Testing

@testable import CustomerExperience
@testable import Experiments

@Suite("Askers in turn")
struct FairQueueTests {
  @Test("each asker has one replication at a time run before another's next")
  func turns() async throws {
    let queue = FairQueue(jobs: 1)
    let order = Mutex<[String]>([])
    let mayGo = Atomic(false)
    func ask(_ name: String) -> AsyncThrowingStream<(number: Int, output: Int), any Error> {
      queue.run(1...3) { turn in
        // The first waits until everybody has asked.
        while !mayGo.load(ordering: .acquiring) { Thread.sleep(forTimeInterval: 0.001) }
        order.withLock { $0.append("\(name)\(turn.number)") }
        return 10 * turn.number
      }
    }
    let streams = ["a", "b"].map(ask)
    mayGo.store(true, ordering: .releasing)
    for stream in streams {
      var results: [Int] = []
      for try await (number, output) in stream {
        #expect(output == 10 * number)
        results.append(number)
      }
      #expect(results == [1, 2, 3])
    }
    #expect(order.withLock { $0 } == ["a1", "b1", "a2", "b2", "a3", "b3"])
  }

  @Test("who asks anew comes first, but others are not kept waiting for ever")
  func newcomers() async throws {
    let queue = FairQueue(jobs: 1)
    let order = Mutex<[String]>([])
    let mayGo = Atomic(false)
    func ask(_ name: String, _ last: Int) -> AsyncThrowingStream<
      (number: Int, output: Void), any Error
    > {
      queue.run(1...last) { turn in
        while !mayGo.load(ordering: .acquiring) { Thread.sleep(forTimeInterval: 0.001) }
        order.withLock { $0.append("\(name)\(turn.number)") }
      }
    }
    let streams = [ask("a", 3)] + ["b", "c", "d", "e", "f"].map { ask($0, 1) }
    mayGo.store(true, ordering: .releasing)
    for stream in streams { for try await _ in stream {} }
    #expect(order.withLock { $0 } == ["a1", "b1", "c1", "d1", "a2", "e1", "f1", "a3"])
  }

  @Test("work is told when nobody waits for it any more, and what has not begun never does")
  func cancelled() async throws {
    let queue = FairQueue(jobs: 1)
    let begun = Mutex(0)
    let (ended, end) = AsyncStream<Void>.makeStream()
    let (started, start) = AsyncStream<Void>.makeStream()
    let asker = Task {
      for try await _ in queue.run(
        1...5,
        { turn in
          begun.withLock { $0 += 1 }
          start.finish()
          while !turn.isCancelled() { Thread.sleep(forTimeInterval: 0.001) }
          end.finish()
          throw ExperimentError.cancelled
        })
      {}
    }
    for await _ in started {}
    asker.cancel()
    for await _ in ended {}
    // Others go on, and find all threads free.
    for try await (number, _) in queue.run(7...7, { $0.number }) { #expect(number == 7) }
    #expect(begun.withLock { $0 } == 1)
  }

  @Test("worlds make room for those of whoever asks, and only others' go")
  func keptWorlds() throws {
    let model = try Model(.small(customers: 30, months: 12))
    let world = try model.settledWorld(seed: 1, replication: 1)
    #expect(world.bytes > 10_000)
    let worlds = KeptWorlds(bytes: 2 * world.bytes)
    let (a, b) = (Owner(), Owner())
    worlds.keep(world, 1, of: ObjectIdentifier(a))
    worlds.keep(world, 2, of: ObjectIdentifier(a))
    worlds.keep(world, 3, of: ObjectIdentifier(a))
    #expect(worlds.world(1, of: ObjectIdentifier(a)) != nil)
    #expect(worlds.world(3, of: ObjectIdentifier(a)) == nil)
    worlds.keep(world, 1, of: ObjectIdentifier(b))
    #expect(worlds.world(1, of: ObjectIdentifier(a)) == nil)
    #expect(worlds.world(1, of: ObjectIdentifier(b)) != nil)
    worlds.forget(ObjectIdentifier(b))
    #expect(worlds.bytes == 0)
  }

  private final class Owner {}
}
