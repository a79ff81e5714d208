import CustomerExperience
import Foundation
import RandomVariates
import ScenarioFiles
import Testing

/// Leaving falls where it would: at a time of its own, of several the earliest, in the month of joining too.
@Suite("Leaving in its own time")
struct LeavingReplications {
  /// Customers under a rolling contract at £10, with a constant chance of leaving.
  private static func firm(
    initial: Int, churn: String, months: Int = 1, moves: String = "0 per year",
    marketing: String = "£0/month"
  ) -> String {
    """
    title: Firm
    clock: {start: 2026-01-01, horizon: \(months) months, settle: 0 months}
    customers:
      relationship: contract
      contract: {term: 0 months, price: £10/month}
      segments: {people: {initial: \(initial), moves: {rate: \(moves)}}}
      acquisition: {marketing: {spend: \(marketing), cost: £1}}
    loyalty: {churn: \(churn) per month, heterogeneity: 0, satisfaction: 0, trust: 0, failure: 0, pull: 0}
    market: {price_response: 0, quality_response: 0, nothing: -10}
    journeys: {help: {need: {rate: 0 per year}, touchpoints: {site: {service: 1 min}}}}
    economics: {margin: 100%, discount_rate: 0% per year}
    """
  }

  @Test("the latent time comes within a share of a month with the chance that the share holds")
  func law() {
    for chance in [0.01, 0.3, 0.9] {
      for share in [0.1, 0.5, 1] {
        let exact = 1 - pow(1 - chance, share)
        let within = (0..<100_000).count {
          LatentTime.months(chance: chance, uniform: (Double($0) + 0.5) / 100_000) < share
        }
        #expect(abs(Double(within) / 100_000 - exact) <= 1e-5)
      }
    }
    #expect(LatentTime.months(chance: 0, uniform: 0) == .infinity)
    #expect(LatentTime.months(chance: 1, uniform: 0.9) == 0)
  }

  @Test("newcomers run the risk of the rest of the month in which they join")
  func newcomers() throws {
    let runs = try Case.runs(
      Self.firm(initial: 1, churn: "30%", marketing: "£4000/month"), times: 5)
    var (joined, left) = (0.0, 0.0)
    for run in runs {
      let cohort = try #require(run.survival.first { $0.cohort == "0" })
      joined += cohort.atRisk[0]
      left += cohort.atRisk[0] - cohort.atRisk[1]
    }
    // Who joins at a uniform time: 1 - the integral of 0.7^f over f from 0 to 1.
    let exact = 1 - 0.3 / -log(0.7)
    #expect(abs(left / joined - exact) < 4 * (exact * (1 - exact) / joined).squareRoot())
  }

  @Test("of a move and a wish to leave the earlier happens")
  func competing() throws {
    // 40% a month of leaving and 4.8 moves a year: rates 0.5108 and 0.4 a month.
    let runs = try Case.runs(
      Self.firm(initial: 20_000, churn: "40%", moves: "4.8 per year"), times: 3)
    let (leaving, moving) = (-log(0.6), 0.4)
    let gone = 1 - exp(-leaving - moving)
    let exact = moving / (leaving + moving) * gone
    var moved = 0.0
    for run in runs {
      for (key, count) in run.leavers where key.cause == .moved { moved += count }
    }
    #expect(abs(moved / 60_000 - exact) < 4 * (exact * (1 - exact) / 60_000).squareRoot())
    let left = try Case.sum(runs, "left")
    #expect(abs(left / 60_000 - gone) < 4 * (gone * (1 - gone) / 60_000).squareRoot())
  }

  @Test("who joins in the course of a month is billed for the rest of it, and growth knows")
  func partMonths() throws {
    let text = Self.firm(initial: 100, churn: "0%", months: 24, marketing: "£100/month")
    let run = try Case.runs(text)[0]
    let revenue = try #require(run.timeline[SeriesKey("revenue", "all")])
    let customers = try #require(run.timeline[SeriesKey("customers", "all")])
    // Each month everybody who was there pays all, and the newcomers a half in the mean (sd 0.29 each).
    for month in 1..<24 {
      let joined = customers[month] - customers[month - 1]
      let exact = 10 * (customers[month - 1] + joined / 2)
      #expect(abs(revenue[month] - exact) < 4 * 10 * 0.29 * joined.squareRoot() + 0.01)
    }
    #expect(try Case.mean([run], "growth_frequency") == 0)
    #expect(abs(try Case.mean([run], "growth_price_mix")) < 1e-4)
    #expect(abs(try Case.mean([run], "growth_retention")) < 1e-9)
    let growth = try Case.mean([run], "sales_growth")
    #expect(abs(try Case.mean([run], "growth_acquisition") - growth) < 1e-4)
  }

  @Test("what changes in the course of a month is paid for by the day, and works from that day on")
  func partMonthsOfPlans() throws {
    let team = """

      teams:
        desk: {staff: 3, week: 40 h, hours: Mon-Fri 09:00-17:00, pay: £10/h, turnover: 0% per year}
      plan:
        - at: 2026-02-15
          set:
            economics.overhead: £200/month
            customers.acquisition.marketing.spend: £0/month
            teams.desk.staff: 2
      """
    let text =
      Self.firm(initial: 10, churn: "0%", months: 3, marketing: "£1000/month")
      .replacing(
        "discount_rate: 0% per year", with: "discount_rate: 0% per year, overhead: £100/month"
      )
      .replacing(
        "site: {service: 1 min}", with: "site: {team: desk, channel: phone, service: 1 min}")
      + team
    let run = try Case.runs(text)[0]
    func months(_ metric: String) throws -> [Double] {
      try #require(run.timeline[SeriesKey(metric, "all")])
    }
    // The second month is February: 28 days, of which 14 have passed.
    #expect(try months("overhead_cost") == [100, 150, 200])
    #expect(try months("acquisition_cost") == [1000, 500, 0])
    let joined = try months("joined")
    // So many for £1 each: their standard deviation is the root of their number.
    #expect(abs(joined[0] - 1000) < 130 && abs(joined[1] - 500) < 90 && joined[2] == 0)
    let month = 10 * 40 * 365.25 / 7 / 12
    let pay = try months("staff_cost")
    for (found, heads) in zip(pay, [3, 2.5, 2]) {
      #expect(abs(found - heads * month) < 0.02, "\(found)")
    }
  }

  @Test("a firm may begin without customers, where marketing wins some")
  func fromNothing() throws {
    let runs = try Case.runs(
      Self.firm(initial: 0, churn: "2%", months: 12, marketing: "£50/month"), times: 2)
    #expect(try Case.mean(runs, "customers") > 20)
    #expect(try Case.mean(runs, "revenue") > 1000)
    // Of nobody there is no share.
    #expect(runs[0].summary[SeriesKey("retention_12m", "all")]?.isNaN ?? true)
    #expect(throws: (any Error).self) { try Case.runs(Self.firm(initial: 0, churn: "2%")) }
  }
}

/// Price, discounts and spending that belong to a customer.
@Suite("A customer's own terms")
struct OwnTermsReplications {
  private static func firm(_ contract: String, desk: String = "", plan: String = "") -> String {
    """
    title: Firm
    clock: {start: 2026-01-01, horizon: 12 months, settle: 0 months}
    customers:
      relationship: contract
      contract: {\(contract)}
      segments: {people: {initial: 4000}}
    loyalty: {churn: 5% per month, heterogeneity: 0, satisfaction: 0, trust: 0, failure: 0}
    market: {nothing: -10, price_response: 4, rivals: {other: {price: £10/month, quality: 75}}}
    journeys:
      help: {need: {rate: 0 per year}, touchpoints: {site: {service: 1 min}}}
      leaving:
        need: {when: intends-to-leave}
        touchpoints: {desk: {channel: self-service, service: 1 min, saves: 20%\(desk)}}
    \(plan)
    """
  }

  @Test(
    "what a desk offers moves how many stay: by the response to price",
    arguments: [(0.0, 12), (0.2, 12), (0.2, 6)])
  func offers(discount: Double, months: Int) throws {
    let text = Self.firm(
      "term: 0 months, price: £10/month",
      desk: ", offer: {discount: \(100 * discount)%, for: \(months) months}")
    let runs = try Case.runs(text, set: ["clock.horizon=1 month"], times: 5)
    let saved = try Case.sum(runs, "saved")
    let left = try Case.sum(runs, "left")
    // Log-odds of 20%, and 4 x the discount by its part of a year.
    let odds = 0.25 * exp(4 * discount * Double(months) / 12)
    let exact = odds / (1 + odds)
    let asked = saved + left
    #expect(abs(saved / asked - exact) < 4 * (exact * (1 - exact) / asked).squareRoot())
  }

  @Test("a price that the term holds does not rise before it ends", arguments: [true, false])
  func heldPrice(isHeld: Bool) throws {
    let plan = "plan: [{at: month 1, set: {customers.contract.price: £20/month}}]"
    let text = Self.firm(
      "term: 6 months, price: £10/month, renew_at_end: 100%, holds_price: \(isHeld)", plan: plan)
    let run = try Case.runs(text, set: ["loyalty.churn=0% per month"])[0]
    let revenue = try #require(run.timeline[SeriesKey("revenue", "all")])
    #expect(revenue[0] == 40_000)
    // Terms of six months, all signed at the start: they end in month 6.
    #expect(revenue[1] == (isHeld ? 40_000 : 80_000))
    #expect(revenue[5] == (isHeld ? 40_000 : 80_000))
    #expect(revenue[11] == 80_000)
  }

  @Test("people differ in what they usually spend, and keep to it")
  func spending() throws {
    let text = """
      title: Shop
      clock: {start: 2026-01-01, horizon: 12 months, settle: 0 months}
      customers:
        relationship: repertoire
        segments:
          people: {initial: 2000, occasions: 24 per year, spend: gamma £10 cv 0.5, spend_spread: 40%}
      loyalty: {dropout: 0%}
      market: {nothing: -10}
      journeys: {shop: {touchpoints: {till: {channel: self-service, service: 1 min}}}}
      """
    let scenario = try Case.scenario(text)
    let model = try Model(scenario)
    let world = try model.settledWorld(seed: 1, replication: 1, keeping: Keeping(records: true))
    let records = try #require(world.run(model).records)
    var amounts: [Int: [Double]] = [:]
    for sale in records.transactions {
      amounts[Int(sale.customer), default: []].append(Double(sale.amount) / 10_000)
    }
    // One-way analysis of variance: between people (10 x 0.4)^2 = 16, within them the mean of (0.5 x own mean)^2,
    // 25 x (1 + 0.16) = 29.
    let groups = amounts.values.filter { $0.count > 1 }
    func mean(_ values: [Double]) -> Double { values.reduce(0, +) / Double(values.count) }
    let own = groups.map(mean)
    let within = mean(
      groups.map { group in
        let m = mean(group)
        return group.reduce(0) { $0 + ($1 - m) * ($1 - m) } / Double(group.count - 1)
      })
    let grand = mean(own)
    let spread = own.reduce(0) { $0 + ($1 - grand) * ($1 - grand) } / Double(own.count - 1)
    let between = spread - mean(zip(own, groups).map { within / Double($1.count) })
    #expect(abs(grand - 10) < 0.4)
    #expect(abs(within - 29) < 3)
    // The relative standard error of a lognormal's variance over 2,000 people is about 6%.
    #expect(abs(between - 16) < 4)
  }

  @Test("goodwill is felt as fairer, ever less so, and not at all at the usual level")
  func goodwill() {
    let steps = [0.0, 10, 20, 40, 80].map { Recovery.justice(ofGoodwill: $0, price: 30) }
    #expect(abs(steps[1]) < 1e-12)
    #expect(abs(steps[0] - 0.35 * (exp(-1.0 / 3) - 1)) < 1e-12)
    for (lower, upper) in zip(steps, steps.dropFirst()) { #expect(lower < upper) }
    #expect(steps[4] < 0.35 && Recovery.justice(ofGoodwill: 5, price: 0) == 0)
  }

  @Test("who walks out again and again is the sooner gone")
  func walkouts() throws {
    func kept(_ walkout: String) throws -> Double {
      try Case.mean(
        Case.runs(
          """
          title: Shop
          clock: {start: 2026-01-01, horizon: 12 months, settle: 0 months}
          customers:
            relationship: repertoire
            segments: {people: {initial: 2000, occasions: 40 per year, spend: £10}}
          loyalty: {dropout: 1%, dropout_satisfaction: 0, dropout_walkout: \(walkout)}
          market: {nothing: -10}
          journeys: {shop: {touchpoints: {till: {channel: self-service, service: 1 min, resolves: 50%}}}}
          """), "retention_12m")
    }
    // Without: 0.99^40. With ln 3 a walkout in a row the next visit's factor is 1 with a chance of 1/2, 3 with
    // 1/4, 9 with 1/8 and so on up to ten in a row: by the mean factor over ten thousand visits.
    let base = try kept("0")
    let exact: Double = exp(40 * log(0.99))
    let error: Double = (exact * (1 - exact) / 2000).squareRoot()
    #expect(abs(base - exact) < 4 * error + 0.02)
    #expect(try kept("1.1") < base - 0.2)
  }

  @Test("who else comes pays nothing, unless the scenario says so")
  func background() throws {
    func cost(_ pays: String) throws -> (charged: Double, paid: Double?) {
      let run = try Case.runs(
        """
        title: Desk
        clock: {start: 2026-02-02, horizon: 3 months, settle: 0 months}
        customers:
          relationship: contract
          contract: {term: 0 months, price: £10/month}
          segments: {people: {initial: 400, patience: 10 h}}
        loyalty: {churn: 0% per month}
        journeys:
          help: {need: {rate: 12 per year}, touchpoints: {line: {team: desk, channel: phone, service: 5 min}}}
        teams:
          desk:
            on_duty: 2
            hours: Mon-Fri 09:00-17:00
            turnover: 0% per year
            pay: £10/h
            background: {rate: 4 per h\(pays)}
        """)[0]
      return (
        try Case.mean([run], "staff_cost"), run.summary[SeriesKey("payroll", "all")]
      )
    }
    // 65 working days of 8 hours from 2 February to 1 May, and the last call of some of them.
    let alone = try cost("")
    let hours = Double(2 * 65 * 8)
    #expect(alone.paid == nil && alone.charged >= 10 * hours && alone.charged < 10.05 * hours)
    let shared = try cost(", pays: share")
    #expect(abs((shared.paid ?? 0) - alone.charged) < 0.001)
    // 400 calls a month of their own beside 4 an hour: 1,200 of 3,280 in all, or 37%.
    #expect(shared.charged > 0.3 * alone.charged && shared.charged < 0.45 * alone.charged)
  }
}
