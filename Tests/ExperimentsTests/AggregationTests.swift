import Testing

@testable import CustomerExperience
@testable import Experiments

@Suite("Replications added up")
struct AggregationTests {
  private func outcome(
    of results: [ReplicationResult], scenario: Scenario = .small()
  ) -> RunOutcome {
    Aggregation(scenario: scenario, options: ExperimentOptions()).outcome(of: results, doses: [])
  }

  @Test("the mean over replications with Student's interval")
  func summary() throws {
    let found = outcome(of: [1, 2, 6].map { .only("complaints", $0) })
    let estimate = try #require(found.summary.first).estimate
    #expect(found.summary.count == 1 && found.replications == 3)
    #expect(estimate.mean == 3 && estimate.replications == 3)
    // t of 0.975 with two degrees of freedom, times √(7/3).
    #expect(abs(estimate.halfWidth - 4.302653 * (7.0 / 3).squareRoot()) < 1e-5)
    #expect(abs(estimate.upper - estimate.mean - estimate.halfWidth) < 1e-12)
  }

  @Test("replications with nothing to say are left out, and nothing at all is no row")
  func silence() throws {
    let some = outcome(of: [2, .nan, 4].map { .only("nps", $0) })
    #expect(try #require(some.summary.first).estimate.mean == 3)
    #expect(try #require(some.summary.first).estimate.replications == 2)
    #expect(outcome(of: [.only("nps", .nan)]).summary.isEmpty)
  }

  @Test("one replication has no interval")
  func single() throws {
    let estimate = try #require(outcome(of: [.only("nps", 2)]).summary.first).estimate
    #expect(estimate.mean == 2)
    #expect(estimate.lower == -.infinity && estimate.upper == .infinity)
  }

  @Test("an interval ends where the figure does")
  func ranges() throws {
    func estimate(_ id: String, _ values: [Double]) throws -> Estimate {
      try #require(outcome(of: values.map { .only(id, $0) }).summary.first).estimate
    }
    let share = try estimate("survey_response", [0, 0.02, 0.01])
    #expect(share.lower == 0 && share.upper > 0.02 && share.upper < 0.04)
    // How well the mean is known is not changed by that.
    #expect(abs(share.halfWidth - (share.upper - share.mean)) < 1e-12)
    let high = try estimate("satisfied_share", [1, 0.9])
    #expect(high.upper == 1 && high.lower > 0.3 && high.lower < 0.32)
    #expect(try estimate("satisfaction_mean", [99, 100]).upper == 100)
    #expect(try estimate("complaints", [0, 30]).lower == 0)
    // What can be negative stays so, and a single replication has no interval.
    #expect(try estimate("nps", [-90, 20]).lower == -100)
    #expect(try estimate("profit", [-5, 4]).lower < -5)
    #expect(try estimate("survey_response", [0.5]).lower == -.infinity)
    // A mean that is out of its range stays in its interval.
    let odd = try estimate("survey_response", [1.1, 1.2])
    #expect(odd.lower <= odd.mean && odd.upper >= odd.mean)
    let months = outcome(
      of: [[0.0, 0.5], [0.1, 0.5]].map { values in
        var result = ReplicationResult(months: 2)
        result.timeline[SeriesKey("satisfied_share", "all")] = values
        return result
      })
    #expect(months.timeline.first?.estimates.first??.lower == 0)
  }

  @Test("every figure declares what it can be, and what matters of it")
  func declarations() throws {
    for metric in Metric.all {
      #expect(metric.smallest.size(at: 1_000) > 0, "\(metric.id)")
      #expect(metric.range.lowerBound < metric.range.upperBound, "\(metric.id)")
      // Rates of a year, and what is over something else of the same period; differences have signs.
      let mayExceed =
        [
          "turnover", "revenue_retention_net", "called_back_share", "points_breakage",
          "profit_best_fifth", "return_rate", "slots_used", "appointments_cancelled",
          "appointments_refused", "strategy_subsidy", "alive_bias",
        ].contains(metric.id) || metric.id.hasSuffix("_difference")
      if metric.unit == .fraction, !metric.id.contains("growth"), !mayExceed {
        #expect(metric.range == 0...1, "\(metric.id)")
      }
    }
    #expect(Metric.named("sales_growth")?.range.lowerBound == -1)
    #expect(Metric.named("nps")?.range == -100...100)
  }

  @Test("months without a word stay empty")
  func timeline() throws {
    let results = [[1.0, .nan, 3], [3, .nan, .nan]].map { values in
      var result = ReplicationResult(months: values.count)
      result.timeline[SeriesKey("nps", "all")] = values
      return result
    }
    let series = try #require(outcome(of: results).timeline.first)
    #expect(series.estimates.map { $0?.mean } == [2, nil, 3])
    #expect(series.estimates.map { $0?.replications } == [2, nil, 1])
  }

  @Test("survival is averaged over replications, truth first, cohorts in order")
  func retention() throws {
    func counts(_ view: String, _ cohort: String, _ survival: [Double]) -> SurvivalCounts {
      SurvivalCounts(
        view: view, cohort: cohort, segment: "all", atRisk: survival.map { $0 * 100 },
        events: [0] + zip(survival, survival.dropFirst()).map { ($0 - $1) * 100 },
        survival: survival)
    }
    let results = [0.8, 0.9].map { s in
      var result = ReplicationResult()
      result.survival = [
        counts("observed", "all-tenure", [1, s]), counts("truth", "10", [1, s]),
        counts("truth", "2", [1, s]), counts("truth", "initial", [1, s, s / 2]),
      ]
      return result
    }
    let curves = outcome(of: results).retention
    #expect(curves.map(\.cohort) == ["initial", "2", "10", "all-tenure"])
    let last = try #require(curves[0].points.last)
    #expect(last.month == 2 && abs(last.survival.mean - 0.425) < 1e-12)
    #expect(abs(last.atRisk - 42.5) < 1e-9 && abs(last.events - 42.5) < 1e-9)
    for point in curves.flatMap(\.points) {
      #expect(point.survival.lower >= 0 && point.survival.upper <= 1)
    }
  }

  @Test("leavers, cohorts and survey bands are means a replication")
  func counts() {
    var first = ReplicationResult()
    first.leavers = [.init(month: 3, cause: .price, segment: 0): 4]
    first.cohorts = ["initial": [10, 8], "1": [3]]
    first.observed = [ObservedBand(from: 0), ObservedBand(from: 50)]
    first.observed[1].customers = 4
    first.observed[1].answers = 280
    (first.observed[1].firstYear, first.observed[1].secondYear) = (100, 130)
    var second = first
    second.leavers = [
      .init(month: 3, cause: .price, segment: 0): 2, .init(month: 1, cause: .moved, segment: 0): 1,
    ]
    second.observed[1].secondYear = 90
    let found = outcome(of: [first, second])
    #expect(found.leavers.map(\.month) == [1, 3])
    #expect(found.leavers.map(\.customers) == [0.5, 3])
    #expect(found.leavers.map(\.cause) == ["moved", "price"])
    #expect(found.cohorts.map(\.active) == [10, 8, 3])
    #expect(found.cohorts.map(\.period) == [0, 1, 0])
    #expect(found.growthObserved.map(\.band) == ["50-100"])
    #expect(found.growthObserved.map(\.customers) == [4])
    #expect(found.growthObserved.map(\.satisfaction) == [70])
    #expect(found.growthObserved.allSatisfy { abs($0.salesGrowth - 0.1) < 1e-12 })
  }

  @Test(
    "a published figure: the whole interval inside, part of it, or none",
    arguments: [
      (0.0, 10.0, EvidenceRow.Verdict.inside), (2.0, 10.0, .unclear), (0.0, 3.0, .unclear),
      (2.5, 3.5, .unclear), (6.0, 9.0, .outside), (-3.0, 0.5, .outside),
    ])
  func evidence(low: Double, high: Double, verdict: EvidenceRow.Verdict) throws {
    var scenario = Scenario.small()
    var entry = Evidence()
    (entry.metric, entry.subject, entry.low, entry.high) = ("nps", "all", low, high)
    var unknown = entry
    unknown.subject = "team:nobody"
    scenario.evidence = [unknown, entry]
    // 3 ± 1.3
    let rows = outcome(of: [2, 3, 3, 4].map { .only("nps", $0) }, scenario: scenario).evidence
    #expect(rows.count == 1)
    #expect(try #require(rows.first).verdict == verdict)
  }
}
