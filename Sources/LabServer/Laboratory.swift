import CustomerExperience
import DiscreteEvents
import Documents
import Experiments
import ScenarioFiles

/// The scenarios of a lab and what is kept of them.
///
/// All of them share the threads that simulate, and the memory in which settled worlds are kept.
final class Laboratory: Sendable {
  private let all: [LabScenario]
  private let version: String

  /// Loads the scenarios; nothing is simulated yet.
  ///
  /// - Parameters:
  ///   - files: paths of scenario files.
  ///   - seed: the seed of every replication.
  ///   - pairs: pairs of replications of a what-if.
  ///   - jobs: replications run at the same time, over all that is asked.
  ///   - keptBytes: bytes of settled worlds that are kept.
  ///   - version: the program's version.
  /// - Throws: What is wrong with the first file that cannot be used.
  init(
    files: [String], seed: UInt64, pairs: Int, jobs: Int, keptBytes: Int,
    version: String
  ) throws(ScenarioError) {
    let queue = FairQueue(jobs: jobs)
    let worlds = KeptWorlds(bytes: keptBytes)
    var scenarios: [LabScenario] = []
    for file in files {
      let loaded = try ScenarioLoader.load(file)
      let others = scenarios.map(\.id)
      let numbered = (2...files.count + 1).map { "\(loaded.stem)-\($0)" }
      let id = ([loaded.stem] + numbered).first { !others.contains($0) } ?? loaded.stem
      scenarios.append(
        LabScenario(
          id: id, loaded,
          live: LiveBase(
            loaded.scenario, seed: seed, pairs: pairs, queue: queue, worlds: worlds)))
    }
    all = scenarios
    self.version = version
  }

  private func scenario(_ id: String) throws(LabProblem) -> LabScenario {
    guard let scenario = all.first(where: { $0.id == id }) else { throw .unknownScenario(id) }
    return scenario
  }

  // MARK: - What there is

  /// The scenarios, a line each.
  func scenarios() -> JSONValue {
    [
      "version": .string(version),
      "scenarios": .array(
        all.map { one in
          let scenario = one.loaded.scenario
          return [
            "id": .string(one.id),
            "title": .string(scenario.title.isEmpty ? one.loaded.stem : scenario.title),
            "about": .string(scenario.about),
          ]
        }),
    ]
  }

  /// A scenario with its levers.
  func description(of id: String) throws(LabProblem) -> JSONValue { try scenario(id).description }

  /// What the results of a scenario rest on besides settings: the same for the same files, seed, pairs and program.
  func basis(of id: String) throws(LabProblem) -> String {
    let scenario = try scenario(id)
    var hash = SHA256()
    for input in scenario.loaded.inputs {
      hash.update(Array("\(input.path) \(input.bytes.count)\n".utf8))
      hash.update(input.bytes)
    }
    let rest = "\(scenario.seed) \(scenario.pairs) \(version) \(ModelVersion.current)"
    hash.update(Array(rest.utf8))
    return hash.hex
  }

  /// Keys of a scenario that speak of some words.
  func keys(of id: String, matching words: String) throws(LabProblem) -> JSONValue {
    ["keys": .array(try scenario(id).loaded.keys(matching: words).map(\.json))]
  }

  /// What is wrong or odd about settings.
  func check(_ id: String, settings: [String]) throws(LabProblem) -> JSONValue {
    let scenario = try scenario(id)
    do {
      let known = scenario.loaded.warnings.map(\.message)
      let odd = try scenario.loaded.varied(by: settings).warnings.filter {
        !known.contains($0.message)
      }
      return ["problems": .array(odd.map { $0.json(in: settings) })]
    } catch {
      return ["problems": .array(error.diagnostics.map { $0.json(in: settings) })]
    }
  }

  /// A scenario file that says what settings change; it stands beside the scenario's own.
  func variantFile(_ id: String, settings: [String]) throws(LabProblem) -> String {
    let scenario = try scenario(id)
    return VariantFile.text(of: try scenario.variant(settings), from: scenario.loaded)
  }

  // MARK: - What is simulated

  /// The base of a scenario, from its first replication on.
  func base(of id: String) throws(LabProblem) -> AsyncStream<LabEvent> { try scenario(id).base() }

  /// A scenario with settings against itself without them, from the first pair on.
  func whatIf(_ id: String, settings: [String]) throws(LabProblem) -> AsyncStream<LabEvent> {
    try scenario(id).whatIf(settings)
  }

  /// The result of a finished what-if; nil where it was not run, or is not kept any more.
  func finished(_ id: String, settings: [String]) -> JSONValue? {
    (try? scenario(id))?.finished(settings)?.result
  }

  /// The rows of `comparison.csv` of a what-if, after its last pair.
  func differences(_ id: String, settings: [String]) async throws -> String {
    try await scenario(id).differences(settings)
  }

  /// A day of a scenario with settings as it went.
  func day(
    _ id: String, settings: [String], on wish: DayWish, isCourse: Bool
  ) async throws -> JSONValue {
    try await scenario(id).day(settings, on: wish, isCourse: isCourse)
  }

  /// What leads to what in a scenario with settings.
  func why(_ id: String, settings: [String]) throws(LabProblem) -> JSONValue {
    try scenario(id).why(settings)
  }
}
