import CustomerExperience
import DiscreteEvents
import ScenarioFiles
import Synchronization

/// Points of one world that share its settling: the unit of a sweep's work.
final class SweepBlock: Sendable {
  /// The points, by position in the plan.
  let points: [Int]
  private let plan: SweepPlan
  /// What is set before the points are.
  private let settings: [String]
  /// The models, once for each replication that runs at the same time: two threads that read one
  /// model would count the same references, and wait for each other's caches.
  private let idle = Mutex<[Compiled]>([])
  private let rows: Mutex<[[OutcomeSampler.Row]]>

  /// The world and the settings, ready to run; or why there is no such world.
  private struct Compiled: Sendable {
    var sampler: Result<OutcomeSampler, ExperimentError>
    var models: [Result<Model, ExperimentError>] = []
  }

  init(_ points: [Int], of plan: SweepPlan, under settings: [String] = []) {
    (self.points, self.plan, self.settings) = (points, plan, settings)
    rows = Mutex(Array(repeating: [], count: plan.replications))
  }

  /// One replication of every point.
  func replicate(_ number: Int) throws -> [OutcomeSampler.Row] {
    let ready = idle.withLock { $0.popLast() } ?? compile()
    defer { idle.withLock { $0.append(ready) } }
    switch ready.sampler {
    case .failure(let error): return points.map { _ in .failure(error) }
    case .success(let sampler):
      return try sampler.replicate(ready.models, number, isCancelled: { false })
    }
  }

  /// Takes the rows of a replication; with the last, hands out the records of all points.
  func take(_ rows: [OutcomeSampler.Row], replication: Int) -> [SweepRecord]? {
    let all = self.rows.withLock { all -> [[OutcomeSampler.Row]]? in
      all[replication - 1] = rows
      guard all.allSatisfy({ !$0.isEmpty }) else { return nil }
      defer { all = [] }
      return all
    }
    guard let all else { return nil }
    idle.withLock { $0 = [] }
    return points.indices.map { p in
      SweepRecord(
        point: points[p] + 1, result: Self.result(OutcomeSampler.joined(all.map { $0[p] })))
    }
  }

  private static func result(
    _ samples: Result<[[Double]], ExperimentError>
  ) -> SweepRecord.Result {
    switch samples {
    case .failure(let error): return .failed(message(of: error))
    case .success(let outcomes):
      return .measured(
        outcomes.map { values in
          let tally = Tally(values.filter { !$0.isNaN })
          return SweepRecord.Moments(
            count: tally.count, mean: tally.count > 0 ? tally.mean : .nan,
            variance: tally.count > 1 ? tally.variance : .nan)
        })
    }
  }

  /// Why a point failed, in words.
  private static func message(of error: ExperimentError) -> String {
    switch error {
    case .model(let error): error.description
    case .conservation(let violations):
      "a law of conservation does not hold, which is a bug in cxlab: "
        + violations.prefix(3).joined(separator: "; ")
    case .cancelled: "it was interrupted"
    case .unknownPrecision(let metric): "there is no metric \(metric)"
    }
  }

  private func compile() -> Compiled {
    let world = plan.worldSettings(of: plan.points[points[0]])
    do {
      let sampler = try OutcomeSampler(
        world: try scenario(world), outcomes: plan.outcomes, seed: plan.seed)
      return Compiled(
        sampler: .success(sampler),
        models: points.map { point in
          do throws(ExperimentError) {
            let settings = world + plan.leverSettings(of: plan.points[point])
            return try OutcomeSampler.model(scenario(settings))
          } catch {
            return .failure(error)
          }
        })
    } catch {
      return Compiled(sampler: .failure(error))
    }
  }

  private func scenario(_ settings: [String]) throws(ExperimentError) -> Scenario {
    do {
      return try ScenarioLoader.load(
        plan.scenarioPath, settings: self.settings + settings, from: plan.files
      )
      .scenario
    } catch {
      let first = error.diagnostics.first?.message ?? "the scenario cannot be read"
      let more = error.diagnostics.count - 1
      throw .model(ModelError(first + (more > 0 ? " (and \(more) more)" : "")))
    }
  }
}
