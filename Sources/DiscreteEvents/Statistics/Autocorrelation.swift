/// How strongly the values of one series depend on those before them.
///
/// A run's successive waits or queue lengths resemble each other, so that the usual standard error
/// of their mean is too small. The autocorrelation at lag j says by how much.
public enum Autocorrelation {
  /// The autocorrelations at lags 1 to `lags`, each between -1 and 1.
  ///
  /// With deviations d from the mean of the series, the estimate at lag j is the sum of d[i]
  /// d[i + j] over the sum of d[i]² (Box & Jenkins 1976). It is 0 for a series without variation
  /// and at lags not shorter than the series; a value that is not finite makes all of them NaN.
  ///
  /// - Parameters:
  ///   - lags: the longest lag, in observations; none below 1.
  ///   - series: the observations, in the order in which they were made.
  /// - Complexity: O(n · `lags`) for n observations.
  public static func upTo(lag lags: Int, of series: [Double]) -> [Double] {
    guard lags > 0 else { return [] }
    let mean = Tally(series).mean
    let deviations = series.map { $0 - mean }
    // Scaled, so that the squares of very large or very small deviations are still numbers.
    let scale = deviations.reduce(0) { max($0, abs($1)) }
    guard mean.isFinite else { return Array(repeating: .nan, count: lags) }
    guard scale > 0 else { return Array(repeating: 0, count: lags) }
    let scaled = deviations.map { $0 / scale }
    let squares = scaled.reduce(0) { $0 + $1 * $1 }
    return (1...lags).map { lag in
      guard lag < scaled.count else { return 0 }
      var products = 0.0
      for i in lag..<scaled.count { products += scaled[i] * scaled[i - lag] }
      return products / squares
    }
  }

  /// The autocorrelation of neighbouring values, between -1 and 1.
  ///
  /// - Complexity: O(n) for n observations.
  public static func lag1(of series: [Double]) -> Double { upTo(lag: 1, of: series)[0] }
}
