/// A unit of time that a scenario may use.
enum TimeUnit: String, CaseIterable, Sendable {
  case second = "s"
  case minute = "min"
  case hour = "h"
  case day
  case week
  case month
  case year

  /// Minutes in one; a month is 30.4375 days.
  var minutes: Double {
    switch self {
    case .second: 1.0 / 60
    case .minute: 1
    case .hour: 60
    case .day: 1440
    case .week: 10_080
    case .month: 43_830
    case .year: 525_960
    }
  }

  /// Every spelling.
  var spellings: [String] {
    switch self {
    case .second: ["s", "sec", "secs", "second", "seconds"]
    case .minute: ["min", "mins", "minute", "minutes"]
    case .hour: ["h", "hour", "hours"]
    case .day: ["day", "days"]
    case .week: ["week", "weeks"]
    case .month: ["month", "months"]
    case .year: ["year", "years"]
    }
  }

  /// The unit with a spelling.
  init?(word: String) {
    guard let unit = TimeUnit.allCases.first(where: { $0.spellings.contains(word) }) else {
      return nil
    }
    self = unit
  }

  /// A number of these as text.
  func text(_ number: String) -> String {
    switch self {
    case .second, .minute, .hour: "\(number) \(rawValue)"
    case .day, .week, .month, .year: number == "1" ? "1 \(rawValue)" : "\(number) \(rawValue)s"
    }
  }

  /// A duration in this unit as a number of another.
  func convert(_ value: Double, to other: TimeUnit) -> Double {
    if self == other { return value }
    if self == .second { return value / 60 / other.minutes }
    if other == .second { return value * minutes * 60 }
    return value * minutes / other.minutes
  }

  /// A rate per this unit as a rate per another.
  func convertRate(_ value: Double, to other: TimeUnit) -> Double {
    if self == other { return value }
    if self == .second { return value * 60 * other.minutes }
    return value * other.minutes / minutes
  }
}
