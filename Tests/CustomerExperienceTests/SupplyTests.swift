import RandomVariates
import Testing

@testable import CustomerExperience

@Suite("M36 and M37: what is out of stock, and what comes back")
struct SupplyTests {
  private func stocked(
    _ out: Double, _ goods: Goods = .average, escalates: Double = 1, customers: Int = 600,
    _ change: (inout Scenario) -> Void = { _ in }
  ) -> Scenario {
    .shop(customers: customers) {
      var category = StockCategory()
      (category.id, category.share, category.out, category.like) = ("goods", 1, out, goods)
      var stock = Stock()
      (stock.categories, stock.escalates) = ([category], escalates)
      $0.stock = stock
      change(&$0)
    }
  }

  @Test("the reactions of every kind of goods total 100%")
  func totals() {
    for goods in Goods.allCases {
      #expect(abs(goods.reactions.parts.reduce(0, +) - 1) < 1e-9, "\(goods)")
    }
  }

  @Test("who finds it missing again goes elsewhere the sooner: 30, 50 and 70 of 100")
  func escalation() {
    for (repeats, share) in [(0, 0.30), (1, 0.50), (2, 0.70)] {
      let count = 10_000
      let gone = (0..<count).count { number in
        StockLaw.pick(
          Reactions(), repeats: repeats, escalates: 2.33,
          uniform: (Double(number) + 0.5) / Double(count)) == .elsewhere
      }
      #expect(abs(Double(gone) / Double(count) - share) < 0.03, "\(repeats)")
    }
  }

  // Of some 30,000 visits a year in each of 3 replications 20% find it missing: the share of a reaction has a standard
  // error below 0.004.
  @Test("R: people react to missing coffee, cosmetics and snacks as Gruen & Corsten found")
  func reactions() throws {
    for goods in [Goods.coffee, .cosmetics, .snacks] {
      let runs = try stocked(0.2, goods).runs()
      let published = goods.reactions
      #expect(abs(try runs.mean("stock_out_rate") - 0.2) < 0.01)
      #expect(abs(try runs.mean("stock_elsewhere") - published.elsewhere) < 0.015)
      #expect(abs(try runs.mean("stock_nothing") - published.nothing) < 0.015)
      #expect(abs(try runs.mean("stock_later") - published.later) < 0.015)
      #expect(
        abs(try runs.mean("stock_instead") - published.sameBrand - published.otherBrand) < 0.015)
    }
  }

  // Of 8.3% out of stock 31% go elsewhere and 9% buy nothing: 3.3% of sales, with a standard error of 0.1%; about 4%
  // where some of those who come later count as lost.
  @Test("R: 8.3% out of stock lose about 4% of sales")
  func lostSales() throws {
    let lost = try stocked(0.083).runs().mean("stock_lost_sales")
    #expect(lost > 0.029 && lost < 0.045, "\(lost)")
    #expect(try stocked(0).runs(1).mean("stock_lost_sales") == 0)
    #expect(try Scenario.shop().runs(1)[0].summary[SeriesKey("stock_lost_sales", "all")] == nil)
  }

  // Going away unserved and a poorer visit raise the chance to drop out by about a tenth: some 80 of 2,400 customers,
  // with a standard error of 20 over 3 replications.
  @Test("who finds it missing is less satisfied, spends less and comes back less often")
  func defection() throws {
    func world(_ out: Double) throws -> [ReplicationResult] {
      try stocked(out, escalates: 2.33, customers: 2_400) {
        $0.loyalty.dropout = .constant(0.01)
        $0.loyalty.dropoutSatisfaction = 0.3
        $0.loyalty.dropoutWalkout = 0.4
      }.runs()
    }
    let (full, empty) = (try world(0), try world(0.3))
    #expect(try empty.mean("customers") < full.mean("customers") - 20)
    #expect(try empty.mean("revenue") < 0.92 * full.mean("revenue"))
    #expect(try empty.mean("satisfaction_mean") < full.mean("satisfaction_mean") - 0.5)
  }

  @Test("what they buy elsewhere they buy from a rival, if they know one")
  func elsewhere() throws {
    func share(_ out: Double) throws -> Double {
      try stocked(out, .cosmetics) {
        var rival = Rival()
        (rival.id, rival.price, rival.quality) = ("rival", .relative(1), 70)
        $0.market.rivals = [rival]
      }.runs(1).mean("market_share", "rival:rival")
    }
    #expect(try share(0.3) > share(0) + 0.03)
  }

  private func returned(_ change: (inout Returns) -> Void) -> Scenario {
    .shop {
      var law = Returns()
      change(&law)
      $0.returns = law
      $0.quality.process = 10
      $0.customers.segments[0].spendSpread = 0
    }
  }

  // Some 90,000 purchases: the standard error of a share of 10% is 0.001; the first week lacks what comes back later.
  @Test("the share that comes back is as stated, and grows with disappointment")
  func returns() throws {
    let plain = try returned { ($0.base, $0.disappointment) = (0.1, 0) }.runs()
    #expect(abs(try plain.mean("return_rate") - 0.1) < 0.008)
    #expect(try plain.mean("returns_disappointed") == 0)
    let worse = try returned { ($0.base, $0.disappointment) = (0.1, 0.02) }.runs()
    #expect(try worse.mean("return_rate") > plain.mean("return_rate") + 0.02)
    #expect(try worse.mean("returns_disappointed") > 0.1)
    #expect(try worse.mean("profit") < plain.mean("profit"))
    #expect(try Scenario.shop().runs(1)[0].summary[SeriesKey("return_rate", "all")] == nil)
  }

  @Test("returns cost what is paid back and handling, less what the goods fetch")
  func cost() throws {
    func world(resale: Double, cost: Double) throws -> [ReplicationResult] {
      try returned { ($0.disappointment, $0.resale, $0.cost) = (0, resale, cost) }.runs(1)
    }
    let base = try world(resale: 0, cost: 0)
    let count = try base.mean("returns")
    #expect(abs(try base.mean("returns_cost") - 5 * count) < 0.01 * count)
    #expect(abs(try world(resale: 0, cost: 2).mean("returns_cost") - 7 * count) < 0.01 * count)
    #expect(try world(resale: 1, cost: 0).mean("returns_cost") < base.mean("returns_cost"))
  }

  @Test("a return that is made hard loses customers")
  func handling() throws {
    func customers(_ handling: Double) throws -> Double {
      var scenario = returned { $0.base = 0.3 }
      (scenario.complaints.handling.mean, scenario.complaints.handling.spread) = (handling, 0)
      scenario.loyalty.dropout = .constant(0.01)
      scenario.loyalty.dropoutSatisfaction = 0.3
      return try scenario.runs().mean("customers")
    }
    #expect(try customers(0.1) < customers(1.1) - 20)
  }

  @Test("how a return is handled is remembered, by those too who stay")
  func remembered() throws {
    func satisfaction(_ handling: Double, returned share: Double = 0.3) throws -> Double {
      var scenario = returned { ($0.base, $0.disappointment) = (share, 0) }
      (scenario.complaints.handling.mean, scenario.complaints.handling.spread) = (handling, 0)
      return try scenario.runs(1).mean("satisfaction_mean")
    }
    #expect(try satisfaction(0.4) < satisfaction(1) - 0.5)
    #expect(try satisfaction(0.4, returned: 0) == satisfaction(1, returned: 0))
  }
}
