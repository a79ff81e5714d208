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

  @Test("who postpones leaves the thread to others, and comes again from the beginning")
  func postponed() async throws {
    let queue = FairQueue(jobs: 1)
    let comeAgain = Mutex<(@Sendable () -> Void)?>(nil)
    let tries = Atomic(0)
    let waiting = queue.run(1...1) { turn in
      guard tries.add(1, ordering: .relaxed).newValue == 2 else {
        let again = turn.postpone()
        comeAgain.withLock { $0 = again }
        throw ExperimentError.cancelled
      }
      return turn.number
    }
    for try await (number, _) in queue.run(7...7, { $0.number }) { #expect(number == 7) }
    let kept = comeAgain.withLock { $0 }
    let again = try #require(kept)
    again()
    var numbers: [Int] = []
    for try await (number, _) in waiting { numbers.append(number) }
    #expect(numbers == [1])
  }

  @Test("who is gone does not come again")
  func postponedAndGone() async throws {
    let queue = FairQueue(jobs: 1)
    let comeAgain = Mutex<(@Sendable () -> Void)?>(nil)
    let tries = Atomic(0)
    let asker = Task {
      for try await _ in queue.run(
        1...1,
        { turn in
          tries.add(1, ordering: .relaxed)
          let again = turn.postpone()
          comeAgain.withLock { $0 = again }
          throw ExperimentError.cancelled
        })
      {}
    }
    while comeAgain.withLock({ $0 == nil }) { try await Task.sleep(for: .milliseconds(1)) }
    asker.cancel()
    _ = await asker.result
    let kept = comeAgain.withLock { $0 }
    let again = try #require(kept)
    again()
    for try await (number, _) in queue.run(7...7, { $0.number }) { #expect(number == 7) }
    #expect(tries.load(ordering: .relaxed) == 1)
  }
}

@Suite("Worlds that are kept")
struct KeptWorldsTests {
  @Test("one world makes room at a time, and those that are needed first stay")
  func keptWorlds() throws {
    let model = try Model(.small(customers: 30, months: 12))
    let world = try model.settledWorld(seed: 1, replication: 1)
    #expect(world.bytes > 10_000)
    let worlds = KeptWorlds(bytes: 3 * world.bytes, excess: { 0 })
    let (a, b) = (Owner(), Owner())
    func kept(_ owner: Owner) -> [Int] {
      (1...5).filter { worlds.world($0, of: ObjectIdentifier(owner)) != nil }
    }
    for number in [2, 3, 4, 5, 1] { worlds.keep(world, number, of: ObjectIdentifier(a)) }
    #expect(kept(a) == [1, 2, 3])
    worlds.keep(world, 1, of: ObjectIdentifier(b))
    #expect(kept(a) == [1, 2] && kept(b) == [1])
    worlds.keep(world, 2, of: ObjectIdentifier(b))
    #expect(kept(a) == [1] && kept(b) == [1, 2])
    #expect(worlds.bytes == 3 * world.bytes)
    worlds.forget(ObjectIdentifier(b))
    #expect(kept(a) == [1] && worlds.bytes == world.bytes)
    worlds.forget(ObjectIdentifier(a))
    #expect(worlds.bytes == 0)
  }

  @Test("where memory is short, as much is given back, and nothing more is kept")
  func shortMemory() throws {
    let model = try Model(.small(customers: 30, months: 12))
    let world = try model.settledWorld(seed: 1, replication: 1)
    let excess = Mutex(0)
    let worlds = KeptWorlds(bytes: 9 * world.bytes) { excess.withLock { $0 } }
    let owner = Owner()
    func kept() -> [Int] {
      (1...5).filter { worlds.world($0, of: ObjectIdentifier(owner)) != nil }
    }
    for number in 1...4 { worlds.keep(world, number, of: ObjectIdentifier(owner)) }
    worlds.relieve()
    #expect(kept() == [1, 2, 3, 4])
    excess.withLock { $0 = world.bytes + 1 }
    worlds.relieve()
    worlds.keep(world, 5, of: ObjectIdentifier(owner))
    #expect(kept() == [1, 2])
    excess.withLock { $0 = 0 }
    worlds.keep(world, 5, of: ObjectIdentifier(owner))
    #expect(kept() == [1, 2, 5])
  }

  @Test("what the base showed counts, and goes only for that of another")
  func knownCounts() async throws {
    let worlds = KeptWorlds(bytes: 1)
    let queue = FairQueue(jobs: 2)
    let bases = (0..<2).map { number in
      LiveBase(
        .small(customers: 30 + number, months: 12), seed: 5, pairs: 2, queue: queue,
        worlds: worlds)
    }
    for base in bases {
      for try await _ in base.run() {}
      #expect(base.isComplete)
    }
    #expect(!bases[0].isComplete)
    #expect(worlds.bytes > 10_000)
    for try await _ in bases[0].run() {}
    #expect(bases[0].isComplete && !bases[1].isComplete)
  }

  private final class Owner {}
}
