import CustomerExperience
import Experiments
import ScenarioFiles

extension SweepPlanner {
  /// A plan of a sweep's first experiment that has no points yet: for settings that are chosen one
  /// batch after another.
  static func frame(of file: SweepFile, outcomes: [SeriesKey], seed: UInt64) -> SweepPlan {
    func factors(_ axis: SweepAxis?) -> [SweepPlan.Factor] {
      (axis?.factors ?? []).map { SweepPlan.Factor(path: $0.path, base: $0.base, levels: []) }
    }
    let experiment = file.experiments.first
    return SweepPlan(
      modelVersion: ModelVersion.current, title: file.title, about: file.about, stem: file.stem,
      seed: seed, replications: 0, outcomes: outcomes,
      experiments: [
        SweepPlan.Experiment(
          name: "study", levers: factors(experiment?.levers),
          uncertainties: factors(experiment?.uncertainties))
      ],
      scenarioPath: file.scenarioPath, files: file.inputs, points: [])
  }
}
