import CGSL
import DiscreteEvents
import Testing

#if canImport(Darwin)
  import Darwin
#elseif canImport(Musl)
  import Musl
#else
  import Glibc
#endif

@Suite("Output analysis: quantiles")
struct OutputAnalysisQuantileTests {
  @Test(
    "sample quantiles as R's default gives them",
    arguments: [
      (0.25, [4, 1, 3, 2], 1.75), (0.5, [4, 1, 3, 2], 2.5), (0, [4, 1, 3, 2], 1),
      (1, [4, 1, 3, 2], 4), (0.9, [1, 2, 3, 4, 5, 6, 7, 8, 9, 10], 9.1), (0.3, [7], 7),
    ] as [(Double, [Double], Double)])
  func typeSeven(probability: Double, samples: [Double], exact: Double) {
    #expect(abs(Quantile.estimate(probability, of: samples) - exact) < 1e-12)
  }

  @Test("the limits of a median as tables of the sign test give them")
  func median() {
    let twenty = Quantile(0.5, of: (1...20).map(Double.init).reversed())
    #expect((twenty.estimate, twenty.lower, twenty.upper) == (10.5, 6, 15))
    #expect(abs(twenty.confidence - 0.958611) < 1e-6)
    let six = Quantile(0.5, of: [5, 3, 6, 1, 2, 4])
    #expect((six.lower, six.upper) == (1, 6))
    #expect(abs(six.confidence - 62.0 / 64) < 1e-12)
  }

  @Test("too few observations leave a limit open")
  func open() {
    let five = Quantile(0.5, of: [1, 2, 3, 4, 5])
    #expect((five.estimate, five.lower, five.upper) == (3, -.infinity, .infinity))
    #expect(five.confidence == 1)
    // 0.95 to the power 71 is above 0.025, to the power 72 below.
    let samples = (1...72).map(Double.init)
    #expect(Quantile(0.95, of: samples.dropLast()).upper == .infinity)
    #expect(Quantile(0.95, of: samples).upper == 72)
    #expect(Quantile(0.95, of: samples).lower.isFinite)
    let extremes = Quantile.several([0, 1], of: samples)
    #expect((extremes[0].lower, extremes[0].upper) == (-.infinity, 1))
    #expect((extremes[1].lower, extremes[1].upper) == (72, .infinity))
  }

  @Test("ranks and confidence follow from the binomial as GSL has it")
  func binomial() {
    for n in [1, 2, 7, 30, 72, 365, 5_000, 200_000] {
      let samples = (1...n).map(Double.init)
      for p in [0.001, 0.1, 0.5, 0.63, 0.95, 0.999] {
        for level in [0.5, 0.9, 0.95, 0.999] {
          let found = Quantile(p, of: samples, level: level)
          let tail = (1 - level) / 2
          let lower = found.lower.isFinite ? Int(found.lower) : 0
          let upper = found.upper.isFinite ? Int(found.upper) : n + 1
          // The chance of at most k of n below the quantile.
          func cumulative(_ k: Int) -> Double {
            k < 0 ? 0 : k >= n ? 1 : gsl_cdf_binomial_P(UInt32(k), p, UInt32(n))
          }
          let noise = 1e-9
          #expect(cumulative(lower - 1) <= tail + noise)
          #expect(cumulative(lower) > tail - noise)
          #expect(1 - cumulative(upper - 1) <= tail + noise)
          #expect(1 - cumulative(upper - 2) > tail - noise)
          let confidence = cumulative(upper - 1) - cumulative(lower - 1)
          #expect(abs(found.confidence - confidence) < noise)
          #expect(found.confidence >= level - noise)
        }
      }
    }
  }

  @Test("five million observations, for which GSL's binomial is not a number")
  func millions() {
    #expect(gsl_cdf_binomial_P(2_000_000, 0.4, 5_000_000).isNaN)
    let found = Quantile(0.4, of: (1...5_000_000).map(Double.init))
    // From the incomplete beta function of SciPy 1.17.
    #expect((found.lower, found.upper) == (1_997_853, 2_002_148))
    #expect(abs(found.confidence - 0.950050) < 1e-6)
  }

  @Test("the interval covers as often as it says", arguments: [0.5, 0.9])
  func coverage(probability: Double) {
    let exact = -log(1 - probability)
    var confidence = 0.0
    let coverage = KnownSeries.coverage(of: exact, runs: 1_000) { run in
      let found = Quantile(probability, of: KnownSeries.exponentials(60, run: run))
      confidence = found.confidence
      return (found.lower, found.upper)
    }
    #expect(confidence >= 0.95 && confidence < 0.98)
    #expect(abs(coverage - confidence) < 0.02)
    // Another quantile is not covered.
    let other = KnownSeries.coverage(of: 1.5 * exact, runs: 1_000) { run in
      let found = Quantile(probability, of: KnownSeries.exponentials(60, run: run))
      return (found.lower, found.upper)
    }
    #expect(other < 0.7)
  }

  @Test("no observation, NaN and infinities")
  func edges() {
    let none = Quantile(0.5, of: [])
    #expect(none.estimate.isNaN)
    #expect((none.lower, none.upper, none.count) == (-.infinity, .infinity, 0))
    let spoilt = Quantile(0.5, of: (1...30).map(Double.init) + [.nan])
    #expect(spoilt.estimate.isNaN && spoilt.lower.isNaN && spoilt.upper.isNaN)
    #expect(Quantile.estimate(0.5, of: [1, .infinity, .infinity]) == .infinity)
    #expect(Quantile.estimate(0.25, of: [1, 2, .infinity]) == 1.5)
  }
}
