import CustomerExperience
import DiscreteEvents
import RandomVariates

/// What one replication of an experiment leaves behind.
struct ReplicationOutput: Sendable {
  var base: ReplicationResult
  var doses: [ReplicationResult] = []
  var variants: [ReplicationResult] = []
  /// By variant, then by segment with all customers first.
  var changed: [[FateChange]] = []
}

/// Initial customers by what a variant changed for them.
struct FateChange: Sendable {
  var saved = 0.0
  var lost = 0.0
  var stayedAnyway = 0.0
  var leftAnyway = 0.0

  mutating func add(baseline: Double, variant: Double) {
    switch (baseline.isFinite, variant.isFinite) {
    case (true, false): saved += 1
    case (false, true): lost += 1
    case (false, false): stayedAnyway += 1
    case (true, true): leftAnyway += 1
    }
  }
}

/// Runs replications of a base model, its doses and its variants, several at a time.
struct Replicator: Sendable {
  let base: Model
  /// Models of the doses of the growth curve, each run in the first replications only.
  let doses: [Model]
  let doseReplications: Int
  let variants: [Model]
  let segments: Int
  let options: ExperimentOptions

  /// Runs replications `from` to `to` and hands them back in the order of their numbers.
  func run(_ numbers: ClosedRange<Int>, done before: [ReplicationOutput]) async throws
    -> [ReplicationOutput]
  {
    let slots = max(1, min(options.jobs, numbers.count))
    return try await withThrowingTaskGroup(of: (Int, ReplicationOutput).self) { group in
      var next = numbers.lowerBound
      func start(_ group: inout ThrowingTaskGroup<(Int, ReplicationOutput), any Error>) {
        guard next <= numbers.upperBound else { return }
        let number = next
        next += 1
        group.addTask { (number, try replicate(number)) }
      }
      for _ in 0..<slots { start(&group) }
      var finished: [Int: ReplicationOutput] = [:]
      while let (number, output) = try await group.next() {
        finished[number] = output
        let known = before + finished.values
        options.progress(
          Progress(
            done: known.count, total: max(options.replications, numbers.upperBound),
            retentionHalfWidth: Self.halfWidth(known)))
        start(&group)
      }
      return numbers.compactMap { finished[$0] }
    }
  }

  /// Half-width of 12-month retention over the replications so far.
  private static func halfWidth(_ outputs: [ReplicationOutput]) -> Double? {
    let values = outputs.compactMap { $0.base.summary[SeriesKey("retention_12m", "all")] }
    guard values.count > 1 else { return nil }
    return ConfidenceInterval.ofMean(values).halfWidth
  }

  /// Runs one replication: the world settles once and is lived on under each model.
  private func replicate(_ number: Int) throws -> ReplicationOutput {
    func world(_ model: Model, records: Bool) throws(ModelError) -> SettledWorld {
      try model.settledWorld(
        seed: options.seed, replication: number, keepsRecords: records,
        isCancelled: options.isCancelled)
    }
    let settled = try world(base, records: options.keepsRecords && number == 1)
    var output = ReplicationOutput(base: settled.run(base))
    if number <= doseReplications {
      for dose in doses where !options.isCancelled() {
        output.doses.append(settled.run(dose, months: 24))
      }
    }
    for variant in variants where !options.isCancelled() {
      let own = base.canStart(variant) ? settled : try world(variant, records: false)
      var result = own.run(variant)
      var change = [FateChange](repeating: FateChange(), count: segments + 1)
      for (a, b) in zip(output.base.fates, result.fates) where a.segment == b.segment {
        change[0].add(baseline: a.left, variant: b.left)
        change[a.segment + 1].add(baseline: a.left, variant: b.left)
      }
      result.fates = []
      output.variants.append(result)
      output.changed.append(change)
    }
    output.base.fates = []
    if options.isCancelled() { throw ExperimentError.cancelled }
    let violations =
      output.base.violations + output.doses.flatMap(\.violations)
      + output.variants.flatMap(\.violations)
    if !violations.isEmpty { throw ExperimentError.conservation(violations) }
    return output
  }
}
