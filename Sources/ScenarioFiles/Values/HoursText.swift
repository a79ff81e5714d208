/// Opening hours as text, such as `Mon-Sat 08:00-20:00`.
enum HoursText {
  static let days = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"]
  static let minutesOfWeek = 10_080

  /// Open intervals in minutes of the week from Monday 00:00, in order and apart; nil if it is not hours.
  ///
  /// Several parts are joined by `and`, a comma or a semicolon; a part may run past midnight.
  static func intervals(_ text: String) -> [Range<Int>]? {
    if text == "always" || text == "24/7" { return [0..<minutesOfWeek] }
    let words = text.map { $0 == "," || $0 == ";" ? " and " : String($0) }.joined()
      .split(separator: " ").map(String.init)
    var intervals: [Range<Int>] = []
    for part in words.split(separator: "and", omittingEmptySubsequences: false) {
      guard part.count == 2, let first = part.first, let last = part.last,
        let days = self.days(in: first), let times = self.times(in: last)
      else { return nil }
      for day in days {
        let start = day * 1440 + times.lowerBound
        let end = day * 1440 + times.upperBound
        intervals.append(start..<min(end, minutesOfWeek))
        if end > minutesOfWeek { intervals.append(0..<(end - minutesOfWeek)) }
      }
    }
    return joined(intervals)
  }

  /// Times of the week in minutes from Monday 00:00, in order, such as of `Mon-Fri 09:00 and Sat 10:30`; nil
  /// if it is not times.
  ///
  /// Days may be followed by several times, and several parts are joined as for hours.
  static func times(_ text: String) -> [Int]? {
    let words = text.map { $0 == "," || $0 == ";" ? " and " : String($0) }.joined()
      .split(separator: " ").map(String.init)
    var times: Set<Int> = []
    var days: [Int]?
    for part in words.split(separator: "and", omittingEmptySubsequences: false) {
      var part = part[...]
      if let first = part.first, let named = self.days(in: first) {
        days = named
        part = part.dropFirst()
      }
      guard let days, !part.isEmpty else { return nil }
      for word in part {
        guard let minute = CalendarText.minute(word), minute < 1440 else { return nil }
        times.formUnion(days.map { $0 * 1440 + minute })
      }
    }
    return times.isEmpty ? nil : times.sorted()
  }

  /// Times of the week as text.
  static func text(times: [Int]) -> String {
    var groups: [(minute: Int, days: [Int])] = []
    for time in times {
      if let index = groups.firstIndex(where: { $0.minute == time % 1440 }) {
        groups[index].days.append(time / 1440)
      } else {
        groups.append((time % 1440, [time / 1440]))
      }
    }
    return groups.flatMap { group in
      runs(of: group.days).map { "\($0) \(CalendarText.text(minute: group.minute))" }
    }.joined(separator: " and ")
  }

  /// Hours as text.
  static func text(_ intervals: [Range<Int>]) -> String {
    if intervals == [0..<minutesOfWeek] { return "always" }
    var groups: [(times: String, days: [Int])] = []
    for interval in intervals {
      var start = interval.lowerBound
      while start < interval.upperBound {
        let day = start / 1440
        let end = min(interval.upperBound, (day + 1) * 1440)
        let times =
          CalendarText.text(minute: start - day * 1440) + "-"
          + CalendarText.text(minute: end - day * 1440)
        if let index = groups.firstIndex(where: { $0.times == times }) {
          groups[index].days.append(day)
        } else {
          groups.append((times, [day]))
        }
        start = end
      }
    }
    return groups.flatMap { group in runs(of: group.days).map { "\($0) \(group.times)" } }
      .joined(separator: " and ")
  }

  private static func runs(of days: [Int]) -> [String] {
    var runs: [ClosedRange<Int>] = []
    for day in days {
      if let last = runs.last, last.upperBound == day - 1 {
        runs[runs.count - 1] = last.lowerBound...day
      } else {
        runs.append(day...day)
      }
    }
    return runs.map { run in
      run.count == 1
        ? dayName(run.lowerBound) : "\(dayName(run.lowerBound))-\(dayName(run.upperBound))"
    }
  }

  private static func dayName(_ index: Int) -> String { days[index] }

  private static func days(in text: String) -> [Int]? {
    if text == "daily" { return Array(0..<7) }
    let ends = text.split(separator: "-", omittingEmptySubsequences: false).map(String.init)
    guard (1...2).contains(ends.count), let first = day(ends[0]) else { return nil }
    guard ends.count == 2 else { return [first] }
    guard let last = day(ends[1]) else { return nil }
    let count = (last - first + 7) % 7 + 1
    return (0..<count).map { (first + $0) % 7 }
  }

  private static func day(_ word: String) -> Int? {
    let full = [
      "monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday",
    ]
    let name = word.lowercased()
    return days.firstIndex { $0.lowercased() == name } ?? full.firstIndex(of: name)
  }

  private static func times(in text: String) -> Range<Int>? {
    let ends = text.split(separator: "-", omittingEmptySubsequences: false)
    guard ends.count == 2, let from = CalendarText.minute(ends[0]),
      let to = CalendarText.minute(ends[1]), from < 1440, from != to
    else { return nil }
    return from..<(to > from ? to : to + 1440)
  }

  /// Intervals in order; those that touch become one.
  private static func joined(_ intervals: [Range<Int>]) -> [Range<Int>] {
    var result: [Range<Int>] = []
    for interval in intervals.sorted(by: { $0.lowerBound < $1.lowerBound }) {
      if let last = result.last, interval.lowerBound <= last.upperBound {
        result[result.count - 1] =
          last.lowerBound..<max(last.upperBound, interval.upperBound)
      } else {
        result.append(interval)
      }
    }
    return result
  }
}
