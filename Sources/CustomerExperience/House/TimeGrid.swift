import DiscreteEvents

/// The calendar of a run: minutes from the start, months of the calendar, minutes of the week.
///
/// Minute 0 is the beginning of the start day; settling happens at negative times. Month m runs from the
/// boundary m to m + 1, which fall on the start's day of the month.
struct TimeGrid: Sendable {
  /// Minutes in a mean month (30.4375 days).
  static let month = 30.4375 * 1440
  /// Minutes in a year.
  static let year = 365.25 * 1440
  static let week = 10_080.0
  static let day = 1_440.0

  let start: CivilDate
  /// Settling months before the start.
  let settle: Int
  /// Months simulated after the start.
  let horizon: Int
  /// The same in years, the last one begun.
  var years: Int { (horizon + 11) / 12 }
  /// Minutes of each boundary; boundary b is at index b + settle.
  private let boundaries: [Double]
  /// Minutes from Monday 00:00 to the start.
  private let weekOffset: Double
  /// Minutes at which the months of the calendar begin, from the one that holds the first boundary on,
  /// to some years after the last.
  private let firstsOfMonths: [Double]

  init(_ clock: Clock) {
    start = CivilDate(dayNumber: clock.start)
    settle = Int(clock.settleMonths.rounded())
    horizon = max(1, Int(clock.horizonMonths.rounded()))
    let first = start
    boundaries = (-settle...(horizon + 1)).map {
      Double(first.adding(months: $0).dayNumber - first.dayNumber) * TimeGrid.day
    }
    weekOffset = Double(start.weekday) * TimeGrid.day
    let calendar = start.adding(days: 1 - start.day)
    firstsOfMonths = (-settle - 1...horizon + 60).map {
      Double(calendar.adding(months: $0).dayNumber - first.dayNumber) * TimeGrid.day
    }
  }

  /// The minute at which month `m` begins.
  func boundary(_ m: Int) -> Double { boundaries[min(max(m + settle, 0), boundaries.count - 1)] }

  /// Days in month `m`.
  func days(in m: Int) -> Double { (boundary(m + 1) - boundary(m)) / TimeGrid.day }

  /// The minute of a moment.
  func minute(of moment: Moment) -> Double {
    switch moment {
    case .month(let x):
      let whole = Int(x.rounded(.down))
      return boundary(whole) + (x - Double(whole)) * (boundary(whole + 1) - boundary(whole))
    case .day(let number):
      return Double(number - start.dayNumber) * TimeGrid.day
    }
  }

  /// The minute at which something ends that begins at a moment and lasts so many months of the calendar.
  func end(of moment: Moment, lasting months: Double) -> Double {
    switch moment {
    case .month(let x): return minute(of: .month(x + months))
    case .day:
      let from = minute(of: moment)
      guard from >= boundaries[0], from < boundaries[boundaries.count - 1] else {
        return from + months * TimeGrid.month
      }
      return minute(of: .month(month(at: from) + months))
    }
  }

  /// The month that holds a minute, and how much of it has passed; beyond the grid its first or last.
  func month(at minute: Double) -> Double {
    let past = boundaries.lastIndex { $0 <= minute } ?? 0
    guard past + 1 < boundaries.count else { return Double(past - settle) }
    let share = (minute - boundaries[past]) / (boundaries[past + 1] - boundaries[past])
    return Double(past - settle) + max(0, share)
  }

  /// Minutes since Monday 00:00 of the week that holds `time`.
  @inline(__always)
  func minuteOfWeek(_ time: Double) -> Double {
    // The remainder of a division by a week: the C library's would be asked for at every event.
    let sinceMonday = time + weekOffset
    // Beyond that a minute is not told from the next any more, nor does the quotient fit.
    guard abs(sinceMonday) < 1e15 else { return 0 }
    let minute = sinceMonday - Double(Int(sinceMonday / TimeGrid.week)) * TimeGrid.week
    return minute < 0 ? minute + TimeGrid.week : minute
  }

  /// The number of the week, counted from the week of the start.
  @inline(__always)
  func weekNumber(_ time: Double) -> Int {
    Int(((time + weekOffset) / TimeGrid.week).rounded(.down))
  }

  /// The number of the day, counted from the start.
  @inline(__always)
  func dayNumber(_ time: Double) -> Int { Int((time / TimeGrid.day).rounded(.down)) }

  /// The time at which as much intensity has passed under a monthly peak as `elapsed` minutes without it.
  ///
  /// Within a month the peak day weighs `factor`, the others 1, scaled so that the month's total is that
  /// of a month without a peak. In a month without such a day it is the last.
  func dueUnderPeak(after time: Double, elapsed: Double, peak: Peak) -> Double {
    var left = elapsed
    var now = time
    for month in calendarMonth(at: time)..<firstsOfMonths.count - 1 {
      let (origin, end) = (firstsOfMonths[month], firstsOfMonths[month + 1])
      let length = ((end - origin) / TimeGrid.day).rounded()
      let scale = length / (length - 1 + peak.factor)
      let peakFrom = origin + (min(Double(peak.day), length) - 1) * TimeGrid.day
      for (from, to, weight) in [
        (origin, peakFrom, scale), (peakFrom, peakFrom + TimeGrid.day, scale * peak.factor),
        (peakFrom + TimeGrid.day, end, scale),
      ] where now < min(to, end) {
        let span = min(to, end) - max(now, from)
        if span <= 0 { continue }
        if left <= span * weight { return max(now, from) + left / weight }
        left -= span * weight
        now = min(to, end)
      }
      now = end
    }
    // Years after the end nobody needs the day.
    return now + left
  }

  /// Shows the stretches of time from a time on in which the month of the year is the same and a peak of the month
  /// weighs alike: where each ends, its month of the year from 0, and the weight, whose mean over a month is 1.
  ///
  /// - Parameter body: whether to go on; it ends some years after the last month in any case.
  func forEachStretch(
    from time: Double, peak: Peak?, _ body: (_ to: Double, _ month: Int, _ weight: Double) -> Bool
  ) {
    let first = start.month - 1 - settle - 1
    for month in calendarMonth(at: time)..<firstsOfMonths.count - 1 {
      let (origin, end) = (firstsOfMonths[month], firstsOfMonths[month + 1])
      let ofYear = (((first + month) % 12) + 12) % 12
      guard let peak else {
        if time < end, !body(end, ofYear, 1) { return }
        continue
      }
      let length = ((end - origin) / TimeGrid.day).rounded()
      let scale = length / (length - 1 + peak.factor)
      let peakFrom = origin + (min(Double(peak.day), length) - 1) * TimeGrid.day
      let peakTo = peakFrom + TimeGrid.day
      for (from, to, weight) in [
        (origin, peakFrom, scale), (peakFrom, peakTo, scale * peak.factor), (peakTo, end, scale),
      ] where from < to && time < to {
        if !body(to, ofYear, weight) { return }
      }
    }
  }

  /// The month of the year that holds a time, from 0.
  func monthOfYear(at time: Double) -> Int {
    let months = start.month - 1 + calendarMonth(at: time) - settle - 1
    return ((months % 12) + 12) % 12
  }

  /// Which of ``firstsOfMonths`` begins the month of the calendar that holds a time.
  private func calendarMonth(at time: Double) -> Int {
    let guess = (time - firstsOfMonths[0]) / TimeGrid.month
    var month = Int(max(0, min(guess, Double(firstsOfMonths.count - 2))))
    while month > 0, firstsOfMonths[month] > time { month -= 1 }
    while month < firstsOfMonths.count - 2, firstsOfMonths[month + 1] <= time { month += 1 }
    return month
  }
}
