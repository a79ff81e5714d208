import RandomVariates
import Testing

@testable import CustomerExperience
@testable import Experiments

@Suite struct BestSelectionTests {
  private func outputs(_ rows: [[Double]]) -> [ReplicationOutput] {
    rows.map { row in
      var output = ReplicationOutput(base: .only("profit", row[0]))
      output.variants = row.dropFirst().map { .only("profit", $0) }
      return output
    }
  }

  private func rule(_ id: String = "profit", _ indifference: Double = 1) throws -> BestRule {
    BestRule(metric: try #require(Metric.named(id)), indifference: indifference)
  }

  @Test func theBaselineIsACandidate() throws {
    let rows = (0..<20).map { r in [10.0, 2, 3].map { $0 + Double(r % 3) } }
    let selection = BestSelection(try rule(), from: outputs(rows))
    #expect(selection.best == 0)
    #expect(selection.candidates.map(\.verdict) == [.best, .out, .out])
    #expect(selection.replications == 20)
  }

  @Test func lessOfABadThingIsBetter() throws {
    let metric = try #require(Metric.all.first { $0.better == .down && $0.subjects.contains(.all) })
    let results = (0..<20).map { r in
      var output = ReplicationOutput(base: .only(metric.id, 10 + Double(r % 3)))
      output.variants = [.only(metric.id, 2 + Double(r % 3))]
      return output
    }
    #expect(BestSelection(BestRule(metric: metric, indifference: 1), from: results).best == 1)
  }

  @Test func fewerThanTheFirstStageTellNothing() throws {
    let rows = (0..<19).map { _ in [10.0, 2] }
    let selection = BestSelection(try rule(), from: outputs(rows))
    #expect(selection.best == nil)
    #expect(selection.candidates.map(\.verdict) == [.running, .running])
  }

  @Test func looksComeAfterTheFirstStageAndThenByTens() throws {
    var options = ExperimentOptions()
    #expect(options.stoppingLooks == ExperimentOptions.looks)
    options.best = try rule()
    #expect(options.stoppingLooks.prefix(3) == [20, 30, 40])
    let clear = options.isAnswered(by: outputs((0..<20).map { _ in [10.0, 2] }))
    let close = options.isAnswered(by: outputs((0..<20).map { [10 * Double($0 % 2), 5.1] }))
    // What never has a value never decides.
    let absent = options.isAnswered(by: outputs((0..<20).map { _ in [.nan, 2] }))
    #expect(clear && !close && absent)
  }

  @Test func replicationsStopWhenTheBestIsKnown() async throws {
    var worse = Scenario.small()
    worse.loyalty.churn = .constant(0.2)
    var options = ExperimentOptions()
    options.best = BestRule(
      metric: try #require(Metric.named("retention_12m")), indifference: 0.02)
    options.replications = 200
    options.jobs = 2
    let outcome = try await Experiment.compare(
      .small(), with: [.init(name: "v", title: "v", changes: [], scenario: worse)],
      options: options)
    #expect(outcome.pairs == 20)
    #expect(outcome.best?.best == 0)
    let itself = try await Experiment.compare(
      .small(), with: [.init(name: "v", title: "v", changes: [], scenario: .small())],
      options: options)
    #expect(itself.best?.best == 0 && itself.pairs == 20)
  }
}
