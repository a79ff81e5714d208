import Documents
import Synchronization

/// Finished results that are kept over all scenarios of a lab: those that were used last, within so many bytes.
final class KeptResults: Sendable {
  /// What a result is of.
  enum Kind: Sendable {
    case base, whatIf, growth
  }

  /// What is kept of a finished run.
  struct Finished: Sendable {
    /// The last result.
    var result: JSONValue
    /// The rows of `comparison.csv`; empty where there are none.
    var differences = ""

    fileprivate var bytes: Int { result.heapBytes + differences.utf8.count }
  }

  private struct Key: Hashable {
    var owner: ObjectIdentifier
    var kind: Kind
    var settings: [String]
  }

  private let kept: Mutex<RecentlyUsed<Key, Finished>>

  /// Room for so many bytes.
  init(bytes: Int) {
    kept = Mutex(RecentlyUsed(bytes: bytes) { $0.bytes })
  }

  /// Bytes that are kept now.
  var bytes: Int { kept.withLock { $0.bytes } }

  /// A result of a scenario with settings, in whatever order they are made; nil where it is not kept.
  func finished(_ kind: Kind, _ settings: [String], of owner: ObjectIdentifier) -> Finished? {
    let key = Key(owner: owner, kind: kind, settings: SettingOrder.normal(settings))
    guard var finished = kept.withLock({ $0[key] }) else { return nil }
    // It tells them in the order of whoever asks.
    let told = JSONValue.array(settings.map { .string($0) })
    if let other = finished.result["settings"], other != told {
      finished.result = finished.result.merging(["settings": told])
    }
    return finished
  }

  /// Keeps a result.
  func keep(
    _ finished: Finished, _ kind: Kind, _ settings: [String], of owner: ObjectIdentifier
  ) {
    let key = Key(owner: owner, kind: kind, settings: SettingOrder.normal(settings))
    kept.withLock { $0[key] = finished }
  }

  /// Drops all results of a scenario.
  func forget(_ owner: ObjectIdentifier) {
    kept.withLock { kept in kept.removeAll { $0.owner == owner } }
  }
}

extension JSONValue {
  /// About how many bytes it takes in memory besides itself.
  var heapBytes: Int {
    // What the system and Swift keep of each block of memory.
    let block = 32
    switch self {
    case .null, .bool, .number, .integer, .unsigned: return 0
    case .string(let text): return text.utf8.count > 15 ? block + text.utf8.count : 0
    case .array(let items):
      return items.reduce(block + items.count * MemoryLayout<JSONValue>.stride) {
        $0 + $1.heapBytes
      }
    case .object(let members):
      return members.reduce(block + members.count * MemoryLayout<Member>.stride) {
        $0 + ($1.key.utf8.count > 15 ? block + $1.key.utf8.count : 0) + $1.value.heapBytes
      }
    }
  }
}
