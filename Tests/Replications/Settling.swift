import CustomerExperience
import DiscreteEvents
import RandomVariates
import Testing

@Suite("Settling in")
struct Settling {
  /// Fickle and loyal customers who learn what to expect, with as many newcomers as leavers.
  private func scenario(settle: Double) -> Scenario {
    var s = Scenario.atRest(.contract, customers: 1_500, months: 36, settle: settle)
    s.journeys = [.need("use", perYear: 4, at: .machine())]
    s.customers.contract.termMonths = 12
    s.customers.contract.renewAtEnd = 0.5
    s.customers.contract.renewLater = 0.05
    s.quality.process = 12
    s.quality.betweenCustomers = 8
    s.quality.usage.spread = 6
    s.expectations.learning = 0.1
    s.expectations.usageLearning = 0.04
    s.satisfaction.constant = 24
    s.satisfaction.usageGain = 0.03
    s.loyalty.churn = .constant(0.02)
    s.loyalty.heterogeneity = 0.8
    s.loyalty.satisfaction = 0.35
    (s.loyalty.inTerm, s.loyalty.atEnd) = (0.25, 3)
    s.customers.acquisition.marketing.cost = 50
    s.customers.acquisition.marketing.spend = 50 * 21
    return s
  }

  /// Paired changes from the first year to the third: of satisfaction, and of the loss rate a month in
  /// per cent.
  private func trends(settle: Double) throws -> (satisfaction: [Double], loss: [Double]) {
    let runs = try replicate(scenario(settle: settle), 10)
    #expect(runs.conserve)
    func change(_ value: (Range<Int>) throws -> [Double]) throws -> [Double] {
      zip(try value(24..<36), try value(0..<12)).map { $0 - $1 }
    }
    let satisfaction = try change { try runs.values("satisfaction_mean", months: $0) }
    let loss = try change { months in
      zip(
        try runs.values("left", months: months), try runs.values("customers", months: months)
      ).map { 100 * $0 / $1 }
    }
    return (satisfaction, loss)
  }

  /// What is left of a trend is not shown to be more than a fifth of what an unsettled world shows, and
  /// is shown to be less than three quarters of it (99.9% confidence).
  private func isSmall(_ settled: [Double], beside raw: [Double]) -> Bool {
    let error = 3.3 * mean(settled).standardError
    let (left, whole) = (abs(mean(settled).mean), abs(mean(raw).mean))
    return left - error < 0.2 * whole && left + error < 0.75 * whole
  }

  @Test("after 60 months satisfaction and the loss rate hardly trend; without settling both do")
  func settled() throws {
    let settled = try trends(settle: 60)
    let raw = try trends(settle: 0)
    #expect(!covers(raw.satisfaction, 0))
    #expect(!covers(raw.loss, 0))
    #expect(isSmall(settled.satisfaction, beside: raw.satisfaction))
    #expect(isSmall(settled.loss, beside: raw.loss))
  }
}
