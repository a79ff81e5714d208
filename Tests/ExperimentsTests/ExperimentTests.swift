import RandomVariates
import Synchronization
import Testing

@testable import CustomerExperience
@testable import Experiments

@Suite("Experiments")
struct ExperimentTests {
  private func options(_ replications: Int, until halfWidth: Double? = nil) -> ExperimentOptions {
    var options = ExperimentOptions()
    options.seed = 5
    options.replications = replications
    options.runsGrowth = false
    options.jobs = 2
    options.until = halfWidth.map { .init(metric: "retention_12m", halfWidth: $0) }
    return options
  }

  @Test(
    "figures have values from as many months on as they say",
    arguments: [11, 12, 23, 24, 35, 36])
  func leastMonths(months: Int) async throws {
    let outcome = try await Experiment.run(.small(months: Double(months)), options: options(1))
    let known = Set(
      outcome.summary.filter { $0.subject == "all" && $0.estimate.mean.isFinite }.map(\.metric.id))
    // What there is only with a mechanism that this scenario has not.
    let others = ["standing_share_12m", "standing_share_24m", "account_retention_12m"]
    for metric in Metric.all where metric.leastMonths > 0 && !others.contains(metric.id) {
      #expect(known.contains(metric.id) == (months >= metric.leastMonths), "\(metric.id)")
    }
  }

  // MARK: - Precision

  @Test("precision is looked at after 20, 30, 45, 68, 100... replications")
  func looks() {
    #expect(
      ExperimentOptions.looks.prefix(12)
        == [20, 30, 45, 68, 100, 150, 230, 340, 510, 770, 1_200, 1_700])
    #expect(zip(ExperimentOptions.looks, ExperimentOptions.looks.dropFirst()).allSatisfy(<))
  }

  @Test("an experiment stops at the first look that is precise enough, or at its limit")
  func stopping() async throws {
    func halfWidth(_ replications: Int) async throws -> Double {
      let outcome = try await Experiment.run(.small(), options: options(replications))
      #expect(outcome.replications == replications)
      return try #require(
        outcome.summary.first { $0.metric.id == "retention_12m" && $0.subject == "all" }
      ).estimate.halfWidth
    }
    func replications(limit: Int, until: Double) async throws -> Int {
      try await Experiment.run(.small(), options: options(limit, until: until)).replications
    }
    let (at20, at30) = (try await halfWidth(20), try await halfWidth(30))
    #expect(at30 < at20, "this seed: the more replications the narrower")
    #expect(try await replications(limit: 200, until: at20) == 20)
    #expect(try await replications(limit: 200, until: (at20 + at30) / 2) == 30)
    #expect(try await replications(limit: 37, until: 0) == 37)
    #expect(try await replications(limit: 12, until: 1) == 12)
  }

  // MARK: - Ends

  @Test("a cancelled experiment throws, before its first replication or in the midst of one")
  func cancelled() async throws {
    // A line busy enough that the question is asked while it runs.
    var busy = Scenario.small(months: 1)
    var team = Team()
    (team.id, team.staff, team.onDuty) = ("desk", 50, 50)
    team.background = Background()
    team.background?.ratePerHour = 2_000
    team.background?.service = .constant(1)
    busy.teams = [team]
    for scenario in [Scenario.small(), busy] {
      for after in [0, 1, 2] {
        let counter = Counter()
        var options = options(20)
        options.isCancelled = { counter.next() > after }
        await #expect {
          _ = try await Experiment.run(scenario, options: options)
        } throws: { error in
          if case ExperimentError.cancelled = error { true } else { false }
        }
      }
    }
  }

  @Test("what cannot be simulated is said before anything runs")
  func impossible() async {
    var none = Scenario.small()
    none.customers.segments = []
    var variant = Scenario.small()
    variant.journeys[0].start = "nowhere"
    for (base, other) in [(none, Scenario.small()), (.small(), variant)] {
      await #expect {
        _ = try await Experiment.compare(
          base, with: [.init(name: "v", title: "", changes: [], scenario: other)],
          options: options(2))
      } throws: { error in
        if case ExperimentError.model = error { true } else { false }
      }
    }
  }

  @Test("progress counts up to the number of replications")
  func progress() async throws {
    let seen = Seen()
    var options = options(7)
    options.progress = { seen.add($0.done, of: $0.total) }
    _ = try await Experiment.run(.small(), options: options)
    #expect(seen.all == (1...7).map { [$0, 7] })
  }

  // MARK: - Comparisons

  @Test("each customer of a comparison is counted once")
  func changed() async throws {
    var better = Scenario.small()
    better.loyalty.churn = .constant(0.01)
    // Another year to settle: a world of its own.
    var other = Scenario.small()
    other.clock.settleMonths = 3
    let outcome = try await Experiment.compare(
      .small(),
      with: [
        .init(name: "better", title: "", changes: [], scenario: better),
        .init(name: "other", title: "", changes: [], scenario: other),
      ], options: options(5))
    #expect(outcome.pairs == 5 && outcome.variants.map(\.name) == ["better", "other"])
    for row in outcome.variants.flatMap(\.changed) {
      let all = row.saved + row.lost + row.stayedAnyway + row.leftAnyway
      #expect(abs(all - 60) < 1e-9)
    }
    let first = try #require(outcome.variants.first)
    #expect(try #require(first.changed.first).saved > 0)
    #expect(try #require(first.changed.first).lost == 0, "the same luck: nobody is worse off")
    let retention = try #require(first.differences.first { $0.metric.id == "retention_12m" })
    #expect(retention.difference.mean > 0 && retention.verdict == .clear)
    #expect(retention.varianceReduction > 1)
    #expect(retention.adjustedLower < retention.difference.lower)
  }

  // MARK: - Growth

  @Test("doses are evenly spaced")
  func levels() {
    var curve = GrowthCurve()
    (curve.from, curve.to, curve.doses) = (-10, 10, 5)
    #expect(curve.levels == [-10, -5, 0, 5, 10])
  }

  @Test("a dose shifts contacts and use, now and in later phases")
  func shifted() {
    var scenario = Scenario.small()
    scenario.quality.usage.mean = 50
    scenario.phases = [Phase(at: .month(3), settings: .small(), changes: [])]
    let shifted = scenario.shifted(by: -4)
    #expect(shifted.quality.mean == 61 && shifted.quality.usage.mean == 46)
    #expect(shifted.phases.map(\.settings.quality.mean) == [61])
  }

  @Test("the causal curve rises, and at dose 0 it is the scenario itself")
  func curve() async throws {
    var options = options(4)
    options.runsGrowth = true
    let scenario = Scenario.small(customers: 150, months: 24)
    let outcome = try await Experiment.run(scenario, options: options)
    #expect(outcome.growth.map(\.dose) == [-8, 0, 8])
    for (less, more) in zip(outcome.growth, outcome.growth.dropFirst()) {
      #expect(less.satisfaction < more.satisfaction)
      #expect(less.salesGrowth.mean < more.salesGrowth.mean)
      #expect(less.salesGrowth.replications == 4)
    }
    let own = try #require(outcome.summary.first { $0.metric.id == "sales_growth" })
    #expect(outcome.growth[1].salesGrowth == own.estimate)
    // Each key of `growth` changes the curve: its ends, its doses, and how many replications it takes.
    var other = scenario
    (other.growth.from, other.growth.to) = (-4, 12)
    (other.growth.doses, other.growth.replications) = (5, 2)
    let found = try await Experiment.run(other, options: options)
    #expect(found.growth.map(\.dose) == [-4, 0, 4, 8, 12])
    #expect(found.growth.allSatisfy { $0.salesGrowth.replications == 2 })
    #expect(try await Experiment.run(.small(months: 23), options: options).growth.isEmpty)
  }

  @Test("the own-price elasticity is run where the evidence asks for it")
  func elasticity() async throws {
    var scenario = Scenario.small()
    func found() async throws -> SummaryRow? {
      try await Experiment.run(scenario, options: options(2)).summary
        .first { $0.metric.id == "price_elasticity" }
    }
    #expect(try await found() == nil)
    var entry = Evidence()
    (entry.metric, entry.low, entry.high) = ("price_elasticity", -5, 0)
    scenario.evidence = [entry]
    #expect(try await found() != nil)
  }
}

/// Counts how often it was asked.
private final class Counter: Sendable {
  private let count = Mutex(0)

  /// The number of the question, from 1.
  func next() -> Int {
    count.withLock {
      $0 += 1
      return $0
    }
  }
}

/// What progress was told.
private final class Seen: Sendable {
  private let told = Mutex<[[Int]]>([])

  var all: [[Int]] { told.withLock { $0 } }

  func add(_ done: Int, of total: Int) { told.withLock { $0.append([done, total]) } }
}
