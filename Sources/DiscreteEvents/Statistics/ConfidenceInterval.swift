import CGSL

#if canImport(Darwin)
  import Darwin
#elseif canImport(Musl)
  import Musl
#else
  import Glibc
#endif

/// A mean over independent replications with its confidence interval.
///
/// The interval says how well the mean is known; it is not the spread between runs.
public struct ConfidenceInterval: Sendable, Equatable {
  /// The mean of the samples.
  public let mean: Double
  /// The lower limit.
  public let lower: Double
  /// The upper limit.
  public let upper: Double
  /// How many samples, or pairs of samples.
  public let count: Int

  /// Half of the interval's width.
  public var halfWidth: Double { lower == upper ? 0 : (upper - lower) / 2 }

  /// Makes an interval of known limits.
  public init(mean: Double, lower: Double, upper: Double, count: Int) {
    (self.mean, self.lower, self.upper, self.count) = (mean, lower, upper, count)
  }

  /// The Student t interval of a mean.
  ///
  /// One sample says nothing of its error: its limits are minus and plus infinity. No sample at all
  /// has the mean NaN besides. Samples that are all equal have an interval of zero width.
  ///
  /// - Parameters:
  ///   - samples: one value a replication.
  ///   - level: the confidence, between 0 and 1.
  public static func ofMean(_ samples: [Double], level: Double = 0.95) -> ConfidenceInterval {
    ofMean(Tally(samples), level: level)
  }

  /// The Student t interval of a mean, of samples already tallied.
  ///
  /// It is the interval of the samples themselves.
  ///
  /// - Parameters:
  ///   - tally: one value a replication.
  ///   - level: the confidence, between 0 and 1.
  public static func ofMean(_ tally: Tally, level: Double = 0.95) -> ConfidenceInterval {
    guard tally.count > 1 else {
      return ConfidenceInterval(
        mean: tally.count == 1 ? tally.mean : .nan, lower: -.infinity, upper: .infinity,
        count: tally.count)
    }
    if tally.minimum == tally.maximum { return certain(tally.minimum, count: tally.count) }
    let half = studentQuantile(level: level, count: tally.count) * tally.standardError
    return ConfidenceInterval(
      mean: tally.mean, lower: tally.mean - half, upper: tally.mean + half, count: tally.count)
  }

  /// The Student t interval of the mean difference `a - b` of pairs, as under common random
  /// numbers.
  ///
  /// - Parameters:
  ///   - a: one value a replication.
  ///   - b: the value of the same replication under the other scenario.
  ///   - level: the confidence, between 0 and 1.
  /// - Precondition: `a` and `b` have as many samples.
  public static func ofPairedDifference(
    _ a: [Double], _ b: [Double], level: Double = 0.95
  ) -> ConfidenceInterval {
    precondition(a.count == b.count, "paired samples must be as many")
    return ofMean(zip(a, b).map { $0 - $1 }, level: level)
  }

  /// The interval of a mean survival probability, symmetric on the log(-log) scale.
  ///
  /// The standard error of the mean is carried to log(-log) of the mean by the delta method, a
  /// Student t interval is taken there, and its limits are mapped back (Kalbfleisch & Prentice
  /// 2002): with mean m and standard error s they are m to the powers exp(±t s / (m |log m|)). The
  /// interval lies within 0 to 1, always holds the mean, and samples of exactly 0 or 1 need no
  /// exception.
  ///
  /// One sample says nothing of its error: its limits are minus and plus infinity. Samples that are all equal
  /// have an interval of zero width.
  ///
  /// - Parameters:
  ///   - samples: one survival probability a replication, 0 to 1.
  ///   - level: the confidence, between 0 and 1.
  public static func ofSurvival(_ samples: [Double], level: Double = 0.95) -> ConfidenceInterval {
    let tally = Tally(samples)
    let mean = tally.mean
    guard tally.count > 1 else {
      return ConfidenceInterval(
        mean: samples.first ?? .nan, lower: -.infinity, upper: .infinity, count: tally.count)
    }
    if tally.minimum == tally.maximum { return certain(tally.minimum, count: tally.count) }
    precondition(tally.minimum >= 0 && tally.maximum <= 1, "survival is a probability")
    let half =
      studentQuantile(level: level, count: tally.count) * tally.standardError
      / (mean * abs(log(mean)))
    return ConfidenceInterval(
      mean: mean, lower: pow(mean, exp(half)), upper: pow(mean, exp(-half)), count: tally.count)
  }

  /// The quantile of Student's t for a two-sided interval of a mean of `count` samples.
  ///
  /// - Precondition: `level` is between 0 and 1, and `count` is at least 2.
  public static func studentQuantile(level: Double, count: Int) -> Double {
    precondition(level > 0 && level < 1, "a confidence level is between 0 and 1")
    precondition(count > 1, "Student's t needs at least two samples")
    return gsl_cdf_tdist_Pinv((1 + level) / 2, Double(count - 1))
  }

  private static func certain(_ value: Double, count: Int) -> ConfidenceInterval {
    ConfidenceInterval(mean: value, lower: value, upper: value, count: count)
  }
}
