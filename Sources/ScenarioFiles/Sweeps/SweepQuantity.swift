import CustomerExperience
import RandomVariates

/// A number that a sweep samples: its law, in the unit of a key.
struct SweepQuantity: Sendable {
  let law: Law
  /// Whether the key takes whole numbers only.
  let isWhole: Bool
  let unit: Unit
  let measuring: Measuring
  /// Where the number is the mean of a law: that law, with whatever mean.
  var shape: Law?

  /// Digits that a sampled number keeps: more would not be read by anybody.
  static let digits = 6
  /// Digits of a level, which stands on charts.
  private static let levelDigits = 4

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
      let text = text(at: (Double(step) + 0.5) / Double(steps), digits: Self.levelDigits)
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
    return measuring.text(shape?.moved(toMean: rounded) ?? .constant(rounded), unit)
  }

  /// The law in words, as a sweep file would say it.
  var words: String {
    let words = measuring.text(law, unit)
    guard let shape, shape.standardDeviation > 0 else { return words }
    return "\(words), as the mean of \(measuring.text(shape, unit))"
  }
}

extension Law {
  /// The law with another mean and the same shape; nil where the values are not part of its text.
  fileprivate func moved(toMean mean: Double) -> Law? {
    func rounded(_ value: Double) -> Double { Decimal.rounded(value, digits: SweepQuantity.digits) }
    let factor = mean / self.mean
    // A ratio with few digits is written as it is.
    let cv = Decimal.rounded(standardDeviation / self.mean, digits: 4)
    return switch self {
    case .constant: .constant(mean)
    case .exponential: .exponential(mean: mean)
    case .lognormal: .lognormal(mean: mean, sd: mean * cv)
    case .gamma: .gamma(mean: mean, sd: mean * cv)
    case .beta(_, let sd): .beta(mean: mean, sd: rounded(sd * factor))
    case .uniform(let low, let high):
      .uniform(low: rounded(low * factor), high: rounded(high * factor))
    case .triangular(let low, let mode, let high):
      .triangular(
        low: rounded(low * factor), mode: rounded(mode * factor), high: rounded(high * factor))
    case .empirical: nil
    }
  }
}
