import Foundation
import Testing

@testable import ScenarioFiles

/// Files in a folder of their own, for one test.
final class Workbench {
  private let folder: URL

  init(_ files: [String: String] = [:]) throws {
    folder = FileManager.default.temporaryDirectory.appendingPathComponent(UUID().uuidString)
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    for (name, text) in files { try write(Data(text.utf8), to: name) }
  }

  deinit { try? FileManager.default.removeItem(at: folder) }

  func write(_ text: String, to name: String) throws { try write(Data(text.utf8), to: name) }

  func write(_ data: Data, to name: String) throws {
    let url = folder.appendingPathComponent(name)
    try FileManager.default.createDirectory(
      at: url.deletingLastPathComponent(), withIntermediateDirectories: true)
    try data.write(to: url)
  }

  func path(_ name: String) -> String { folder.path + "/" + name }

  func load(_ name: String, settings: [String] = []) throws(ScenarioError) -> LoadedScenario {
    try ScenarioLoader.load(path(name), settings: settings)
  }

  /// What is wrong with a file, as `file:line:column message`, without the folder.
  func problems(_ name: String = "test.yaml", settings: [String] = []) -> [String] {
    diagnostics(name, settings: settings).map {
      let file = $0.file.replacing(folder.path + "/", with: "")
      let message = $0.message.replacing(folder.path + "/", with: "")
      return "\(file):\($0.line):\($0.column) \(message)"
    }
  }

  /// What is wrong with a file.
  func diagnostics(_ name: String = "test.yaml", settings: [String] = []) -> [Diagnostic] {
    do {
      _ = try load(name, settings: settings)
      return []
    } catch {
      for key in Set(error.diagnostics.compactMap(\.key)) {
        #expect(KeyReference.explain(key) != nil, "the hint leads nowhere: \(key)")
      }
      return error.diagnostics
    }
  }
}

/// What is wrong with a text, as `line:column message`.
func problems(_ text: String, settings: [String] = []) throws -> [String] {
  try Workbench(["test.yaml": text]).problems(settings: settings).map {
    $0.hasPrefix("test.yaml:") ? String($0.dropFirst("test.yaml:".count)) : $0
  }
}

/// A small scenario in a repertoire market that loads, with a piece replaced by another.
func cafe(_ piece: String = "", _ other: String = "") -> String {
  let text = """
    title: Café
    clock: {start: 2026-01-05, horizon: 2 years}
    customers:
      relationship: repertoire
      segments:
        regulars:
          initial: 300
          occasions: gamma 6 per week cv 0.5
          spend: lognormal £3.60 cv 0.4
    journeys:
      coffee:
        touchpoints:
          counter: {team: baristas, service: 100 s}
    teams:
      baristas:
        staff: 3
        pay: £12.50/h
        training:
          basics: {hours: 8 h}
    """
  precondition(piece.isEmpty || text.contains(piece), "the piece is not part of the scenario")
  return piece.isEmpty ? text : text.replacing(piece, with: other)
}

/// A small scenario with contracts that loads, with a piece replaced by another.
func broadband(_ piece: String = "", _ other: String = "") -> String {
  let text = """
    title: Broadband
    clock: {horizon: 36 months}
    customers:
      relationship: contract
      contract: {term: 18 months, price: £32/month}
      segments:
        homes: {initial: 500}
    journeys:
      fault:
        need: {rate: 2 per year}
        touchpoints:
          call: {team: desk, channel: phone, service: 9 min, resolves: 60%}
    teams:
      desk: {staff: 5}
    """
  precondition(piece.isEmpty || text.contains(piece), "the piece is not part of the scenario")
  return piece.isEmpty ? text : text.replacing(piece, with: other)
}
