import Foundation
import RandomVariates
import Testing

@testable import CustomerExperience

extension MysteryShopper {
  /// Shoppers of whom every key is at work.
  static var everything: MysteryShopper {
    var shoppers = MysteryShopper()
    (shoppers.visits, shoppers.cost, shoppers.bias) = (20, 30, 3)
    (shoppers.shopperSpread, shoppers.noise) = (5, 7)
    return shoppers
  }
}

@Suite("M41: mystery shoppers")
struct MysteryShopperTests {
  private func run(
    _ shoppers: MysteryShopper?, replication: Int = 1, change: (inout Scenario) -> Void = { _ in }
  ) throws -> ReplicationResult {
    var scenario = Scenario.everything(.contract)
    scenario.measurement.mysteryShopper = shoppers
    change(&scenario)
    let model = try Model(scenario)
    let result = try model.settledWorld(seed: 4, replication: replication).run(model)
    #expect(result.violations.isEmpty)
    return result
  }

  private func number(_ result: ReplicationResult, _ metric: String, _ subject: String = "all")
    throws -> Double
  { try #require(result.summary[SeriesKey(metric, subject)]) }

  @Test("a score is what was met, kinder by the bias, within the scale")
  func law() {
    var law = MysteryShopper()
    (law.bias, law.shopperSpread, law.noise) = (4, 6, 8)
    func score(_ quality: Double, shopper: Double, error: Double) -> Dimensional {
      MysteryShopperLaw.score(
        law, quality: .all(quality), shopper: shopper, errors: .all(error))
    }
    #expect(score(60, shopper: 0, error: 0)[0] == 64)
    #expect(score(60, shopper: 1, error: -1)[2] == 62)
    #expect(score(99, shopper: 2, error: 2)[4] == 100 && score(1, shopper: -2, error: 0)[1] == 0)
    // The tables have 2.131 for 15 degrees of freedom and 2.101 for 18.
    #expect(abs(MysteryShopperLaw.margin(spread: 10, visits: 16) - 10 * 2.131 / 4) < 0.01)
    #expect(MysteryShopperLaw.margin(spread: 10, visits: 18) < 5)
    #expect(MysteryShopperLaw.visits(spread: 10, margin: 5) == 18)
    #expect(MysteryShopperLaw.visits(spread: 0, margin: 5) == 2)
  }

  @Test("as many visits as were ordered, each paid for")
  func visits() throws {
    var shoppers = MysteryShopper.everything
    let result = try run(shoppers)
    let visits = try number(result, "shopper_visits")
    // Twenty a month to each of two teams for 13 months. Some give up waiting, some are still in line: they
    // are paid, and score nothing.
    #expect(visits < 520 && visits > 260)
    #expect(try number(result, "shopper_cost") == 520 * 30)
    shoppers.visits = 0.25
    let few = try (1...6).map { try number(run(shoppers, replication: $0), "shopper_cost") / 30 }
    let expected = 6 * 0.25 * 26
    #expect(abs(few.reduce(0, +) - expected) < 3 * (expected * 0.75).squareRoot())
  }

  /// What customers meet and shoppers do not: features of the offer, and waits in a crowd of those who only ask.
  private func leaveOut(_ scenario: inout Scenario) {
    (scenario.features, scenario.customers.needs, scenario.segmentation) = ([], [], nil)
    for index in scenario.customers.segments.indices {
      scenario.customers.segments[index].effects = []
    }
    scenario.quality.gaps = ServiceGaps()
    (scenario.suggestions, scenario.sites) = (nil, [])
    for index in scenario.teams.indices { scenario.teams[index].standards = nil }
    for index in scenario.journeys.indices { scenario.journeys[index].chases = nil }
  }

  @Test("the bias shows in the score, point by point, and noise only spreads it")
  func bias() throws {
    /// Service that is so alike that no score is cut off at an end of the scale.
    func steady(_ scenario: inout Scenario) {
      leaveOut(&scenario)
      (scenario.quality.waiting, scenario.quality.overload) = (0, 0)
      (scenario.quality.withinStaff, scenario.quality.process) = (3, 2)
    }
    var exact = MysteryShopper()
    (exact.visits, exact.shopperSpread, exact.noise) = (60, 0, 0)
    let plain = try run(exact, change: steady)
    exact.bias = -6
    let strict = try run(exact, change: steady)
    let difference =
      try number(plain, "shopper_score") - number(strict, "shopper_score")
    #expect(abs(difference - 6) < 1e-9)
    #expect(try number(plain, "shopper_truth") == number(strict, "shopper_truth"))
    exact.bias = 0
    exact.noise = 20
    let noisy = try run(exact, change: steady)
    // The mean of five errors adds 20²/5 to the variance of a visit, whose estimate from some 780 visits is
    // off by √(2/780), a twentieth; some noise is lost at the ends of the scale.
    let (before, after) = try (
      number(plain, "shopper_spread", "team:desk"), number(noisy, "shopper_spread", "team:desk")
    )
    let added = after * after - before * before
    #expect(added > 60 && added < 80 + 3 * after * after * (2.0 / 780).squareRoot())
    let needed = MysteryShopperLaw.visits(spread: after, margin: 5)
    #expect(try number(noisy, "shopper_visits_needed", "team:desk") == Double(needed))
  }

  @Test(
    "set against the truth: many visits find what staff deliver, but for what shoppers do not meet")
  func truth() throws {
    var scenario = Scenario.everything(.contract)
    leaveOut(&scenario)
    // Needs that are all resolved, and nobody who makes more of the same service than others.
    scenario.quality.unresolved = 0
    scenario.quality.betweenCustomers = 0
    for index in scenario.customers.segments.indices {
      scenario.customers.segments[index].weights.of = Dimensions(all: 0.2)
    }
    var shoppers = MysteryShopper()
    (shoppers.visits, shoppers.bias) = (200, 0)
    scenario.measurement.mysteryShopper = shoppers
    let model = try Model(scenario)
    let gaps = try (1...4).map { replication in
      let result = try model.settledWorld(seed: 4, replication: replication).run(model)
      return try #require(result.summary[SeriesKey("shopper_gap", "team:desk")])
    }
    let mean = gaps.reduce(0, +) / 4
    #expect(abs(mean) < 2, "\(gaps)")
  }

  @Test("switched off nothing is there; switched on customers' luck stays what it was")
  func off() throws {
    let without = try run(nil)
    #expect(without.summary[SeriesKey("shopper_visits", "all")] == nil)
    var silent = MysteryShopper.everything
    silent.visits = 0
    let with = try run(silent)
    for metric in ["profit", "satisfaction_mean", "left", "contacts"] {
      #expect(try number(with, metric) == number(without, metric), "\(metric)")
    }
  }

  @Test("a policy may read it: it is an instrument")
  func known() throws {
    struct Reader: Policy {
      let read: @Sendable (Double?, Double?) -> Void
      mutating func decide(_ decisions: inout Decisions, knowing firm: FirmView) {
        guard firm.month == 3 else { return }
        read(
          firm.value(of: \.mysteryShopper.score),
          firm.value(of: \.mysteryShopper.score, about: .team, "desk"))
      }
    }
    var scenario = Scenario.everything(.contract)
    scenario.measurement.mysteryShopper = .everything
    let found = Found()
    let model = try Model(scenario, policies: [Reader { found.values = [$0, $1] }])
    let result = try model.settledWorld(seed: 4, replication: 1).run(model)
    let months = try #require(result.timeline[SeriesKey("shopper_score", "all")])
    #expect(found.values.count == 2 && found.values[0] == months[2])
    #expect(found.values[1] != nil)
  }

  private final class Found: @unchecked Sendable { var values: [Double?] = [] }
}
