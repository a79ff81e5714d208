import DiscreteEvents
import Foundation
import Testing

@testable import CustomerExperience

@Suite("R30: what always holds")
struct Conservation {
  @Test("customers, money, staff and Little's law balance", arguments: Relationship.allCases)
  func balances(relationship: Relationship) throws {
    for run in try replicate(.lively(relationship), 5) {
      #expect(run.violations.isEmpty)
      func number(_ metric: String, _ subject: String = "all") throws -> Double {
        try #require(run.summary[SeriesKey(metric, subject)])
      }
      // The scenario would be too quiet to tell if nobody waited, left, joined or complained.
      for metric in ["joined", "left", "complaints", "recovery_cost", "training_cost"] {
        #expect(try number(metric) > 0, "\(metric)")
      }
      #expect(try number("abandonment_rate", "team:desk") > 0)
      #expect(
        try number("customers") == Double(run.fates.count) + number("joined") - number("left"))
      #expect(run.leavers.values.reduce(0, +) == (try number("left")))
      let costs = try [
        "supply_cost", "staff_cost", "training_cost", "recruitment_cost", "recovery_cost",
        "contact_cost", "acquisition_cost", "overhead_cost",
      ].reduce(0) { try $0 + number($1) }
      #expect(abs(try number("revenue") - costs - number("profit")) < 1e-6)
      let months = try #require(run.timeline[SeriesKey("profit", "all")])
      #expect(abs(months.reduce(0, +) - (try number("profit"))) < 1e-6)
    }
  }

  @Test("a posting that gets lost is reported", arguments: Relationship.allCases, [1, 2, 77])
  func lostPosting(relationship: Relationship, number: Int) throws {
    let model = try Model(.lively(relationship, months: 6))
    var simulation = try model.settledWorld(seed: 1, replication: 1).simulation.copied()
    simulation.ledger.dropsPosting = number
    simulation.run(under: model.settings, phases: [], to: 6)
    #expect(simulation.result.violations.contains { $0.hasPrefix("money") })
  }

  @Test("a customer who vanishes is reported")
  func lostCustomer() throws {
    let model = try Model(.lively(.contract, months: 6))
    var simulation = try model.settledWorld(seed: 1, replication: 1).simulation.copied()
    simulation.customers[0].left = -1
    simulation.run(under: model.settings, phases: [], to: 6)
    #expect(simulation.result.violations.contains { $0.hasPrefix("customers") })
  }

  @Test(
    "the parts of growth add up to it, and money retained is less gross than net",
    arguments: Relationship.allCases)
  func growth(relationship: Relationship) throws {
    for run in try replicate(.lively(relationship, months: 26), 6) {
      func part(_ name: String) throws -> Double {
        try #require(run.summary[SeriesKey("growth_" + name, "all")])
      }
      let sum = try ["retention", "acquisition", "frequency", "price_mix"].reduce(0) {
        try $0 + part($1)
      }
      let growth = try #require(run.summary[SeriesKey("sales_growth", "all")])
      #expect(abs(sum - growth) < 1e-9)
      let net = try #require(run.summary[SeriesKey("revenue_retention_net", "all")])
      let gross = try #require(run.summary[SeriesKey("revenue_retention_gross", "all")])
      #expect(gross <= net && gross > 0)
      #expect(try part("retention") < 0 && part("acquisition") > 0)
      // Who pays monthly buys as often in one year as in another.
      #expect(try (part("frequency") == 0) == (relationship == .contract))
    }
  }
}
