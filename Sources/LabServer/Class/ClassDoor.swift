/// Slows down whoever tries codes and keys: each address by itself, and all who have been wrong together.
///
/// An address may be wrong five times; then it waits two seconds before it may try again, and twice as long after
/// each further wrong try, up to a minute. All who have been wrong share so many tries a minute, whoever they are;
/// who was never wrong is let in at any time.
struct ClassDoor: Sendable {
  /// What became of a try.
  enum Outcome: Equatable {
    case isRight
    case isWrong
    /// Nothing was looked at: the next try may be made after so many seconds.
    case wait(seconds: Int)
  }

  /// Wrong tries of an address before it has to wait.
  static let free = 5
  /// Seconds of the first wait, and of the longest.
  private static let (first, longest) = (2, 60)
  /// Wrong tries of all together at once; one more every second.
  private static let together = 60.0
  /// Addresses that are remembered.
  static let mostAddresses = 1_024

  private struct Record {
    var wrong = 0
    var next: ContinuousClock.Instant
    var last: ContinuousClock.Instant
  }

  private var records: [String: Record] = [:]
  private var left = together
  private var filled: ContinuousClock.Instant?

  /// Addresses that are remembered now.
  var count: Int { records.count }

  /// A try.
  ///
  /// - Parameters:
  ///   - address: whose it is.
  ///   - isRight: whether the code is right, which is told only to those who may try.
  mutating func attempt(
    from address: String, isRight: Bool, now: ContinuousClock.Instant
  ) -> Outcome {
    if let record = records[address] {
      if record.next > now { return .wait(seconds: Self.seconds(record.next - now)) }
      refill(now)
      if left < 1 { return .wait(seconds: 1) }
    }
    guard !isRight else {
      records[address] = nil
      return .isRight
    }
    refill(now)
    left = max(0, left - 1)
    makeRoom(for: address)
    var record = records[address] ?? Record(next: now, last: now)
    record.wrong += 1
    record.last = now
    if record.wrong >= Self.free {
      // Doubled no more often than it takes to reach the longest.
      let wait = min(Self.longest, Self.first << min(record.wrong - Self.free, 6))
      record.next = now + .seconds(wait)
    }
    records[address] = record
    return .isWrong
  }

  private mutating func refill(_ now: ContinuousClock.Instant) {
    left = min(Self.together, left + (now - (filled ?? now)) / .seconds(1))
    filled = now
  }

  /// Forgets who tried longest ago, where there are too many.
  private mutating func makeRoom(for address: String) {
    guard records[address] == nil, records.count >= Self.mostAddresses,
      let oldest = records.min(by: { $0.value.last < $1.value.last })
    else { return }
    records[oldest.key] = nil
  }

  private static func seconds(_ wait: Duration) -> Int {
    max(1, Int((wait / .seconds(1)).rounded(.up)))
  }
}
