import Foundation
import Testing

/// `cxlab sensitivity` and `cxlab optimise`.
@Suite struct StudyTests {
  /// The help desk with levers.
  private static func withLevers(_ levers: String) -> String { desk() + "levers:\n" + levers }

  private static let listed = """
      customers.contract.price: [£18/month, £20/month, £22/month]
      quality.between-staff: [0, 10]

    """
  private static let ranges = """
      customers.contract.price: {from: £18/month, to: £22/month}
      quality.between-staff: {from: 0, to: 10}

    """

  @Test func sensitivityTellsWhatMatters() async throws {
    let workshop = try Workshop(["desk.yaml": Self.withLevers(Self.ranges)])
    let outcome = try await workshop.succeed(
      "sensitivity desk.yaml --metric revenue --points 16 --walks 4 --replications 2")
    #expect(outcome.out.contains("contract price"))
    #expect(outcome.out.contains("Outputs/desk-sensitivity/report.html"))
    let curves = try workshop.records("Outputs/desk-sensitivity/one_at_a_time.csv")
    #expect(curves.count == 10)
    // Revenue follows the price: nobody leaves for it here.
    let price = curves.filter { $0["key"] == "customers.contract.price" }
    let means = price.compactMap { $0["mean"].flatMap(Double.init) }
    #expect(price.compactMap { $0["number"].flatMap(Double.init) } == [18, 19, 20, 21, 22])
    #expect(means.count == 5 && means == means.sorted() && (means.first ?? 0) < (means.last ?? 0))
    // At what the scenario says the difference is exactly zero.
    #expect(price[2]["difference"] == "0" && price[2]["lower"] == "0")
    let indices = try workshop.records("Outputs/desk-sensitivity/indices.csv")
    let first = indices.first {
      $0["key"] == "customers.contract.price" && $0["order"] == "first"
    }
    #expect(first.flatMap { $0["index"] }.flatMap(Double.init) ?? 0 > 0.7)
  }

  @Test func ofManyAssumptionsTheStrongestAreShown() async throws {
    let workshop = try Workshop([
      "desk.yaml": desk(),
      "s.yaml": "scenario: desk.yaml\noutcomes: [satisfaction_mean]\nuncertainties: plausible\n",
    ])
    let outcome = try await workshop.succeed(
      "sensitivity s.yaml --points 0 --walks 2 --replications 2")
    let curves = try workshop.records("Outputs/s-sensitivity/one_at_a_time.csv")
    let keys = Set(curves.compactMap { $0["key"] })
    #expect(keys.count > 50)
    #expect(
      try Set(workshop.records("Outputs/s-sensitivity/screening.csv").compactMap { $0["key"] })
        == keys)
    #expect(
      outcome.out.contains("The 15 strongest of \(keys.count) keys are shown. By itself each"))
    #expect(outcome.out.split(separator: "\n").count { $0.hasPrefix("    ") } == 15 + 2)
    let chart = try workshop.text(
      "Outputs/s-sensitivity/charts/tornado_satisfaction_mean.vl.json")
    #expect(chart.components(separatedBy: "\"end\":").count - 1 == 30)
    let report = try workshop.text("Outputs/s-sensitivity/report.html")
    #expect(report.contains("triangular 1.3 to 2 to 3  (now 2)"))
  }

  @Test func warningsStandOnThePagesToo() async throws {
    let sweep = """
      scenario: shop.yaml
      levers: {teams.staff.staff: [1, 2], loyalty.churn: [1% per month, 2% per month]}
      outcomes: [profit]
      replications: 2

      """
    let workshop = try Workshop(["shop.yaml": shop(), "s.yaml": sweep])
    let note =
      "S.yaml, line 2: loyalty.churn does nothing in a repertoire: it acts only under a contract"
    for (line, folder) in [
      ("sweep run s.yaml", "s"), ("optimise s.yaml --replications 10", "s-optimise"),
      ("sensitivity s.yaml --points 0 --walks 2 --replications 2", "s-sensitivity"),
    ] {
      let outcome = try await workshop.run(line)
      #expect(outcome.status == 0 && outcome.err.contains("loyalty.churn does nothing"))
      #expect(try workshop.text("Outputs/\(folder)/report.html").contains("<li>\(note)</li>"))
    }
    // Who gathers what others planned tells the same.
    let before = try workshop.text("Outputs/s/report.html")
    try workshop.write("", to: "Outputs/s/report.html")
    try await workshop.succeed("sweep gather --plan Outputs/s/plan.jsonl")
    #expect(try workshop.text("Outputs/s/report.html") == before)
    // What is set with the command is told as that, and not as a line of a file.
    _ = try await workshop.run(
      ["run", "shop.yaml", "--replications", "2", "--set", "loyalty.churn=2% per month"])
    let run = try workshop.text("Outputs/shop/report.html")
    #expect(run.contains("<li>Set with the command (loyalty.churn=2% per month): loyalty.churn"))
  }

  @Test func studiesAreTheSameBytesWhateverTheJobs() async throws {
    let workshop = try Workshop(["desk.yaml": Self.withLevers(Self.ranges)])
    let line = "sensitivity desk.yaml --metric revenue --points 8 --walks 3 --replications 2"
    try await workshop.succeed(line + " --jobs 1 --out b")
    try workshop.move("b", to: "a")
    try await workshop.succeed(line + " --jobs 3 --out b")
    #expect(try workshop.files("a") == workshop.files("b"))
    let search = "optimise desk.yaml --metric revenue --replications 10"
    try await workshop.succeed(search + " --jobs 1 --out d")
    try workshop.move("d", to: "c")
    try await workshop.succeed(search + " --jobs 3 --out d")
    #expect(try workshop.files("c") == workshop.files("d"))
  }

  @Test func optimiseFindsTheBestOfAll() async throws {
    let workshop = try Workshop(["desk.yaml": Self.withLevers(Self.listed)])
    let outcome = try await workshop.succeed(
      "optimise desk.yaml --metric revenue --indifference 100 --format json")
    let object = try #require(try json(outcome.out) as? [String: Any])
    #expect(object["selected"] as? Bool == true && object["surface_explains"] is NSNull)
    let settings = try workshop.records("Outputs/desk-optimise/settings.csv")
    // Six combinations and the scenario as it is, of which one is among them.
    #expect(settings.count == 6 || settings.count == 7)
    let best = try #require(settings.first { $0["best"] == "1" })
    #expect(best["customers.contract.price"] == "£22/month" && best["allowed"] == "1")
    #expect(best["screened_after"] == "")
    #expect(settings.filter { $0["best"] == "1" }.count == 1)
    // Both axes of the frontier say where they begin.
    let frontier = try workshop.text("Outputs/desk-optimise/charts/frontier.vl.json")
    #expect(frontier.contains("mean satisfaction, of 100 (axis from"))
    // Nothing beats what was selected: it is on its own frontier.
    #expect(best["on_front"] == "1")
  }

  @Test func limitsAreKept() async throws {
    let workshop = try Workshop(["desk.yaml": Self.withLevers(Self.listed)])
    let free = try await workshop.succeed("optimise desk.yaml --metric revenue --indifference 1")
    #expect(free.out.contains("Best: contract price = £22/month"))
    let none = try await workshop.run(
      ["optimise", "desk.yaml", "--metric", "revenue", "--limit", "customers <= 0"])
    #expect(none.status == 0 && none.out.contains("keeps the limits"))
    let poor = try await workshop.succeed("optimise desk.yaml --metric revenue --budget £1.00")
    #expect(poor.out.contains("None of the"))
  }

  @Test func aSurfaceFindsTheBestOfARange() async throws {
    let workshop = try Workshop(["desk.yaml": Self.withLevers(Self.ranges)])
    let outcome = try await workshop.succeed(
      "optimise desk.yaml --metric revenue --replications 10 --format json")
    let object = try #require(try json(outcome.out) as? [String: Any])
    #expect(object["surface_explains"] as? Double ?? 0 > 0.9)
    let best = try #require(object["best"] as? Int)
    let rows = try #require(object["settings"] as? [[String: Any]])
    let text = try #require(rows[best]["customers.contract.price"] as? String)
    let price = try #require(Double(text.dropFirst().prefix { $0.isNumber || $0 == "." }))
    #expect(price > 21.5 && price <= 22)
  }

  @Test func theBestOfASearchIsSelectedByReplicationsThatDidNotLeadIt() async throws {
    let workshop = try Workshop(["desk.yaml": Self.withLevers(Self.ranges)])
    let outcome = try await workshop.succeed(
      "optimise desk.yaml --metric revenue --indifference 100 --format json")
    let object = try #require(try json(outcome.out) as? [String: Any])
    #expect(object["selected"] as? Bool == true && object["finalists"] as? Int == 10)
    let after = try workshop.records("Outputs/desk-optimise/settings.csv")
      .compactMap { $0["screened_after"].flatMap(Int.init) }
    // The search took ten, and none is screened out before ten others.
    #expect(after.count == 9 && after.allSatisfy { $0 >= 20 })
  }

  @Test func aSettingThatAloneKeepsTheLimitsIsToldAsThat() async throws {
    let workshop = try Workshop([
      "desk.yaml": Self.withLevers(
        "  customers.contract.price: [£18/month, £20/month, £22/month]\n")
    ])
    let revenue = try await workshop.succeed("optimise desk.yaml --metric revenue --format json")
    let object = try #require(try json(revenue.out) as? [String: Any])
    let rows = try #require(object["results"] as? [[String: Any]])
    let means = Set(
      rows.filter { $0["metric"] as? String == "revenue" }.compactMap { $0["mean"] as? Double })
    let (first, second) = (means.sorted()[means.count - 1], means.sorted()[means.count - 2])
    let outcome = try await workshop.succeed(
      "optimise desk.yaml --metric revenue --limit revenue>=\((first + second) / 2)")
    #expect(outcome.out.contains("No other of the settings simulated keeps the limits."))
    #expect(!outcome.out.contains("probability"))
    // Where more than one keeps them, it is said where the others went.
    let third = means.sorted()[means.count - 3]
    let wider = try await workshop.succeed(
      "optimise desk.yaml --metric revenue --limit revenue>=\((second + third) / 2)")
    #expect(wider.out.contains("1 other of the 3 simulated does not keep the limits."))
    #expect(wider.out.contains("and the scenario as it is") || wider.out.contains("among them"))
  }

  @Test(arguments: [
    ("sensitivity shop.yaml", 65, "the scenario has no 'levers'"),
    ("sensitivity desk.yaml --metric profitt", 64, "did you mean 'profit'?"),
    ("sensitivity desk.yaml --walks 1", 64, "--walks is a whole number from 2"),
    ("sensitivity desk.yaml --points 3", 64, "--points is 0, or a whole number from 8"),
    ("sensitivity desk.yaml --replications 1", 64, "from 2 here"),
    ("sensitivity desk.yaml --until profit=1", 64, "--until is for run and compare"),
    ("sensitivity desk.yaml --strict", 64, "--strict is for run and compare"),
    ("sensitivity nothing.yaml", 65, "nothing.yaml"),
    ("optimise desk.yaml --metric expectation_mean", 64, "better"),
    ("optimise desk.yaml --limit profit=3", 64, "--limit is METRIC >= VALUE"),
    ("optimise desk.yaml --limit profit>=x", 64, "'x' is not a number"),
    ("optimise desk.yaml --limit retention_12m>=93", 64, "write 93%"),
    ("optimise desk.yaml --limit profit>=3points", 64, "profit is not measured in points"),
    ("optimise desk.yaml --indifference 5%", 64, "profit is not measured in percent"),
    ("optimise desk.yaml --limit retention_36m>=50%", 64, "retention_36m: this scenario's"),
    ("sensitivity desk.yaml --metric retention_36m", 64, "retention_36m: this scenario's"),
    ("optimise desk.yaml --budget lots", 64, "found 'lots'"),
    ("optimise desk.yaml --budget -1", 64, "--budget is an amount of money above 0"),
    ("optimise desk.yaml --indifference 0", 64, "'0' is not a positive number"),
    ("optimise desk.yaml --confidence 100", 64, "--confidence is between 50 and 100"),
    ("optimise desk.yaml --replications 5", 64, "from 10 here"),
  ])
  func badUse(_ line: String, _ status: Int, _ message: String) async throws {
    let workshop = try Workshop([
      "desk.yaml": Self.withLevers(Self.listed), "shop.yaml": shop(),
    ])
    let outcome = try await workshop.run(line)
    #expect(outcome.status == Int32(status))
    #expect(outcome.err.contains(message), "\(outcome.err)")
    #expect(try !workshop.names().contains("Outputs"))
  }
}
