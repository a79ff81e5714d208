import CustomerExperience
import DiscreteEvents
import Foundation
import RandomVariates
import Testing

@Suite("R27: price elasticity in a repertoire market")
struct ChoiceReplications {
  /// We, two rivals like us, and going without: a quarter each.
  private func market(price: Double, inertia: Double, response: Double = 2.62 / 0.75) -> Scenario {
    var s = Scenario.atRest(.repertoire, customers: 1_500, months: 12, settle: 6)
    s.customers.segments[0].occasions = .constant(100)
    s.customers.segments[0].spend = .constant(10)
    s.market.price = price
    s.market.priceResponse = response
    s.market.rivals = ["left", "right"].map { id in
      var rival = Rival()
      rival.id = id
      rival.price = .money(10)
      rival.quality = 75
      return rival
    }
    s.loyalty.inertia = inertia
    return s
  }

  private func measured(inertia: Double, response: Double = 2.62 / 0.75) throws -> (
    share: Double, elasticity: Double
  ) {
    let base = market(price: 10, inertia: inertia, response: response)
    let variants = [
      base, market(price: 9.5, inertia: inertia, response: response),
      market(price: 10.5, inertia: inertia, response: response),
    ]
    let runs = try replicate(base, under: variants, 2)
    #expect(runs.allSatisfy { $0.conserve })
    let bought = try runs.map { mean(try $0.values("purchases")).mean }
    let occasions = 1_500.0 * 100 * 365 / 365.25
    return (bought[0] / occasions, log(bought[2] / bought[1]) / log(10.5 / 9.5))
  }

  @Test("R27: at a share of 25% a percent of price moves 2.62% of purchases, more with inertia")
  func elasticity() throws {
    let free = try measured(inertia: 0)
    #expect(abs(free.share - 0.25) < 0.005)
    #expect(abs(free.elasticity + 2.62) < 0.1)
    let bound = try measured(inertia: 1)
    #expect(bound.elasticity < free.elasticity - 0.3, "habit makes the response overshoot")
    // Where nobody heeds prices nothing moves.
    #expect(try measured(inertia: 0, response: 0).elasticity == 0)
  }
}

@Suite("Drop-out after visits that served nothing")
struct DropOutReplications {
  /// Visitors of whom a tenth never come back after a visit, whether or not it served its purpose.
  private func left(_ change: (inout Scenario) -> Void) throws -> (
    retention: Double, bought: Double
  ) {
    var s = Scenario.atRest(.repertoire, customers: 2_000, months: 12)
    s.loyalty.dropout = .constant(0.1)
    s.loyalty.dropoutWalkout = 0
    change(&s)
    let runs = try replicate(s, 2)
    #expect(runs.conserve)
    return (
      mean(try runs.values("retention_12m")).mean, mean(try runs.values("purchases")).mean
    )
  }

  @Test("whoever walks out of the line, or is not helped, may stay away as others may")
  func unserved() throws {
    let served = try left { _ in }
    let unhelped = try left { $0.journeys[0].touchpoints[0].resolves = 0 }
    let impatient = try left { s in
      var team = Team.steady("counter", onDuty: 1)
      var load = Background()
      (load.ratePerHour, load.peaks) = (60, [])
      (load.service, load.patience) = (.constant(60), .constant(1_440))
      team.background = load
      s.teams = [team]
      var counter = Touchpoint.phone(team: "counter", service: .constant(1))
      (counter.channel, counter.patience) = (.counter, .constant(0))
      s.journeys[0].touchpoints = [counter]
    }
    // Half of 24 occasions a year lead to us: 12 chances of a tenth, e^-1.2 at a steady pace.
    for (name, found) in [("served", served), ("unhelped", unhelped), ("impatient", impatient)] {
      #expect(abs(found.retention - 0.3) < 0.03, "\(name)")
    }
    #expect(served.bought > 10_000)
    #expect(unhelped.bought == 0)
    #expect(impatient.bought < 100)
  }
}
