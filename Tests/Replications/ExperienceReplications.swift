import DiscreteEvents
import Foundation
import RandomVariates
import Testing

@testable import CustomerExperience

@Suite("R14, R15 and R19: consistency, asymmetry and the treadmill")
struct ExperienceReplications {
  /// Encounters with a machine whose quality varies by `spread` around 60.
  private func encounters(
    customers: Int, perYear: Double, months: Double, spread: Double, lossAversion: Double
  ) -> Scenario {
    var s = Scenario.atRest(.contract, customers: customers, months: months)
    s.journeys = [.need("use", perYear: perYear, at: .machine())]
    s.quality.process = spread
    s.satisfaction.lossAversion = lossAversion
    return s
  }

  private func satisfaction(spread: Double, lossAversion: Double) throws -> Double {
    let s = encounters(
      customers: 2_000, perYear: 240, months: 12, spread: spread, lossAversion: lossAversion)
    let runs = try replicate(s, 1)
    return try runs.values("journey_satisfaction", "journey:use")[0]
  }

  @Test("R14: inconsistency costs 0.399σ of surprise at the same mean, under loss aversion")
  func consistency() throws {
    #expect(abs(try satisfaction(spread: 0, lossAversion: 2) - (20 + 0.70 * 60)) < 1e-6)
    let drop = try 62 - satisfaction(spread: 12, lossAversion: 2)
    let exact = -0.60 * Disconfirmation.meanValue(lossAversion: 2, spread: 12)
    #expect(abs(exact - 0.60 * 0.399 * 12) < 1e-2)
    #expect(abs(drop / exact - 1) < 0.03)
    // Without loss aversion the drop is gone: four standard errors of 480,000 encounters and what the
    // ends of the scale cut off.
    #expect(abs(try 62 - satisfaction(spread: 12, lossAversion: 1)) < 0.08 + 0.02)
  }

  @Test("R14: and with it customers, the more the less consistent")
  func consistencyAndRetention() throws {
    let spreads = [0.0, 6, 12]
    let retention = try spreads.map { spread -> [Double] in
      var s = encounters(customers: 2_500, perYear: 48, months: 12, spread: spread, lossAversion: 2)
      s.loyalty.churn = .constant(0.03)
      s.loyalty.satisfaction = 1
      return try replicate(s, 4).values("retention_12m")
    }
    for (less, more) in zip(retention, retention.dropFirst()) {
      let difference = ConfidenceInterval.ofPairedDifference(more, less, level: 0.99)
      #expect(difference.upper < 0)
    }
    // With no weight on satisfaction it is the same customers who leave.
    let indifferent = try spreads.map { spread -> [Double] in
      var s = encounters(customers: 500, perYear: 48, months: 12, spread: spread, lossAversion: 2)
      s.loyalty.churn = .constant(0.03)
      return try replicate(s, 1).values("retention_12m")
    }
    #expect(indifferent[0] == indifferent[1] && indifferent[1] == indifferent[2])
  }

  @Test("R14: where satisfaction differs by s, e^{γ²s²/2} times as many leave as at the same mean")
  func hazard() throws {
    /// Leavers of the first month, where satisfaction is 62 in the mean and differs by 8.4 for a spread of 12.
    func leavers(spread: Double, weight: Double) throws -> [Double] {
      var s = Scenario.atRest(.contract, customers: 60_000, months: 1)
      s.journeys = [.need("nothing", perYear: 0, at: .machine())]
      s.quality.betweenCustomers = spread
      s.loyalty.churn = .constant(0.003)
      s.loyalty.satisfaction = weight
      return try replicate(s, 8).values("left")
    }
    // γs of 0.84: 1.423, and 1.3% less for odds that are not quite chances.
    let weight = 1.0
    let exact = exp(0.84 * 0.84 / 2)
    let (same, different) = (
      mean(try leavers(spread: 0, weight: weight)).mean,
      mean(try leavers(spread: 12, weight: weight)).mean
    )
    // Some 3,200 and 4,500 leavers, most of them the same people: a standard error of 1.1%.
    #expect(abs(different / same / exact - 1) < 0.05, "\(different / same)")
    let (a, b) = (
      mean(try leavers(spread: 0, weight: 0)).mean, mean(try leavers(spread: 12, weight: 0)).mean
    )
    #expect(a == b && abs(b / a / exact - 1) > 0.05)
  }

  private func asymmetry(lossAversion: Double) throws -> Double {
    let base = encounters(
      customers: 200, perYear: 48, months: 1, spread: 0, lossAversion: lossAversion)
    let variants = [0.0, 10, -10].map { offset in
      var s = base
      s.quality.offset.reliability = offset
      return s
    }
    let runs = try replicate(base, under: variants, 1)
    let levels = try runs.map { try $0.values("journey_satisfaction", "journey:use")[0] }
    return (levels[0] - levels[2]) / (levels[1] - levels[0])
  }

  @Test("R15: ten points less hurt 1.52 times as much as ten points more please")
  func negativity() throws {
    #expect(abs(try asymmetry(lossAversion: 2) - 1.52) < 0.03)
    #expect(abs(try asymmetry(lossAversion: 3) - (0.55 + 1.8) / 1.15) < 0.03)
    // Without loss aversion it is not there.
    let even = try asymmetry(lossAversion: 1)
    #expect(abs(even - 1) < 1e-6 && abs(even - 1.52) > 0.03)
  }

  /// The mean surprise left of a step of ten points, by encounters since.
  private func surprises(learning: Double) throws -> [Int: Double] {
    var base = encounters(customers: 400, perYear: 24, months: 12, spread: 0, lossAversion: 2)
    base.expectations.learning = learning
    var better = base
    better.quality.mean += 10
    let world = try Model(base).settledWorld(seed: 1, replication: 1)
    var simulation = world.simulation.copied()
    let before = simulation.customers.map(\.experiences)
    simulation.run(under: try Model(better).settings, phases: [], to: 12)
    var found: [Int: Tally] = [:]
    for (row, customer) in Array(simulation.customers).enumerated() {
      found[Int(customer.experiences - before[row]), default: Tally()].add(
        70 - customer.expectation[0])
    }
    return found.mapValues(\.mean)
  }

  @Test("R19: the surprise of a lasting step decays as 0.9ⁿ: half is gone after 6.6 encounters")
  func treadmill() throws {
    let learning = try surprises(learning: 0.1)
    #expect(learning.count > 10, "customers differ in how often they came")
    for (n, surprise) in learning where n > 0 {
      // What is expected is kept to seven digits.
      #expect(abs(surprise - 10 * pow(0.9, Double(n))) < 1e-4)
      let halfLife = Double(n) * log(0.5) / log(surprise / 10)
      #expect(abs(halfLife / 6.6 - 1) < 0.05)
    }
    // Where nothing is learned all of it is left.
    let never = try surprises(learning: 0)
    #expect(never.values.allSatisfy { $0 == 10 })
    #expect(never.contains { n, surprise in abs(surprise - 10 * pow(0.9, Double(n))) > 5 })
  }
}
