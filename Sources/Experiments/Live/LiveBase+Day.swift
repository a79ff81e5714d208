public import CustomerExperience

extension LiveBase {
  /// A day of the first replication as it went, of the base or of a variant of it.
  ///
  /// The variant has the same customers with the same luck, and starts from the base's settled world unless its
  /// structure differs. Who cancels the task ends that within a second.
  ///
  /// - Parameters:
  ///   - variant: the variant; nil for the base.
  ///   - watch: which day.
  /// - Returns: The day; nil where there is none such before the run ends.
  /// - Throws: ``ExperimentError``, or that it was cancelled.
  public func day(of variant: Scenario?, _ watch: DayWatch) async throws -> DayRecord? {
    try await first { [self] turn in
      try day(Replication(turn, seed: seed), of: variant, watch)
    }
  }

  private func day(
    _ replication: Replication, of variant: Scenario?, _ watch: DayWatch
  ) throws(ExperimentError) -> DayRecord? {
    let base = try Self.model(scenario)
    let model = if let variant { try Self.model(variant) } else { base }
    let start =
      base.canStart(model) ? try world(replication, of: base) : try replication.settled(model)
    if replication.isCancelled() { throw .cancelled }
    let result = start.run(
      model, keeps: false, watching: watch, isCancelled: replication.isCancelled)
    if let excess = result.excess { throw .model(excess) }
    if replication.isCancelled() { throw .cancelled }
    if !result.violations.isEmpty { throw .conservation(result.violations) }
    return result.day
  }
}
