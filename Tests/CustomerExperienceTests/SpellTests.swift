import DiscreteEvents
import RandomVariates
import Testing

@testable import CustomerExperience

@Suite("Spells: leaving, where to, and coming back")
struct SpellTests {
  /// A run in which everybody who has left by month 5 is asked back then.
  private func run(_ relationship: Relationship, comesBack: Bool) throws -> (
    ReplicationResult, Simulation
  ) {
    var scenario = Scenario.everything(relationship)
    // Nothing that brings them back before, or keeps them.
    (scenario.loyalty.winBack, scenario.loyalty.strategy) = (nil, nil)
    scenario.suggestions = nil
    let model = try Model(scenario)
    let world = try model.settledWorld(
      seed: 2, replication: 1, keeping: Keeping(records: true))
    var simulation = world.simulation.copied()
    if comesBack {
      let due = simulation.grid.boundary(5) + 60
      for row in simulation.customers.indices {
        simulation.calendar.schedule(
          at: due, kind: CustomersEvent.comesBack, subject: UInt32(row))
      }
    }
    simulation.run(under: model.settings, phases: [], to: model.months)
    return (simulation.result, simulation)
  }

  @Test("who comes back is a customer again in every figure", arguments: Relationship.allCases)
  func comingBack(relationship: Relationship) throws {
    let (without, _) = try run(relationship, comesBack: false)
    let (with, world) = try run(relationship, comesBack: true)
    #expect(without.violations.isEmpty && with.violations.isEmpty)
    let returned = world.pastSpells.count
    #expect(returned > 5)

    func curve(_ result: ReplicationResult) throws -> SurvivalCounts {
      try #require(
        result.survival.first {
          $0.view == "truth" && $0.cohort == "initial" && $0.segment == "all"
        })
    }
    let (a, b) = (try curve(without), try curve(with))
    // A first lifetime has ended for good: who is back is no survivor, but at risk of leaving once more.
    #expect(a.survival[5] == b.survival[5] && b.survival[6] <= b.survival[5])
    for m in 1..<b.atRisk.count { #expect(b.atRisk[m] == b.atRisk[m - 1] - b.events[m]) }
    #expect((0..<world.initialCount).contains { world.spellBefore(of: $0) >= 0 })
    #expect(with.survival.contains { $0.cohort == "won-back" && $0.atRisk[0] > 0 })

    // One entry a spell, each with its own duration.
    let lifetimes = try #require(with.records?.lifetimes)
    #expect(lifetimes.count == world.customers.count + returned)
    for row in world.customers.indices where world.spellBefore(of: row) >= 0 {
      let spells = lifetimes.filter { $0.customer == row + 1 }
      #expect(spells.count == 2 && spells[0].left)
      #expect(spells[0].duration > 0 && spells[1].entry == 0)
    }
    #expect(with.fates.count { $0.left.isFinite } < without.fates.count { $0.left.isFinite })
    world.keepAlive()
  }

  @Test("leavers go to rivals in the market, by what these have to offer")
  func destinations() throws {
    var scenario = Scenario.everything(.contract)
    scenario.market.nothing = -10
    scenario.market.rivals[0].enters = nil
    scenario.market.rivals[1].enters = .month(100)
    let model = try Model(scenario)
    let result = try model.settledWorld(seed: 1, replication: 1).run(model)
    func number(_ metric: String, _ subject: String) throws -> Double {
      try #require(result.summary[SeriesKey(metric, subject)])
    }
    let rivals = scenario.market.rivals.map(\.id)
    let moved = result.leavers.filter { $0.key.cause == .moved }.values.reduce(0, +)
    #expect(try number("left_to", "rival:" + rivals[1]) == 0)
    #expect(
      try number("left_to", "rival:" + rivals[0]) == number("left", "all") - moved)
    #expect(try number("left_to", "rival:" + rivals[0]) > 0)
  }
}

extension Simulation {
  /// Rows are read from its tables: it must live as long.
  fileprivate func keepAlive() { withExtendedLifetime(tables) {} }
}
