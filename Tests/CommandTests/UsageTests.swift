import Foundation
import Testing

/// How the program answers those who do not know it yet.
@Suite struct UsageTests {
  @Test(arguments: [
    "--help", "run --help", "compare --help", "replicate --help", "explain -h", "help run",
    "sweep --help", "sweep run --help", "sweep plan --help", "sweep work --help",
    "sweep gather --help", "sweep status --help", "sweep submit --help", "explain --sweep",
    "--version",
  ])
  func helpGoesToStandardOutput(_ line: String) async throws {
    let outcome = try await Workshop([:]).succeed(line)
    #expect(!outcome.out.isEmpty && outcome.err.isEmpty)
    #expect(outcome.out.split(separator: "\n").allSatisfy { $0.count <= 100 })
  }

  @Test func knownResultsHold() async throws {
    let outcome = try await Workshop([:]).succeed("replicate --suite queues")
    #expect(outcome.out.contains("M/M/10+M (Erlang-A)"))
    #expect(outcome.out.contains("65 of 65 figures hold"))
    #expect(!outcome.out.contains("DOES NOT HOLD"))
  }

  @Test(arguments: [
    ("runn shop.yaml", "there is no command 'runn' (did you mean 'run'?)"),
    ("shop.yaml", "cxlab run shop.yaml"),
    ("xyzzy", "there are run, compare, sweep, sensitivity"),
    ("--verson", "Unknown option '--verson'"),
    ("run", "Missing expected argument '<file> ...'"),
    ("run shop.yaml --replicatoins 3", "Did you mean '--replications'?"),
    ("run shop.yaml --replications 0", "--replications is a whole number from 1"),
    ("run shop.yaml --replications x", "'x' is invalid for '--replications <n>'"),
    ("run shop.yaml --jobs 0", "--jobs is a whole number from 1"),
    ("run shop.yaml --jobs -1", "--jobs is a whole number from 1"),
    ("run shop.yaml --seed -1", "'-1' is invalid for '--seed <n>'"),
    ("run shop.yaml --format xml", "one of 'text' and 'json'"),
    ("run shop.yaml --until soon", "--until is METRIC=HALFWIDTH"),
    ("run shop.yaml --until retension_12m=1", "did you mean 'retention_12m'?"),
    ("run shop.yaml --until xyzzy=1", "cxlab explain --metrics lists them"),
    ("run shop.yaml --until retention_12m=soon", "'soon' is not a positive number"),
    ("run shop.yaml --until retention_12m=-1", "'-1' is not a positive number"),
    (
      "run shop.yaml --until retention_12m=0.3",
      "is 0.3 of retention_12m 0.3 points or 30 points? Say so: 0.3points or 30points"
    ),
    ("run shop.yaml --until retention_12m=5", "retention_12m is a share: write 5points"),
    ("run shop.yaml --out=", "Missing value for '--out <folder>'"),
    ("run shop.yaml --records --no-report", "--no-report writes nothing"),
    ("run shop.yaml --set", "Missing value for '--set <key=value>'"),
    ("compare shop.yaml", "Name a second scenario file"),
    ("compare shop.yaml desk.yaml --best xyzzy --indifference 1", "'xyzzy' is no metric"),
    ("compare shop.yaml desk.yaml --best profit", "--best needs the smallest difference"),
    ("compare shop.yaml desk.yaml --best profit --indifference 0", "'0' is not a positive number"),
    ("compare shop.yaml desk.yaml --indifference 1", "go with --best METRIC"),
    ("compare shop.yaml desk.yaml --confidence 90%", "go with --best METRIC"),
    (
      "compare shop.yaml desk.yaml --best profit --indifference 1 --confidence 50%",
      "--confidence is between 50% and 100%"
    ),
    (
      "compare shop.yaml desk.yaml --best profit --indifference 1 --until profit=9",
      "give one of them"
    ),
    (
      "compare shop.yaml desk.yaml --best profit --indifference 1 --replications 19",
      "--best needs at least 20 replications"
    ),
    (
      "compare shop.yaml desk.yaml --best expectation_mean --indifference 1",
      "is neither better nor worse"
    ),
    ("compare shop.yaml --set ;", "--set needs a key and a value"),
    ("show shop.yaml --set teams.staff.staff=3", "give both"),
    ("replicate --suite", "Missing value for '--suite <suite>'"),
    ("replicate --suite xyzzy", "'xyzzy' is invalid for '--suite <suite>'"),
    ("replicate --replications 1", "--replications is a whole number from 2 to 10,000"),
    ("check", "Missing expected argument '<file> ...'"),
    ("explain teams --markdown", "--markdown writes all keys"),
    ("new ..", "Name the scenario"),
  ])
  func badUsageIsToldWithItsCure(_ line: String, _ message: String) async throws {
    let workshop = try Workshop()
    let outcome = try await workshop.run(line)
    #expect(outcome.status == 64 && !outcome.wasKilled)
    #expect(outcome.out.isEmpty)
    #expect(outcome.err.contains(message), "\(outcome.err)")
    #expect(try workshop.names() == ["desk.yaml", "shop.yaml"])
  }

  @Test func theOutputNeedsAName() async throws {
    let outcome = try await Workshop().run(["run", "shop.yaml", "--out", ""])
    #expect(outcome.status == 64 && outcome.err.contains("--out names a folder"))
  }

  @Test func anOutputThatCannotBeWrittenIsToldBeforeAnybodyWaits() async throws {
    let workshop = try Workshop()
    try workshop.write("mine", to: "file")
    try workshop.write("mine", to: "Mine/shop/thesis.txt")
    try workshop.write("mine", to: "Taken/shop")
    let before = try workshop.files()
    for (out, message) in [
      ("file", "file is a file, not a folder"),
      ("file/deep", "file is a file, not a folder"),
      ("Mine", "Mine/shop holds files that cxlab did not write"),
      ("Taken", "Taken/shop is a file, not a folder"),
    ] {
      // So many replications would take minutes.
      let line = "run shop.yaml --replications 100000 --out \(out)"
      let outcome = try await workshop.run(line)
      #expect(outcome.status == 73 && outcome.out.isEmpty, "\(line)")
      #expect(outcome.err.contains(message), "\(outcome.err)")
    }
    let compared = try await workshop.run("compare shop.yaml shop.yaml --out file")
    #expect(compared.status == 73)
    let second = try await workshop.run("run desk.yaml shop.yaml --replications 2 --out Mine")
    #expect(second.status == 73 && second.out.isEmpty)
    let schema = try await workshop.run("schema --out nowhere/scenario.schema.json")
    #expect(schema.status == 73 && schema.err.contains("its folder does not exist"))
    let new = try await workshop.run("new nowhere/shop")
    #expect(new.status == 73 && new.out.isEmpty)
    #expect(try workshop.files() == before)
  }

  @Test(.enabled(if: getuid() != 0, "root may write anywhere"))
  func aFolderThatCannotBeWrittenIsTold() async throws {
    let workshop = try Workshop()
    let locked = workshop.folder.appendingPathComponent("locked")
    try FileManager.default.createDirectory(
      at: locked, withIntermediateDirectories: false, attributes: [.posixPermissions: 0o555])
    let outcome = try await workshop.run("run shop.yaml --replications 2 --out locked")
    #expect(outcome.status == 73 && outcome.out.isEmpty)
    #expect(outcome.err.contains("choose another place"))
  }
}
