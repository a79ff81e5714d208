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
  /// Of a draft, how often it has been saved; nil of a file that is served.
  let version: Int?
  let loaded: LoadedScenario
  let live: LiveBase
  /// Pairs of replications of a what-if.
  let pairs: Int
  /// The seed of every replication.
  let seed: UInt64

  /// The base under another seed than the lab's own, of which one is kept.
  private let unseen = Mutex<LiveBase?>(nil)
  /// Finished results of this scenario and of others.
  private let results: KeptResults
  /// Of levers by path, whether moving them starts both worlds anew.
  let pasts = Mutex(RecentlyUsed<String, Bool>(limit: 1_000))

  /// The streams that are open, and why none is opened any more.
  private struct Streams {
    var open: [Int: AsyncStream<LabEvent>.Continuation] = [:]
    var opened = 0
    var end: LabProblem?
  }

  private let streams = Mutex(Streams())
  /// Makes the base of a seed.
  private let makeLive: @Sendable (UInt64) -> LiveBase

  /// Makes a scenario of which nothing has been simulated yet.
  ///
  /// - Parameters:
  ///   - version: of a draft, how often it has been saved.
  ///   - seed: the seed of every replication.
  ///   - results: where finished results are kept.
  ///   - makeLive: makes the base of a seed.
  init(
    id: String, version: Int? = nil, _ loaded: LoadedScenario, seed: UInt64,
    results: KeptResults, makeLive: @escaping @Sendable (UInt64) -> LiveBase
  ) {
    (self.id, self.version, self.loaded) = (id, version, loaded)
    (self.results, self.makeLive) = (results, makeLive)
    live = makeLive(seed)
    (pairs, self.seed) = (live.pairs, live.seed)
  }

  deinit { results.forget(ObjectIdentifier(self)) }

  /// The scenario with settings made.
  func variant(_ settings: [String]) throws(LabProblem) -> LoadedScenario {
    do {
      return try loaded.varied(by: settings)
    } catch {
      throw .badSettings(error.diagnostics, in: settings)
    }
  }

  /// What is kept of a finished what-if; nil where it was not run, or long ago.
  func finished(_ settings: [String]) -> KeptResults.Finished? { kept(.whatIf, settings) }

  /// What is kept of a finished run.
  func kept(_ kind: KeptResults.Kind, _ settings: [String]) -> KeptResults.Finished? {
    results.finished(kind, settings, of: ObjectIdentifier(self))
  }

  /// Keeps what a finished run told.
  func keep(_ finished: KeptResults.Finished, _ kind: KeptResults.Kind, _ settings: [String]) {
    results.keep(finished, kind, settings, of: ObjectIdentifier(self))
  }

  // MARK: - Streams

  /// The base, from its first replication on.
  func base() -> AsyncStream<LabEvent> {
    if let kept = kept(.base, []) { return atOnce(kept.result) }
    return events { [self] send in
      for try await event in live.run() {
        switch event {
        case .progress(let done, let total, let step):
          send(.progress(done: done, total: total, doing: step.words))
        case .firstMonths: break
        case .outcome(let outcome):
          let result = ResultJSON(outcome).json(of: pairs, settings: [])
          if outcome.replications == pairs { keep(.init(result: result), .base, []) }
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
        case .firstMonths(let base, let survival):
          if let curve = CurvesJSON.firstMonths(of: base, survival: survival) {
            send(.firstMonths(curve))
          }
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

  /// The result of a what-if, which is run to its end where it was not yet.
  ///
  /// - Parameter other: another seed than the lab's own; what comes of it is not kept.
  func result(_ settings: [String], seed other: UInt64?) async throws -> JSONValue {
    if other == nil, let kept = finished(settings) { return kept.result }
    let variant = try compared(settings)
    let base = other.map(base(withSeed:)) ?? live
    do {
      for try await event in base.compare(with: variant) {
        guard case .outcome(let outcome) = event, outcome.pairs == pairs else { continue }
        let result = ResultJSON(outcome).json(of: pairs, settings: settings)
        if other == nil { keep(outcome, result, settings) }
        return result
      }
    } catch {
      throw LabProblem(error)
    }
    throw CancellationError()
  }

  private func base(withSeed seed: UInt64) -> LiveBase {
    unseen.withLock { unseen in
      if let unseen, unseen.seed == seed { return unseen }
      let base = makeLive(seed)
      unseen = base
      return base
    }
  }

  /// The variant of settings: in files it is called as `cxlab compare --set` calls it, in sentences as people do.
  func compared(_ settings: [String]) throws(LabProblem) -> Experiment.Variant {
    let variant = try variant(settings)
    let name = settings.isEmpty ? "no change" : settings.joined(separator: "; ")
    return Experiment.Variant(
      name: name, title: title(of: settings),
      changes: ScenarioComparison.changes(from: loaded.scenario, to: variant.scenario),
      scenario: variant.scenario)
  }

  @discardableResult
  private func keep(
    _ outcome: ComparisonOutcome, _ result: JSONValue, _ settings: [String]
  ) -> KeptResults.Finished {
    let table = ComparisonTables.comparison(outcome, baseline: loaded.stem)
    let kept = KeptResults.Finished(
      result: result, differences: String(decoding: table.csv, as: UTF8.self))
    keep(kept, .whatIf, settings)
    return kept
  }

  /// A stream of what is known already.
  func atOnce(_ result: JSONValue) -> AsyncStream<LabEvent> {
    AsyncStream { continuation in
      continuation.yield(.result(result))
      continuation.yield(.done(pairs: pairs))
      continuation.finish()
    }
  }

  /// A stream that somebody fills; who drops it ends that.
  func events(
    _ fill: @escaping @Sendable (_ send: @Sendable (LabEvent) -> Void) async throws -> Void
  ) -> AsyncStream<LabEvent> {
    AsyncStream { continuation in
      let number = enter(continuation)
      let task = Task { [self] in
        do {
          try await fill { continuation.yield($0) }
          continuation.yield(.done(pairs: pairs))
        } catch {
          continuation.yield(.problem(LabProblem(error)))
        }
        continuation.finish()
        // It may have come so far before anybody could be told of its end.
        streams.withLock { $0.open[number] = nil }
      }
      continuation.onTermination = { [self] _ in
        task.cancel()
        streams.withLock { $0.open[number] = nil }
      }
      // It may have been ended before anybody knew of this stream.
      if let problem = streams.withLock({ $0.end }) { Self.end(continuation, problem) }
    }
  }

  private func enter(_ stream: AsyncStream<LabEvent>.Continuation) -> Int {
    streams.withLock { streams in
      streams.opened += 1
      streams.open[streams.opened] = stream
      return streams.opened
    }
  }

  /// Ends what is simulated, now and later: those who watch are told why.
  func end(_ problem: LabProblem) {
    let open = streams.withLock { streams in
      streams.end = problem
      return Array(streams.open.values)
    }
    for stream in open { Self.end(stream, problem) }
  }

  private static func end(_ stream: AsyncStream<LabEvent>.Continuation, _ problem: LabProblem) {
    stream.yield(.problem(problem))
    stream.finish()
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
