import CustomerExperience
import DiscreteEvents
import Foundation
import RandomVariates
import Testing

/// The market as customers feel it: each mechanism moves what it is to move, by as much as its law says.
@Suite("Switching costs, usual prices, rivals, campaigns and remarks")
struct MarketMechanisms {
  private func contract(
    customers: Int, months: Double, _ change: (inout Scenario) -> Void = { _ in }
  ) -> Scenario {
    var s = Scenario.atRest(.contract, customers: customers, months: months)
    s.journeys = [.need("nothing", perYear: 0, at: .machine())]
    s.loyalty.pull = 1
    change(&s)
    return s
  }

  /// We and a rival like us, from whom everybody buys.
  private func shops(
    months: Double = 12, _ change: (inout Scenario) -> Void = { _ in }
  ) -> Scenario {
    var s = Scenario.atRest(.repertoire, customers: 1_500, months: months)
    s.customers.segments[0].occasions = .constant(100)
    (s.market.price, s.market.nothing) = (10, -10)
    var rival = Rival()
    rival.id = "rival"
    s.market.rivals = [rival]
    // As satisfied as a rival's 75 points.
    s.satisfaction.constant = 33
    change(&s)
    return s
  }

  private func first(_ scenario: Scenario, _ metric: String, _ subject: String = "all") throws
    -> Double
  {
    let runs = try replicate(scenario, 1)
    #expect(runs.conserve)
    return try runs.values(metric, subject)[0]
  }

  // MARK: - Switching costs

  @Test("the trouble of switching makes 26% in three years (internet) 8% (current accounts)")
  func procedural() throws {
    // Which? and CMA 2015. 0.833% a month is 26% in 36 months; 0.231%, for 8%, has log-odds lower by 1.287.
    func switched(_ cost: Double) throws -> Double {
      try first(
        contract(customers: 10_000, months: 36) {
          $0.loyalty.churn = .constant(0.008329)
          $0.market.switching.procedural = cost
        }, "switched_36m")
    }
    // Four standard errors of 10,000 customers.
    #expect(abs(try switched(0) - 0.26) < 0.018)
    #expect(abs(try switched(1.287) - 0.08) < 0.011)
  }

  @Test("a relationship grows, and holds customers the more the longer they have been there")
  func relational() throws {
    func runs(_ relational: Double) throws -> [ReplicationResult] {
      try replicate(
        contract(customers: 4_000, months: 36) {
          $0.loyalty.churn = .constant(0.03)
          ($0.market.switching.relational, $0.market.switching.ripensMonths) = (relational, 12)
        }, 1)
    }
    let (none, bound) = (try runs(0), try runs(2))
    let growth = try #require(bound[0].timeline[SeriesKey("switching_relational", "all")])
    // Trust is 0.8 and nothing changes it: two times 0.8 times what has grown.
    #expect(abs(growth[11] - 1.6 * (1 - exp(-1))) < 0.02)
    #expect(growth[35] > growth[11] && growth[35] < 1.6)
    #expect(try bound.values("retention_12m")[0] > none.values("retention_12m")[0] + 0.05)
    #expect(none[0].summary[SeriesKey("switching_relational", "all")] == nil)
    let left = try (0..<3).map { year in
      try bound.values("left", months: year * 12..<year * 12 + 12)[0]
    }
    #expect(left[1] < 0.7 * left[0] && left[2] < left[1])
  }

  @Test("an exit fee holds customers within the term, and whoever goes pays it")
  func exitFee() throws {
    func runs(_ fee: Double) throws -> [ReplicationResult] {
      try replicate(
        contract(customers: 4_000, months: 11) {
          $0.customers.contract.termMonths = 12
          $0.loyalty.churn = .constant(0.03)
          $0.market.priceResponse = 2
          $0.market.switching.exitFee = fee
        }, 1)
    }
    let (none, dear) = (try runs(0), try runs(90))
    #expect(dear.conserve)
    let left = try dear.values("left")[0]
    #expect(abs(try dear.values("exit_fees")[0] - 90 * left) < 1e-6)
    // 2 times 90/12 over 30 is 0.5: about 0.61 times as many go.
    let ratio = try left / none.values("left")[0]
    #expect(abs(ratio - 0.64) < 0.08, "\(ratio)")
    #expect(abs(try dear.values("switching_financial")[0] - 0.5) < 1e-9)
  }

  // MARK: - Prices

  @Test("a rise weighs twice as much as a fall, more within the term, and fades")
  func usualPrice() throws {
    func runs(_ price: Double, term: Double = 0) throws -> ReplicationResult {
      var s = contract(customers: 10_000, months: 24) {
        $0.loyalty.churn = .constant(0.02)
        $0.customers.contract.termMonths = term
        $0.market.referencePrice = ReferencePrice()
      }
      var later = s
      later.customers.contract.price = price
      s.phases = [Phase(at: .month(6), settings: later, changes: [])]
      let run = try #require(try replicate(s, 1).first)
      #expect(run.violations.isEmpty)
      return run
    }
    func felt(_ run: ReplicationResult, _ month: Int) throws -> Double {
      try #require(run.timeline[SeriesKey("price_felt", "all")])[month]
    }
    let (rise, fall, bound) = (try runs(36), try runs(24), try runs(36, term: 24))
    #expect(try felt(rise, 5) == 0)
    #expect(abs(try felt(rise, 6) - 0.4) < 1e-9)
    #expect(abs(try felt(fall, 6) + 0.2) < 1e-9)
    #expect(abs(try felt(bound, 6) - 0.6) < 1e-9)
    // Two thirds are usual after six months.
    #expect(abs(try felt(rise, 12) - 0.4 * exp(-1)) < 1e-9)
    func left(_ run: ReplicationResult, _ month: Int) throws -> Double {
      try #require(run.timeline[SeriesKey("left", "all")])[month]
    }
    let same = try runs(30)
    // e^0.4 and e^-0.2 times as many, of about 180 in the month and with the same luck.
    #expect(try left(rise, 6) > 1.25 * left(same, 6))
    #expect(try left(fall, 6) < 0.95 * left(same, 6))
    #expect(try left(rise, 6) / left(same, 6) > left(rise, 23) / left(same, 23) + 0.2)
  }

  @Test("a promotion of a rival feels like a gift, and its end like a rise")
  func promotionEnds() throws {
    let s = shops { s in
      s.market.referencePrice = ReferencePrice()
      s.market.rivals[0].price = .money(10)
      var promotion = Promotion()
      (promotion.at, promotion.price, promotion.months) = (.month(3), .money(8), 2)
      s.market.rivals[0].promotions = [promotion]
    }
    let run = try #require(try replicate(s, 1).first)
    let felt = try #require(run.timeline[SeriesKey("price_felt", "rival:rival")])
    #expect(felt[2] == 0 && abs(felt[3] + 0.2) < 1e-9 && felt[4] > felt[3])
    #expect(felt[5] > 0.05 && felt[11] < felt[5])
  }

  // MARK: - Rivals

  @Test("Huff: half the way is four times the attraction, and the pull says so")
  func gravity() throws {
    let s = shops { s in
      s.customers.segments[0].travel = [("us", 5.0), ("rival", 10)].map { id, minutes in
        var travel = Travel()
        (travel.id, travel.minutes) = (id, minutes)
        return travel
      }
    }
    #expect(abs(try first(s, "market_share") - 0.8) < 0.006)
    #expect(abs(try first(s, "pull_part", "pull:all.distance") + log(4)) < 0.01)
    #expect(abs(try first(shops(), "market_share") - 0.5) < 0.006)
    var lost = s
    lost.customers.segments[0].travel.removeLast()
    #expect(throws: ModelError.self) { try Model(lost) }
  }

  @Test("the parts of the pull, less what they were at the start, are the pull")
  func partsAndStart() throws {
    let s = shops { s in
      s.customers.segments[0].priceSensitivity = 1.5
      s.market.rivals[0].price = .money(9)
      var promotion = Promotion()
      (promotion.at, promotion.price, promotion.months) = (.month(3), .money(7), 2)
      s.market.rivals[0].promotions = [promotion]
      var other = Rival()
      (other.id, other.quality, other.enters) = ("new", 85, .month(5))
      s.market.rivals.append(other)
      s.market.qualityResponse = 0.05
    }
    let run = try #require(try replicate(s, 1).first)
    func months(_ metric: String, _ subject: String) throws -> [Double] {
      try #require(run.timeline[SeriesKey(metric, subject)])
    }
    let pull = try months("competitor_pull", "segment:all")
    #expect(abs(pull[0]) < 1e-9 && pull[3] > 0.05 && pull[11] > pull[2])
    for month in 0..<12 {
      var whole = 0.0
      for part in PullPart.allCases {
        let subject = "pull:all." + part.word
        whole += try months("pull_part", subject)[month] - months("pull_start", subject)[month]
      }
      #expect(abs(whole - pull[month]) < 1e-9, "month \(month)")
    }
    #expect(try months("pull_start", "pull:all.price")[0] > 0.01)
    #expect(try months("pull_start", "pull:all.promotion")[3] == 0)
  }

  @Test("a rival whose service is uneven attracts less at the same mean")
  func risk() throws {
    // 75 less half of 0.02 times 400 is 71: four points of 0.1.
    let s = shops {
      $0.market.qualityResponse = 0.1
      $0.market.rivals[0].spread = 20
    }
    #expect(abs(try first(s, "market_share") - 1 / (1 + exp(-0.4))) < 0.006)
    var even = s
    even.market.riskAversion = 0
    #expect(abs(try first(even, "market_share") - 0.5) < 0.006)
  }

  @Test("a rival that is full takes no more")
  func capacity() throws {
    let run = try #require(try replicate(shops { $0.market.rivals[0].capacity = 100 }, 1).first)
    let matrix = SwitchingMatrix(providers: 2, choices: run.switching)
    #expect(matrix.choices(from: 0, to: 1) + matrix.choices(from: 1, to: 1) == 12 * 100)
  }

  @Test("a rival answers a price cut of ours by its share, after its time")
  func answers() throws {
    var s = shops {
      $0.market.rivals[0].answers = 0.5
      $0.market.rivals[0].answersAfter = 2
    }
    var cheaper = s
    cheaper.market.price = 8
    s.phases = [Phase(at: .month(3), settings: cheaper, changes: [])]
    let run = try #require(try replicate(s, 1).first)
    let price = try #require(run.timeline[SeriesKey("rival_price", "rival:rival")])
    #expect(price[3] == 10 && price[4] == 10 && abs(price[6] - 9) < 1e-9)
    #expect(AnswerLaw.cut(share: 0.5, ours: 12, before: 10) == 0)
  }

  // MARK: - Campaigns

  private func firm(_ campaign: Campaign, _ change: (inout Scenario) -> Void = { _ in }) -> Scenario
  {
    contract(customers: 2_000, months: 12) {
      $0.customers.acquisition.marketing.cost = 60
      $0.customers.acquisition.marketing.spend = 30_000
      $0.customers.acquisition.campaigns = [campaign]
      $0.loyalty.churn = .constant(0.03)
      change(&$0)
    }
  }

  private func campaign(_ kind: Campaign.Kind, months: Double = 12) -> Campaign {
    var campaign = Campaign()
    (campaign.id, campaign.kind, campaign.months) = ("it", kind, months)
    (campaign.spend, campaign.cost) = (30_000, 60)
    return campaign
  }

  @Test("advertising: an elasticity of 0.12 at once and 0.24 in the long run, and it promises")
  func advertising() throws {
    let (little, usual) = (0.01, 1.0)
    let atOnce = AdvertisingLaw.multiple(
      stock: AdvertisingLaw.stock(0, spend: little, carryOver: 0.5), base: usual, elasticity: 0.24)
    #expect(abs(log(atOnce) / log(1 + little) - 0.12) < 0.001)
    var silent = campaign(.advertising)
    silent.spend = 0
    let none = try replicate(firm(silent), 1)
    let always = try replicate(firm(campaign(.advertising)), 1)
    let half = try replicate(firm(campaign(.advertising, months: 6)), 1)
    #expect(always.conserve)
    func joined(_ runs: [ReplicationResult], _ months: Range<Int>) throws -> Double {
      try runs.values("joined", months: months)[0]
    }
    // As much again as marketing spends: 2^0.24 is 1.18, of 3,000 prospects that come in the same order.
    #expect(abs(try joined(always, 6..<12) / joined(none, 6..<12) - 1.18) < 0.06)
    #expect(try joined(half, 6..<8) > 1.01 * joined(none, 6..<8))
    #expect(try joined(half, 6..<12) < joined(always, 6..<12))
    #expect(abs(try always.values("campaign_cost")[0] - 360_000) < 1e-3)
    var loud = campaign(.advertising)
    loud.promises = 15
    let promised = try replicate(firm(loud), 1)
    #expect(
      try promised.values("expected_quality", "gap:all.reliability")[0]
        > always.values("expected_quality", "gap:all.reliability")[0] + 3)
  }

  @Test("whom a promotion wins leaves sooner than who came without")
  func promotion() throws {
    var offer = campaign(.promotion)
    offer.fickle = 1
    let runs = try replicate(firm(offer), 1)
    #expect(runs.conserve)
    let (won, others) = (
      try runs.values("leaving_by", "origin:it")[0],
      try runs.values("leaving_by", "origin:marketing")[0]
    )
    // Log-odds of 1 more than 3%: 7.8% a month.
    #expect(won > 2 * others && abs(won / others - 2.6) < 0.5, "\(won) \(others)")
    #expect(abs(try runs.values("cost_of_joining", "origin:it")[0] - 60) < 3)
    offer.fickle = 0
    let alike = try replicate(firm(offer), 1)
    #expect(abs(try alike.values("leaving_by", "origin:it")[0] / others - 1) < 0.25)
  }

  @Test("networking wins by what the customers think who introduce others")
  func networking() throws {
    func won(_ satisfaction: Double) throws -> Double {
      try first(
        firm(campaign(.networking)) { $0.satisfaction.constant = satisfaction - 42 },
        "joined_by", "origin:it")
    }
    // 0.64 and 0.16 of 6,000 introductions.
    #expect(abs(try won(90) / 6_000 - 0.64) < 0.04)
    #expect(abs(try won(70) / 6_000 - 0.16) < 0.03)
    #expect(try won(45) == 0)
  }

  // MARK: - Remarks

  @Test("good remarks lift what others think and bad ones lower it; who is sure is moved less")
  func remarks() throws {
    func end(_ satisfaction: Double, sway: Double) throws -> Double {
      let s = contract(customers: 500, months: 12) {
        $0.satisfaction.constant = satisfaction - 42
        $0.customers.acquisition.wordOfMouth.enabled = true
        $0.customers.acquisition.wordOfMouth.rate = 0
        $0.customers.acquisition.wordOfMouth.sway = sway
      }
      return try #require(
        try replicate(s, 1).first?.timeline[SeriesKey("satisfaction_mean", "all")])[11]
    }
    #expect(abs(try end(75, sway: 0) - 75) < 1e-9)
    #expect(try end(75, sway: 2) > 76)
    #expect(try end(25, sway: 2) < 24)
    var law = WordOfMouth()
    law.sway = 2
    func shift(_ level: Double) -> Double {
      WordOfMouthLaw.shift(law, satisfaction: level, isGood: true)
    }
    #expect(shift(50) == 2 && shift(75) == 1 && shift(100) == 0 && shift(25) == 1)
  }
}
