/// Opening hours as a weekly pattern, in minutes from Monday 00:00.
///
/// A minute of the week outside 0 ..< 10,080 is taken modulo the week. An interval is open at its
/// first moment and closed at its last.
public struct WeeklyHours: Sendable, Equatable, Hashable, CustomStringConvertible {
  /// The open intervals: apart from each other, in order, within 0 ..< 10,080 (whole minutes).
  public var intervals: [Range<Int>] { Array(table.intervals) }

  @usableFromInline let table: OpeningTable
  /// Who gives the table's memory back.
  private let owner: OpeningMemory

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
    owner = OpeningMemory(merged)
    table = owner.table
  }

  /// The open intervals, in minutes of the week.
  public var description: String { "\(intervals)" }

  /// Whether they open and close at the same times.
  public static func == (a: WeeklyHours, b: WeeklyHours) -> Bool {
    a.owner === b.owner || a.intervals == b.intervals
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
  @inlinable @inline(__always)
  public func isOpen(_ minuteOfWeek: Double) -> Bool { table.isOpen(minuteOfWeek) }

  /// Minutes to wait until it is open: 0 if it is open now, infinity if it never opens.
  ///
  /// - Complexity: O(log intervals).
  @inlinable @inline(__always)
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
  @inlinable @inline(__always)
  public func session(at minuteOfWeek: Double) -> (wait: Double, length: Double) {
    table.session(at: minuteOfWeek)
  }

  /// Open minutes among the next `minutes` from a minute of the week.
  ///
  /// - Complexity: O(log intervals); whole weeks are counted at once.
  @inlinable @inline(__always)
  public func openMinutes(from minuteOfWeek: Double, during minutes: Double) -> Double {
    table.openMinutes(from: minuteOfWeek, during: minutes)
  }

  /// Elapsed minutes from a minute of the week until so many open minutes have passed.
  ///
  /// The earliest such moment: an amount that is used up as it closes ends then, not at the next
  /// opening. Infinity if it never opens (and the amount is more than zero).
  ///
  /// - Complexity: O(log intervals); whole weeks are skipped at once.
  @inlinable @inline(__always)
  public func advance(from minuteOfWeek: Double, open minutes: Double) -> Double {
    table.advance(from: minuteOfWeek, open: minutes)
  }
}

/// The intervals and what is looked up in them all the time, in plain memory: reading it counts no
/// references.
@usableFromInline
struct OpeningTable: @unchecked Sendable {
  let intervals: UnsafeBufferPointer<Range<Int>>
  let minutesPerWeek: Int
  /// Open minutes before each interval, and after the last.
  private let openBefore: UnsafePointer<Int>
  /// For each hour of the week, the first interval that ends after its beginning.
  private let firstEndingByHour: UnsafePointer<Int>

  fileprivate init(
    intervals: UnsafeBufferPointer<Range<Int>>, openBefore: UnsafePointer<Int>,
    firstEndingByHour: UnsafePointer<Int>
  ) {
    self.intervals = intervals
    self.openBefore = openBefore
    self.firstEndingByHour = firstEndingByHour
    minutesPerWeek = openBefore[intervals.count]
  }

  fileprivate func free() {
    intervals.deallocate()
    openBefore.deallocate()
    firstEndingByHour.deallocate()
  }

  @usableFromInline
  func isOpen(_ minuteOfWeek: Double) -> Bool {
    let minute = Week.wrap(minuteOfWeek)
    let index = firstEnding(after: minute)
    return index < intervals.count && Double(intervals[index].lowerBound) <= minute
  }

  @usableFromInline
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

  @usableFromInline
  func openMinutes(from minuteOfWeek: Double, during minutes: Double) -> Double {
    precondition(minutes >= 0, "a duration is not negative")
    let start = Week.wrap(minuteOfWeek)
    let weeks = ((start + minutes) / Week.length).rounded(.down)
    let end = start + minutes - weeks * Week.length
    return weeks * Double(minutesPerWeek) + openMinutes(until: end) - openMinutes(until: start)
  }

  @usableFromInline
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
    let target = openMinutes(until: start, in: index) + minutes
    let weeks = target <= perWeek ? 0 : max(0, (target / perWeek).rounded(.up) - 1)
    let rest = target - weeks * perWeek
    let inside = interval(reaching: rest)
    let end = Double(intervals[inside].lowerBound) + (rest - Double(openBefore[inside]))
    return max(minutes, weeks * Week.length + end - start)
  }

  /// Open minutes from Monday 00:00 to a minute of the same week.
  private func openMinutes(until minute: Double) -> Double {
    openMinutes(until: minute, in: firstEnding(after: minute))
  }

  /// The same, where the first interval that ends after the minute is known.
  private func openMinutes(until minute: Double, in index: Int) -> Double {
    guard index < intervals.count else { return Double(minutesPerWeek) }
    return Double(openBefore[index]) + max(0, minute - Double(intervals[index].lowerBound))
  }

  /// The first interval that ends after a minute of the week; the number of intervals where none does.
  @inline(__always)
  private func firstEnding(after minute: Double) -> Int {
    guard minute < Week.length else { return intervals.count }
    var index = firstEndingByHour[Int(minute) / 60]
    while index < intervals.count, Double(intervals[index].upperBound) <= minute { index += 1 }
    return index
  }

  /// The first interval by whose end so many minutes of the week were open; the last where none is.
  private func interval(reaching minutes: Double) -> Int {
    var (low, high) = (0, intervals.count - 1)
    while low < high {
      let middle = (low + high) / 2
      if Double(openBefore[middle + 1]) >= minutes { high = middle } else { low = middle + 1 }
    }
    return low
  }
}

/// The memory of a table, shared by all copies of opening hours.
private final class OpeningMemory: Sendable {
  let table: OpeningTable

  init(_ intervals: [Range<Int>]) {
    let kept = UnsafeMutableBufferPointer<Range<Int>>.allocate(capacity: intervals.count)
    _ = kept.initialize(from: intervals)
    let openBefore = UnsafeMutablePointer<Int>.allocate(capacity: intervals.count + 1)
    var total = 0
    for (index, interval) in intervals.enumerated() {
      openBefore[index] = total
      total += interval.count
    }
    openBefore[intervals.count] = total
    let hours = Week.minutes / 60
    let byHour = UnsafeMutablePointer<Int>.allocate(capacity: hours)
    for hour in 0..<hours {
      byHour[hour] = intervals.firstIndex { $0.upperBound > hour * 60 } ?? intervals.count
    }
    table = OpeningTable(
      intervals: UnsafeBufferPointer(kept), openBefore: openBefore, firstEndingByHour: byHour)
  }

  deinit { table.free() }
}
