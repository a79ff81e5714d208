/// Dates and times of day as text.
enum CalendarText {
  /// Days since 1970-01-01 of a date such as `2026-01-05`.
  static func day(_ text: String) -> Int? {
    let parts = text.split(separator: "-", omittingEmptySubsequences: false)
    guard parts.map(\.utf8.count) == [4, 2, 2], text.utf8.allSatisfy({ $0 == 45 || isDigit($0) }),
      let year = Int(parts[0]), let month = Int(parts[1]), let day = Int(parts[2]),
      (1900...2200).contains(year)
    else { return nil }
    guard (1...12).contains(month), (1...31).contains(day) else { return nil }
    let number = dayNumber(year, month, day)
    return self.text(day: number) == text ? number : nil
  }

  /// Months of the calendar after a day; a fraction is a share of the month it falls in.
  static func day(_ day: Int, plusMonths months: Double) -> Double {
    let whole = Int(months.rounded(.down))
    let begin = self.day(day, plus: whole)
    let length = self.day(day, plus: whole + 1) - begin
    return Double(begin) + (months - Double(whole)) * Double(length)
  }

  private static func day(_ day: Int, plus months: Int) -> Int {
    let (year, month, date) = civil(day)
    let count = year * 12 + month - 1 + months
    let first = dayNumber(count / 12, count % 12 + 1, 1)
    let next = dayNumber((count + 1) / 12, (count + 1) % 12 + 1, 1)
    return first + min(date, next - first) - 1
  }

  /// A date as text.
  static func text(day: Int) -> String {
    let (year, month, date) = civil(day)
    return "\(padded(year, 4))-\(padded(month, 2))-\(padded(date, 2))"
  }

  private static func civil(_ day: Int) -> (year: Int, month: Int, date: Int) {
    // Howard Hinnant's civil_from_days.
    let z = day + 719_468
    let era = (z >= 0 ? z : z - 146_096) / 146_097
    let dayOfEra = z - era * 146_097
    let yearOfEra =
      (dayOfEra - dayOfEra / 1460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
    let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
    let shifted = (5 * dayOfYear + 2) / 153
    let month = shifted < 10 ? shifted + 3 : shifted - 9
    let year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0)
    let date = dayOfYear - (153 * shifted + 2) / 5 + 1
    return (year, month, date)
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

  private static func dayNumber(_ year: Int, _ month: Int, _ day: Int) -> Int {
    let y = month <= 2 ? year - 1 : year
    let era = (y >= 0 ? y : y - 399) / 400
    let yearOfEra = y - era * 400
    let dayOfYear = (153 * (month > 2 ? month - 3 : month + 9) + 2) / 5 + day - 1
    return era * 146_097 + yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear - 719_468
  }

  private static func isDigit(_ byte: UInt8) -> Bool { (48...57).contains(byte) }

  private static func padded(_ number: Int, _ width: Int) -> String {
    let text = String(number)
    return String(repeating: "0", count: max(0, width - text.count)) + text
  }
}
