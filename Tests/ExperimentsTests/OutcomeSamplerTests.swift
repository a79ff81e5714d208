import Testing

@testable import CustomerExperience
@testable import Experiments

/// Outcomes of many settings from one settled world.
@Suite struct OutcomeSamplerTests {
  private let outcomes = [SeriesKey("retention_12m", "all"), SeriesKey("profit", "all")]

  private func scenario(price: Double) -> Scenario {
    var scenario = Scenario.small()
    scenario.customers.contract.price = price
    return scenario
  }

  @Test func aSettingIsSampledAsAComparisonWouldRunIt() async throws {
    let world = Scenario.small()
    let sampler = try OutcomeSampler(world: world, outcomes: outcomes, seed: 3)
    let settings = [world, scenario(price: 20), scenario(price: 40)]
    let samples = try sampler.samples(of: settings, 1...4).map { try $0.get() }
    let replicator = Replicator(
      models: [
        ExperimentModels(
          base: try Model(world), probes: [], variants: try settings.map { try Model($0) })
      ],
      probeReplications: 0, segments: 1,
      options: {
        var options = ExperimentOptions()
        options.seed = 3
        return options
      }())
    let outputs = try await replicator.run(1...4, done: [])
    for (s, sample) in samples.enumerated() {
      for (o, key) in outcomes.enumerated() {
        #expect(sample[o] == outputs.map { $0.variants[s].summary[key] ?? .nan })
      }
    }
    #expect(samples[1][1] != samples[2][1])
  }

  @Test func neitherCompanyNorTheRangeChangesASample() throws {
    let sampler = try OutcomeSampler(world: .small(), outcomes: outcomes, seed: 3)
    let settings = [scenario(price: 20), scenario(price: 25), scenario(price: 40)]
    let all = try sampler.samples(of: settings, 1...4)
    for (s, setting) in settings.enumerated() {
      let alone = try sampler.samples(of: [setting], 3...4)
      #expect(try alone[0].get() == all[s].get().map { Array($0[2...]) })
    }
  }

  @Test func anotherStructureSettlesOnItsOwn() throws {
    var other = Scenario.small()
    var segment = other.customers.segments[0]
    segment.id = "more"
    other.customers.segments.append(segment)
    let ours = try OutcomeSampler(world: .small(), outcomes: outcomes, seed: 3)
    let theirs = try OutcomeSampler(world: other, outcomes: outcomes, seed: 3)
    let mixed = try ours.samples(of: [.small(), other, .small()], 1...2)
    let own = try theirs.samples(of: [other], 1...2)
    #expect(try mixed[1].get() == own[0].get())
    #expect(try mixed[0].get() == mixed[2].get())
  }

  @Test func oneFailureDoesNotStopTheOthers() throws {
    var bad = Scenario.small()
    bad.phases = [
      Phase(
        at: .month(3),
        settings: {
          var other = Scenario.small()
          other.customers.segments[0].id = "else"
          other.customers.segments.append(Scenario.small().customers.segments[0])
          return other
        }(), changes: ["customers.segments = others"])
    ]
    let sampler = try OutcomeSampler(world: .small(), outcomes: outcomes, seed: 3)
    let samples = try sampler.samples(of: [.small(), bad, .small()], 1...2)
    #expect(try samples[0].get() == samples[2].get())
    guard case .failure(.model) = samples[1] else {
      Issue.record("the bad setting did not fail")
      return
    }
  }

  @Test func itCanBeCancelled() throws {
    let sampler = try OutcomeSampler(world: .small(), outcomes: outcomes, seed: 3)
    #expect {
      _ = try sampler.row(
        of: OutcomeSampler.model(.small()), 1, from: OutcomeSampler.SharedWorld(),
        isCancelled: { true })
    } throws: { error in
      if case ExperimentError.cancelled = error { true } else { false }
    }
  }

  @Test func aMetricWithoutAValueIsNotANumber() throws {
    let sampler = try OutcomeSampler(
      world: .small(), outcomes: [SeriesKey("mean_wait", "team:nobody")], seed: 3)
    let sample = try #require(try sampler.samples(of: [.small()], 1...2).first).get()
    #expect(sample[0].allSatisfy(\.isNaN) && sample[0].count == 2)
  }
}

extension OutcomeSampler {
  /// Samples scenarios as a sweep does: all of them replication by replication, put together by outcome.
  func samples(
    of scenarios: [Scenario], _ replications: ClosedRange<Int>
  ) throws(ExperimentError) -> [Result<[[Double]], ExperimentError>] {
    let models = scenarios.map(Self.model)
    var rows: [[Row]] = []
    for number in replications {
      let world = SharedWorld()
      var row: [Row] = []
      for model in models {
        row.append(try self.row(of: model, number, from: world, isCancelled: { false }))
      }
      rows.append(row)
    }
    return scenarios.indices.map { s in Self.joined(rows.map { $0[s] }) }
  }
}
