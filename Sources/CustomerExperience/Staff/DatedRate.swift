import DiscreteEvents

/// How often people come to a team while it is open: a rate over the week, and on days that have opening hours
/// of their own over those.
struct DatedRate: Sendable, Equatable {
  /// The rate in a usual week.
  let weekly: WeeklyRate
  private let opening: DatedHours
  /// The rate on each of the days of `opening`, as of a whole week with those hours on that day.
  private let days: [Int: WeeklyRate]

  init(_ background: Background, _ opening: DatedHours) {
    let perMinute = max(0, background.ratePerHour) / 60
    let factors = background.peaks.map { ($0.fromMinute, $0.toMinute, $0.factor) }
    let sessions = Self.sessions(of: opening.weekly)
    // A day's arrivals are spread over its hours by the peaks.
    let parts = sessions.map { (minutes: $0.minutes, rate: 1.0) }
    let shape = WeeklyRate(parts, factors: factors)
    var weights = [Double](repeating: 0, count: 7)
    for part in sessions {
      weights[part.day] += shape.expected(
        from: Double(part.minutes.lowerBound), during: Double(part.minutes.count))
    }
    func rate(on day: Int) -> Double {
      background.daily > 0 && weights[day] > 0 ? background.daily / weights[day] : 0
    }
    weekly =
      background.daily > 0
      ? WeeklyRate(
        sessions.map { ($0.minutes, perMinute + rate(on: $0.day)) }, factors: factors)
      : WeeklyRate(base: perMinute, hours: opening.weekly, factors: factors)
    self.opening = opening
    // On a day that is closed in a usual week, as many come in an hour as on an open day in the mean.
    let open = (0..<7).map(rate(on:)).filter { $0 > 0 }
    let usual = open.isEmpty ? 0 : open.reduce(0, +) / Double(open.count)
    var days: [Int: WeeklyRate] = [:]
    for day in opening.days {
      let weekday = Int(opening.minuteOfWeek(day.start)) / 1440
      let daily = rate(on: weekday) > 0 ? rate(on: weekday) : usual
      days[day.number] = WeeklyRate(
        day.intervals.map {
          ($0.lowerBound + weekday * 1440..<$0.upperBound + weekday * 1440, perMinute + daily)
        }, factors: factors)
    }
    self.days = days
  }

  /// The time of the next arrival after a time, at a draw of the exponential law with mean 1; infinite where
  /// nobody comes any more.
  func next(after time: Double, minuteOfWeek: Double, exponential: Double) -> Double {
    guard !days.isEmpty else {
      return time + weekly.next(from: minuteOfWeek, exponential: exponential)
    }
    var (now, left) = (time, exponential)
    while true {
      let (rate, end) = stretch(at: now)
      let minute = opening.minuteOfWeek(now)
      guard end < .infinity else { return now + rate.next(from: minute, exponential: left) }
      let expected = rate.expected(from: minute, during: end - now)
      if left < expected { return min(end, now + rate.next(from: minute, exponential: left)) }
      left -= expected
      now = end
    }
  }

  /// Expected arrivals between two times.
  func expected(from: Double, to: Double) -> Double {
    var (now, sum) = (from, 0.0)
    while now < to {
      let (rate, end) = stretch(at: now)
      let until = min(end, to)
      sum += rate.expected(from: opening.minuteOfWeek(now), during: until - now)
      now = until
    }
    return sum
  }

  /// The rate in force at a time, and until when.
  private func stretch(at time: Double) -> (WeeklyRate, Double) {
    if let day = opening.day(at: time), let rate = days[day.number] { return (rate, day.end) }
    return (weekly, opening.nextDay(after: time)?.start ?? .infinity)
  }

  /// The parts of a week in which a team is open, each with the day that it belongs to: that on which the
  /// session began; what lasts longer than a day belongs to each.
  private static func sessions(of hours: WeeklyHours) -> [(minutes: Range<Int>, day: Int)] {
    let intervals = hours.intervals
    var parts: [(minutes: Range<Int>, day: Int)] = []
    for interval in intervals {
      // Over the end of the week it is one session.
      let before =
        interval.lowerBound == 0
        ? intervals.last { $0.upperBound == 10_080 && $0 != interval } : nil
      if interval.count + (before?.count ?? 0) <= 1440 {
        parts.append((interval, (before ?? interval).lowerBound / 1440))
        continue
      }
      var from = interval.lowerBound
      while from < interval.upperBound {
        let to = min((from / 1440 + 1) * 1440, interval.upperBound)
        parts.append((from..<to, from / 1440))
        from = to
      }
    }
    return parts
  }
}
