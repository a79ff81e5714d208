/// A quantile of independent observations, with a confidence interval free of any distribution.
///
/// The estimate interpolates between the order statistics (type 7 of Hyndman & Fan 1996, as most
/// programs do). The limits are order statistics themselves: as many observations lie below the true
/// quantile as a binomial says, whatever the distribution (David & Nagaraja 2003, section 7.1).
///
/// The observations must be independent: one a replication, or customers of different runs. The
/// waits of successive customers are not. One that is NaN makes the estimate and the limits NaN.
public struct Quantile: Sendable, Equatable {
  /// The share of the distribution below the quantile, 0 to 1.
  public let probability: Double
  /// The sample quantile, in the unit of the observations; NaN when there are none.
  public let estimate: Double
  /// The lower limit; minus infinity when there are too few observations for one.
  public let lower: Double
  /// The upper limit; infinity when there are too few observations for one.
  public let upper: Double
  /// The exact confidence of the interval for a continuous distribution, at least the one asked for.
  public let confidence: Double
  /// How many observations.
  public let count: Int

  /// Estimates one quantile.
  ///
  /// - Parameters:
  ///   - probability: the share of the distribution below the quantile, 0 to 1.
  ///   - samples: the observations, in any order.
  ///   - level: the least confidence, between 0 and 1.
  /// - Precondition: the probability is from 0 to 1 and the level between 0 and 1.
  /// - Complexity: O(n log n) for n observations.
  public init(_ probability: Double, of samples: [Double], level: Double = 0.95) {
    self.init(probability, ofSorted: samples.sorted(), level: level)
  }

  /// Estimates several quantiles, sorting the observations once.
  ///
  /// - Parameters:
  ///   - probabilities: the shares of the distribution below the quantiles, 0 to 1.
  ///   - samples: the observations, in any order.
  ///   - level: the least confidence of each interval, between 0 and 1.
  /// - Precondition: the probabilities are from 0 to 1 and the level between 0 and 1.
  public static func several(
    _ probabilities: [Double], of samples: [Double], level: Double = 0.95
  ) -> [Quantile] {
    let sorted = samples.sorted()
    return probabilities.map { Quantile($0, ofSorted: sorted, level: level) }
  }

  /// The sample quantile of type 7 (Hyndman & Fan 1996); NaN when there is no observation.
  ///
  /// - Parameters:
  ///   - probability: the share of the distribution below the quantile, 0 to 1.
  ///   - samples: the observations, in any order.
  /// - Precondition: the probability is from 0 to 1.
  /// - Complexity: O(n log n) for n observations.
  public static func estimate(_ probability: Double, of samples: [Double]) -> Double {
    estimate(probability, ofSorted: samples.sorted())
  }

  private init(_ probability: Double, ofSorted sorted: [Double], level: Double) {
    precondition(level > 0 && level < 1, "a confidence level is between 0 and 1")
    self.probability = probability
    count = sorted.count
    estimate = Self.estimate(probability, ofSorted: sorted)
    let ranks = Self.ranks(probability, count: sorted.count, tail: (1 - level) / 2)
    confidence = ranks.confidence
    let known = sorted.isEmpty || !estimate.isNaN
    lower = !known ? .nan : ranks.lower < 1 ? -.infinity : sorted[ranks.lower - 1]
    upper = !known ? .nan : ranks.upper > sorted.count ? .infinity : sorted[ranks.upper - 1]
  }

  private static func estimate(_ probability: Double, ofSorted sorted: [Double]) -> Double {
    precondition(probability >= 0 && probability <= 1, "a probability is from 0 to 1")
    guard !sorted.isEmpty, !sorted.contains(where: \.isNaN) else { return .nan }
    let position = probability * Double(sorted.count - 1)
    let below = Int(position)
    guard below + 1 < sorted.count else { return sorted[below] }
    return between(sorted[below], sorted[below + 1], position - Double(below))
  }

  /// The value at a share of the way between two, never outside them.
  static func between(_ low: Double, _ high: Double, _ share: Double) -> Double {
    if share <= 0 || low == high { return low }
    return share >= 1 ? high : max(low, min(high, low * (1 - share) + high * share))
  }

  /// The ranks, from 1, of the order statistics that are the limits.
  ///
  /// The lower is the largest l with P(N < l) ≤ tail, and the upper the smallest u with P(N ≥ u) ≤
  /// tail, where N is binomial: how many of `count` observations lie below the quantile. Rank 0 or
  /// `count` + 1 means that there is no limit. The binomial's probabilities follow from the one of
  /// its mode by their ratios, which stays exact where `gsl_cdf_binomial_P` is NaN (near its mean,
  /// from some millions of observations on).
  ///
  /// - Complexity: O(√`count`)
  static func ranks(
    _ p: Double, count n: Int, tail: Double
  ) -> (lower: Int, upper: Int, confidence: Double) {
    let negligible = 1e-40
    let mode = min(n, Int(p * Double(n + 1)))
    // Relative to the mode: downwards from it, then upwards.
    var (down, up): ([Double], [Double]) = ([], [])
    var weight = 1.0
    for k in stride(from: mode, to: 0, by: -1) {
      weight *= Double(k) / Double(n - k + 1) * ((1 - p) / p)
      if weight < negligible { break }
      down.append(weight)
    }
    weight = 1
    for k in mode..<n {
      weight *= Double(n - k) / Double(k + 1) * (p / (1 - p))
      if weight < negligible { break }
      up.append(weight)
    }
    let weights = down.reversed() + [1] + up
    let first = mode - down.count
    let total = weights.reduce(0, +)
    var (low, below) = (0, 0.0)
    while low < weights.count - 1, below + weights[low] <= tail * total {
      below += weights[low]
      low += 1
    }
    var (high, above) = (weights.count - 1, 0.0)
    while high > 0, above + weights[high] <= tail * total {
      above += weights[high]
      high -= 1
    }
    return (first + low, first + high + 1, 1 - (below + above) / total)
  }
}
