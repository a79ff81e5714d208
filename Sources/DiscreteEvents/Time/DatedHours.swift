/// Opening hours as a weekly pattern with days of the calendar that have hours of their own: holidays and
/// short days.
///
/// Times are minutes; time 0 is midnight of day 0. An opening that goes on over midnight goes on over the
/// edge of such a day, too, where both sides are open.
///
/// ```swift
/// let hours = DatedHours(weekly, days: [3: []], minuteOfWeekAtZero: 0)   // closed on day 3
/// hours.isOpen(3 * 1440 + 600)                                           // false
/// ```
public struct DatedHours: Sendable, Equatable {
  /// A day with hours of its own.
  public struct Day: Sendable, Equatable {
    /// The number of the day, that of time 0 being 0.
    public let number: Int
    /// When it is open, in minutes of the day: apart from each other and in order.
    public let intervals: [Range<Int>]

    /// The time at which it begins.
    public var start: Double { Double(number) * 1440 }
    /// The time at which it ends.
    public var end: Double { start + 1440 }
  }

  /// The hours of a usual week.
  public let weekly: WeeklyHours
  /// The days with hours of their own, in order.
  public let days: [Day]
  private let minuteOfWeekAtZero: Double

  /// Makes opening hours.
  ///
  /// - Parameters:
  ///   - weekly: the hours of a usual week.
  ///   - days: by the number of the day, when it is open, in minutes of the day; none where it is closed.
  ///   - minuteOfWeekAtZero: the minute of the week at time 0; 0 where it is a Monday's midnight.
  /// - Precondition: intervals lie within 0 ..< 1,440.
  public init(
    _ weekly: WeeklyHours, days: [Int: [Range<Int>]] = [:], minuteOfWeekAtZero: Double = 0
  ) {
    self.weekly = weekly
    self.minuteOfWeekAtZero = minuteOfWeekAtZero
    self.days = days.sorted { $0.key < $1.key }.map {
      precondition(
        $0.value.allSatisfy { $0.lowerBound >= 0 && $0.upperBound <= 1440 },
        "hours of a day lie within it")
      return Day(number: $0.key, intervals: WeeklyHours(intervals: $0.value).intervals)
    }
  }

  /// Whether it is open at a time.
  ///
  /// - Complexity: O(log days).
  public func isOpen(_ time: Double) -> Bool {
    guard let day = day(at: time) else { return weekly.isOpen(minuteOfWeek(time)) }
    let minute = time - day.start
    return day.intervals.contains {
      Double($0.lowerBound) <= minute && minute < Double($0.upperBound)
    }
  }

  /// The current opening, or the next one if it is closed now: when it begins (now, if open now) and when
  /// it ends; infinite where there is none.
  ///
  /// - Complexity: O(log days), and O(days) where it is closed, or open, over many of them.
  public func session(at time: Double) -> (opens: Double, closes: Double) {
    let opens = opening(from: time)
    return (opens, opens < .infinity ? closing(from: opens) : .infinity)
  }

  /// Open minutes among the next `minutes` from a time.
  ///
  /// - Complexity: O(log days + days in between).
  public func openMinutes(from time: Double, during minutes: Double) -> Double {
    precondition(minutes >= 0, "a duration is not negative")
    var (now, sum) = (time, 0.0)
    let end = time + minutes
    while now < end {
      if let day = day(at: now) {
        let until = min(end, day.end)
        sum += Self.overlap(day, from: now, to: until)
        now = until
      } else {
        let until = min(end, nextDay(after: now)?.start ?? .infinity)
        sum += weekly.openMinutes(from: minuteOfWeek(now), during: until - now)
        now = until
      }
    }
    return sum
  }

  /// Elapsed minutes from a time until so many open minutes have passed: the earliest such moment, infinity
  /// where it never comes.
  ///
  /// - Complexity: O(log days + days in between).
  public func advance(from time: Double, open minutes: Double) -> Double {
    precondition(minutes >= 0, "an amount of open minutes is not negative")
    var (now, left) = (time, minutes)
    while left > 0 {
      if let day = day(at: now) {
        for interval in day.intervals {
          let from = max(now, day.start + Double(interval.lowerBound))
          let to = day.start + Double(interval.upperBound)
          guard to > from else { continue }
          if left <= to - from { return from + left - time }
          left -= to - from
        }
        now = day.end
      } else {
        let minute = minuteOfWeek(now)
        guard let next = nextDay(after: now) else {
          return now - time + weekly.advance(from: minute, open: left)
        }
        let open = weekly.openMinutes(from: minute, during: next.start - now)
        if left <= open { return now - time + weekly.advance(from: minute, open: left) }
        left -= open
        now = next.start
      }
    }
    return 0
  }

  /// Minutes since Monday 00:00 of the week that holds a time.
  public func minuteOfWeek(_ time: Double) -> Double { Week.wrap(time + minuteOfWeekAtZero) }

  /// The day with hours of its own that holds a time; nil where the week's hold.
  public func day(at time: Double) -> Day? {
    guard !days.isEmpty else { return nil }
    let index = firstEnding(after: time)
    return index < days.count && days[index].start <= time ? days[index] : nil
  }

  /// The next day with hours of its own that begins after a time; nil where there is none.
  public func nextDay(after time: Double) -> Day? {
    guard !days.isEmpty else { return nil }
    var index = firstEnding(after: time)
    if index < days.count, days[index].start <= time { index += 1 }
    return index < days.count ? days[index] : nil
  }

  private func firstEnding(after time: Double) -> Int {
    var (low, high) = (0, days.count)
    while low < high {
      let middle = (low + high) / 2
      if days[middle].end <= time { low = middle + 1 } else { high = middle }
    }
    return low
  }

  /// The first moment from a time on at which it is open.
  private func opening(from time: Double) -> Double {
    var now = time
    while true {
      if let day = day(at: now) {
        if let next = day.intervals.first(where: { day.start + Double($0.upperBound) > now }) {
          return max(now, day.start + Double(next.lowerBound))
        }
        now = day.end
      } else {
        // Openings are at whole minutes, and a sum may miss them by a hair.
        let wait = weekly.nextOpening(after: minuteOfWeek(now))
        let opens = wait > 0 ? (now + wait).rounded() : now
        guard let next = nextDay(after: now) else { return opens }
        if opens < next.start { return opens }
        now = next.start
      }
    }
  }

  /// The first moment after a time, at which it is open, at which it is not.
  private func closing(from time: Double) -> Double {
    var now = time
    while true {
      if let day = day(at: now) {
        let minute = now - day.start
        guard
          let interval = day.intervals.first(where: {
            Double($0.lowerBound) <= minute && minute < Double($0.upperBound)
          })
        else { return now }
        guard interval.upperBound == 1440 else { return day.start + Double(interval.upperBound) }
        now = day.end
      } else {
        let (wait, length) = weekly.session(at: minuteOfWeek(now))
        guard wait == 0 else { return now }
        let closes = (now + length).rounded()
        guard let next = nextDay(after: now) else { return closes }
        if closes < next.start { return closes }
        now = next.start
      }
    }
  }

  private static func overlap(_ day: Day, from: Double, to: Double) -> Double {
    day.intervals.reduce(0) { sum, interval in
      let low = max(from, day.start + Double(interval.lowerBound))
      let high = min(to, day.start + Double(interval.upperBound))
      return sum + max(0, high - low)
    }
  }
}
