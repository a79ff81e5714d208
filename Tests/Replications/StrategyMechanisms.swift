import CustomerExperience
import DiscreteEvents
import Foundation
import RandomVariates
import Testing

@Suite("A formal retention strategy: whom it finds, keeps and subsidises")
struct StrategyMechanisms {
  /// Customers who leave at a constant rate and all say at each month's end what they think.
  private func firm(
    customers: Int = 2_000, churn: Double = 0.05, budget: Double? = nil,
    _ change: (inout RetentionRule) -> Void = { _ in }
  ) -> Scenario {
    var s = Scenario.atRest(.contract, customers: customers, months: 12)
    s.journeys = [.need("nothing", perYear: 0, at: .machine())]
    s.loyalty.churn = .constant(churn)
    s.loyalty.pull = 1
    hear(&s)
    var rule = RetentionRule()
    (rule.id, rule.trigger, rule.below) = ("all", .answersBadly, 100)
    (rule.target, rule.cost, rule.taken, rule.care) = (1, 0, 1, 0)
    (rule.gift, rule.discount, rule.months) = (0, 0, 120)
    change(&rule)
    var strategy = RetentionStrategy()
    (strategy.budget, strategy.rules) = (budget, [rule])
    s.loyalty.strategy = strategy
    return s
  }

  private func hear(_ s: inout Scenario) {
    var survey = Survey()
    (survey.everyMonths, survey.sample, survey.response) = (1, 10_000, 1)
    (survey.strongFeelings, survey.goodwill, survey.noise) = (0, 0, 0)
    s.measurement.survey = survey
  }

  private func without(_ scenario: Scenario) -> Scenario {
    var s = scenario
    s.loyalty.strategy = nil
    return s
  }

  @Test("care takes its log-odds off the chance of leaving, and most of it goes to those who stay")
  func care() throws {
    let with = firm { $0.care = 0.7 }
    let runs = try replicate(with, under: [with, without(with)], 3)
    #expect(runs.allSatisfy { $0.conserve })
    // Nobody has answered before the second month: eleven months of twelve.
    let (h, odds) = (0.05, 0.05 / 0.95 * exp(-0.7))
    let low = odds / (1 + odds)
    let exact = (1 - h) * pow(1 - low, 11)
    let kept = try mean(runs[0].values("retention_12m")).mean
    #expect(abs(kept - exact) < 4 * (exact * (1 - exact) / 6_000).squareRoot())
    for (with, without) in zip(
      try runs[0].values("retention_12m"), try runs[1].values("retention_12m"))
    { #expect(with > without) }
    // Whom it keeps: who would have left in a month and has not left before, once each.
    let share = (h - low) * (1 - pow(1 - h, 11)) / h
    let taken = try runs[0].values("strategy_taken").reduce(0, +)
    let saved = try runs[0].values("strategy_kept").reduce(0, +)
    #expect(abs(saved / taken - share) < 4 * (share * (1 - share) / taken).squareRoot())
    let subsidy = try runs[0].values("strategy_subsidy", "rule:all")[0]
    let (one, all) = (
      try runs[0].values("strategy_kept")[0], try runs[0].values("strategy_taken")[0]
    )
    #expect(abs(subsidy - (1 - one / all)) < 1e-9)
    #expect(runs[1][0].summary[SeriesKey("strategy_kept", "all")] == nil)
    let relief = try runs[0].values("strategy_relief")[0]
    #expect(abs(relief - 0.7) < 1e-9)
  }

  @Test("the budget is the most that is spent, and those who decline change nothing")
  func budget() throws {
    let with = firm(budget: 100) {
      $0.cost = 5
      $0.taken = 0
      $0.months = 1
    }
    let runs = try replicate(with, under: [with, without(with)], 1)
    #expect(runs.allSatisfy { $0.conserve })
    // Twenty a month for eleven months.
    #expect(try runs[0].values("strategy_approached") == [220])
    #expect(try runs[0].values("strategy_taken") == [0])
    #expect(abs(try runs[0].values("strategy_spend")[0] - 1_100) < 1e-6)
    #expect(abs(try runs[0].values("strategy_cost")[0] - 1_100) < 1e-6)
    #expect(try runs[0].values("left") == runs[1].values("left"))
    let profits = try runs.map { try $0.values("profit")[0] }
    #expect(abs(profits[1] - profits[0] - 1_100) < 1e-6)
    // A discount is committed for as long as it lasts: of £360 for a year, £1,000 buys two a month.
    let dear = firm(budget: 1_000) {
      $0.discount = 1
      $0.months = 12
    }
    #expect(try replicate(dear, 1).values("strategy_approached") == [22])
    // A household that pays twice as much commits twice as much: one a month.
    var households = dear
    var two = Household()
    (two.sizes.one, two.sizes.two, two.needs, two.spend) = (0, 1, 0, 1)
    households.customers.segments[0].household = two
    #expect(try replicate(households, 1).values("strategy_approached") == [11])
  }

  @Test("money off and gifts keep customers, and are paid for by those who stay anyway")
  func discount() throws {
    let loyal = firm(customers: 500, churn: 0) {
      $0.discount = 0.2
      $0.months = 12
    }
    let runs = try replicate(loyal, under: [loyal, without(loyal)], 1)
    // Six off each of eleven bills.
    let spend = try runs[0].values("strategy_spend")[0]
    #expect(abs(spend - 500 * 6 * 11) < 1e-3)
    let revenue = try runs.map { try $0.values("revenue")[0] }
    #expect(abs(revenue[1] - revenue[0] - spend) < 1e-3)
    // What is supplied costs as much as before: all that is given is lost.
    let profit = try runs.map { try $0.values("profit")[0] }
    #expect(abs(profit[1] - profit[0] - spend) < 1e-3)
    #expect(try runs[0].values("strategy_subsidy") == [1])
    func retention(_ change: (inout RetentionRule) -> Void) throws -> Double {
      let with = firm(change)
      let both = try replicate(with, under: [with, without(with)], 2)
      return try mean(both[0].values("retention_12m")).mean
        - mean(both[1].values("retention_12m")).mean
    }
    // A fifth off takes 0.2 from the log-odds: some five points of retention in a year.
    #expect(try retention { $0.discount = 0.2 } > 0.02)
    // A gift of twelve half-prices over a year acts as half the price off.
    let gift = try retention {
      $0.gift = 180
      $0.months = 12
    }
    #expect(gift > 0.05)
  }

  @Test("a model of who leaves, learned from the records, finds those whom there is to keep")
  func atRisk() throws {
    /// Terms within which hardly anybody leaves.
    func bound(top: Double, target: Double) -> Scenario {
      var s = firm(customers: 3_000, churn: 0.04) {
        ($0.trigger, $0.top, $0.target) = (.atRisk, top, target)
        ($0.care, $0.months) = (2, 1)
      }
      (s.clock.settleMonths, s.customers.contract.termMonths) = (12, 12)
      (s.customers.contract.renewAtEnd, s.customers.contract.renewLater) = (0.5, 0.1)
      (s.loyalty.inTerm, s.loyalty.atEnd) = (0.05, 3)
      return s
    }
    func keptOfTaken(_ scenario: Scenario) throws -> Double {
      let runs = try replicate(scenario, 3)
      #expect(runs.conserve)
      return try runs.values("strategy_kept").reduce(0, +)
        / runs.values("strategy_taken").reduce(0, +)
    }
    let found = try keptOfTaken(bound(top: 0.1, target: 1))
    let anybody = try keptOfTaken(bound(top: 1, target: 0.1))
    // Some 4% of those found would leave in the month, of all of them some 2%.
    #expect(found > 1.3 * anybody)
  }

  @Test("in a repertoire market most who are silent have gone, and money off brings visits")
  func repertoire() throws {
    func market(dropout: Double, _ change: (inout RetentionRule) -> Void) -> Scenario {
      var s = firm(change)
      let rules = s.loyalty.strategy
      s = Scenario.atRest(.repertoire, customers: 1_000, months: 12)
      hear(&s)
      (s.market.price, s.market.priceResponse, s.market.nothing) = (10, 4, 0)
      s.loyalty.dropout = .constant(dropout)
      s.loyalty.strategy = rules
      return s
    }
    func silent(_ dropout: Double) throws -> Double {
      let runs = try replicate(
        market(dropout: dropout) {
          ($0.trigger, $0.silentMonths, $0.months) = (.silent, 3, 12)
        }, 1)
      #expect(runs.conserve)
      #expect(try runs.values("strategy_approached")[0] > 20)
      return try runs.values("strategy_taken_share")[0]
    }
    #expect(try silent(0) == 1)
    #expect(try silent(0.2) < 0.7)
    // Half go without us at each occasion; at a fifth less it is 1/(1 + e^−0.8).
    let cheap = market(dropout: 0) {
      $0.discount = 0.2
      $0.months = 12
    }
    func more(_ scenario: Scenario) throws -> Double {
      let runs = try replicate(scenario, under: [scenario, without(scenario)], 1)
      #expect(runs.allSatisfy { $0.conserve })
      let visits = try runs.map { try $0.values("purchases", months: 2..<12)[0] }
      return visits[0] / visits[1]
    }
    #expect(abs(try more(cheap) - 2 / (1 + exp(-0.8))) < 0.05)
    // To a segment that pays half the list price a fifth off it is worth half as much.
    var half = cheap
    (half.customers.segments[0].priceShare, half.market.nothing) = (0.5, 2)
    #expect(abs(try more(half) - 2 / (1 + exp(-0.4))) < 0.05)
    // Care keeps those who would have dropped out.
    let cared = market(dropout: 0.05) { $0.care = 1 }
    let both = try replicate(cared, under: [cared, without(cared)], 1)
    #expect(try both[0].values("retention_12m")[0] > both[1].values("retention_12m")[0] + 0.05)
    #expect(try both[0].values("strategy_kept")[0] > 20)
    // Those as well whose returns are made hard for them.
    var returned = market(dropout: 0.05) { $0.care = 5 }
    var goods = Returns()
    (goods.base, goods.after) = (1, .constant(1_440))
    returned.returns = goods
    (returned.complaints.handling.mean, returned.complaints.handling.spread) = (0, 0)
    returned.loyalty.dropoutSatisfaction = 0
    func left(_ scenario: Scenario) throws -> Double {
      let run = try #require(try replicate(scenario, 1).first)
      #expect(run.violations.isEmpty)
      return try #require(run.timeline[SeriesKey("left", "all")])[3..<12].reduce(0, +)
    }
    // Of a thousand some 800 are left to be kept, and the chance of each visit is e⁻⁵ of what it was.
    #expect(try left(returned) < 60)
    #expect(try left(without(returned)) > 200)
  }

  @Test("what was offered ends with leaving, though they are won back with as much off")
  func comingBack() throws {
    var s = firm(churn: 0.1) { $0.discount = 0.5 }
    s.loyalty.pull = 0
    var law = WinBack()
    (law.afterDays, law.chance, law.discount, law.months) = (1, 1, 0.5, 12)
    (law.cost, law.upgrade, law.upgradeCost) = (0, 0, 0)
    s.loyalty.winBack = law
    let runs = try replicate(s, 1)
    #expect(runs.conserve)
    let taken = try runs.values("strategy_taken")[0]
    #expect(taken > 1_500)
    // £15 off each bill until they first leave, a tenth of them a month: of eleven (1 − 0.9¹¹)/0.1. What winning back
    // takes off is none of it.
    let bills = try runs.values("strategy_spend")[0] / (15 * taken)
    #expect(abs(bills - (1 - pow(0.9, 11)) / 0.1) < 4 * 3.9 / taken.squareRoot(), "\(bills)")
  }
}
