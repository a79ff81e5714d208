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
    s.customers.acquisition.marketing.spend = 50 * 18
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

  @Test("after 60 months neither satisfaction nor the loss rate trends; without settling both do")
  func settled() throws {
    let settled = try trends(settle: 60)
    #expect(covers(settled.satisfaction, 0))
    #expect(covers(settled.loss, 0))
    let raw = try trends(settle: 0)
    #expect(!covers(raw.satisfaction, 0))
    #expect(!covers(raw.loss, 0))
    // And what is left of a trend is small beside what an unsettled world shows.
    #expect(abs(mean(settled.satisfaction).mean) < 0.2 * abs(mean(raw.satisfaction).mean))
    #expect(abs(mean(settled.loss).mean) < 0.2 * abs(mean(raw.loss).mean))
  }
}
