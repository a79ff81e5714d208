import CustomerExperience
import Synchronization

/// What is kept of bases to be lived on from: what their replications showed, and their settled worlds, within so
/// many bytes over all scenarios.
///
/// Where there is no room the least useful goes, one thing at a time: first a world of the scenario that was asked
/// for least recently, the one with the highest number. Each what-if goes through the worlds of its scenario in order,
/// so that whoever dropped the oldest would always drop the one that is needed next; and those with the lowest numbers
/// are needed for what is seen first. What the replications of the base showed is small, and takes longest to find
/// out again: it goes last, and never while its own scenario is asked for.
public final class KeptWorlds: Sendable {
  /// The most bytes that are kept.
  public let limit: Int

  /// Something that is kept of a scenario.
  private enum Item: Hashable {
    /// What a replication of the base showed.
    case known(Int)
    /// What so many of them come to.
    case outcome(Int)
    case world(Int)

    /// Whether it goes before another thing of the same scenario.
    func goesBefore(_ other: Item) -> Bool {
      rank == other.rank ? number > other.number : rank > other.rank
    }

    var isWorld: Bool { rank == 2 }

    var number: Int {
      switch self {
      case .known(let number), .outcome(let number), .world(let number): number
      }
    }

    private var rank: Int {
      switch self {
      case .known: 0
      case .outcome: 1
      case .world: 2
      }
    }
  }

  private struct Kept {
    var value: any Sendable
    var bytes: Int
  }

  private struct Shelf {
    var items: [Item: Kept] = [:]
    var lastUse = 0

    /// What goes first among some of its things.
    func first(where mayGo: (Item) -> Bool) -> Item? {
      items.keys.filter(mayGo).max { $1.goesBefore($0) }
    }
  }

  private struct State {
    var shelves: [ObjectIdentifier: Shelf] = [:]
    var uses = 0
    var bytes = 0

    /// The thing that goes first among some things of some scenarios: that of the scenario that was asked for least
    /// recently.
    func first(
      of owners: (ObjectIdentifier) -> Bool, where mayGo: (Item) -> Bool
    ) -> (owner: ObjectIdentifier, item: Item)? {
      var found: (owner: ObjectIdentifier, item: Item, lastUse: Int)?
      for (owner, shelf) in shelves where owners(owner) {
        guard shelf.lastUse < found?.lastUse ?? .max, let item = shelf.first(where: mayGo) else {
          continue
        }
        found = (owner, item, shelf.lastUse)
      }
      return found.map { ($0.owner, $0.item) }
    }

    mutating func remove(_ item: Item, of owner: ObjectIdentifier) -> Kept? {
      let gone = shelves[owner]?.items.removeValue(forKey: item)
      bytes -= gone?.bytes ?? 0
      return gone
    }

    mutating func use(_ owner: ObjectIdentifier) {
      uses += 1
      shelves[owner]?.lastUse = uses
    }
  }

  private let state = Mutex(State())
  /// Bytes that the process takes and should rather give back.
  private let excess: @Sendable () -> Int

  /// Room for so many bytes.
  public convenience init(bytes: Int) {
    self.init(bytes: bytes, excess: { WorkLimits.current.excess })
  }

  /// The same with something else that says when memory is short.
  init(bytes: Int, excess: @escaping @Sendable () -> Int) {
    (limit, self.excess) = (max(0, bytes), excess)
  }

  /// Bytes that are kept now.
  public var bytes: Int { state.withLock { $0.bytes } }

  // MARK: - What is kept

  /// A world of a scenario; nil where it is not kept.
  func world(_ number: Int, of owner: ObjectIdentifier) -> SettledWorld? {
    value(.world(number), of: owner)
  }

  /// What a replication of a scenario showed; nil where it is not kept.
  func known(_ number: Int, of owner: ObjectIdentifier) -> LiveBase.Known? {
    value(.known(number), of: owner)
  }

  /// What the first replications of a scenario come to; nil where it is not kept.
  func outcome(of replications: Int, of owner: ObjectIdentifier) -> RunOutcome? {
    value(.outcome(replications), of: owner)
  }

  /// Of how many replications of a scenario it is kept what they showed.
  func knownCount(of owner: ObjectIdentifier) -> Int {
    state.withLock { state in
      state.shelves[owner]?.items.keys.count { if case .known = $0 { true } else { false } } ?? 0
    }
  }

  private func value<Value>(_ item: Item, of owner: ObjectIdentifier) -> Value? {
    state.withLock { state in
      state.use(owner)
      return state.shelves[owner]?.items[item]?.value as? Value
    }
  }

  // MARK: - Keeping

  /// Keeps a world where there is room, or where less useful ones make it; not while memory is short.
  func keep(_ world: SettledWorld, _ number: Int, of owner: ObjectIdentifier) {
    guard excess() == 0 else { return }
    keep(world, world.bytes, as: .world(number), of: owner)
  }

  /// Keeps what a replication showed.
  func keep(_ known: LiveBase.Known, _ number: Int, of owner: ObjectIdentifier) {
    keep(known, known.bytes, as: .known(number), of: owner)
  }

  /// Keeps what the first replications come to.
  func keep(_ outcome: RunOutcome, of owner: ObjectIdentifier) {
    keep(outcome, outcome.bytes, as: .outcome(outcome.replications), of: owner)
  }

  private func keep(
    _ value: any Sendable, _ bytes: Int, as item: Item, of owner: ObjectIdentifier
  ) {
    // What goes is freed when nobody holds the lock any more.
    let gone = state.withLock { state -> [Kept] in
      guard state.shelves[owner]?.items[item] == nil else { return [] }
      var gone: [Kept] = []
      while state.bytes + bytes > limit {
        guard let (other, least) = Self.leastUseful(state, for: item, of: owner) else {
          if item.isWorld { return gone }
          break
        }
        if let kept = state.remove(least, of: other) { gone.append(kept) }
      }
      state.shelves[owner, default: Shelf()].items[item] = Kept(value: value, bytes: bytes)
      state.bytes += bytes
      state.use(owner)
      return gone
    }
    _ = consume gone
  }

  /// What goes for something of a scenario; nil where nothing may.
  private static func leastUseful(
    _ state: State, for item: Item, of owner: ObjectIdentifier
  ) -> (owner: ObjectIdentifier, item: Item)? {
    if let world = state.first(of: { $0 != owner }, where: \.isWorld) { return world }
    let own = state.first(of: { $0 == owner }) { other in
      other.isWorld && (!item.isWorld || other.number > item.number)
    }
    if own != nil || item.isWorld { return own }
    return state.first(of: { $0 != owner }, where: { _ in true })
  }

  /// Drops worlds, the least useful first, while memory is short: whoever simulates needs it more.
  func relieve() {
    let excess = excess()
    guard excess > 0 else { return }
    let gone = state.withLock { state in
      var gone: [Kept] = []
      var freed = 0
      while freed < excess, let (owner, world) = state.first(of: { _ in true }, where: \.isWorld) {
        guard let kept = state.remove(world, of: owner) else { break }
        freed += kept.bytes
        gone.append(kept)
      }
      return gone
    }
    _ = consume gone
  }

  /// Drops all that is kept of a scenario.
  func forget(_ owner: ObjectIdentifier) {
    let shelf = state.withLock { state in
      let shelf = state.shelves.removeValue(forKey: owner)
      state.bytes -= shelf?.items.values.reduce(0) { $0 + $1.bytes } ?? 0
      return shelf
    }
    _ = consume shelf
  }
}
