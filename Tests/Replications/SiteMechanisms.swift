import CustomerExperience
import Foundation
import RandomVariates
import Testing

@Suite("Several sites")
struct SiteMechanisms {
  private func site(_ id: String, _ minutes: Double, attraction: Double = 1) -> Site {
    var site = Site()
    (site.id, site.attraction, site.time) = (id, attraction, .constant(minutes))
    return site
  }

  /// One site near, one twice as far.
  private func firm(
    customers: Int = 3_000, months: Double = 12, _ change: (inout Scenario) -> Void = { _ in }
  ) -> Scenario {
    var s = Scenario.atRest(.contract, customers: customers, months: months)
    s.journeys = [.need("nothing", perYear: 0, at: .machine())]
    s.sites = [site("near", 5), site("far", 10)]
    s.market.travelResponse = 2
    s.loyalty.pull = 1
    change(&s)
    return s
  }

  @Test("shares follow attraction over a power of the way")
  func law() {
    func utilities(_ exponent: Double) -> [Double] {
      [(2.0, 10.0), (1, 5)].map {
        SiteLaw.utility(attraction: $0.0, minutes: $0.1, exponent: exponent)
      }
    }
    // 2/10 against 1/5, and 2/100 against 1/25.
    #expect(SiteLaw.pick(utilities(1), uniform: 0.49) == 0)
    #expect(SiteLaw.pick(utilities(1), uniform: 0.51) == 1)
    #expect(SiteLaw.pick(utilities(2), uniform: 0.33) == 0)
    #expect(SiteLaw.pick(utilities(2), uniform: 0.34) == 1)
    #expect(SiteLaw.pick([-.infinity, 0], uniform: 0) == 1)
    #expect(SiteLaw.pick([0, -.infinity], uniform: 0.999_999) == 0)
    #expect(SiteLaw.pick([-.infinity], uniform: 0.5) == nil)
  }

  @Test("customers go where it is near, as strongly as they mind the way")
  func homes() throws {
    let runs = try replicate(firm(), 1)
    #expect(runs.conserve)
    let near = try runs.values("site_customers", "site:near")[0]
    #expect(abs(near - 2_400) < 4 * (3_000 * 0.8 * 0.2).squareRoot(), "\(near)")
    #expect(try near + runs.values("site_customers", "site:far")[0] == 3_000)
    #expect(abs(try runs.values("site_way", "site:far")[0] - 600) < 1e-3)
    #expect(abs(try runs.values("site_revenue", "site:near")[0] - near * 360) < 0.01)
    #expect(try runs.values("site_retention", "site:near")[0] == 1)
    let indifferent = try replicate(firm { $0.market.travelResponse = 0 }, 1)
    let half = try indifferent.values("site_customers", "site:near")[0]
    #expect(abs(half - 1_500) < 4 * (3_000 * 0.25).squareRoot(), "\(half)")
    // Seven times as attractive at twice the distance: 7/4 to 1.
    let large = try replicate(firm { $0.sites[1].attraction = 7 }, 1)
    let drawn = try large.values("site_customers", "site:far")[0]
    #expect(abs(drawn - 3_000 * 7 / 11) < 4 * (3_000 * 0.2314).squareRoot(), "\(drawn)")
  }

  @Test("a site by itself changes nobody's luck")
  func one() throws {
    func runs(_ sites: [Site]) throws -> [ReplicationResult] {
      try replicate(
        firm {
          $0.sites = sites
          $0.loyalty.churn = .constant(0.03)
          $0.quality.usage.spread = 5
          $0.satisfaction.usageGain = 0.1
        }, 1)
    }
    let (with, without) = (try runs([site("here", 5)]), try runs([]))
    for id in ["left", "revenue", "satisfaction_mean", "customer_equity"] {
      #expect(try with.values(id) == without.values(id), "\(id)")
    }
    #expect(without[0].summary[SeriesKey("site_customers", "site:here")] == nil)
  }

  @Test("whoever's site closes goes to the next, and some go for good")
  func closing() throws {
    func run(closes: Bool) throws -> ReplicationResult {
      var s = firm { $0.loyalty.churn = .constant(0.02) }
      if closes {
        var (closed, reopened) = (s, s)
        closed.sites[0].open = false
        reopened.sites[0].open = true
        s.phases = [
          Phase(at: .month(4.5), settings: closed, changes: []),
          Phase(at: .month(9.5), settings: reopened, changes: []),
        ]
      }
      let run = try #require(try replicate(s, 1).first)
      #expect(run.violations.isEmpty)
      return run
    }
    func month(_ run: ReplicationResult, _ id: String, _ subject: String, _ month: Int) throws
      -> Double
    { try #require(run.timeline[SeriesKey(id, subject)])[month] }
    let (closed, open) = (try run(closes: true), try run(closes: false))
    #expect(try month(closed, "site_customers", "site:near", 3) > 2_000)
    #expect(try month(closed, "site_customers", "site:near", 6) == 0)
    let all = try month(closed, "customers", "all", 6)
    #expect(try month(closed, "site_customers", "site:far", 6) == all)
    // They are back when it opens again.
    #expect(try month(closed, "site_customers", "site:near", 10) > 1_000)
    #expect(try month(closed, "site_moved", "site:far", 4) > 2_000)
    // Twice as far is 2 ln 2: the odds of leaving are four times as high in five months.
    let lost = closed.summary[SeriesKey("left", "all")] ?? .nan
    let anyway = open.summary[SeriesKey("left", "all")] ?? .nan
    #expect(lost > anyway + 300, "\(lost) \(anyway)")
    #expect(
      try month(closed, "site_retention", "site:far", 11)
        == month(open, "site_retention", "site:far", 11))
  }

  @Test("attraction acts on those who come later")
  func attraction() throws {
    func near(_ attraction: Double) throws -> (start: Double, end: Double) {
      var s = firm(customers: 1_000) {
        ($0.customers.acquisition.marketing.spend, $0.customers.acquisition.marketing.cost) =
          (20_000, 100)
      }
      var later = s
      later.sites[1].attraction = attraction
      s.phases = [Phase(at: .month(1), settings: later, changes: [])]
      let run = try #require(try replicate(s, 1).first)
      let series = try #require(run.timeline[SeriesKey("site_customers", "site:far")])
      return (series[0], series[11])
    }
    let (same, larger) = (try near(1), try near(16))
    #expect(same.start == larger.start)
    // Of 2,200 who come later one fifth, or four fifths.
    #expect(larger.end > same.end + 1_000, "\(same) \(larger)")
  }

  @Test("each site is served by its own people, in line and in kind")
  func teams() throws {
    var s = firm(customers: 500, months: 3) {
      $0.journeys = [
        .need("call", perYear: 400, at: .phone(team: "desk", service: .exponential(mean: 10)))
      ]
      var few = Team.steady("few", onDuty: 2)
      few.skill = Trait(mean: 0.5, spread: 0.25)
      $0.teams = [.steady("desk", onDuty: 6), few]
      $0.quality.skill = 30
      var served = SiteTeam()
      (served.id, served.by) = ("desk", "few")
      $0.sites[1].teams = [served]
    }
    let runs = try replicate(s, 3)
    #expect(runs.conserve)
    func mean(_ runs: [ReplicationResult], _ id: String, _ site: String) throws -> Double {
      try runs.values(id, "site:" + site).reduce(0, +) / Double(runs.count)
    }
    // Three of six are busy at one, 0.8 of two at the other.
    #expect(try mean(runs, "site_wait", "far") > 2 * mean(runs, "site_wait", "near"))
    #expect(try mean(runs, "site_quality_spread", "near") < 1e-3)
    #expect(try mean(runs, "site_quality_spread", "far") > 0.5)
    #expect(
      abs(
        try mean(runs, "site_wait", "far")
          - runs.values("mean_wait", "team:few").reduce(0, +) / 3) < 1e-6)
    // With one team for both the service is the same.
    s.sites[1].teams = []
    let one = try replicate(s, 1)
    #expect(try mean(one, "site_quality_spread", "far") < 1e-3)
  }

  @Test("a longer way is felt as people mind it, at any time")
  func minding() throws {
    func left(_ response: Double) throws -> Double {
      var s = firm { $0.loyalty.churn = .constant(0.02) }
      var closed = s
      closed.sites[0].open = false
      var later = closed
      later.market.travelResponse = response
      s.phases = [
        Phase(at: .month(3.5), settings: closed, changes: []),
        Phase(at: .month(5.5), settings: later, changes: []),
      ]
      let run = try #require(try replicate(s, 1).first)
      #expect(run.violations.isEmpty)
      return try #require(run.timeline[SeriesKey("left", "all")])[6..<12].reduce(0, +)
    }
    // Four of five go twice as far: odds four times as high, or no higher where nobody minds.
    #expect(try left(0) < 0.6 * left(2))
  }

  @Test("who serves at one site alone is checked and visited as others are")
  func checked() throws {
    let s = firm(customers: 500, months: 3) {
      $0.journeys = [
        .need("call", perYear: 12, at: .phone(team: "desk", service: .exponential(mean: 10)))
      ]
      $0.teams = [.steady("desk", onDuty: 6), .steady("few", onDuty: 2)]
      var law = ServiceStandards()
      (law.checksPerMonth, law.minutes) = (4, 10)
      $0.teams[1].standards = law
      var shoppers = MysteryShopper()
      shoppers.visits = 10
      $0.measurement.mysteryShopper = shoppers
      var served = SiteTeam()
      (served.id, served.by) = ("desk", "few")
      $0.sites[1].teams = [served]
    }
    let runs = try replicate(s, 1)
    #expect(runs.conserve)
    #expect(try runs.values("standard_checks", "team:few")[0] > 0)
    for team in ["desk", "few"] {
      #expect(try runs.values("shopper_visits", "team:" + team)[0] > 20, "\(team)")
    }
  }
}
