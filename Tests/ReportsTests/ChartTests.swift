import Foundation
import Testing

@testable import CustomerExperience
@testable import Documents
@testable import Experiments
@testable import Reports

@Suite struct ChartTests {
  /// Where to leave the folders for somebody who wants to look at them.
  static let gallery = ProcessInfo.processInfo.environment["CXLAB_TEST_GALLERY"]

  @Test func theTableOfTheDifferenceHasTheMonthsOfTheChart() throws {
    let chart = try #require(ComparisonCharts.retentionDifference(Fixture.comparison()))
    #expect(
      chart.title
        == "Of 100 customers after 36 months: Training every 6 months keeps 0.35 more and One more agent "
        + "keeps 0.70 more")
    let rows = chart.data.rows.filter { $0[0].field == "One more agent" }.map { $0.map(\.field) }
    #expect(rows.map { $0[1] } == stride(from: 3, through: 36, by: 3).map { String($0) })
    #expect(rows.last == ["One more agent", "36", "0.70", "0.67 to 0.73"])
    // A direction that its interval does not show is not claimed.
    var outcome = Fixture.comparison()
    outcome.variants[0].timeline[0].estimates[35] = Fixture.estimate(0.0035, 0.004)
    func title() throws -> String {
      try #require(ComparisonCharts.retentionDifference(outcome)).title
    }
    #expect(
      try title().contains("keeps 0.35 more (which may be luck) and One more agent keeps 0.70 more")
    )
    outcome.variants.removeLast()
    #expect(try title().hasSuffix("0.35 more of 100 customers after 36 months, which may be luck"))
  }

  @Test func theShareKeptAndLostNamesEveryVariant() throws {
    let chart = try #require(ComparisonCharts.customersChanged(Fixture.comparison()))
    #expect(
      chart.title
        == "Of 5,000 customers at the start, Training every 6 months keeps 17 and loses 5 and One more agent "
        + "keeps 34 and loses 5")
    let first = chart.data.rows[0].map(\.field)
    #expect(
      first == [
        "Training every 6 months", "All customers", "17 (0.34%)", "5 (0.10%)", "3,218 (64%)",
        "1,760 (35%)",
      ])
  }

  /// The fixture's first variant with accounts that make up its profit of +£38,000.
  private func withAccounts(_ amounts: [(String, Double)]) -> ComparisonOutcome {
    var outcome = Fixture.comparison()
    outcome.variants.removeLast()
    outcome.variants[0].differences += amounts.map { id, amount in
      DifferenceRow(
        metric: Fixture.metric(id), subject: "all", meanBaseline: 100_000,
        meanVariant: 100_000 + amount, difference: Fixture.estimate(amount, 100, 60),
        adjustedLower: amount - 115, adjustedUpper: amount + 115, varianceReduction: 10,
        verdict: .clear, morePairs: nil)
    }
    return outcome
  }

  @Test func aBridgeAddsUpToTheDifferenceInProfit() throws {
    // 12,000.00 of revenue, 30,000.60 saved, 4,000.30 and 0.30 more spent.
    let accounts = [
      ("contact_cost", -30_000.6), ("training_cost", 4_000.3), ("staff_cost", 0.3),
      ("recovery_cost", 0),
    ]
    let outcome = withAccounts(accounts)
    let bridge = try #require(ProfitBridge(outcome.variants[0], baseline: outcome.baseline))
    #expect(bridge.steps.map(\.name) == ["revenue", "cost of contacts", "training", "pay"])
    #expect(abs(bridge.steps.map(\.amount).reduce(0, +) - 38_000) < 1e-9 && bridge.total == 38_000)
    // What is written adds up, too, though each is rounded.
    #expect(bridge.texts("£").steps == ["+£12,000", "+£30,001", "-£4,001", "£0"])
    #expect(bridge.texts("£").total == "+£38,000")
    #expect(bridge.steps[2].lower < bridge.steps[2].upper && bridge.steps[2].upper < 0)
    let chart = try #require(ComparisonCharts.bridge(outcome))
    #expect(
      chart.title
        == "Profit +£38,000: cost of contacts adds £30,001, revenue adds £12,000 and training takes £4,001"
    )
  }

  /// What leavers pay is income, as what customers pay.
  @Test func exitFeesHaveTheirRowAndTheirStep() throws {
    let outcome = withAccounts([("contact_cost", -20_000), ("exit_fees", 6_000)])
    let bridge = try #require(ProfitBridge(outcome.variants[0], baseline: outcome.baseline))
    #expect(bridge.steps.map(\.name) == ["revenue", "cost of contacts", "exit fees"])
    #expect(bridge.steps.map(\.amount) == [12_000, 20_000, 6_000])
    let income = Set(Metric.all.filter(\.isIncome).map(\.id))
    #expect(income == ["revenue", "customer_fees", "exit_fees"])
    var run = Fixture.run()
    let without = try #require(RunCharts.money(run))
    #expect(without.data.rows.map { $0[0].field }.filter { $0.contains("fee") }.isEmpty)
    run.timeline.append(
      TimelineSeries(
        metric: Fixture.metric("exit_fees"), subject: "all",
        estimates: (0..<Fixture.months).map { _ in Fixture.estimate(1_000, 50) }))
    run.summary.append(
      SummaryRow(
        metric: Fixture.metric("exit_fees"), subject: "all", estimate: Fixture.estimate(36_000, 99))
    )
    let chart = try #require(RunCharts.money(run))
    #expect(chart.data.rows.prefix(2).map { $0[0].field } == ["revenue", "exit fees"])
    #expect(chart.data.rows[1][1].field == "£12,000")
    #expect(chart.spec.compact.contains("Lines: revenue, exit fees"))
  }

  /// A title judges only what is clear.
  @Test func titlesDoNotClaimWhatLuckHides() throws {
    var run = Fixture.run()
    #expect(try #require(RunCharts.weakestLink(run)).title.hasPrefix("The weakest link: "))
    for index in run.summary.indices where run.summary[index].metric.id == "weakest_link" {
      run.summary[index].estimate = Fixture.estimate(
        run.summary[index].estimate.mean, 0.3)
    }
    #expect(
      try #require(RunCharts.weakestLink(run)).title.hasPrefix("No step is clearly the weakest"))
    // Of published figures it is said how many are not clear, and the section claims nothing.
    func verdicts(_ all: [EvidenceRow.Verdict]) -> String {
      run.evidence = all.map {
        EvidenceRow(
          evidence: Fixture.evidence()[0].evidence, estimate: Fixture.estimate(1, 1), verdict: $0)
      }
      return RunCharts.evidenceTitle(run)
    }
    #expect(
      verdicts([.inside, .unclear, .unclear, .outside])
        == "Published figures: 1 of 4 inside their range, 1 outside, 2 not clear")
    #expect(verdicts([.inside, .inside]) == "Published figures: 2 of 2 inside their range")
    #expect(RunCharts.isApart(Fixture.estimate(1, 0.4), Fixture.estimate(2, 0.4)))
    #expect(!RunCharts.isApart(Fixture.estimate(1, 0.6), Fixture.estimate(2, 0.6)))
    let alone = Estimate(mean: 1, lower: -.infinity, upper: .infinity, replications: 1)
    #expect(!RunCharts.isApart(alone, Fixture.estimate(9, 0.1)))
  }

  /// Of a repertoire it is said whom each share is of.
  @Test func whoIsActiveIsAShareOfOthersThanWhoStays() throws {
    var run = Fixture.run()
    run.scenario.customers.relationship = .repertoire
    let seen = try #require(run.retention.firstIndex { $0.view == "observed" })
    run.retention[seen].view = "active"
    let chart = try #require(RunCharts.retentionViews(run))
    #expect(
      chart.title
        == "By the till 68 of 100 whom it knew still buy; of all customers 63 of 100 have not dropped out"
    )
    #expect(chart.spec.compact.contains("Truth: all customers at the start"))
    #expect(!chart.title.contains("more") && !chart.title.contains("fewer"))
  }

  @Test func anAccountOfOneWorldAloneCounts() throws {
    // The plan costs 4,000 where there is one.
    var outcome = withAccounts([("contact_cost", -30_000)])
    #expect(ProfitBridge(outcome.variants[0], baseline: outcome.baseline) == nil)
    outcome.variants[0].outcome.summary.append(
      SummaryRow(
        metric: Fixture.metric("plan_cost"), subject: "all", estimate: Fixture.estimate(4_000, 0)))
    let bridge = try #require(ProfitBridge(outcome.variants[0], baseline: outcome.baseline))
    #expect(bridge.steps.map(\.amount) == [12_000, 30_000, -4_000])
  }

  @Test func betterAndWorseHaveMarksOfTheirOwn() throws {
    let rows = Fixture.comparison().variants[1].differences
    func mark(_ id: String) -> ComparisonCharts.Mark? {
      rows.first { $0.metric.id == id }.map(ComparisonCharts.Mark.init)
    }
    #expect(mark("revenue") == .better && mark("profit") == .worse)
    // A shorter wait is better.
    #expect(mark("mean_wait") == .better && mark("survey_satisfaction") == .open)
    #expect(Set(ComparisonCharts.Mark.allCases.map(\.rawValue)).count == 5)
    let chart = try #require(ComparisonCharts.differences(Fixture.comparison()))
    #expect(chart.description.contains("\u{25cf} better, \u{2715} worse, \u{25c7} cannot tell yet"))
  }

  @Test func anAxisThatDoesNotBeginAtZeroSaysSo() throws {
    let chart = try #require(RunCharts.retention(Fixture.run()))
    for spec in [chart.spec, chart.narrow] {
      #expect(spec.compact.contains("still customers (axis from 40%, not from 0)"))
    }
    func drawn(_ y: ChartAxis) -> String {
      LineChart(
        series: [LineSeries(name: "a", color: Palette.black, points: [.init(0, 1)])],
        x: .months(12), y: y, in: .wide
      ).json.compact
    }
    #expect(!drawn(.fit([0, 0.7], title: "share", format: .percent)).contains("not from 0"))
    #expect(drawn(.fit([-3, 2], title: "points")).contains("not from 0") == false)
    #expect(
      drawn(.fit([6_100_000, 6_900_000], title: "", format: .money(symbol: "£")))
        .contains("axis from £6M, not from 0"))
  }

  @Test func bothPanelsOfGrowthSayWhereTheirAxesBegin() throws {
    let growth = try #require(RunCharts.growth(Fixture.run()))
    // What customers spend falls in every band, and the causal curve crosses 0.
    #expect(
      growth.spec.compact.components(of: "sales growth, same customers (axis not from 0)") > 0)
    #expect(!growth.spec.compact.contains("sales growth, year 2 (axis not from 0)"))
  }

  @Test func namesOfWhatRivalsDoDoNotRunIntoOneAnother() throws {
    let chart = try #require(RunCharts.competitorPull(Fixture.run()))
    // On a phone the second name has no room beside the first.
    #expect(chart.narrow.compact.contains("\"y\":22") && chart.narrow.compact.contains("\"y\":8"))
    #expect(!chart.spec.compact.contains("\"y\":-44"))
  }

  @Test func titlesOfPanelsBeginWithACapital() throws {
    let staff = try #require(RunCharts.staff(Fixture.run()))
    #expect(staff.spec.compact.contains("\"text\":\"Skill (0 to 1)\""))
    #expect(staff.spec.compact.contains("\"text\":\"Wait in line\""))
  }

  @Test func withOneReplicationNoChartSpeaksOfIntervals() {
    var outcome = Fixture.run()
    func alone(_ estimate: Estimate) -> Estimate {
      Estimate(mean: estimate.mean, lower: -.infinity, upper: .infinity, replications: 1)
    }
    for i in outcome.summary.indices {
      outcome.summary[i].estimate = alone(outcome.summary[i].estimate)
    }
    for i in outcome.timeline.indices {
      outcome.timeline[i].estimates = outcome.timeline[i].estimates.map { $0.map(alone) }
    }
    for i in outcome.retention.indices {
      for j in outcome.retention[i].points.indices {
        outcome.retention[i].points[j].survival = alone(outcome.retention[i].points[j].survival)
      }
    }
    for i in outcome.growth.indices {
      outcome.growth[i].salesGrowth = alone(outcome.growth[i].salesGrowth)
    }
    for i in outcome.evidence.indices {
      outcome.evidence[i].estimate = alone(outcome.evidence[i].estimate)
    }
    for i in outcome.consistency.indices {
      outcome.consistency[i].retentionChange = outcome.consistency[i].retentionChange.map(alone)
      outcome.consistency[i].salesChange = outcome.consistency[i].salesChange.map(alone)
    }
    let charts = RunCharts.all(outcome)
    #expect(charts.count == 14)
    for chart in charts { #expect(!chart.description.contains("95% CI"), "\(chart.name)") }
    for chart in RunCharts.all(Fixture.run())
    where !["leavers", "growth_parts", "weakest_link", "features", "service_gaps"].contains(
      chart.name)
    {
      #expect(chart.description.contains("95% CI"), "\(chart.name)")
    }
  }

  @Test(.enabled(if: ChartRenderer.find().python != nil, "needs make setup"))
  func aPhoneHasDrawingsThatFitIt() {
    let charts = RunCharts.all(Fixture.run()) + ComparisonCharts.all(Fixture.comparison())
    let (drawings, problem) = ChartRenderer.find().render(ChartFiles.specs(charts))
    #expect(problem == nil && drawings.count == 2 * charts.count)
    for chart in charts {
      let drawing = drawings[ChartFiles.narrow(chart.name)] ?? ""
      let width = drawing.components(separatedBy: " width=\"").dropFirst().first
        .flatMap { Double($0.prefix { $0 != "\"" }) }
      // A drawing that is a little wider is made a little smaller: twelve points stay ten.
      #expect(width ?? .infinity <= 345, "\(chart.name): \(width ?? 0)")
    }
  }

  @Test(.enabled(if: ChartRenderer.find().python != nil, "needs make setup"))
  func everyChartIsDrawnTheSameEachTime() throws {
    try Fixture.withFolder { temporary in
      let out = Self.gallery ?? temporary
      let context = Fixture.context(renderer: .find())
      try RunReport.write(Fixture.run(), context: context, folder: "one", out: out)
      try RunReport.write(Fixture.run(), context: context, folder: "two", out: out)
      try ComparisonReport.write(
        Fixture.comparison(), context: context, folder: "three", out: out)
      let charts = RunCharts.all(Fixture.run()).map(\.name)
      #expect(
        charts == [
          "retention", "retention_views", "leavers", "satisfaction", "weakest_link", "features",
          "service_gaps", "growth", "growth_parts", "consistency", "staff", "competitor_pull",
          "money", "evidence",
        ])
      for name in charts {
        let first = try Fixture.text(out + "/one/charts/\(name).svg")
        #expect(first.hasPrefix("<svg") && first.contains("</svg>"))
        #expect(first == (try Fixture.text(out + "/two/charts/\(name).svg")))
      }
    }
  }
}
