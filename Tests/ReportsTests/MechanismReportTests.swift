import Testing

@testable import CustomerExperience
@testable import Documents
@testable import Experiments
@testable import Reports

/// What a report says of standards, the retention strategy, suggestions, returns and P(alive).
@Suite struct MechanismReportTests {
  /// The usual run, with figures of mechanisms that it does not have.
  private var outcome: RunOutcome {
    var outcome = Fixture.run()
    for subject in ["all", "team:first-line"] {
      outcome.add("standard_compliance", subject, 0.82)
      outcome.add("standard_satisfaction", subject, 64)
      outcome.add("standard_against_expected", subject, -5.5)
    }
    outcome.add("standard_checks", "all", 1_440)
    outcome.add("standard_cost", "all", 14_400)
    var strategy = RetentionStrategy()
    var rule = RetentionRule()
    rule.id = "ending"
    strategy.rules = [rule]
    outcome.scenario.loyalty.strategy = strategy
    for subject in ["all", "rule:ending"] {
      outcome.add("strategy_approached", subject, 2_000)
      outcome.add("strategy_taken", subject, 1_200)
      outcome.add("strategy_taken_share", subject, 0.6)
      outcome.add("strategy_kept", subject, 96)
      outcome.add("strategy_subsidy", subject, 0.92)
      outcome.add("strategy_spend", subject, 48_000)
      outcome.add("strategy_cost_of_kept", subject, 500)
    }
    for (step, number) in [
      ("had", 1_000.0), ("said", 200), ("captured", 100), ("adopted", 12), ("answered", 6),
    ] { outcome.add("suggestions_" + step, "all", number) }
    outcome.add("suggestions_about", "feature:seat", 70)
    outcome.add("suggestions_about", "touchpoint:fault.call", 30)
    for (reason, share) in zip(ReturnReason.allCases, [0.23, 0.22, 0.2, 0.35]) {
      outcome.add("returns_reason_share", "return:" + reason.word, share)
    }
    outcome.add("returns_own_fault", "all", 0.65)
    outcome.add("alive_mean", "all", 0.47)
    outcome.add("alive_truth", "all", 0.39)
    outcome.add("alive_bias", "all", 0.08)
    outcome.add("alive_error", "all", 0.09)
    outcome.add("alive_ranking", "all", 0.93)
    for (band, id) in SubjectKind.alive.ids(in: outcome.scenario).enumerated() {
      outcome.add("alive_customers", "alive:" + id, 100 + 10 * Double(band))
      outcome.add("alive_mean_of_band", "alive:" + id, 0.1 + 0.2 * Double(band))
      outcome.add("alive_truth_of_band", "alive:" + id, 0.08 + 0.2 * Double(band))
    }
    return outcome
  }

  @Test func theChartsSayWhatTheyShow() throws {
    let charts = RunCharts.all(outcome)
    func title(_ name: String) throws -> String {
      try #require(charts.first { $0.name == name }, "\(name)").title
    }
    #expect(
      try title("standards")
        == "82 of 100 encounters are to standard, and customers are satisfied at 64 points of 100")
    #expect(
      try title("strategy") == "Of 100 offers taken 8 keep a customer who would have left")
    #expect(try title("suggestions") == "Of 100 ideas 10 are written down and 1 adopted")
    #expect(try title("return_reasons") == "65 of 100 returns are the firm's own doing")
    #expect(
      try title("alive")
        == "By the till 47% of those who ever bought are still customers; in truth 39% are")
    let none = RunCharts.all(Fixture.run()).map(\.name)
    for name in ["standards", "strategy", "suggestions", "return_reasons", "alive"] {
      #expect(!none.contains(name), "\(name)")
    }
  }

  @Test func theSentencesTellWhatSeemsFromWhatIs() throws {
    let sentences = Sentences(outcome.scenario)
    let standards = try #require(sentences.standards(outcome))
    #expect(standards.contains("82 are to standard") && standards.contains("1,440 checks"))
    #expect(standards.contains("5.5 points below what customers expect"))
    let strategy = try #require(sentences.strategy(outcome))
    #expect(strategy.contains("2,000 customers are approached"))
    #expect(strategy.contains("Of 100 offers taken 92 keep nobody"))
    #expect(strategy.contains("Each customer kept costs £500") && strategy.hasSuffix(")."))
    // Runs in which nobody was kept have no such figure.
    var few = outcome
    for place in few.summary.indices where few.summary[place].metric.id == "strategy_cost_of_kept" {
      few.summary[place].estimate = Fixture.estimate(500, 40, 14)
    }
    #expect(
      try #require(sentences.strategy(few)).hasSuffix(
        ", in the 14 of 20 runs in which anybody was kept."))
    let suggestions = try #require(sentences.suggestions(outcome))
    #expect(suggestions.contains("20 are said, 10 are written down and 1 are adopted"))
    #expect(suggestions.contains("What is asked for most: A seat."))
    #expect(try #require(sentences.alive(outcome)).contains("8.0 points more than the truth"))
    let plain = Fixture.run()
    #expect(sentences.standards(plain) == nil && sentences.strategy(plain) == nil)
    #expect(sentences.suggestions(plain) == nil && sentences.alive(plain) == nil)
  }

  @Test func theMeanOfEvenServiceHasItsInterval() throws {
    var plain = Fixture.run()
    plain.scenario.journeys[0].touchpoints[0].team = "first-line"
    plain.scenario.teams[0].staff = 5
    let sentences = Sentences(plain.scenario)
    let text = try #require(sentences.consistency(plain))
    #expect(
      text.hasSuffix(
        "and the share of customers kept would change by +0.60 points (95% CI 0.40 to 0.80)."))
    let mean = try #require(sentences.sameMean(plain))
    #expect(mean.contains("71.4 points as it is (95% CI 71.1 to 71.7)"))
    #expect(!mean.contains("fewer than five people"))
    plain.scenario.teams[0].staff = 3
    // Teams that serve nowhere are not counted.
    #expect(
      try #require(Sentences(plain.scenario).sameMean(plain)).contains(
        "First line has fewer than five people"))
    let chart = try #require(RunCharts.all(plain).first { $0.name == "consistency" })
    #expect(chart.spec.compact.contains("points, against service as it is"))
    let row = try #require(chart.data.rows.first).map(\.field)
    #expect(row[3...4] == ["71.4", "71.1 to 71.7"] && row[6] == "+0.60 points")
    #expect(row[8] == "+0.84%")
    let table = try #require(RunTables.all(plain).first { $0.file == "consistency.csv" })
    #expect(table.rows.first?[4].field == "71.1" && table.rows.first?[5].field == "71.7")
  }

  @Test func thePageHasItsSections() {
    func page(_ outcome: RunOutcome) -> String {
      RunPage.text(
        outcome, charts: RunCharts.all(outcome), drawings: [:], context: Fixture.context())
    }
    for title in [
      "Standards, and who keeps to them", "Whom the retention strategy keeps",
      "What customers suggest", "Who is still a customer, by the till",
    ] {
      #expect(page(outcome).contains(">\(title)<"), "\(title)")
      #expect(!page(Fixture.run()).contains(">\(title)<"), "\(title)")
    }
  }

  @Test func whatAMeasureBringsForWhatIsSpentIsInTheTable() throws {
    var measured = Fixture.run()
    measured.measures = [
      MeasureEffect(
        measure: .strategy, retention: Fixture.estimate(0.01, 0.002),
        profit: Fixture.estimate(-2_000, 500), spent: Fixture.estimate(8_000, 10),
        returnOnSpend: Fixture.estimate(-0.25, 0.06))
    ]
    let table = try #require(
      RunTables.all(measured).first { $0.file == "retention_measures.csv" })
    #expect(table.columns.suffix(4).map(\.name).first == "spent")
    let row = try #require(table.rows.first).map(\.field)
    #expect(row.first == "strategy" && row.count == table.columns.count)
    #expect(row[row.count - 4] == "8000" && row[row.count - 3] == "-0.25")
    let line = try #require(Sentences(measured.scenario).measures(measured).first)
    #expect(line.name == "The retention strategy" && line.value.contains("-0.25 for each 1 spent"))
  }
}
