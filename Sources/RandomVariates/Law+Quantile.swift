import CGSL
import CPhilox

extension Law {
  /// The value below which a law's draws fall with a given chance: the inverse of its distribution
  /// function.
  ///
  /// GSL 2.7.1 goes wrong here: its inverse of the gamma law fails far from the middle, so what it gives
  /// is held against the distribution function and else found by bisection; that of the beta law may
  /// never return, so it is not used; and both distribution functions break down at very large shapes,
  /// where the laws are normal to a thousandth of a standard deviation or better. A law without spread
  /// is its mean, as for ``Sampler``; no observed values at all are 0.
  ///
  /// - Parameter chance: the chance, from 0 to 1; 0 and 1 are the ends of ``support``.
  /// - Precondition: the chance is from 0 to 1.
  public func quantile(_ chance: Double) -> Double {
    precondition(chance >= 0 && chance <= 1, "a chance is from 0 to 1")
    cx_gsl_errors_off()
    let law = Sampler(self)
    switch law.kind {
    case .constant: return law.a
    case .uniform: return law.a + (law.b - law.a) * chance
    case .triangular: return Self.triangular(law.a, law.b, law.c, chance)
    case .exponential: return gsl_cdf_exponential_Pinv(chance, law.a)
    case .lognormal: return gsl_cdf_lognormal_Pinv(chance, law.a, law.b)
    case .gamma:
      if chance == 1 { return .infinity }
      if law.a > 1e7 { return nearlyNormal(chance) }
      return Self.inverse(
        chance, guess: gsl_cdf_gamma_Pinv(chance, law.a, law.b),
        below: { gsl_cdf_gamma_P($0, law.a, law.b) }, upTo: nil, scale: mean)
    case .beta:
      if min(law.a, law.b) > 1e5 { return nearlyNormal(chance) }
      return Self.inverse(
        chance, guess: .nan, below: { gsl_cdf_beta_P($0, law.a, law.b) }, upTo: 1, scale: mean)
    case .empirical:
      let sorted = law.values.sorted()
      return sorted[min(Int(chance * Double(sorted.count)), sorted.count - 1)]
    }
  }

  /// The quantile of the normal law with the same mean and spread, within the support.
  private func nearlyNormal(_ chance: Double) -> Double {
    let value = mean + standardDeviation * gsl_cdf_ugaussian_Pinv(chance)
    return min(max(value, support.lowerBound), support.upperBound)
  }

  private static func triangular(
    _ low: Double, _ mode: Double, _ high: Double, _ chance: Double
  ) -> Double {
    guard high > low else { return low }
    let cut = (mode - low) / (high - low)
    if chance < cut { return low + (chance * (high - low) * (mode - low)).squareRoot() }
    return high - ((1 - chance) * (high - low) * (high - mode)).squareRoot()
  }

  /// A guess where the distribution function agrees with it; else the root by bisection.
  private static func inverse(
    _ chance: Double, guess: Double, below: (Double) -> Double, upTo limit: Double?, scale: Double
  ) -> Double {
    if chance == 0 { return 0 }
    if chance == 1, let limit { return limit }
    let tolerance = 1e-10 * min(chance, 1 - chance)
    if guess.isFinite, guess >= 0, guess <= limit ?? .infinity,
      abs(below(guess) - chance) <= tolerance
    {
      return guess
    }
    var (low, high) = (0.0, limit ?? scale)
    if limit == nil { while below(high) < chance, high < 1e300 { high *= 2 } }
    // Halving a thousand times passes through every exponent; it ends when nothing lies between.
    for _ in 0..<1100 {
      let middle = low + (high - low) / 2
      guard middle > low, middle < high else { break }
      if below(middle) < chance { low = middle } else { high = middle }
    }
    return high
  }
}
