/// How much of a run's beginning to drop, because it still shows how the run was started.
///
/// The rule is MSER-5 (White 1997; White, Cobb & Spratt 2000): the series is averaged in batches of
/// five, and the batches to drop are those without which the marginal standard error
///
///     MSER(d) = Σ (Y[i] - mean of the kept)² / (n - d)²,  over the n - d batches kept,
///
/// is smallest: dropping more would lose more data than it would remove bias. It is searched within
/// the first half of the run only, as a few last batches can be equal by chance.
///
/// A shift in the second half of a run cannot be seen by the rule.
public enum WarmUp {
  /// How many observations the rule averages in a batch.
  public static let batchSize = 5

  /// How many observations to drop from the beginning of a series, a multiple of five.
  ///
  /// It is nil when the smallest error lies at the limit of the search: the series is too short or
  /// does not settle. Fewer than ten observations are always too short. A value that is not finite
  /// is never kept.
  ///
  /// - Parameter series: the observations of one run from its start, in the order in which they
  ///   were made.
  /// - Complexity: O(n) for n observations.
  public static func observationsToDrop(_ series: [Double]) -> Int? {
    let batches = series.count / batchSize
    guard batches >= 2 else { return nil }
    let limit = batches / 2
    var best: (dropped: Int, error: Double)?
    var kept = Tally()
    // Backwards, so that one pass serves every point of truncation.
    for batch in stride(from: batches - 1, through: 0, by: -1) {
      let first = batch * batchSize
      kept.add(Tally(series[first..<first + batchSize]).mean)
      guard batch <= limit else { continue }
      let n = Double(kept.count)
      let error = kept.variance * (n - 1) / (n * n)
      // Of equal errors the one that drops least; an error of NaN never.
      if error.isFinite, error <= best?.error ?? .infinity { best = (batch, error) }
    }
    guard let best, best.dropped < limit else { return nil }
    return best.dropped * batchSize
  }

  /// How many observations to drop from the beginning of each of several replications.
  ///
  /// The rule is applied to the average of the replications' series, observation by observation, in
  /// which the transient stands out from the noise (Hoad, Robinson & Davies 2010). Series are
  /// averaged as far as the shortest goes. It is nil as for a single series, and for no replication.
  ///
  /// - Parameter replications: one series a replication, each from its start.
  /// - Complexity: O(n) for n observations in all.
  public static func observationsToDrop(averaging replications: [[Double]]) -> Int? {
    guard let shortest = replications.map(\.count).min() else { return nil }
    return observationsToDrop(
      (0..<shortest).map { i in
        var mean = 0.0
        for (seen, series) in replications.enumerated() {
          mean += (series[i] - mean) / Double(seen + 1)
        }
        return mean
      })
  }
}
