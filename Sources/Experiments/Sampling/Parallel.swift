/// Runs independent pieces of work, several at a time.
enum Parallel {
  /// Runs `work(0)` to `work(count - 1)`, at most `jobs` at the same time, begun in order.
  ///
  /// - Parameters:
  ///   - work: one piece of work.
  ///   - each: takes each result as it comes, one at a time and in any order.
  /// - Throws: What the first failing piece throws; no other is begun after it.
  static func run<Value: Sendable>(
    _ count: Int, jobs: Int, _ work: @escaping @Sendable (Int) throws -> Value,
    each: (Int, Value) throws -> Void
  ) async throws {
    try await withThrowingTaskGroup(of: (Int, Value).self) { group in
      var next = 0
      func start(_ group: inout ThrowingTaskGroup<(Int, Value), any Error>) {
        guard next < count else { return }
        let index = next
        next += 1
        group.addTask { (index, try work(index)) }
      }
      for _ in 0..<max(1, min(jobs, count)) { start(&group) }
      while let (index, value) = try await group.next() {
        try each(index, value)
        start(&group)
      }
    }
  }
}
