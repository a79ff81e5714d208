public import CustomerExperience
import Foundation
import Synchronization

/// A base scenario whose replications are simulated once, and whose settled worlds wait to be lived on in under
/// any number of variants.
///
/// A replication of it is the same as in ``Experiment/compare(_:with:options:)`` with the same seed, and so is what
/// is made of pairs of them: every figure is the same to the last digit. Growth curves and other probes are run only
/// where they are asked for (``probed(_:whole:)``).
public final class LiveBase: Sendable {
  /// The base.
  public let scenario: Scenario
  /// The seed.
  public let seed: UInt64
  /// Pairs of replications of a what-if.
  public let pairs: Int

  let queue: FairQueue
  private let worlds: KeptWorlds

  /// What is known of a replication of the base.
  struct Known: Sendable {
    /// The model that it was simulated with: each replication has its own, so that threads do not share one.
    var model: Model
    var result: ReplicationResult
    var fates: [BriefFate]
  }

  /// The replications that are being simulated now, by their numbers.
  private let running = Mutex<[Int: SharedReplication]>([:])

  /// Makes a base of which nothing has been simulated yet.
  ///
  /// - Parameters:
  ///   - scenario: the base.
  ///   - seed: the seed.
  ///   - pairs: pairs of replications of a what-if.
  ///   - queue: whose threads simulate.
  ///   - worlds: where settled worlds are kept; those that find no room settle again when they are needed.
  public init(
    _ scenario: Scenario, seed: UInt64, pairs: Int, queue: FairQueue, worlds: KeptWorlds
  ) {
    self.scenario = scenario
    self.seed = seed
    self.pairs = max(1, pairs)
    self.queue = queue
    self.worlds = worlds
  }

  deinit { worlds.forget(ObjectIdentifier(self)) }

  /// Whether all replications of the base have been simulated.
  public var isComplete: Bool { knownCount == pairs }

  private var knownCount: Int { worlds.knownCount(of: owner) }

  private var owner: ObjectIdentifier { ObjectIdentifier(self) }

  /// Simulates the base, as far as it was not yet.
  ///
  /// Who drops the stream ends that within a second.
  ///
  /// - Returns: Outcomes after the first replications and the last; it ends with ``ExperimentError``.
  public func run() -> AsyncThrowingStream<LiveEvent<RunOutcome>, any Error> {
    folded(isBase: true) { [self] _ in
      queue.run(1...pairs) { [self] turn in
        ReplicationOutput(base: try known(turn).result)
      }
    } outcome: { [self] outputs in
      outcome(of: outputs)
    }
  }

  /// Lives a variant on from the base's settled worlds, or from its own where its structure differs.
  ///
  /// Who drops the stream ends that within a second.
  ///
  /// - Returns: Outcomes with this variant alone, after the first pairs and the last; it ends with
  ///   ``ExperimentError``.
  public func compare(
    with variant: Experiment.Variant
  ) -> AsyncThrowingStream<LiveEvent<ComparisonOutcome>, any Error> {
    folded(isBase: false) { [self] tell in
      queue.run(1...pairs) { [self] turn in
        let glimpses =
          turn.number == 1 ? glimpses { tell(.firstMonths(base: $0, survival: $1)) } : nil
        return try pair(turn, with: variant.scenario, glimpses)
      }
    } outcome: { [self] outputs in
      ComparisonOutcome(
        of: outputs, baseline: scenario, base: outcome(of: outputs), variants: [variant],
        options: options)
    }
  }

  // MARK: - Outcomes

  var options: ExperimentOptions {
    var options = ExperimentOptions()
    (options.seed, options.replications, options.runsGrowth) = (seed, pairs, false)
    return options
  }

  /// What the base showed in the first replications: the same for every variant.
  private func outcome(of outputs: [ReplicationOutput]) -> RunOutcome {
    if let known = worlds.outcome(of: outputs.count, of: owner) { return known }
    let outcome = Aggregation(scenario: scenario, options: options).outcome(
      of: outputs.map(\.base), doses: [])
    worlds.keep(outcome, of: owner)
    return outcome
  }

  /// Results of replications as they are ready.
  typealias Results = AsyncThrowingStream<(number: Int, output: ReplicationOutput), any Error>

  /// Puts results in the order of their numbers, and tells what the first of them showed.
  ///
  /// - Parameters:
  ///   - isBase: whether it is the base that is simulated.
  ///   - start: begins the replications, which may tell something besides.
  ///   - outcome: what the first results come to.
  func folded<Outcome: Sendable>(
    isBase: Bool,
    _ start: (_ tell: @escaping @Sendable (LiveEvent<Outcome>) -> Void) -> Results,
    outcome: @escaping @Sendable ([ReplicationOutput]) -> Outcome
  ) -> AsyncThrowingStream<LiveEvent<Outcome>, any Error> {
    AsyncThrowingStream { continuation in
      let step: LiveEvent<Outcome>.Step = isBase || knownCount < pairs ? .settling : .living
      // Before anything that is told of a replication.
      continuation.yield(.progress(done: 0, total: pairs, step))
      let results = start { continuation.yield($0) }
      let task = Task { [self] in
        var early: [Int: ReplicationOutput] = [:]
        var outputs: [ReplicationOutput] = []
        var done = 0
        var looks = LiveLooks.all(of: pairs)[...]
        func progress() -> LiveEvent<Outcome> {
          .progress(done: done, total: pairs, isBase || knownCount < pairs ? .settling : .living)
        }
        do {
          for try await (number, output) in results {
            early[number] = output
            done += 1
            while let next = early.removeValue(forKey: outputs.count + 1) { outputs.append(next) }
            continuation.yield(progress())
            // Of several that are ready at once the last says it all.
            let ready = looks.prefix { $0 <= outputs.count }
            looks = looks.dropFirst(ready.count)
            if let look = ready.last {
              continuation.yield(.outcome(outcome(Array(outputs[..<look]))))
            }
          }
          continuation.finish()
        } catch {
          continuation.finish(throwing: error)
        }
      }
      continuation.onTermination = { _ in task.cancel() }
    }
  }

  // MARK: - Replications

  /// After how many months of the first pair there is something to see, again and again.
  private static let glimpse = 6

  /// What is told of each month of the first pair: who is still there, now and then until the last month, with which the
  /// result comes.
  private func glimpses(
    _ tell: @escaping @Sendable (_ base: RunOutcome, _ survival: [Double]) -> Void
  ) -> Glimpses {
    let lived = Mutex<[Double]>([])
    let months = scenario.clock.horizonMonths
    return { [self] month, survival in
      let survivals = lived.withLock { lived in
        lived.append(survival)
        return lived
      }
      guard month % Self.glimpse == 0, Double(month) < months,
        let known = worlds.known(1, of: owner)
      else { return }
      tell(outcome(of: [ReplicationOutput(base: known.result)]), survivals)
    }
  }

  private typealias Glimpses = @Sendable (_ months: Int, _ survival: Double) -> Void

  /// A pair: a replication of the base, and the variant lived on from the same world.
  private func pair(
    _ turn: FairQueue.Turn, with variant: Scenario, _ glimpses: Glimpses?
  ) throws(ExperimentError) -> ReplicationOutput {
    let known = try known(turn)
    let replication = Replication(turn, seed: seed)
    let model = try Self.model(variant)
    let isShared = known.model.canStart(model)
    let start =
      isShared ? try world(replication, of: known.model) : try replication.settled(model)
    var result = try replication.run(
      start, model, keeps: false, eachMonth: isShared ? glimpses : nil)
    if replication.isCancelled() { throw .cancelled }
    var output = ReplicationOutput(base: known.result)
    output.changed = [
      isShared
        ? FateChange.bySegment(
          from: known.fates, to: result.fates, segments: scenario.customers.segments.count) : []
    ]
    result.fates = []
    output.variants = [result]
    output.stories = [[]]
    try output.checkConservation()
    return output
  }

  /// What the base shows in a replication: simulated by whoever needs it first.
  ///
  /// Others meanwhile leave their threads to whoever has something to do, and come again when it is known. It goes on
  /// as long as anybody waits for it, whatever becomes of the first.
  func known(_ turn: FairQueue.Turn) throws(ExperimentError) -> Known {
    if let known = worlds.known(turn.number, of: owner) { return known }
    let step = running.withLock { running -> Step in
      // It may have become known since.
      if let known = worlds.known(turn.number, of: owner) { return .known(known) }
      if let other = running[turn.number] {
        other.join(turn)
        return .waits
      }
      let shared = SharedReplication(of: turn)
      running[turn.number] = shared
      return .runs(shared)
    }
    switch step {
    case .known(let known): return known
    case .waits: throw .cancelled
    case .runs(let shared):
      defer {
        running.withLock { $0[turn.number] = nil }
        shared.end()
      }
      return try simulated(
        Replication(number: turn.number, seed: seed) { shared.isCancelled })
    }
  }

  /// What is to be done for a replication of the base.
  private enum Step: Sendable {
    case known(Known)
    case waits
    case runs(SharedReplication)
  }

  private func simulated(_ replication: Replication) throws(ExperimentError) -> Known {
    worlds.relieve()
    let model = try Self.model(scenario)
    let world = try replication.settled(model)
    var result = try replication.run(world, model)
    if replication.isCancelled() { throw .cancelled }
    try ReplicationOutput(base: result).checkConservation()
    let fates = result.fates.map(BriefFate.init)
    result.fates = []
    let known = Known(model: model, result: result, fates: fates)
    worlds.keep(known, replication.number, of: owner)
    worlds.keep(world, replication.number, of: owner)
    return known
  }

  /// The settled world of a replication, settled again where it was not kept.
  func world(
    _ replication: Replication, of model: Model
  ) throws(ExperimentError) -> SettledWorld {
    worlds.relieve()
    if let world = worlds.world(replication.number, of: owner) { return world }
    let world = try replication.settled(model)
    if replication.isCancelled() { throw .cancelled }
    worlds.keep(world, replication.number, of: owner)
    return world
  }

  static func model(_ scenario: Scenario) throws(ExperimentError) -> Model {
    do { return try Model(scenario) } catch { throw .model(error) }
  }
}

extension Replication {
  init(_ turn: FairQueue.Turn, seed: UInt64) {
    self.init(number: turn.number, seed: seed, isCancelled: turn.isCancelled)
  }
}
