/// A law of a random quantity, as a scenario names it: by its mean and its spread.
///
/// Units are the caller's: a law of a duration in minutes has its parameters in minutes.
public enum Law: Sendable, Equatable, Hashable {
  /// Always the same value.
  case constant(Double)
  /// Exponential with the given mean.
  case exponential(mean: Double)
  /// Lognormal with the given mean and standard deviation of the quantity itself (not of
  /// its logarithm).
  case lognormal(mean: Double, sd: Double)
  /// Gamma with the given mean and standard deviation.
  case gamma(mean: Double, sd: Double)
  /// Uniform between two values.
  case uniform(low: Double, high: Double)
  /// Triangular between two values with a most frequent one.
  case triangular(low: Double, mode: Double, high: Double)
  /// Beta on 0 to 1 with the given mean and standard deviation.
  case beta(mean: Double, sd: Double)
  /// Draws one of the observed values with equal chances.
  case empirical([Double])

  /// The mean.
  public var mean: Double {
    switch self {
    case .constant(let value): value
    case .exponential(let mean), .lognormal(let mean, _), .gamma(let mean, _), .beta(let mean, _):
      mean
    case .uniform(let low, let high): (low + high) / 2
    case .triangular(let low, let mode, let high): (low + mode + high) / 3
    case .empirical(let values):
      values.isEmpty ? 0 : values.reduce(0, +) / Double(values.count)
    }
  }

  /// The standard deviation.
  public var standardDeviation: Double {
    switch self {
    case .constant: 0
    case .exponential(let mean): mean
    case .lognormal(_, let sd), .gamma(_, let sd), .beta(_, let sd): sd
    case .uniform(let low, let high): (high - low) / 12.0.squareRoot()
    case .triangular(let a, let c, let b):
      ((a * a + b * b + c * c - a * b - a * c - b * c) / 18).squareRoot()
    case .empirical(let values):
      Self.standardDeviation(ofAll: values, mean: mean)
    }
  }

  private static func standardDeviation(ofAll values: [Double], mean: Double) -> Double {
    guard !values.isEmpty else { return 0 }
    let squares = values.reduce(0) { $0 + ($1 - mean) * ($1 - mean) }
    return (squares / Double(values.count)).squareRoot()
  }

  /// The smallest and largest possible value.
  public var support: ClosedRange<Double> {
    switch self {
    case .constant(let value): value...value
    case .exponential, .lognormal, .gamma: 0...(.infinity)
    case .uniform(let low, let high): low...high
    case .triangular(let low, _, let high): low...high
    case .beta: 0...1
    case .empirical(let values): (values.min() ?? 0)...(values.max() ?? 0)
    }
  }

  /// The same law with every value multiplied by a factor, as for a change of units.
  ///
  /// A beta law keeps its bounds and is not scaled.
  ///
  /// - Precondition: `factor` is not negative.
  public func scaled(by factor: Double) -> Law {
    precondition(factor >= 0, "a law cannot be scaled by a negative factor")
    return switch self {
    case .constant(let value): .constant(value * factor)
    case .exponential(let mean): .exponential(mean: mean * factor)
    case .lognormal(let mean, let sd): .lognormal(mean: mean * factor, sd: sd * factor)
    case .gamma(let mean, let sd): .gamma(mean: mean * factor, sd: sd * factor)
    case .uniform(let low, let high): .uniform(low: low * factor, high: high * factor)
    case .triangular(let low, let mode, let high):
      .triangular(low: low * factor, mode: mode * factor, high: high * factor)
    case .beta: self
    case .empirical(let values): .empirical(values.map { $0 * factor })
    }
  }
}
