import Foundation
import RandomVariates
import Testing

@testable import CustomerExperience

@Suite("M13: who is still a customer by the till, BG/NBD")
struct AliveTests {
  /// The parameters that were published for the sample of CDNOW, in weeks.
  private let cdnow = AliveModel(r: 0.2426, alpha: 4.4136, a: 0.7929, b: 2.4259)

  @Test("on paper: the formula, and what silence, habit and age do to it")
  func law() {
    // a/(b + 1) = 0.231443; (43.2736/34.8436)^2.2426 = 1.62562: 1/(1 + 0.376238).
    let known = BuyingHistory(repeats: 2, recency: 30.43, age: 38.86)
    #expect(abs(cdnow.alive(known) - 0.7266) < 5e-4)
    #expect(cdnow.alive(BuyingHistory(repeats: 0, recency: 0, age: 30)) == 1)
    func alive(_ repeats: Int, _ recency: Double, _ age: Double) -> Double {
      cdnow.alive(BuyingHistory(repeats: repeats, recency: recency, age: age))
    }
    // Longer silence is worse, and the worse the more often somebody used to come.
    #expect(alive(5, 20, 40) < alive(5, 30, 40))
    #expect(alive(20, 20, 40) < alive(5, 20, 40))
    #expect(alive(20, 40, 40) > alive(2, 40, 40))
  }

  @Test("the fit finds the law that made the histories, or one as likely")
  func fit() throws {
    // Gamma(2) rates with a mean of 0.5 and a chance of a tenth to drop out, over 40 units of time.
    let random = RandomSource(seed: 8, replication: 1)
    var (histories, isThere) = ([BuyingHistory](), [Bool]())
    for number in 0..<1_500 {
      random.seek(UInt64(number), 1, 0)
      let rate = (random.exponential() + random.exponential()) / 4
      var (time, last, repeats, stays) = (0.0, 0.0, 0, true)
      while stays {
        time += random.exponential() / rate
        guard time < 40 else { break }
        (last, repeats) = (time, repeats + 1)
        stays = random.uniform() >= 0.1
      }
      histories.append(BuyingHistory(repeats: repeats, recency: last, age: 40))
      isThere.append(stays)
    }
    let model = try #require(AliveModel(of: histories))
    let truth = AliveModel(r: 2, alpha: 4, a: 1_000, b: 9_000)
    #expect(model.logLikelihood(of: histories) > truth.logLikelihood(of: histories) - 0.5)
    #expect(abs(model.r / model.alpha - 0.5) < 0.05)
    #expect(abs(model.a / (model.a + model.b) - 0.1) < 0.02)
    let mean = histories.map { model.alive($0) }.reduce(0, +) / 1_500
    let share = Double(isThere.count { $0 }) / 1_500
    #expect(abs(mean - share) < 4 * (0.25 / 1_500).squareRoot())
    #expect(AliveModel(of: []) == nil)
    let once = BuyingHistory(repeats: 0, recency: 0, age: 5)
    #expect(AliveModel(of: [once, once]) == nil)
  }

  /// Customers who differ in how often they come and in how soon they drop out, over three years.
  private func market(dropout: Law) -> Scenario {
    .shop(customers: 900) {
      $0.clock.horizonMonths = 24
      $0.customers.segments[0].occasions = .gamma(mean: 12, sd: 8)
      $0.loyalty.dropout = dropout
      $0.loyalty.dropoutSatisfaction = 0
      $0.measurement.loyalty.alive = true
    }
  }

  @Test("what the till says is near the truth, and tells those who left from those who did not")
  func calibration() throws {
    let runs = try market(dropout: .beta(mean: 0.06, sd: 0.04)).runs(2)
    // Some buy once and never again, whom the model takes to be there: it says somewhat too much.
    let bias = try runs.mean("alive_bias")
    #expect(bias > 0 && bias < 0.15)
    #expect(try runs.mean("alive_error") < 0.15)
    #expect(try runs.mean("alive_ranking") > 0.8)
    let truth = try runs.mean("alive_truth")
    #expect(truth > 0.2 && truth < 0.8)
    let bands = try SubjectKind.alive.ids(in: Scenario()).map {
      try runs.mean("alive_customers", "alive:" + $0)
    }
    #expect(bands.reduce(0, +) > 800)
    // Where nobody drops out nearly everybody is found to be there.
    let loyal = try market(dropout: .constant(0)).runs(1)
    #expect(try loyal.mean("alive_truth") == 1 && loyal.mean("alive_mean") > 0.97)
    var off = market(dropout: .constant(0))
    off.measurement.loyalty.alive = false
    let plain = try off.runs(1)
    #expect(plain[0].summary[SeriesKey("alive_mean", "all")] == nil)
    #expect(try plain.mean("profit") == loyal.mean("profit"))
  }
}
