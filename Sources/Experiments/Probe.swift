import CustomerExperience
import Glibc

/// The same world with one change, lived on under everybody's same luck: what a replication asks beside its
/// own run.
///
/// A probe starts from the replication's settled world. The doses of the growth curve, the spreads of the
/// service's quality, the gaps that a firm can close and the two prices of the own-price elasticity are probes; whatever else is to be learned by changing one thing is another entry of
/// ``Probe/all``.
struct Probe: Sendable {
  /// Under which its results are kept.
  let id: ID
  /// Months it runs from the start.
  let months: Int
  /// The most replications it is run in, where that is fewer than ``GrowthCurve/replications``.
  var most = Int.max
  /// The scenarios to live on under, in order; nil for the scenario itself, whose own run will do.
  ///
  /// Empty where the probe is not wanted.
  let scenarios: @Sendable (Scenario, ExperimentOptions) -> [Scenario?]
  /// What follows from the results for the replication's own figures.
  let conclude: @Sendable (_ results: [ReplicationResult], _ base: inout ReplicationResult) -> Void

  /// The probes there are.
  enum ID: Sendable {
    case growth, consistency, gapClosing, priceElasticity, measures, outreach
  }

  /// Every probe.
  static let all: [Probe] = [
    growth, consistency, gapClosing, priceElasticity, measures, outreach,
  ]

  /// The causal satisfaction-to-sales-growth curve: the service's mean shifted, a dose each.
  static let growth = Probe(id: .growth, months: 24) { scenario, options in
    guard options.runsGrowth, scenario.clock.horizonMonths >= 24 else { return [] }
    return scenario.growth.levels.map { $0 == 0 ? nil : scenario.shifted(by: $0) }
  } conclude: { _, _ in
  }

  /// The arc elasticity of a year's purchases to our price, where the evidence asks for it.
  static let priceElasticity = Probe(id: .priceElasticity, months: 12) { scenario, _ in
    guard scenario.evidence.contains(where: { $0.metric == elasticity.metric }),
      scenario.clock.horizonMonths >= 12
    else { return [] }
    return [
      scenario.priced(times: Scenario.priceStep.lower),
      scenario.priced(times: Scenario.priceStep.higher),
    ]
  } conclude: { results, base in
    let bought = results.map { $0.summary[SeriesKey("purchases", "all")] ?? 0 }
    guard bought.count == 2, bought[0] > 0, bought[1] > 0 else { return }
    base.summary[elasticity] =
      log(bought[1] / bought[0]) / log(Scenario.priceStep.higher / Scenario.priceStep.lower)
  }

  private static let elasticity = SeriesKey("price_elasticity", "all")
}

/// A probe ready to be run: its models, in order; nil for the base model's own run.
struct ProbeModels: Sendable {
  let probe: Probe
  let models: [Model?]

  /// Compiles those of the probes that a scenario wants.
  ///
  /// - Throws: ``ModelError``.
  static func wanted(
    by scenario: Scenario, options: ExperimentOptions, among probes: [Probe] = Probe.all
  ) throws(ModelError) -> [ProbeModels] {
    var wanted: [ProbeModels] = []
    for probe in probes {
      var models: [Model?] = []
      for scenario in probe.scenarios(scenario, options) {
        if let scenario { models.append(try Model(scenario)) } else { models.append(nil) }
      }
      if !models.isEmpty { wanted.append(ProbeModels(probe: probe, models: models)) }
    }
    return wanted
  }
}
