import CustomerExperience
import RandomVariates

/// A number that a sweep samples: its law, in the unit of a key.
struct SweepQuantity: Sendable {
  let law: Law
  /// Whether the key takes whole numbers only.
  let isWhole: Bool
  let unit: Unit
  let measuring: Measuring

  /// Digits that a sampled number keeps: more would not be read by anybody.
  static let digits = 6

  /// The value at a coordinate, as text that reads back as the same number.
  func text(at coordinate: Double, digits: Int = Self.digits) -> String {
    text(of: isWhole ? whole(at: coordinate) : law.quantile(coordinate), digits: digits)
  }

  /// Values at evenly spaced numbers of a range, its ends included.
  func range(steps: Int) -> [String] {
    let (low, high) = (law.support.lowerBound, law.support.upperBound)
    guard steps > 1 else { return [text(of: low)] }
    var texts: [String] = []
    for step in 0..<steps {
      let value = low + (high - low) * Double(step) / Double(steps - 1)
      let text = text(of: isWhole ? value.rounded() : value)
      if texts.last != text { texts.append(text) }
    }
    return texts
  }

  /// Values in the middle of equally likely parts.
  func quantiles(steps: Int) -> [String] {
    var texts: [String] = []
    for step in 0..<steps {
      let text = text(at: (Double(step) + 0.5) / Double(steps))
      if texts.last != text { texts.append(text) }
    }
    return texts
  }

  /// Each whole number of a range is equally likely; of another law, the nearest whole number.
  private func whole(at coordinate: Double) -> Double {
    guard case .uniform(let low, let high) = law else { return law.quantile(coordinate).rounded() }
    let (first, last) = (low.rounded(.up), high.rounded(.down))
    guard first <= last else { return low.rounded() }
    return min(last, first + (coordinate * (last - first + 1)).rounded(.down))
  }

  private func text(of value: Double, digits: Int = Self.digits) -> String {
    var rounded = Decimal.rounded(value, digits: digits)
    // Rounding must not leave the range.
    if rounded < law.support.lowerBound { rounded = law.support.lowerBound }
    if rounded > law.support.upperBound { rounded = law.support.upperBound }
    return measuring.text(rounded, unit)
  }
}
