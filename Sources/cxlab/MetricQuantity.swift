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

  /// A positive number in a metric's unit; that of a share may be in points or percent.
  static func size(_ stated: String, of metric: Metric, form: String) throws -> Double {
    guard let number = number(stated, of: metric), number > 0 else {
      throw ValidationError("\(form); '\(stated)' is not a positive number.")
    }
    return number
  }

  /// A number in a metric's unit; that of a share may be in points or percent.
  static func value(_ stated: String, of metric: Metric, form: String) throws -> Double {
    guard let number = number(stated, of: metric) else {
      throw ValidationError("\(form); '\(stated)' is not a number.")
    }
    return number
  }

  private static func number(_ stated: String, of metric: Metric) -> Double? {
    var text = stated.trimmingCharacters(in: .whitespaces)
    var scale = 1.0
    for suffix in ["points", "point", "%"] where text.hasSuffix(suffix) {
      text = String(text.dropLast(suffix.count)).trimmingCharacters(in: .whitespaces)
      scale = metric.unit == .fraction ? 0.01 : 1
      break
    }
    guard let number = Double(text), number.isFinite else { return nil }
    return number * scale
  }

  /// A size with its unit, to three digits.
  static func text(_ size: Double, of metric: Metric) -> String {
    let isShare = metric.unit == .fraction
    return String(format: "%.3g", size * (isShare ? 100 : 1)) + (isShare ? " points" : "")
  }
}
