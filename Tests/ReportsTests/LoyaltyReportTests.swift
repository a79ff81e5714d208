import Testing

@testable import CustomerExperience
@testable import Documents
@testable import Experiments
@testable import Reports

/// What a report says of loyalty, leavers' reasons, winning back and schemes.
@Suite struct LoyaltyReportTests {
  /// The usual run, with figures of loyalty.
  private var outcome: RunOutcome {
    var outcome = Fixture.run()
    for (prefix, heads) in [("", 5000.0), ("families.", 2000)] {
      for (cell, share, kept) in [
        ("true", 0.4, 0.94), ("latent", 0.2, 0.88), ("spurious", 0.3, 0.84), ("none", 0.1, 0.71),
      ] {
        outcome.add("loyalty_customers", "loyalty:" + prefix + cell, share * heads, 10)
        outcome.add("loyalty_retention_12m", "loyalty:" + prefix + cell, kept, 0.01)
        outcome.add("loyalty_revenue_12m", "loyalty:" + prefix + cell, 300 * kept, 2)
      }
    }
    for (number, reason) in LeavingReason.allCases.enumerated() {
      outcome.add("leaving_reasons", "reason:" + reason.word, 100 + 10 * Double(number), 4)
      let share = 0.1 + 0.05 * Double(number)
      outcome.add("leaving_reason_share", "reason:" + reason.word, share, 0.01)
    }
    outcome.add("leaving_several_reasons", "all", 0.55, 0.02)
    for delay in 0...WinBackFigures.longestDelay {
      outcome.add("winback_chance", "delay:\(delay)", 0.3 - 0.02 * Double(delay), 0.01)
    }
    outcome.add("winback_rate", "all", 0.25, 0.01)
    outcome.add("won_back", "all", 200, 10)
    outcome.add("winback_cost", "all", 5_000, 100)
    outcome.add("second_lifetime_12m", "all", 0.7, 0.03)
    outcome.add("called_back_share", "all", 0.6, 0.01)
    outcome.add("call_back_gain", "all", 6.5, 0.2)
    outcome.add("close_loop_cost", "all", 1_200, 50)
    outcome.measures = [
      MeasureEffect(
        measure: .scheme, retention: Fixture.estimate(0, 0.001),
        purchases: Fixture.estimate(0.04, 0.005), profit: Fixture.estimate(-1_500, 200),
        naive: Fixture.estimate(2.1, 0.1)),
      MeasureEffect(
        measure: .closeLoop, retention: Fixture.estimate(0.012, 0.003),
        purchases: Fixture.estimate(0.006, 0.002), profit: Fixture.estimate(900, 300)),
    ]
    return outcome
  }

  @Test func theTablesHoldEachCellReasonAndDelay() {
    let tables = RunTables.all(outcome)
    func rows(_ file: String) -> Int { tables.first { $0.file == file }?.rows.count ?? 0 }
    // All customers and one segment; the other segments have no such figures.
    #expect(rows("loyalty.csv") == 8)
    #expect(rows("leaving_reasons.csv") == 8)
    #expect(rows("win_back.csv") == 13)
    #expect(rows("retention_measures.csv") == 2)
    let without = RunTables.all(Fixture.run()).map(\.file)
    for file in ["loyalty.csv", "leaving_reasons.csv", "win_back.csv", "retention_measures.csv"] {
      #expect(!without.contains(file), "\(file)")
    }
  }

  @Test func theChartsSayWhatTheyShow() throws {
    let charts = RunCharts.all(outcome)
    func title(_ name: String) throws -> String {
      try #require(charts.first { $0.name == name }, "\(name)").title
    }
    #expect(
      try title("loyalty")
        == "40% true loyalty, 20% latent loyalty, 30% spurious loyalty, 10% no loyalty")
    #expect(
      try title("leaving_reasons")
        == "Promises not kept: named by 40% of those who leave of their own will")
    #expect(
      try title("win_back")
        == "Approached at once 30 of 100 leavers come back, after a year 6")
  }

  @Test func theSentencesTellWhatSeemsFromWhatIs() throws {
    let sentences = Sentences(outcome.scenario)
    let scheme = try #require(sentences.scheme(outcome))
    #expect(scheme.contains("Members come 2.1 times as often as others"))
    #expect(scheme.contains("4.0% of purchases in the first year"))
    let measures = sentences.measures(outcome)
    #expect(
      measures.map(\.name) == ["The loyalty scheme", "Calling back those who answered badly"])
    #expect(measures[0].value.contains("less"))
    #expect(
      measures[1].value.contains("customers kept +1.20 points (95% CI 0.90 to 1.50 points)"))
    // What luck hides is not told as a size, and has its interval.
    var unsure = outcome
    unsure.measures[1].profit = Fixture.estimate(300, 900)
    unsure.measures[1].retention = Fixture.estimate(0, 0)
    let value = sentences.measures(unsure)[1].value
    #expect(value.contains("profit: not clear (95% CI -£600 to £1,200)"), "\(value)")
    #expect(value.contains("customers kept unchanged") && value.contains("purchases +0.6%"))
    #expect(try #require(sentences.loyalty(outcome)).contains("94 are customers a year later"))
    #expect(try #require(sentences.winBack(outcome)).contains("25 come back"))
    #expect(try #require(sentences.reasons(outcome)).contains("55 of 100 name more than one"))
    #expect(try #require(sentences.callingBack(outcome)).contains("60 are called back"))
    let plain = Fixture.run()
    #expect(sentences.scheme(plain) == nil && sentences.loyalty(plain) == nil)
    #expect(sentences.winBack(plain) == nil && sentences.reasons(plain) == nil)
  }

  @Test func whyNoReturnIsToldOfADiscountIsSaid() throws {
    var given = Fixture.run()
    given.measures = [
      MeasureEffect(measure: .winBack, profit: Fixture.estimate(900, 300)),
      MeasureEffect(measure: .closeLoop, profit: Fixture.estimate(900, 300)),
    ]
    let told = Sentences(given.scenario).measures(given)
    #expect(told[0].value.contains("stands in no account of its own"))
    #expect(!told[1].value.contains("stands in no account"))
  }

  @Test func thePageHasItsSections() {
    func page(_ outcome: RunOutcome) -> String {
      RunPage.text(
        outcome, charts: RunCharts.all(outcome), drawings: [:], context: Fixture.context())
    }
    for title in ["Who is loyal", "In their own words", "Who comes back", "Calling back"] {
      #expect(page(outcome).contains(">\(title)<"), "\(title)")
      #expect(!page(Fixture.run()).contains(">\(title)<"), "\(title)")
    }
  }
}
