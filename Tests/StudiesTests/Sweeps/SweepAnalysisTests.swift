import Foundation
import Testing

@testable import Studies

/// What is said of settings: luck and world apart.
@Suite struct SweepAnalysisTests {
  /// Two settings in five worlds: the second is 10 better in all but the last world.
  private func analysed() throws -> (SweepAnalysis, PlannedSweep, SweepResults) {
    let bench = try SweepBench([:])
    let sweep = try bench.plan(
      """
      outcomes: [profit]
      levers: {teams.staff.staff: [1, 2]}
      uncertainties: {quality.mean: [50, 60, 70, 80, 90]}
      design: {uncertainties: full-factorial}
      """)
    let worlds = [100.0, 110, 120, 130, 140]
    var records: [SweepRecord] = []
    for (number, point) in sweep.plan.points.enumerated() {
      let world = worlds[point.world - 1]
      let effect = point.setting == 1 ? 0.0 : point.world == 5 ? -10 : 10
      records.append(
        SweepRecord(
          point: number + 1,
          result: .measured([.init(count: 4, mean: world + effect, variance: 16)])))
    }
    try bench.work(sweep, "s.jsonl", records)
    let results = try sweep.results()
    return (SweepAnalysis(sweep.plan, results), sweep, results)
  }

  @Test func luckAndWorldAreToldApart() throws {
    let (analysis, _, _) = try analysed()
    let figure = try #require(analysis.settings[0].figures[0])
    #expect(figure.worlds == 5 && figure.mean == 120)
    // Student's t with 3 degrees of freedom, a standard error of 4 / 2.
    #expect(abs(figure.noise - 3.182446 * 2) < 1e-4)
    #expect(figure.spread == 104...136)
    #expect(figure.runVariance == 16)
    // The variance of 100, 110, ... 140 is 250; luck adds 16 / 4.
    let variance = try #require(figure.worldVariance)
    #expect(abs(variance.lowerBound - 246) < 1e-9 && abs(variance.upperBound - 250) < 1e-9)
    let share = try #require(figure.worldShare)
    #expect(abs(share.lowerBound - 246.0 / 262) < 1e-12)
    #expect(abs(share.upperBound - 250.0 / 266) < 1e-12)
  }

  @Test func theBestIsCountedWorldByWorld() throws {
    let (analysis, sweep, results) = try analysed()
    let found = try #require(
      analysis.extremes(sweep.plan, results, experiment: 0, outcome: 0))
    #expect(found.highest == .init(setting: 1, worlds: 4, compared: 5))
    #expect(found.lowest == .init(setting: 0, worlds: 4, compared: 5))
  }

  @Test func aSingleWorldHasNoSpread() throws {
    let bench = try SweepBench([:])
    let sweep = try bench.plan("outcomes: [profit]\nlevers: {teams.staff.staff: [1, 2]}\n")
    try bench.work(sweep, "s.jsonl", [.measured(1, 4)])
    let results = try sweep.results()
    let analysis = SweepAnalysis(sweep.plan, results)
    let figure = try #require(analysis.settings[0].figures[0])
    #expect(figure.spread == nil && figure.worldShare == nil && figure.worldVariance == nil)
    #expect(analysis.settings[1].figures[0] == nil)
    #expect(analysis.extremes(sweep.plan, results, experiment: 0, outcome: 0) == nil)
  }

  @Test func percentilesAreInterpolated() {
    #expect(SweepAnalysis.spread([5]) == 5...5)
    #expect(SweepAnalysis.spread((0...10).map(Double.init)) == 1...9)
    #expect(SweepAnalysis.spread([0, 1]) == 0.1...0.9)
  }
}
