import CustomerExperience
import Foundation
import Testing

@testable import ScenarioFiles
@testable import Studies

/// A folder of its own for a sweep, for one test.
final class SweepBench {
  let folder: URL

  init(_ files: [String: String]) throws {
    folder = FileManager.default.temporaryDirectory.appendingPathComponent(UUID().uuidString)
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    for (name, text) in files { try write(text, to: name) }
  }

  deinit { try? FileManager.default.removeItem(at: folder) }

  func path(_ name: String) -> String { folder.path + "/" + name }

  func write(_ text: String, to name: String) throws {
    let url = folder.appendingPathComponent(name)
    try FileManager.default.createDirectory(
      at: url.deletingLastPathComponent(), withIntermediateDirectories: true)
    try Data(text.utf8).write(to: url)
  }

  func text(_ name: String) throws -> String {
    String(decoding: try Data(contentsOf: folder.appendingPathComponent(name)), as: UTF8.self)
  }

  /// Plans a sweep of a text over ``stall``.
  func plan(_ text: String) throws -> PlannedSweep {
    try write(stall, to: "stall.yaml")
    try write("scenario: stall.yaml\n" + text, to: "s.yaml")
    let plan = try SweepPlanner.plan(SweepLoader.load(path("s.yaml")))
    return try PlannedSweep(writing: plan, to: path("out"))
  }

  /// Writes a work file of the plan with some lines.
  func work(_ sweep: PlannedSweep, _ name: String, _ records: [SweepRecord]) throws {
    let lines = records.map { String(decoding: $0.line(plan: sweep.hash), as: UTF8.self) }
    try write(lines.joined(), to: "out/work-\(sweep.shortHash)/\(name)")
  }
}

/// A scenario that runs in milliseconds.
let stall = """
  title: Stall
  clock: {start: 2026-01-05, horizon: 12 months, settle: 2 months}
  customers:
    relationship: repertoire
    segments:
      regulars:
        initial: 20
        occasions: gamma 2 per week cv 0.5
        spend: lognormal £3.60 cv 0.4
  journeys:
    visit:
      touchpoints:
        counter: {team: staff, service: lognormal 100 s cv 0.5}
  teams:
    staff: {staff: 2, hours: Mon-Sat 08:00-17:00, pay: £12/h}
  market:
    rivals:
      opposite: {price: £3.50, quality: 74}

  """

extension SweepRecord {
  /// A measured point with the same figure for each outcome.
  static func measured(_ point: Int, _ mean: Double, outcomes: Int = 1) -> SweepRecord {
    SweepRecord(
      point: point,
      result: .measured(
        Array(repeating: Moments(count: 3, mean: mean, variance: 0.25), count: outcomes)))
  }
}
