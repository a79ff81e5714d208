import CustomerExperience
import DiscreteEvents
import Documents
import Experiments
import ScenarioFiles

/// The scenarios of a lab and what is kept of them.
///
/// All of them share the threads that simulate, and the memory in which worlds and results are kept.
final class Laboratory: Sendable {
  /// The scenarios that are served.
  let all: [LabScenario]
  /// The drafts.
  let desk: DraftDesk
  /// Which files a draft may name.
  let reach: Reach
  private let version: String
  private let (seed, pairs): (UInt64, Int)
  private let queue: FairQueue
  private let worlds: KeptWorlds
  /// Finished results.
  let results: KeptResults

  /// The most bytes of finished results, of which hundreds find room in so many.
  private static let mostOfResults = 256 << 20

  /// Loads the scenarios; nothing is simulated yet.
  ///
  /// - Parameters:
  ///   - files: paths of scenario files.
  ///   - seed: the seed of every replication.
  ///   - pairs: pairs of replications of a what-if.
  ///   - jobs: replications run at the same time, over all that is asked.
  ///   - keptBytes: bytes that are kept of what was simulated: results have a quarter, but no more than they need.
  ///   - drafts: where drafts are kept.
  ///   - version: the program's version.
  /// - Throws: What is wrong with the first file that cannot be used.
  init(
    files: [String], seed: UInt64, pairs: Int, jobs: Int, keptBytes: Int, drafts: DraftStore,
    version: String
  ) throws(ScenarioError) {
    (self.seed, self.pairs) = (seed, pairs)
    let queue = FairQueue(jobs: jobs)
    let resultBytes = min(keptBytes / 4, Self.mostOfResults)
    let worlds = KeptWorlds(bytes: keptBytes - resultBytes)
    let results = KeptResults(bytes: resultBytes)
    (self.queue, self.worlds, self.results) = (queue, worlds, results)
    desk = DraftDesk(drafts)
    var scenarios: [LabScenario] = []
    for file in files {
      let loaded = try ScenarioLoader.load(file)
      let others = scenarios.map(\.id)
      // A file may be called as drafts are.
      let stem = Draft.number(of: loaded.stem) == nil ? loaded.stem : "file-" + loaded.stem
      let numbered = (2...files.count + 1).map { "\(stem)-\($0)" }
      let id = ([stem] + numbered).first { !others.contains($0) } ?? stem
      scenarios.append(
        LabScenario(id: id, loaded, seed: seed, results: results) {
          LiveBase(loaded.scenario, seed: $0, pairs: pairs, queue: queue, worlds: worlds)
        })
    }
    all = scenarios
    reach = .foldersOf(scenarios.flatMap(\.loaded.inputs).map(\.path))
    self.version = version
  }

  /// A scenario that is served.
  func served(_ id: String) throws(LabProblem) -> LabScenario {
    guard let scenario = all.first(where: { $0.id == id }) else { throw .unknownScenario(id) }
    return scenario
  }

  /// A scenario that is served, or a draft as one.
  func scenario(_ id: String) throws(LabProblem) -> LabScenario {
    guard let number = Draft.number(of: id) else { return try served(id) }
    do {
      guard let draft = try scenario(ofDraft: number) else { throw LabProblem.unknownScenario(id) }
      return draft
    } catch {
      throw LabProblem(error)
    }
  }

  /// A scenario to be simulated on the threads of all.
  ///
  /// - Parameter version: of a draft, how often it has been saved.
  func live(_ loaded: LoadedScenario, as id: String, version: Int? = nil) -> LabScenario {
    LabScenario(id: id, version: version, loaded, seed: seed, results: results) {
      [pairs, queue, worlds] in
      LiveBase(loaded.scenario, seed: $0, pairs: pairs, queue: queue, worlds: worlds)
    }
  }

  // MARK: - What there is

  /// The scenarios, a line each, and the drafts.
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
      "drafts": .array((try? drafts())?.map(\.json) ?? []),
    ]
  }

  /// A scenario with its levers, and of which edition it is: results of another are none of this one.
  func description(of id: String) throws(LabProblem) -> JSONValue {
    let scenario = try scenario(id)
    return scenario.description.merging(["edition": .string(basis(of: scenario))])
  }

  /// What the results of a scenario rest on besides settings: the same for the same files, seed, pairs and program.
  func basis(of id: String) throws(LabProblem) -> String { basis(of: try scenario(id)) }

  private func basis(of scenario: LabScenario) -> String {
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
    let scenario = try scenario(id)
    let keys = scenario.loaded.keys(matching: words)
    return ["keys": .array(keys.map { $0.json(hasOwnPast: scenario.hasOwnPast($0)) })]
  }

  /// What is wrong or odd about settings.
  func check(_ id: String, settings: [String]) throws(LabProblem) -> JSONValue {
    let scenario = try scenario(id)
    do {
      let odd = try scenario.loaded.varied(by: settings).warnings
        .without(scenario.loaded.warnings)
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

  /// The result of a what-if, after its last pair.
  ///
  /// - Parameter seed: another seed than the lab's own; the worlds of the last one that was asked for are kept.
  func result(of id: String, settings: [String], seed: UInt64?) async throws -> JSONValue {
    try await scenario(id).result(settings, seed: seed)
  }

  /// The keys in which a scenario with some settings differs from itself with others, whenever that acts.
  func keysChanged(
    _ id: String, from: [String], to: [String]
  ) throws(LabProblem) -> [String] {
    let scenario = try scenario(id)
    let (before, after) = (try scenario.variant(from), try scenario.variant(to))
    return before.keysChanged(in: after)
  }

  /// The keys that one setting is about, also where it is an entry of the plan.
  func keysSet(_ id: String, by setting: String) throws(LabProblem) -> [String] {
    try scenario(id).loaded.keysSet(by: setting)
  }

  /// What settings change, as people say it.
  func words(_ id: String, for settings: [String]) throws(LabProblem) -> [String] {
    try scenario(id).loaded.words(for: settings)
  }

  /// What a key of a scenario is called; nil where it has none of that path.
  func label(_ id: String, of key: String) throws(LabProblem) -> String? {
    try scenario(id).loaded.label(of: key)
  }

  /// Months that a scenario is simulated for.
  func months(of id: String) throws(LabProblem) -> Int {
    Int(try scenario(id).loaded.scenario.clock.horizonMonths)
  }

  /// The rows of `comparison.csv` of a what-if, after its last pair.
  func differences(_ id: String, settings: [String]) async throws -> String {
    try await scenario(id).differences(settings)
  }

  // MARK: - What takes longer

  /// The plan of a scenario, and what can be placed in it.
  func plan(of id: String) throws(LabProblem) -> JSONValue { try scenario(id).plan }

  /// The growth curve of a scenario with settings, from the first replication on.
  func growth(_ id: String, settings: [String]) throws(LabProblem) -> AsyncStream<LabEvent> {
    try scenario(id).growth(settings)
  }

  /// The lives of a few customers as it is and with settings.
  func stories(_ id: String, settings: [String]) async throws -> JSONValue {
    try await scenario(id).stories(settings)
  }

  /// The report of settings.
  func report(_ id: String, settings: [String]) async throws -> String {
    try await scenario(id).report(settings, version: version)
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
