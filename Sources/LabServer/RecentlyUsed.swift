/// Values by key, of which those that were used last are kept.
struct RecentlyUsed<Key: Hashable & Sendable, Value: Sendable>: Sendable {
  private let limit: Int
  private var entries: [Key: (value: Value, use: Int)] = [:]
  private var uses = 0

  /// Room for so many.
  init(limit: Int) { self.limit = limit }

  /// The value of a key, which is thereby used; setting it drops the one that was used least recently where there is
  /// no room.
  subscript(key: Key) -> Value? {
    mutating get {
      guard let entry = entries[key] else { return nil }
      uses += 1
      entries[key] = (entry.value, uses)
      return entry.value
    }
    set {
      uses += 1
      entries[key] = newValue.map { ($0, uses) }
      if entries.count > limit, let oldest = entries.min(by: { $0.value.use < $1.value.use }) {
        entries[oldest.key] = nil
      }
    }
  }
}
