import CGSL

#if canImport(Darwin)
  import Darwin
#elseif canImport(Musl)
  import Musl
#else
  import Glibc
#endif

/// A law made ready to be drawn from: its parameters as GSL's samplers take them.
///
/// Every law is drawn by GSL from the current address of a ``RandomSource``, but for the exponential,
/// the normal and what is made of it, drawn by ziggurats, and the constant, the uniform and the
/// triangular, which are inverted in a line.
public struct Sampler: @unchecked Sendable {
  @usableFromInline enum Kind: UInt8, Sendable {
    case constant, exponential, lognormal, gamma, uniform, triangular, beta, empirical
  }

  @usableFromInline let kind: Kind
  @usableFromInline let a: Double
  @usableFromInline let b: Double
  @usableFromInline let c: Double
  /// Observed values: plain memory, so that a sampler is copied without counting references.
  @usableFromInline let values: UnsafeBufferPointer<Double>

  /// Prepares a law.
  ///
  /// A law without spread is its mean: a standard deviation of zero, or a mean that is not positive
  /// where the law is of positive quantities, or a beta's standard deviation that its mean does not
  /// allow. No observed values at all are the constant 0.
  public init(_ law: Law) {
    var (a, b, c) = (0.0, 0.0, 0.0)
    var values: [Double] = []
    switch law {
    case .constant(let value):
      (kind, a) = (.constant, value)
    case .exponential(let mean):
      (kind, a) = (.exponential, mean)
    case .lognormal(let mean, let sd):
      if sd <= 0 || mean <= 0 {
        (kind, a) = (.constant, mean)
      } else {
        let variance = log(1 + (sd / mean) * (sd / mean))
        (kind, a, b) = (.lognormal, log(mean) - variance / 2, variance.squareRoot())
      }
    case .gamma(let mean, let sd):
      if sd <= 0 || mean <= 0 {
        (kind, a) = (.constant, mean)
      } else {
        (kind, a, b) = (.gamma, (mean / sd) * (mean / sd), sd * sd / mean)
      }
    case .uniform(let low, let high):
      (kind, a, b) = (.uniform, low, high)
    case .triangular(let low, let mode, let high):
      (kind, a, b, c) = (.triangular, low, mode, high)
    case .beta(let mean, let sd):
      let strength = sd > 0 ? mean * (1 - mean) / (sd * sd) - 1 : 0
      if sd <= 0 || strength <= 0 {
        (kind, a) = (.constant, mean)
      } else {
        (kind, a, b) = (.beta, mean * strength, (1 - mean) * strength)
      }
    case .empirical(let observed):
      values = observed
      kind = observed.isEmpty ? .constant : .empirical
    }
    (self.a, self.b, self.c) = (a, b, c)
    self.values = ObservedValues.kept(values)
  }

  /// Draws one value at the source's current address.
  @inlinable
  public func draw(_ source: RandomSource) -> Double {
    switch kind {
    case .constant: return a
    case .exponential: return a * source.exponential()
    case .uniform: return a + (b - a) * source.uniform()
    case .lognormal: return source.lognormal(a, b)
    case .gamma: return source.gamma(shape: a, scale: b)
    case .beta: return source.beta(a, b)
    case .triangular:
      let u = source.uniform()
      guard c > a else { return a }
      let cut = (b - a) / (c - a)
      if u < cut { return a + (u * (c - a) * (b - a)).squareRoot() }
      return c - ((1 - u) * (c - a) * (c - b)).squareRoot()
    case .empirical:
      let index = Int(source.uniform() * Double(values.count))
      return values[min(index, values.count - 1)]
    }
  }
}

extension RandomSource {
  /// A lognormal by the mean and standard deviation of its logarithm, at the current address.
  @inlinable
  public func lognormal(_ zeta: Double, _ sigma: Double) -> Double {
    exp(zeta + sigma * normal())
  }

  /// A gamma by shape and scale, at the current address (GSL; Marsaglia & Tsang 2000).
  public func gamma(shape: Double, scale: Double) -> Double {
    gsl_ran_gamma(generator, shape, scale)
  }

  /// A beta by its two shapes, at the current address (GSL).
  public func beta(_ a: Double, _ b: Double) -> Double { gsl_ran_beta(generator, a, b) }

  /// A Poisson count, at the current address (GSL); 0 when the mean is not positive.
  public func poisson(_ mean: Double) -> Int {
    mean > 0 ? Int(gsl_ran_poisson(generator, mean)) : 0
  }
}
