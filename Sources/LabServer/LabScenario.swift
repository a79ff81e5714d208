import CustomerExperience
import Documents
import Experiments
import Reports
import ScenarioFiles
import Synchronization

/// One scenario of a lab: its files as they were read, its base, and the what-ifs that are kept of it.
final class LabScenario: Sendable {
  /// What it is called in addresses.
  let id: String
  let loaded: LoadedScenario
  let live: LiveBase
  /// Pairs of replications of a what-if.
  let pairs: Int
  /// The seed of every replication.
  let seed: UInt64

  /// What is kept of a finished what-if.
  struct Finished: Sendable {
    /// The last result.
    var result: JSONValue
    /// The rows of `comparison.csv`.
    var differences: String
  }

  /// The most what-ifs that are kept.
  static let keptWhatIfs = 64

  private let finished = Mutex(RecentlyUsed<[String], Finished>(limit: keptWhatIfs))
  private let finishedBase = Mutex<JSONValue?>(nil)

  init(id: String, _ loaded: LoadedScenario, live: LiveBase) {
    (self.id, self.loaded, self.live) = (id, loaded, live)
    (pairs, seed) = (live.pairs, live.seed)
  }

  /// The scenario with settings made.
  func variant(_ settings: [String]) throws(LabProblem) -> LoadedScenario {
    do {
      return try loaded.varied(by: settings)
    } catch {
      throw .badSettings(error.diagnostics, in: settings)
    }
  }

  /// What is kept of a finished what-if; nil where it was not run, or long ago.
  func finished(_ settings: [String]) -> Finished? { finished.withLock { $0[settings] } }

  // MARK: - Streams

  /// The base, from its first replication on.
  func base() -> AsyncStream<LabEvent> {
    if let result = finishedBase.withLock({ $0 }) { return atOnce(result) }
    return events { [self] send in
      for try await event in live.run() {
        switch event {
        case .progress(let done, let total, let step):
          send(.progress(done: done, total: total, doing: step.words))
        case .outcome(let outcome):
          let result = ResultJSON(outcome).json(of: pairs, settings: [])
          if outcome.replications == pairs { finishedBase.withLock { $0 = result } }
          send(.result(result))
        }
      }
    }
  }

  /// A what-if, from its first pair on.
  func whatIf(_ settings: [String]) throws(LabProblem) -> AsyncStream<LabEvent> {
    if let kept = finished(settings) { return atOnce(kept.result) }
    let variant = try compared(settings)
    return events { [self] send in
      for try await event in live.compare(with: variant) {
        switch event {
        case .progress(let done, let total, let step):
          send(.progress(done: done, total: total, doing: step.words))
        case .outcome(let outcome):
          let result = ResultJSON(outcome).json(of: pairs, settings: settings)
          if outcome.pairs == pairs { keep(outcome, result, settings) }
          send(.result(result))
        }
      }
    }
  }

  /// The rows of `comparison.csv` of a what-if, which is run to its end where it was not yet.
  func differences(_ settings: [String]) async throws -> String {
    if let kept = finished(settings) { return kept.differences }
    do {
      for try await event in live.compare(with: try compared(settings)) {
        guard case .outcome(let outcome) = event, outcome.pairs == pairs else { continue }
        return keep(
          outcome, ResultJSON(outcome).json(of: pairs, settings: settings), settings
        ).differences
      }
    } catch {
      throw LabProblem(error)
    }
    throw CancellationError()
  }

  /// The variant of settings, called as `cxlab compare --set` calls it.
  private func compared(_ settings: [String]) throws(LabProblem) -> Experiment.Variant {
    let variant = try variant(settings)
    let name = settings.isEmpty ? "no change" : settings.joined(separator: "; ")
    return Experiment.Variant(
      name: name, title: name,
      changes: ScenarioComparison.changes(from: loaded.scenario, to: variant.scenario),
      scenario: variant.scenario)
  }

  @discardableResult
  private func keep(
    _ outcome: ComparisonOutcome, _ result: JSONValue, _ settings: [String]
  ) -> Finished {
    let table = ComparisonTables.comparison(outcome, baseline: loaded.stem)
    let kept = Finished(
      result: result, differences: String(decoding: table.csv, as: UTF8.self))
    finished.withLock { $0[settings] = kept }
    return kept
  }

  /// A stream of what is known already.
  private func atOnce(_ result: JSONValue) -> AsyncStream<LabEvent> {
    AsyncStream { continuation in
      continuation.yield(.result(result))
      continuation.yield(.done(pairs: pairs))
      continuation.finish()
    }
  }

  /// A stream that somebody fills; who drops it ends that.
  private func events(
    _ fill: @escaping @Sendable (_ send: @Sendable (LabEvent) -> Void) async throws -> Void
  ) -> AsyncStream<LabEvent> {
    AsyncStream { continuation in
      let task = Task { [self] in
        do {
          try await fill { continuation.yield($0) }
          continuation.yield(.done(pairs: pairs))
        } catch {
          continuation.yield(.problem(LabProblem(error)))
        }
        continuation.finish()
      }
      continuation.onTermination = { _ in task.cancel() }
    }
  }
}

extension LiveEvent.Step {
  /// What is being done, in words.
  fileprivate var words: String {
    switch self {
    case .settling: "settling the customers"
    case .living: "living on with the change"
    }
  }
}
