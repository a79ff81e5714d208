import DiscreteEvents
import Testing

#if canImport(Darwin)
  import Darwin
#elseif canImport(Musl)
  import Musl
#else
  import Glibc
#endif

@Suite("Output analysis: warm-up")
struct OutputAnalysisWarmUpTests {
  /// MSER-5 straight from its definition, in O(n²).
  private func reference(_ series: [Double]) -> Int? {
    let count = series.count / 5
    let batches: [Double] = (0..<count).map { (b: Int) -> Double in
      series[5 * b..<5 * b + 5].reduce(0, +) / 5
    }
    let errors: [Double] = (0...count / 2).map { (d: Int) -> Double in
      let kept = batches[d...]
      let n = Double(kept.count)
      let mean = kept.reduce(0, +) / n
      let squares: [Double] = kept.map { ($0 - mean) * ($0 - mean) }
      return squares.reduce(0, +) / (n * n)
    }
    let best = errors.indices.min { errors[$0] < errors[$1] } ?? 0
    return best == batches.count / 2 ? nil : best * 5
  }

  @Test("is the smallest marginal standard error of the definition")
  func definition() {
    var found: Set<Int?> = []
    for run in 1...200 {
      let series = KnownSeries.autoregressive(200 + run, phi: 0.7, run: run)
      let drop = WarmUp.observationsToDrop(series)
      #expect(drop == reference(series))
      found.insert(drop)
    }
    // Of many places and of none, so that the comparison means something.
    #expect(found.count > 10)
    #expect(found.contains(nil))
  }

  private func decaying(run: Int) -> [Double] {
    KnownSeries.autoregressive(5_000, phi: 0.5, run: run).enumerated().map {
      $1 + 10 * exp(-Double($0) / 50)
    }
  }

  @Test("finds the end of an exponential transient, and next to nothing in steady state")
  func exponential() throws {
    var (transient, steady) = (Tally(), Tally())
    for run in 1...50 {
      // After 100 observations 1.4 standard deviations of the bias are left, after 400 none.
      let drop = try #require(WarmUp.observationsToDrop(decaying(run: run)))
      #expect(drop >= 100 && drop <= 600)
      transient.add(Double(drop))
      let none = KnownSeries.autoregressive(5_000, phi: 0.5, run: run)
      steady.add(Double(WarmUp.observationsToDrop(none) ?? 2_500))
    }
    #expect(transient.mean > 120 && transient.mean < 300)
    // Now and then chance lets it drop more of a run in steady state.
    #expect(steady.mean < 500)
  }

  @Test("the average of replications shows the transient more clearly")
  func averaged() throws {
    let runs = (1...20).map(decaying)
    let drop = try #require(WarmUp.observationsToDrop(averaging: runs))
    #expect(drop >= 150 && drop <= 500)
    // As far as the shortest series goes; of one series, the series' own.
    #expect(WarmUp.observationsToDrop(averaging: runs + [[1, 2, 3]]) == nil)
    #expect(
      WarmUp.observationsToDrop(averaging: [runs[0]]) == WarmUp.observationsToDrop(runs[0]))
  }

  @Test("an M/M/1 queue started with fifty in line")
  func fiftyInLine() throws {
    // The line drains by 0.2 a unit of time: 250 of them, 200 arrivals; then it waits 4 on average.
    let runs = (1...40).map {
      KnownSeries.singleServerWaits(10_000, arrivalRate: 0.8, inLineAtStart: 50, run: $0)
    }
    let drop = try #require(WarmUp.observationsToDrop(averaging: runs))
    #expect(drop >= 180 && drop <= 1_000)
    let kept = Tally(runs.map { Tally($0.dropFirst(drop)).mean })
    #expect(abs(kept.mean - 4) < 3 * kept.standardError)
    // Without it the mean is wrong beyond chance.
    let all = Tally(runs.map { Tally($0).mean })
    #expect(abs(all.mean - 4) > 3 * all.standardError)
    for run in runs.prefix(10) {
      #expect(try #require(WarmUp.observationsToDrop(run)) >= 50)
    }
  }

  @Test("a series that does not settle, or is too short, has no answer")
  func unsettled() {
    #expect(WarmUp.observationsToDrop((0..<1_000).map(Double.init)) == nil)
    #expect(WarmUp.observationsToDrop([]) == nil)
    #expect(WarmUp.observationsToDrop([1, 2, 3, 4, 5, 6, 7, 8, 9]) == nil)
    #expect(WarmUp.observationsToDrop((0..<12).map(Double.init)) == nil)
    #expect(WarmUp.observationsToDrop(averaging: []) == nil)
    #expect(WarmUp.observationsToDrop(averaging: [[], []]) == nil)
  }

  @Test("a series without variation needs none; what is not a number is never kept")
  func edges() {
    #expect(WarmUp.observationsToDrop(Array(repeating: 0.1, count: 100)) == 0)
    var series = KnownSeries.normals(200, run: 1)
    series[12] = .nan
    #expect((WarmUp.observationsToDrop(series) ?? 0) >= 15)
    series[150] = .infinity
    #expect(WarmUp.observationsToDrop(series) == nil)
  }
}
