import CustomerExperience
import DiscreteEvents

/// A variant's differences from the baseline, pair by pair.
struct Difference {
  let baseline: [ReplicationResult]
  let variant: [ReplicationResult]
  /// Variants compared at once: intervals are adjusted for their number (Bonferroni), since common random
  /// numbers make the differences dependent and rule out Dunnett's.
  let variants: Int

  /// One row a metric and subject that both have.
  func rows(in summary: [SummaryRow]) -> [DifferenceRow] {
    summary.compactMap { row in
      let key = SeriesKey(row.metric.id, row.subject)
      var before: [Double] = []
      var after: [Double] = []
      for (a, b) in zip(baseline, variant) {
        guard let x = a.summary[key], let y = b.summary[key], !x.isNaN, !y.isNaN else { continue }
        before.append(x)
        after.append(y)
      }
      guard !before.isEmpty else { return nil }
      return Self.row(row.metric, row.subject, before: before, after: after, variants: variants)
    }
  }

  static func row(
    _ metric: Metric, _ subject: String, before: [Double], after: [Double], variants: Int
  ) -> DifferenceRow {
    let differences = zip(before, after).map(Self.difference)
    let interval = ConfidenceInterval.ofMean(differences)
    let level = 1 - 0.05 / Double(max(1, variants))
    let adjusted = ConfidenceInterval.ofMean(differences, level: level)
    let spread = variance(differences)
    let independent = variance(before) + variance(after)
    let verdict: DifferenceRow.Verdict
    var more: Int?
    if differences.allSatisfy({ $0 == 0 }) {
      verdict = .same
    } else {
      verdict = .init(
        lower: adjusted.lower, upper: adjusted.upper,
        smallest: metric.smallest.size(at: mean(before)))
      if verdict == .unclear { more = morePairs(differences.count, adjusted, level: level) }
    }
    let possible = metric.range.ofDifferences
    let widened = Estimate(adjusted).held(in: possible)
    return DifferenceRow(
      metric: metric, subject: subject, meanBaseline: mean(before), meanVariant: mean(after),
      difference: Estimate(interval).held(in: possible), adjustedLower: widened.lower,
      adjustedUpper: widened.upper,
      varianceReduction: spread > 0 ? independent / spread : .infinity, verdict: verdict,
      morePairs: more)
  }

  /// By how much a pair differs: not at all where only the rounding of sums does.
  static func difference(_ before: Double, _ after: Double) -> Double {
    let difference = after - before
    return abs(difference) <= 1e-11 * max(abs(before), abs(after)) ? 0 : difference
  }

  /// The 80th percentile of the normal distribution.
  private static let fourInFive = 0.8416

  /// How many more pairs would make a difference clear that is as large as it looks.
  ///
  /// The half-width falls with the root of the pairs. Where it comes down to the difference the interval
  /// excludes zero every other time; so many are told that it does so four times in five.
  ///
  /// - Returns: Nil with a single pair, and where it takes thousands.
  private static func morePairs(
    _ count: Int, _ interval: ConfidenceInterval, level: Double
  ) -> Int? {
    guard count > 1 else { return nil }
    let quantile = ConfidenceInterval.studentQuantile(level: level, count: count)
    let ratio = (1 + fourInFive / quantile) * interval.halfWidth / abs(interval.mean)
    let needed = Double(count) * ratio * ratio
    guard needed.isFinite, needed < 2_000 else { return nil }
    return max(1, Int(needed.rounded(.up)) - count)
  }

  /// Differences month by month.
  func timeline(in series: [TimelineSeries]) -> [TimelineSeries] {
    series.map { row in
      let key = SeriesKey(row.metric.id, row.subject)
      let possible = row.metric.range.ofDifferences
      var pairs: [(before: [Double], after: [Double])] = []
      for (a, b) in zip(baseline, variant) {
        guard let before = a.timeline[key], let after = b.timeline[key] else { continue }
        pairs.append((before, after))
      }
      return TimelineSeries(
        metric: row.metric, subject: row.subject,
        estimates: row.estimates.indices.map { m in
          let differences = pairs.compactMap { before, after -> Double? in
            guard m < before.count, m < after.count else { return nil }
            let difference = Self.difference(before[m], after[m])
            return difference.isNaN ? nil : difference
          }
          return Aggregation.estimate(differences)?.held(in: possible)
        })
    }
  }

  /// Customers saved and lost, mean a replication.
  func changed(
    _ changes: [[FateChange]], variant: String, segments: [String]
  ) -> [ChangedCustomersRow] {
    guard changes.allSatisfy({ $0.count > segments.count }) else { return [] }
    let n = Double(max(1, changes.count))
    return (["all"] + segments).enumerated().map { s, segment in
      func mean(_ path: KeyPath<FateChange, Double>) -> Double {
        changes.reduce(0) { $0 + $1[s][keyPath: path] } / n
      }
      return ChangedCustomersRow(
        variant: variant, segment: segment, saved: mean(\.saved), lost: mean(\.lost),
        stayedAnyway: mean(\.stayedAnyway), leftAnyway: mean(\.leftAnyway))
    }
  }

  private static func mean(_ values: [Double]) -> Double {
    values.reduce(0, +) / Double(max(1, values.count))
  }

  private static func variance(_ values: [Double]) -> Double {
    guard values.count > 1 else { return 0 }
    let m = mean(values)
    return values.reduce(0) { $0 + ($1 - m) * ($1 - m) } / Double(values.count - 1)
  }
}
