import CGSL
import Testing

@testable import RandomVariates

/// Quantiles of laws, held against their distribution functions and their draws.
@Suite struct QuantileTests {
  private static let chances = [1e-9, 1e-4, 0.01, 0.1, 0.25, 0.5, 0.75, 0.9, 0.99, 0.9999]

  /// The chance of a value at most so large, by GSL.
  private func below(_ value: Double, _ law: Law) -> Double {
    let sampler = Sampler(law)
    switch law {
    case .exponential(let mean): return gsl_cdf_exponential_P(value, mean)
    case .lognormal: return gsl_cdf_lognormal_P(value, sampler.a, sampler.b)
    case .gamma: return gsl_cdf_gamma_P(value, sampler.a, sampler.b)
    case .beta: return gsl_cdf_beta_P(value, sampler.a, sampler.b)
    case .uniform(let low, let high): return gsl_cdf_flat_P(value, low, high)
    default: return .nan
    }
  }

  @Test(arguments: [
    Law.exponential(mean: 3), .lognormal(mean: 6, sd: 5), .lognormal(mean: 6, sd: 0.01),
    .gamma(mean: 30, sd: 12), .gamma(mean: 30, sd: 90), .gamma(mean: 30, sd: 0.3),
    .gamma(mean: 1e-3, sd: 1e-3), .beta(mean: 0.7, sd: 0.1),
    .beta(mean: 0.02, sd: 0.05), .beta(mean: 0.5, sd: 1e-2), .uniform(low: -3, high: 7),
  ])
  func theChanceBelowAQuantileIsItsOwn(_ law: Law) {
    for chance in Self.chances {
      let value = law.quantile(chance)
      #expect(
        abs(below(value, law) - chance) <= 1e-8 * min(chance, 1 - chance) + 1e-14, "\(chance)")
    }
    let values = Self.chances.map(law.quantile)
    #expect(zip(values, values.dropFirst()).allSatisfy { $0 < $1 })
    #expect(law.quantile(0) == law.support.lowerBound)
    #expect(law.quantile(1) == law.support.upperBound)
  }

  /// GSL's own functions go by jumps here, give no number or never return.
  @Test(arguments: [
    Law.gamma(mean: 30, sd: 0.003), .beta(mean: 0.5, sd: 1e-4), .beta(mean: 0.3, sd: 1e-5),
  ])
  func veryNarrowLawsAreNearlyNormal(_ law: Law) {
    for chance in [0.01, 0.3, 0.5, 0.9] {
      let normal = gsl_cdf_ugaussian_Pinv(chance)
      let found = (law.quantile(chance) - law.mean) / law.standardDeviation
      #expect(abs(found - normal) < 0.005, "\(chance)")
    }
  }

  @Test func theTriangularOneIsInvertedExactly() {
    let law = Law.triangular(low: 2, mode: 4, high: 9)
    #expect(law.quantile(0) == 2 && law.quantile(1) == 9)
    #expect(abs(law.quantile(2.0 / 7) - 4) < 1e-12)
    // The chance above x is (9 - x)^2 / (7 * 5) beyond the mode.
    #expect(abs((9 - law.quantile(0.9)) * (9 - law.quantile(0.9)) / 35 - 0.1) < 1e-12)
    #expect(Law.triangular(low: 2, mode: 2, high: 2).quantile(0.3) == 2)
  }

  @Test func observedValuesHaveEqualShares() {
    let law = Law.empirical([5, 1, 3, 1])
    #expect([0, 0.24, 0.26, 0.5, 0.74, 0.75, 1].map(law.quantile) == [1, 1, 1, 3, 3, 5, 5])
    #expect(Law.empirical([]).quantile(0.5) == 0)
  }

  @Test func aLawWithoutSpreadIsItsMean() {
    for law in [Law.constant(4), .gamma(mean: 4, sd: 0), .lognormal(mean: 4, sd: 0)] {
      #expect(law.quantile(0.1) == 4 && law.quantile(0.9) == 4)
    }
    #expect(Law.beta(mean: 0.4, sd: 0).quantile(0.5) == 0.4)
  }

  @Test(arguments: [
    Law.gamma(mean: 30, sd: 12), .lognormal(mean: 6, sd: 5), .beta(mean: 0.7, sd: 0.1),
    .triangular(low: 2, mode: 4, high: 9), .exponential(mean: 2),
  ])
  func drawsFallBelowTheQuantileAsOftenAsTheyShould(_ law: Law) {
    let source = RandomSource(seed: 11, replication: 1)
    let sampler = Sampler(law)
    source.seek(StableHash.of("quantile"), 1, 0)
    let count = 20_000
    let draws = (0..<count).map { _ in sampler.draw(source) }
    for chance in [0.05, 0.3, 0.5, 0.8, 0.97] {
      let limit = law.quantile(chance)
      let share = Double(draws.count { $0 <= limit }) / Double(count)
      let error = (chance * (1 - chance) / Double(count)).squareRoot()
      #expect(abs(share - chance) < 4 * error, "\(chance): \(share)")
    }
  }
}
