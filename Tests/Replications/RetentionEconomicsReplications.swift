import CustomerExperience
import DiscreteEvents
import Foundation
import RandomVariates
import Testing

@Suite("R12 and R13: what keeping customers is worth, on the simulator")
struct RetentionEconomicsReplications {
  /// Customers who leave with a constant chance a month and are billed at its beginning; nothing else happens.
  private func leaving(_ chance: Double, customers: Int, months: Double) -> Scenario {
    var s = Scenario.atRest(.contract, customers: customers, months: months)
    s.journeys = [.need("nothing", perYear: 0, at: .machine())]
    s.loyalty.churn = .constant(chance)
    return s
  }

  @Test(
    "R12: 1% more retention is worth 3 to 7% (Gupta, Lehmann & Stuart 2004)",
    arguments: [(0.75, 3.03), (0.80, 3.50), (0.85, 4.15)])
  func elasticity(retention: Double, published: Double) throws {
    // A month is a period of the formula, of which the first payment is not one.
    var base = leaving(1 - retention, customers: 40_000, months: 24)
    base.economics.discountRate = pow(1.12, 12) - 1
    var better = base
    better.loyalty.churn = .constant(1 - 1.01 * retention)
    var dearer = base
    dearer.economics.margin *= 1.01
    let runs = try replicate(base, under: [base, better, dearer], 8)
    for variant in runs { #expect(variant.conserve) }
    let first = 30 * base.economics.margin
    let values = try runs.map { mean(try $0.values("customer_value")).mean }
    let found = log((values[1] - first) / (values[0] - first)) / log(1.01)
    #expect(abs(found - published) < 0.15, "\(found)")
    #expect(RetentionEconomics.publishedElasticity.contains(found / 100))
    // Where money to come is not discounted it would be 1/(1 - r) per cent: the figure is not that of any books.
    let free = [base, better].map { scenario in
      var s = scenario
      s.economics.discountRate = 0
      return s
    }
    let undiscounted = try replicate(base, under: free, 2).map {
      mean(try $0.values("customer_value")).mean
    }
    let steeper = log((undiscounted[1] - first) / (undiscounted[0] - first)) / log(1.01)
    #expect(steeper - published > 0.5, "\(steeper)")
    // 1% more margin is worth 1%.
    #expect(abs(log(values[2] / values[0]) / log(1.01) - 1) < 1e-6)
  }

  /// What the customers at the start pay in years to come, at the discount rate: payments a year apart, the first
  /// of them after a year, as multiples of what they pay now.
  private func multiple(_ runs: [ReplicationResult], retention: Double, growth: Double) throws
    -> Double
  {
    let years = 24
    let paid = try (0...years).map { year in
      try runs.reduce(0) { $0 + (try #require($1.cohortMoney["initial"])).revenue[12 * year] }
    }
    let now = (1...years).reduce(0) { $0 + paid[$1] / paid[0] * pow(1.1, -Double($1)) }
    // Beyond the run, as it goes on.
    let q = retention * (1 + growth) / 1.1
    return now + paid[years] / paid[0] * pow(1.1, -Double(years)) * q / (1 - q)
  }

  @Test(
    "R13: +85% for five points takes a margin that grows by a fifth a year (Reichheld & Sasser 1990)",
    arguments: [(0.0, 0.27), (0.199, 0.85)])
  func fivePoints(growth: Double, gain: Double) throws {
    var multiples: [Double] = []
    let retentions = [0.80, 0.85]
    let scenarios = retentions.map { retention in
      var s = leaving(1 - pow(retention, 1.0 / 12), customers: 10_000, months: 289)
      s.economics.tenure = TenureEffects()
      s.economics.tenure?.growth = growth
      s.economics.tenure?.years = 60
      return s
    }
    let runs = try replicate(scenarios[0], under: scenarios, 10)
    for (found, retention) in zip(runs, retentions) {
      #expect(found.conserve)
      multiples.append(try multiple(found, retention: retention, growth: growth))
      let law = RetentionEconomics.multiple(
        retention: retention, discount: 0.1, growth: growth)
      #expect(abs(multiples[multiples.count - 1] / law - 1) < 0.03)
    }
    #expect(abs(multiples[1] / multiples[0] - 1 - gain) < 0.02, "\(multiples)")
    // Without the growth, or without the five points, it is not so.
    let fewer = scenarios.map { scenario in
      var s = scenario
      s.economics.tenure = nil
      if growth == 0 { s.loyalty.churn = .constant(1 - pow(0.8, 1.0 / 12)) }
      return s
    }
    let other = try replicate(scenarios[0], under: fewer, 2).map {
      try multiple($0, retention: 0.8, growth: 0)
    }
    #expect(abs(other[1] / other[0] - 1 - gain) > 0.1, "\(other)")
  }

  // MARK: - Tenure

  @Test("what years as a customer do is done to the money, part by part, and the books close")
  func tenureEffects() throws {
    var s = leaving(0, customers: 50, months: 36)
    s.economics.tenure = TenureEffects()
    s.economics.tenure?.growth = 0.10
    s.economics.tenure?.pricePremium = 0.05
    s.economics.tenure?.costSaving = 0.20
    s.economics.tenure?.years = 1
    let run = try #require(try replicate(s, 1).first)
    #expect(run.violations.isEmpty)
    let year = 50.0 * 30 * 12
    // The second year and the third are alike: it goes on for one year.
    let paid = year * (1 + 2 * 1.1 * 1.05)
    let supplied = 0.4 * year * (1 + 2 * 1.1 * 0.8)
    #expect(abs(try #require(run.summary[SeriesKey("revenue", "all")]) - paid) < 1)
    #expect(abs(try #require(run.summary[SeriesKey("supply_cost", "all")]) - supplied) < 1)
    #expect(run.tenure.map(\.year) == [1, 2, 3])
    let second = run.tenure[1]
    #expect(abs(second.customerYears - 50) < 1e-9)
    #expect(abs(second.margin - 0.6 * year) < 1)
    #expect(abs(second.growth - 0.1 * 0.6 * year) < 1)
    #expect(abs(second.saving - 1.1 * 0.2 * 0.4 * year) < 1)
    #expect(abs(second.premium - 1.1 * 0.05 * year) < 1)
    #expect(abs(run.tenure[0].profit - 0.6 * year) < 1e-6)
    // Without it, all years are alike.
    s.economics.tenure = nil
    let off = try #require(try replicate(s, 1).first)
    #expect(off.tenure.allSatisfy { abs($0.profit - 0.6 * year) < 1e-6 && $0.growth == 0 })
    s.economics.tenure = TenureEffects()
    let none = try #require(try replicate(s, 1).first)
    for (a, b) in zip(none.summary.values, off.summary.values) {
      #expect(a.isNaN == b.isNaN && (a.isNaN || abs(a - b) <= 1e-9 * abs(b)))
    }
  }

  @Test("what is to come after the run is what comes in a longer one")
  func beyond() throws {
    var s = leaving(0, customers: 10, months: 30)
    s.economics.tenure = TenureEffects()
    s.economics.tenure?.growth = 0.2
    s.economics.tenure?.costSaving = 0.1
    s.economics.tenure?.years = 6
    let values = try [30.0, 120].map { months in
      s.clock.horizonMonths = months
      return try #require(try replicate(s, 1)[0].summary[SeriesKey("customer_value", "all")])
    }
    #expect(abs(values[0] / values[1] - 1) < 0.002, "\(values)")
  }

  // MARK: - Cohorts, winning and the whale

  private func winning() -> Scenario {
    var s = leaving(0.03, customers: 400, months: 30)
    s.customers.acquisition.marketing.spend = 1_500
    s.customers.acquisition.marketing.cost = 75
    s.customers.acquisition.wordOfMouth.enabled = true
    s.customers.acquisition.wordOfMouth.rate = 0.5
    s.customers.acquisition.wordOfMouth.harm = 0
    s.economics.overhead = 100
    return s
  }

  @Test("the money of a cohort: the figures over all are those of the customers at the start")
  func cohorts() throws {
    var s = winning()
    s.customers.contract.termMonths = 0
    s.economics.tenure = .init()
    s.economics.tenure?.growth = 0.3
    for run in try replicate(s, 2) {
      #expect(run.violations.isEmpty)
      let initial = try #require(run.cohortMoney["initial"])
      let net = try #require(run.summary[SeriesKey("revenue_retention_net", "all")])
      let gross = try #require(run.summary[SeriesKey("revenue_retention_gross", "all")])
      #expect(abs(try #require(initial.net[24]) - net) < 1e-9)
      #expect(abs(try #require(initial.gross[24]) - gross) < 1e-9)
      #expect(net > gross + 0.05)
      #expect(initial.net[11] == nil && initial.net[12] == 1 && initial.customers[12] == 1)
      // Who stays buys more: more of the money is kept than of the customers.
      #expect(try #require(initial.net[30]) > #require(initial.customers[30]))
      let later = try #require(run.cohortMoney["3"])
      #expect(later.revenue.count == 27 && later.net[12] == nil && later.net[13] == 1)
      let paid = run.cohortMoney.values.reduce(0) { $0 + $1.revenue.reduce(0, +) }
      #expect(abs(paid - (try #require(run.summary[SeriesKey("revenue", "all")]))) < 0.01)
    }
  }

  @Test("winning a customer: what it costs, brings, and when it has paid back; and who sent whom")
  func winningCustomers() throws {
    for run in try replicate(winning(), 3) {
      func value(_ id: String) throws -> Double {
        try #require(run.summary[SeriesKey(id, "all")])
      }
      let cost = try value("acquisition_cost_each")
      let won = try value("joined") - value("referred")
      #expect(abs(cost * won - 30 * 1_500) < 0.01)
      // £18 a month, paid when it begins; on joining half of it, which is there after half a month. 3% leave each month.
      var (exact, brought) = (0.5, 9.0)
      while brought < cost {
        let next = 18 * pow(0.97, exact)
        exact += min(1, (cost - brought) / next)
        brought += next
      }
      #expect(abs(try value("acquisition_payback") - exact) < 0.3)
      // Paid at once for half a month, and from the next on for each month as long as they stay.
      let multiple = CustomerValue.multiple(leaving: 0.03, yearlyDiscount: 0.1, isBilled: true)
      let expected = 18 * (0.5 + pow(0.97, 0.5) * pow(1.1, -1.0 / 24) * multiple)
      #expect(abs(try value("newcomer_value") / expected - 1) < 0.03)
      #expect(
        abs(try value("value_to_acquisition_cost") - value("newcomer_value") / cost) < 1e-9)
      #expect(try value("referral_value") > 10)
      let sent = run.tenure.reduce(0) { $0 + $1.referrals }
      #expect(abs(sent - (try value("referred")) * cost) < 0.01)
      // After j months: what was paid until half a month before, and half of the next month.
      let curve = run.broughtByNewcomers
      #expect(curve.count == 29)
      func after(_ months: Int) -> Double {
        9 + (1..<months).reduce(0) { $0 + 18 * pow(0.97, Double($1) - 0.5) }
          + 9 * pow(0.97, Double(months) - 0.5)
      }
      for months in [1, 3, 6, 12] {
        #expect(abs(curve[months - 1] / after(months) - 1) < 0.07, "\(months) months")
      }
    }
  }

  @Test(
    "each customer bears what they cause, and what is left of profit is what nobody causes alone")
  func whale() throws {
    var s = winning()
    var desk = Team.steady("desk", onDuty: 2)
    desk.pay = 20
    s.teams = [desk]
    // Two contacts a year, each an hour of the desk's time and £40.
    var call = Touchpoint.phone(team: "desk", service: .constant(60))
    call.cost = 40
    s.journeys = [.need("call", perYear: 2, at: call)]
    for run in try replicate(s, 2) {
      #expect(run.violations.isEmpty)
      func value(_ id: String) throws -> Double {
        try #require(run.summary[SeriesKey(id, "all")])
      }
      let whale = try #require(run.whale)
      let time = run.tenure.reduce(0) { $0 + $1.time }
      let contacts = run.tenure.reduce(0) { $0 + $1.costs }
      #expect(abs(contacts - (try value("contact_cost"))) < 0.01)
      let pay = try value("staff_cost")
      #expect(time > 5_000 && time < pay)
      // Time without customers, and overhead, are shared out to nobody.
      let shared = try value("overhead_cost") + pay - time
      #expect(abs(whale.total - shared - (try value("profit"))) < 0.1)
      #expect(try value("customers_at_loss") == whale.atLoss && whale.atLoss > 0.02)
      #expect(abs(try value("profit_peak") - whale.peak / whale.total) < 1e-12)
      #expect(try value("profit_best_fifth") > 0.2)
    }
  }
}
