public import CustomerExperience
import DiscreteEvents
import Glibc
import RandomVariates

/// What one replication of an experiment leaves behind.
struct ReplicationOutput: Sendable {
  var base: ReplicationResult
  /// What the probes showed, by probe, in the order of their scenarios.
  var probes: [Probe.ID: [ReplicationResult]] = [:]
  var variants: [ReplicationResult] = []
  /// By variant, then by segment with all customers first; nothing of a variant that has a past of its own,
  /// whose customers at the start are others.
  var changed: [[FateChange]] = []
  /// The lives of some customers, by variant; nothing where they are not told.
  var stories: [[StoryPair]] = []

  /// Refuses what breaks a law of conservation.
  func checkConservation() throws(ExperimentError) {
    let violations =
      base.violations + probes.values.joined().flatMap(\.violations)
      + variants.flatMap(\.violations)
    if !violations.isEmpty { throw .conservation(violations) }
  }
}

/// What became of the customers at the start in both worlds of a comparison.
public struct PairedFates: Sendable {
  /// The variant's number, from 0.
  public var variant: Int
  /// In the baseline, by customer.
  public var baseline: [ReplicationResult.Fate]
  /// In the variant, by customer: the same ones, in the same order.
  public var changed: [ReplicationResult.Fate]
}

/// The models of an experiment.
struct ExperimentModels: Sendable {
  let base: Model
  /// Each run in the first replications only.
  let probes: [ProbeModels]
  let variants: [Model]
}

/// Runs replications of a base model, its doses and its variants, several at a time.
struct Replicator: Sendable {
  /// The same models for each of the replications run at a time: two threads that read one model would
  /// count the same references, and wait for each other's caches.
  let models: [ExperimentModels]
  let probeReplications: Int
  let segments: Int
  let options: ExperimentOptions

  /// Runs replications `from` to `to` and hands them back in the order of their numbers.
  func run(_ numbers: ClosedRange<Int>, done before: [ReplicationOutput]) async throws
    -> [ReplicationOutput]
  {
    typealias Finished = (slot: Int, number: Int, output: ReplicationOutput)
    return try await withThrowingTaskGroup(of: Finished.self) { group in
      var next = numbers.lowerBound
      func start(_ slot: Int, in group: inout ThrowingTaskGroup<Finished, any Error>) {
        guard next <= numbers.upperBound else { return }
        let number = next
        next += 1
        group.addTask { (slot, number, try replicate(number, with: models[slot])) }
      }
      for slot in models.indices { start(slot, in: &group) }
      var finished: [Int: ReplicationOutput] = [:]
      var retention = Tally(before.compactMap(Self.retention))
      while let (slot, number, output) = try await group.next() {
        finished[number] = output
        if let value = Self.retention(output) { retention.add(value) }
        options.progress(
          Progress(
            done: before.count + finished.count,
            total: max(options.replications, numbers.upperBound),
            retentionHalfWidth: Self.halfWidth(retention)))
        start(slot, in: &group)
      }
      return numbers.compactMap { finished[$0] }
    }
  }

  /// The 12-month retention of a replication; nil where there is none.
  private static func retention(_ output: ReplicationOutput) -> Double? {
    let value = output.base.summary[SeriesKey("retention_12m", "all")]
    return value.flatMap { $0.isNaN ? nil : $0 }
  }

  /// The half-width of the confidence interval of a mean over the replications so far.
  private static func halfWidth(_ tally: Tally) -> Double? {
    guard tally.count > 1 else { return nil }
    return ConfidenceInterval.studentQuantile(level: 0.95, count: tally.count)
      * tally.standardError
  }

  /// What is kept of a replication.
  private func keeping(of number: Int) -> Keeping {
    var keeping = Keeping(traceLimit: number == 1 ? options.traceLimit : 0)
    guard number <= options.recordedReplications else { return keeping }
    keeping.fates = options.takesPairs != nil
    guard options.keepsRecords else { return keeping }
    if let take = options.takesRecords {
      keeping.records = true
      keeping.taker = { take(number, $0) }
    } else {
      keeping.records = number == 1
    }
    return keeping
  }

  /// Runs one replication: the world settles once and is lived on under each model.
  private func replicate(
    _ number: Int, with models: ExperimentModels
  ) throws -> ReplicationOutput {
    // When one replication has failed, the others need not go on.
    let isCancelled = { @Sendable [options] in options.isCancelled() || Task.isCancelled }
    let replication = Replication(number: number, seed: options.seed, isCancelled: isCancelled)
    let settled = try replication.settled(models.base, keeping: keeping(of: number))
    var output = ReplicationOutput(base: try replication.run(settled, models.base))
    if number <= probeReplications {
      for one in models.probes where number <= one.probe.most && !isCancelled() {
        let results = try one.models.map { model in
          guard let model else { return output.base }
          return try replication.run(
            settled, model, months: one.probe.months, keeps: false)
        }
        one.probe.conclude(results, &output.base)
        output.probes[one.probe.id] = results
      }
    }
    for (v, variant) in models.variants.enumerated() where !isCancelled() {
      let isShared = models.base.canStart(variant)
      let start = isShared ? settled : try replication.settled(variant)
      var result = try replication.run(start, variant, keeps: false)
      var change: [FateChange] = []
      var stories: [StoryPair] = []
      if isShared {
        if number == 1, options.tellsStories {
          stories = StoryPair.chosen(from: output.base.fates, result.fates) { followed in
            (
              settled.run(models.base, keeps: false, following: followed),
              start.run(variant, keeps: false, following: followed)
            )
          }
        }
        change = FateChange.bySegment(
          from: output.base.fates.map(BriefFate.init), to: result.fates, segments: segments)
        if let take = options.takesPairs, number <= options.recordedReplications,
          !options.isCancelled()
        {
          take(
            number,
            PairedFates(variant: v, baseline: output.base.fates, changed: result.fates))
        }
      }
      result.fates = []
      output.variants.append(result)
      output.changed.append(change)
      output.stories.append(stories)
    }
    output.base.fates = []
    if isCancelled() { throw ExperimentError.cancelled }
    try output.checkConservation()
    return output
  }
}
