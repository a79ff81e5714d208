public import RandomVariates

/// When the next arrivals come: a Poisson process whose rate may vary, or gaps of any law; one by one
/// or in batches; on days that are busier than others.
///
/// ```swift
/// var calls = ArrivalProcess(WeeklyRate(base: 2, hours: hours))
/// calls.busyness = Sampler(.gamma(mean: 1, sd: 0.2))   // the factor of a day
/// calls.batch = Sampler(.uniform(low: 1, high: 4))     // rounded down: 1, 2 or 3 at a time
/// let arrival = calls.next(after: 0, source)           // schedule it, and ask again when it comes
/// ```
///
/// A process is asked in order of time; its draws come from the source's current address.
public struct ArrivalProcess: Sendable {
  /// A moment at which somebody arrives.
  public struct Arrival: Sendable, Equatable {
    /// When; infinite where nobody comes any more.
    public let time: Double
    /// How many arrive together, at least one.
    public let count: Int
  }

  private enum Pattern: Sendable {
    case steady(rate: Double)
    case weekly(WeeklyRate, minuteOfWeekAtZero: Double)
    case thinned(greatest: Double, rate: @Sendable (Double) -> Double)
    case renewal(Sampler)
  }

  /// After so many candidates in a row that were none, nobody comes any more.
  private static let mostRejections = 10_000_000

  private let pattern: Pattern
  private var today = Int.min
  private var factor = 1.0

  /// How many arrive together, rounded down and at least one; nil for one by one.
  public var batch: Sampler?
  /// The factor that multiplies the rate of a whole day, drawn anew every day; nil for none.
  ///
  /// Calls of a day vary more than a Poisson process explains, and the first hours tell of the rest: a
  /// gamma factor of mean 1 gives both (Whitt 1999; Avramidis, Deslauriers & L'Ecuyer 2004). It has
  /// no effect on gaps of a stated law.
  public var busyness: Sampler?
  /// The length of a day, in the unit of time: 1,440 minutes unless told.
  public var day = 1_440.0

  /// A Poisson process of a steady rate, in arrivals a unit of time.
  ///
  /// - Precondition: the rate is finite and not negative.
  public init(rate: Double) {
    precondition(rate >= 0 && rate.isFinite, "a rate is finite and not negative")
    pattern = .steady(rate: rate)
  }

  /// A Poisson process whose rate is piecewise constant over the week (by inversion), times being in
  /// minutes.
  ///
  /// - Parameters:
  ///   - rate: arrivals a minute over the week.
  ///   - minuteOfWeekAtZero: the minute of the week at time 0; 0 where it is a Monday's midnight.
  public init(_ rate: WeeklyRate, minuteOfWeekAtZero: Double = 0) {
    pattern = .weekly(rate, minuteOfWeekAtZero: minuteOfWeekAtZero)
  }

  /// A Poisson process whose rate varies in any way, by thinning (Lewis & Shedler 1979).
  ///
  /// - Parameters:
  ///   - greatest: a rate that is never exceeded.
  ///   - rate: the rate at a time, from 0 to `greatest`; what is above counts as `greatest`.
  /// - Precondition: `greatest` is positive and finite.
  public init(greatest: Double, rate: @escaping @Sendable (Double) -> Double) {
    precondition(greatest > 0 && greatest.isFinite, "the greatest rate is positive and finite")
    pattern = .thinned(greatest: greatest, rate: rate)
  }

  /// Gaps of any law between one arrival and the next (a renewal process).
  public init(gaps: Sampler) { pattern = .renewal(gaps) }

  /// The next arrival after a time.
  public mutating func next(after time: Double, _ source: RandomSource) -> Arrival {
    let due = moment(after: time, source)
    guard due < .infinity, let batch else { return Arrival(time: due, count: 1) }
    return Arrival(time: due, count: max(1, Int(min(batch.draw(source), 1e9))))
  }

  private mutating func moment(after time: Double, _ source: RandomSource) -> Double {
    guard let busyness, !isRenewal else { return moment(after: time, factor: 1, source) }
    // Day by day: nothing is remembered by the rest of a Poisson process, so that each day can begin
    // anew under its own factor. Years without anybody are the end of it.
    var now = time
    for _ in 0..<4_000 {
      let number = (now / day).rounded(.down)
      guard abs(number) < 1e15 else { break }
      if Int(number) != today {
        today = Int(number)
        factor = max(0, busyness.draw(source))
      }
      let midnight = (number + 1) * day
      let due = factor > 0 ? moment(after: now, factor: factor, source, until: midnight) : midnight
      if due < midnight { return due }
      now = midnight
    }
    return .infinity
  }

  /// The next arrival of the process whose rate is multiplied by a factor; beyond a time it may be
  /// anything that is not earlier.
  private func moment(
    after time: Double, factor: Double, _ source: RandomSource, until limit: Double = .infinity
  ) -> Double {
    switch pattern {
    case .steady(let rate):
      return rate > 0 ? time + source.exponential() / (rate * factor) : .infinity
    case .weekly(let rate, let offset):
      return time + rate.next(from: time + offset, exponential: source.exponential() / factor)
    case .thinned(let greatest, let rate):
      var now = time
      for _ in 0..<Self.mostRejections where now < limit {
        now += source.exponential() / (greatest * factor)
        if source.uniform() * greatest < rate(now) { return now }
      }
      return now < limit ? .infinity : now
    case .renewal(let gaps): return time + max(0, gaps.draw(source))
    }
  }

  private var isRenewal: Bool { if case .renewal = pattern { true } else { false } }
}
