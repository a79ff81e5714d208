import Documents
import Foundation
import ScenarioFiles
import Studies
import Testing

@testable import StudyReports

/// What reports of sweeps say of keys and of what is missing.
@Suite struct SweepReportTests {
  @Test func keysAreNamedByAsManyPartsAsTellThemApart() {
    #expect(
      SweepView.names(of: [
        "teams.first-line.staff", "teams.field.staff", "quality.mean", "a.b.c.every", "x.b.c.every",
      ]) == ["first-line staff", "field staff", "quality mean", "a b c every", "x b c every"])
  }

  @Test func missingPointsAreTold() {
    func ranges(_ missing: Set<Int>) -> String {
      SweepConsole.ranges((1...30).map { missing.contains($0) ? .missing : .done })
    }
    #expect(ranges([3, 4, 5, 9]) == "number 3-5, 9")
    #expect(ranges([1, 3, 5, 7, 9, 11]) == "number 1, 3, 5, 7, 9 and 1 more range")
  }

  @Test func aStageThatIsLeftChangesNothing() throws {
    let folder = FileManager.default.temporaryDirectory.appendingPathComponent(UUID().uuidString)
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    try Data("old".utf8).write(to: folder.appendingPathComponent("results.csv"))
    try Data("plan".utf8).write(to: folder.appendingPathComponent("plan.jsonl"))
    func fill() throws -> SweepStage {
      let stage = try SweepStage(in: folder.path)
      try stage.stream("results.csv") { stream throws(OutputError) in
        try stream.write(Array("new".utf8))
      }
      try stage.add("charts/a.svg", "drawing")
      try stage.add("manifest.json", "{}")
      return stage
    }
    do { _ = try fill() }
    func names() throws -> [String] {
      try FileManager.default.contentsOfDirectory(atPath: folder.path).sorted()
    }
    #expect(try names() == ["plan.jsonl", "results.csv"])
    do { try fill().commit() }
    #expect(try names() == ["charts", "manifest.json", "plan.jsonl", "results.csv"])
    #expect(
      try String(contentsOf: folder.appendingPathComponent("results.csv"), encoding: .utf8) == "new"
    )
  }

  @Test func whatIsInTheWayIsToldBeforeAnythingIsTouched() throws {
    let folder = FileManager.default.temporaryDirectory.appendingPathComponent(UUID().uuidString)
    defer { try? FileManager.default.removeItem(at: folder) }
    try FileManager.default.createDirectory(
      at: folder.appendingPathComponent("report.html"), withIntermediateDirectories: true)
    for name in ["results.csv", "manifest.json"] {
      try Data("old".utf8).write(to: folder.appendingPathComponent(name))
    }
    let stage = try SweepStage(in: folder.path)
    for name in ["results.csv", "report.html", "manifest.json"] { try stage.add(name, "new") }
    let error = #expect(throws: OutputError.self) { try stage.commit() }
    #expect(error?.message.contains("report.html is in the way of a file of that name") == true)
    for name in ["results.csv", "manifest.json"] {
      #expect(
        try String(contentsOf: folder.appendingPathComponent(name), encoding: .utf8) == "old")
    }
  }

  @Test func anErrorNamesTheFileThatTheUserKnows() throws {
    let folder = FileManager.default.temporaryDirectory.appendingPathComponent(UUID().uuidString)
    defer { try? FileManager.default.removeItem(at: folder) }
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    let stage = try SweepStage(in: folder.path)
    let name = String(repeating: "x", count: 300)
    let error = try #require(#expect(throws: OutputError.self) { try stage.add(name, "") })
    #expect(SweepStage.naming(error).message.hasPrefix("cannot write \(folder.path)/\(name): "))
  }
}
