import CustomerExperience
import Documents
import Experiments

/// Values as people read them: percents, money with its symbol, durations with their unit.
package struct Display {
  package var currency: String

  package init(_ scenario: Scenario) { currency = scenario.currency }

  /// The currency's symbol, or its code and a space.
  package var symbol: String {
    switch currency {
    case "GBP": "£"
    case "EUR": "€"
    case "USD": "$"
    case "JPY", "CNY": "¥"
    case "INR": "₹"
    default: currency + " "
    }
  }

  /// A value with its unit.
  package func value(_ value: Double, _ unit: MetricUnit) -> String {
    guard value.isFinite else { return value.isNaN ? "not known" : "no bound" }
    return switch unit {
    case .fraction: percent(value)
    case .points: NumberText.fixed(value, 1)
    case .money: money(value)
    case .seconds: Self.duration(value)
    case .count: Self.count(value)
    case .index, .level: NumberText.fixed(value, 2)
    }
  }

  /// The value of a metric.
  package func value(_ number: Double, _ metric: Metric) -> String { value(number, metric.unit) }

  /// An interval, such as `85.5 to 86.3`; empty where it has no ends.
  package func interval(_ estimate: Estimate, _ unit: MetricUnit) -> String {
    guard estimate.lower.isFinite, estimate.upper.isFinite else { return "" }
    var lower = value(estimate.lower, unit)
    let upper = value(estimate.upper, unit)
    if unit == .fraction { lower.removeLast() }
    return "\(lower) to \(upper)"
  }

  /// A share as a percentage with one decimal.
  package func percent(_ share: Double) -> String { NumberText.fixed(100 * share, 1) + "%" }

  /// A share as a percentage without decimals.
  package static func roundPercent(_ share: Double) -> String {
    NumberText.fixed(100 * share, 0) + "%"
  }

  /// Money, with pennies only where there are few pounds.
  package func money(_ amount: Double) -> String {
    guard amount.isFinite else { return amount.isNaN ? "not known" : "no bound" }
    let sign = amount < 0 ? "-" : ""
    let magnitude = Self.rounded(abs(amount), toDigits: 4)
    let text = magnitude < 100 ? NumberText.fixed(magnitude, 2) : NumberText.grouped(magnitude)
    return text.allSatisfy { "0.,".contains($0) } ? symbol + "0" : sign + symbol + text
  }

  /// A number with so many significant digits; pennies are left to others.
  private static func rounded(_ value: Double, toDigits digits: Int) -> Double {
    let limit = (0..<digits).reduce(1.0) { product, _ in product * 10 }
    var step = 1.0
    while value / step >= limit { step *= 10 }
    return step > 1 ? (value / step).rounded() * step : value
  }

  /// A duration with its unit, the same everywhere: `8.2 s`, `45 s`, `2 min 34 s`, `4.8 h`, `3.0 days`.
  static func duration(_ seconds: Double) -> String {
    let sign = seconds < 0 ? "-" : ""
    let magnitude = abs(seconds)
    if magnitude >= 86_400 * 2 { return sign + NumberText.fixed(magnitude / 86_400, 1) + " days" }
    if magnitude >= 3600 * 2 { return sign + NumberText.fixed(magnitude / 3600, 1) + " h" }
    // Tenths of a second say something only of a few.
    if magnitude < 9.95, magnitude != magnitude.rounded() {
      let text = NumberText.fixed(magnitude, 1)
      return text == "0.0" ? "0 s" : sign + text + " s"
    }
    let whole = Int(magnitude.rounded())
    guard whole >= 60 else { return (whole == 0 ? "" : sign) + "\(whole) s" }
    let rest = whole % 60
    return sign + "\(whole / 60) min" + (rest == 0 ? "" : " \(rest) s")
  }

  /// A number of things.
  package static func count(_ value: Double) -> String {
    abs(value) < 10 && value != value.rounded()
      ? NumberText.fixed(value, 1) : NumberText.grouped(value)
  }

  /// How long a time is of which differences are told: they are told in the next smaller unit.
  package enum Span {
    case short, hours, days

    /// One of the unit in which differences are told, in seconds.
    var seconds: Double {
      switch self {
      case .short: 1
      case .hours: 60
      case .days: 3600
      }
    }

    /// The unit behind a number.
    fileprivate var unit: String {
      switch self {
      case .short: " s"
      case .hours: " min"
      case .days: " h"
      }
    }
  }

  /// A difference with its sign: shares in percentage points, waits in seconds, in minutes where the wait itself is
  /// hours, or in hours where it is many days.
  package func difference(_ value: Double, of row: DifferenceRow) -> String {
    difference(value, row.metric.unit, in: row.span)
  }

  /// A difference in a unit with its sign.
  package func difference(_ value: Double, _ unit: MetricUnit, in span: Span = .short) -> String {
    guard value.isFinite else { return value.isNaN ? "not known" : "no bound" }
    let text = magnitude(abs(value), unit, span)
    let sign = Self.isZero(text) ? "" : value < 0 ? "-" : "+"
    return sign + text + Self.differenceUnit(unit, span)
  }

  /// The interval of a difference.
  package func differenceInterval(_ lower: Double, _ upper: Double, of row: DifferenceRow) -> String
  {
    differenceInterval(lower, upper, row.metric.unit, in: row.span)
  }

  /// The interval of a difference in a unit.
  package func differenceInterval(
    _ lower: Double, _ upper: Double, _ unit: MetricUnit, in span: Span = .short
  ) -> String {
    guard lower.isFinite, upper.isFinite else { return "" }
    func end(_ value: Double) -> String {
      let text = magnitude(abs(value), unit, span)
      return (value < 0 && !Self.isZero(text) ? "-" : "") + text
    }
    return "\(end(lower)) to \(end(upper))"
  }

  private static func isZero(_ text: String) -> Bool {
    text.allSatisfy { !$0.isNumber || $0 == "0" }
  }

  private static func differenceUnit(_ unit: MetricUnit, _ span: Span) -> String {
    switch unit {
    case .fraction, .points: " points"
    case .seconds: span.unit
    case .money, .count, .index, .level: ""
    }
  }

  private func magnitude(_ value: Double, _ unit: MetricUnit, _ span: Span) -> String {
    switch unit {
    case .fraction: NumberText.fixed(100 * value, 2)
    case .points: NumberText.fixed(value, 2)
    case .money: money(Self.rounded(value, toDigits: 3))
    case .seconds:
      if span != .short {
        NumberText.fixed(value / span.seconds, 1)
      } else {
        value < 10 ? NumberText.fixed(value, 1) : NumberText.grouped(value)
      }
    case .count: value < 100 ? NumberText.fixed(value, 1) : NumberText.grouped(value)
    case .index, .level: NumberText.fixed(value, 3)
    }
  }

  /// An id that a program made, as words.
  package static func words(_ id: String) -> String {
    String(id.map { $0 == "-" || $0 == "_" ? " " : $0 })
  }

  /// Text with a capital first letter.
  package static func capitalised(_ text: String) -> String {
    text.prefix(1).uppercased() + text.dropFirst()
  }

  /// A list such as `a, b and c`.
  package static func list(_ items: [String]) -> String {
    guard let last = items.last, items.count > 1 else { return items.first ?? "" }
    return items.dropLast().joined(separator: ", ") + " and " + last
  }
}

extension DifferenceRow {
  /// How long the durations are of which it is the difference.
  var span: Display.Span {
    guard metric.unit == .seconds, meanBaseline >= 3600 else { return .short }
    return meanBaseline < 4 * 86_400 ? .hours : .days
  }
}
