import CustomerExperience
import Experiments
import ScenarioFiles

extension LabScenario {
  /// The causal growth curve of the scenario with settings, and what an analyst sees, from the first replication on.
  ///
  /// The scenario with settings has a past of its own here, as where `cxlab run --set` runs it.
  func growth(_ settings: [String]) throws(LabProblem) -> AsyncStream<LabEvent> {
    if let kept = kept(.growth, settings) { return atOnce(kept.result) }
    let scenario = try variant(settings).scenario
    guard scenario.clock.horizonMonths >= 24 else {
      throw .model(
        "A growth curve compares the second year with the first; this scenario runs for "
          + "\(Int(scenario.clock.horizonMonths)) months.")
    }
    return events { [self] send in
      for try await event in live.probed(settings.isEmpty ? nil : scenario) {
        switch event {
        case .progress(let done, let total, _):
          send(.progress(done: done, total: total, doing: "running the growth curve"))
        case .firstMonths: break
        case .outcome(let outcome):
          let result = GrowthJSON(outcome).json(of: pairs, settings: settings)
          if outcome.replications == pairs { keep(.init(result: result), .growth, settings) }
          send(.result(result))
        }
      }
    }
  }
}
