import CustomerExperience
import Synchronization

/// Settled worlds that are kept to be lived on in, within so many bytes over all scenarios.
///
/// Where there is no room the worlds of the scenario that was asked for least recently go. Those of the scenario
/// that asks stay: each of its what-ifs goes through all of them in order, and whoever made room by dropping the
/// oldest would always drop the one that is needed next.
public final class KeptWorlds: Sendable {
  /// The most bytes that are kept.
  public let limit: Int

  private struct Shelf {
    var worlds: [Int: (world: SettledWorld, bytes: Int)] = [:]
    var bytes = 0
    var lastUse = 0
  }

  private struct State {
    var shelves: [ObjectIdentifier: Shelf] = [:]
    var uses = 0
    var bytes: Int { shelves.values.reduce(0) { $0 + $1.bytes } }
  }

  private let state = Mutex(State())

  /// Room for worlds of so many bytes.
  public init(bytes: Int) { limit = max(0, bytes) }

  /// Bytes that are kept now.
  public var bytes: Int { state.withLock { $0.bytes } }

  /// A world of a scenario; nil where it is not kept.
  func world(_ number: Int, of owner: ObjectIdentifier) -> SettledWorld? {
    state.withLock { state in
      state.uses += 1
      state.shelves[owner]?.lastUse = state.uses
      return state.shelves[owner]?.worlds[number]?.world
    }
  }

  /// Keeps a world where there is room, or where others make it.
  func keep(_ world: SettledWorld, _ number: Int, of owner: ObjectIdentifier) {
    let bytes = world.bytes
    guard bytes <= limit else { return }
    // Worlds that go are freed when nobody holds the lock any more.
    let gone = state.withLock { state -> [Shelf] in
      guard state.shelves[owner]?.worlds[number] == nil else { return [] }
      var gone: [Shelf] = []
      while state.bytes + bytes > limit {
        let others = state.shelves.filter { $0.key != owner }
        guard let oldest = others.min(by: { $0.value.lastUse < $1.value.lastUse }) else {
          return gone
        }
        gone.append(oldest.value)
        state.shelves[oldest.key] = nil
      }
      state.uses += 1
      state.shelves[owner, default: Shelf()].lastUse = state.uses
      state.shelves[owner, default: Shelf()].worlds[number] = (world, bytes)
      state.shelves[owner, default: Shelf()].bytes += bytes
      return gone
    }
    _ = consume gone
  }

  /// Drops the worlds of a scenario.
  func forget(_ owner: ObjectIdentifier) {
    let shelf = state.withLock { $0.shelves.removeValue(forKey: owner) }
    _ = consume shelf
  }
}
