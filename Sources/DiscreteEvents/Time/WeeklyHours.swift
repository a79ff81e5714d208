/// Opening hours as a weekly pattern, in minutes from Monday 00:00.
///
/// A minute of the week outside 0 ..< 10,080 is taken modulo the week. An interval is open at its
/// first moment and closed at its last.
public struct WeeklyHours: Sendable, Equatable, Hashable {
  /// The open intervals: apart from each other, in order, within 0 ..< 10,080 (whole minutes).
  public var intervals: [Range<Int>] { table.intervals }

  private let table: Table

  /// Makes opening hours; intervals that touch or overlap are merged.
  ///
  /// - Precondition: every interval lies within 0 ..< 10,080.
  public init(intervals: [Range<Int>]) {
    var merged: [Range<Int>] = []
    let sorted = intervals.filter { !$0.isEmpty }.sorted { $0.lowerBound < $1.lowerBound }
    for interval in sorted {
      precondition(
        interval.lowerBound >= 0 && interval.upperBound <= Week.minutes,
        "opening hours lie within a week")
      if let last = merged.last, interval.lowerBound <= last.upperBound {
        merged[merged.count - 1] =
          last.lowerBound..<max(last.upperBound, interval.upperBound)
      } else {
        merged.append(interval)
      }
    }
    table = Table(merged)
  }

  /// Whether they open and close at the same times.
  public static func == (a: WeeklyHours, b: WeeklyHours) -> Bool {
    a.table === b.table || a.intervals == b.intervals
  }

  /// Hashes the intervals.
  public func hash(into hasher: inout Hasher) { hasher.combine(intervals) }

  /// Open all week.
  public static let always = WeeklyHours(intervals: [0..<Week.minutes])

  /// Open minutes in a week.
  public var minutesPerWeek: Int { table.minutesPerWeek }

  /// Whether it is open at a minute of the week.
  ///
  /// - Complexity: O(log intervals).
  public func isOpen(_ minuteOfWeek: Double) -> Bool { table.isOpen(minuteOfWeek) }

  /// Minutes to wait until it is open: 0 if it is open now, infinity if it never opens.
  ///
  /// - Complexity: O(log intervals).
  public func nextOpening(after minuteOfWeek: Double) -> Double {
    table.session(at: minuteOfWeek).wait
  }

  /// The current opening, or the next one if it is closed now.
  ///
  /// An opening goes on over the end of the week. If it never opens, the wait is infinite and the
  /// length 0; if it never closes, the length is infinite.
  ///
  /// - Returns: the minutes until the opening begins (0 if open now) and its length from then on.
  /// - Complexity: O(log intervals).
  public func session(at minuteOfWeek: Double) -> (wait: Double, length: Double) {
    table.session(at: minuteOfWeek)
  }

  /// Open minutes among the next `minutes` from a minute of the week.
  ///
  /// - Complexity: O(log intervals); whole weeks are counted at once.
  public func openMinutes(from minuteOfWeek: Double, during minutes: Double) -> Double {
    table.openMinutes(from: minuteOfWeek, during: minutes)
  }

  /// Elapsed minutes from a minute of the week until so many open minutes have passed.
  ///
  /// The earliest such moment: an amount that is used up as it closes ends then, not at the next
  /// opening. Infinity if it never opens (and the amount is more than zero).
  ///
  /// - Complexity: O(log intervals); whole weeks are skipped at once.
  public func advance(from minuteOfWeek: Double, open minutes: Double) -> Double {
    table.advance(from: minuteOfWeek, open: minutes)
  }
}

/// The intervals and what is looked up in them all the time, shared by all copies: to read hours costs
/// no more than to hold one reference.
private final class Table: Sendable {
  let intervals: [Range<Int>]
  let minutesPerWeek: Int
  /// Open minutes before each interval, and after the last.
  private let openBefore: [Int]

  init(_ intervals: [Range<Int>]) {
    self.intervals = intervals
    openBefore = intervals.reduce(into: [0]) { $0.append(($0.last ?? 0) + $1.count) }
    minutesPerWeek = openBefore.last ?? 0
  }

  func isOpen(_ minuteOfWeek: Double) -> Bool {
    let minute = Week.wrap(minuteOfWeek)
    let index = firstEnding(after: minute)
    return index < intervals.count && Double(intervals[index].lowerBound) <= minute
  }

  func session(at minuteOfWeek: Double) -> (wait: Double, length: Double) {
    guard let first = intervals.first else { return (.infinity, 0) }
    guard minutesPerWeek < Week.minutes else { return (0, .infinity) }
    let minute = Week.wrap(minuteOfWeek)
    let index = firstEnding(after: minute)
    let opening = index < intervals.count ? intervals[index] : first
    let start = Double(opening.lowerBound) + (index < intervals.count ? 0 : Week.length)
    let wait = max(0, start - minute)
    var length = wait > 0 ? Double(opening.count) : Double(opening.upperBound) - minute
    if opening.upperBound == Week.minutes, first.lowerBound == 0 { length += Double(first.count) }
    return (wait, length)
  }

  func openMinutes(from minuteOfWeek: Double, during minutes: Double) -> Double {
    precondition(minutes >= 0, "a duration is not negative")
    let start = Week.wrap(minuteOfWeek)
    let weeks = ((start + minutes) / Week.length).rounded(.down)
    let end = start + minutes - weeks * Week.length
    return weeks * Double(minutesPerWeek) + openMinutes(until: end) - openMinutes(until: start)
  }

  func advance(from minuteOfWeek: Double, open minutes: Double) -> Double {
    precondition(minutes >= 0, "an amount of open minutes is not negative")
    guard minutes > 0 else { return 0 }
    guard minutesPerWeek > 0 else { return .infinity }
    let start = Week.wrap(minuteOfWeek)
    let index = firstEnding(after: start)
    if index < intervals.count, Double(intervals[index].lowerBound) <= start,
      minutes <= Double(intervals[index].upperBound) - start
    {
      return minutes
    }
    let perWeek = Double(minutesPerWeek)
    let target = openMinutes(until: start) + minutes
    let weeks = max(0, (target / perWeek).rounded(.up) - 1)
    let rest = target - weeks * perWeek
    let reached = firstIndex { Double(openBefore[$0 + 1]) >= rest }
    let inside = min(reached, intervals.count - 1)
    let end = Double(intervals[inside].lowerBound) + (rest - Double(openBefore[inside]))
    return max(minutes, weeks * Week.length + end - start)
  }

  /// Open minutes from Monday 00:00 to a minute of the same week.
  private func openMinutes(until minute: Double) -> Double {
    let index = firstEnding(after: minute)
    guard index < intervals.count else { return Double(minutesPerWeek) }
    return Double(openBefore[index]) + max(0, minute - Double(intervals[index].lowerBound))
  }

  private func firstEnding(after minute: Double) -> Int {
    firstIndex { Double(intervals[$0].upperBound) > minute }
  }

  /// The first interval that meets a condition which, once met, stays met.
  private func firstIndex(where condition: (Int) -> Bool) -> Int {
    var (low, high) = (0, intervals.count)
    while low < high {
      let middle = (low + high) / 2
      if condition(middle) { high = middle } else { low = middle + 1 }
    }
    return low
  }
}
