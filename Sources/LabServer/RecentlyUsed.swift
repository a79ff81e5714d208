/// Values by key, of which those that were used last are kept.
struct RecentlyUsed<Key: Hashable & Sendable, Value: Sendable>: Sendable {
  private struct Entry {
    var value: Value
    var bytes: Int
    var use: Int
  }

  private let limit: Int
  private let mostBytes: Int
  private let size: @Sendable (Value) -> Int
  private var entries: [Key: Entry] = [:]
  private var uses = 0
  /// Bytes that are kept now.
  private(set) var bytes = 0

  /// Room for so many.
  init(limit: Int) { self.init(limit: limit, bytes: .max) { _ in 0 } }

  /// Room for so many, of so many bytes together.
  ///
  /// - Parameter size: the bytes of a value.
  init(limit: Int = .max, bytes: Int, size: @escaping @Sendable (Value) -> Int) {
    (self.limit, mostBytes, self.size) = (limit, bytes, size)
  }

  /// The value of a key, which is thereby used; setting it drops those that were used least recently where there is
  /// no room.
  subscript(key: Key) -> Value? {
    mutating get {
      uses += 1
      entries[key]?.use = uses
      return entries[key]?.value
    }
    set {
      remove(key)
      guard let newValue else { return }
      let size = size(newValue)
      // One that is larger than all the room would only drop the others.
      guard size <= mostBytes else { return }
      uses += 1
      entries[key] = Entry(value: newValue, bytes: size, use: uses)
      bytes += size
      while entries.count > limit || bytes > mostBytes,
        let oldest = entries.min(by: { $0.value.use < $1.value.use })
      {
        remove(oldest.key)
      }
    }
  }

  /// Drops the values of some keys.
  mutating func removeAll(where isGone: (Key) -> Bool) {
    for key in entries.keys.filter(isGone) { remove(key) }
  }

  private mutating func remove(_ key: Key) {
    bytes -= entries.removeValue(forKey: key)?.bytes ?? 0
  }
}
