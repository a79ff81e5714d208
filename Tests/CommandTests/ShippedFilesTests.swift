import Foundation
import Testing

/// The scenarios that come with the program.
@Suite struct ShippedFilesTests {
  private static let folder = Program.package.appendingPathComponent("Scenarios")

  /// The scenario files, by their paths inside the folder; a sweep is not one.
  private static var scenarios: [String] {
    get throws {
      try FileManager.default.subpathsOfDirectory(atPath: folder.path)
        .filter { $0.hasSuffix(".yaml") && !$0.hasPrefix("sweeps/") }.sorted()
    }
  }

  @Test func everyScenarioIsGood() async throws {
    let files = try Self.scenarios
    #expect(files.count >= 7)
    let outcome = try await Program.run(["check"] + files, in: Self.folder)
    #expect(outcome.status == 0, "\(outcome.err)")
    let lines = outcome.out.split(separator: "\n").map(String.init)
    #expect(lines.filter { !$0.hasPrefix("  about ") } == files.map { $0 + ": good" })
    #expect(lines.count == 2 * files.count)
    #expect(outcome.err.isEmpty)
  }

  @Test func theCommittedSchemaIsTheProgrammesOwn() async throws {
    let outcome = try await Program.run(["schema"], in: Self.folder)
    let schema = Self.folder.appendingPathComponent("scenario.schema.json")
    let committed = String(decoding: try Data(contentsOf: schema), as: UTF8.self)
    #expect(
      committed == outcome.out,
      "to renew it: cxlab schema --out Scenarios/scenario.schema.json")
  }

  /// The sweeps, by their paths inside the folder.
  private static var sweeps: [String] {
    get throws {
      try FileManager.default.contentsOfDirectory(atPath: folder.path + "/sweeps")
        .filter { $0.hasSuffix(".yaml") }.sorted().map { "sweeps/" + $0 }
    }
  }

  @Test func everySweepCanBePlanned() async throws {
    let files = try Self.sweeps
    #expect(files.contains("sweeps/training.yaml"))
    let workshop = try Workshop([:])
    for file in files {
      let path = Self.folder.appendingPathComponent(file).path
      let checked = try await workshop.run(["check", path])
      #expect(checked.status == 0 && checked.out.contains(" points × "), "\(checked.err)")
      let outcome = try await workshop.run(["sweep", "plan", path])
      #expect(outcome.status == 0 && outcome.err.isEmpty, "\(outcome.err)")
      let stem = file.dropFirst("sweeps/".count).dropLast(".yaml".count)
      // A plan names files by their paths from the sweep, never by where they lie on a machine.
      let plan = try workshop.text("Outputs/\(stem)/plan.jsonl")
      #expect(!plan.contains(Self.folder.path))
    }
  }

  @Test func theReadmeShowsTheSweepThatItRuns() throws {
    let readme = try String(
      contentsOf: Program.package.appendingPathComponent("README.md"), encoding: .utf8)
    let file = try String(
      contentsOf: Self.folder.appendingPathComponent("sweeps/training.yaml"), encoding: .utf8)
    let shown = file.split(separator: "\n", omittingEmptySubsequences: false).dropFirst()
    #expect(readme.contains("```yaml\n" + shown.joined(separator: "\n") + "```\n"))
    #expect(readme.contains("cxlab sweep run Scenarios/sweeps/training.yaml\n"))
  }

  @Test func theCommittedSchemaOfSweepsIsTheProgrammesOwn() async throws {
    let outcome = try await Program.run(["schema", "--sweep"], in: Self.folder)
    let schema = Self.folder.appendingPathComponent("sweeps/sweep.schema.json")
    let committed = String(decoding: try Data(contentsOf: schema), as: UTF8.self)
    #expect(
      committed == outcome.out,
      "to renew it: cxlab schema --sweep --out Scenarios/sweeps/sweep.schema.json")
  }

  @Test func everyScenarioPointsToTheSchema() throws {
    for name in try Self.scenarios + Self.sweeps {
      let file = Self.folder.appendingPathComponent(name)
      let text = String(decoding: try Data(contentsOf: file), as: UTF8.self)
      let first = try #require(text.split(separator: "\n").first)
      let mark = "# yaml-language-server: $schema="
      #expect(first.hasPrefix(mark), "\(name)")
      let target = file.deletingLastPathComponent()
        .appendingPathComponent(String(first.dropFirst(mark.count)))
      #expect(FileManager.default.fileExists(atPath: target.path), "\(name)")
    }
  }
}
