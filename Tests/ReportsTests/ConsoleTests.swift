import Foundation
import Testing

@testable import CustomerExperience
@testable import Documents
@testable import Experiments
@testable import Reports

@Suite struct ConsoleTests {
  @Test func aRun() {
    #expect(
      ConsoleReport.run(Fixture.run()) == """
        Broadband contact centre · 5,000 customers · 3 years · seed 1

          12-month retention    85.9%     (85.5 to 86.3%)          leavers: price 31%, moved \
        19%, not resolved 17%, ...
          36-month retention    64.7%     (64.1 to 65.3%)
          satisfaction, truth   72.3      (71.8 to 72.8)           as the survey sees it 75.9 (75.2 to \
        76.6)
          sales growth, year 2  +3.7%     (2.9 to 4.5%)            customers \
        leaving -14.8 ±0.4  customers joining +18.5 ±0.4  what they pay -0.1 ±0.1
          value of a customer   £412      (£405 to £419)
          profit, 3 years       £812,000  (£796,000 to £828,000)
          First line            wait 2 min 34 s (2 min 25 s to 2 min 43 s) · 12.0% (11.0 to \
        13.0%) give up
                                33.0% (32.0 to 34.0%) of the time on duty with customers · \
        turnover 20.0% (17.0 to 23.0%) a year
          Engineers             wait 24.0 h (22.9 h to 25.1 h) · 71.0% (69.0 to 73.0%) of the \
        time on duty with customers
          uneven service        without it sales would change by +0.8% (0.6 to 1.0%)

          evidence              3 of 5 published figures inside their range   (1 of them not \
        used to tune the scenario)
                                unclear: satisfied, by the survey 84.6% (83.6 to 85.6%), \
        published 79.0% to 85.0%
                                outside: switched within 36 months 31.0% (30.3 to 31.7%), \
        published 24.0% to 28.0%

        """)
  }

  @Test func mechanismsThatAreOnHaveALine() {
    var outcome = Fixture.run()
    let rows: [(String, String, Double, Double)] = [
      ("promises_kept", "all", 0.9, 0.02), ("promises_kept", "journey:fault", 0.85, 0.03),
      ("promises_kept", "journey:bill", 0.95, 0.01), ("stamp_member_share", "all", 0.49, 0.01),
      ("stamp_card_cost", "all", 780, 17), ("stamp_rewards", "all", 35_170, 870),
      ("stamp_came_anyway", "all", 0.895, 0.001), ("shopper_score", "all", 76.5, 2.5),
      ("shopper_truth", "all", 76.1, 2.2), ("shopper_gap", "all", 0.4, 0.7),
      ("shopper_cost", "all", 5760, 0),
    ]
    outcome.summary += rows.map {
      SummaryRow(metric: Fixture.metric($0), subject: $1, estimate: Fixture.estimate($2, $3))
    }
    let text = ConsoleReport.run(outcome)
    #expect(
      text.contains(
        """
          promises kept         90.0% (88.0 to 92.0%) of those with a deadline · fault 85.0% (82.0 to 88.0%)
                                bill 95.0% (94.0 to 96.0%)
          stamp card            49.0% (48.0 to 50.0%) of customers have one · the cards cost £780 (£763 to £797)
                                £35,170 (£34,300 to £36,040) taken off for full ones
                                89.5% (89.4 to 89.6%) of members' visits would have been made anyway
          mystery shoppers      score 76.5 (74.0 to 79.0) · customers met 76.1 (73.9 to 78.3) · off by +0.4 (-0.3 to 1.1)
                                visits cost £5,760

        """))
  }

  @Test func eachMechanismHasALineOnTheTerminal() {
    var outcome = Fixture.run()
    for (id, mean) in [
      ("no_show_rate", 0.17), ("slots_used", 0.74), ("irritated_share", 0.12),
      ("standard_compliance", 0.82), ("persons_per_customer", 2.3), ("alive_mean", 0.47),
      ("alive_truth", 0.39),
    ] { outcome.add(id, "all", mean) }
    for (id, mean) in [
      ("strategy_kept", 96.0), ("strategy_cost_of_kept", 500), ("suggestions_captured", 100),
      ("suggestions_adopted", 12),
    ] { outcome.add(id, "all", mean, 2) }
    for (id, points) in [("near", 71.8), ("far", 68.6)] {
      var site = Site()
      site.id = id
      outcome.scenario.sites.append(site)
      outcome.add("site_customers", "site:" + id, 1_000, 10)
      outcome.add("site_satisfaction", "site:" + id, points, 0.2)
    }
    #expect(
      ConsoleReport.run(outcome).contains(
        """
          uneven service        without it sales would change by +0.8% (0.6 to 1.0%)
          appointments          17.0% (16.0 to 18.0%) do not turn up · 74.0% (73.0 to 75.0%) of the slots are used
          contacts by the firm  12.0% (11.0 to 13.0%) of customers get more than they tolerate
          sites                 satisfaction 71.8 (71.6 to 72.0) at near · satisfaction 68.6 (68.4 to 68.8) at far
          standards             82.0% (81.0 to 83.0%) of encounters are to standard
          retention strategy    96 (94 to 98) customers kept · £500 (£498 to £502) spent for each
          suggestions           100 (98 to 102) written down · 12 (10 to 14) adopted
          households            2.30 (2.29 to 2.31) persons behind a customer
          P(alive)              47.0% (46.0 to 48.0%) are still customers by the till · 39.0% (38.0 to 40.0%) in truth

        """))
  }

  @Test func aComparisonLeadsWithWhatTheScenarioHas() throws {
    var comparison = Fixture.comparison()
    comparison.variants.removeLast()
    comparison.variants[0].differences += [
      Fixture.difference("no_show_rate", from: 0.12, by: -0.04, 0.004),
      Fixture.difference("slots_used", from: 0.7, by: 0.03, 0.004),
      Fixture.difference("slots_from_list", from: 0.02, by: 0.05, 0.004),
      Fixture.difference("appointment_wait", from: 10 * 86_400, by: -7_200, 600),
      Fixture.difference("standard_compliance", from: 0.6, by: 0.1, 0.01),
    ]
    let text = ConsoleReport.comparison(comparison)
    for line in [
      /did not turn up +-4.00 points +\(-4.40 to -3.60\) +clear/,
      /slots used +\+3.00 points/, /filled from the waiting list +\+5.00 points/,
      /time until the appointment +-2.0 h +\(-2.2 to -1.8\)/,
      /encounters to standard +\+10.00 points/,
    ] { #expect(text.contains(line)) }
    let chart = try #require(ComparisonCharts.differences(comparison))
    #expect(chart.spec.compact.contains("\"hours\""))
  }

  @Test func aComparison() {
    var comparison = Fixture.comparison()
    comparison.variants.removeLast()
    #expect(
      ConsoleReport.comparison(comparison) == """
        Same customers, same luck, 60 pairs (independent runs would need 52 times as many)

                                              Training every 6 months
          12-month retention                  +0.03 points  (0.00 to 0.06)        ·  30 more
          36-month retention                  +0.24 points  (0.15 to 0.33)        clear
          sales growth, year 2 over year 1    +0.12 points  (0.07 to 0.17)        clear
          satisfaction, truth                 +0.21 points  (0.15 to 0.27)        clear
          satisfaction as the survey sees it  +0.15 points  (-0.31 to 0.61)       ·  900 more
          revenue                             +£12,000      (£8,550 to £15,500)   clear
          profit                              +£38,000      (£33,400 to £42,600)  clear
          customer equity                     +£9,600       (£6,840 to £12,400)   clear
          First line: wait                    +44 s         (38 to 50)            clear

          ·  cannot tell yet; about so many more pairs would probably show it

        Whether Training every 6 months keeps more or fewer customers after a year cannot be told \
        yet: the
        difference is +0.03 in 100, 95% interval 0.00 to 0.06; about 30 more pairs would probably \
        show it.
        It keeps 0.24 more customers in 100 after three years, 95% interval 0.15 to 0.33: clear.
        It raises profit by £38,000, 95% interval £33,400 to £42,600: clear.
        Of 5,000 customers at the start, Training every 6 months kept 17 who would have left, \
        and lost 5
        who would have stayed. 1,760 would have left anyway.

        """)
  }

  @Test func variantsStandSideBySideWhereThereIsRoom() {
    let comparison = Fixture.comparison()
    // All side by side or none: with their intervals, without, or below one another.
    func lines(_ width: Int) -> [Substring] {
      ConsoleReport.comparison(comparison, width: width).split(separator: "\n")
    }
    func areBeside(_ lines: [Substring]) -> Bool {
      lines.contains { $0.contains("Training every 6 months") && $0.hasSuffix("   One more agent") }
    }
    #expect(areBeside(lines(144)) && lines(144).contains { $0.contains("(0.15 to 0.33)") })
    #expect(lines(110).allSatisfy { $0.count <= 110 } && areBeside(lines(110)))
    #expect(!lines(110).contains { $0.contains("(0.15 to 0.33)") })
    #expect(lines(110).contains { $0.contains("comparison.csv") })
    #expect(!areBeside(lines(60)))
    #expect(lines(60).contains { $0.contains("(0.15 to 0.33)") })
  }

  @Test func severalOptionsHaveOneTableBeforeAnythingElse() throws {
    let table = try #require(OptionsTable.table(Fixture.comparison()))
    #expect(
      table.columns.map(\.name) == [
        "", "36-month retention", "satisfaction, truth", "costs", "profit",
        "profit against the baseline",
      ])
    #expect(table.rows.map { $0[0] } == ["baseline", "Training every 6 months", "One more agent"])
    // 5,600,000 of revenue less 812,000 of profit.
    #expect(table.rows[0][3] == "£4,788,000" && table.rows[0][5] == "")
    #expect(table.rows[1][5] == "+£38,000 (£33,400 to £42,600), better")
    #expect(table.rows[2][5] == "-£53,000 (-£57,600 to -£48,400), worse")
    let lines = ConsoleReport.comparison(Fixture.comparison()).split(separator: "\n")
    #expect(lines[1].contains("profit against the baseline") && lines[2].hasPrefix("  baseline"))
    var one = Fixture.comparison()
    one.variants.removeLast()
    #expect(!ConsoleReport.comparison(one).contains("profit against the baseline"))
  }

  @Test func onlyWhatExistsIsMentioned() {
    var outcome = Fixture.run()
    outcome.summary = outcome.summary.filter {
      $0.metric.id == "retention_12m" && $0.subject == "all"
    }
    outcome.leavers = []
    outcome.evidence = []
    outcome.consistency = []
    #expect(
      ConsoleReport.run(outcome) == """
        Broadband contact centre · 5,000 customers · 3 years · seed 1

          12-month retention  85.9%  (85.5 to 86.3%)

        """)
  }

  @Test func warnings() throws {
    var outcome = Fixture.run()
    outcome.summary.append(
      SummaryRow(
        metric: Fixture.metric("occupancy"), subject: "team:retention-desk",
        estimate: Fixture.estimate(0.12, 0.01)))
    // One person cannot be fewer.
    #expect(ConsoleReport.warnings(outcome).count == 1)
    let desk = try #require(outcome.scenario.teams.firstIndex { $0.id == "retention-desk" })
    outcome.scenario.teams[desk].staff = 2
    #expect(
      ConsoleReport.warnings(outcome) == [
        "Retention desk: only 12.0% of the time on duty is spent with customers; fewer staff would do, or work "
          + "from outside is missing (see teams.retention-desk.background)",
        "a published figure does not hold: switched within 36 months 31.0% (30.3 to 31.7%), published "
          + "24.0% to 28.0%",
      ])
  }

  @Test func ofFewReplicationsItIsWarned() {
    var outcome = Fixture.run()
    let before = ConsoleReport.warnings(outcome)
    outcome.replications = 5
    #expect(ConsoleReport.warnings(outcome) == before)
    outcome.replications = 3
    #expect(
      ConsoleReport.warnings(outcome) == [
        "with 3 replications the intervals are very wide: 20 is usual (--replications 20)"
      ] + before)
    outcome.replications = 1
    #expect(
      ConsoleReport.warnings(outcome)[0].hasPrefix("with 1 replication there are no intervals"))
    var comparison = Fixture.comparison()
    #expect(ConsoleReport.warnings(comparison) == ConsoleReport.warnings(comparison.baseline))
    comparison.pairs = 2
    #expect(
      ConsoleReport.warnings(comparison)[0]
        == "with 2 pairs the intervals are very wide: 60 is usual (--replications 60)")
  }

  @Test func jsonHasTheFieldsOfTheTable() throws {
    let text = JSONReport.comparison(Fixture.comparison(), baseline: "broadband")
    let value = try JSONSerialization.jsonObject(with: Data(text.utf8)) as? [String: Any]
    let rows = try #require(value?["comparisons"] as? [[String: Any]])
    let table = ComparisonTables.comparison(Fixture.comparison(), baseline: "broadband")
    #expect(rows.count == table.rows.count)
    #expect(Set(rows[0].keys) == Set(table.columns.map(\.name)))
    #expect(rows[0]["difference"] as? Double == 0.0003)
    let same = try #require(rows.first { $0["verdict"] as? String == "same" })
    #expect(same["variance_reduction"] is NSNull)
    let run = try JSONSerialization.jsonObject(with: Data(JSONReport.run(Fixture.run()).utf8))
    #expect(((run as? [String: Any])?["summary"] as? [Any])?.count == Fixture.summary().count)
  }

  @Test func whatIsTooSmallIsCalledThat() throws {
    var outcome = Fixture.comparison()
    outcome.variants = [outcome.variants[0]]
    let place = try #require(
      outcome.variants[0].differences.firstIndex { $0.metric.id == "retention_12m" })
    outcome.variants[0].differences[place].verdict = .small
    outcome.variants[0].differences[place].morePairs = nil
    let text = ConsoleReport.comparison(outcome)
    #expect(text.contains(/12-month retention .*  too small\n/))
    #expect(
      text.contains("  too small  to matter, at either end of its interval (cxlab explain ")
    )
    #expect(text.contains("fewer customers in 100") || text.contains("more customers in 100"))
    #expect(text.replacing("\n", with: " ").contains("0.00 to 0.06: too small to matter."))
    let row = outcome.variants[0].differences[place]
    #expect(
      Sentences(outcome.baseline.scenario).remark(row).hasSuffix(
        "below 0.10 points, which is the least worth mentioning."))
    #expect(row.verdict.words == "too small to matter")
  }

  @Test func whatRoundsToNothingGoesNeitherWay() throws {
    let comparison = Fixture.comparison()
    let sentences = Sentences(comparison.baseline.scenario)
    var row = try #require(
      comparison.variants[0].differences.first { $0.metric.id == "retention_12m" })
    row.difference = Estimate(
      mean: -0.00002, lower: -0.0002, upper: 0.0002, replications: 60)
    (row.adjustedLower, row.adjustedUpper) = (-0.0002, 0.0002)
    row.verdict = .small
    #expect(
      sentences.verdict(row, of: "It")
        == "It keeps as many customers of 100 after a year, 95% interval of the difference -0.02 to 0.02: too small to "
        + "matter.")
  }

  @Test func verdictsAreSentences() {
    let comparison = Fixture.comparison()
    let sentences = Sentences(comparison.baseline.scenario)
    let variant = comparison.variants[1]
    func verdict(_ id: String) -> String {
      variant.differences.first { $0.metric.id == id }
        .map { sentences.verdict($0, of: variant.title) } ?? ""
    }
    #expect(
      verdict("retention_36m")
        == "One more agent keeps 0.48 more customers in 100 after three years, 95% interval 0.39 to "
        + "0.57: clear.")
    #expect(
      verdict("profit")
        == "One more agent lowers profit by £53,000, 95% interval £48,400 to £57,600: clear.")
    #expect(
      verdict("mean_wait")
        == "One more agent lowers wait at First line by 48 s, 95% interval 42 to 54: clear.")
    #expect(
      verdict("survey_satisfaction")
        == "Whether One more agent raises or lowers satisfaction as the survey sees it cannot be told yet: "
        + "the difference is +0.30 points, 95% interval -0.16 to 0.76; about 900 more pairs would probably show it."
    )
    var row = variant.differences.first { $0.metric.id == "profit" } ?? variant.differences[0]
    (row.verdict, row.morePairs) = (.unclear, nil)
    #expect(
      sentences.verdict(row, of: "It")
        == "Whether it raises or lowers profit cannot be told yet: the difference is -£53,000, 95% interval "
        + "-£57,600 to -£48,400.")
    #expect(
      verdict("growth_frequency") == "One more agent changes nothing about growth: frequency.")
  }

  @Test func theBestIsNamedWithItsProbability() {
    var comparison = Fixture.comparison()
    let sentences = Sentences(comparison.baseline.scenario)
    #expect(sentences.best(comparison) == nil)
    var selection = BestSelection(
      rule: BestRule(metric: Fixture.metric("retention_36m"), indifference: 0.002, confidence: 0.9),
      candidates: [
        .init(mean: 0.647, replications: 20, verdict: .out),
        .init(mean: 0.6494, replications: 40, verdict: .out),
        .init(mean: 0.6518, replications: 40, verdict: .best),
      ], replications: 40)
    comparison.best = selection
    #expect(
      sentences.best(comparison)
        == "One more agent is the best of 3 by 36-month retention, with at least 90% probability, where "
        + "a lead below 0.2 points counts as none. It took 40 pairs to tell (Kim and Nelson's "
        + "procedure).")
    #expect(ConsoleReport.comparison(comparison).contains("One more agent is the best of 3"))
    let table = ComparisonTables.best(comparison, baseline: "broadband")
    #expect(table?.rows.map { $0[0] } == ["broadband", "training-6-months", "one-more-agent"])
    #expect(table?.rows.map { $0[6] } == ["out", "out", "best"])
    selection.candidates[1].verdict = .running
    selection.candidates[2].verdict = .running
    comparison.best = selection
    #expect(
      sentences.best(comparison)
        == "Which is the best by 36-month retention, we cannot tell yet: after 40 pairs, Training every "
        + "6 months and One more agent are still in the running. To be sure of leads as small as 0.2 points "
        + "takes many pairs, even where a difference is clear: a larger --indifference ends sooner."
    )
  }

  @Test func whatTheSharedLuckSavedIsMeasured() {
    var comparison = Fixture.comparison()
    #expect(comparison.typicalVarianceReduction == 52.4)
    for v in comparison.variants.indices {
      for row in comparison.variants[v].differences.indices {
        comparison.variants[v].differences[row].varianceReduction = 0.8
      }
    }
    // Where pairs are worse than independent runs, that is said too.
    #expect(comparison.typicalVarianceReduction == 0.8)
    #expect(
      ConsoleReport.comparison(comparison).hasPrefix(
        "Same customers, same luck, 60 pairs (independent runs would do as well)\n"))
    comparison.pairs = 2
    #expect(comparison.typicalVarianceReduction == nil)
  }

  @Test(
    arguments: [
      (0.0, "0 s"), (0.04, "0 s"), (3.44, "3.4 s"), (-0.5, "-0.5 s"), (9.96, "10 s"),
      (59.6, "1 min"),
      (99, "1 min 39 s"), (154, "2 min 34 s"), (-44, "-44 s"), (7200, "2.0 h"), (17_280, "4.8 h"),
      (259_200, "3.0 days"),
    ] as [(Double, String)])
  func durations(seconds: Double, text: String) { #expect(Display.duration(seconds) == text) }

  @Test(
    arguments: [
      (412.4, "£412"), (2_410_400, "£2,410,000"), (-53_000, "-£53,000"), (12.5, "£12.50"),
      (0.001, "£0"), (-0.001, "£0"),
    ] as [(Double, String)])
  func money(amount: Double, text: String) {
    #expect(Display(Fixture.scenario()).money(amount) == text)
  }
}
