import Foundation
import Testing

@testable import CustomerExperience

extension TenureEffects {
  /// Effects of which every key is at work.
  static var everything: TenureEffects {
    var law = TenureEffects()
    (law.growth, law.pricePremium, law.costSaving, law.years) = (0.1, 0.05, 0.08, 2)
    return law
  }
}

@Suite("M44: what keeping customers is worth")
struct RetentionEconomicsTests {
  @Test("odds of coming back halve in their time, and stay where they never do")
  func oddsOfComingBack() {
    func odds(_ halfLife: Double?, after delay: Double) -> Double {
      var law = WinBack()
      (law.chance, law.halfLifeMonths) = (0.2, halfLife)
      let chance = WinBackLaw.chance(
        law, delay: delay, cause: .moved, lifetime: WinBackLaw.referenceLifetime,
        satisfaction: ChurnHazard.referenceSatisfaction, response: 0.5, offer: 0)
      return chance / (1 - chance)
    }
    #expect(abs(odds(6, after: 0) - 0.25) < 1e-12)
    #expect(abs(odds(6, after: 6) - 0.125) < 1e-12)
    #expect(abs(odds(nil, after: 100) - 0.25) < 1e-12)
  }

  @Test(
    "the margin multiple and its elasticity (Gupta, Lehmann & Stuart 2004)",
    arguments: [
      (0.70, 1.67, 2.67), (0.80, 2.50, 3.50), (0.90, 4.09, 5.09), (0.95, 5.59, 6.59),
    ])
  func published(retention: Double, multiple: Double, elasticity: Double) {
    let found = RetentionEconomics.multiple(retention: retention, discount: 0.12)
    #expect(abs(found - multiple) < 0.005)
    #expect(
      abs(RetentionEconomics.elasticity(retention: retention, discount: 0.12) - elasticity) < 0.005)
    // What 1% more does is what the elasticity says.
    let more = RetentionEconomics.gain(retention: retention, points: 1e-5, discount: 0.12)
    #expect(abs((more ?? 0) * retention / 1e-5 - elasticity) < 0.01)
    #expect(
      retention < 0.75
        || RetentionEconomics.publishedElasticity.contains(elasticity / 100))
  }

  @Test(
    "R13: five points from keeping customers alone",
    arguments: [(0.70, 22.0), (0.75, 24), (0.80, 27), (0.85, 32), (0.90, 41)])
  func fivePoints(retention: Double, gain: Double) throws {
    let found = try #require(
      RetentionEconomics.gain(retention: retention, points: 0.05, discount: 0.10))
    #expect(abs(100 * found - gain) < 2)
  }

  @Test(
    "R13: what it takes to reach 85% (Reichheld & Sasser 1990)",
    arguments: [(0.0, 19.9), (1, 18.0), (1.5, 16.3)])
  func growthNeeded(acquisition: Double, growth: Double) throws {
    let found = try #require(
      RetentionEconomics.growthNeeded(
        for: 0.85, retention: 0.80, points: 0.05, discount: 0.10, acquisition: acquisition))
    #expect(abs(100 * found - growth) < 0.5)
    let gain = try #require(
      RetentionEconomics.gain(
        retention: 0.80, points: 0.05, discount: 0.10, growth: found, acquisition: acquisition))
    #expect(abs(gain - 0.85) < 1e-9)
  }

  @Test("edges: a value without bounds, a customer worth nothing, a gain that is there anyway")
  func edges() throws {
    #expect(RetentionEconomics.multiple(retention: 1, discount: 0) == .infinity)
    #expect(RetentionEconomics.multiple(retention: 0.9, discount: 0.1, growth: 0.3) == .infinity)
    #expect(
      RetentionEconomics.gain(retention: 0.2, points: 0.05, discount: 0.1, acquisition: 5) == nil)
    #expect(
      RetentionEconomics.gain(retention: 0.9, points: 0.05, discount: 0.1, growth: 0.3) == nil)
    let less = try #require(
      RetentionEconomics.growthNeeded(for: 0.2, retention: 0.8, points: 0.05, discount: 0.1))
    #expect(less < 0)
  }

  @Test("years as a customer count whole, and no further than they are said to")
  func tenureMultiples() {
    let law = TenureEffects.everything
    #expect(TenureLaw.multiples(law, months: 11).bought == 1)
    #expect(TenureLaw.multiples(law, months: 12).bought == 1.1)
    #expect(TenureLaw.multiples(law, months: -3).price == 1)
    let late = TenureLaw.multiples(law, months: 60)
    #expect(abs(late.bought - 1.21) < 1e-12 && abs(late.price - 1.1025) < 1e-12)
    #expect(abs(late.cost - 0.8464) < 1e-12)
    // Of £100 with £40 of supply: 110.25 are paid, and it costs 33.856.
    #expect(abs(late.margin(0.6) - (1 - 33.856 / 110.25)) < 1e-12)
  }

  @Test(
    "what is to come is each year's margin as long as the customer stays",
    arguments: [(true, 0), (true, 7), (true, 30), (false, 0), (false, 19)])
  func tenureValue(isBilled: Bool, months: Int) {
    let law = TenureEffects.everything
    let (leaving, discount) = (0.02, 0.1)
    let found = TenureLaw.value(
      law, bill: 50, margin: 0.6, months: months, leaving: leaving, yearlyDiscount: discount,
      isBilled: isBilled)
    // One month of the same, and then the next.
    let whole = CustomerValue.multiple(
      leaving: leaving, yearlyDiscount: discount, isBilled: isBilled)
    let q = (1 - leaving) / (1 + CustomerValue.monthlyRate(discount))
    var (sum, left) = (0.0, 1.0)
    for month in months..<months + 3_000 {
      let now = TenureLaw.multiples(law, months: month)
      sum += left * whole * (1 - q) * 50 * now.bought * now.price * now.margin(0.6)
      left *= q
    }
    #expect(abs(found - sum) < 1e-6 * sum)
    let off = TenureLaw.value(
      TenureEffects(), bill: 50, margin: 0.6, months: months, leaving: leaving,
      yearlyDiscount: discount, isBilled: isBilled)
    #expect(abs(off - 30 * whole) < 1e-9 * off)
  }

  @Test("a whale curve rises to what the profitable bring, and ends at what all do")
  func whale() throws {
    let curve = try #require(WhaleCurve(of: [-30, 50, 10, 20, -10, 60, 0, 0, 0, 0]))
    #expect(curve.cumulative[0] == 0 && curve.cumulative[10] == 60)
    #expect(curve.cumulative[15] == 85)  // half of the second best
    #expect(curve.cumulative[40] == 140 && curve.peak == 140)
    #expect(curve.total == 100 && curve.atLoss == 0.2)
    #expect(curve.share(ofBest: 20) == 1.1)
    #expect(WhaleCurve(of: []) == nil)
    let loss = try #require(WhaleCurve(of: [-5]))
    #expect(loss.atLoss == 1 && loss.peak == 0 && loss.share(ofBest: 20) == nil)
  }
}

@Suite("The stories of customers")
struct StoryTests {
  @Test("lives part where something happens in one of them, not where it happens a minute later")
  func parting() {
    var a = Story(customer: 3)
    a.events = [.init(time: 10, what: .need(0)), .init(time: 20, what: .resolved(0))]
    var b = a
    b.events[1].time = 21
    #expect(a.parts(from: b) == nil)
    b.events.append(.init(time: 50, what: .complained))
    #expect(a.parts(from: b) == 50 && b.parts(from: a) == 50)
    b.events[1] = .init(time: 15, what: .gaveUpWaiting(0))
    #expect(a.parts(from: b) == 15)
  }

  @Test("a life that is told again is the same, and telling it changes nothing")
  func told() throws {
    let model = try Model(.everything(.contract))
    let world = try model.settledWorld(seed: 3, replication: 1)
    let plain = world.run(model)
    let told = world.run(model, following: [0, 7])
    #expect(plain.stories.isEmpty && told.stories.map(\.customer) == [0, 7])
    #expect(told.summary.values.map(\.bitPattern) == plain.summary.values.map(\.bitPattern))
    for (story, fate) in zip(told.stories, [plain.fates[0], plain.fates[7]]) {
      #expect(story.satisfaction.count == 13)
      #expect(zip(story.events, story.events.dropFirst()).allSatisfy { $0.time <= $1.time })
      let left = story.events.first { if case .left = $0.what { true } else { false } }
      #expect(left?.time == (fate.left.isFinite ? fate.left : nil))
      if left != nil, fate.cause != .moved {
        #expect(story.events.contains { $0.what == .meansToLeave })
      }
    }
    let events = told.stories.flatMap(\.events)
    #expect(events.contains { if case .served = $0.what { true } else { false } })
  }
}
