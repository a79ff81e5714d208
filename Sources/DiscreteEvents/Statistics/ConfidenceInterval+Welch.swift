import CGSL

extension ConfidenceInterval {
  /// The interval of the difference `a - b` of the means of two independent samples.
  ///
  /// The samples may differ in variance and in number (Welch 1947). Student's t has Satterthwaite's
  /// degrees of freedom (1946): with the variances u and v of the two means, (u + v)² / (u² / (n -
  /// 1) + v² / (m - 1)). For scenarios under common random numbers ``ofPairedDifference(_:_:level:)``
  /// is the narrower.
  ///
  /// The interval's count is that of both samples together. A sample of fewer than two says nothing
  /// of its error: the limits are minus and plus infinity. Two samples each without variation have
  /// an interval of zero width.
  ///
  /// - Parameters:
  ///   - a: one value a replication.
  ///   - b: one value a replication of the other scenario, with other random numbers.
  ///   - level: the confidence, between 0 and 1.
  /// - Precondition: the level is between 0 and 1.
  public static func ofWelchDifference(
    _ a: [Double], _ b: [Double], level: Double = 0.95
  ) -> ConfidenceInterval {
    precondition(level > 0 && level < 1, "a confidence level is between 0 and 1")
    let (first, second) = (Tally(a), Tally(b))
    let mean = a.isEmpty || b.isEmpty ? .nan : first.mean - second.mean
    let freedom = welchFreedom(first, second)
    let error = (first.variance / Double(a.count) + second.variance / Double(b.count)).squareRoot()
    guard a.count > 1, b.count > 1, mean.isFinite, error.isFinite else {
      return ConfidenceInterval(
        mean: mean, lower: -.infinity, upper: .infinity, count: a.count + b.count)
    }
    let half = error > 0 ? gsl_cdf_tdist_Pinv((1 + level) / 2, freedom) * error : 0
    return ConfidenceInterval(
      mean: mean, lower: mean - half, upper: mean + half, count: a.count + b.count)
  }

  /// Satterthwaite's degrees of freedom, from the share of each sample in the variance.
  private static func welchFreedom(_ a: Tally, _ b: Tally) -> Double {
    let (u, v) = (a.variance / Double(a.count), b.variance / Double(b.count))
    let (first, second) = (u / (u + v), v / (u + v))
    return 1 / (first * first / Double(a.count - 1) + second * second / Double(b.count - 1))
  }
}
