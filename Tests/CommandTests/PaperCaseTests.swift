import Foundation
import Testing

/// Small cases whose right value is known, as a user would run them.
@Suite struct PaperCaseTests {
  /// A contract with nothing but a constant chance of leaving.
  private static func firm(_ customers: Int, churn: Int, months: Int) -> String {
    """
    title: Constant churn
    clock: {start: 2026-01-05, horizon: \(months) months, settle: 0 months}
    customers:
      relationship: contract
      contract: {term: 0 months, price: £10/month}
      segments: {people: {initial: \(customers)}}
    loyalty: {churn: \(churn)% per month, heterogeneity: 0, satisfaction: 0, trust: 0, failure: 0, pull: 0}
    market: {price_response: 0, quality_response: 0, nothing: -10}
    journeys: {help: {need: {rate: 0 per year}, touchpoints: {site: {service: 1 min}}}}
    economics: {margin: 100%, discount_rate: 0% per year}
    growth: {from: -5, to: 5, doses: 3, replications: 2}

    """
  }

  @Test func aValueWithoutABoundIsNamedAsLeftOut() async throws {
    let workshop = try Workshop([
      "base.yaml": Self.firm(200, churn: 2, months: 12),
      "swinf.yaml": """
      title: Nobody leaves
      scenario: base.yaml
      levers: {loyalty.churn: [0% per month, 2% per month, 5% per month]}
      outcomes: [retention_12m, customer_value]
      replications: 4

      """,
    ])
    let outcome = try await workshop.succeed("sweep run swinf.yaml")
    let text = outcome.out.split(whereSeparator: \.isWhitespace).joined(separator: " ")
    #expect(text.contains("Left out of value of a customer: loyalty churn = 0% per month"))
    #expect(text.contains("no bound"))
    // And so says a run of it.
    let run = try await workshop.succeed(
      "run base.yaml --set loyalty.churn=0%/month --replications 2 --no-report")
    #expect(run.out.contains("no bound"))
  }

  @Test func partsOfGrowthAddUpOverTheSameRuns() async throws {
    let workshop = try Workshop(["tiny.yaml": Self.firm(20, churn: 30, months: 36)])
    try await workshop.succeed("run tiny.yaml --replications 20 --quiet")
    let rows = try workshop.records("Outputs/tiny/summary.csv")
    func mean(_ metric: String) throws -> Double {
      let row = try #require(rows.first { $0["metric"] == metric && $0["subject"] == "all" })
      return try #require(Double(row["mean"] ?? ""))
    }
    let parts = try ["retention", "acquisition", "frequency", "price_mix"]
      .map { try mean("growth_" + $0) }
    #expect(abs(parts.reduce(0, +) - (try mean("sales_growth"))) < 1e-9)
  }

  @Test func aTermThatIsNoWholeMonthIsRefused() async throws {
    let workshop = try Workshop([
      "term2.yaml": Self.firm(20, churn: 3, months: 6).replacing(
        "term: 0 months", with: "term: 15 days")
    ])
    let outcome = try await workshop.run("run term2.yaml")
    #expect(outcome.status == 65)
    #expect(outcome.err.contains("customers.contract.term is counted in whole months"))
  }
}
