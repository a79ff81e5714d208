import CustomerExperience
import DiscreteEvents
import Foundation
import RandomVariates
import Testing

/// The shifted-beta-geometric law of Fader & Hardie (2007).
private struct ShiftedBetaGeometric {
  var alpha: Double
  var beta: Double

  /// Survival after 0 to `periods` periods.
  func survival(_ periods: Int) -> [Double] {
    var left = 1.0
    return [1]
      + (0..<periods).map { t in
        left *= (beta + Double(t)) / (alpha + beta + Double(t))
        return left
      }
  }

  /// Log-likelihood of leavers by period and of those still there.
  func logLikelihood(leavers: [Double], alive: Double) -> Double {
    let s = survival(leavers.count)
    var sum = alive * log(s[leavers.count])
    for (t, count) in leavers.enumerated() { sum += count * log(s[t] - s[t + 1]) }
    return sum
  }

  /// The maximum of the likelihood by a pattern search on the logarithms.
  static func fitted(leavers: [Double], alive: Double) -> ShiftedBetaGeometric {
    var best = ShiftedBetaGeometric(alpha: 1, beta: 1)
    var height = best.logLikelihood(leavers: leavers, alive: alive)
    var step = 1.0
    while step > 1e-5 {
      var moved = false
      for (a, b) in [(1.0, 0.0), (-1, 0), (0, 1), (0, -1), (1, 1), (-1, -1)] {
        let next = ShiftedBetaGeometric(
          alpha: best.alpha * exp(a * step), beta: best.beta * exp(b * step))
        let nextHeight = next.logLikelihood(leavers: leavers, alive: alive)
        if nextHeight > height { (best, height, moved) = (next, nextHeight, true) }
      }
      if !moved { step /= 2 }
    }
    return best
  }
}

@Suite("R05: retention rises with tenure through heterogeneity alone")
struct RetentionReplications {
  private static let law = ShiftedBetaGeometric(alpha: 0.668, beta: 3.806)
  private static let mean = 0.668 / 4.474

  private func survival(churn: Law, heterogeneity: Double = 0) throws -> (
    mean: [Double], runs: [[Double]]
  ) {
    var s = Scenario.atRest(.contract, customers: 25_000, months: 12)
    s.journeys = [.need("nothing", perYear: 0, at: .machine())]
    s.loyalty.churn = churn
    s.loyalty.heterogeneity = heterogeneity
    let runs = try replicate(s, 4)
    #expect(runs.conserve)
    let curves = try runs.map { run in
      try #require(run.survival.first { $0.cohort == "initial" && $0.segment == "all" }).survival
    }
    let mean = (0...12).map { m in curves.reduce(0) { $0 + $1[m] } / Double(curves.count) }
    return (mean, curves)
  }

  @Test("survival, retention rates, and the parameters recovered by maximum likelihood")
  func shiftedBetaGeometric() throws {
    // √(αβ/((α + β)²(α + β + 1)))
    let sd = (Self.mean * (1 - Self.mean) / 5.474).squareRoot()
    let (found, runs) = try survival(churn: .beta(mean: Self.mean, sd: sd))
    let exact = Self.law.survival(12)
    for (t, published) in [0.851, 0.747, 0.670, 0.610, 0.562, 0.522, 0.489].enumerated() {
      #expect(abs(exact[t + 1] - published) < 6e-4)
    }
    #expect(abs(exact[12] - 0.378) < 6e-4)
    for t in 1...12 {
      // Four standard errors of 100,000 customers, at most 0.006.
      #expect(abs(found[t] - exact[t]) < 4 * (exact[t] * (1 - exact[t]) / 100_000).squareRoot())
      if t > 1 { #expect(found[t] / found[t - 1] > found[t - 1] / found[t - 2]) }
    }
    #expect(abs(found[7] / found[6] - 0.936) < 0.006)
    let leavers = (0..<12).map { t in runs.reduce(0) { $0 + ($1[t] - $1[t + 1]) * 25_000 } }
    let fitted = ShiftedBetaGeometric.fitted(leavers: leavers, alive: found[12] * 100_000)
    #expect(abs(fitted.alpha / 0.668 - 1) < 0.1)
    #expect(abs(fitted.beta / 3.806 - 1) < 0.1)
  }

  @Test("people who differ in their odds of leaving make it rise, too")
  func frailty() throws {
    let (found, _) = try survival(churn: .constant(Self.mean), heterogeneity: 1.5)
    let (first, last) = (found[1], found[12] / found[11])
    // Those who are left after a year are the loyal ones.
    #expect(last > first + 0.04, "\(first) \(last)")
    let (alike, _) = try survival(churn: .constant(Self.mean))
    #expect(abs(alike[12] / alike[11] - alike[1]) < 0.02)
  }

  @Test("where all are alike, retention does not rise")
  func constant() throws {
    let (found, _) = try survival(churn: .constant(Self.mean))
    let exact = Self.law.survival(12)
    #expect(abs(found[1] - exact[1]) < 0.006)
    for t in 4...12 { #expect(abs(found[t] - exact[t]) > 0.006) }
    #expect(abs(found[7] / found[6] - (1 - Self.mean)) < 0.02)
  }
}

@Suite("R06: a law of retention forecasts what a line through the past does not")
struct ForecastReplications {
  /// The shifted-beta-geometric law of Fader & Hardie's "regular" customers.
  private static let law = ShiftedBetaGeometric(alpha: 0.704, beta: 1.182)

  /// Survival of 100,000 customers over 12 periods.
  private func live(churn: Law) throws -> [Double] {
    var s = Scenario.atRest(.contract, customers: 25_000, months: 12)
    s.journeys = [.need("nothing", perYear: 0, at: .machine())]
    s.loyalty.churn = churn
    let runs = try replicate(s, 4)
    #expect(runs.conserve)
    let curves = try runs.map { run in
      try #require(run.survival.first { $0.cohort == "initial" && $0.segment == "all" }).survival
    }
    return (0...12).map { m in curves.reduce(0) { $0 + $1[m] } / Double(curves.count) }
  }

  /// The mean error of a forecast of periods 8 to 12, as a share of what came.
  private func error(_ forecast: [Double], _ lived: [Double]) -> Double {
    (8...12).map { (period: Int) -> Double in abs(forecast[period] / lived[period] - 1) }.reduce(
      0, +) / 5
  }

  /// What became of them in the end, in periods 8 to 12.
  private static let published = [0.223, 0.207, 0.194, 0.183, 0.173]

  @Test(
    "R06: the years to come of the published customers are as foretold, and not where all are alike"
  )
  func published() throws {
    func error(_ survival: [Double]) -> Double {
      zip(survival[8...12], Self.published).reduce(0) { $0 + abs($1.0 / $1.1 - 1) } / 5
    }
    // Years 0 to 7 of 1,000 "regular" customers.
    let alive = [1_000.0, 631, 468, 382, 326, 289, 262, 241]
    let fitted = ShiftedBetaGeometric.fitted(
      leavers: zip(alive, alive.dropFirst()).map { $0 - $1 }, alive: 241)
    #expect(abs(fitted.alpha - 0.704) < 0.005 && abs(fitted.beta - 1.182) < 0.01)
    #expect(error(fitted.survival(12)) < 0.03)
    let mean = fitted.alpha / (fitted.alpha + fitted.beta)
    let sd = (mean * (1 - mean) / (fitted.alpha + fitted.beta + 1)).squareRoot()
    #expect(error(try live(churn: .beta(mean: mean, sd: sd))) < 0.03)
    #expect(error(try live(churn: .constant(mean))) > 0.5)
  }

  @Test("fitted to seven periods, it foretells the next five; a line and a constant rate do not")
  func forecast() throws {
    let exact = Self.law.survival(12)
    for (t, published) in [0.220, 0.204, 0.191, 0.180, 0.170].enumerated() {
      #expect(abs(exact[t + 8] - published) < 6e-4)
    }
    let mean = 0.704 / 1.886
    let sd = (mean * (1 - mean) / 2.886).squareRoot()
    let lived = try live(churn: .beta(mean: mean, sd: sd))
    let leavers = (0..<7).map { (lived[$0] - lived[$0 + 1]) * 100_000 }
    let fitted = ShiftedBetaGeometric.fitted(leavers: leavers, alive: lived[7] * 100_000)
    #expect(error(fitted.survival(12), lived) < 0.03)
    // A straight line through periods 0 to 7: by least squares.
    let middle = lived[0...7].reduce(0, +) / 8
    var (together, own) = (0.0, 0.0)
    for period in 0...7 {
      let distance = Double(period) - 3.5
      together += distance * (lived[period] - middle)
      own += distance * distance
    }
    let line = (0...12).map { (period: Int) -> Double in
      middle + together / own * (Double(period) - 3.5)
    }
    #expect(error(line, lived) > 1)
    // The mean rate of seven periods, held constant: 31% off by the law itself.
    let constant = (0...12).map { (period: Int) -> Double in pow(lived[7], Double(period) / 7) }
    #expect(error(constant, lived) > 0.25)
    // Where all are alike it is the constant rate that holds.
    let alike = try live(churn: .constant(0.1))
    let same = (0...12).map { (period: Int) -> Double in pow(alike[7], Double(period) / 7) }
    #expect(error(same, alike) < 0.015)
  }
}
