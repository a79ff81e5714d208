import DiscreteEvents
import Testing

@Suite("Output analysis: mean and Welch's difference of means")
struct OutputAnalysisWelchTests {
  @Test("by hand")
  func byHand() {
    // Means 3 and 6, variances 2.5 and 16, of the means 1/2 and 16/3: degrees of freedom
    // (35/6)² / (1/16 + 128/9) = 2.382110, whose t is 3.704460, times √(35/6).
    let interval = ConfidenceInterval.ofWelchDifference([1, 2, 3, 4, 5], [2, 6, 10])
    #expect(interval.mean == -3)
    #expect(abs(interval.halfWidth - 8.947120630) < 1e-6)
    #expect(interval.count == 8)
    let opposite = ConfidenceInterval.ofWelchDifference([2, 6, 10], [1, 2, 3, 4, 5])
    #expect(abs(opposite.upper + interval.lower) < 1e-12)
    // One sample without variation: the t interval of the other.
    let one = ConfidenceInterval.ofWelchDifference([2, 6, 10], [1, 1])
    #expect(abs(one.halfWidth - ConfidenceInterval.ofMean([2, 6, 10]).halfWidth) < 1e-9)
  }

  @Test("covers with unequal variances and numbers, where the pooled variance does not")
  func coverage() {
    func samples(_ run: Int) -> (a: [Double], b: [Double]) {
      let normals = KnownSeries.normals(28, run: run)
      return (normals[..<20].map { $0 + 5 }, normals[20...].map { 4 * $0 })
    }
    let coverage = KnownSeries.coverage(of: 5, runs: 1_000) { run in
      let (a, b) = samples(run)
      let interval = ConfidenceInterval.ofWelchDifference(a, b)
      return (interval.lower, interval.upper)
    }
    #expect(coverage > 0.93 && coverage < 0.97)
    let pooled = KnownSeries.coverage(of: 5, runs: 1_000) { run in
      let (a, b) = samples(run)
      let (first, second) = (Tally(a), Tally(b))
      let variance = (19 * first.variance + 7 * second.variance) / 26
      let half =
        ConfidenceInterval.studentQuantile(level: 0.95, count: 27)
        * (variance * (1.0 / 20 + 1.0 / 8)).squareRoot()
      return (first.mean - second.mean - half, first.mean - second.mean + half)
    }
    #expect(pooled < 0.90)
  }

  @Test("the interval of a mean covers, that of a known variance would not")
  func mean() {
    let coverage = KnownSeries.coverage(of: 0, runs: 1_000) { run in
      let interval = ConfidenceInterval.ofMean(KnownSeries.normals(20, run: run))
      return (interval.lower, interval.upper)
    }
    #expect(coverage > 0.93 && coverage < 0.97)
    let few = KnownSeries.coverage(of: 0, runs: 1_000) { run in
      let tally = Tally(KnownSeries.normals(4, run: run))
      let half = 1.959964 * tally.standardError
      return (tally.mean - half, tally.mean + half)
    }
    #expect(few < 0.90)
  }

  @Test("the interval of a tally is that of its samples")
  func tally() {
    for samples in [[], [3], [0.1, 0.1, 0.1], [1, 2, 4]] as [[Double]] {
      let (a, b) = (
        ConfidenceInterval.ofMean(samples, level: 0.9),
        ConfidenceInterval.ofMean(Tally(samples), level: 0.9)
      )
      #expect(a == b || samples.isEmpty && a.mean.isNaN && b.mean.isNaN)
      #expect(b.count == samples.count)
    }
  }

  @Test("samples too small, without variation, or not finite")
  func edges() {
    let single = ConfidenceInterval.ofWelchDifference([3], [1, 2])
    #expect((single.mean, single.lower, single.upper) == (1.5, -.infinity, .infinity))
    #expect(ConfidenceInterval.ofWelchDifference([], [1, 2]).mean.isNaN)
    let equal = ConfidenceInterval.ofWelchDifference([0.3, 0.3], [0.1, 0.1, 0.1])
    #expect(equal.lower == equal.upper)
    let spoilt = ConfidenceInterval.ofWelchDifference([1, .nan], [1, 2])
    #expect((spoilt.lower, spoilt.upper) == (-.infinity, .infinity))
  }
}
