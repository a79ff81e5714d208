import Testing

@testable import CustomerExperience
@testable import Experiments

@Suite("A base that is lived on from")
struct LiveBaseTests {
  private let base = Scenario.small(customers: 60, months: 12)

  private func variant(_ change: (inout Scenario) -> Void) -> Experiment.Variant {
    var scenario = base
    change(&scenario)
    return .init(name: "variant", title: "Variant", changes: ["a change"], scenario: scenario)
  }

  private var better: Experiment.Variant { variant { $0.quality.mean += 10 } }

  /// A variant with one more segment, which cannot start from the base's world.
  private var other: Experiment.Variant {
    variant {
      var segment = $0.customers.segments[0]
      (segment.id, segment.initial) = ("more", 20)
      $0.customers.segments.append(segment)
    }
  }

  private func live(pairs: Int, worlds: KeptWorlds = KeptWorlds(bytes: 1 << 30)) -> LiveBase {
    LiveBase(base, seed: 5, pairs: pairs, queue: FairQueue(jobs: 2), worlds: worlds)
  }

  private func outcomes(
    _ live: LiveBase, _ variant: Experiment.Variant
  ) async throws -> [ComparisonOutcome] {
    var outcomes: [ComparisonOutcome] = []
    for try await event in live.compare(with: variant) {
      if case .outcome(let outcome) = event { outcomes.append(outcome) }
    }
    return outcomes
  }

  private func compared(
    _ variant: Experiment.Variant, pairs: Int
  ) async throws -> ComparisonOutcome {
    var options = ExperimentOptions()
    (options.seed, options.replications, options.jobs) = (5, pairs, 2)
    return try await Experiment.compare(base, with: [variant], options: options)
  }

  /// Every figure of a comparison, to the last digit.
  private func figures(_ outcome: ComparisonOutcome) -> [String] {
    let variant = outcome.variants[0]
    return ["\(outcome.pairs) \(variant.name) \(variant.title) \(variant.changes)"]
      + variant.differences.map {
        "\($0.metric.id) \($0.subject) \($0.meanBaseline) \($0.meanVariant) \($0.difference) "
          + "\($0.adjustedLower) \($0.adjustedUpper) \($0.varianceReduction) \($0.verdict) "
          + "\($0.morePairs ?? 0)"
      }
      + (variant.timeline + outcome.baseline.timeline + variant.outcome.timeline).map {
        "\($0.metric.id) \($0.subject) \($0.estimates)"
      } + variant.changed.map { "\($0)" }
      + (outcome.baseline.retention + variant.outcome.retention).map { "\($0)" }
      + (outcome.baseline.summary + variant.outcome.summary).map {
        "\($0.metric.id) \($0.subject) \($0.estimate)"
      }
  }

  @Test(
    "figures are those of a comparison at once, whether worlds are kept or not",
    arguments: [0, 1 << 30])
  func sameFigures(bytes: Int) async throws {
    let worlds = KeptWorlds(bytes: bytes)
    let live = live(pairs: 4, worlds: worlds)
    for variant in [better, other, better] {
      let outcomes = try await outcomes(live, variant)
      let last = try #require(outcomes.last)
      #expect(figures(last) == figures(try await compared(variant, pairs: 4)))
      #expect(last.variants[0].hasOwnPast == (variant.scenario == other.scenario))
    }
    #expect(live.isComplete)
    #expect((worlds.world(1, of: ObjectIdentifier(live)) != nil) == (bytes > 0))
  }

  @Test("outcomes come after the first pairs, each that of so many pairs")
  func looks() async throws {
    #expect(LiveLooks.all(of: 30) == [1, 2, 3, 4, 5, 6, 7, 8, 10, 12, 16, 20, 25, 30])
    #expect(LiveLooks.all(of: 5) == [1, 2, 3, 4, 5])
    #expect(LiveLooks.all(of: 1) == [1])
    let outcomes = try await outcomes(live(pairs: 4), better)
    let pairs = outcomes.map(\.pairs)
    #expect(pairs == pairs.sorted() && Set(pairs).isSubset(of: [1, 2, 3, 4]) && pairs.last == 4)
    for outcome in outcomes {
      #expect(figures(outcome) == figures(try await compared(better, pairs: outcome.pairs)))
    }
  }

  @Test("what changes nothing makes no difference to anything")
  func noChange() async throws {
    let outcome = try #require(try await outcomes(live(pairs: 3), variant { _ in }).last)
    #expect(!outcome.variants[0].differences.isEmpty)
    #expect(outcome.variants[0].differences.allSatisfy { $0.verdict == .same })
    #expect(
      outcome.variants[0].timeline.flatMap(\.estimates).compactMap(\.self).allSatisfy {
        $0.mean == 0 && $0.lower == 0 && $0.upper == 0 || $0.replications == 1 && $0.mean == 0
      })
    #expect(outcome.variants[0].changed.allSatisfy { $0.saved == 0 && $0.lost == 0 })
  }

  @Test("the base alone is told too, and is what a comparison tells of it")
  func baseAlone() async throws {
    let live = live(pairs: 3)
    var last: RunOutcome?
    for try await event in live.run() {
      if case .outcome(let outcome) = event { last = outcome }
    }
    let compared = try await compared(better, pairs: 3).baseline
    #expect(last?.summary.map(\.estimate) == compared.summary.map(\.estimate))
    #expect(last?.replications == 3 && live.isComplete)
  }

  @Test("who drops a stream leaves nothing behind that others would wait for")
  func dropped() async throws {
    let live = live(pairs: 6)
    for try await event in live.compare(with: better) {
      if case .outcome = event { break }
    }
    let outcome = try #require(try await outcomes(live, better).last)
    #expect(figures(outcome) == figures(try await compared(better, pairs: 6)))
  }

  @Test("a scenario that cannot be simulated says so")
  func badModel() async throws {
    let wrong = variant { $0.journeys[0].touchpoints[0].team = "nobody" }
    await #expect(throws: ExperimentError.self) {
      for try await _ in live(pairs: 2).compare(with: wrong) {}
    }
  }
}
