import Foundation
import Testing

@testable import CustomerExperience

@Suite("M11 to M14, M18, M20 and M24: loyalty, choice and talk")
struct LoyaltyTests {
  private var law: Loyalty {
    var law = Loyalty()
    law.satisfaction = 0.35
    law.trust = 1.5
    law.failure = 1.2
    law.pull = 2
    law.inTerm = 0.25
    law.atEnd = 3
    law.dropoutSatisfaction = 0.35
    return law
  }

  private func terms(
    satisfaction: Double = 70, trust: Double = 0.8, openFailure: Bool = false,
    price: Double = 0, other: Double = 0
  ) -> ChurnHazard.Terms {
    ChurnHazard.terms(
      law, satisfaction: satisfaction, trust: trust, openFailure: openFailure, pricePull: price,
      otherPull: other)
  }

  // MARK: - Leaving

  @Test("at the reference the chance is the base rate")
  func reference() {
    let chance = ChurnHazard.chance(base: logOdds(0.02), stateFactor: 1, terms: terms())
    #expect(abs(chance - 0.02) < 1e-12)
  }

  @Test("the terms add up in log-odds")
  func logOddsAddUp() {
    let all = terms(satisfaction: 60, trust: 0.6, openFailure: true, price: 0.1, other: 0.2)
    #expect(abs(all.sum - (0.35 + 0.3 + 1.2 + 0.2 + 0.4)) < 1e-12)
    let chance = ChurnHazard.chance(base: logOdds(0.02), stateFactor: 1, terms: all)
    #expect(abs(logOdds(chance) - (logOdds(0.02) + all.sum)) < 1e-9)
  }

  @Test("the state of the contract multiplies the chance, which is never more than certain")
  func stateFactors() {
    func chance(_ factor: Double) -> Double {
      ChurnHazard.chance(base: logOdds(0.02), stateFactor: factor, terms: terms())
    }
    #expect(abs(chance(0.25) / chance(1) - 0.25) < 1e-9)
    #expect(abs(chance(3) / chance(1) - 3) < 1e-9)
    #expect(chance(0) == 0 && chance(1000) == 1)
  }

  @Test("the mean factor over a cycle of signing, ending and rolling")
  func meanStateFactor() {
    var contract = Contract()
    contract.termMonths = 0
    #expect(ChurnHazard.meanStateFactor(law, contract) == 1)
    contract.termMonths = 12
    contract.renewAtEnd = 1
    // Eleven months inside and one at the end.
    #expect(
      abs(ChurnHazard.meanStateFactor(law, contract) - (11 * 0.25 + 3) / 12) < 1e-12)
    contract.renewAtEnd = 0.5
    contract.renewLater = 0.1
    // And half of them roll for ten months.
    #expect(
      abs(ChurnHazard.meanStateFactor(law, contract) - (11 * 0.25 + 3 + 5) / 17) < 1e-12)
  }

  // MARK: - Causes

  @Test("nothing that drives away: drifted")
  func drifted() {
    #expect(LeavingCause.pick(terms(satisfaction: 90, trust: 0.9), uniform: 0.999) == .drifted)
  }

  @Test("causes are picked by what each added to the odds")
  func causes() {
    let told = terms(satisfaction: 60, trust: 0.7, openFailure: true, price: 0.2, other: 0.1)
    let cells = 200_000
    var counts: [LeavingCause: Double] = [:]
    for cell in 0..<cells {
      let uniform = (Double(cell) + 0.5) / Double(cells)
      counts[LeavingCause.pick(told, uniform: uniform), default: 0] += 1 / Double(cells)
    }
    let sum = told.sum
    let rest = (1 - exp(-sum)) / sum
    let exact: [LeavingCause: Double] = [
      .drifted: exp(-sum), .price: told.price * rest, .competition: told.competition * rest,
      .notResolved: told.failure * rest, .service: told.satisfaction * rest,
      .brokenPromises: told.trust * rest,
    ]
    for (cause, share) in exact {
      #expect(abs((counts[cause] ?? 0) - share) < 2 / Double(cells), "\(cause)")
    }
    #expect(counts[.moved] == nil)
  }

  // MARK: - Repertoire

  @Test("drop-out holds at the reference and falls with satisfaction")
  func dropOut() {
    #expect(DropOut.chance(base: 0.01, satisfaction: 70, walkouts: 0, law: law) == 0.01)
    let ratio = DropOut.chance(base: 0.01, satisfaction: 60, walkouts: 0, law: law) / 0.01
    #expect(abs(ratio - exp(0.35)) < 1e-12)
    let walked = DropOut.chance(base: 0.01, satisfaction: 70, walkouts: 3, law: law) / 0.01
    #expect(abs(walked - exp(3 * 0.7)) < 1e-12)
    #expect(DropOut.chance(base: 0.9, satisfaction: 0, walkouts: 1, law: law) == 1)
  }

  private func shares(_ utilities: [Double], cells: Int = 100_000) -> [Double] {
    var counts = [Double](repeating: 0, count: utilities.count)
    for cell in 0..<cells {
      var weights = utilities
      let uniform = (Double(cell) + 0.5) / Double(cells)
      counts[weights.withUnsafeMutableBufferPointer { BrandChoice.pick($0, uniform: uniform) }] +=
        1 / Double(cells)
    }
    return counts
  }

  @Test(
    "alternatives are picked by multinomial logit",
    arguments: [
      [0.0, 0.0, 0.0, 0.0], [1.0, 0.5, -2.0], [1000.0, 1001.0, 999.0],
      [0.3, -Double.infinity, 0.1],
    ])
  func choice(utilities: [Double]) throws {
    let greatest = try #require(utilities.max())
    let weights = utilities.map { exp($0 - greatest) }
    let found = shares(utilities)
    for (share, weight) in zip(found, weights) {
      #expect(abs(share - weight / weights.reduce(0, +)) < 2e-5)
    }
  }

  @Test("without inertia and taste the price elasticity is −β(1 − s)")
  func elasticity() {
    let response = 3.4933
    func share(price: Double) -> Double {
      let ours = exp(
        CompetitorPull.utility(
          price: price, quality: 75, priceResponse: response, qualityResponse: 0.01))
      return ours / (ours + 3)
    }
    let h = 1e-5
    let numeric = log(share(price: 1 + h) / share(price: 1 - h)) / log((1 + h) / (1 - h))
    let exact = BrandChoice.ownPriceElasticity(priceResponse: response, share: share(price: 1))
    #expect(abs(numeric - exact) < 1e-6)
    #expect(abs(exact + 2.62) < 1e-3)
  }

  // MARK: - Rivals and talk

  @Test("pull is the log-sum of the alternatives less our utility")
  func pull() {
    let index = CompetitorPull.index(nothing: 0, rivals: [(0, 1), (0, 1)], ours: 0)
    #expect(abs(index - log(3)) < 1e-12)
    let halfKnown = CompetitorPull.index(nothing: -.infinity, rivals: [(1, 0.5)], ours: 0.2)
    #expect(abs(halfKnown - (1 - log(2) - 0.2)) < 1e-12)
    // 0.04 × 5 points − 2 × 10%: they cancel.
    let utility = CompetitorPull.utility(
      price: 1.1, quality: 80, priceResponse: 2, qualityResponse: 0.04)
    #expect(abs(utility) < 1e-12)
  }

  @Test("a new rival gets known gradually")
  func awareness() {
    #expect(CompetitorPull.awareness(monthsSinceEntry: -1, ramp: 24) == 0)
    #expect(abs(CompetitorPull.awareness(monthsSinceEntry: 24, ramp: 24) - (1 - exp(-1))) < 1e-12)
    #expect(CompetitorPull.awareness(monthsSinceEntry: 0, ramp: 0) == 1)
    #expect(CompetitorPull.awareness(monthsSinceEntry: .infinity, ramp: 24) == 1)
  }

  @Test("both extremes talk")
  func wordOfMouth() {
    var talk = WordOfMouth()
    talk.rate = 0.02
    talk.harm = 2
    #expect(WordOfMouthLaw.referrals(talk, satisfaction: 100) == 0.02)
    #expect(abs(WordOfMouthLaw.referrals(talk, satisfaction: 75) - 0.005) < 1e-12)
    #expect(WordOfMouthLaw.referrals(talk, satisfaction: 50) == 0)
    #expect(WordOfMouthLaw.warnings(talk, satisfaction: 50) == 0)
    #expect(abs(WordOfMouthLaw.warnings(talk, satisfaction: 25) - 0.005) < 1e-12)
    #expect(WordOfMouthLaw.turnedAway(talk, warnings: 5, prospects: 30) == 0.25)
    #expect(WordOfMouthLaw.turnedAway(talk, warnings: 0, prospects: 0) == 0)
  }
}
