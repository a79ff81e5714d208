import CustomerExperience
import RandomVariates

extension Measuring {
  /// A law as a file would name it; it reads back as the same law.
  ///
  /// A law of observed values has no such text: the file and the column are not part of the law.
  func text(_ law: Law, _ unit: Unit) -> String {
    switch law {
    case .constant(let value): text(value, unit)
    case .exponential(let mean): "exponential \(text(mean, unit))"
    case .lognormal(let mean, let sd): spread("lognormal", mean, sd, unit)
    case .gamma(let mean, let sd): spread("gamma", mean, sd, unit)
    case .beta(let mean, let sd): spread("beta", mean, sd, unit)
    case .uniform(let low, let high): "uniform \(text(low, unit)) to \(text(high, unit))"
    case .triangular(let low, let mode, let high):
      "triangular \(text(low, unit)) to \(text(mode, unit)) to \(text(high, unit))"
    case .empirical(let values): "empirical of \(values.count) values with mean \(text(law.mean, unit))"
    }
  }

  private func spread(_ name: String, _ mean: Double, _ sd: Double, _ unit: Unit) -> String {
    let cv = Decimal.rounded(sd / mean, digits: 4)
    if cv > 0, cv <= 10, mean * cv == sd {
      return "\(name) \(text(mean, unit)) cv \(Decimal.text(cv))"
    }
    return "\(name) \(text(mean, unit)) sd \(text(sd, unit))"
  }
}
