import CustomerExperience
import Synchronization

/// Samples outcomes of many settings of a scenario under common random numbers.
///
/// A replication settles the world once, and every setting that can starts from a copy of it, as a
/// change made on the first day; one of another structure settles on its own. Replication r of each
/// setting therefore meets the same customers with the same luck, whatever other settings are sampled
/// beside it, in whatever order and on however many threads.
package struct OutcomeSampler: Sendable {
  /// The outcomes, in the order of the samples.
  package let outcomes: [SeriesKey]
  /// The seed.
  package let seed: UInt64
  private let world: Model

  /// Compiles the world that settles.
  ///
  /// - Parameters:
  ///   - world: the scenario as it has been before the first day.
  ///   - outcomes: metrics of the summary about subjects.
  ///   - seed: the experiment's seed.
  /// - Throws: ``ExperimentError/model(_:)`` when the world cannot be simulated.
  package init(
    world: Scenario, outcomes: [SeriesKey], seed: UInt64
  ) throws(ExperimentError) {
    do { self.world = try Model(world) } catch { throw .model(error) }
    self.outcomes = outcomes
    self.seed = seed
  }

  /// What one replication of a scenario showed: a value an outcome, or why there is none.
  package typealias Row = Result<[Double], ExperimentError>

  /// A replication of the world that several settings start from, on several threads: the first that
  /// needs it settles it, and others wait for that.
  package final class SharedWorld: Sendable {
    private let settled = Mutex<Result<SettledWorld, ExperimentError>?>(nil)

    package init() {}

    fileprivate func settled(
      _ settle: () throws(ExperimentError) -> SettledWorld
    ) throws(ExperimentError) -> SettledWorld {
      let result = settled.withLock { settled -> Result<SettledWorld, ExperimentError> in
        if let settled { return settled }
        let result = Result(catching: settle)
        settled = result
        return result
      }
      return try result.get()
    }
  }

  /// A scenario compiled, or why it cannot be.
  package static func model(_ scenario: Scenario) -> Result<Model, ExperimentError> {
    do { return .success(try Model(scenario)) } catch { return .failure(.model(error)) }
  }

  /// One replication of a model.
  ///
  /// - Parameters:
  ///   - model: the setting.
  ///   - number: the replication's number, from 1.
  ///   - shared: the same for all settings of the replication.
  ///   - isCancelled: polled; a true answer ends it.
  /// - Throws: ``ExperimentError/cancelled``.
  package func row(
    of model: Result<Model, ExperimentError>, _ number: Int, from shared: SharedWorld,
    isCancelled: @escaping @Sendable () -> Bool
  ) throws(ExperimentError) -> Row {
    let row: Row
    do {
      let model = try model.get()
      let start =
        world.canStart(model)
        ? try shared.settled { () throws(ExperimentError) in
          try settled(world, number, isCancelled)
        } : try settled(model, number, isCancelled)
      row = values(of: start.run(model))
    } catch {
      row = .failure(error)
    }
    if isCancelled() { throw .cancelled }
    return row
  }

  private func settled(
    _ model: Model, _ number: Int, _ isCancelled: @escaping @Sendable () -> Bool
  ) throws(ExperimentError) -> SettledWorld {
    do {
      return try model.settledWorld(seed: seed, replication: number, isCancelled: isCancelled)
    } catch {
      throw .model(error)
    }
  }

  private func values(of result: ReplicationResult) -> Row {
    if let excess = result.excess { return .failure(.model(excess)) }
    guard result.violations.isEmpty else { return .failure(.conservation(result.violations)) }
    return .success(outcomes.map { result.summary[$0] ?? .nan })
  }

  /// Replications of one scenario, put together by outcome.
  package static func joined(_ rows: [Row]) -> Result<[[Double]], ExperimentError> {
    var values: [[Double]] = []
    for row in rows {
      switch row {
      case .failure(let error): return .failure(error)
      case .success(let row):
        if values.isEmpty { values = Array(repeating: [], count: row.count) }
        for (o, value) in row.enumerated() { values[o].append(value) }
      }
    }
    return .success(values)
  }
}
