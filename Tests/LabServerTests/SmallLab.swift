import Documents
import Foundation
import ScenarioFiles

@testable import LabServer

/// A laboratory with one small scenario of two years, in a folder of its own.
struct SmallLab {
  static let text =
    scenario(months: 24, term: 6, households: 80, shops: 30, faults: 6) + """
      growth: {doses: 3, replications: 2}
      plan:
        - {at: month 3, train: first-line, course: fault-finding}

      """

  /// A scenario of one team, whose customers have faults.
  ///
  /// - Parameters:
  ///   - months: how long it runs.
  ///   - term: months of a contract.
  ///   - households: customers of the one segment.
  ///   - shops: customers of the other.
  ///   - faults: calls of a customer in a year.
  static func scenario(
    months: Int, term: Int, households: Int, shops: Int, faults: Int
  ) -> String {
    """
    title: Small
    clock: {start: 2026-01-05, horizon: \(months) months, settle: 2 months}
    customers:
      relationship: contract
      contract: {term: \(term) months, price: £32/month}
      segments:
        households: {initial: \(households), patience: lognormal 25 min cv 1}
        shops: {initial: \(shops), patience: lognormal 25 min cv 1}
    journeys:
      fault:
        need: {rate: \(faults) per year}
        touchpoints:
          call: {team: first-line, channel: phone, service: lognormal 9 min cv 0.9}
    teams:
      first-line:
        name: First line
        staff: 2
        hours: Mon-Sat 08:00-20:00
        pay: £11.80/h
        training:
          fault-finding: {hours: 16 h, cost: £260, teaches: {reliability: 100%}}

    """
  }

  static let seed: UInt64 = 7
  static let pairs = 3

  let lab: Laboratory
  /// The scenario's file.
  let path: String

  static func run(
    replacing piece: String = "", with other: String = "",
    _ body: (SmallLab) async throws -> Void
  ) async throws {
    let folder = FileManager.default.temporaryDirectory.appending(path: UUID().uuidString)
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    let path = folder.appending(path: "small.yaml").path()
    let text = piece.isEmpty ? Self.text : Self.text.replacing(piece, with: other)
    try Data(text.utf8).write(to: URL(filePath: path))
    let lab = try Laboratory(
      files: [path], seed: seed, pairs: pairs, jobs: 2, keptBytes: 1 << 28,
      drafts: try DraftStore(folder: folder.path()), version: "1.2.3")
    try await body(SmallLab(lab: lab, path: path))
  }

  func loaded(_ settings: [String] = []) throws -> LoadedScenario {
    try ScenarioLoader.load(path, settings: settings)
  }

  func events(_ stream: AsyncStream<LabEvent>) async -> [LabEvent] {
    var events: [LabEvent] = []
    for await event in stream { events.append(event) }
    return events
  }
}

extension JSONValue {
  /// The text; nil where it is none.
  var string: String? {
    if case .string(let text) = self { text } else { nil }
  }
}
