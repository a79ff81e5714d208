import CustomerExperience

extension ComparisonOutcome {
  /// What pairs of replications showed, whether they were run at once or one after the other.
  ///
  /// - Parameters:
  ///   - outputs: the pairs, in the order of their numbers.
  ///   - base: what the baseline showed in these pairs, where that is known already.
  init(
    of outputs: [ReplicationOutput], baseline: Scenario, base known: RunOutcome? = nil,
    variants: [Experiment.Variant], options: ExperimentOptions
  ) {
    let base =
      known
      ?? Aggregation(scenario: baseline, options: options).outcome(
        of: outputs.map(\.base), doses: [])
    var compared: [VariantOutcome] = []
    for (v, variant) in variants.enumerated() {
      let results = outputs.map { $0.variants[v] }
      let outcome = Aggregation(scenario: variant.scenario, options: options).outcome(
        of: results, doses: [])
      let difference = Difference(
        baseline: outputs.map(\.base), variant: results, variants: variants.count)
      compared.append(
        VariantOutcome(
          name: variant.name, title: variant.title, changes: variant.changes, outcome: outcome,
          differences: difference.rows(in: base.summary),
          timeline: difference.timeline(in: base.timeline),
          changed: difference.changed(
            outputs.map { $0.changed[v] }, variant: variant.name,
            segments: baseline.customers.segments.map(\.id)),
          stories: outputs.first?.stories[v] ?? []))
    }
    self.init(
      baseline: base, variants: compared, pairs: outputs.count,
      best: options.best.map { BestSelection($0, from: outputs) })
  }
}
