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
    let samples = try await sampler.samples(of: settings, replications: 1...4, jobs: 2)
    let replicator = Replicator(
      models: [
        ExperimentModels(
          base: try Model(world), doses: [], prices: [], variants: try settings.map(Model.init))
      ],
      doseReplications: 0, segments: 1,
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

  @Test func neitherCompanyNorJobsNorTheRangeChangesASample() async throws {
    let sampler = try OutcomeSampler(world: .small(), outcomes: outcomes, seed: 3)
    let settings = [scenario(price: 20), scenario(price: 25), scenario(price: 40)]
    let all = try await sampler.samples(of: settings, replications: 1...4, jobs: 4)
    for (s, setting) in settings.enumerated() {
      let alone = try await sampler.samples(of: [setting], replications: 3...4, jobs: 1)
      #expect(alone[0] == all[s].map { Array($0[2...]) })
    }
  }

  @Test func anotherStructureSettlesOnItsOwn() async throws {
    var other = Scenario.small()
    var segment = other.customers.segments[0]
    segment.id = "more"
    other.customers.segments.append(segment)
    let ours = try OutcomeSampler(world: .small(), outcomes: outcomes, seed: 3)
    let theirs = try OutcomeSampler(world: other, outcomes: outcomes, seed: 3)
    let mixed = try await ours.samples(
      of: [.small(), other, .small()], replications: 1...2, jobs: 2)
    let own = try await theirs.samples(of: [other], replications: 1...2, jobs: 1)
    #expect(mixed[1] == own[0] && mixed[0] == mixed[2])
  }

  @Test func oneFailureDoesNotStopTheOthers() async throws {
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
    let attempts = try await sampler.attempts(
      of: [.small(), bad, .small()], replications: 1...2, jobs: 2)
    #expect(try attempts[0].get() == attempts[2].get())
    guard case .failure(.model) = attempts[1] else {
      Issue.record("the bad setting did not fail")
      return
    }
    await #expect(throws: ExperimentError.self) {
      _ = try await sampler.samples(of: [bad], replications: 1...2, jobs: 1)
    }
  }

  @Test func itCanBeCancelled() async throws {
    let sampler = try OutcomeSampler(world: .small(), outcomes: outcomes, seed: 3)
    await #expect {
      _ = try await sampler.samples(
        of: [.small()], replications: 1...2, jobs: 1, isCancelled: { true })
    } throws: { error in
      if case ExperimentError.cancelled = error { true } else { false }
    }
  }

  @Test func aMetricWithoutAValueIsNotANumber() async throws {
    let sampler = try OutcomeSampler(
      world: .small(), outcomes: [SeriesKey("mean_wait", "team:nobody")], seed: 3)
    let samples = try await sampler.samples(of: [.small()], replications: 1...2, jobs: 1)
    #expect(samples[0][0].allSatisfy(\.isNaN) && samples[0][0].count == 2)
  }
}
