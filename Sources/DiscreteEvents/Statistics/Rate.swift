import CGSL

/// Events counted over time, such as orders an hour, with an exact interval of their rate.
///
/// The events are taken as a Poisson process: singly, and independent of each other.
public struct Rate: Sendable, Equatable {
  /// How many events.
  public private(set) var events: Int
  /// Over how much time, in the caller's unit.
  public private(set) var time: Double

  /// Makes the rate of some events over some time.
  ///
  /// - Precondition: neither is negative, and the time is finite.
  public init(events: Int = 0, over time: Double = 0) {
    precondition(events >= 0, "a number of events cannot be negative")
    precondition(time >= 0 && time.isFinite, "a time observed is finite and not negative")
    (self.events, self.time) = (events, time)
  }

  /// Adds events and the time over which they were counted.
  ///
  /// - Precondition: neither is negative, and the time is finite.
  public mutating func add(events: Int, over time: Double) {
    merge(Rate(events: events, over: time))
  }

  /// Adds the events and the time of another rate, as of another replication.
  public mutating func merge(_ other: Rate) {
    events += other.events
    time += other.time
  }

  /// Events a unit of time; NaN when no time has passed.
  public var perTime: Double { time > 0 ? Double(events) / time : .nan }

  /// The exact interval of the rate (Garwood 1936).
  ///
  /// The lower limit is the rate at which so many events or more had the chance (1 - level) / 2, the
  /// upper limit that at which so many or fewer had: quantiles of chi-square with 2n and 2n + 2
  /// degrees of freedom, halved, for n events. The true rate is within at least as often as the
  /// level says. No event has the lower limit 0; no time says nothing, with the limits 0 and
  /// infinity. The interval's count is that of the events.
  ///
  /// - Parameter level: the confidence, between 0 and 1.
  /// - Precondition: the level is between 0 and 1.
  public func interval(level: Double = 0.95) -> ConfidenceInterval {
    precondition(level > 0 && level < 1, "a confidence level is between 0 and 1")
    let tail = (1 - level) / 2
    let known = time > 0
    return ConfidenceInterval(
      mean: perTime,
      lower: known && events > 0 ? Self.lowerMean(events, tail: tail) / time : 0,
      upper: known ? Self.upperMean(events, tail: tail) / time : .infinity,
      count: events)
  }

  /// The mean at which a Poisson number of events reaches `events` with the chance `tail`.
  private static func lowerMean(_ events: Int, tail: Double) -> Double {
    guard let exact = UInt32(exactly: events), events <= largestExact else {
      return wilsonHilferty(Double(events), -gsl_cdf_ugaussian_Qinv(tail))
    }
    return root(near: Double(events)) { gsl_cdf_poisson_Q(exact - 1, $0) > tail }
  }

  /// The mean at which a Poisson number of events stays within `events` with the chance `tail`.
  private static func upperMean(_ events: Int, tail: Double) -> Double {
    guard let exact = UInt32(exactly: events), events <= largestExact else {
      return wilsonHilferty(Double(events) + 1, gsl_cdf_ugaussian_Qinv(tail))
    }
    return root(near: Double(events) + 1) { gsl_cdf_poisson_P(exact, $0) < tail }
  }

  // GSL 2.7's own chi-square quantiles do not converge for some n from about a thousand on, and its
  // Poisson probabilities are wrong from a million on. Up to here the probabilities are exact;
  // beyond, the normal law of the cube root is off by a millionth of a standard deviation at the
  // level 0.99.
  private static let largestExact = 100_000

  /// Half a quantile of chi-square with 2 `shape` degrees of freedom (Wilson & Hilferty 1931).
  private static func wilsonHilferty(_ shape: Double, _ normal: Double) -> Double {
    let spread = 1 / (9 * shape)
    let root = 1 - spread + normal * spread.squareRoot()
    return shape * root * root * root
  }

  /// The positive number from which on a condition holds, by bisection to the last bit.
  private static func root(near guess: Double, _ holds: (Double) -> Bool) -> Double {
    var (low, high) = (0.0, guess)
    while !holds(high), high.isFinite { (low, high) = (high, 2 * high) }
    while true {
      let middle = low + (high - low) / 2
      guard low < middle, middle < high else { return high }
      if holds(middle) { high = middle } else { low = middle }
    }
  }
}
