import CustomerExperience
import DiscreteEvents
import Experiments
import RandomVariates
import Testing

@Suite("Common random numbers: a draw belongs to a thing, not to a moment")
struct CommonRandomNumbers {
  private func compare(_ base: Scenario, with variant: Scenario) async throws -> VariantOutcome {
    var options = ExperimentOptions()
    options.replications = 3
    let outcome = try await Experiment.compare(
      base, with: [.init(name: "v", title: "v", changes: [], scenario: variant)], options: options)
    return try #require(outcome.variants.first)
  }

  private func isZero(_ row: DifferenceRow) -> Bool {
    row.difference.mean == 0 && row.difference.lower == 0 && row.difference.upper == 0
      && row.verdict == .same
  }

  private func isZero(_ series: TimelineSeries) -> Bool {
    // A month of which only one replication has anything to say has no interval.
    series.estimates.allSatisfy {
      $0 == nil || ($0?.mean == 0 && ($0?.halfWidth == 0 || $0?.replications == 1))
    }
  }

  @Test("a scenario against itself differs in nothing", arguments: Relationship.allCases)
  func itself(relationship: Relationship) async throws {
    let scenario = Scenario.lively(relationship, months: 14)
    let found = try await compare(scenario, with: scenario)
    #expect(found.differences.count > 40)
    #expect(found.differences.allSatisfy(isZero))
    #expect(found.timeline.allSatisfy(isZero))
    #expect(found.changed.allSatisfy { $0.saved == 0 && $0.lost == 0 })
    // Against another than itself it does differ.
    var other = scenario
    other.quality.mean += 5
    let changed = try await compare(scenario, with: other)
    #expect(!changed.differences.allSatisfy(isZero))
    #expect(!changed.timeline.allSatisfy(isZero))
  }

  /// The lively scenario with a second team that serves only people from outside.
  private func twoTeams(load: Double, own: Double = 6) -> Scenario {
    var s = Scenario.lively(.contract, months: 14)
    var other = Team.busy
    other.id = "elsewhere"
    other.background?.ratePerHour = load
    s.teams[0].background?.ratePerHour = own
    s.teams.append(other)
    return s
  }

  @Test("load on one team leaves the customers of another alone")
  func otherTeam() async throws {
    let base = twoTeams(load: 3)
    let found = try await compare(base, with: twoTeams(load: 12))
    let about = ["all", "segment:all", "journey:fault", "journey:farewell", "team:desk"]
    let money = ["staff_cost", "training_cost", "recruitment_cost", "profit"]
    for row in found.differences where about.contains(row.subject) {
      #expect(isZero(row) || money.contains(row.metric.id), "\(row.metric.id) \(row.subject)")
    }
    #expect(found.differences.contains { $0.subject == "team:elsewhere" && !isZero($0) })
    // Load on their own team does not.
    let near = try await compare(base, with: twoTeams(load: 3, own: 12))
    #expect(near.differences.contains { $0.metric.id == "failures" && !isZero($0) })
  }

  /// Plenty of equal people: nobody waits and it does not matter who answers.
  private func ample(marketing: Double) -> Scenario {
    var s = Scenario.lively(.contract, months: 14)
    s.customers.acquisition.marketing.spend = marketing
    s.customers.acquisition.wordOfMouth.enabled = false
    s.quality.betweenStaff = 0
    (s.quality.engagement, s.quality.burnout, s.quality.overload) = (0, 0, 0)
    s.teams = [.steady("desk", onDuty: 30)]
    return s
  }

  private func fates(_ scenario: Scenario) throws -> [[Double]] {
    let base = ample(marketing: 300)
    return try replicate(base, under: [scenario], 3)[0].map { $0.fates.map(\.left) }
  }

  @Test("one arrival more does not shift anybody else's luck")
  func arrivals() throws {
    let before = try fates(ample(marketing: 300))
    #expect(before.joined().contains { $0.isFinite })
    #expect(try fates(ample(marketing: 375)) == before)
    #expect(try fates(ample(marketing: 0)) == before)
    // Where they queue for the same people, they do get in each other's way.
    func queueing(_ marketing: Double) -> Scenario {
      var s = Scenario.lively(.contract, months: 14)
      s.customers.acquisition.marketing.spend = marketing
      return s
    }
    let crowded = try replicate(queueing(300), under: [queueing(300), queueing(1_500)], 3)
    #expect(crowded[0].map { $0.fates.map(\.left) } != crowded[1].map { $0.fates.map(\.left) })
  }

  @Test("needs that wait for one another have luck of their own")
  func pendingNeeds() throws {
    // Visits of ten hours on two thousand occasions a year: most begin while another goes on.
    var s = Scenario.atRest(.repertoire, customers: 20, months: 3)
    s.journeys = [.visit(service: .constant(600))]
    s.customers.segments[0].occasions = .constant(2_000)
    s.customers.segments[0].spend = .lognormal(mean: 100_000, sd: 50_000)
    let world = try Model(s).settledWorld(seed: 1, replication: 1, keeping: Keeping(records: true))
    let records = try #require(world.run(try Model(s)).records)
    #expect(records.transactions.count > 1_000)
    let amounts = Dictionary(grouping: records.transactions, by: \.customer)
      .mapValues { $0.map(\.amount) }
    // Two such amounts to the penny are the same only if they are the same draw (two in a
    // thousand thousands of pairs by chance).
    for (customer, paid) in amounts {
      #expect(Set(paid).count >= paid.count - 1, "customer \(customer)")
    }
  }
}
