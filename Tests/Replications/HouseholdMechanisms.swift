import CustomerExperience
import Foundation
import RandomVariates
import Testing

@Suite("Households and family accounts")
struct HouseholdMechanisms {
  /// A contract at £30 a month; behind all customers stand as many persons.
  private func firm(
    customers: Int = 1_000, persons: Int, _ change: (inout Scenario) -> Void = { _ in }
  ) -> Scenario {
    var s = Scenario.atRest(.contract, customers: customers, months: 12)
    s.journeys = [.need("question", perYear: 12, at: .machine())]
    s.customers.segments[0].household = household(persons: persons)
    change(&s)
    return s
  }

  private func household(persons: Int) -> Household {
    var household = Household()
    (household.needs, household.spend, household.falls) = (0.6, 0.5, 0.8)
    household.sizes.one = persons == 1 ? 1 : 0
    household.sizes.two = persons == 2 ? 1 : 0
    household.sizes.three = persons == 3 ? 1 : 0
    household.sizes.four = persons == 4 ? 1 : 0
    household.sizes.five = persons == 5 ? 1 : 0
    return household
  }

  private func joint(share: Double, discount: Double = 0, switching: Double = 0) -> FamilyAccount {
    var family = FamilyAccount()
    (family.share, family.discount, family.switching) = (share, discount, switching)
    return family
  }

  @Test("each further person adds less than the one before")
  func law() {
    #expect(HouseholdLaw.multiple(persons: 1, adds: 0.6, falls: 0.8) == 1)
    #expect(abs(HouseholdLaw.multiple(persons: 4, adds: 0.6, falls: 0.8) - 2.464) < 1e-12)
    // The OECD-modified scale, of four adults.
    #expect(HouseholdLaw.multiple(persons: 4, adds: 0.5, falls: 1) == 2.5)
  }

  @Test("two persons need and buy more than one, and less than twice as much")
  func two() throws {
    let runs = try replicate(firm(persons: 2), 1)
    #expect(runs.conserve)
    #expect(abs(try runs.values("revenue")[0] - 540_000) < 0.01)
    #expect(try runs.values("persons_per_customer")[0] == 2)
    #expect(abs(try runs.values("spend_per_person")[0] - 22.5) < 1e-6)
    // 1,000 times 12 a year, and 0.6 times as many more.
    let needs = try runs.values("needs", "journey:question")[0]
    let expected = 12_000 * 1.6 * 365 / 365.25
    #expect(abs(needs - expected) < 4 * expected.squareRoot(), "\(needs)")
  }

  @Test("whoever lives alone lives as if nobody had asked")
  func one() throws {
    func runs(_ change: (inout Scenario) -> Void) throws -> [ReplicationResult] {
      try replicate(
        firm(persons: 1) {
          $0.loyalty.churn = .constant(0.03)
          $0.quality.usage.spread = 6
          $0.satisfaction.usageGain = 0.1
          change(&$0)
        }, 1)
    }
    let (said, unsaid) = (try runs { _ in }, try runs { $0.customers.segments[0].household = nil })
    for id in ["revenue", "profit", "satisfaction_mean", "left", "customer_equity"] {
      #expect(try said.values(id) == unsaid.values(id), "\(id)")
    }
    #expect(unsaid[0].summary[SeriesKey("persons_per_customer", "all")] == nil)
  }

  @Test("sizes are drawn by their shares")
  func sizes() throws {
    let runs = try replicate(
      firm(persons: 1) {
        $0.customers.segments[0].household?.sizes.one = 0.5
        $0.customers.segments[0].household?.sizes.three = 0.5
      }, 1)
    // One or three: a standard deviation of one.
    #expect(abs(try runs.values("persons_per_customer")[0] - 2) < 4 / 1_000.0.squareRoot())
  }

  @Test("leaving means moving everybody: family accounts stay")
  func staying() throws {
    func runs(_ switching: Double) throws -> [ReplicationResult] {
      try replicate(
        firm(customers: 4_000, persons: 2) {
          $0.loyalty.churn = .constant(0.03)
          $0.customers.segments[0].household?.family = joint(share: 0.5, switching: switching)
        }, 1)
    }
    let bound = try runs(1)
    #expect(bound.conserve)
    // Log-odds of leaving lower by one: 1.12% a month instead of 3%.
    let (family, other) = (
      try bound.values("account_retention_12m", "account:family")[0],
      try bound.values("account_retention_12m", "account:other")[0]
    )
    #expect(abs(family - pow(1 - 0.01125, 12)) < 4 * (0.873 * 0.127 / 2_000).squareRoot())
    #expect(abs(other - pow(0.97, 12)) < 4 * (0.694 * 0.306 / 2_000).squareRoot())
    let customers = try bound.values("account_customers", "account:family")[0]
    let others = try bound.values("account_customers", "account:other")[0]
    #expect(customers + others == (try bound.values("customers")[0]))
    // Without the cost they leave as others do, with the same luck: nobody else's has changed.
    let free = try runs(0)
    #expect(try free.values("account_retention_12m", "account:other")[0] == other)
    #expect(try free.values("account_retention_12m", "account:family")[0] < family - 0.1)
  }

  @Test("the discount of an account is taken off its bills, and off its wish to leave")
  func discount() throws {
    func runs(_ discount: Double, churn: Double = 0) throws -> [ReplicationResult] {
      try replicate(
        firm(persons: 2) {
          $0.loyalty.churn = .constant(churn)
          $0.loyalty.pull = 1
          $0.customers.segments[0].household?.family = joint(share: 1, discount: discount)
        }, 1)
    }
    let runs20 = try runs(0.2)
    #expect(runs20.conserve)
    #expect(abs(try runs20.values("revenue")[0] - 432_000) < 0.01)
    // Supply is 40% of the list price.
    #expect(abs(try runs20.values("supply_cost")[0] - 216_000) < 0.01)
    let (dear, cheap) = (try runs(0, churn: 0.05), try runs(0.5, churn: 0.05))
    #expect(try cheap.values("left")[0] < dear.values("left")[0])
  }

  @Test("each member's month counts: an account of four is moved half as much by chance")
  func members() throws {
    func spread(_ share: Double) throws -> Double {
      try replicate(
        firm(persons: 4) {
          $0.journeys = [.need("nothing", perYear: 0, at: .machine())]
          $0.quality.usage.spread = 4
          $0.satisfaction.usageGain = 0.3
          $0.customers.segments[0].household?.family = joint(share: share)
        }, 1
      ).values("satisfaction_spread")[0]
    }
    let ratio = try spread(1) / spread(0)
    // The mean of four has half the standard deviation; that of a thousand is known to 2%.
    #expect(abs(ratio - 0.5) < 0.06, "\(ratio)")
  }

  @Test("goodwill is held against what the whole household pays, and the panel tells that price")
  func whole() throws {
    func world(spend: Double) throws -> ReplicationResult {
      var failing = Touchpoint.machine()
      failing.resolves = 0
      let s = firm(customers: 300, persons: 2) {
        $0.journeys = [.need("use", perYear: 6, at: failing)]
        $0.customers.segments[0].household?.spend = spend
        $0.quality.unresolved = 12
        ($0.complaints.tolerance, $0.complaints.base) = (8, 5)
        ($0.complaints.handling.mean, $0.complaints.handling.spread) = (0.6, 0)
        ($0.complaints.restores, $0.complaints.goodwill) = (0.9, 10)
      }
      let model = try Model(s)
      let world = try model.settledWorld(seed: 1, replication: 1, keeping: Keeping(records: true))
      let run = world.run(model)
      #expect(run.violations.isEmpty)
      return run
    }
    let (one, both) = (try world(spend: 0), try world(spend: 1))
    // £10 is a third of what the first pays, and a sixth of what both do.
    let change = SeriesKey("recovery_change", "all")
    #expect(try #require(both.summary[change]) < #require(one.summary[change]) - 0.1)
    for (run, price) in [(one, 30.0), (both, 60)] {
      let months = try #require(run.records).customerMonths
      #expect(!months.isEmpty && months.allSatisfy { abs($0.price - price) < 1e-9 })
    }
  }
}
