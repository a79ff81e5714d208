import DiscreteEvents
import Testing

@Suite("Output analysis: batch means")
struct OutputAnalysisBatchMeansTests {
  @Test("of a series, with what is over left out at its beginning")
  func series() {
    let batches = BatchMeans([100, 200] + (1...20).map(Double.init), batches: 4)
    #expect(batches.means == [3, 8, 13, 18])
    #expect((batches.batchSize, batches.observations) == (5, 20))
    #expect(batches.interval() == ConfidenceInterval.ofMean([3, 8, 13, 18]))
    #expect(batches.interval(level: 0.9) == ConfidenceInterval.ofMean([3, 8, 13, 18], level: 0.9))
    let short = BatchMeans([1, 2, 4], batches: 5)
    #expect((short.means, short.batchSize) == ([1, 2, 4], 1))
    #expect(BatchMeans([]).interval().mean.isNaN)
  }

  @Test("added one by one: batches twice as long whenever there are twice as many")
  func incremental() {
    let series = KnownSeries.normals(100_000, run: 1)
    var batches = BatchMeans(batches: 20)
    var sizes: Set<Int> = []
    for (i, value) in series.enumerated() {
      batches.add(value)
      sizes.insert(batches.batchSize)
      #expect(batches.means.count < 40)
      if i >= 20 { #expect(batches.means.count >= 20) }
      #expect(i + 1 - batches.observations < batches.batchSize)
    }
    #expect(sizes.sorted() == (0...12).map { 1 << $0 })
    #expect(batches.means.count == 24)
    for (i, mean) in batches.means.enumerated() {
      let exact = Tally(series[i * 4096..<(i + 1) * 4096]).mean
      #expect(abs(mean - exact) < 1e-12)
    }
  }

  @Test("a run without variation is known exactly and looks independent")
  func constant() {
    var batches = BatchMeans(batches: 10)
    for _ in 0..<12_345 { batches.add(0.1) }
    let interval = batches.interval()
    #expect((interval.lower, interval.upper) == (0.1, 0.1))
    #expect(batches.lag1 == 0)
    #expect(batches.vonNeumannStatistic == 0)
    #expect(batches.looksIndependent())
  }

  @Test("von Neumann's statistic is the lag-1 autocorrelation with a correction for the ends")
  func vonNeumann() throws {
    let means = KnownSeries.normals(30, run: 5)
    let batches = BatchMeans(means, batches: 30)
    let tally = Tally(means)
    let (first, last) = (means[0] - tally.mean, means[29] - tally.mean)
    let corrected =
      batches.lag1 + (first * first + last * last) / (2 * tally.variance * 29)
    let exact = corrected * (Double(30 * 30 - 1) / 28).squareRoot()
    #expect(abs(try #require(batches.vonNeumannStatistic) - exact) < 1e-12)
    #expect(abs(exact) > 0.01)
  }

  @Test("too few batches, or one that is not a number, do not look independent")
  func untestable() {
    let seven = BatchMeans((1...7).map { Double($0 * $0 % 7) }, batches: 7)
    #expect(seven.vonNeumannStatistic == nil)
    #expect(!seven.looksIndependent())
    let spoilt = BatchMeans([.nan] + (1...19).map { Double($0 * $0 % 7) }, batches: 20)
    #expect(!spoilt.looksIndependent())
    #expect(spoilt.interval().mean.isNaN)
  }

  @Test("independent batches are refused as often as the significance says")
  func size() {
    for significance in [0.1, 0.3] {
      let refused = (1...1000).count { run in
        !BatchMeans(KnownSeries.normals(20, run: run)).looksIndependent(
          significance: significance)
      }
      #expect(abs(Double(refused) / 1000 - significance) < 0.04)
    }
  }

  @Test("of AR(1) with phi 0.8: long batches cover and look independent")
  func longBatches() {
    var (scaledVariance, independent) = (Tally(), 0)
    let coverage = KnownSeries.coverage(of: 0, runs: 500) { run in
      let batches = BatchMeans(KnownSeries.autoregressive(20_000, phi: 0.8, run: run))
      scaledVariance.add(Tally(batches.means).variance * Double(batches.batchSize))
      independent += batches.looksIndependent() ? 1 : 0
      let interval = batches.interval()
      return (interval.lower, interval.upper)
    }
    #expect(coverage > 0.90 && coverage < 0.98)
    #expect(Double(independent) / 500 > 0.85)
    // The asymptotic variance of the mean, times n: (1 + phi) / (1 - phi).
    #expect(abs(scaledVariance.mean - 9) < 4 * scaledVariance.standardError)
    #expect(scaledVariance.standardError < 0.2)
  }

  @Test("of AR(1) with phi 0.8: batches too short cover too seldom, and von Neumann says no")
  func shortBatches() {
    var independent = 0
    let coverage = KnownSeries.coverage(of: 0, runs: 500) { run in
      let batches = BatchMeans(
        KnownSeries.autoregressive(400, phi: 0.8, run: run), batches: 200)
      independent += batches.looksIndependent() ? 1 : 0
      let interval = batches.interval()
      return (interval.lower, interval.upper)
    }
    #expect(coverage < 0.75)
    #expect(independent == 0)
  }
}
