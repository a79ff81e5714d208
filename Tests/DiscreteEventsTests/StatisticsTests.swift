import DiscreteEvents
import Testing

#if canImport(Darwin)
  import Darwin
#elseif canImport(Musl)
  import Musl
#else
  import Glibc
#endif

@Suite("Output statistics")
struct StatisticsTests {
  @Test("a time-weighted mean")
  func timeWeighted() {
    var number = TimeWeighted(2, at: 10)
    number.set(5, at: 12)
    number.add(-4, at: 16)
    #expect(number.value == 1)
    // 2 for 2, then 5 for 4, then 1 for 4.
    #expect(number.integral(at: 20) == 28)
    #expect(number.mean(at: 20) == 2.8)
    #expect((number.minimum, number.maximum) == (1, 5))
    number.reset(at: 20)
    #expect(number.mean(at: 20) == 1)
    #expect(number.mean(at: 30) == 1)
    #expect(number.maximum == 1)
  }

  @Test("a tally, whole or merged of parts")
  func tally() {
    let values = (0..<100).map { 1e6 + Double($0 * $0 % 37) }
    let whole = Tally(values)
    let mean = values.reduce(0, +) / 100
    let variance = values.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / 99
    #expect(abs(whole.mean - mean) < 1e-9)
    #expect(abs(whole.variance - variance) < 1e-6)
    #expect((whole.minimum, whole.maximum) == (values.min(), values.max()))
    var parts = Tally()
    for start in stride(from: 0, to: 100, by: 30) {
      parts.merge(Tally(values[start..<min(start + 30, 100)]))
    }
    parts.merge(Tally())
    #expect(parts.count == 100)
    #expect(abs(parts.mean - whole.mean) < 1e-9)
    #expect(abs(parts.variance - whole.variance) < 1e-6)
    #expect(Tally([4]).variance == 0)
    #expect(Tally([4]).standardError == .infinity)
  }

  /// Quantiles as printed in tables of Student's t.
  @Test(
    "Student's t",
    arguments: [
      (0.95, 2, 12.706), (0.95, 10, 2.262), (0.95, 20, 2.093), (0.90, 20, 1.729), (0.99, 5, 4.604),
      (0.99, 31, 2.750),
    ])
  func student(level: Double, count: Int, value: Double) {
    #expect(abs(ConfidenceInterval.studentQuantile(level: level, count: count) - value) < 5e-4)
  }

  @Test("the interval of a mean")
  func mean() {
    let interval = ConfidenceInterval.ofMean((1...10).map(Double.init))
    #expect(interval.mean == 5.5)
    #expect(interval.count == 10)
    // 2.262157 * sqrt(82.5 / 9 / 10)
    #expect(abs(interval.halfWidth - 2.165851) < 1e-5)
    #expect(abs(interval.upper - interval.mean - interval.halfWidth) < 1e-12)
  }

  @Test("the interval of a paired difference, and of a scenario with itself")
  func paired() {
    let (a, b) = ([5.0, 7, 9, 6], [4.0, 7, 7, 5])
    let interval = ConfidenceInterval.ofPairedDifference(a, b)
    #expect(interval == ConfidenceInterval.ofMean([1, 0, 2, 1]))
    #expect(interval.mean == 1)
    let same = ConfidenceInterval.ofPairedDifference(a, a)
    #expect((same.mean, same.lower, same.upper, same.halfWidth) == (0, 0, 0, 0))
  }

  @Test("one sample says nothing of its error, equal samples leave none")
  func edges() {
    let one = ConfidenceInterval.ofMean([3])
    #expect((one.mean, one.lower, one.upper) == (3, -.infinity, .infinity))
    #expect(one.halfWidth == .infinity)
    #expect(ConfidenceInterval.ofMean([]).mean.isNaN)
    let equal = ConfidenceInterval.ofMean([0.1, 0.1, 0.1])
    #expect((equal.mean, equal.lower, equal.upper) == (0.1, 0.1, 0.1))
  }

  @Test("a survival interval is a t interval on the log(-log) scale")
  func survival() {
    let samples = [0.80, 0.85, 0.78, 0.83, 0.81]
    let interval = ConfidenceInterval.ofSurvival(samples)
    let plain = ConfidenceInterval.ofMean(samples)
    #expect(interval.mean == plain.mean)
    func scale(_ p: Double) -> Double { log(-log(p)) }
    let (low, middle, high) = (
      scale(interval.upper), scale(interval.mean), scale(interval.lower)
    )
    #expect(abs((high - middle) - (middle - low)) < 1e-9)
    let slope = 1 / (interval.mean * abs(log(interval.mean)))
    #expect(abs((high - middle) - plain.halfWidth * slope) < 1e-9)
    // For a small error it is the plain interval, to first order.
    #expect(abs(interval.halfWidth - plain.halfWidth) < 0.02 * plain.halfWidth)
  }

  @Test(
    "a survival interval stays within 0 to 1 and holds the mean",
    arguments: [
      [0.0, 1.0], [1.0, 1.0, 0.99], [0.0, 0.0, 0.01], [0.2, 0.9, 1.0, 0.0],
    ])
  func survivalEdges(samples: [Double]) {
    let interval = ConfidenceInterval.ofSurvival(samples)
    #expect(interval.lower >= 0)
    #expect(interval.lower < interval.mean)
    #expect(interval.upper > interval.mean)
    #expect(interval.upper <= 1)
  }

  @Test("survival of all, of none, and of one replication")
  func survivalCertain() {
    for value in [0.0, 0.4, 1.0] {
      let interval = ConfidenceInterval.ofSurvival([value, value, value])
      #expect((interval.mean, interval.lower, interval.upper) == (value, value, value))
    }
    let one = ConfidenceInterval.ofSurvival([0.7])
    #expect((one.mean, one.lower, one.upper) == (0.7, -.infinity, .infinity))
  }
}
