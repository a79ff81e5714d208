public import CustomerExperience

extension LiveBase {
  /// Runs a scenario with its probes, as ``Experiment/run(_:options:)`` does with the same seed and replications.
  ///
  /// Who drops the stream ends that within a second.
  ///
  /// - Parameters:
  ///   - variant: what is run, with a past of its own; the base where nil.
  ///   - whole: whether all probes are run that the scenario wants, and not only the growth curve.
  /// - Returns: Outcomes after the first replications and the last; it ends with ``ExperimentError``.
  public func probed(
    _ variant: Scenario? = nil, whole: Bool = false
  ) -> AsyncThrowingStream<LiveEvent<RunOutcome>, any Error> {
    let scenario = variant ?? self.scenario
    var options = options
    options.runsGrowth = true
    return folded(isBase: true) { [options] _ in
      queue.run(1...pairs) { [self, options] turn in
        try probed(turn, variant, whole: whole, options)
      }
    } outcome: { [options] outputs in
      Aggregation(scenario: scenario, options: options).outcome(
        of: outputs.map(\.base), doses: outputs.compactMap { $0.probes[.growth] },
        spreads: outputs.compactMap { $0.probes[.consistency] },
        closings: outputs.compactMap { $0.probes[.gapClosing] },
        measures: outputs.compactMap { $0.probes[.measures] },
        frequencies: outputs.compactMap { $0.probes[.outreach] })
    }
  }

  private func probed(
    _ turn: FairQueue.Turn, _ variant: Scenario?, whole: Bool, _ options: ExperimentOptions
  ) throws(ExperimentError) -> ReplicationOutput {
    let replication = Replication(turn, seed: seed)
    let start: SettledWorld
    var output: ReplicationOutput
    if let variant {
      let model = try Self.model(variant)
      start = try replication.settled(model)
      output = ReplicationOutput(base: try replication.run(start, model))
      output.base.fates = []
    } else {
      let known = try known(turn)
      start = try world(replication, of: known.model)
      output = ReplicationOutput(base: known.result)
    }
    let scenario = variant ?? self.scenario
    if replication.number <= scenario.growth.replications {
      for one in try Self.probes(of: scenario, options, whole: whole)
      where replication.number <= one.probe.most {
        var results: [ReplicationResult] = []
        for model in one.models where !replication.isCancelled() {
          guard let model else {
            results.append(output.base)
            continue
          }
          var result = try replication.run(
            start, model, months: one.probe.months, keeps: false)
          result.fates = []
          results.append(result)
        }
        // Of half a probe nothing follows.
        if replication.isCancelled() { throw .cancelled }
        one.probe.conclude(results, &output.base)
        output.probes[one.probe.id] = results
      }
    }
    if replication.isCancelled() { throw .cancelled }
    try output.checkConservation()
    return output
  }

  /// The probes that a scenario wants, compiled.
  private static func probes(
    of scenario: Scenario, _ options: ExperimentOptions, whole: Bool
  ) throws(ExperimentError) -> [ProbeModels] {
    do {
      return try ProbeModels.wanted(
        by: scenario, options: options, among: whole ? Probe.all : [.growth])
    } catch {
      throw .model(error)
    }
  }
}
