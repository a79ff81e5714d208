import Foundation
import Testing

/// `cxlab check`, `show`, `explain`, `schema` and `new`.
@Suite struct FileCommandTests {
  @Test func checkNamesTheGoodAndTheBad() async throws {
    let workshop = try Workshop()
    let good = try await workshop.succeed("check shop.yaml desk.yaml")
    let lines = good.out.split(separator: "\n")
    #expect(lines.count == 4 && lines[0] == "shop.yaml: good" && lines[2] == "desk.yaml: good")
    let work = #/  about \d+(\.\d)?( million)? events a replication, and \d+ MB of memory a job.*/#
    #expect(lines[1].wholeMatch(of: work) != nil && lines[3].wholeMatch(of: work) != nil)
    #expect(good.err.isEmpty)
    let mixed = try await workshop.run("check shop.yaml none.yaml desk.yaml")
    #expect(mixed.status == 65 && mixed.out == good.out)
    #expect(mixed.err.hasPrefix("none.yaml: error: no such file"))
    #expect(try workshop.names() == ["desk.yaml", "shop.yaml"])
  }

  @Test func aKeyThatDoesNothingIsToldAndTheWorkGoesOn() async throws {
    let workshop = try Workshop([
      "shop.yaml": shop(),
      "s.yaml": "scenario: shop.yaml\noutcomes: [profit]\nlevers: {loyalty.trust: [1, 2]}",
    ])
    let set = "--set loyalty.trust=2"
    for command in [
      "check shop.yaml \(set)",
      "run shop.yaml --replications 2 \(set) --no-report",
      "compare shop.yaml --replications 2 \(set) \(set);quality.mean=60",
      "sweep plan s.yaml",
      "optimise s.yaml --metric profit --replications 10",
    ] {
      let outcome = try await workshop.succeed(command)
      let told = outcome.err.ranges(of: "warning: loyalty.trust does nothing").count
      #expect(told == 1, "\(command): \(outcome.err)")
    }
    let quiet = try await workshop.succeed(
      "run shop.yaml --replications 2 \(set) --no-report --quiet")
    #expect(quiet.err.isEmpty)
  }

  @Test func showPrintsTheFileAsItIs() async throws {
    let workshop = try Workshop()
    let outcome = try await workshop.succeed("show shop.yaml")
    #expect(outcome.out == shop() && outcome.err.isEmpty)
  }

  @Test func theResolvedScenarioIsTheSameScenario() async throws {
    let workshop = try Workshop()
    let outcome = try await workshop.succeed(
      "show shop.yaml --resolved --set teams.staff.staff=3")
    #expect(outcome.out.contains("# --set"))
    #expect(outcome.out.contains("# default"))
    #expect(outcome.out.contains("# shop.yaml:"))
    try workshop.write(outcome.out, to: "resolved.yaml")
    let compared = try await workshop.succeed(
      "compare resolved.yaml shop.yaml --replications 2 --set teams.staff.staff=3")
    #expect(compared.out.contains("teams.staff.staff=3"))
    let rows = try workshop.records(
      "Outputs/resolved-vs-shop-teams-staff-staff-3/comparison.csv")
    let same = rows.filter { $0["variant"] == "teams.staff.staff=3" }
    #expect(!same.isEmpty && same.allSatisfy { $0["verdict"] == "same" })
  }

  @Test func aWiderReachIsAskedFor() async throws {
    let workshop = try Workshop(["base.yaml": shop(), "in/child.yaml": "extends: ../base.yaml"])
    let inside = workshop.folder.appendingPathComponent("in")
    let near = try await Program.run(["check", "child.yaml"], in: inside)
    #expect(
      near.status == 65 && near.err.contains("child.yaml:1:10: error: ../base.yaml is out of reach")
    )
    let wide = try await Program.run(["check", "child.yaml", "--root", ".."], in: inside)
    #expect(wide.status == 0 && wide.out.hasPrefix("child.yaml: good\n"))
    // From the folder above it is near enough.
    try await workshop.succeed("check in/child.yaml")
  }

  @Test func explainTellsWhatMatters() async throws {
    let workshop = try Workshop()
    func explain(_ id: String) async throws -> String {
      try await workshop.succeed("explain " + id).out
    }
    let retention = try await explain("retention_12m")
    #expect(retention.contains("range    0 to 1; intervals end there"))
    #expect(
      retention.contains("matters  a difference from 0.1 percentage points on; a smaller one"))
    #expect(try await explain("stamp_members").contains("a run    its value at the end of the run"))
    #expect(
      try await explain("satisfaction_mean").contains("a run    the mean of its months, each taken")
    )
    #expect(try await explain("nps").contains("range    -100 to 100"))
    #expect(try await explain("nps").contains("from 0.5 points on"))
    #expect(try await explain("profit").contains("range    any number"))
    #expect(try await explain("profit").contains("from 0.1% of the baseline on"))
    #expect(
      try await explain("mean_wait").contains(
        "from 1 second or, if that is more, 1% of the baseline on"))
  }

  @Test func explainDocumentsKeysAndMetrics() async throws {
    let workshop = try Workshop([:])
    let key = try await workshop.succeed("explain teams.first-line.training")
    #expect(key.out.hasPrefix("teams.training") && key.err.isEmpty)
    let metric = try await workshop.succeed("explain retention_12m")
    #expect(metric.out.hasPrefix("retention_12m     a metric: 12-month retention"))
    let all = try await workshop.succeed("explain")
    #expect(all.out.split(separator: "\n").contains("teams.training.transfer"))
    let metrics = try await workshop.succeed("explain --metrics")
    #expect(metrics.out.split(separator: "\n").contains("retention_12m"))
    let page = try await workshop.succeed("explain --markdown")
    #expect(page.out.hasPrefix("# "))
  }

  @Test(arguments: [
    ("tems.training", "did you mean 'teams.training'?"),
    ("retention_12", "did you mean 'retention_12m'?"),
    ("teams.traning", "did you mean 'teams.training'?"),
    ("xyzzy", "cxlab explain lists them"),
  ])
  func aMisspeltKeyIsBadUsage(_ key: String, _ cure: String) async throws {
    let outcome = try await Workshop([:]).run("explain \(key)")
    #expect(outcome.status == 64 && outcome.out.isEmpty)
    #expect(outcome.err.contains("no key or metric '\(key)'") && outcome.err.contains(cure))
  }

  @Test(
    "words that nobody called a key or a metric by lead to those that speak of it",
    arguments: [
      ("waiting", "mean_wait "), ("waits", "mean_wait "), ("queue", "mean_wait "),
      ("churn", "retention_12m "), ("give up", "abandonment_rate "),
      ("bank holiday", "clock.holidays "),
      ("holiday", "clock.holidays "), ("hours", "teams.hours "), ("price", "market.price "),
      ("offer", "journeys.touchpoints.offer "), ("pays", "teams.background.pays "),
      ("promise", "promises_kept "), ("service level", "service_level "),
      ("retention offer", "journeys.touchpoints.offer"), ("employees", "staff "),
      ("not clear yet", "not clear yet "), ("clear", "clear "), ("drifted", "drifted "),
    ])
  func wordsLeadToKeys(_ words: String, _ expected: String) async throws {
    let told = try await Workshop([:]).succeed("explain \(words)")
    #expect(told.err.isEmpty)
    #expect(
      told.out.split(separator: "\n").contains { $0.drop { $0 == " " }.hasPrefix(expected) },
      "\(told.out)")
  }

  @Test func schemaIsPrintedOrWritten() async throws {
    let workshop = try Workshop([:])
    let printed = try await workshop.succeed("schema")
    let object = try #require(try json(printed.out) as? [String: Any])
    #expect(object["$schema"] as? String == "http://json-schema.org/draft-07/schema#")
    #expect(printed.err.isEmpty)
    let written = try await workshop.succeed("schema --out scenario.schema.json")
    #expect(written.out.isEmpty)
    #expect(try workshop.text("scenario.schema.json") == printed.out)
  }

  @Test(arguments: ["contract", "repertoire"])
  func aNewScenarioRuns(_ kind: String) async throws {
    let workshop = try Workshop([:])
    let outcome = try await workshop.run(["new", "my shop", "--relationship", kind])
    #expect(outcome.status == 0 && outcome.out == "my shop.yaml\n")
    #expect(outcome.err == "next: cxlab run 'my shop.yaml'\n")
    #expect(try workshop.text("my shop.yaml").contains("\ntitle: My shop\n"))
    let run = try await workshop.run([
      "run", "my shop.yaml", "--replications", "1", "--no-report", "--set",
      "clock.settle=0 months", "--set", "clock.horizon=3 months",
    ])
    #expect(run.status == 0, "\(run.err)")
    let again = try await workshop.run(["new", "my shop"])
    #expect(again.status == 73 && again.out.isEmpty)
    #expect(again.err.contains("is there already"))
  }
}
