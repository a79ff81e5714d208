import CustomerExperience

/// One replication of an experiment: how its worlds settle, and how they are lived on in.
struct Replication: Sendable {
  /// Its number, from 1.
  let number: Int
  let seed: UInt64
  /// Polled; a true answer ends it early, and what comes back is no result.
  let isCancelled: @Sendable () -> Bool

  /// A world that has settled under a model.
  func settled(_ model: Model, keeping: Keeping = Keeping()) throws(ExperimentError)
    -> SettledWorld
  {
    do {
      return try model.settledWorld(
        seed: seed, replication: number, keeping: keeping, isCancelled: isCancelled)
    } catch {
      throw .model(error)
    }
  }

  /// What living on in a world shows, where it comes to an end.
  func run(
    _ world: SettledWorld, _ model: Model, months: Int? = nil, keeps: Bool = true,
    eachMonth: (@Sendable (_ months: Int, _ survival: Double) -> Void)? = nil
  ) throws(ExperimentError) -> ReplicationResult {
    let result = world.run(
      model, months: months, keeps: keeps, eachMonth: eachMonth, isCancelled: isCancelled)
    if let excess = result.excess { throw .model(excess) }
    return result
  }
}
