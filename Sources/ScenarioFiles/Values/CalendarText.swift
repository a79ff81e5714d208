import DiscreteEvents

/// Dates and times of day as text.
enum CalendarText {
  /// Days since 1970-01-01 of a date such as `2026-01-05`.
  static func day(_ text: String) -> Int? {
    guard let date = CivilDate(iso: text), (1900...2200).contains(date.year) else { return nil }
    return date.dayNumber
  }

  /// A date as text.
  static func text(day: Int) -> String {
    let date = CivilDate(dayNumber: day)
    return "\(padded(date.year, 4))-\(padded(date.month, 2))-\(padded(date.day, 2))"
  }

  /// Months of the calendar after a day; a fraction is a share of the month it falls in.
  static func day(_ day: Int, plusMonths months: Double) -> Double {
    let start = CivilDate(dayNumber: day)
    let whole = Int(months.rounded(.down))
    let begin = start.adding(months: whole).dayNumber
    let length = start.adding(months: whole + 1).dayNumber - begin
    return Double(begin) + (months - Double(whole)) * Double(length)
  }

  /// Minutes from midnight of a time such as `08:30`; `24:00` is the end of the day.
  static func minute(_ text: some StringProtocol) -> Int? {
    let parts = text.split(separator: ":", omittingEmptySubsequences: false)
    guard parts.count == 2, (1...2).contains(parts[0].utf8.count), parts[1].utf8.count == 2,
      parts.allSatisfy({ $0.utf8.allSatisfy(isDigit) }),
      let hour = Int(parts[0]), let minute = Int(parts[1]), minute < 60, hour * 60 + minute <= 1440
    else { return nil }
    return hour * 60 + minute
  }

  /// A time of day as text.
  static func text(minute: Int) -> String {
    "\(padded(minute / 60, 2)):\(padded(minute % 60, 2))"
  }

  private static func isDigit(_ byte: UInt8) -> Bool { (48...57).contains(byte) }

  private static func padded(_ number: Int, _ width: Int) -> String {
    let text = String(number)
    return String(repeating: "0", count: max(0, width - text.count)) + text
  }
}
