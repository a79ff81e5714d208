#if canImport(Darwin)
  import Darwin
#elseif canImport(Musl)
  import Musl
#else
  import Glibc
#endif

/// The stationary birth-and-death process of the number of jobs, from its balance equations.
///
/// M/M/c with all its finite rooms, finite sources and impatience are of this kind.
public struct BirthAndDeath: Sendable {
  /// Chances of each number of jobs.
  public let chances: [Double]

  /// Solves `p(n)·birth(n) = p(n + 1)·death(n + 1)` for n below `limit`.
  public init(limit: Int, birth: (Int) -> Double, death: (Int) -> Double) {
    var weights = [1.0]
    for n in 0..<limit {
      let next = weights[n] * birth(n) / death(n + 1)
      if next < 1e-300 { break }
      weights.append(next)
    }
    let total = weights.reduce(0, +)
    chances = weights.map { $0 / total }
  }

  /// The mean of a function of the number of jobs.
  public func mean(_ value: (Int) -> Double) -> Double {
    chances.enumerated().reduce(0) { $0 + $1.element * value($1.offset) }
  }
}

/// Formulas of queues that are not birth-and-death processes.
public enum ExactQueues {
  /// The mean wait in M/G/1 (Pollaczek 1930; Khinchine 1932): λ·E[S²] / (2 (1 − ρ)).
  public static func pollaczekKhinchine(rate: Double, mean: Double, sd: Double) -> Double {
    rate * (mean * mean + sd * sd) / (2 * (1 - rate * mean))
  }

  /// Mean waits by class in M/G/1 with non-preemptive priorities (Cobham 1954).
  public static func cobham(rates: [Double], means: [Double], sds: [Double]) -> [Double] {
    let residual = zip(rates, zip(means, sds)).reduce(0) {
      $0 + $1.0 * ($1.1.0 * $1.1.0 + $1.1.1 * $1.1.1) / 2
    }
    var above = 0.0
    return zip(rates, means).map { rate, mean in
      let with = above + rate * mean
      defer { above = with }
      return residual / ((1 - above) * (1 - with))
    }
  }

  /// Mean times in the system by class in M/G/1 with preemptive-resume priorities (White & Christie
  /// 1958).
  public static func preemptiveResume(
    rates: [Double], means: [Double], sds: [Double]
  ) -> [Double] {
    var (above, residual) = (0.0, 0.0)
    return rates.indices.map { k in
      residual += rates[k] * (means[k] * means[k] + sds[k] * sds[k]) / 2
      let with = above + rates[k] * means[k]
      defer { above = with }
      return means[k] / (1 - above) + residual / ((1 - above) * (1 - with))
    }
  }

  /// Jobs a time through each node of an open network (Jackson 1957): the solution of
  /// λ = γ + λ·R, by iteration.
  public static func throughputs(outside: [Double], routes: [[Double]]) -> [Double] {
    var rates = outside
    for _ in 0..<10_000 {
      var next = outside
      for (from, row) in routes.enumerated() {
        for (to, chance) in row.enumerated() { next[to] += rates[from] * chance }
      }
      let change = zip(next, rates).map { abs($0 - $1) }.max() ?? 0
      rates = next
      if change < 1e-14 { break }
    }
    return rates
  }

  /// A rate that swings about its mean once a period, as a multiple of the mean: 1 + b·sin(2πt/T).
  public static func sinusoid(_ time: Double, amplitude: Double, period: Double) -> Double {
    1 + amplitude * sin(2 * Double.pi * time / period)
  }

  /// The mean number busy in M(t)/M/∞ with rate a·(1 + b·sin(2πt/T)) and service rate 1, over each of
  /// `phases` equal parts of the period (Eick, Massey & Whitt 1993).
  public static func sinusoidalLoad(
    mean: Double, amplitude: Double, period: Double, phases: Int
  ) -> [Double] {
    let w = 2 * Double.pi / period
    // m(t) = a (1 + b (sin wt − w cos wt) / (1 + w²)), integrated.
    func integral(_ t: Double) -> Double {
      mean * (t + amplitude * (-cos(w * t) / w - sin(w * t)) / (1 + w * w))
    }
    return (0..<phases).map { phase in
      let (from, to) = (
        period * Double(phase) / Double(phases), period * Double(phase + 1) / Double(phases)
      )
      return (integral(to) - integral(from)) / (to - from)
    }
  }
}
