import CustomerExperience
import DiscreteEvents
import Testing

/// Runs replications 1 to `count` of a scenario.
func replicate(_ scenario: Scenario, _ count: Int, seed: UInt64 = 1) throws -> [ReplicationResult] {
  let model = try Model(scenario)
  return try (1...count).map { try model.settledWorld(seed: seed, replication: $0).run(model) }
}

/// Runs variants from the settled worlds of a base; one array a variant.
func replicate(
  _ base: Scenario, under variants: [Scenario], _ count: Int, seed: UInt64 = 1
) throws -> [[ReplicationResult]] {
  let model = try Model(base)
  let others = try variants.map { try Model($0) }
  #expect(others.allSatisfy { model.canStart($0) })
  var results = [[ReplicationResult]](repeating: [], count: variants.count)
  for number in 1...count {
    let world = try model.settledWorld(seed: seed, replication: number)
    for (v, other) in others.enumerated() { results[v].append(world.run(other)) }
  }
  return results
}

extension [ReplicationResult] {
  /// One number a replication.
  func values(_ metric: String, _ subject: String = "all") throws -> [Double] {
    try map { try #require($0.summary[SeriesKey(metric, subject)]) }
  }

  /// One number a replication: the mean of some months.
  func values(_ metric: String, _ subject: String = "all", months: Range<Int>) throws -> [Double] {
    try map { result in
      let series = try #require(result.timeline[SeriesKey(metric, subject)])
      return months.reduce(0) { $0 + series[$1] } / Double(months.count)
    }
  }

  /// No law of conservation was broken.
  var conserve: Bool { allSatisfy(\.violations.isEmpty) }
}

/// Whether a 99.9% confidence interval of the mean covers a figure.
func covers(_ samples: [Double], _ exact: Double) -> Bool {
  let interval = ConfidenceInterval.ofMean(samples, level: 0.999)
  return interval.lower <= exact && exact <= interval.upper
}

/// The mean and its standard error.
func mean(_ samples: [Double]) -> Tally { Tally(samples) }
