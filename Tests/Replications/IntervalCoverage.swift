import CustomerExperience
import DiscreteEvents
import Experiments
import RandomVariates
import Testing

@Suite("Intervals of a comparison cover what is known exactly")
struct IntervalCoverage {
  /// Customers who leave with a probability that is the same for all in each month.
  private func market(leaving: Double) -> Scenario {
    var s = Scenario.atRest(.contract, customers: 100, months: 12)
    s.journeys = [.need("nothing", perYear: 0, at: .machine())]
    s.loyalty.churn = .constant(leaving)
    return s
  }

  @Test("of the difference in retention, alone and of three variants together")
  func coverage() async throws {
    let base = 0.02
    let changed = [0.03, 0.025, 0.012]
    let truths = changed.map { retention($0) - retention(base) }
    let experiments = 120
    var (alone, together) = (0, 0)
    for experiment in 1...experiments {
      var options = ExperimentOptions()
      options.replications = 6
      options.jobs = 2
      options.seed = UInt64(experiment)
      options.runsGrowth = false
      let outcome = try await Experiment.compare(
        market(leaving: base),
        with: changed.map {
          .init(name: "\($0)", title: "", changes: [], scenario: market(leaving: $0))
        }, options: options)
      let rows = try outcome.variants.map { variant in
        try #require(
          variant.differences.first { $0.metric.id == "retention_12m" && $0.subject == "all" })
      }
      let first = rows[0].difference
      if first.lower <= truths[0] && truths[0] <= first.upper { alone += 1 }
      let all = zip(rows, truths).allSatisfy { $0.adjustedLower <= $1 && $1 <= $0.adjustedUpper }
      if all { together += 1 }
    }
    let error = (0.95 * 0.05 / Double(experiments)).squareRoot()
    #expect(abs(Double(alone) / Double(experiments) - 0.95) < 3 * error, "\(alone)")
    #expect(Double(together) / Double(experiments) > 0.95 - 3 * error, "\(together)")
  }

  /// The exact share of customers left after a year.
  private func retention(_ leaving: Double) -> Double {
    (0..<12).reduce(1.0) { share, _ in share * (1 - leaving) }
  }
}
