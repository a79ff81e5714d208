import DiscreteEvents
import Testing

#if canImport(Darwin)
  import Darwin
#elseif canImport(Musl)
  import Musl
#else
  import Glibc
#endif

@Suite("Output analysis: autocorrelation")
struct OutputAnalysisAutocorrelationTests {
  @Test("of five numbers, by hand")
  func byHand() {
    // Deviations -2 ... 2, their squares sum to 10.
    let found = Autocorrelation.upTo(lag: 6, of: [1, 2, 3, 4, 5])
    for (value, exact) in zip(found, [0.4, -0.1, -0.4, -0.4, 0, 0]) {
      #expect(abs(value - exact) < 1e-15)
    }
    #expect(found.count == 6)
    #expect(Autocorrelation.lag1(of: [1, 2, 3, 4, 5]) == found[0])
    let alternating = (0..<100).map { $0.isMultiple(of: 2) ? 1.0 : -1.0 }
    #expect(abs(Autocorrelation.lag1(of: alternating) + 0.99) < 1e-12)
  }

  @Test(
    "of an AR(1) process, within four of Bartlett's standard errors", arguments: [0.8, -0.5, 0])
  func autoregressive(phi: Double) {
    let n = 100_000
    let found = Autocorrelation.upTo(
      lag: 5, of: KnownSeries.autoregressive(n, phi: phi, run: 1))
    for lag in 1...5 {
      let square = phi * phi
      let power = pow(square, Double(lag))
      let variance =
        ((1 + square) * (1 - power) / (1 - square) - 2 * Double(lag) * power) / Double(n)
      #expect(
        abs(found[lag - 1] - pow(phi, Double(lag))) < 4 * variance.squareRoot(), "lag \(lag)")
    }
  }

  @Test("is a number for series without variation, short, huge or tiny")
  func edges() {
    #expect(Autocorrelation.upTo(lag: 3, of: Array(repeating: 0.1, count: 50)) == [0, 0, 0])
    #expect(Autocorrelation.upTo(lag: 2, of: []) == [0, 0])
    #expect(Autocorrelation.upTo(lag: 2, of: [7]) == [0, 0])
    #expect(Autocorrelation.upTo(lag: 0, of: [1, 2]) == [])
    #expect(Autocorrelation.upTo(lag: -4, of: [1, 2]) == [])
    for scale in [1e-200, 1e200] {
      let found = Autocorrelation.lag1(of: [1, 2, 3, 4, 5].map { $0 * scale })
      #expect(abs(found - 0.4) < 1e-12)
    }
    #expect(Autocorrelation.lag1(of: [1, .nan, 2]).isNaN)
    #expect(Autocorrelation.lag1(of: [1, .infinity, 2]).isNaN)
  }
}
