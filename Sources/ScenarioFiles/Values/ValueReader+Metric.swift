import CustomerExperience

extension MetricUnit {
  /// The unit in which a file states a value.
  var fileUnit: Unit {
    switch self {
    case .fraction, .level: .fraction
    case .points: .points
    case .money: .money
    case .seconds: .minutes
    case .count, .index: .count
    }
  }
}

extension ValueReader {
  /// A value in the unit of a metric.
  func measured(_ text: String, in unit: MetricUnit) throws(ValueProblem) -> Double {
    guard unit == .seconds else { return try quantity(text, unit.fileUnit) }
    guard let quantity = Quantity(text), quantity.per == nil,
      case .time(let given) = quantity.measure, quantity.value.isFinite
    else {
      throw ValueProblem("\(path) is \(measuring.example(ofMetric: unit)); found '\(shown(text))'")
    }
    return given.convert(quantity.value, to: .second)
  }
}

extension Measuring {
  /// What a value of a metric looks like.
  func example(ofMetric unit: MetricUnit) -> String {
    unit == .seconds ? "a duration, such as 127 s" : example(of: unit.fileUnit)
  }

  /// A value of a metric as a file would say it.
  func text(_ value: Double, metric unit: MetricUnit) -> String {
    unit == .seconds ? "\(Decimal.text(value)) s" : text(value, unit.fileUnit)
  }
}
