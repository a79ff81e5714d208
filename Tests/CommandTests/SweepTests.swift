import CSQLite
import Documents
import Foundation
import Testing

/// `cxlab sweep`: the same bytes whoever does which part of the work, and nothing lost.
@Suite struct SweepTests {
  /// A dozen points, each of a few milliseconds.
  static let sweep = """
    title: Staff and price
    scenario: shop.yaml
    levers:
      teams.staff.staff: [1, 2, 3]
      quality.mean: [65, 75]
    uncertainties: {market.rivals.opposite.price: uniform £3 to £4}
    outcomes: [retention_12m, profit, {metric: mean_wait, subject: team:staff}]
    design: {points: 2}
    replications: 3

    """

  static func workshop(_ sweep: String = Self.sweep) throws -> Workshop {
    try Workshop(["shop.yaml": shop(), "s.yaml": sweep])
  }

  /// The files of results: everything but the plan and the work.
  static func results(_ workshop: Workshop, _ folder: String) throws -> [String: Data] {
    try workshop.files(folder).filter { !$0.key.hasPrefix("work-") && $0.key != "plan.jsonl" }
  }

  private func words(_ line: String) -> [String] { line.split(separator: " ").map(String.init) }

  @Test func aRunWritesTheContractedFiles() async throws {
    let workshop = try Self.workshop()
    let outcome = try await workshop.succeed("sweep run s.yaml", drawsCharts: true)
    #expect(outcome.out.hasPrefix("12 points × 3 replications, plan "))
    #expect(outcome.out.contains("Outputs/s/report.html"))
    let names = try workshop.names("Outputs/s").filter { !$0.hasPrefix("work-") }
    #expect(
      names == [
        "charts", "columns.json", "datapackage.json", "manifest.json", "plan.jsonl", "report.html",
        "results.csv", "results.sqlite", "settings.csv",
      ])
    let rows = try workshop.records("Outputs/s/results.csv")
    #expect(rows.count == 12 * 3 * 5)
    #expect(rows[0]["teams.staff.staff"] == "1" && rows[0]["quality.mean"] == "65")
    #expect(Set(rows.compactMap { $0["statistic"] }).count == 5)
    let described = try json(try workshop.text("Outputs/s/columns.json")) as? [String: Any]
    let files = described?["files"] as? [String: Any]
    #expect(Set(files?.keys ?? [:].keys) == ["results.csv", "settings.csv"])
    let settings = try workshop.records("Outputs/s/settings.csv")
    #expect(settings.count == 6 * 3 && settings.allSatisfy { $0["worlds"] == "2" })
    let manifest = try json(try workshop.text("Outputs/s/manifest.json")) as? [String: Any]
    for (name, hash) in try #require(manifest?["files"] as? [String: String]) {
      let data = try Data(contentsOf: workshop.folder.appendingPathComponent("Outputs/s/\(name)"))
      #expect(SHA256.hex(data) == hash, "\(name)")
    }
    // The plan and the work are told, too: the lines in order of the points, whoever wrote them.
    #expect((manifest?["files"] as? [String: String])?["plan.jsonl"] != nil)
    let work = try workshop.files("Outputs/s").filter { $0.key.hasSuffix(".jsonl") }
      .filter { $0.key.hasPrefix("work-") }
    let lines = work.values.flatMap { String(decoding: $0, as: UTF8.self).split(separator: "\n") }
    func point(_ line: Substring) throws -> Int {
      try #require((try json(String(line)) as? [String: Any])?["point"] as? Int)
    }
    let sorted = try lines.sorted { try point($0) < point($1) }.joined(separator: "\n") + "\n"
    #expect(manifest?["work_sha256"] as? String == SHA256.hex(Array(sorted.utf8)))
  }

  @Test func dotsOfWorldsHaveWhatElseVariesBesideThem() async throws {
    let workshop = try Self.workshop(
      """
      scenario: shop.yaml
      uncertainties:
        market.rivals.opposite.price: uniform £3 to £4
        quality.mean: uniform 60 to 75
      outcomes: [profit]
      design: {uncertainties: latin-hypercube, points: 5}
      replications: 2

      """)
    try await workshop.succeed("sweep run s.yaml")
    let charts = try workshop.names("Outputs/s/charts").filter { $0.hasPrefix("world_") }
    #expect(charts.count == 2)
    for name in charts {
      let chart = try workshop.text("Outputs/s/charts/\(name)")
      // A word a dot, each with a place of its own.
      #expect(chart.components(separatedBy: "\"height\": ").count - 1 == 5 + 1, "\(name)")
      #expect(chart.contains("\"expr\": \"datum.height\""))
      #expect(chart.contains("eside it: its ") || chart.contains("Beside each dot: "))
    }
  }

  @Test func theDatabaseHoldsWhatTheTableDoes() async throws {
    let workshop = try Self.workshop()
    try await workshop.succeed("sweep run s.yaml")
    let rows = try workshop.records("Outputs/s/results.csv")
    var table: [String: String] = [:]
    for row in rows {
      let name = ["point", "metric", "subject", "unit", "statistic"].map { row[$0] ?? "" }
      table[name.joined(separator: "|")] = row["value"]
    }
    let statistics = ["mean", "lower", "upper", "variance", "replications"]
    let path = workshop.folder.appendingPathComponent("Outputs/s/results.sqlite").path
    var connection: OpaquePointer?
    defer { sqlite3_close(connection) }
    #expect(sqlite3_open_v2(path, &connection, SQLITE_OPEN_READONLY, nil) == SQLITE_OK)
    var statement: OpaquePointer?
    let sql =
      "SELECT point, metric, subject, unit, half_width, points.\"teams.staff.staff\", "
      + statistics.joined(separator: ", ") + " FROM results JOIN points USING (point)"
    #expect(sqlite3_prepare_v2(connection, sql, -1, &statement, nil) == SQLITE_OK)
    defer { sqlite3_finalize(statement) }
    var count = 0
    while sqlite3_step(statement) == SQLITE_ROW {
      let name = (0..<4).map { String(cString: sqlite3_column_text(statement, $0)) }
      let (half, mean) = (sqlite3_column_double(statement, 4), sqlite3_column_double(statement, 6))
      #expect(abs(mean + half - sqlite3_column_double(statement, 8)) <= 1e-12 * abs(mean))
      let point = rows.first { $0["point"] == name[0] }
      #expect(point?["teams.staff.staff"] == "\(sqlite3_column_int(statement, 5))")
      for (column, statistic) in statistics.enumerated() {
        let text = table[(name + [statistic]).joined(separator: "|")]
        // A table has no value where there is none, the database NULL.
        let isNull = sqlite3_column_type(statement, Int32(6 + column)) == SQLITE_NULL
        let value = sqlite3_column_double(statement, Int32(6 + column))
        #expect(isNull ? text == "" : text.flatMap(Double.init) == value, "\(name) \(statistic)")
      }
      count += statistics.count
    }
    #expect(count == rows.count && count > 0)
  }

  @Test func aPlanSaysWhatIsDrawn() async throws {
    let workshop = try Workshop([
      "shop.yaml": shop(),
      "s.yaml": "scenario: shop.yaml\noutcomes: [profit]\nuncertainties: "
        + "{satisfaction.loss-aversion: plausible, quality.mean: [65, 75]}\n",
    ])
    let outcome = try await workshop.succeed("sweep plan s.yaml")
    #expect(
      outcome.out.hasSuffix(
        "\n\n1 key drawn for each world:\n  satisfaction.loss-aversion  triangular 1.3 to 2 to 3\n")
    )
    let header = try #require(
      try workshop.text("Outputs/s/plan.jsonl").split(separator: "\n").first)
    #expect(header.contains("\"law\":\"triangular 1.3 to 2 to 3\""))
  }

  @Test func shardsInWhateverOrderGiveTheBytesOfALocalRun() async throws {
    let (local, cluster) = (try Self.workshop(), try Self.workshop())
    try await local.succeed("sweep run s.yaml --jobs 1")
    try await cluster.succeed("sweep plan s.yaml")
    let plan = "--plan Outputs/s/plan.jsonl"
    for shard in ["4/4", "2/4"] {
      try await cluster.succeed("sweep work \(plan) --shard \(shard) --jobs 2")
    }
    let early = try await cluster.run("sweep gather \(plan)")
    #expect(early.status == 65 && early.err.contains("To go on: cxlab sweep work --plan"))
    #expect(try Self.results(cluster, "Outputs/s").isEmpty)
    for shard in ["3/4", "1/4"] { try await cluster.succeed("sweep work \(plan) --shard \(shard)") }
    try await cluster.succeed("sweep gather \(plan)")
    #expect(try Self.results(cluster, "Outputs/s") == Self.results(local, "Outputs/s"))
  }

  @Test func twoWorkersOnOneShardDoNoHarm() async throws {
    let (local, both) = (try Self.workshop(), try Self.workshop())
    try await local.succeed("sweep run s.yaml")
    try await both.succeed("sweep plan s.yaml")
    let line = words("sweep work --plan Outputs/s/plan.jsonl --shard 1/1 --jobs 1")
    let workers = try (0..<2).map { _ in try Program.start(line, in: both.folder) }
    for worker in workers { #expect(try await worker.end().status == 0) }
    try await both.succeed("sweep gather --plan Outputs/s/plan.jsonl")
    #expect(try Self.results(both, "Outputs/s") == Self.results(local, "Outputs/s"))
  }

  @Test func aPlanNeedsNothingBesideIt() async throws {
    let here = try Self.workshop()
    try await here.succeed("sweep run s.yaml")
    let elsewhere = try Workshop(["plan.jsonl": try here.text("Outputs/s/plan.jsonl")])
    try await elsewhere.succeed("sweep run plan.jsonl")
    let moved = try elsewhere.files(".").filter {
      !$0.key.hasPrefix("work-") && $0.key != "plan.jsonl"
    }
    #expect(try moved == Self.results(here, "Outputs/s"))
  }

  @Test func aFinishedSweepIsLeftAsItIs() async throws {
    let workshop = try Self.workshop()
    let first = try await workshop.succeed("sweep run s.yaml")
    let files = try workshop.files("Outputs/s")
    let again = try await workshop.succeed("sweep run s.yaml")
    #expect(again.out == first.out)
    #expect(try workshop.files("Outputs/s") == files)
  }

  @Test func anotherSeedIsAnotherPlan() async throws {
    let workshop = try Self.workshop()
    try await workshop.succeed("sweep run s.yaml")
    let before = try workshop.text("Outputs/s/results.csv")
    try await workshop.succeed("sweep run s.yaml --seed 2")
    #expect(try workshop.text("Outputs/s/results.csv") != before)
    // What was worked out for the first plan is still there.
    #expect(try workshop.names("Outputs/s").count { $0.hasPrefix("work-") } == 2)
    try await workshop.succeed("sweep run s.yaml")
    #expect(try workshop.text("Outputs/s/results.csv") == before)
  }

  @Test func aPointByHandIsTheSame() async throws {
    let workshop = try Self.workshop(
      Self.sweep.replacing(
        "uncertainties: {market.rivals.opposite.price: uniform £3 to £4}\n", with: ""
      )
      .replacing("quality.mean: [65, 75]", with: "teams.staff.pay: [£11/h, £12/h]"))
    try await workshop.succeed("sweep run s.yaml")
    // The scenario as it is: settings of the first day and of the settled world are one.
    try await workshop.succeed("run shop.yaml --replications 3")
    let point = try workshop.records("Outputs/s/results.csv").first {
      $0["teams.staff.staff"] == "2" && $0["teams.staff.pay"] == "12" && $0["metric"] == "profit"
        && $0["statistic"] == "mean"
    }
    let run = try workshop.records("Outputs/shop/summary.csv").first {
      $0["metric"] == "profit" && $0["subject"] == "all"
    }
    let value = try #require(point?["value"].flatMap(Double.init))
    let mean = try #require(run?["mean"].flatMap(Double.init))
    // The summary of a run has ten digits.
    #expect(abs(value - mean) <= 1e-9 * abs(mean))
  }

  @Test func ofManyKeysOfTheWorldThoseThatMatterMostAreDrawn() async throws {
    let workshop = try Self.workshop(
      """
      scenario: shop.yaml
      outcomes: [satisfaction_mean]
      uncertainties:
        quality.between-staff: {from: 6, to: 6.01}
        quality.within-staff: {from: 8, to: 8.01}
        quality.process: {from: 4, to: 4.01}
        quality.between-customers: {from: 12, to: 12.01}
        quality.skill: {from: 15, to: 15.01}
        quality.engagement: {from: 8, to: 8.01}
        quality.burnout: {from: 10, to: 10.01}
        quality.mean: {from: 55, to: 95}
      design: {uncertainties: latin-hypercube, points: 16}
      replications: 2
      """)
    try await workshop.succeed("sweep run s.yaml", drawsCharts: true)
    let charts = try workshop.names("Outputs/s/charts").filter { $0.hasSuffix(".vl.json") }
    #expect(charts.count { $0.hasPrefix("world_") } == 6)
    // What moves the outcome is the first of all charts that are drawn; the page has them in order.
    let page = try workshop.text("Outputs/s/report.html")
    let title = try #require(page.range(of: ", which nobody sets"))
    #expect(page[..<title.lowerBound].hasSuffix("Outcomes by quality mean"))
    #expect(page.contains("8 keys of the world vary. Shown are the 6 "))
  }

  /// A sweep whose second point cannot be simulated.
  static let halfBroken = """
    scenario: shop.yaml
    outcomes: [profit]
    points: [{quality.mean: 65}, {customers.segments.regulars.people.age.young: 30%}]
    replications: 2
    """

  @Test func failedPointsAreTold() async throws {
    let workshop = try Self.workshop(Self.halfBroken)
    let outcome = try await workshop.succeed("sweep run s.yaml")
    #expect(outcome.out.contains("1 of 2 points failed, such as point 2: shares of 'age'"))
    let failures = try workshop.records("Outputs/s/failures.csv")
    #expect(failures.count == 1 && failures[0]["point"] == "2")
    #expect(try await workshop.run("sweep run s.yaml --strict").status == 65)
    let status = try await workshop.succeed("sweep status --plan Outputs/s/plan.jsonl")
    #expect(status.out.contains("done 1   failed 1   missing 0"))
  }

  @Test func whereAllFailNothingIsWritten() async throws {
    let workshop = try Self.workshop(
      """
      scenario: shop.yaml
      outcomes: [profit]
      points: [{customers.segments.regulars.people.age.young: 30%}]
      replications: 2
      """)
    let outcome = try await workshop.run("sweep run s.yaml")
    #expect(outcome.status == 65 && outcome.err.contains("all 1 points that were tried failed"))
    #expect(try Self.results(workshop, "Outputs/s").isEmpty)
  }

  @Test func aPartialResultSaysSo() async throws {
    let workshop = try Self.workshop()
    try await workshop.succeed("sweep plan s.yaml")
    let plan = "--plan Outputs/s/plan.jsonl"
    let nothing = try await workshop.run("sweep gather \(plan) --partial")
    #expect(nothing.status == 65 && nothing.err.contains("no point is done yet"))
    try await workshop.succeed("sweep work \(plan) --shard 1/2")
    let outcome = try await workshop.succeed("sweep gather \(plan) --partial")
    #expect(outcome.out.hasPrefix("partial: 6 of 12 points are missing"))
    #expect(try workshop.text("Outputs/s/report.html").contains("This is a partial result"))
    let status = try await workshop.succeed("sweep status \(plan) --format json")
    let value = try #require(try json(status.out) as? [String: Any])
    #expect(value["done"] as? Int == 6 && value["missing"] as? Int == 6)
  }

  @Test(arguments: [
    ("sweep run", "Missing expected argument '<file>'"),
    ("sweep run s.yaml --replications 0", "--replications is a whole number from 1"),
    ("sweep run plan.jsonl --seed 3", "A plan is never changed"),
    ("sweep run plan.jsonl --out there", "The results of a plan lie beside it"),
    ("sweep work --plan p.jsonl --shard 3/2", "--shard is I/N"),
    ("sweep work", "Missing expected argument '--plan <plan>'"),
    ("explain --sweep --metrics", "give it alone"),
  ])
  func badUsageIsToldWithItsCure(_ line: String, _ message: String) async throws {
    let outcome = try await Self.workshop().run(line)
    #expect(outcome.status == 64 && outcome.err.contains(message), "\(outcome.err)")
  }

  @Test func anotherPlanInItsPlaceIsNotTaken() async throws {
    let workshop = try Self.workshop()
    let out = try await workshop.succeed("sweep plan s.yaml").out
    let hash = try #require(out.split(separator: "\n").first?.split(separator: " ").last)
    let line = "sweep work --plan Outputs/s/plan.jsonl --hash \(hash) --shard 1/2"
    try await workshop.succeed(line)
    let again = try await workshop.succeed("sweep plan s.yaml --replications 2")
    #expect(again.err.contains("another plan of this sweep is replaced"))
    #expect(again.err.contains("stays in Outputs/s/work-\(hash)"))
    let refused = try await workshop.run(line)
    #expect(refused.status == 65 && refused.err.contains("not \(hash); nothing was done"))
    // The same plan again finds its work, and replaces one of which nothing was done.
    #expect(try await workshop.succeed("sweep plan s.yaml").err.isEmpty)
    #expect(
      try await workshop.succeed("sweep status --plan Outputs/s/plan.jsonl").out.contains("done 6"))
  }

  @Test func whatBelongsToSomebodyElseIsNotTakenAway() async throws {
    let workshop = try Self.workshop()
    try await workshop.succeed("sweep plan s.yaml")
    try workshop.write("mine", to: "Outputs/s/failures.csv/notes.txt")
    let outcome = try await workshop.run("sweep run Outputs/s/plan.jsonl")
    #expect(outcome.status == 73 && outcome.err.contains("failures.csv is in the way"))
    #expect(try workshop.text("Outputs/s/failures.csv/notes.txt") == "mine")
  }

  @Test func aFigureThatTakesALongerHorizonIsTold() async throws {
    let workshop = try Self.workshop(
      Self.sweep.replacing("[retention_12m,", with: "[retention_36m,"))
    let outcome = try await workshop.run("sweep plan s.yaml")
    #expect(outcome.status == 65)
    #expect(outcome.err.contains("s.yaml:7:"), "\(outcome.err)")
    #expect(outcome.err.contains("retention_36m needs 36 months; the scenario lasts"))
  }

  @Test func lostOutputIsToldByTheStatus() async throws {
    let workshop = try Self.workshop()
    try await workshop.succeed("sweep plan s.yaml")
    let program = try #require(Program.path)
    let line = "'\(program)' sweep status --plan Outputs/s/plan.jsonl >/dev/full"
    let outcome = try await Program.run(["-c", line], in: workshop.folder, of: "/bin/sh")
    #expect(outcome.status == 73 && outcome.err.contains("standard output cannot be written"))
  }

  @Test func whatCannotBeUsedIsTold() async throws {
    let workshop = try Self.workshop()
    try await workshop.succeed("sweep plan s.yaml")
    let text = try workshop.text("Outputs/s/plan.jsonl")
    try workshop.write(text.replacing("\"1\"", with: "\"4\""), to: "edited.jsonl")
    try workshop.write("mine", to: "Mine/s/thesis.txt")
    try workshop.write("mine", to: "Taken/work")
    for (line, status, message) in [
      ("sweep work --plan edited.jsonl", 65, "edited.jsonl was changed after it was written"),
      ("sweep gather --plan nothing.jsonl", 65, "there is no plan nothing.jsonl"),
      ("sweep run shop.yaml", 65, "this is a scenario (to run it: cxlab run)"),
      ("run s.yaml", 65, "this is a sweep over scenarios (to run it: cxlab sweep run)"),
      ("sweep plan s.yaml --out Mine", 73, "Mine/s holds files that are not a sweep's"),
      ("sweep plan s.yaml --out s.yaml", 73, "s.yaml is a file, not a folder"),
    ] {
      let outcome = try await workshop.run(line)
      #expect(outcome.status == Int32(status) && outcome.err.contains(message), "\(outcome.err)")
    }
    try workshop.write(shop(), to: "s/s.yaml")
    let run = try await workshop.run("run s/s.yaml --replications 2")
    #expect(run.status == 73 && run.err.contains("Outputs/s holds a sweep"))
  }

  @Test func workThatCannotBeKeptIsTold() async throws {
    let workshop = try Self.workshop()
    let plan = try await workshop.succeed("sweep plan s.yaml")
    let hash = try #require(
      plan.out.split(separator: "\n").first?.split(separator: " ").last.map(String.init))
    try workshop.write("mine", to: "Outputs/s/work-\(hash)")
    // Nobody takes it for an empty folder either.
    for command in ["work", "status", "gather"] {
      let outcome = try await workshop.run("sweep \(command) --plan Outputs/s/plan.jsonl")
      #expect(outcome.status == 65 && outcome.err.contains("is a file, not a folder"), "\(command)")
    }
  }
}
