extension LiveBase {
  /// Does something that takes a while on one of the threads that simulate, in turn with all else that runs there.
  public func inTurn<Output: Sendable>(
    _ work: @escaping @Sendable () throws -> Output
  ) async throws -> Output {
    try await first { _ in try work() }
  }

  /// Does something with the first replication when it is its turn.
  ///
  /// - Throws: What `work` throws, or that whoever waited was cancelled.
  func first<Output: Sendable>(
    _ work: @escaping @Sendable (FairQueue.Turn) throws -> Output
  ) async throws -> Output {
    for try await (_, output) in queue.run(1...1, work) { return output }
    throw CancellationError()
  }
}
