import CustomerExperience
import Designs
import Experiments
import RandomVariates
public import ScenarioFiles

/// Makes the plan of a sweep.
public enum SweepPlanner {
  /// The most points of a plan.
  public static let mostPoints = 5_000_000

  /// The plan: for every experiment, every lever setting in every world.
  ///
  /// The points of a world follow one another, so that they can share its settling.
  ///
  /// - Parameters:
  ///   - file: The sweep.
  ///   - seed: Wins over the file's.
  ///   - replications: Win over the file's.
  /// - Throws: ``SweepError`` where a design cannot be made.
  public static func plan(
    _ file: SweepFile, seed: UInt64? = nil, replications: Int? = nil
  ) throws(SweepError) -> SweepPlan {
    let seed = seed ?? file.seed
    var points: [SweepPlan.Point] = []
    for (number, experiment) in file.experiments.enumerated() {
      let settings = try rows(of: experiment.levers, seed: seed, named: experiment.name + ":levers")
      let worlds = try rows(
        of: experiment.uncertainties, seed: seed, named: experiment.name + ":worlds")
      let (count, overflows) = settings.count.multipliedReportingOverflow(by: worlds.count)
      guard !overflows, count <= mostPoints - points.count else {
        throw SweepError(
          "the sweep has more than \(mostPoints) points: experiment \(experiment.name) has "
            + "\(settings.count) settings in \(worlds.count) worlds"
            + (points.isEmpty ? "" : ", and those before it \(points.count) points")
            + "; take fewer values or a sampled design, such as latin-hypercube")
      }
      points.reserveCapacity(points.count + count)
      for (w, world) in worlds.enumerated() {
        for (s, setting) in settings.enumerated() {
          points.append(
            SweepPlan.Point(
              experiment: number, setting: s + 1, world: w + 1, set: setting, uncertain: world))
        }
      }
    }
    return SweepPlan(
      modelVersion: ModelVersion.current, title: file.title, about: file.about, stem: file.stem,
      seed: seed, replications: replications ?? file.replications, outcomes: file.outcomes,
      experiments: file.experiments.map { experiment in
        SweepPlan.Experiment(
          name: experiment.name, levers: factors(experiment.levers),
          uncertainties: factors(experiment.uncertainties))
      },
      scenarioPath: file.scenarioPath, files: file.inputs, points: points)
  }

  private static func factors(_ axis: SweepAxis) -> [SweepPlan.Factor] {
    let goesByLevels =
      switch axis.design {
      case .list, .fullFactorial, .oneAtATime: true
      case .latinHypercube, .sobol: false
      }
    return axis.factors.map {
      goesByLevels || $0.isListed
        ? SweepPlan.Factor(path: $0.path, base: $0.base, levels: $0.levels)
        : SweepPlan.Factor(path: $0.path, base: $0.base, levels: [], law: $0.law)
    }
  }

  /// The rows of a design: one without a value where nothing is varied.
  private static func rows(
    of axis: SweepAxis, seed: UInt64, named name: String
  ) throws(SweepError) -> [[String?]] {
    let factors = axis.factors
    guard !factors.isEmpty else { return [[]] }
    // Each sample of an experiment is another, though they share the seed.
    let own = StableHash.mix(seed ^ StableHash.of("sweep:" + name))
    do {
      switch axis.design {
      case .list(let rows): return rows
      case .fullFactorial:
        let design = try FullFactorial(levels: factors.map(\.levels.count))
        guard design.count <= mostPoints else {
          throw SweepError(
            "the levels make \(design.count) combinations, more than \(mostPoints); take fewer values "
              + "or a sampled design, such as latin-hypercube")
        }
        return (0..<design.count).map { row in
          zip(factors, design.row(row)).map { $0.levels[$1] }
        }
      case .oneAtATime:
        let changed = factors.map { factor in factor.levels.filter { $0 != factor.base } }
        return [factors.map { _ in nil }]
          + changed.indices.flatMap { f in
            changed[f].map { level in factors.indices.map { $0 == f ? level : nil } }
          }
      case .latinHypercube(let points):
        return sampled(
          try LatinHypercube(points: points, factors: factors.count, seed: own), factors)
      case .sobol(let points):
        return sampled(try SobolSequence(points: points, factors: factors.count), factors)
      }
    } catch let error as SweepError {
      throw error
    } catch {
      throw SweepError("the design cannot be made: \(error)")
    }
  }

  private static func sampled(
    _ design: some UnitCubeDesign, _ factors: [SweepFactor]
  ) -> [[String?]] {
    (0..<design.count).map { row in zip(factors, design.row(row)).map { $0.value(at: $1) } }
  }
}
