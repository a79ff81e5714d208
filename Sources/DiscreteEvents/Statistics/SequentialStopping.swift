/// Replications until their mean is known well enough.
///
/// Replications are added until the half-width of the interval of their mean is as small as wanted,
/// and at least a minimum number of them, lest a few that are alike by chance end the experiment
/// (Chow & Robbins 1965; Law 2015, section 9.4.1). The confidence is nearly the one asked for if the
/// minimum is ten or more and the precision fine.
///
///     var experiment = SequentialStopping(to: .relative(0.05))
///     while !experiment.isPrecise { experiment.add(meanWaitOfOneMoreRun()) }
///     print(experiment.estimate)
///
/// Replications that are all equal count as precise: for events so rare that most replications see
/// none, take a minimum large enough to see some.
public struct SequentialStopping: Sendable, Equatable {
  /// How small the half-width is to be.
  public enum Precision: Sendable, Equatable {
    /// At most so much, in the unit of the samples.
    case absolute(Double)
    /// So small that the mean is wrong by at most this share of the true mean.
    ///
    /// As only the estimated mean is known, the half-width is held to γ / (1 + γ) of it for the
    /// share γ (Law 2015).
    case relative(Double)
  }

  /// How small the half-width is to be.
  public let precision: Precision
  /// The confidence, between 0 and 1.
  public let level: Double
  /// The fewest replications.
  public let minimum: Int
  /// The replications so far.
  public private(set) var tally = Tally()

  /// Makes an experiment without any replication yet.
  ///
  /// - Parameters:
  ///   - precision: how small the half-width is to be.
  ///   - level: the confidence, between 0 and 1.
  ///   - minimum: the fewest replications.
  /// - Precondition: the precision is positive and finite, the level between 0 and 1 and the minimum
  ///   at least 2.
  public init(to precision: Precision, level: Double = 0.95, minimum: Int = 10) {
    switch precision {
    case .absolute(let wanted), .relative(let wanted):
      precondition(wanted > 0 && wanted.isFinite, "a precision is positive and finite")
    }
    precondition(level > 0 && level < 1, "a confidence level is between 0 and 1")
    precondition(minimum >= 2, "an interval needs at least two replications")
    (self.precision, self.level, self.minimum) = (precision, level, minimum)
  }

  /// Adds the value of one replication.
  public mutating func add(_ value: Double) { tally.add(value) }

  /// How many replications so far.
  public var count: Int { tally.count }

  /// The mean of the replications so far with its interval.
  public var estimate: ConfidenceInterval { ConfidenceInterval.ofMean(tally, level: level) }

  /// Whether there are enough replications; never when one was not finite.
  public var isPrecise: Bool { count >= minimum && halfWidth(of: count) <= wantedHalfWidth }

  /// How many replications it will take in all, judged by those so far.
  ///
  /// It is the smallest number, of the minimum or more, whose half-width is small enough if variance
  /// and mean stay as they are; at most ``count`` when ``isPrecise``. It is nil when there is no
  /// telling: after fewer than two replications, for a share of a mean of zero, or for more than
  /// 2⁵² replications.
  public var replicationsNeeded: Int? {
    let wanted = wantedHalfWidth
    guard count > 1, tally.variance.isFinite, wanted.isFinite else { return nil }
    var (tooFew, enough) = (minimum - 1, minimum)
    while halfWidth(of: enough) > wanted {
      guard enough < 1 << 52 else { return nil }
      (tooFew, enough) = (enough, enough * 2)
    }
    while enough - tooFew > 1 {
      let middle = tooFew + (enough - tooFew) / 2
      if halfWidth(of: middle) > wanted { tooFew = middle } else { enough = middle }
    }
    return enough
  }

  private var wantedHalfWidth: Double {
    switch precision {
    case .absolute(let half): half
    case .relative(let share): share / (1 + share) * abs(tally.mean)
    }
  }

  /// The half-width of as many replications with the present variance.
  private func halfWidth(of replications: Int) -> Double {
    ConfidenceInterval.studentQuantile(level: level, count: replications)
      * (tally.variance / Double(replications)).squareRoot()
  }
}
