import CGSL
import DiscreteEvents
import Testing

@Suite("Output analysis: rate")
struct OutputAnalysisRateTests {
  /// Half quantiles of chi-square from SciPy 1.17; GSL's own fail at 1160 and 1736.
  @Test(
    "limits as tables and SciPy give them",
    arguments: [
      (0, 0, 3.68887945411), (1, 0.0253178079843, 5.57164339094),
      (10, 4.79538869613, 18.390356042), (1_160, 1094.19817441, 1228.72478331),
      (1_736, 1655.28868775, 1819.6290578), (99_999, 99380.1557627, 100620.741641),
      (100_001, 99382.1495648, 100622.747839), (10_000_000, 9993802.99688, 10006199.8977),
      (1_000_000_000, 999938021.444, 1000061981.45),
    ] as [(Int, Double, Double)])
  func limits(events: Int, lower: Double, upper: Double) {
    let interval = Rate(events: events, over: 2).interval()
    // Relative to a standard deviation, of which a millionth is next to nothing.
    let tolerance = 1e-6 * Double(max(events, 1)).squareRoot()
    #expect(abs(2 * interval.lower - lower) < tolerance)
    #expect(abs(2 * interval.upper - upper) < tolerance)
    #expect((interval.mean, interval.count) == (Double(events) / 2, events))
  }

  /// The exact chance that an interval of the number of events holds the mean.
  private func coverage(_ mean: Double, _ limits: (Int) -> (Double, Double)) -> Double {
    (0...200).reduce(0) { sum, events in
      let (lower, upper) = limits(events)
      return lower <= mean && mean <= upper
        ? sum + gsl_ran_poisson_pdf(UInt32(events), mean) : sum
    }
  }

  @Test("covers at least as often as it says, whatever the mean", arguments: [0.8, 0.95, 0.99])
  func exact(level: Double) {
    let intervals = (0...200).map { Rate(events: $0, over: 1).interval(level: level) }
    let means = Array(stride(from: 0.05, through: 60, by: 0.05))
    let found = means.map { mean in
      coverage(mean) { (intervals[$0].lower, intervals[$0].upper) }
    }
    #expect(found.allSatisfy { $0 >= level - 1e-9 })
    // Nor much more often, where the mean is not small.
    let large = Tally(zip(means, found).filter { $0.0 > 20 }.map(\.1))
    #expect(large.mean < level + 0.4 * (1 - level))
    // The plain normal interval does not.
    let z = gsl_cdf_ugaussian_Pinv((1 + level) / 2)
    let plain = means.map { mean in
      coverage(mean) {
        let (n, half) = (Double($0), z * Double($0).squareRoot())
        return (n - half, n + half)
      }
    }
    #expect(plain.contains { $0 < level - 0.1 })
  }

  @Test("added up over replications")
  func added() {
    var rate = Rate(events: 3, over: 2)
    rate.add(events: 4, over: 1.5)
    rate.merge(Rate())
    #expect(rate == Rate(events: 7, over: 3.5))
    #expect(rate.perTime == 2)
    let (once, hourly) = (Rate(events: 7, over: 1).interval(), rate.interval())
    #expect(abs(hourly.lower - once.lower / 3.5) < 1e-12)
    #expect(abs(hourly.upper - once.upper / 3.5) < 1e-12)
  }

  @Test("no time, no events, and any number of them")
  func edges() {
    let nothing = Rate().interval()
    #expect(nothing.mean.isNaN)
    #expect((nothing.lower, nothing.upper) == (0, .infinity))
    #expect(Rate(events: 0, over: 5).interval().lower == 0)
    var last = -1.0
    for events in [1, 5, 100, 1_159, 1_160, 1_163, 99_999, 100_000, 100_001, 1 << 40, Int.max] {
      for level in [1e-6, 0.5, 0.95, 0.999_999_999] {
        let interval = Rate(events: events, over: 1).interval(level: level)
        #expect(interval.lower <= interval.mean && interval.mean <= interval.upper)
        #expect(interval.lower > 0 && interval.upper.isFinite)
      }
      let lower = Rate(events: events, over: 1).interval().lower
      #expect(lower > last)
      last = lower
    }
  }
}
