import CustomerExperience

extension ValueReader {
  /// A date of the calendar, as days since 1970-01-01.
  func date(_ text: String) throws(ValueProblem) -> Int {
    guard let day = CalendarText.day(text) else {
      throw ValueProblem("\(path) is a date, such as 2026-01-05; found '\(shown(text))'")
    }
    return day
  }

  /// A moment: `month 6` or a date.
  func moment(_ text: String) throws(ValueProblem) -> Moment {
    if let day = CalendarText.day(text) { return .day(day) }
    let words = text.split(separator: " ")
    guard words.count == 2, words[0] == "month", let month = Double(words[1]),
      month.isFinite, Decimal.prefix(of: words[1])?.rest.isEmpty == true
    else {
      throw ValueProblem(
        "\(path) is a moment, such as 'month 6' or 2026-07-01; found '\(shown(text))'")
    }
    guard (0...480).contains(month) else {
      throw ValueProblem("\(path) must be month 0 to month 480; found '\(shown(text))'")
    }
    return .month(month)
  }

  /// A time of day, as minutes from midnight.
  func timeOfDay(_ text: String) throws(ValueProblem) -> Int {
    guard let minute = CalendarText.minute(text) else {
      throw ValueProblem("\(path) is a time of day, such as 08:30; found '\(shown(text))'")
    }
    return minute
  }

  /// Times of the week, as minutes from Monday 00:00.
  func timesOfWeek(_ text: String) throws(ValueProblem) -> [Int] {
    guard let times = HoursText.times(text) else {
      throw ValueProblem(
        "\(path) is times of the week, such as 'Mon-Fri 09:00 and Sat 10:30'; found '\(shown(text))'"
      )
    }
    return times
  }

  /// A price: money, or a share above or below ours.
  func price(_ text: String) throws(ValueProblem) -> Price {
    let words = text.split(separator: " ").map(String.init)
    if words == ["as", "ours"] { return .relative(1) }
    guard words.last == "ours" else {
      return .money(try number(text, .price, in: 0...1_000_000))
    }
    guard words.count == 3, words[1] == "below" || words[1] == "above",
      let quantity = Quantity(words[0]), quantity.measure == .percent, quantity.per == nil
    else {
      throw ValueProblem(
        "\(path) is \(measuring.example(of: .price)), or against ours, such as '5% below ours';"
          + " found '\(shown(text))'")
    }
    let share = quantity.fraction
    guard share >= 0, share <= (words[1] == "below" ? 1 : 9) else {
      throw ValueProblem(
        "\(path) must be 0% to 100% below ours or 0% to 900% above ours; found '\(shown(text))'")
    }
    return .relative(words[1] == "below" ? 1 - share : 1 + share)
  }
}

extension Measuring {
  /// A moment as a file would say it.
  func text(_ moment: Moment) -> String {
    switch moment {
    case .month(let month): "month \(Decimal.text(month))"
    case .day(let day): CalendarText.text(day: day)
    }
  }

  /// A price as a file would say it.
  func text(_ price: Price) -> String {
    switch price {
    case .money(let amount): return text(amount, .price)
    case .relative(let factor):
      if factor == 1 { return "as ours" }
      let word = factor < 1 ? "below" : "above"
      let share = abs(factor - 1)
      for digits in 3...17 {
        let rounded = Decimal.rounded(share, digits: digits)
        if (factor < 1 ? 1 - rounded : 1 + rounded) == factor {
          return "\(Decimal.text(rounded, timesHundred: true))% \(word) ours"
        }
      }
      return "\(Decimal.text(share, timesHundred: true))% \(word) ours"
    }
  }
}
