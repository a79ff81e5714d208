import CustomerExperience
import Foundation
import ScenarioFiles
import Testing

/// A scenario as a text, run.
enum Case {
  static func scenario(_ text: String, _ settings: [String] = []) throws -> Scenario {
    let folder = FileManager.default.temporaryDirectory
      .appendingPathComponent(UUID().uuidString)
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    let file = folder.appendingPathComponent("case.yaml")
    try Data(text.utf8).write(to: file)
    return try ScenarioLoader.load(file.path, settings: settings).scenario
  }

  static func runs(_ text: String, set settings: [String] = [], times replications: Int = 1) throws
    -> [ReplicationResult]
  {
    let model = try Model(scenario(text, settings))
    return try (1...replications).map {
      let result = try model.settledWorld(seed: 1, replication: $0).run(model)
      #expect(result.violations.isEmpty)
      return result
    }
  }

  static func values(_ runs: [ReplicationResult], _ metric: String, _ subject: String = "all")
    throws -> [Double]
  {
    try runs.map { try #require($0.summary[SeriesKey(metric, subject)]) }
  }

  static func mean(_ runs: [ReplicationResult], _ metric: String, _ subject: String = "all")
    throws -> Double
  { try sum(runs, metric, subject) / Double(runs.count) }

  static func sum(_ runs: [ReplicationResult], _ metric: String, _ subject: String = "all")
    throws -> Double
  { try values(runs, metric, subject).reduce(0, +) }
}
