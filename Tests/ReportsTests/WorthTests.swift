import Testing

@testable import CustomerExperience
@testable import Documents
@testable import Experiments
@testable import Reports

/// What keeping customers is worth, in tables, charts and words.
@Suite struct WorthPageTests {
  /// A run with money by year, by customer and by cohort.
  private func run(retention: Double = 0.859) -> RunOutcome {
    var outcome = Fixture.run()
    outcome.tenure = (1...4).map { year in
      TenureRow(
        year: year, customerYears: year < 4 ? 1_000 : 3,
        profit: Fixture.estimate(180 + 10 * Double(year), 4), margin: 230,
        growth: 12 * Double(year - 1), saving: 0, premium: 0, costs: 28, time: 12, referrals: 3)
    }
    outcome.whale = (0...100).map { percent in
      let share = Double(percent) / 100
      return Fixture.estimate(900_000 * share * (2.1 - 1.1 * share), 9_000 * share)
    }
    outcome.broughtByNewcomers = (1...36).map { Fixture.estimate(15 * Double($0), 0.5) }
    outcome.cohorts = (0...36).map { month in
      let kept = month < 12 ? nil : 1 - 0.01 * Double(month - 12)
      return CohortRow(
        cohort: "initial", period: month, active: 5_000, revenue: month < 36 ? 1_500 : nil,
        customersKept: kept.map { Fixture.estimate($0, 0.01) },
        moneyKept: kept.map { Fixture.estimate($0 - 0.1, 0.01) },
        moneyKeptGross: kept.map { Fixture.estimate($0 - 0.15, 0.01) })
    }
    outcome.summary.removeAll { $0.metric.id == "retention_12m" && $0.subject == "all" }
    for (id, value) in [
      ("retention_12m", retention), ("acquisition_cost_each", 75.0), ("newcomer_value", 760),
      ("value_to_acquisition_cost", 10.13), ("acquisition_payback", 5.4), ("referral_value", 41),
      ("customers_at_loss", 0.06), ("profit_peak", 1.04), ("profit_best_fifth", 0.35),
      ("revenue_retention_net", 0.78), ("revenue_retention_gross", 0.7),
    ] {
      outcome.summary.append(
        SummaryRow(
          metric: Fixture.metric(id), subject: "all",
          estimate: Fixture.estimate(value, value / 100)))
    }
    return outcome
  }

  private func page(_ outcome: RunOutcome) -> String {
    RunPage.text(
      outcome, charts: RunCharts.all(outcome), drawings: [:], context: Fixture.context())
  }

  private func lines(_ table: Table) -> [String] {
    String(decoding: table.csv, as: UTF8.self).split(separator: "\n").map(String.init)
  }

  @Test func theTablesAreThoseOfTheDesign() {
    let outcome = run()
    let tenure = lines(RunTables.tenure(outcome))
    #expect(
      tenure[0]
        == "year,customer_years,profit,lower,upper,margin,growth,saving,premium,costs,time,referrals"
    )
    #expect(tenure[2] == "2,1000,200,196,204,230,12,0,0,28,12,3")
    let whale = lines(RunTables.whale(outcome))
    #expect(whale[0] == "customers,profit,lower,upper,share" && whale.count == 102)
    #expect(whale[101].hasSuffix(",1"))
    let cohorts = lines(RunTables.cohorts(outcome))
    #expect(
      cohorts[0]
        == "cohort,period,active,revenue,customers_kept,money_kept_net,money_kept_gross")
    #expect(
      cohorts[1] == "initial,0,5000,1500,,," && cohorts[13] == "initial,12,5000,1500,1,0.9,0.85")
    #expect(cohorts[37].hasPrefix("initial,36,5000,,"))
    #expect(RunTables.all(outcome).contains { $0.file == "whale.csv" })
    for table in [RunTables.tenure(outcome), RunTables.whale(outcome)] {
      #expect(table.columns.allSatisfy { !$0.meaning.isEmpty })
    }
  }

  @Test func theSectionSaysWhatItIsWorth() {
    let html = page(run())
    #expect(html.contains("What keeping customers is worth</h2>"))
    // Of the fourth year there are too few.
    #expect(html.contains("In year 1 a customer brings £190, in year 3 £210"))
    #expect(html.contains("Winning a customer costs £75.00, and a new customer is worth £760"))
    #expect(html.contains("10.1 times as much"))
    #expect(html.contains("after 5.4 months"))
    #expect(html.contains("sends others worth £41.00"))
    #expect(html.contains("The best fifth brings 35% of what all bring together."))
    #expect(html.contains("6.0% of customers cost more than they bring"))
    for name in ["tenure", "payback", "retention_worth", "whale", "money_kept"] {
      let chart = RunCharts.all(run()).first { $0.name == name }
      #expect(chart?.data.rows.isEmpty == false, "\(name)")
      let id = String(name.map { $0 == "_" ? "-" : $0 })
      #expect(html.contains("id=\"chart-\(id)\""), "\(name)")
    }
    #expect(
      RunCharts.moneyKept(run())?.title
        == "76 of 100 customers are kept, and 66 of 100 of what they paid")
    #expect(!page(Fixture.run()).contains("What keeping customers is worth"))
  }

  @Test func theCalculatorStandsBesideWhatWasPublished() throws {
    let calculator = try #require(RetentionCalculator(run(retention: 0.8)))
    #expect(calculator.rows.map(\.name) == ["1% more retention", "1 point more", "5 points more"])
    #expect(abs(calculator.rows[0].gain - 0.8 * 0.01 * 1.1 / 0.3 / 0.8) < 2e-3)
    #expect(abs(try #require(calculator.fivePoints) - 0.275) < 1e-9)
    #expect(abs(try #require(calculator.growthFor85) - 0.199) < 0.002)
    let html = page(run(retention: 0.8))
    #expect(html.contains("the upper end does not follow here"))
    #expect(html.contains("a margin that grows by 19.9% with each year"))
    #expect(page(run(retention: 0.7)).contains("From keeping customers alone that does not follow"))
    // What the scenario says of years as a customer is counted in.
    var grows = run(retention: 0.8)
    grows.scenario.economics.tenure = TenureEffects()
    grows.scenario.economics.tenure?.growth = 0.199
    let more = try #require(RetentionCalculator(grows))
    #expect(abs(try #require(more.fivePoints) - 0.85) < 0.01)
    // Near 100% there are no five points left.
    let high = try #require(RetentionCalculator(run(retention: 0.97)))
    #expect(high.fivePoints == nil && high.rows.count == 2 && high.growthFor85 == nil)
    #expect(page(run(retention: 0.97)).contains("1% more retention makes a customer worth"))
    #expect(RetentionCalculator(run(retention: 1)) == nil)
  }

  // MARK: - Stories

  private func pair() -> StoryPair {
    let day = 1_440.0
    var baseline = Story(customer: 642)
    baseline.events = [
      .init(time: 3 * day, what: .need(0)), .init(time: 3.1 * day, what: .resolved(0)),
      .init(time: 70 * day, what: .gaveUpWaiting(1)),
      .init(time: 71 * day, what: .gaveUpWaiting(1)),
      .init(time: 71 * day, what: .givenUp(1)), .init(time: 100 * day, what: .complained),
      .init(time: 115 * day, what: .meansToLeave),
      .init(time: 116 * day, what: .left(.brokenPromises)),
    ]
    baseline.satisfaction = [Double](repeating: 64, count: 36)
    var variant = baseline
    variant.events = Array(baseline.events.prefix(3)) + [.init(time: 71 * day, what: .resolved(1))]
    variant.satisfaction = [Double](repeating: 71, count: 36)
    return StoryPair(
      fate: .kept, customer: 643, segment: 0, baseline: baseline, variant: variant,
      leftBaseline: 116 * day, leftVariant: .infinity)
  }

  @Test func aLifeIsToldByQuartersInPlainWords() {
    let rows = StoryText(Fixture.scenario()).rows(pair(), months: 36)
    #expect(rows[0].time == "5 Jan 2026 to 4 Apr 2026" && rows[0].parts)
    #expect(
      rows[0].baseline == [
        "fault: settled.", "Gave up waiting (bill) 2 times, first on 16 Mar 2026.",
        "bill: not settled, given up on 17 Mar 2026.", "Satisfaction at the end: 64.",
      ])
    #expect(
      rows[0].variant == [
        "fault: settled.", "bill: settled.", "Gave up waiting (bill) on 16 Mar 2026.",
        "Satisfaction at the end: 71.",
      ])
    #expect(
      rows[1].baseline == [
        "Complained on 15 Apr 2026.", "Wanted to leave on 30 Apr 2026.",
        "Left on 1 May 2026: broken promises.",
      ])
    // Quarters of which there is the same to say stand together.
    #expect(rows.count == 3 && rows[2].time == "5 Jul 2026 to 4 Jan 2029")
    #expect(rows[2].baseline == ["No longer a customer."])
    #expect(rows[1].variant == ["Nothing happened.", "Satisfaction at the end: 71."])
    #expect(rows[2].variant == ["Satisfaction at the end: 71."])
  }

  @Test func whatGoesOnIsSaidOnce() {
    var lives = pair()
    // In the world with the change things go on happening; satisfaction moves from quarter to quarter.
    let day = 1440.0
    for quarter in [4.0, 6, 9] {
      lives.variant.events.append(.init(time: (quarter * 91 + 20) * day, what: .complained))
    }
    lives.variant.satisfaction = (0..<36).map { 60 + Double($0) }
    let rows = StoryText(Fixture.scenario()).rows(lives, months: 36)
    let left = rows.flatMap(\.baseline)
    #expect(
      left.count { $0 == "No longer a customer." } == 1 && left.last == "No longer a customer.")
    #expect(rows.last?.baseline == [])
    // Quiet quarters stand together, with the satisfaction at their end; between them is what happened.
    let quiet = rows.filter { $0.variant.first == "Nothing happened." }
    #expect(quiet.count == 4 && rows.count == 9)
    #expect(rows.last?.variant == ["Nothing happened.", "Satisfaction at the end: 95."])
    // Who comes back is a customer again.
    var back = pair()
    back.baseline.events.append(.init(time: 500 * day, what: .cameBack))
    let lines = StoryText(Fixture.scenario()).rows(back, months: 36).flatMap(\.baseline)
    #expect(lines.filter { $0 == "No longer a customer." }.count == 1)
    #expect(lines.contains("Came back on 20 May 2027."))
    #expect(lines.last?.hasPrefix("Satisfaction at the end") == true)
  }

  @Test func storiesStandSideBySideWhereThereAreSome() {
    var outcome = Fixture.comparison()
    func page() -> String {
      ComparisonPage.text(outcome, charts: [], drawings: [:], context: Fixture.context())
    }
    #expect(!page().contains("Three customers, two worlds"))
    outcome.variants[0].stories = [pair()]
    let html = page()
    #expect(html.contains("Three customers, two worlds</h2>"))
    #expect(html.contains("Kept: customer 643 (Families)"))
    #expect(
      html.contains(
        "leaves on 1 May 2026 in the baseline, and is still a customer at the end with the change"))
    #expect(html.contains("Up to 17 Mar 2026 the same things happen in both."))
    #expect(html.contains("from here on their lives differ"))
    // Two columns that share the width, of a phone's page as well: nothing has to be scrolled.
    #expect(html.contains("<table class=\"story\">"))
    #expect(
      PageStyle.css.contains(".story { width: 100%; max-width: 62rem; table-layout: fixed; }"))
  }
}
