import RandomVariates
import Testing

@testable import CustomerExperience
@testable import Experiments

@Suite("Paired differences")
struct DifferenceTests {
  private func row(_ before: [Double], _ after: [Double], variants: Int = 1) throws -> DifferenceRow
  {
    let metric = try #require(Metric.named("nps"))
    return Difference.row(metric, "all", before: before, after: after, variants: variants)
  }

  private let before = (0..<10).map { Double($0 * $0) }

  /// Differences of mean 1 and variance 1.
  private var clear: [Double] {
    let spread = (9.0 / 10).squareRoot()
    return before.enumerated().map { $1 + 1 + ($0 % 2 == 0 ? spread : -spread) }
  }

  @Test func theRoundingOfSumsIsNoDifference() throws {
    let before = [0.7, 0.71, 0.69]
    let noise = before.map { $0 + 1e-16 }
    #expect(Difference.difference(0.7, 0.7 + 1e-16) == 0)
    #expect(Difference.difference(1e6, 1e6 + 1) == 1)
    let metric = try #require(Metric.named("trust_mean"))
    let row = Difference.row(metric, "all", before: before, after: noise, variants: 1)
    #expect(row.verdict == .same && row.difference.mean == 0)
  }

  @Test("the interval is paired; that of several variants is Bonferroni's")
  func intervals() throws {
    let root = 10.0.squareRoot()
    let alone = try row(before, clear)
    #expect(abs(alone.difference.mean - 1) < 1e-12)
    #expect(abs(alone.difference.halfWidth - 2.262157 / root) < 1e-5)
    #expect(abs(alone.adjustedLower - alone.difference.lower) < 1e-12)
    let four = try row(before, clear, variants: 4)
    #expect(four.difference == alone.difference)
    // t of 1 − 0.05/4/2 with nine degrees of freedom.
    #expect(abs(four.adjustedUpper - 1 - 3.110934 / root) < 1e-4)
    #expect(abs(four.adjustedLower - 1 + 3.110934 / root) < 1e-4)
  }

  @Test("intervals cover the truth as often as they say, alone and together")
  func coverage() throws {
    let truths = [0.0, 0.3, -0.5, 1, 0.2]
    let experiments = 2_000
    let source = RandomSource(seed: 4, replication: 1)
    var (alone, together) = (0, 0)
    for experiment in 1...experiments {
      source.seek(1, 1, experiment)
      // Each pair shares its luck, and the variants share the baseline: nothing is independent.
      let common = (0..<12).map { _ in 3 * source.normal() }
      let before = common.map { $0 + 0.3 * source.normal() }
      let rows = try truths.map { truth in
        try row(
          before, common.map { $0 + truth + 0.5 * source.normal() }, variants: truths.count)
      }
      func holds(_ lower: Double, _ upper: Double, _ truth: Double) -> Bool {
        lower <= truth && truth <= upper
      }
      if holds(rows[1].difference.lower, rows[1].difference.upper, truths[1]) { alone += 1 }
      let all = zip(rows, truths).allSatisfy { holds($0.adjustedLower, $0.adjustedUpper, $1) }
      if all { together += 1 }
    }
    // Standard error of a rate of 95 in 100. Together they cover at least so often.
    let error = (0.95 * 0.05 / Double(experiments)).squareRoot()
    #expect(abs(Double(alone) / Double(experiments) - 0.95) < 3 * error)
    #expect(Double(together) / Double(experiments) > 0.95 - 3 * error)
    #expect(Double(together) / Double(experiments) < 0.99)
  }

  @Test("variance reduction is that of independent runs over that of pairs")
  func varianceReduction() throws {
    func variance(_ x: [Double]) -> Double {
      let mean = x.reduce(0, +) / Double(x.count)
      return x.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / Double(x.count - 1)
    }
    let found = try row(before, clear).varianceReduction
    #expect(abs(found / (variance(before) + variance(clear)) - 1) < 1e-9)
    #expect(try row(before, before.map { $0 + 1 }).varianceReduction == .infinity)
  }

  @Test("clear, unclear, or the same")
  func verdicts() throws {
    #expect(try row(before, clear).verdict == .clear)
    #expect(try row(before, clear).morePairs == nil)
    #expect(try row(before, before).verdict == .same)
    #expect(try row(before, before.map { $0 - 1 }).verdict == .clear)
    // Clear alone, but not among a thousand.
    let close = before.enumerated().map { $1 + 0.8 + ($0 % 2 == 0 ? 1 : -1) }
    #expect(try row(before, close).verdict == .clear)
    #expect(try row(before, close, variants: 1_000).verdict == .unclear)
    #expect(try row([1], [2]).verdict == .unclear)
  }

  @Test("what is too small to matter is called that, however sure it is")
  func smallDifferences() throws {
    func verdict(_ metric: String, at level: Double, _ differences: [Double]) throws
      -> DifferenceRow
    {
      let metric = try #require(Metric.named(metric))
      let before = differences.indices.map { level + 0.01 * level * Double($0) }
      return Difference.row(
        metric, "all", before: before, after: zip(before, differences).map { $0 + $1 },
        variants: 1)
    }
    // Clear of zero, and a hundredth of a percentage point.
    let tiny = try verdict("retention_12m", at: 0.8, [1e-4, 1.1e-4, 0.9e-4, 1e-4])
    #expect(tiny.adjustedLower > 0 && tiny.verdict == .small && tiny.morePairs == nil)
    #expect(tiny.smallest == 0.001)
    // It may be there or not: either way it does not matter.
    let maybe = try verdict("retention_12m", at: 0.8, [1e-4, -1e-4, 2e-4, 0])
    #expect(maybe.adjustedLower < 0 && maybe.verdict == .small && maybe.morePairs == nil)
    // It may matter, for the interval reaches beyond; whether it is there is clear, or not.
    let reaching = try verdict("retention_12m", at: 0.8, [5e-4, 9e-4, 7e-4, 12e-4])
    #expect(reaching.adjustedUpper > 0.001 && reaching.verdict == .clear)
    #expect(try verdict("retention_12m", at: 0.8, [5e-3, -9e-3, 7e-3, 0]).verdict == .unclear)
    #expect(try verdict("retention_12m", at: 0.8, [1e-2, 1.1e-2, 0.9e-2]).verdict == .clear)
    // Of money the baseline decides, of waits both.
    #expect(try verdict("profit", at: 1e6, [500, 510, 505]).verdict == .small)
    #expect(try verdict("profit", at: -1e6, [500, 510, 505]).verdict == .small)
    #expect(try verdict("profit", at: 1e4, [500, 510, 505]).verdict == .clear)
    #expect(try verdict("mean_wait", at: 20, [0.4, 0.5, 0.45]).verdict == .small)
    #expect(try verdict("mean_wait", at: 20, [4, 5, 4.5]).verdict == .clear)
    #expect(try verdict("mean_wait", at: 20_000, [4, 5, 4.5]).verdict == .small)
    // One pair says nothing, and none at all is the same.
    #expect(try verdict("profit", at: 1e6, [0.1]).verdict == .unclear)
    #expect(try verdict("profit", at: 1e6, [0, 0]).verdict == .same)
  }

  @Test("a difference is no larger than the figure's range")
  func range() throws {
    let metric = try #require(Metric.named("abandonment_rate"))
    let row = Difference.row(
      metric, "all", before: [0, 1, 0], after: [1, 1, 1], variants: 3)
    #expect(row.difference.lower >= -1 && row.difference.upper == 1)
    #expect(row.adjustedLower == -1 && row.adjustedUpper == 1)
    #expect(row.difference.halfWidth > 1)
  }

  @Test("how many more pairs would do")
  func morePairs() throws {
    // 0.5 ± 2.262 × 0.333: ((2.262 + 0.842) × 0.333 / 0.5)² of ten pairs in all.
    let vague = before.enumerated().map { $1 + 0.5 + ($0 % 2 == 0 ? 1 : -1) }
    let found = try row(before, vague)
    #expect(found.verdict == .unclear)
    #expect(found.morePairs == 43 - 10)
    let hopeless = before.enumerated().map { $1 + 0.001 + ($0 % 2 == 0 ? 1 : -1) }
    #expect(try row(before, hopeless).morePairs == nil)
  }

  @Test("rows and months that only one side has are left out")
  func missing() throws {
    func result(_ value: Double, _ months: [Double]) -> ReplicationResult {
      var result = ReplicationResult.only("nps", value, months: 2)
      result.timeline[SeriesKey("nps", "all")] = months
      return result
    }
    let difference = Difference(
      baseline: [result(1, [1, .nan]), result(.nan, [2, 3])],
      variant: [result(3, [2, 5]), result(9, [4, .nan])], variants: 1)
    let metric = try #require(Metric.named("nps"))
    let none = Estimate(mean: 0, lower: 0, upper: 0, replications: 2)
    let rows = difference.rows(in: [
      SummaryRow(metric: metric, subject: "all", estimate: none),
      SummaryRow(metric: metric, subject: "team:x", estimate: none),
    ])
    #expect(rows.count == 1)
    #expect(rows.first?.difference.mean == 2 && rows.first?.difference.replications == 1)
    let series = difference.timeline(in: [
      TimelineSeries(metric: metric, subject: "all", estimates: [none, none])
    ])
    #expect(series.first?.estimates.map { $0?.mean } == [1.5, nil])
  }

  @Test("customers saved, lost, and those to whom it made no difference")
  func fates() throws {
    var change = FateChange()
    change.add(baseline: true, variant: false)
    change.add(baseline: true, variant: true)
    change.add(baseline: false, variant: true)
    change.add(baseline: false, variant: false)
    change.add(baseline: false, variant: false)
    let difference = Difference(baseline: [], variant: [], variants: 1)
    let rows = difference.changed(
      [[change, change], [FateChange(), FateChange()]], variant: "v", segments: ["a"])
    #expect(rows.map(\.segment) == ["all", "a"])
    let row = try #require(rows.first)
    #expect(row.saved == 0.5 && row.lost == 0.5 && row.leftAnyway == 0.5 && row.stayedAnyway == 1)
  }
}
