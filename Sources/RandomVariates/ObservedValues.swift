import Synchronization

/// Observed values that samplers draw from, in plain memory.
///
/// Each set of values is kept once and for the life of the process: samplers are made and thrown away by
/// the thousand, the data files behind them are few.
enum ObservedValues {
  private static let pool = Mutex<[[Double]: UnsafeBufferPointer<Double>]>([:])

  /// The kept copy of some values.
  static func kept(_ values: [Double]) -> UnsafeBufferPointer<Double> {
    guard !values.isEmpty else { return UnsafeBufferPointer(start: nil, count: 0) }
    return pool.withLock { pool in
      if let known = pool[values] { return Pointer(known) }
      let copy = UnsafeMutableBufferPointer<Double>.allocate(capacity: values.count)
      _ = copy.initialize(from: values)
      pool[values] = UnsafeBufferPointer(copy)
      return Pointer(UnsafeBufferPointer(copy))
    }.values
  }

  /// Never written again, so that any thread may read it.
  private struct Pointer: @unchecked Sendable {
    let values: UnsafeBufferPointer<Double>
    init(_ values: UnsafeBufferPointer<Double>) { self.values = values }
  }
}
