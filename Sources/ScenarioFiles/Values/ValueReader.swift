import CustomerExperience

/// Why a value cannot be read, as a message.
struct ValueProblem: Error, Equatable {
  var message: String

  init(_ message: String) { self.message = message }
}

/// Reads the value of one key from its text.
struct ValueReader {
  /// The key's dotted path, for messages.
  let path: String
  let measuring: Measuring

  /// A number in a unit, within a range.
  func number(
    _ text: String, _ unit: Unit, in range: ClosedRange<Double>
  ) throws(ValueProblem) -> Double {
    let value = try quantity(text, unit)
    guard range.contains(value) else {
      throw ValueProblem(
        "\(path) must be \(measuring.text(range, unit)); found '\(shown(text))'")
    }
    guard unit == .wholeMonths else { return value }
    guard abs(value - value.rounded()) < 1e-9 else {
      throw ValueProblem(
        "\(path) is counted in whole months, such as \(measuring.text(max(1, value.rounded()), unit)); found "
          + "'\(shown(text))'")
    }
    return value.rounded()
  }

  /// A whole number in a unit, within a range.
  func integer(
    _ text: String, _ unit: Unit, in range: ClosedRange<Int>
  ) throws(ValueProblem) -> Int {
    let bounds = Double(range.lowerBound)...Double(range.upperBound)
    let value = try number(text, unit, in: bounds)
    guard value == value.rounded(), let whole = Int(exactly: value) else {
      throw ValueProblem("\(path) must be a whole number; found '\(shown(text))'")
    }
    return whole
  }

  /// A number in a unit, whatever its size.
  func quantity(_ text: String, _ unit: Unit, as part: String? = nil) throws(ValueProblem) -> Double
  {
    let subject = part.map { "the \($0) of \(path)" } ?? path
    guard let quantity = Quantity(text) else {
      throw ValueProblem(
        "\(subject) is \(measuring.example(of: unit)); found '\(shown(text))'" + hint(text))
    }
    do {
      return try measuring.convert(quantity, to: unit)
    } catch {
      switch error {
      case .dimension:
        throw ValueProblem(
          "\(subject) is \(measuring.example(of: unit)); found '\(shown(text))'" + hint(text)
            + (unit == .perOpenHour && quantity.per != nil
              ? " (how many come on an open day is 'daily')" : ""))
      case .currency(let mark):
        throw ValueProblem(
          "\(subject) is in \(mark), but the scenario's currency is \(measuring.currency.code)")
      case .tooLarge:
        throw ValueProblem("\(subject) is too large a number; found '\(shown(text))'")
      }
    }
  }

  /// A text cut to what fits in a message.
  func shown(_ text: String) -> String {
    let limit = 60
    let line = text.split(whereSeparator: \.isNewline).joined(separator: " ")
    return line.count <= limit ? line : "\(line.prefix(limit))…"
  }

  /// A remark on a frequent slip.
  private func hint(_ text: String) -> String {
    let digits = text.filter { $0.isNumber || $0 == "," }
    guard text.contains(","), let comma = digits.lastIndex(of: ",") else { return "" }
    return digits[comma...].count == 4
      ? " (write thousands without a comma)" : " (write decimals with a point)"
  }
}
