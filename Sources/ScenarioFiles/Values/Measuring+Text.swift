import CustomerExperience

extension Measuring {
  /// A value in a key's unit as a file would say it; it reads back as the same number.
  func text(_ value: Double, _ unit: Unit) -> String {
    switch resolved(unit).dimension {
    case .duration(let stored): duration(value, stored: stored, unit: unit)
    case .rate(let stored): rate(value, stored: stored, unit: unit)
    case .chance(let stored):
      "\(Decimal.text(value, timesHundred: true))% per \(stored.rawValue)"
    case .money(let stored):
      currency.text(Decimal.text(value)) + (stored.map { "/\($0.rawValue)" } ?? "")
    case .fraction: Decimal.text(value, timesHundred: true) + "%"
    case .number: Decimal.text(value)
    }
  }

  /// The ends of a range: `0 to 30 points`.
  func text(_ range: ClosedRange<Double>, _ unit: Unit) -> String {
    let low = text(range.lowerBound, unit)
    let high = text(range.upperBound, unit)
    switch unit {
    case .points: return "\(low) to \(high) points"
    case .people: return "\(low) to \(high) people"
    case .customers: return "\(low) to \(high) customers"
    default: return "\(low) to \(high)"
    }
  }

  private func duration(_ value: Double, stored: TimeUnit, unit: Unit) -> String {
    let others: [TimeUnit] =
      switch stored {
      case .minute: [.month, .week, .day, .hour, .minute, .second]
      case .hour: [.hour]
      case .day: [.day, .hour]
      case .month: [.month, .day]
      default: [stored]
      }
    return shortest(
      value, stored: stored, among: others, unit: unit, convert: stored.convert(_:to:)
    ) { $1.text($0) }
  }

  private func rate(_ value: Double, stored: TimeUnit, unit: Unit) -> String {
    let others: [TimeUnit] =
      switch stored {
      case .year: [.year, .month, .week, .day, .hour]
      case .month: [.month, .year, .week, .day]
      default: [stored]
      }
    return shortest(
      value, stored: stored, among: others, unit: unit, convert: stored.convertRate(_:to:)
    ) { "\($0) per \($1.rawValue)" }
  }

  /// The text with the fewest digits among units in which it reads back as the same number.
  ///
  /// Whole numbers of the first units come first, then the stored unit.
  private func shortest(
    _ value: Double, stored: TimeUnit, among units: [TimeUnit], unit: Unit,
    convert: (Double, TimeUnit) -> Double, text: (String, TimeUnit) -> String
  ) -> String {
    let plain = Decimal.text(value)
    var best = (text: text(plain, stored), length: plain.count)
    guard value != 0 else { return best.text }
    for other in units {
      let number = Decimal.text(Decimal.rounded(convert(value, other), digits: 6))
      let candidate = text(number, other)
      guard let quantity = Quantity(candidate), (try? self.convert(quantity, to: unit)) == value
      else { continue }
      let isShorter = number.count < best.length
      if isShorter || (number.count == best.length && !number.contains(".") && plain.contains("."))
      {
        best = (candidate, number.count)
      }
    }
    return best.text
  }
}
