import Documents
import Foundation
import Testing

/// What was gathered is recognised, and only where nothing at all has changed.
@Suite struct SweepStampTests {
  private static let gather = "sweep gather --plan Outputs/s/plan.jsonl"
  private static let status = "sweep status --plan Outputs/s/plan.jsonl"

  /// A sweep that was run, with the folder of its work.
  private static func finished() async throws -> (workshop: Workshop, work: String, out: String) {
    let workshop = try SweepTests.workshop()
    let out = try await workshop.succeed("sweep run s.yaml").out
    let work = try #require(workshop.names("Outputs/s").first { $0.hasPrefix("work-") })
    return (workshop, "Outputs/s/" + work, out)
  }

  private static func signatures(_ workshop: Workshop) throws -> [String: String] {
    let names = try workshop.files("Outputs/s").keys
    return Dictionary(
      uniqueKeysWithValues: names.map {
        ($0, FileSignature(workshop.folder.path + "/Outputs/s/" + $0)?.description ?? "")
      })
  }

  @Test func nothingIsTouchedAndTheSameIsSaid() async throws {
    let (workshop, _, out) = try await Self.finished()
    let before = try Self.signatures(workshop)
    #expect(try await workshop.succeed("sweep run s.yaml").out == out)
    #expect(try await workshop.succeed("sweep run Outputs/s/plan.jsonl").out == out)
    let gathered = try await workshop.succeed(Self.gather)
    #expect(out.hasSuffix(gathered.out) && !gathered.out.isEmpty)
    #expect(try await workshop.succeed(Self.status).out.contains("\ngathered; "))
    let json = try await workshop.succeed("sweep run s.yaml --format json")
    #expect(json.out.contains("\"settings\""))
    #expect(try Self.signatures(workshop) == before)
  }

  @Test func aTornLineWhosePointWasDoneAgainIsNoReasonToGatherAgain() async throws {
    let (workshop, work, _) = try await Self.finished()
    let file = try #require(workshop.names(work).first { $0.hasSuffix(".jsonl") })
    let text = try workshop.text("\(work)/\(file)")
    try workshop.write(String(text.dropLast(20)), to: "\(work)/\(file)")
    try await workshop.succeed("sweep run s.yaml")
    let status = try await workshop.succeed(Self.status)
    #expect(status.out.contains("its point was done again"))
    #expect(status.out.contains("\ngathered; "))
  }

  /// It is the stamp that answers, without a look at the work.
  @Test func theStampAnswers() async throws {
    let (workshop, work, _) = try await Self.finished()
    let stamp = try workshop.text(work + "/gathered")
    let lines = stamp.split(separator: "\n", omittingEmptySubsequences: false)
    let facts = try #require(lines.firstIndex { $0 == "whole" })
    let words = "as the stamp has it\n"
    let forged = lines[..<(facts + 3)] + [SHA256.hex(Array(words.utf8))[...], words[...]]
    try workshop.write(forged.joined(separator: "\n"), to: work + "/gathered")
    #expect(try await workshop.succeed(Self.gather).out.hasPrefix(words))
    // Without its sum it is no stamp.
    try workshop.write(stamp.replacing("retention", with: "attention"), to: work + "/gathered")
    #expect(!(try await workshop.succeed(Self.gather).out.contains("attention")))
  }

  enum Change: CaseIterable {
    case table, tableWithItsTime, database, page, chartTaken, chartAdded, manifestTaken, lineAgain
    case otherProgram, otherPlan, tornStamp, noStamp

    /// Changes something; all but what the stamp says of the work.
    func apply(to workshop: Workshop, work: String) throws {
      let folder = workshop.folder.appendingPathComponent("Outputs/s")
      let stamp = try workshop.text(work + "/gathered")
      func edit(_ name: String, keepsTime: Bool = false) throws {
        let path = folder.appendingPathComponent(name).path
        let time = try FileManager.default.attributesOfItem(atPath: path)[.modificationDate]
        var bytes = try Data(contentsOf: URL(fileURLWithPath: path))
        bytes[bytes.count / 2] ^= 1
        try bytes.write(to: URL(fileURLWithPath: path))
        guard keepsTime, let time else { return }
        try FileManager.default.setAttributes([.modificationDate: time], ofItemAtPath: path)
      }
      switch self {
      case .table: try edit("results.csv")
      case .tableWithItsTime: try edit("settings.csv", keepsTime: true)
      case .database: try edit("results.sqlite")
      case .page: try edit("report.html")
      case .chartTaken:
        try FileManager.default.removeItem(
          at: folder.appendingPathComponent("charts/responses.vl.json"))
      case .chartAdded: try workshop.write("mine", to: "Outputs/s/charts/mine.svg")
      case .manifestTaken:
        try FileManager.default.removeItem(at: folder.appendingPathComponent("manifest.json"))
      case .lineAgain:
        let line = try workshop.text(work + "/shard-1-of-1.1.jsonl").split(separator: "\n")[0]
        try workshop.write(line + "\n", to: work + "/shard-2-of-2.1.jsonl")
      case .otherProgram:
        try workshop.write(
          stamp.replacing("\nprogram ", with: "\nprogram 0.0."), to: work + "/gathered")
      case .otherPlan:
        try workshop.write(stamp.replacing("\nplan ", with: "\nplan 0"), to: work + "/gathered")
      case .tornStamp:
        try workshop.write(String(stamp.prefix(stamp.count * 9 / 10)), to: work + "/gathered")
      case .noStamp:
        try FileManager.default.removeItem(atPath: workshop.folder.path + "/\(work)/gathered")
      }
    }
  }

  @Test(arguments: Change.allCases) func anyChangeIsGatheredAgain(_ change: Change) async throws {
    let (workshop, work, out) = try await Self.finished()
    let results = try SweepTests.results(workshop, "Outputs/s")
    let before = try Self.signatures(workshop)
    try change.apply(to: workshop, work: work)
    #expect(try await workshop.succeed(Self.status).out.contains("not gathered, or something"))
    let again = try await workshop.succeed("sweep run s.yaml")
    #expect(again.out == out)
    #expect(try SweepTests.results(workshop, "Outputs/s") == results)
    #expect(try Self.signatures(workshop)["results.csv"] != before["results.csv"])
    #expect(try await workshop.succeed(Self.status).out.contains("\ngathered; "))
  }

  @Test func pointsThatFailedAreToldAndTriedAgain() async throws {
    let workshop = try SweepTests.workshop(SweepTests.halfBroken)
    let first = try await workshop.succeed("sweep run s.yaml")
    let strict = try await workshop.run("sweep run s.yaml --strict")
    #expect(strict.status == 65 && strict.out == first.out)
    let before = try workshop.files("Outputs/s").count
    try await workshop.succeed("sweep run s.yaml --retry-failed")
    // The second try has a file of its own.
    #expect(try workshop.files("Outputs/s").count == before + 1)
  }

  @Test func chartsAreDrawnOnceTheyCanBe() async throws {
    let (workshop, _, out) = try await Self.finished()
    let drawn = try await workshop.succeed("sweep run s.yaml", drawsCharts: true)
    #expect(drawn.out == out)
    // Without `make setup` nothing can draw.
    guard ChartRenderer.find().python != nil else { return }
    #expect(try workshop.names("Outputs/s/charts").contains("responses.svg"))
    let before = try Self.signatures(workshop)
    try await workshop.succeed("sweep run s.yaml")
    #expect(try Self.signatures(workshop) == before)
  }

  /// Where there is a manifest, all that it lists is there, to the byte.
  @Test func aKilledGatherNeverMixesResultsUnseen() async throws {
    let workshop = try SweepTests.workshop()
    try await workshop.succeed("sweep run s.yaml --seed 2")
    let new = try SweepTests.results(workshop, "Outputs/s")
    let plan = try workshop.text("Outputs/s/plan.jsonl")
    try await workshop.succeed("sweep run s.yaml")
    let work = try workshop.names("Outputs/s").filter { $0.hasPrefix("work-") }
    try workshop.write(plan, to: "Outputs/s/plan.jsonl")
    for round in 0..<12 {
      for folder in work {
        try? FileManager.default.removeItem(
          atPath: workshop.folder.path + "/Outputs/s/\(folder)/gathered")
      }
      let running = try Program.start(
        Self.gather.split(separator: " ").map(String.init), in: workshop.folder)
      try await Task.sleep(for: .milliseconds(10 + 9 * round))
      running.kill()
      _ = try await running.end()
      let files = try SweepTests.results(workshop, "Outputs/s")
      guard let manifest = files["manifest.json"] else { continue }
      let value = try #require(JSONSerialization.jsonObject(with: manifest) as? [String: Any])
      for (name, hash) in try #require(value["files"] as? [String: String])
      where name != "plan.jsonl" {
        #expect(SHA256.hex(files[name] ?? Data()) == hash, "round \(round): \(name)")
      }
    }
    try await workshop.succeed(Self.gather)
    #expect(try SweepTests.results(workshop, "Outputs/s") == new)
  }
}
