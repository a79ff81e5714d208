import Foundation
import Testing

/// `cxlab compare`.
@Suite struct CompareTests {
  @Test func aSettingIsCompared() async throws {
    let workshop = try Workshop()
    let outcome = try await workshop.succeed(
      "compare shop.yaml --set teams.staff.staff=3 --replications 3 --quiet")
    #expect(outcome.out.hasPrefix("Same customers, same luck, 3 pairs"))
    #expect(outcome.out.contains("teams.staff.staff=3"))
    #expect(outcome.err.isEmpty)
    let rows = try workshop.records("Outputs/shop-vs-teams-staff-staff-3/comparison.csv")
    #expect(rows.allSatisfy { $0["variant"] == "teams.staff.staff=3" && $0["pairs"] == "3" })
    #expect(rows.contains { $0["verdict"] != "same" })
  }

  @Test func filesAreCompared() async throws {
    let workshop = try Workshop([
      "shop.yaml": shop(), "more.yaml": "extends: shop.yaml\nteams: {staff: {staff: 3}}\n",
      "dear.yaml": "extends: shop.yaml\ntitle: Dear\nmarket: {price: £5}\n",
    ])
    try await workshop.succeed("compare shop.yaml more.yaml dear.yaml --replications 2")
    let rows = try workshop.records("Outputs/shop-vs-more-dear/comparison.csv")
    #expect(Set(rows.map { $0["variant"] }) == ["more", "dear"])
    #expect(rows.allSatisfy { $0["baseline"] == "shop" })
  }

  @Test func theAccountsMakeUpTheDifferenceInProfit() async throws {
    // Pay rises, and only the variant has a plan that costs something.
    let workshop = try Workshop([
      "shop.yaml": shop(),
      "more.yaml": """
      extends: shop.yaml
      plan:
        - {at: month 1, item: coaching, cost: £25, set: {teams.staff.staff: 3}}

      """,
    ])
    try await workshop.succeed("compare shop.yaml more.yaml --replications 3")
    let page = try workshop.text("Outputs/shop-vs-more/report.html")
    #expect(page.contains("Where the profit comes from") && page.contains("the plan</td>"))
    // A bridge that does not add up is not drawn.
    let bridge = try workshop.text("Outputs/shop-vs-more/charts/profit_bridge.vl.json")
    #expect(bridge.contains("The plan"))
  }

  @Test func bothFormsSayTheSame() async throws {
    let workshop = try Workshop([
      "shop.yaml": shop(), "more.yaml": "extends: shop.yaml\nteams: {staff: {staff: 3}}\n",
    ])
    try await workshop.succeed("compare shop.yaml more.yaml --replications 2")
    try await workshop.succeed("compare shop.yaml --set teams.staff.staff=3 --replications 2")
    let file = try workshop.records("Outputs/shop-vs-more/comparison.csv")
    let setting = try workshop.records("Outputs/shop-vs-teams-staff-staff-3/comparison.csv")
    #expect(!file.isEmpty && file.count == setting.count)
    for (a, b) in zip(file, setting) {
      #expect(a.filter { $0.key != "variant" } == b.filter { $0.key != "variant" })
    }
  }

  @Test func jsonHoldsTheRowsUnderComparisons() async throws {
    let workshop = try Workshop()
    let outcome = try await workshop.succeed(
      "compare shop.yaml --set teams.staff.staff=3 --replications 2 --format json")
    let object = try #require(try json(outcome.out) as? [String: Any])
    let rows = try #require(object["comparisons"] as? [[String: Any]])
    let table = try workshop.records("Outputs/shop-vs-teams-staff-staff-3/comparison.csv")
    #expect(rows.map { $0["metric"] as? String } == table.map { $0["metric"] })
    #expect(rows.map { $0["verdict"] as? String } == table.map { $0["verdict"] })
    #expect(rows.allSatisfy { Set($0.keys) == Set(Contract.comparison["comparison.csv"] ?? []) })
    #expect((object["customers_changed"] as? [[String: Any]])?.isEmpty == false)
  }

  @Test(arguments: ["compare shop.yaml shop.yaml", "compare shop.yaml --set teams.staff.staff=2"])
  func aScenarioAgainstItselfDiffersInNothing(_ command: String) async throws {
    let workshop = try Workshop()
    let outcome = try await workshop.succeed("\(command) --replications 3")
    #expect(outcome.out.contains("no difference in any headline figure"))
    let folder = "Outputs/" + (try #require(try workshop.names("Outputs").first))
    let rows = try workshop.records(folder + "/comparison.csv")
    #expect(rows.count > 30)
    for row in rows {
      #expect(row["verdict"] == "same" && isZero(row["difference"]), "\(row)")
      #expect(row["mean_baseline"] == row["mean_variant"])
    }
    for row in try workshop.records(folder + "/difference.csv") {
      #expect(isZero(row["difference"]), "\(row)")
    }
    for row in try workshop.records(folder + "/customers_changed.csv") {
      #expect(isZero(row["saved"]) && isZero(row["lost"]), "\(row)")
    }
  }

  @Test func aPlanChangesNothingBeforeItBegins() async throws {
    let plan = "extends: shop.yaml\nplan: [{at: month 6, set: {teams.staff.staff: 3}}]\n"
    let workshop = try Workshop(["shop.yaml": shop(), "later.yaml": plan])
    try await workshop.succeed("compare shop.yaml later.yaml --replications 2")
    let rows = try workshop.records("Outputs/shop-vs-later/difference.csv")
    let early = rows.filter { (Int($0["month"] ?? "") ?? 99) < 6 }
    #expect(!early.isEmpty && early.allSatisfy { isZero($0["difference"]) })
    #expect(rows.contains { !isZero($0["difference"]) })
  }

  private func isZero(_ field: String?) -> Bool { field.flatMap(Double.init) == 0 }

  @Test(arguments: [
    ("clock.horizon", desk("horizon: 24 months", "horizon: 12 months")),
    ("clock.start", desk("2026-01-05", "2026-02-02")),
    ("currency", "currency: EUR\n" + desk("£20", "€20")),
  ])
  func scenariosOfAnotherTimeOrMoneyAreRefused(_ key: String, _ text: String) async throws {
    let workshop = try Workshop(["desk.yaml": desk(), "other.yaml": text])
    let outcome = try await workshop.run("compare desk.yaml other.yaml")
    #expect(outcome.status == 65 && outcome.out.isEmpty)
    #expect(outcome.err.contains("other differs from desk in \(key)"), "\(outcome.err)")
    #expect(try workshop.names() == ["desk.yaml", "other.yaml"])
  }

  @Test func itStopsWhenTheDifferenceIsPreciseEnough() async throws {
    // The difference is known to nothing at all; the figure itself is not.
    let workshop = try Workshop()
    let outcome = try await workshop.succeed(
      "compare shop.yaml shop.yaml --until retention_12m=0.0001points --replications 40 "
        + "--format json --quiet")
    #expect((try json(outcome.out) as? [String: Any])?["pairs"] as? Int == 20)
  }

  @Test func theBestIsSelected() async throws {
    let workshop = try Workshop()
    let line =
      "compare shop.yaml --set teams.staff.pay=£50/h --set teams.staff.pay=£40/h "
      + "--best profit --indifference 100 --quiet"
    let one = try await workshop.succeed("\(line) --format json --jobs 1")
    #expect(try await workshop.succeed("\(line) --format json --jobs 3").out == one.out)
    let object = try #require(try json(one.out) as? [String: Any])
    let rows = try #require(object["best"] as? [[String: Any]])
    #expect(rows.map { $0["verdict"] as? String } == ["best", "out", "out"])
    #expect(rows.allSatisfy { ($0["replications"] as? Int ?? 0) >= 20 })
    #expect(rows[0]["indifference"] as? Double == 100 && rows[0]["confidence"] as? Double == 0.95)
    let folder = "Outputs/" + (try #require(try workshop.names("Outputs").first))
    let table = try workshop.records(folder + "/best.csv")
    #expect(table.map { $0["scenario"] ?? "" } == rows.map { $0["scenario"] as? String ?? "" })
    #expect(table.first?["scenario"] == "shop")
    let text = try await workshop.succeed("\(line) --confidence 90%").out
    #expect(text.contains("The baseline is the best of 3 by"))
    #expect(text.contains("at least 90% probability"))
    #expect(text.contains("best.csv"))
  }

  @Test func aBestThatIsNotToldYetIsSaid() async throws {
    let workshop = try Workshop()
    let outcome = try await workshop.succeed(
      "compare shop.yaml --set teams.staff.staff=3 --best nps --indifference 0.00001 "
        + "--replications 20")
    #expect(outcome.out.contains("we cannot tell yet: after 20 pairs, the baseline and"))
    #expect(outcome.err.contains("the best by nps is not selected yet"))
  }

  @Test func aMetricThatIsNotThereSelectsNothing() async throws {
    let workshop = try Workshop()
    let outcome = try await workshop.run(
      "compare shop.yaml --set teams.staff.staff=3 --best retention_36m --indifference 1points")
    #expect(outcome.status == 64 && outcome.err.contains("have no such figure"), "\(outcome.err)")
  }

  @Test func variantsOfOneNameAreRefused() async throws {
    let workshop = try Workshop()
    let outcome = try await workshop.run("compare shop.yaml desk.yaml desk.yaml")
    #expect(outcome.status == 64 && outcome.err.contains("two variants are called desk"))
  }

  @Test func longNamesAreCutButStayApart() async throws {
    let workshop = try Workshop()
    for price in ["5.01", "5.02"] {
      let setting =
        "teams.staff.staff=3;teams.staff.pay=£13/h;customers.segments.regulars.initial=61;"
        + "market.price=£\(price)"
      try await workshop.succeed("compare shop.yaml --set \(setting) --replications 2")
    }
    let names = try workshop.names("Outputs")
    #expect(names.count == 2 && names.allSatisfy { $0.count < 100 }, "\(names)")
  }
}
