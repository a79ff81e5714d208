import CustomerExperience
import Foundation
import RandomVariates
import Testing

@Suite("Winning back in a repertoire market: by silence")
struct WinBackRepertoire {
  /// Customers who come every other week, of whom some drop out without a word.
  private func market(dropout: Double = 0.1, _ change: (inout WinBack) -> Void = { _ in })
    -> Scenario
  {
    var s = Scenario.atRest(.repertoire, customers: 1_500, months: 24)
    s.market.nothing = -20
    s.market.price = 10
    s.loyalty.dropout = .constant(dropout)
    var law = WinBack()
    (law.afterDays, law.chance, law.halfLifeMonths) = (10, 0.5, 6)
    (law.discount, law.months, law.upgrade, law.cost, law.upgradeCost) = (0, 6, 0, 2, 0)
    change(&law)
    s.loyalty.winBack = law
    return s
  }

  private func without(_ scenario: Scenario) -> Scenario {
    var s = scenario
    s.loyalty.winBack = nil
    return s
  }

  @Test(
    "those who dropped out are found by their silence, and come back with the chance of the law")
  func silence() throws {
    let with = market()
    let runs = try replicate(with, under: [with, without(with)], 2)
    #expect(runs.allSatisfy { $0.conserve })
    let approached = try runs[0].values("winback_approached").reduce(0, +)
    let idle = try runs[0].values("winback_not_gone").reduce(0, +)
    let back = try runs[0].values("won_back").reduce(0, +)
    #expect(approached > 1_000 && idle < 0.4 * approached)
    #expect(abs(try runs[0].values("winback_cost").reduce(0, +) - 2 * approached) < 1e-6)
    // They are found months after they went: the odds have halved once or twice.
    let gone = approached - idle
    #expect(back / gone > 0.05 && back / gone < 0.5)
    for (kept, lost) in zip(
      try runs[0].values("customers", months: 18..<24),
      try runs[1].values("customers", months: 18..<24))
    { #expect(kept > lost + 5) }
    let visits = try runs.map { try $0.values("purchases").reduce(0, +) }
    #expect(visits[0] > visits[1])
    #expect(runs[1][0].summary[SeriesKey("won_back", "all")] == nil)
  }

  @Test("sooner is better, and money off brings more back")
  func directions() throws {
    func rate(_ change: (inout WinBack) -> Void) throws -> Double {
      let runs = try replicate(market(change), 2)
      let back = try runs.values("won_back").reduce(0, +)
      return try back
        / (runs.values("winback_approached").reduce(0, +)
          - runs.values("winback_not_gone").reduce(0, +))
    }
    // Some 1,500 are approached in each: four standard errors of a difference are about 0.06.
    let plain = try rate { _ in }
    #expect(try rate { $0.afterDays = 240 } < plain - 0.06)
    #expect(try rate { ($0.discount, $0.months) = (1, 12) } > plain + 0.06)
  }

  @Test(
    "where nobody drops out all who are approached had not gone, and money off is given to them")
  func inVain() throws {
    let loyal = market(dropout: 0) {
      $0.discount = 0.5
    }
    let runs = try replicate(loyal, under: [loyal, without(loyal)], 1)
    #expect(runs.allSatisfy { $0.conserve })
    let approached = try runs[0].values("winback_approached")[0]
    #expect(approached > 20)
    #expect(try runs[0].values("winback_not_gone")[0] == approached)
    #expect(try runs[0].values("won_back") == [0])
    let revenue = try runs.map { try $0.values("revenue")[0] }
    #expect(revenue[0] < revenue[1])
    #expect(try runs[0].values("purchases") == runs[1].values("purchases"))
  }
}
