/// An arrival rate that is piecewise constant over the week: a non-homogeneous Poisson process
/// drawn by inversion of its cumulative intensity (Çinlar 1975, chapter 4).
///
/// ```swift
/// var clock = 0.0
/// clock += rate.next(from: clock, exponential: source.exponential())
/// ```
public struct WeeklyRate: Sendable, Equatable {
  private struct Piece: Sendable, Equatable {
    var start: Double
    var rate: Double
    /// The cumulative intensity from Monday 00:00 to `start`.
    var before: Double
  }

  private let pieces: [Piece]

  /// Expected arrivals in a week.
  public let perWeek: Double

  /// Makes a rate: a base while open, none while closed, multiplied by factors for parts of the
  /// day.
  ///
  /// - Parameters:
  ///   - ratePerMinute: arrivals a minute where no factor applies.
  ///   - hours: when there are arrivals at all.
  ///   - factors: multipliers for a part of every day, in minutes from midnight; a part whose end
  ///     is not after its start goes over midnight; where parts overlap their factors multiply.
  /// - Precondition: the rate and the factors are finite and not negative; minutes of the day are
  ///   within 0 to 1,440.
  public init(
    base ratePerMinute: Double, hours: WeeklyHours,
    factors: [(fromMinuteOfDay: Int, toMinuteOfDay: Int, factor: Double)] = []
  ) {
    precondition(
      ratePerMinute >= 0 && ratePerMinute.isFinite, "a rate is finite and not negative")
    var cuts: Set<Int> = [0]
    for interval in hours.intervals { cuts.formUnion([interval.lowerBound, interval.upperBound]) }
    for part in factors {
      precondition(part.factor >= 0 && part.factor.isFinite, "a factor is finite and not negative")
      for minute in [part.fromMinuteOfDay, part.toMinuteOfDay] {
        precondition((0...Week.minutesPerDay).contains(minute), "a minute of the day is 0 to 1440")
        for day in 0..<7 { cuts.insert(day * Week.minutesPerDay + minute) }
      }
    }
    var pieces: [Piece] = []
    var total = 0.0
    let starts = cuts.filter { $0 < Week.minutes }.sorted()
    for (index, start) in starts.enumerated() {
      let end = index + 1 < starts.count ? starts[index + 1] : Week.minutes
      let rate =
        hours.isOpen(Double(start))
        ? factors.reduce(ratePerMinute) { $0 * Self.multiplier($1, at: start) } : 0
      if pieces.last?.rate != rate {
        pieces.append(Piece(start: Double(start), rate: rate, before: total))
      }
      total += rate * Double(end - start)
    }
    self.pieces = pieces
    perWeek = total
  }

  /// The rate at a minute of the week, in arrivals a minute.
  ///
  /// - Complexity: O(log pieces).
  public func rate(at minuteOfWeek: Double) -> Double {
    pieces[piece { $0.start <= Week.wrap(minuteOfWeek) }].rate
  }

  /// Elapsed minutes until the cumulative intensity reaches a unit exponential; infinity if the
  /// rate is zero all week.
  ///
  /// - Parameters:
  ///   - minuteOfWeek: from when.
  ///   - e: a draw of the exponential law with mean 1.
  /// - Complexity: O(log pieces); whole weeks are skipped at once.
  public func next(from minuteOfWeek: Double, exponential e: Double) -> Double {
    precondition(e >= 0, "an exponential is not negative")
    guard perWeek > 0 else { return .infinity }
    let start = Week.wrap(minuteOfWeek)
    let here = piece { $0.start <= start }
    let current = pieces[here]
    let end = here + 1 < pieces.count ? pieces[here + 1].start : Week.length
    if current.rate > 0, e <= current.rate * (end - start) { return e / current.rate }
    let target = current.before + current.rate * (start - current.start) + e
    let weeks = max(0, (target / perWeek).rounded(.up) - 1)
    let rest = target - weeks * perWeek
    let reached = pieces[piece { $0.before < rest }]
    let into = reached.rate > 0 ? (rest - reached.before) / reached.rate : 0
    return max(0, weeks * Week.length + reached.start + into - start)
  }

  /// The last piece that meets a condition which, once unmet, stays unmet; the first if none does.
  private func piece(where condition: (Piece) -> Bool) -> Int {
    var (low, high) = (0, pieces.count)
    while low < high {
      let middle = (low + high) / 2
      if condition(pieces[middle]) { low = middle + 1 } else { high = middle }
    }
    return max(0, low - 1)
  }

  private static func multiplier(
    _ part: (fromMinuteOfDay: Int, toMinuteOfDay: Int, factor: Double), at minuteOfWeek: Int
  ) -> Double {
    let minute = minuteOfWeek % Week.minutesPerDay
    let (from, to) = (part.fromMinuteOfDay, part.toMinuteOfDay)
    let applies = from < to ? (from..<to).contains(minute) : minute >= from || minute < to
    return applies ? part.factor : 1
  }
}
