import DiscreteEvents
import RandomVariates

/// Series whose law is known, and how often intervals hold the truth.
enum KnownSeries {
  /// Independent standard normals.
  static func normals(_ count: Int, run: Int) -> [Double] {
    let source = RandomSource(seed: 1908, replication: UInt32(run))
    source.seek(1, 0, 0)
    return (0..<count).map { _ in source.normal() }
  }

  /// Independent exponentials of mean 1.
  static func exponentials(_ count: Int, run: Int) -> [Double] {
    let source = RandomSource(seed: 1908, replication: UInt32(run))
    source.seek(2, 0, 0)
    return (0..<count).map { _ in source.exponential() }
  }

  /// A stationary AR(1) process of mean 0 and variance 1, with autocorrelation phi^j at lag j.
  static func autoregressive(_ count: Int, phi: Double, run: Int) -> [Double] {
    let source = RandomSource(seed: 1927, replication: UInt32(run))
    source.seek(3, 0, 0)
    let spread = (1 - phi * phi).squareRoot()
    var value = source.normal()
    return (0..<count).map { _ in
      defer { value = phi * value + spread * source.normal() }
      return value
    }
  }

  /// The waits of the customers of an M/M/1 queue with service rate 1 (Lindley 1952).
  static func singleServerWaits(
    _ count: Int, arrivalRate: Double, inLineAtStart: Int, run: Int
  ) -> [Double] {
    let source = RandomSource(seed: 1952, replication: UInt32(run))
    source.seek(4, 0, 0)
    var wait = (0..<inLineAtStart).reduce(0.0) { sum, _ in sum + source.exponential() }
    return (0..<count).map { _ in
      defer { wait = max(0, wait + source.exponential() - source.exponential() / arrivalRate) }
      return wait
    }
  }

  /// The share of the runs 1 to `runs` whose limits hold a value.
  static func coverage(
    of value: Double, runs: Int, _ limits: (Int) -> (lower: Double, upper: Double)
  ) -> Double {
    let hits = (1...runs).count { run in
      let (lower, upper) = limits(run)
      return lower <= value && value <= upper
    }
    return Double(hits) / Double(runs)
  }
}
