import DiscreteEvents

/// Who of a team should be on duty when: a rota that repeats with the week and rotates from week to week.
///
/// A session, from opening to closing, is covered by one shift, or by as many evenly staggered ones as it takes.
/// An employee works the contracted hours spread over up to five days. Days off rotate weekly and those at work
/// are dealt out to the shifts in turn, so that over time everybody gets the same and no shift is thin while
/// another is full. Where the number on duty is stated outright, that many work each whole session, in rotation.
struct Roster: Sendable {
  /// One shift of one session, in minutes of the week; one that goes on over the end of the week ends beyond
  /// it.
  struct Shift: Sendable {
    let from: Double
    let to: Double
    let day: Int
    let pattern: Int

    /// Whether a minute of the week lies in it.
    func covers(_ minute: Double) -> Bool {
      (from..<to).contains(minute) || (from..<to).contains(minute + TimeGrid.week)
    }
  }

  /// By session, in order, each with its patterns.
  private let shifts: [Shift]
  private let days: Int
  private let workDays: Int
  private let patterns: Int
  private let posts: Int
  private let stated: Int?
  /// Minutes of the week at which somebody may come or go, in order.
  let boundaries: [Double]

  init(_ team: Team) {
    posts = max(1, max(team.staff, team.onDuty ?? 0))
    stated = team.onDuty
    let sessions = Self.sessions(of: team.hours)
    days = sessions.count
    var shifts: [Shift] = []
    var patterns = 1
    if team.onDuty != nil || sessions.isEmpty {
      workDays = days
      for (day, session) in sessions.enumerated() {
        shifts.append(Shift(from: session.from, to: session.to, day: day, pattern: 0))
      }
    } else {
      let longest = sessions.map { $0.to - $0.from }.max() ?? 0
      let weekly = team.weekHours * 60
      workDays = min(days, max(5, Int((weekly / longest).rounded(.up))))
      let length = weekly / Double(workDays)
      patterns = max(1, Int((longest / length - 1e-6).rounded(.up)))
      for (day, session) in sessions.enumerated() {
        let span = session.to - session.from
        let slot = min(length, span)
        for pattern in 0..<patterns {
          let lead =
            patterns > 1 ? (span - slot) * Double(pattern) / Double(patterns - 1) : 0
          shifts.append(
            Shift(
              from: session.from + lead, to: session.from + lead + slot, day: day,
              pattern: pattern))
        }
      }
    }
    self.shifts = shifts
    self.patterns = patterns
    boundaries = Array(
      Set(
        shifts.flatMap { [$0.from, $0.to] }.map {
          $0.truncatingRemainder(dividingBy: TimeGrid.week)
        })
    ).sorted()
  }

  /// Times for which the team is open without a break, over midnight and over the end of the week; what lasts
  /// longer than a day is cut at midnight.
  private static func sessions(of hours: WeeklyHours) -> [(from: Double, to: Double)] {
    var intervals = hours.intervals
    if intervals.count > 1, let first = intervals.first, let last = intervals.last,
      first.lowerBound == 0, last.upperBound == Int(TimeGrid.week)
    {
      intervals[intervals.count - 1] = last.lowerBound..<Int(TimeGrid.week) + first.upperBound
      intervals.removeFirst()
    }
    return intervals.flatMap { interval -> [(Double, Double)] in
      guard interval.count > 1440 else {
        return [(Double(interval.lowerBound), Double(interval.upperBound))]
      }
      var (result, from): ([(Double, Double)], Int) = ([], interval.lowerBound)
      while from < interval.upperBound {
        let to = min((from / 1440 + 1) * 1440, interval.upperBound)
        result.append((Double(from), Double(to)))
        from = to
      }
      return result
    }
  }

  /// Whether a post is on duty at a minute of a week.
  func isOnDuty(post: Int, week: Int, minuteOfWeek: Double) -> Bool {
    guard let moment = moment(week: week, minuteOfWeek: minuteOfWeek) else { return false }
    return isOnDuty(post, at: moment)
  }

  /// A moment at which the team is open: the session it belongs to, and that session's shifts in progress.
  struct Moment {
    fileprivate let day: Int
    fileprivate let week: Int
    fileprivate let patterns: [Int]
  }

  /// What goes on at a minute of a week; nil where the team is closed.
  ///
  /// There may be thousands of sessions a week, of which it takes a few steps to find the one.
  func moment(week: Int, minuteOfWeek: Double) -> Moment? {
    let perSession = stated == nil ? patterns : 1
    func session(_ day: Int, _ week: Int) -> Moment? {
      let covering = shifts[day * perSession..<(day + 1) * perSession].filter {
        $0.covers(minuteOfWeek)
      }
      return covering.isEmpty
        ? nil : Moment(day: day, week: week, patterns: covering.map(\.pattern))
    }
    guard days > 0 else { return nil }
    var (low, high) = (0, days)
    while low < high {
      let middle = (low + high) / 2
      if shifts[middle * perSession].from <= minuteOfWeek {
        low = middle + 1
      } else {
        high = middle
      }
    }
    if low > 0, let found = session(low - 1, week) { return found }
    // The last ones go on over the end of the week: they began last week.
    var last = days - 1
    while last >= low, shifts[(last + 1) * perSession - 1].to > TimeGrid.week {
      if let found = session(last, week - 1) { return found }
      last -= 1
    }
    return nil
  }

  /// Whether a post is on duty at a moment.
  func isOnDuty(_ post: Int, at moment: Moment) -> Bool {
    // The posts on duty move on by one each day.
    if let stated { return Self.modulo(post + moment.week + moment.day, posts) < stated }
    return isAtWork(post, day: moment.day, week: moment.week)
      && moment.patterns.contains(pattern(of: post, day: moment.day, week: moment.week))
  }

  /// Shows the posts that may be on duty at a moment, in order: those that work on the day.
  func forEachCandidate(at moment: Moment, of posts: Int, _ body: (Int) -> Void) {
    // Those in turn follow one another, and so again after each round.
    let (round, length) = stated.map { (self.posts, $0) } ?? (days, workDays)
    var from = -Self.modulo(moment.week + moment.day, round)
    while from < posts {
      for post in max(0, from)..<max(0, min(posts, from + min(length, round))) { body(post) }
      from += round
    }
  }

  /// The first minute of the week after one at which somebody may come or go, in the next week where there is
  /// none; nil where nobody ever does.
  func boundary(after minute: Double) -> Double? {
    guard let first = boundaries.first else { return nil }
    var (low, high) = (0, boundaries.count)
    while low < high {
      let middle = (low + high) / 2
      if boundaries[middle] <= minute { low = middle + 1 } else { high = middle }
    }
    return low < boundaries.count ? boundaries[low] : first + TimeGrid.week
  }

  /// Whether a post works on a day of a week: days off move on by one each week.
  private func isAtWork(_ post: Int, day: Int, week: Int) -> Bool {
    Self.modulo(day + post + week, days) < workDays
  }

  /// The shift of a post at work: those at work are dealt out in turn, so that no shift has two people
  /// more than another, and who begins changes from day to day and from round to round.
  private func pattern(of post: Int, day: Int, week: Int) -> Int {
    guard patterns > 1 else { return 0 }
    let first = Self.modulo(day + week, days)
    // Of the numbers below x, so many fall on a day at work.
    func worked(_ x: Int) -> Int { x / days * workDays + min(x % days, workDays) }
    let before = worked(first + post) - worked(first)
    // Where days and shifts have a factor in common, the same shift would always meet the same day off.
    let isInStep = (2...patterns).contains { days % $0 == 0 && patterns % $0 == 0 }
    let round = isInStep ? (week - Self.modulo(week, days)) / days : 0
    return Self.modulo(before + day + week + round, patterns)
  }

  /// Minutes of the opening hours in which nobody is on duty, as a mean of the weeks of a round.
  ///
  /// Hours of more than a hundred shifts a week are not looked at, and of large teams only the first: it is no
  /// roster of people then, or there are enough of them.
  func uncoveredMinutes() -> Double {
    guard stated == nil, days > 0, shifts.count <= 100 else { return 0 }
    let rounds = min(days * patterns, 14)
    let posts = min(posts, 64)
    var uncovered = 0.0
    for week in 0..<rounds {
      for (from, to) in zip(boundaries, boundaries.dropFirst() + [TimeGrid.week + boundaries[0]]) {
        let middle = ((from + to) / 2).truncatingRemainder(dividingBy: TimeGrid.week)
        guard shifts.contains(where: { $0.covers(middle) }) else { continue }
        let isCovered = (0..<posts).contains {
          isOnDuty(post: $0, week: week, minuteOfWeek: middle)
        }
        if !isCovered { uncovered += to - from }
      }
    }
    return uncovered / Double(rounds)
  }

  private static func modulo(_ a: Int, _ n: Int) -> Int { n > 0 ? ((a % n) + n) % n : 0 }
}

extension Team {
  /// The share of the opening hours in which nobody is on duty by the rota, with every post filled and nobody
  /// absent; 0 where the number on duty is stated.
  public var uncoveredShare: Double {
    guard hours.minutesPerWeek > 0, staff > 0 else { return 0 }
    return Roster(self).uncoveredMinutes() / Double(hours.minutesPerWeek)
  }
}
