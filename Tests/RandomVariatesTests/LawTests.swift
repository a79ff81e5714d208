import CGSL
import RandomVariates
import Testing

#if canImport(Darwin)
  import Darwin
#elseif canImport(Musl)
  import Musl
#else
  import Glibc
#endif

/// A law with the distribution function it must have, worked out apart from the sampler.
struct Case: Sendable, CustomTestStringConvertible {
  var name: String
  var law: Law
  var cdf: @Sendable (Double) -> Double
  var testDescription: String { name }

  static let continuous: [Case] = [
    Case(name: "exponential", law: .exponential(mean: 2.5)) { gsl_cdf_exponential_P($0, 2.5) },
    Case(name: "lognormal", law: .lognormal(mean: 6, sd: 4.2)) { x in
      let variance = log(1 + 0.49)
      return gsl_cdf_lognormal_P(x, log(6) - variance / 2, variance.squareRoot())
    },
    Case(name: "gamma, shape above 1", law: .gamma(mean: 30, sd: 12)) {
      gsl_cdf_gamma_P($0, 6.25, 4.8)
    },
    Case(name: "gamma, shape below 1", law: .gamma(mean: 3, sd: 4)) {
      gsl_cdf_gamma_P($0, 0.5625, 16.0 / 3)
    },
    Case(name: "uniform", law: .uniform(low: 2, high: 9)) { gsl_cdf_flat_P($0, 2, 9) },
    Case(name: "triangular", law: .triangular(low: 2, mode: 4, high: 9)) { x in
      x < 4 ? (x - 2) * (x - 2) / 14 : 1 - (9 - x) * (9 - x) / 35
    },
    Case(name: "beta, one mode", law: .beta(mean: 0.7, sd: 0.1)) { gsl_cdf_beta_P($0, 14, 6) },
    Case(name: "beta, two modes", law: .beta(mean: 0.5, sd: 0.4)) {
      gsl_cdf_beta_P($0, 0.28125, 0.28125)
    },
  ]
}

@Suite("Laws")
struct LawTests {
  let count = 20_000

  @Test("agrees with GSL's distribution function", arguments: Case.continuous)
  func distribution(_ item: Case) {
    let statistic = kolmogorovSmirnov(draws(of: item.law, count: count), item.cdf)
    #expect(statistic < kolmogorovSmirnovCritical)
  }

  @Test("has the mean and standard deviation it is named by", arguments: Case.continuous)
  func moments(_ item: Case) {
    let sample = Moments(draws(of: item.law, count: count))
    #expect(abs(sample.mean - item.law.mean) < 4 * sample.meanError)
    let variance = item.law.standardDeviation * item.law.standardDeviation
    #expect(abs(sample.variance - variance) < 4 * sample.varianceError)
  }

  @Test("stays within its support and scales with its unit", arguments: Case.continuous)
  func supportAndScale(_ item: Case) {
    let sample = draws(of: item.law, count: 1000)
    #expect(sample.allSatisfy { item.law.support.contains($0) })
    guard case .beta = item.law else {
      let hours = draws(of: item.law.scaled(by: 1.0 / 64), count: 1000)
      for (a, b) in zip(sample, hours) { #expect(abs(a / 64 - b) <= 1e-12 * a) }
      return
    }
    #expect(item.law.scaled(by: 2) == item.law)
  }

  @Test("a wrong law fails the test that a right one passes")
  func power() {
    let sample = draws(of: .gamma(mean: 1, sd: 0.95), count: count)
    #expect(kolmogorovSmirnov(sample) { gsl_cdf_exponential_P($0, 1) } > kolmogorovSmirnovCritical)
    let shifted = draws(of: .beta(mean: 0.71, sd: 0.1), count: count)
    #expect(kolmogorovSmirnov(shifted) { gsl_cdf_beta_P($0, 14, 6) } > kolmogorovSmirnovCritical)
  }

  @Test("the standard normal agrees with GSL's distribution function")
  func normal() {
    let source = RandomSource(seed: 5, replication: 2)
    let sample = (0..<count).map { index in
      source.seek(UInt64(index), 9, 1)
      return source.normal()
    }
    #expect(kolmogorovSmirnov(sample) { gsl_cdf_ugaussian_P($0) } < kolmogorovSmirnovCritical)
  }

  /// Chi-square of draws in equally likely cells: fine enough to see a layer of a ziggurat misplaced.
  private func uniformity(_ next: (RandomSource) -> Double, _ cdf: (Double) -> Double) -> Double {
    let source = RandomSource(seed: 7, replication: 1)
    source.seek(1, 1, 1)
    let (cells, draws) = (2_000, 4_000_000)
    var counts = [Double](repeating: 0, count: cells)
    for _ in 0..<draws { counts[min(cells - 1, Int(cdf(next(source)) * Double(cells)))] += 1 }
    let expected = Double(draws) / Double(cells)
    let statistic = counts.reduce(0) { $0 + ($1 - expected) * ($1 - expected) / expected }
    return gsl_cdf_chisq_Q(statistic, Double(cells - 1))
  }

  @Test("ziggurats draw the laws that GSL's distribution functions tell, in every layer")
  func ziggurats() {
    #expect(uniformity({ $0.exponential() }, { gsl_cdf_exponential_P($0, 1) }) > 0.001)
    #expect(uniformity({ $0.normal() }, { gsl_cdf_ugaussian_P($0) }) > 0.001)
    // A normal whose layers are a hundredth too wide is found out.
    #expect(uniformity({ $0.normal() * 1.01 }, { gsl_cdf_ugaussian_P($0) }) < 0.001)
  }

  @Test("ziggurats have tails")
  func zigguratTails() {
    let source = RandomSource(seed: 8, replication: 1)
    source.seek(1, 1, 1)
    let draws = 20_000_000
    var (late, beyond, negative) = (0.0, 0.0, 0.0)
    for _ in 0..<draws {
      if source.exponential() > 9 { late += 1 }
      let normal = source.normal()
      if abs(normal) > 3.8 {
        beyond += 1
        if normal < 0 { negative += 1 }
      }
    }
    for (seen, chance) in [
      (late, gsl_cdf_exponential_Q(9, 1)), (beyond, 2 * gsl_cdf_ugaussian_Q(3.8)),
      (negative, gsl_cdf_ugaussian_Q(3.8)),
    ] {
      let expected = chance * Double(draws)
      #expect(abs(seen - expected) < 4 * expected.squareRoot())
    }
  }

  @Test("Poisson counts agree with their probabilities", arguments: [0.3, 4.0, 60.0])
  func poisson(mean: Double) {
    let source = RandomSource(seed: 5, replication: 3)
    var counts: [Int: Int] = [:]
    for index in 0..<count {
      source.seek(UInt64(index), 9, 1)
      counts[source.poisson(mean), default: 0] += 1
    }
    // Cells of fewer than ten expected are pooled.
    var (statistic, cells, pooled, pooledExpected) = (0.0, 0, Double(count), Double(count))
    for value in 0...Int(mean + 20 * mean.squareRoot() + 20) {
      let expected = Double(count) * gsl_ran_poisson_pdf(UInt32(value), mean)
      guard expected >= 10 else { continue }
      let observed = Double(counts[value] ?? 0)
      statistic += (observed - expected) * (observed - expected) / expected
      cells += 1
      pooled -= observed
      pooledExpected -= expected
    }
    if pooledExpected >= 1 {
      statistic += (pooled - pooledExpected) * (pooled - pooledExpected) / pooledExpected
      cells += 1
    }
    #expect(gsl_cdf_chisq_Q(statistic, Double(cells - 1)) > 0.001)
    #expect(source.poisson(0) == 0)
  }

  @Test("an empirical law draws each value equally often")
  func empirical() {
    let law = Law.empirical([1, 2, 4, 8, 16])
    #expect(law.mean == 6.2)
    #expect(abs(law.standardDeviation - 29.76.squareRoot()) < 1e-12)
    #expect(law.support == 1...16)
    let sample = draws(of: law, count: count)
    let expected = Double(count) / 5
    let statistic = [1.0, 2, 4, 8, 16].reduce(0.0) { sum, value in
      let observed = Double(sample.count { $0 == value })
      return sum + (observed - expected) * (observed - expected) / expected
    }
    #expect(gsl_cdf_chisq_Q(statistic, 4) > 0.001)
  }

  @Test(
    "a law without spread is a constant",
    arguments: [
      Law.constant(3), .lognormal(mean: 3, sd: 0), .gamma(mean: 3, sd: 0),
      .uniform(low: 3, high: 3),
      .triangular(low: 3, mode: 3, high: 3), .empirical([3]),
    ])
  func degenerate(_ law: Law) {
    #expect(draws(of: law, count: 10) == Array(repeating: 3, count: 10))
    #expect(law.mean == 3)
    #expect(law.standardDeviation == 0)
  }

  @Test("a triangle with its mode at an end", arguments: [2.0, 9.0])
  func triangleAtEnd(mode: Double) {
    let sample = draws(of: .triangular(low: 2, mode: mode, high: 9), count: count)
    let cdf: (Double) -> Double = { x in
      mode == 9 ? (x - 2) * (x - 2) / 49 : 1 - (9 - x) * (9 - x) / 49
    }
    #expect(kolmogorovSmirnov(sample, cdf) < kolmogorovSmirnovCritical)
  }
}
