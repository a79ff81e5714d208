import ArgumentParser
import CustomerExperience
import Foundation
import ScenarioFiles

/// Metrics about all customers and sizes in their units, as options state them.
enum MetricQuantity {
  /// The metric of a name.
  ///
  /// - Parameter form: what the option should look like, for the message of an error.
  static func metric(_ name: String, form: String) throws -> Metric {
    let known = Metric.all.filter { $0.subjects.contains(.all) }.map(\.id)
    guard let metric = Metric.named(name), known.contains(metric.id) else {
      let meant = Nearest.suggestion(name, among: known)
      throw ValidationError(
        "\(form); '\(name)' is no metric about all customers"
          + (meant.isEmpty ? " (cxlab explain --metrics lists them)." : "\(meant)."))
    }
    return metric
  }

  /// A positive number in a metric's unit; that of a share is in points or percent, and says so: 0.3 could be
  /// three tenths of a point or thirty.
  static func size(_ stated: String, of metric: Metric, form: String) throws -> Double {
    if metric.unit == .fraction, let number = Double(stated.trimmingCharacters(in: .whitespaces)),
      number.isFinite, number > 0
    {
      let (low, high) = (String(format: "%.6g", number), String(format: "%.6g", number * 100))
      throw ValidationError(
        number <= 1
          ? "\(form); is \(stated) of \(metric.id) \(low) points or \(high) points? Say so: \(low)points or "
            + "\(high)points."
          : "\(form); \(metric.id) is a share: write \(low)points.")
    }
    guard let number = try number(stated, of: metric, form: form), number > 0 else {
      throw ValidationError("\(form); '\(stated)' is not a positive number.")
    }
    return number
  }

  /// A number in a metric's unit; that of a share may be in points or percent.
  static func value(_ stated: String, of metric: Metric, form: String) throws -> Double {
    guard let number = try number(stated, of: metric, form: form) else {
      throw ValidationError("\(form); '\(stated)' is not a number.")
    }
    return number
  }

  private static func number(
    _ stated: String, of metric: Metric, form: String
  ) throws -> Double? {
    var text = stated.trimmingCharacters(in: .whitespaces)
    let suffix = ["points", "point", "%"].first { text.hasSuffix($0) }
    if let suffix {
      guard metric.unit == .fraction || (metric.unit == .points && suffix != "%") else {
        throw ValidationError(
          "\(form); \(metric.id) is not measured in \(suffix == "%" ? "percent" : "points").")
      }
      text = String(text.dropLast(suffix.count)).trimmingCharacters(in: .whitespaces)
    }
    let number = metric.unit == .money ? money(text) : Double(text)
    guard let number, number.isFinite else { return nil }
    guard metric.unit == .fraction else { return number }
    if suffix == nil, abs(number) > 1 {
      throw ValidationError(
        "\(form); \(metric.id) is a share, and \(stated) is more than all: write \(text)%.")
    }
    return suffix == nil ? number : number * 0.01
  }

  /// An amount of money, with or without a currency's sign and commas between thousands.
  static func money(_ stated: String) -> Double? {
    var text = stated.filter { !$0.isWhitespace }
    let sign = text.hasPrefix("-") ? -1.0 : 1
    if sign < 0 { text.removeFirst() }
    if let first = text.first, first.isCurrencySymbol { text.removeFirst() }
    guard text.first?.isNumber == true else { return nil }
    return Double(text.replacing(",", with: "")).map { sign * $0 }
  }

  /// A size with its unit, to three digits.
  static func text(_ size: Double, of metric: Metric) -> String {
    let isShare = metric.unit == .fraction
    let unit =
      switch metric.unit {
      case .fraction, .points: " points"
      case .seconds: " s"
      case .money, .count, .index, .level: ""
      }
    return String(format: "%.3g", size * (isShare ? 100 : 1)) + unit
  }
}
