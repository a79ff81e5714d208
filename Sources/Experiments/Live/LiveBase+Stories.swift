public import CustomerExperience

extension LiveBase {
  /// The lives of a few customers of replication 1 in the base and in a variant, chosen as in
  /// ``Experiment/compare(_:with:options:)``.
  ///
  /// It takes four more runs of the replication. Whoever is cancelled while he waits ends that within a second.
  ///
  /// - Returns: A pair for each kind of customer that there is; none where the variant has a past of its own.
  /// - Throws: ``ExperimentError``.
  public func stories(with variant: Scenario) async throws -> [StoryPair] {
    try await first { [self] turn in
      let known = try known(turn)
      let replication = Replication(turn, seed: seed)
      let (base, changed) = (try Self.model(scenario), try Self.model(variant))
      guard known.model.canStart(changed) else { return [] }
      let world = try world(replication, of: known.model)
      let before = try replication.run(world, base, keeps: false)
      let after = try replication.run(world, changed, keeps: false)
      let stories = StoryPair.chosen(from: before.fates, after.fates) { followed in
        func lived(_ model: Model) -> ReplicationResult {
          world.run(
            model, keeps: false, following: followed, isCancelled: replication.isCancelled)
        }
        return (lived(base), lived(changed))
      }
      if replication.isCancelled() { throw ExperimentError.cancelled }
      return stories
    }
  }
}
