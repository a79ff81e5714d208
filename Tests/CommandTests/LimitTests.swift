import Foundation
import Testing

/// Nothing that a file asks for takes the machine down: it ends with status 65 and names its key.
@Suite struct LimitTests {
  private static let mouth = "{enabled: true, rate: 10 per month}"
  private static let talk = "customers.acquisition.word-of-mouth=" + mouth

  @Test(arguments: [
    ("shop.yaml", "customers.acquisition.marketing.spend=£1000000000/month"),
    ("shop.yaml", "customers.acquisition={marketing: {spend: £1000000/month, cost: £0.01}}"),
    ("desk.yaml", "teams.desk.background.rate=100000 per h"),
  ])
  func whatCanBeForeseenIsAnErrorOfTheFile(_ file: String, _ setting: String) async throws {
    let workshop = try Workshop()
    let key = setting.hasPrefix("teams") ? "teams.desk.background.rate" : "customers.acquisition"
    for command in ["check", "run", "compare"] {
      let outcome = try await workshop.run(
        [command, file, "--set", setting, "--most-events", "5e8"])
      #expect(outcome.status == 65 && !outcome.wasKilled && outcome.out.isEmpty)
      #expect(outcome.err.contains(key) && outcome.err.contains("events a replication"))
    }
  }

  @Test func whatCannotBeForeseenEndsTheRun() async throws {
    let workshop = try Workshop()
    let rest = ["--set", Self.talk + ";quality.mean=95"]
    let limits = ["--most-events", "300000", "--replications", "2"]
    let run = try await workshop.run(
      ["run", "shop.yaml", "--set", Self.talk, "--set", "quality.mean=95"] + limits)
    let compare = try await workshop.run(["compare", "shop.yaml"] + rest + limits)
    for outcome in [run, compare] {
      #expect(outcome.status == 65 && !outcome.wasKilled)
      #expect(
        outcome.err.contains("customers.acquisition.word-of-mouth.rate makes"), "\(outcome.err)")
    }
    let memory = try await workshop.run([
      "run", "shop.yaml", "--replications", "2", "--most-memory", "1MB",
    ])
    #expect(memory.status == 65 && memory.err.contains("--most-memory"))
    #expect(try workshop.files("Outputs").isEmpty)
  }

  @Test func aPointThatIsTooMuchFailsAndTheOthersGoOn() async throws {
    let workshop = try Workshop([
      "shop.yaml": shop(),
      "s.yaml": """
      scenario: shop.yaml
      levers:
        teams.staff.background.rate: [1 per h, 2 per h, 90000 per h]
      outcomes: [profit]
      replications: 2

      """,
    ])
    let outcome = try await workshop.run("sweep run s.yaml --most-events 2000000")
    #expect(outcome.status == 0, "\(outcome.err)")
    let failures = try workshop.records("Outputs/s/failures.csv")
    #expect(failures.count == 1)
    #expect(try workshop.text("Outputs/s/failures.csv").contains("teams.staff.background.rate"))
    let rows = try workshop.records("Outputs/s/results.csv")
    #expect(!rows.isEmpty)
    // A study of two settings of three says which one it could not look at.
    for (study, name) in [
      ("sensitivity s.yaml --points 0 --walks 2 --replications 2", "sensitivity"),
      ("optimise s.yaml", "optimise"),
    ] {
      let outcome = try await workshop.run(study + " --most-events 2000000")
      #expect(outcome.status == 0, "\(study): \(outcome.err)")
      let said = "teams.staff.background.rate=90000 per h could not be simulated and is left out"
      #expect(outcome.err.contains(said), "\(outcome.err)")
      #expect(
        try workshop.text("Outputs/s-\(name)/report.html").contains("could not be simulated"))
      let quiet = try await workshop.run(study + " --most-events 2000000 --quiet")
      #expect(!quiet.err.contains("could not"))
    }
  }

  /// Where the scenario as it is cannot be run, a study says what a run says.
  @Test(arguments: ["--most-events 300000", "--most-memory 1MB"])
  func aStudyThatCannotRunSaysWhy(_ limit: String) async throws {
    let workshop = try Workshop([:])
    try workshop.write(
      shop(
        "  relationship: repertoire\n",
        "  relationship: repertoire\n  acquisition: {word-of-mouth: \(Self.mouth)}\n")
        + "quality: {mean: 95}\nlevers: {quality.mean: [90, 95]}\n", to: "shop.yaml")
    try workshop.write(
      "scenario: shop.yaml\nlevers: {quality.mean: [90, 95]}\noutcomes: [profit]\nreplications: 2\n",
      to: "s.yaml")
    let key =
      limit.contains("events") ? "customers.acquisition.word-of-mouth.rate" : "--most-memory"
    for command in [
      "run shop.yaml --replications 2", "compare shop.yaml --set quality.mean=94 --replications 2",
      "sensitivity shop.yaml --points 0 --walks 2 --replications 2", "optimise shop.yaml",
      "sensitivity s.yaml --points 0 --walks 2 --replications 2", "optimise s.yaml",
      "sweep run s.yaml",
    ] {
      let outcome = try await workshop.run("\(command) \(limit)")
      #expect(outcome.status == 65 && !outcome.wasKilled, "\(command): \(outcome.status)")
      #expect(outcome.err.contains(key), "\(command): \(outcome.err)")
      #expect(!outcome.err.contains("no such figure"))
    }
    for command in ["sweep gather", "sweep status"] {
      let outcome = try await workshop.run("\(command) --plan Outputs/s/plan.jsonl")
      #expect((outcome.out + outcome.err).contains(key), "\(command): \(outcome)")
    }
  }

  /// Thousands who come in one event fill the memory between two looks at events.
  @Test func aLineThatIsFloodedIsSeen() async throws {
    let times = (0..<1440).map {
      "\($0 / 60 < 10 ? "0" : "")\($0 / 60):\($0 % 60 < 10 ? "0" : "")\($0 % 60)"
    }
    let flood =
      "background: {service: 30 min, patience: 1000 min, timetable: [{times: 'daily \(times.joined(separator: " "))', "
      + "arrivals: 10000}]}"
    let workshop = try Workshop([
      "desk.yaml": desk(
        "hours: Mon-Fri 09:00-17:00, background: {rate: 1 per h}",
        "on_duty: 3, hours: always, " + flood)
    ])
    let program = try #require(Program.path)
    // The limit of addresses makes an overrun show: it would end the program.
    let line =
      "ulimit -v 1200000; \"$0\" run desk.yaml --replications 1 --no-report --most-events 1e12 "
      + "--most-memory 500MB"
    let outcome = try await Program.run(
      ["-c", line, program], in: workshop.folder, of: "/bin/bash")
    #expect(outcome.status == 65 && !outcome.wasKilled, "\(outcome)")
    #expect(outcome.err.contains("teams.desk.background takes more memory"), "\(outcome.err)")
  }

  @Test func moreKeysThanResultsCanHoldAreRefusedBeforeTheyAreSimulated() async throws {
    let rows = (0..<1_000).map {
      "  teams.t\($0).pay: [£10/h, £12/h]\n  teams.t\($0).absence: [0%, 1%]\n"
    }
    let teams = (0..<1_000).map { "  t\($0): {staff: 1}\n" }.joined()
    let workshop = try Workshop([
      "shop.yaml": shop("teams:\n", "teams:\n" + teams),
      "s.yaml": "scenario: shop.yaml\noutcomes: [profit]\nreplications: 2\n"
        + "design: one-at-a-time\nlevers:\n" + rows.joined(),
    ])
    let outcome = try await workshop.run("sweep plan s.yaml")
    #expect(outcome.status == 65 && outcome.err.contains("at most"), "\(outcome.err.prefix(300))")
  }

  @Test(arguments: [
    ("--most-events few", "--most-events is a number"), ("--most-events 0", "--most-events is"),
    ("--most-memory 3", "--most-memory is a size"),
    ("--most-memory -1GB", "--most-memory is a size"),
  ])
  func limitsAreNumbers(_ flag: String, _ message: String) async throws {
    let outcome = try await Workshop().run("run shop.yaml " + flag)
    #expect(outcome.status == 64 && outcome.err.contains(message), "\(outcome.err)")
  }

  /// The shell's own limits, and standard files that are closed.
  @Test(arguments: [
    "ulimit -n 12", "ulimit -n 13", "ulimit -n 14", "ulimit -n 16", "ulimit -n 24",
    "ulimit -S -s 64", "ulimit -S -s 24", "ulimit -s 24", "ulimit -s 32", "exec >&-", "exec 2>&-",
    "exec <&-", "exec <&- >&- 2>&-",
  ])
  func aTightShellGetsWordsAndNoTrap(_ tight: String) async throws {
    let workshop = try Workshop()
    let program = try #require(Program.path)
    let line = "\(tight); \"$0\" run shop.yaml --replications 2 --jobs 2"
    let outcome = try await Program.run(
      ["-c", line, program], in: workshop.folder, of: "/bin/bash")
    #expect(!outcome.wasKilled && [0, 73].contains(outcome.status), "\(outcome)")
    #expect(!outcome.err.contains("Signal"))
    if outcome.status == 73, !tight.contains("2>&-") { #expect(outcome.err.contains("error: ")) }
  }

  /// Every command notices that what it prints is lost, its help and its version included.
  @Test(arguments: [
    "--version", "--help", "help run", "run --help", "check shop.yaml", "show shop.yaml",
    "show shop.yaml --resolved", "explain", "explain profit", "explain --markdown", "schema",
    "schema --sweep", "new other", "run shop.yaml --replications 2 --no-report",
    "compare shop.yaml --set teams.staff.staff=3 --replications 2", "sweep plan s.yaml",
    "sweep run s.yaml", "--generate-completion-script bash",
  ])
  func lostOutputIsTold(_ command: String) async throws {
    let workshop = try Workshop([
      "shop.yaml": shop(),
      "s.yaml":
        "scenario: shop.yaml\nlevers: {teams.staff.staff: [2, 3]}\noutcomes: [profit]\nreplications: 2\n",
    ])
    let program = try #require(Program.path)
    for sink in [">&-", ">/dev/full"] {
      let outcome = try await Program.run(
        ["-c", "rm -f other.yaml; \"$0\" \(command) \(sink)", program], in: workshop.folder,
        of: "/bin/bash")
      #expect(outcome.status == 73 && !outcome.wasKilled, "\(sink): \(outcome)")
      #expect(outcome.err.contains("standard output cannot be written"), "\(outcome.err)")
    }
    let deaf = try await Program.run(
      ["-c", "rm -f other.yaml; \"$0\" \(command) 2>/dev/full >/dev/null", program],
      in: workshop.folder,
      of: "/bin/bash")
    #expect(deaf.status == 0 && !deaf.wasKilled, "\(deaf)")
  }

  /// Whatever reads a scenario reads one whose parent lies elsewhere, where it is told so.
  @Test func everyCommandCanBeGivenARoot() async throws {
    let sweep = "levers: {teams.staff.staff: [2, 3]}\n"
    let workshop = try Workshop([
      "shared/shop.yaml": shop(),
      "mine/here/shop.yaml": "extends: ../../shared/shop.yaml\n" + sweep,
      "mine/here/s.yaml": "scenario: shop.yaml\noutcomes: [profit]\nreplications: 2\n" + sweep,
    ])
    let program = try #require(Program.path)
    for command in [
      "run shop.yaml --replications 2", "check shop.yaml s.yaml", "show shop.yaml --resolved",
      "compare shop.yaml --set teams.staff.staff=3 --replications 2", "sweep plan s.yaml",
      "sweep run s.yaml", "sensitivity s.yaml --points 0 --walks 2 --replications 2",
      "optimise shop.yaml",
    ] {
      for (root, status) in [("", Int32(65)), (" --root ../..", 0)] {
        let outcome = try await Program.run(
          ["-c", "cd mine/here; \"$0\" \(command)\(root)", program], in: workshop.folder,
          of: "/bin/bash")
        #expect(outcome.status == status, "\(command)\(root): \(outcome.err)")
        #expect(outcome.err.contains("--root FOLDER") == (status == 65))
      }
    }
  }

  @Test func namesTellVariantsApart() async throws {
    let workshop = try Workshop()
    let outcome = try await workshop.run([
      "compare", "shop.yaml", "--replications", "2", "--set", "teams.staff.staff=3", "--name",
      "One more: Anna's friend",
    ])
    #expect(outcome.status == 0, "\(outcome.err)")
    #expect(outcome.out.contains("One more: Anna's friend"))
    #expect(outcome.out.contains("Outputs/shop-vs-one-more-anna-s-friend/report.html"))
    let rows = try workshop.records("Outputs/shop-vs-one-more-anna-s-friend/comparison.csv")
    #expect(rows.contains { $0["variant"] == "One more: Anna's friend" })
    for bad in [["--name", "a", "--name", "b"], ["--name", "\u{1B}[2J"], ["--name", "..."]] {
      let words = ["compare", "shop.yaml", "--set", "teams.staff.staff=3"] + bad
      let refused = try await workshop.run(words)
      #expect(refused.status == 64 && refused.err.contains("--name"), "\(bad)")
    }
  }
}
