import CustomerExperience
import Foundation
import RandomVariates
import Testing

@Suite("Prices and fees of a segment's own")
struct SegmentPriceMechanisms {
  /// Two segments of a thousand who stay, at £30 a month and a margin of 60%.
  private func firm(months: Double = 12, _ change: (inout Scenario) -> Void) -> Scenario {
    var s = Scenario.atRest(.contract, customers: 1_000, months: months)
    s.journeys = [.need("nothing", perYear: 0, at: .machine())]
    s.customers.segments.append(.atRest(id: "students", customers: 1_000))
    change(&s)
    return s
  }

  @Test("who pays 80% pays 80% of each bill, and costs as much to supply as others")
  func bills() throws {
    let runs = try replicate(firm { $0.customers.segments[1].priceShare = 0.8 }, 1)
    #expect(runs.conserve)
    #expect(abs(try runs.values("revenue", "segment:all")[0] - 360_000) < 0.01)
    #expect(abs(try runs.values("revenue", "segment:students")[0] - 288_000) < 0.01)
    #expect(abs(try runs.values("price_paid", "segment:students")[0] - 24) < 1e-6)
    #expect(abs(try runs.values("price_paid")[0] - 27) < 1e-6)
    // Supply is 40% of the list price of both.
    #expect(abs(try runs.values("profit")[0] - (648_000 - 288_000)) < 0.01)
    let plain = try replicate(firm { _ in }, 1)
    #expect(abs(try plain.values("revenue", "segment:students")[0] - 360_000) < 0.01)
    #expect(plain[0].summary[SeriesKey("price_paid", "all")] == nil)
  }

  @Test("a till takes the segment's share as well")
  func visits() throws {
    func paid(_ share: Double) throws -> (revenue: Double, profit: Double, visits: Double) {
      var s = Scenario.atRest(.repertoire, customers: 300, months: 12)
      (s.customers.segments[0].priceShare, s.customers.segments[0].spendSpread) = (share, 0)
      let runs = try replicate(s, 1)
      #expect(runs.conserve)
      return (
        try runs.values("revenue")[0], try runs.values("profit")[0],
        try runs.values("purchases")[0]
      )
    }
    let (whole, part) = (try paid(1), try paid(0.75))
    #expect(whole.visits > 1_000)
    #expect(abs(whole.revenue - 10 * whole.visits) < 0.01)
    // Of £10 a visit £7.50 is paid, and supplying it costs £4.
    #expect(abs(part.revenue - 7.5 * part.visits) < 0.01)
    #expect(abs(part.profit - 3.5 * part.visits) < 0.01)
    // Less is asked: they come more often.
    #expect(part.visits > whole.visits)
  }

  @Test("the rivals' pull and what is usual are those of the segment's own price")
  func felt() throws {
    func runs(_ share: Double, later: Double) throws -> ReplicationResult {
      var s = Scenario.atRest(.contract, customers: 4_000, months: 12)
      s.journeys = [.need("nothing", perYear: 0, at: .machine())]
      s.loyalty.churn = .constant(0.03)
      s.loyalty.pull = 1
      var rival = Rival()
      rival.id = "rival"
      s.market.rivals = [rival]
      s.market.referencePrice = ReferencePrice()
      s.customers.segments[0].priceShare = share
      var changed = s
      changed.customers.segments[0].priceShare = later
      s.phases = [Phase(at: .month(6), settings: changed, changes: [])]
      let run = try #require(try replicate(s, 1).first)
      #expect(run.violations.isEmpty)
      return run
    }
    func month(_ run: ReplicationResult, _ id: String, _ subject: String, _ month: Int) throws
      -> Double
    { try #require(run.timeline[SeriesKey(id, subject)])[month] }
    let (kept, dearer) = (try runs(0.8, later: 0.8), try runs(0.8, later: 1))
    // A fifth less, at a response of 1.
    #expect(abs(try month(kept, "pull_part", "pull:all.price", 3) + 0.2) < 1e-9)
    #expect(abs(try month(dearer, "pull_part", "pull:all.price", 8)) < 1e-9)
    // What they are used to is their own price: £24, then £30 are £6 of £30 too many, which weigh twice.
    #expect(try month(kept, "price_felt", "all", 6) == 0)
    #expect(try month(dearer, "price_felt", "all", 5) == 0)
    #expect(abs(try month(dearer, "price_felt", "all", 6) - 0.4) < 1e-9)
    #expect(try month(dearer, "customers", "all", 11) < month(kept, "customers", "all", 11))
  }

  @Test("a joining fee is weighed over a year")
  func law() {
    #expect(JoiningFeeLaw.share(fee: 0, price: 30, response: 2) == 1)
    #expect(abs(JoiningFeeLaw.share(fee: 60, price: 30, response: 2) - exp(-1.0 / 3)) < 1e-12)
    #expect(JoiningFeeLaw.share(fee: 60, price: .infinity, response: 2) == 1)
  }

  @Test("fees are paid by whom they are due from, and the one on joining puts some off")
  func fees() throws {
    func runs(joining: Double, yearly: Double) throws -> [ReplicationResult] {
      try replicate(
        firm(months: 24) {
          $0.customers.segments.removeLast()
          var fees = Fees()
          (fees.joining, fees.yearly) = (joining, yearly)
          $0.customers.segments[0].fees = fees
          ($0.customers.acquisition.marketing.spend, $0.customers.acquisition.marketing.cost) =
            (3_000, 30)
        }, 1)
    }
    let dear = try runs(joining: 50, yearly: 12)
    #expect(dear.conserve)
    let joined = try dear.values("joined")[0]
    let putOff = try dear.values("put_off")[0]
    // A twelfth of £50 over £30 is 0.139, at a response of 1.
    let share = joined / (joined + putOff)
    #expect(abs(share - exp(-50.0 / 12 / 30)) < 4 * (0.87 * 0.13 / 2_400).squareRoot())
    // Nobody leaves: all pay a year's fee on joining, and whoever is there for a year once more.
    let first = try dear.values("joined", months: 0..<12)[0] * 12
    let due = 50 * joined + 12 * (1_000 + joined) + 12 * (1_000 + first)
    #expect(abs(try dear.values("customer_fees")[0] - due) < 0.01)
    #expect(abs(try dear.values("customer_fees", "segment:all")[0] - due) < 0.01)
    // The same prospects with the same luck all join where nothing is asked on joining.
    let free = try runs(joining: 0, yearly: 12)
    #expect(try free.values("joined")[0] == joined + putOff)
    #expect(try free.values("put_off")[0] == 0)
    // What comes in is profit.
    let revenue = try dear.values("revenue")[0]
    let costs = try dear.values("supply_cost")[0] + dear.values("acquisition_cost")[0]
    #expect(abs(try dear.values("profit")[0] - (revenue + due - costs)) < 0.01)
  }

  @Test("those with whom the world began do not all pay in the same month")
  func months() throws {
    var s = Scenario.atRest(.contract, customers: 1_200, months: 12, settle: 3)
    s.journeys = [.need("nothing", perYear: 0, at: .machine())]
    s.customers.segments[0].fees = Fees()
    s.customers.segments[0].fees?.yearly = 10
    let runs = try replicate(s, 1)
    #expect(runs.conserve)
    #expect(abs(try runs.values("customer_fees")[0] - 12_000) < 0.01)
    let months = try #require(runs[0].timeline[SeriesKey("customer_fees", "all")])
    // A hundred a month: four standard errors are 38 of them.
    for month in months { #expect(abs(month - 1_000) < 400, "\(months)") }
  }
}
