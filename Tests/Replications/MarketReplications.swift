import CustomerExperience
import DiscreteEvents
import Foundation
import RandomVariates
import Testing

extension Rival {
  /// A rival of our price in the scenarios at rest, where a visit costs 10 and a month 30.
  fileprivate static func like(_ id: String, quality: Double = 75) -> Rival {
    var rival = Rival()
    (rival.id, rival.quality) = (id, quality)
    return rival
  }
}

extension Scenario {
  /// A repertoire market at rest in which everybody is satisfied by so many points, and nobody goes without.
  fileprivate static func shares(
    customers: Int, months: Double, settle: Double = 0, satisfaction: Double = 75
  ) -> Scenario {
    var s = Scenario.atRest(.repertoire, customers: customers, months: months, settle: settle)
    s.market.nothing = -10
    // Quality is 60 throughout: satisfaction is the constant and 0.7 times that.
    s.satisfaction.constant = satisfaction - 42
    return s
  }
}

@Suite("R16: convex in a competitive market, concave in a captive one")
struct SatisfactionAndRepurchase {
  /// The share of those who bought from us who buy from us again, read off the switching matrix.
  private func repurchase(at satisfaction: Double, rivals: Int, cost: Double, response: Double)
    throws -> Double
  {
    var s = Scenario.shares(customers: 3_000, months: 12, satisfaction: satisfaction)
    s.customers.segments[0].occasions = .constant(60)
    s.market.rivals = (0..<rivals).map { .like("r\($0)") }
    s.market.switchingCost = cost
    s.market.qualityResponse = response
    let matrix = try #require(try replicate(s, 1).first?.switching)
    let row = matrix.prefix(rivals + 2)
    return row[0] / row.reduce(0, +)
  }

  private static let levels = [40.0, 55, 70, 85, 100]

  @Test("R16: ten rivals and nothing to hold customers: each point counts more than the one before")
  func competitive() throws {
    let found = try Self.levels.map {
      try repurchase(at: $0, rivals: 10, cost: 0, response: 0.12)
    }
    // The exact shares are 0.002, 0.009, 0.052, 0.249 and 0.668; second differences are 0.036 and more, and the
    // standard error of the smallest of them, of 16,000 choices and fewer, is below 0.004.
    for (a, (b, c)) in zip(found, zip(found.dropFirst(), found.dropFirst(2))) {
      #expect(c - b > b - a, "\(found)")
    }
    let exact = exp(0.12 * 25) / (exp(0.12 * 25) + 10)
    #expect(abs(found[4] - exact) < 0.01)
    // Totally against merely satisfied: six times at Xerox (Jones & Sasser 1995), here 95 against 75 points.
    let ratio =
      try repurchase(at: 95, rivals: 10, cost: 0, response: 0.12)
      / repurchase(at: 75, rivals: 10, cost: 0, response: 0.12)
    #expect(abs(ratio - 5.8) < 0.6, "\(ratio)")
    // Where nobody heeds satisfaction each point counts for nothing.
    let same = try [75.0, 95].map { try repurchase(at: $0, rivals: 10, cost: 0, response: 0) }
    #expect(abs(same[1] / same[0] - 5.8) > 0.6)
  }

  @Test("R16: one rival and a high cost of switching: each point counts less")
  func captive() throws {
    let found = try Self.levels.map { try repurchase(at: $0, rivals: 1, cost: 3, response: 0.04) }
    // The exact shares are 0.832, 0.900, 0.943, 0.968 and 0.982: second differences of -0.025, -0.018 and -0.010,
    // with standard errors below 0.0025.
    for (a, (b, c)) in zip(found, zip(found.dropFirst(), found.dropFirst(2))) {
      #expect(c - b < b - a, "\(found)")
    }
    #expect(found[0] > 0.8)
    // Where nothing holds customers it is not so: of few points each counts more than the one before.
    let free = try Self.levels.prefix(3).map {
      try repurchase(at: $0, rivals: 1, cost: 0, response: 0.04)
    }
    #expect(free[0] < 0.3 && free[2] - free[1] > free[1] - free[0] + 0.01, "\(free)")
  }
}

@Suite("M16: the switching matrix and where it leads")
struct SwitchingReplications {
  @Test("its rows are those of the logit, and its stationary share is what the market settles to")
  func stationary() throws {
    var s = Scenario.shares(customers: 4_000, months: 24)
    s.customers.segments[0].occasions = .constant(60)
    s.market.rivals = [.like("near", quality: 85), .like("far", quality: 65)]
    s.market.qualityResponse = 0.05
    s.market.switchingCost = 1.5
    let run = try #require(try replicate(s, 1).first)
    #expect(run.violations.isEmpty)
    // We, near and far have utilities 0, 0.5 and -0.5; whoever changes loses 1.5.
    let utilities = [0.0, 0.5, -0.5]
    let exact = (0..<3).map { from -> [Double] in
      let weights = (0..<3).map { exp(utilities[$0] - ($0 == from ? 0 : 1.5)) }
      return weights.map { $0 / (weights.reduce(0, +) + exp(-10)) }
    }
    let matrix = SwitchingMatrix(providers: 3, choices: run.switching)
    for from in 0..<3 {
      let total = (0...3).reduce(0) { $0 + matrix.choices(from: from, to: $1) }
      for to in 0..<3 {
        let share = matrix.choices(from: from, to: to) / total
        let error = (exact[from][to] * (1 - exact[from][to]) / total).squareRoot()
        #expect(abs(share - exact[from][to]) < 4 * error, "\(from) to \(to)")
      }
    }
    // Symmetric costs make the chain reversible: its stationary share goes with e^U times the row's sum.
    let weights = (0..<3).map { from in
      exp(utilities[from])
        * (0..<3).reduce(0) { $0 + exp(utilities[$1] - ($1 == from ? 0 : 1.5)) }
    }
    let settled = weights.map { $0 / weights.reduce(0, +) }
    let found = try #require(matrix.stationaryShares())
    for (a, b) in zip(found, settled) { #expect(abs(a - b) < 0.005) }
    // Everybody begins with us; within a year the market is where the matrix leads.
    let shares = try ["all", "rival:near", "rival:far"].map { subject in
      try [run].values("market_share", subject, months: 12..<24)[0]
    }
    for (a, b) in zip(shares, found) { #expect(abs(a - b) < 0.01, "\(shares) \(found)") }
    #expect(try abs([run].values("settled_share")[0] - found[0]) < 1e-9)
    #expect(try [run].values("market_share", "all", months: 0..<1)[0] > settled[0] + 0.03)
  }
}

@Suite("R08 and R09: double jeopardy and the duplication of purchase")
struct RepertoireReplications {
  /// The British toothpaste market of 1973, quarterly: brands, shares, penetrations, purchases a buyer and those of
  /// the category, by the NBD-Dirichlet with M 1.456, K 0.779 and S 1.30 (Goodhardt, Ehrenberg & Chatfield 1984).
  private static let brands: [(id: String, share: Double, pen: Double, rate: Double, all: Double)] =
    [
      ("us", 0.25, 0.200, 1.82, 3.16), ("macleans", 0.19, 0.157, 1.76, 3.22),
      ("closeup", 0.10, 0.087, 1.68, 3.30), ("signal", 0.10, 0.087, 1.68, 3.30),
      ("ultrabrite", 0.09, 0.078, 1.67, 3.31), ("gibbs", 0.08, 0.070, 1.66, 3.32),
      ("boots", 0.03, 0.027, 1.62, 3.37), ("sainsbury", 0.02, 0.018, 1.61, 3.38),
      ("others", 0.14, 0.119, 1.72, 3.26),
    ]

  private func market(repertoires: Double?) -> Scenario {
    var s = Scenario.shares(customers: 200_000, months: 3)
    // 1.456 purchases in a quarter, which here has the 90 days to 5 April.
    let mean = 1.456 * 365.25 / 90
    s.customers.segments[0].occasions = .gamma(mean: mean, sd: mean / 0.779.squareRoot())
    s.market.qualityResponse = 1
    s.market.rivals = Self.brands.dropFirst().map {
      .like($0.id, quality: 75 + log($0.share / 0.25))
    }
    s.market.repertoires = repertoires
    return s
  }

  @Test("R08: penetrations, purchases a buyer and of the category; R09: who else buys")
  func toothpaste() throws {
    let run = try replicate(market(repertoires: 1.30), 1)
    #expect(run.conserve)
    var duplication: [Double] = []
    for brand in Self.brands {
      let subject = "provider:" + brand.id
      let pen = try run.values("penetration", subject)[0]
      #expect(abs(pen - brand.pen) < 0.01, "\(brand.id): \(pen)")
      // Of 200,000 households 3,600 buy the smallest brand: its rates have a standard error of 1% and more.
      let tolerance = brand.share < 0.05 ? 0.04 : 0.02
      let rate = try run.values("purchase_rate", subject)[0]
      #expect(abs(rate / brand.rate - 1) < tolerance, "\(brand.id): \(rate)")
      let all = try run.values("category_rate", subject)[0]
      #expect(abs(all / brand.all - 1) < tolerance, "\(brand.id): \(all)")
      guard brand.id != "us" else { continue }
      let both = try run.values("also_bought", subject)[0]
      #expect(abs(both - 1.193 * brand.pen) < 0.015, "\(brand.id): \(both)")
      duplication.append(both / pen)
    }
    // The duplication coefficient is the same for all brands, about 1.2.
    let mean = duplication.reduce(0, +) / Double(duplication.count)
    #expect(abs(mean - 1.2) < 0.06)
    for d in duplication { #expect(abs(d / mean - 1) < 0.1, "\(duplication)") }
  }

  @Test("where all like the same, small brands have nothing less in loyalty than their share says")
  func alike() throws {
    let run = try replicate(market(repertoires: nil), 1)
    // Without tastes of their own buyers of a brand buy it as often as chance has it: 1.41 for us, not 1.82.
    let rate = try run.values("purchase_rate", "provider:us")[0]
    #expect(rate < 1.6)
    // And who buys one brand buys any other the more: by their numbers of purchases alone 1.76 times.
    let duplication =
      try run.values("also_bought", "provider:macleans")[0]
      / run.values("penetration", "provider:macleans")[0]
    #expect(duplication > 1.6)
  }
}

@Suite("R28: the adoption of a new service")
struct AdoptionReplications {
  @Test("R28: p 0.03 and q 0.38 a year: it peaks after 6.2 years, when 46% have adopted")
  func bass() throws {
    let pool = 60_000
    var s = Scenario.atRest(.contract, customers: 0, months: 120)
    s.journeys = [.need("nothing", perYear: 0, at: .machine())]
    // Everybody is wholly satisfied: 30 + 0.7 times 100.
    s.quality.mean = 100
    s.satisfaction.constant = 30
    s.customers.acquisition.pool = pool
    s.customers.acquisition.marketing.cost = 10
    s.customers.acquisition.marketing.spend = 10 * 0.03 * Double(pool) / 12
    s.customers.acquisition.wordOfMouth.enabled = true
    s.customers.acquisition.wordOfMouth.rate = 0.38 / 12
    let runs = try replicate(s, 2)
    #expect(runs.conserve)
    // The peak of a parabola through the months 45 to 104, in years: its standard error is 0.03, and friends join on
    // average half a month after they might, which delays it by 0.09.
    var sums = (n: 0.0, x: 0.0, x2: 0.0, x3: 0.0, x4: 0.0, y: 0.0, xy: 0.0, x2y: 0.0)
    let months = try #require(runs.first?.timeline[SeriesKey("joined", "all")]?.count)
    #expect(months == 120)
    for month in 45..<105 {
      let y = try runs.values("joined", months: month..<month + 1).reduce(0, +)
      let x = Double(month) + 0.5 - 75
      sums.n += 1
      sums.x += x
      sums.x2 += x * x
      sums.x3 += x * x * x
      sums.x4 += x * x * x * x
      sums.y += y
      sums.xy += x * y
      sums.x2y += x * x * y
    }
    // The window is symmetric around 75: odd sums vanish.
    #expect(abs(sums.x) < 1e-9 && abs(sums.x3) < 1e-6)
    let slope = sums.xy / sums.x2
    let bend = (sums.n * sums.x2y - sums.x2 * sums.y) / (sums.n * sums.x4 - sums.x2 * sums.x2)
    let peak = 75 - slope / (2 * bend)
    #expect(abs(peak / 12 - 6.19) < 0.2, "\(peak / 12)")
    let at = Int(peak)
    let won = mean(try runs.values("pool_won", months: at - 1..<at)).mean
    let after = mean(try runs.values("pool_won", months: at..<at + 1)).mean
    let share = won + (after - won) * (peak - Double(at))
    #expect(abs(share - 0.46) < 0.01, "\(share)")
    // Without talk there is no peak: most come at the beginning.
    s.customers.acquisition.wordOfMouth.enabled = false
    let silent = try replicate(s, 1)
    let early = try silent.values("joined", months: 0..<60)[0]
    let late = try silent.values("joined", months: 60..<120)[0]
    #expect(early > 1.05 * late, "\(early) \(late)")
    let without = try silent.values("pool_won", months: at - 1..<at)[0]
    #expect(abs(without - 0.46) > 0.1)
  }
}
