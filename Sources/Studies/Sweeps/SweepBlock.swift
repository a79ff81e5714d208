import CustomerExperience
import DiscreteEvents
import Experiments
import ScenarioFiles
import Synchronization

/// Points of one world that share its settling: the unit of a sweep's work.
final class SweepBlock: Sendable {
  /// The points, by position in the plan.
  let points: [Int]
  private let plan: SweepPlan
  /// What is set before the points are.
  private let settings: [String]
  /// The models, once for each thread at a time: two threads that read one model would count the same
  /// references, and wait for each other's caches.
  private let idle = Mutex<[Compiled]>([])
  /// By replication; nothing while no replication has ended, for there may be very many blocks.
  private let rows: Mutex<[[OutcomeSampler.Row]]>

  /// The world or why there is none, and the settings as they are asked for, for one thread at a time.
  struct Compiled: Sendable {
    private let sampler: Result<OutcomeSampler, ExperimentError>
    private var models: [Result<Model, ExperimentError>?]

    fileprivate init(_ block: SweepBlock) {
      sampler = Result { () throws(ExperimentError) in
        try OutcomeSampler(
          world: try block.scenario(block.world), outcomes: block.plan.outcomes,
          seed: block.plan.seed)
      }
      models = Array(repeating: nil, count: block.points.count)
    }

    /// One replication of a point, told by its place in the block.
    ///
    /// - Throws: ``ExperimentError/cancelled``.
    mutating func row(
      _ place: Int, of block: SweepBlock, _ number: Int, from world: OutcomeSampler.SharedWorld,
      isCancelled: @escaping @Sendable () -> Bool
    ) throws(ExperimentError) -> OutcomeSampler.Row {
      let ready: OutcomeSampler
      switch sampler {
      case .failure(let error): return .failure(error)
      case .success(let sampler): ready = sampler
      }
      let model = models[place] ?? block.model(place)
      models[place] = model
      return try ready.row(of: model, number, from: world, isCancelled: isCancelled)
    }
  }

  init(_ points: [Int], of plan: SweepPlan, under settings: [String] = []) {
    (self.points, self.plan, self.settings) = (points, plan, settings)
    rows = Mutex([])
  }

  /// Models for a thread, to be given back.
  func takeCompiled() -> Compiled { idle.withLock { $0.popLast() } ?? Compiled(self) }

  /// Takes a thread's models back for the next one.
  func giveBack(_ compiled: Compiled) { idle.withLock { $0.append(compiled) } }

  /// Takes the rows of a replication; with the last, hands out the records of all points.
  func take(_ rows: [OutcomeSampler.Row], replication: Int) -> [SweepRecord]? {
    let all = self.rows.withLock { all -> [[OutcomeSampler.Row]]? in
      if all.isEmpty { all = Array(repeating: [], count: plan.replications) }
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
          let tally = Tally(values.filter { abs($0) <= SweepRecord.Moments.largest })
          return SweepRecord.Moments(
            count: tally.count, mean: tally.count > 0 ? tally.mean : .nan,
            variance: tally.count > 1 ? tally.variance : .nan)
        })
    }
  }

  /// Why a point failed, in words.
  static func message(of error: ExperimentError) -> String {
    switch error {
    case .model(let error): error.description
    case .conservation(let violations):
      "a law of conservation does not hold, which is a bug in cxlab: "
        + violations.prefix(3).joined(separator: "; ")
    case .cancelled: "it was interrupted"
    case .missingFigure(let metric): "there is no metric \(metric)"
    }
  }

  /// The settings of all its points' world.
  private var world: [String] { plan.worldSettings(of: plan.points[points[0]]) }

  private func model(_ place: Int) -> Result<Model, ExperimentError> {
    let settings = world + plan.leverSettings(of: plan.points[points[place]])
    return Result { () throws(ExperimentError) in try scenario(settings) }
      .flatMap(OutcomeSampler.model)
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
