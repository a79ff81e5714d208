import CustomerExperience
import DiscreteEvents
import Foundation
import RandomVariates
import Testing

@Suite("Loyalty in mind and in deed: the grid of Dick & Basu")
struct GridMechanisms {
  /// Customers of whom half think better of the firm than the line that is drawn.
  private func firm(weight: Double) -> Scenario {
    var s = Scenario.atRest(.contract, customers: 5_000, months: 12)
    s.journeys = [.need("nothing", perYear: 0, at: .machine())]
    // Satisfaction is normal, 62 ± 8.4, and trust 0.8: an attitude of 71 in the middle.
    s.quality.betweenCustomers = 12
    (s.measurement.loyalty.attitude, s.measurement.loyalty.tenureMonths) = (71, 0)
    s.loyalty.churn = .constant(0.03)
    s.loyalty.satisfaction = weight
    return s
  }

  @Test("who thinks well of the firm stays, as the chance of leaving has it")
  func attitude() throws {
    let runs = try replicate(firm(weight: 0.5), 4)
    #expect(runs.conserve)
    // The mean of (1 − h)^12 over either half of the normal law.
    for (cell, exact) in [("true", 0.6725), ("spurious", 0.4708)] {
      let customers = try runs.values("loyalty_customers", "loyalty:" + cell)
      #expect(abs(mean(customers).mean - 2_500) < 4 * 35.4 / 2)
      let kept = try mean(runs.values("loyalty_retention_12m", "loyalty:" + cell)).mean
      #expect(abs(kept - exact) < 4 * (exact * (1 - exact) / 10_000).squareRoot(), "\(cell)")
      // All there is is one segment.
      #expect(
        try runs.values("loyalty_retention_12m", "loyalty:all." + cell)
          == runs.values("loyalty_retention_12m", "loyalty:" + cell))
    }
    let shares = try LoyaltyCell.allCases.map { cell in
      try runs.values("loyalty_share", "loyalty:" + cell.word)[0]
    }
    #expect(abs(shares.reduce(0, +) - 1) < 1e-9)
    // Who leaves pays less.
    let paid = try ["true", "spurious"].map {
      try mean(runs.values("loyalty_revenue_12m", "loyalty:" + $0)).mean
    }
    #expect(paid[0] > paid[1])
    // Where satisfaction does not matter, both stay alike: 0.97^12.
    let indifferent = try replicate(firm(weight: 0), 4)
    for cell in ["true", "spurious"] {
      let kept = try mean(indifferent.values("loyalty_retention_12m", "loyalty:" + cell)).mean
      #expect(abs(kept - pow(0.97, 12)) < 4 * (0.2124 / 10_000).squareRoot())
    }
  }

  @Test("nobody behaves loyally who has not been there for long enough")
  func tenure() throws {
    var s = firm(weight: 0.5)
    s.measurement.loyalty.tenureMonths = 24
    let run = try replicate(s, 1)[0]
    for cell in ["true", "spurious"] {
      #expect(run.summary[SeriesKey("loyalty_customers", "loyalty:" + cell)] == 0)
      #expect(run.summary[SeriesKey("loyalty_retention_12m", "loyalty:" + cell)] == nil)
    }
  }

  @Test(
    "of two equal providers each has half of the wallet, and who bought again follows from the law")
  func wallet() throws {
    var s = Scenario.atRest(.repertoire, customers: 4_000, months: 12)
    s.market.price = 10
    s.market.nothing = -20
    var rival = Rival()
    (rival.id, rival.price, rival.quality) = ("other", .money(10), 75)
    s.market.rivals = [rival]
    s.measurement.loyalty.attitude = 0
    let runs = try replicate(s, 1)
    // 24 purchases a year, of which the last eight or so count: a spread of about 0.13.
    let share = try #require(runs[0].timeline[SeriesKey("share_of_wallet", "all")])
    #expect(abs(share[11] - 0.5) < 4 * 0.14 / 4_000.0.squareRoot())
    let spurious = try #require(runs[0].summary[SeriesKey("loyalty_share", "loyalty:spurious")])
    #expect(spurious == 0)
    // With four occasions a year we see 2·365/365.25 visits in the mean: 68.7% of who came once came again.
    s.customers.segments[0].occasions = .constant(4)
    let visits = 2 * 365 / 365.25
    let once = exp(-visits)
    let exact = 1 - visits * once / (1 - once)
    let again = try replicate(s, 2).values("repeat_rate")
    #expect(
      abs(mean(again).mean - exact) < 4 * (exact * (1 - exact) / (8_000 * (1 - once))).squareRoot())
  }
}

@Suite("Winning back those who left")
struct WinBackMechanisms {
  /// Customers who leave at a constant rate.
  private func firm(months: Double = 24, _ change: (inout WinBack) -> Void) -> Scenario {
    var s = Scenario.atRest(.contract, customers: 2_000, months: months)
    s.journeys = [.need("nothing", perYear: 0, at: .machine())]
    s.loyalty.churn = .constant(0.05)
    s.loyalty.pull = 1
    var law = WinBack()
    (law.afterDays, law.chance, law.halfLifeMonths) = (0, 0.5, 6)
    (law.discount, law.months, law.upgrade, law.cost, law.upgradeCost) = (0, 12, 0, 2, 0)
    change(&law)
    s.loyalty.winBack = law
    return s
  }

  @Test("so many come back as the law has it, and approaching them costs what it costs")
  func response() throws {
    // Three months are 91.3125 days.
    let runs = try replicate(
      firm {
        $0.afterDays = 91.3125
        $0.upgradeCost = 3
      }, 4)
    #expect(runs.conserve)
    let approached = try runs.values("winback_approached").reduce(0, +)
    let back = try runs.values("won_back").reduce(0, +)
    let chance = try mean(runs.values("winback_chance", "delay:3")).mean
    #expect(approached > 1_000)
    #expect(
      abs(back / approached - chance) < 4 * (chance * (1 - chance) / approached).squareRoot())
    let cost = try runs.values("winback_cost").reduce(0, +)
    #expect(abs(cost - 2 * approached - 3 * back) < 1e-6)
    // The odds halve in six months: half a year later fewer, a year later fewer yet.
    let curve = try (0...12).map { try runs.values("winback_chance", "delay:\($0)")[0] }
    for (sooner, later) in zip(curve, curve.dropFirst()) { #expect(later < sooner) }
    func odds(_ p: Double) -> Double { p / (1 - p) }
    #expect(abs(odds(curve[6]) / odds(curve[0]) - 0.5) < 0.06)
    // Without it nobody comes back.
    var off = firm { _ in }
    off.loyalty.winBack = nil
    let alone = try replicate(off, 1)[0]
    #expect(alone.summary[SeriesKey("won_back", "all")] == nil)
    // Winning back keeps nobody from leaving: it is in the share on the books that it shows.
    let (stayed, less) = (
      try runs.values("retention_24m")[0], try [alone].values("retention_24m")[0]
    )
    #expect(abs(stayed - less) < 1e-12)
    #expect(try runs.values("standing_share_24m")[0] > less + 0.05)
    #expect(alone.summary[SeriesKey("standing_share_24m", "all")] == nil)
  }

  @Test(
    "retention is survival of first lifetimes; second ones stand apart, as does who is on the books"
  )
  func survival() throws {
    let run = try replicate(
      firm {
        $0.afterDays = 20
        $0.chance = 0.9
      }, 1)[0]
    #expect(run.violations.isEmpty)
    func curve(_ cohort: String, _ view: String = "observed") throws -> SurvivalCounts {
      try #require(
        run.survival.first { $0.cohort == cohort && $0.view == view && $0.segment == "all" })
    }
    let first = try curve("initial")
    // It never rises, and is the product of the shares that stay: Kaplan-Meier.
    var survival = 1.0
    for m in 1...24 {
      #expect(first.survival[m] <= first.survival[m - 1])
      survival *= 1 - first.events[m] / first.atRisk[m - 1]
      #expect(abs(first.survival[m] - survival) < 1e-9, "month \(m)")
    }
    let exact: Double = pow(0.95, 24)
    #expect(abs(first.survival[24] - exact) < 4 * (exact * (1 - exact) / 2_000).squareRoot())
    // Everybody's first time with the firm is that of the customers at the start, since nobody joins.
    let tenure = try curve("all-tenure")
    #expect(abs(tenure.survival[24] - first.survival[24]) < 0.02)
    // Whoever came back leaves as the first time.
    let second = try curve("won-back")
    let year: Double = pow(0.95, 12)
    #expect(second.atRisk[0] > 800 && abs(second.survival[12] - year) < 0.08)
    // On the books are those who stayed, and those who came back and are there.
    let there = try #require(run.cohorts["initial"])
    let shares = try #require(run.timeline[SeriesKey("standing_share", "all")])
    for m in 1...24 { #expect(abs(shares[m - 1] - there[m] / 2_000) < 1e-12) }
    #expect(there[24] / 2_000 > first.survival[24] + 0.2)
  }

  @Test("who comes back has needs as often as before, from the first day on")
  func needs() throws {
    var s = firm(months: 12) { ($0.afterDays, $0.chance) = (1, 1) }
    s.loyalty.churn = .constant(0.5)
    s.journeys = [.need("help", perYear: 12, at: .machine())]
    let runs = try replicate(s, 1)
    #expect(runs.conserve)
    // One a month of 2,000; two or three in a hundred of the days they are away.
    let needs = try runs.values("needs", "journey:help")[0]
    #expect(abs(needs - 0.975 * 24_000) < 0.025 * 24_000, "\(needs)")
  }

  @Test("the panel tells each month once, of who leaves and comes back within it too")
  func panel() throws {
    var s = firm(months: 12) {
      $0.afterDays = 5
      $0.chance = 0.95
    }
    s.journeys = [.need("help", perYear: 6, at: .machine())]
    let model = try Model(s)
    let world = try model.settledWorld(seed: 1, replication: 1, keeping: Keeping(records: true))
    let run = world.run(model)
    #expect(run.violations.isEmpty)
    let records = try #require(run.records)
    let months = records.customerMonths
    var spells: [[Int]: Set<Int>] = [:]
    for row in months {
      #expect(spells[[row.customer, row.month], default: []].insert(row.spell).inserted)
      #expect(row.start < row.stop)
    }
    #expect(spells.values.count { $0.count > 1 } > 100)
    // Each bill and each contact is one row's.
    #expect(
      months.reduce(0) { $0 + $1.paid } == records.transactions.reduce(0) { $0 + $1.amount })
    #expect(months.reduce(0) { $0 + $1.purchases } == records.transactions.count)
    #expect(months.reduce(0) { $0 + $1.contacts } == records.contacts.count)
    // A second time with the firm begins with no tenure, and is billed for what is left of the month.
    let back = months.filter { $0.spell > 1 && $0.start == 0 }
    #expect(back.count > 500 && back.allSatisfy { $0.paid < 300_000 && $0.purchases == 1 })
  }

  @Test("sooner, with money off or with an upgrade more come back")
  func directions() throws {
    func rate(_ change: (inout WinBack) -> Void) throws -> Double {
      var s = firm(change)
      s.loyalty.satisfaction = 0.5
      return try mean(replicate(s, 2).values("winback_rate")).mean
    }
    // Some 2,500 are approached in each: four standard errors of a difference are about 0.055.
    let plain = try rate { _ in }
    #expect(try rate { $0.afterDays = 365 } < plain - 0.08)
    #expect(try rate { $0.discount = 0.8 } > plain + 0.08)
    #expect(try rate { $0.upgrade = 20 } > plain + 0.08)
  }

  @Test(
    "who left over the price comes back more easily than over the service; a long lifetime helps")
  func law() {
    func chance(_ cause: LeavingCause, lifetime: Double = 24, satisfaction: Double = 70) -> Double {
      WinBackLaw.chance(
        WinBack(), delay: 0, cause: cause, lifetime: lifetime, satisfaction: satisfaction,
        response: 0.35, offer: 0)
    }
    #expect(abs(chance(.drifted) - 0.2) < 1e-12)
    #expect(chance(.price) > chance(.drifted) && chance(.drifted) > chance(.service))
    #expect(chance(.drifted, lifetime: 60) > chance(.drifted, lifetime: 6))
    #expect(chance(.drifted, satisfaction: 80) > chance(.drifted, satisfaction: 60))
  }

  @Test(
    "those lost to a lower price come back more often than those lost by the service, on the whole")
  func causesOfLeaving() throws {
    var s = firm { $0.chance = 0.3 }
    // All think alike, and worse than the reference; a rival is cheaper from the start.
    s.loyalty.satisfaction = 0.5
    s.market.priceResponse = 3
    var rival = Rival()
    (rival.id, rival.price) = ("rival", .money(24))
    s.market.rivals = [rival]
    let runs = try replicate(s, 4)
    #expect(runs.conserve)
    func rate(_ reason: LeavingReason) throws -> Double {
      try mean(runs.values("winback_rate_by_reason", "reason:" + reason.word)).mean
    }
    // 0.41 and 0.21 at the reference, of several hundreds each.
    #expect(try rate(.pricing) > rate(.failedEncounter) + 0.1)
  }

  @Test("those who had been there for long come back more often")
  func longLifetimes() throws {
    func rate(settle: Double, chance: Double) throws -> Double {
      var s = firm { $0.chance = chance }
      s.clock.settleMonths = settle
      return try mean(replicate(s, 2).values("winback_rate")).mean
    }
    // Some 2,500 are approached in each: a standard error of 0.014.
    #expect(try rate(settle: 48, chance: 0.5) > rate(settle: 0, chance: 0.5) + 0.04)
    // Where everybody comes back they come back alike.
    #expect(try rate(settle: 48, chance: 1) == 1 && rate(settle: 0, chance: 1) == 1)
  }

  @Test("a second lifetime lasts as the first did, where nothing has changed")
  func secondLifetime() throws {
    let runs = try replicate(firm(months: 36) { $0.chance = 0.9 }, 2)
    #expect(runs.conserve)
    // Twelve months at 5% a month; some 2,500 come back in time.
    #expect(abs(try mean(runs.values("second_lifetime_12m")).mean - pow(0.95, 12)) < 0.05)
  }
}

@Suite("Calling back those who answered badly")
struct CloseLoopMechanisms {
  /// Everybody is asked, answers and says what they think: 62 ± 8.4.
  private func firm(months: Double, every: Double) -> Scenario {
    var s = Scenario.atRest(.contract, customers: 4_000, months: months)
    s.journeys = [.need("nothing", perYear: 0, at: .machine())]
    s.quality.betweenCustomers = 12
    var survey = Survey()
    (survey.everyMonths, survey.sample, survey.response) = (every, 4_000, 1)
    (survey.strongFeelings, survey.goodwill, survey.noise) = (0, 0, 0)
    s.measurement.survey = survey
    (s.complaints.handling.mean, s.complaints.handling.spread, s.complaints.restores) = (
      0.6, 0, 0.9
    )
    s.loyalty.churn = .constant(0.03)
    s.loyalty.satisfaction = 0.5
    return s
  }

  @Test("a call makes good 54% of what is short of 70, of those who can be reached")
  func gain() throws {
    var s = firm(months: 2, every: 1)
    s.loyalty.churn = .constant(0)
    var calls = CloseLoop()
    (calls.below, calls.withinDays, calls.reaches, calls.cost) = (65, 2, 0.6, 7)
    s.measurement.survey.closeLoop = calls
    let run = try replicate(s, 1)[0]
    #expect(run.violations.isEmpty)
    func value(_ metric: String) throws -> Double {
      try #require(run.summary[SeriesKey(metric, "all")], "\(metric)")
    }
    // The first wave's calls come in the second month; those of the second come after the end.
    let bad = try #require(run.timeline[SeriesKey("bad_answers", "all")])[0]
    #expect(abs(bad / 4_000 - 0.6395) < 4 * (0.2305 / 4_000).squareRoot())
    let called = try value("called_back")
    #expect(abs(called / bad - 0.6) < 4 * (0.24 / bad).squareRoot())
    // 0.54 of 70 less the mean below 65, 57.08: its spread is 0.54 of some 5.6.
    #expect(abs(try value("call_back_gain") - 6.975) < 4 * 3.1 / called.squareRoot())
    #expect(abs(try value("close_loop_cost") - 7 * called) < 1e-6)
    let satisfaction = try #require(run.timeline[SeriesKey("satisfaction_mean", "all")])
    #expect(
      abs(
        satisfaction[1] - satisfaction[0] - called * (try value("call_back_gain")) / 4_000) < 1e-6)
  }

  @Test("who is called back stays, before they would have left")
  func saves() throws {
    let plain = firm(months: 12, every: 3)
    var loop = plain
    var calls = CloseLoop()
    (calls.below, calls.withinDays, calls.reaches) = (65, 2, 0.8)
    loop.measurement.survey.closeLoop = calls
    let runs = try replicate(plain, under: [plain, loop], 3)
    #expect(runs.allSatisfy { $0.conserve })
    let kept = try runs.map { try $0.values("retention_12m") }
    // Paired luck: nobody leaves who would have stayed.
    for (without, with) in zip(kept[0], kept[1]) { #expect(with > without) }
    #expect(runs[0][0].summary[SeriesKey("called_back", "all")] == nil)
  }
}

@Suite("What leavers name: the eight causes of Keaveney")
struct ReasonMechanisms {
  /// Customers let down by the service, by waits or by what it is for, who move away now and then.
  private func firm(_ change: (inout Scenario) -> Void) -> Scenario {
    var s = Scenario.atRest(.contract, customers: 2_000, months: 12)
    s.journeys = [.need("use", perYear: 12, at: .machine())]
    s.quality.process = 15
    (s.complaints.tolerance, s.complaints.base) = (8, -15)
    s.loyalty.churn = .constant(0.03)
    (s.loyalty.satisfaction, s.loyalty.failure) = (0.8, 1)
    (s.customers.segments[0].moves.rate, s.customers.segments[0].moves.lost) = (0.1, 1)
    change(&s)
    return s
  }

  private func shares(_ change: (inout Scenario) -> Void) throws -> [LeavingReason: Double] {
    let runs = try replicate(firm(change), 1)
    #expect(runs.conserve)
    let moved = runs[0].leavers.filter { $0.key.cause == .moved }.values.reduce(0, +)
    #expect(try runs.values("leaving_reasons", "reason:involuntary")[0] == moved && moved > 20)
    return Dictionary(
      uniqueKeysWithValues: try LeavingReason.allCases.map {
        ($0, try runs.values("leaving_reason_share", "reason:" + $0.word)[0])
      })
  }

  @Test("what went wrong is what is named")
  func causes() throws {
    // Quality varies and nothing else goes wrong: it is how they were treated.
    let people = try shares { _ in }
    #expect(try #require(people[.failedEncounter]) > 0.2)
    for reason in [LeavingReason.pricing, .competition, .ethics, .inconvenience, .response] {
      #expect(people[reason] == 0, "\(reason)")
    }
    // Needs that are never met: the service does not do what it is for.
    let core = try shares {
      $0.journeys[0].touchpoints[0].resolves = 0
      $0.quality.unresolved = 20
    }
    #expect(try #require(core[.coreFailure]) > 0.5)
    #expect(try #require(core[.coreFailure]) > #require(core[.failedEncounter]))
    // And where everybody complains and is put off, it is that.
    let response = try shares {
      $0.journeys[0].touchpoints[0].resolves = 0
      $0.quality.unresolved = 20
      $0.complaints.base = 5
      ($0.complaints.handling.mean, $0.complaints.handling.spread) = (0.4, 0)
    }
    #expect(try #require(response[.response]) > 0.3)
  }

  @Test("leavers name several, with the chance that each would have sufficed")
  func several() throws {
    let runs = try replicate(
      firm {
        $0.journeys[0].touchpoints[0].resolves = 0
        $0.quality.unresolved = 15
      }, 1)
    let share = try runs.values("leaving_several_reasons")[0]
    #expect(share > 0.1 && share < 0.95)
    let named = try LeavingReason.allCases.filter { $0 != .involuntary }.map {
      try runs.values("leaving_reasons", "reason:" + $0.word)[0]
    }
    let willing =
      try runs.values("left")[0]
      - runs.values("leaving_reasons", "reason:involuntary")[0]
    #expect(named.allSatisfy { $0 <= willing })
  }
}

@Suite("A membership: points, discounts and tiers")
struct MembershipMechanisms {
  /// We and a rival like us, customers of whom some come far more often than others, and a membership.
  private func market(_ change: (inout Membership) -> Void) -> Scenario {
    var s = Scenario.atRest(.repertoire, customers: 2_000, months: 24)
    s.customers.segments[0].occasions = .gamma(mean: 24, sd: 20)
    s.customers.segments[0].spendSpread = 0
    (s.market.price, s.market.priceResponse, s.market.nothing) = (10, 4, -20)
    var rival = Rival()
    (rival.id, rival.price, rival.quality) = ("other", .money(10), 75)
    s.market.rivals = [rival]
    var law = Membership()
    (law.enrolment, law.shown, law.earn, law.redeemAt, law.given) = (0.05, 1, 0, 5, 0)
    (law.lapseMonths, law.pull, law.discount, law.cost) = (0, 0, 0, 0)
    change(&law)
    s.loyalty.membership = law
    return s
  }

  private func without(_ scenario: Scenario) -> Scenario {
    var s = scenario
    s.loyalty.membership = nil
    return s
  }

  @Test(
    "a membership that gives nothing does nothing, and its members come far more often all the same"
  )
  func selfSelection() throws {
    let with = market { _ in }
    let runs = try replicate(with, under: [with, without(with)], 2)
    #expect(runs.allSatisfy { $0.conserve })
    #expect(try runs[0].values("purchases") == runs[1].values("purchases"))
    let naive =
      try mean(runs[0].values("member_visits")).mean
      / mean(runs[0].values("other_visits")).mean
    #expect(naive > 1.5)
    #expect(try runs[0].values("members_came_anyway") == [1, 1])
    #expect(runs[1][0].summary[SeriesKey("members", "all")] == nil)
  }

  @Test(
    "a discount brings members more often, and most of it goes to visits they would have made anyway"
  )
  func discount() throws {
    let with = market {
      $0.enrolment = 1
      $0.discount = 0.1
    }
    let runs = try replicate(with, under: [with, without(with)], 2)
    #expect(runs.allSatisfy { $0.conserve })
    // Half of the occasions are ours; at 10% less and a response of 4 it is e^0.4/(e^0.4 + 1).
    let share = exp(0.4) / (exp(0.4) + 1)
    let visits = try runs.map { try $0.values("purchases").reduce(0, +) }
    // A member of each first visit comes for it without a discount: some one visit of 24 a customer.
    #expect(abs(visits[0] / visits[1] - share / 0.5) < 0.03)
    let anyway = try mean(runs[0].values("members_came_anyway")).mean
    #expect(abs(anyway - 0.5 / share) < 0.01)
    // The first visit, at which they joined, counts as made anyway.
    let subsidy = try mean(runs[0].values("member_subsidy")).mean
    #expect(subsidy > anyway && subsidy < anyway + 0.03)
    // Everything costs 10, of which a tenth is taken off.
    let off = try runs[0].values("member_rewards").reduce(0, +)
    #expect(abs(off - visits[0]) < 1e-6 * visits[0])
  }

  @Test(
    "points are given, redeemed or lapse, and what is left is owed; nearer the reward members come more often"
  )
  func points() throws {
    let plain = market {
      $0.enrolment = 1
      $0.earn = 0.05
      $0.lapseMonths = 6
    }
    var pulled = plain
    pulled.loyalty.membership?.pull = 0.3
    let runs = try replicate(plain, under: [plain, pulled], 2)
    #expect(runs.allSatisfy { $0.conserve })
    for run in runs[0] {
      func value(_ metric: String) throws -> Double {
        try #require(run.summary[SeriesKey(metric, "all")], "\(metric)")
      }
      let (given, used) = (try value("points_earned"), try value("points_redeemed"))
      let (lapsed, owed) = (try value("points_lapsed"), try value("points_liability"))
      #expect(abs(given - used - lapsed - owed) < 0.01)
      #expect(used > 0 && lapsed > 0 && owed > 0)
      #expect(abs(try value("points_breakage") - lapsed / given) < 1e-9)
      // What was paid earned a twentieth, to the ten-thousandth a visit.
      #expect(abs(given / (try value("revenue")) - 0.05) < 1e-4)
    }
    let visits = try runs.map { try $0.values("purchases").reduce(0, +) }
    #expect(visits[1] > 1.05 * visits[0])
  }

  @Test(
    "who spends much is in the higher tier in the year after; the card sees what it is shown for")
  func tiersAndData() throws {
    let with = market {
      $0.enrolment = 1
      $0.shown = 0.8
      var tier = MemberTier()
      (tier.spend, tier.discount) = (150, 0.1)
      $0.tier = tier
    }
    let runs = try replicate(with, 1)
    #expect(runs.conserve)
    let months = try #require(runs[0].timeline[SeriesKey("members_upper_tier", "all")])
    #expect(months[11] == 0 && months[23] > 100)
    let members = try #require(runs[0].timeline[SeriesKey("members", "all")])
    #expect(months[23] < members[23])
    #expect(try runs.values("member_rewards")[0] > 0)
    // All first visits and four fifths of the others.
    let seen = try runs.values("card_purchases_seen")[0]
    #expect(seen > 0.8 && seen < 0.86)
    let customers = try runs.values("card_customers_seen")[0]
    #expect(customers > 0.5 && customers < 1)
  }
}
