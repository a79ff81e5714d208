public import CustomerExperience
import Experiments
public import ScenarioFiles

/// Simulates settings of a sweep's keys as a study asks for them, one batch after another.
///
/// A study is an experiment whose next settings depend on what the last ones showed, so that it has no
/// plan. Levers change on the first day; the world of uncertain keys has always been so and settles
/// under them. Replication r of every setting, in whichever batch, meets the same customers with the
/// same luck.
public struct PointSampler: Sendable {
  /// Digits that a chosen number keeps: nobody sets a lever more finely.
  private static let digits = 3

  /// The keys that are varied: levers first, then uncertainties.
  public let factors: [SweepFactor]
  /// How many of them are levers.
  public let levers: Int
  private let plan: SweepPlan
  private let settings: [String]
  private let jobs: Int
  private let isCancelled: @Sendable () -> Bool

  /// Prepares the sampling of a sweep's first experiment.
  ///
  /// - Parameters:
  ///   - file: The scenario and the keys.
  ///   - settings: Changes of the scenario that hold for all settings, as `key=value`.
  ///   - outcomes: What is asked of each setting.
  ///   - seed: The seed.
  ///   - jobs: How many replications run at the same time.
  ///   - isCancelled: Polled; a true answer ends the sampling.
  /// - Throws: ``SweepError`` where nothing can be varied.
  public init(
    _ file: SweepFile, under settings: [String], outcomes: [SeriesKey], seed: UInt64, jobs: Int,
    isCancelled: @escaping @Sendable () -> Bool = { false }
  ) throws(SweepError) {
    guard let experiment = file.experiments.first, file.experiments.count == 1 else {
      throw SweepError("a study takes one experiment; this sweep has \(file.experiments.count)")
    }
    factors = experiment.levers.factors + experiment.uncertainties.factors
    levers = experiment.levers.factors.count
    guard !factors.isEmpty else { throw SweepError("there is no key to vary") }
    plan = SweepPlanner.frame(of: file, outcomes: outcomes, seed: seed)
    (self.settings, self.jobs, self.isCancelled) = (settings, jobs, isCancelled)
  }

  /// The setting at coordinates of the unit cube, one a factor.
  ///
  /// A law is read from its 1st to its 99th percentile: its very ends may be infinite.
  public func setting(at coordinates: [Double]) -> [String?] {
    factors.indices.map { f in
      let isLaw = f >= levers && !factors[f].isListed
      let coordinate = coordinates[f]
      return factors[f].value(
        at: isLaw ? 0.01 + 0.98 * coordinate : coordinate, digits: Self.digits)
    }
  }

  /// Samples settings, each a value a factor or nil for what the scenario says.
  ///
  /// Equal settings are simulated once. One of which any replication cannot be simulated has NaN for every sample.
  ///
  /// - Parameters:
  ///   - settings: The settings.
  ///   - replications: Which replications.
  ///   - progress: Told after each replication of up to sixteen settings: how many replications of
  ///     settings are done, and of how many.
  /// - Returns: The samples.
  /// - Throws: ``ExperimentError``: of the scenario as it is, without which nothing can be compared, and of a
  ///   balance that does not hold anywhere, which is a bug.
  public func samples(
    of settings: [[String?]], replications: ClosedRange<Int>,
    progress: @escaping @Sendable (_ done: Int, _ total: Int) -> Void = { _, _ in }
  ) async throws -> PointSamples {
    var numbers: [[String?]: Int] = [:]
    var distinct: [[String?]] = []
    let places = settings.map { setting -> Int in
      if let number = numbers[setting] { return number }
      numbers[setting] = distinct.count
      distinct.append(setting)
      return distinct.count - 1
    }
    // Settings of one world follow one another, so that they share its settling.
    let order = distinct.indices.sorted { a, b in
      let (x, y) = (distinct[a][levers...], distinct[b][levers...])
      return x.elementsEqual(y)
        ? a < b : x.map { $0 ?? "" }.lexicographicallyPrecedes(y.map { $0 ?? "" })
    }
    var plan = plan
    plan.replications = replications.upperBound
    var world = 0
    for (place, index) in order.enumerated() {
      let (set, uncertain) = (Array(distinct[index][..<levers]), Array(distinct[index][levers...]))
      if place > 0, plan.points[place - 1].uncertain != uncertain { world += 1 }
      plan.points.append(
        SweepPlan.Point(
          experiment: 0, setting: index + 1, world: world + 1, set: set, uncertain: uncertain))
    }
    let blocks = plan.blocks.map { SweepBlock(Array($0), of: plan, under: self.settings) }
    let count = replications.count
    var rows = [[OutcomeSampler.Row?]](
      repeating: Array(repeating: nil, count: count), count: distinct.count)
    var done = 0
    try await SweepBlock.replicate(blocks, replications, jobs: jobs, isCancelled: isCancelled) {
      index, number, result in
      let block = blocks[index]
      for (point, row) in zip(block.points, result) {
        rows[order[point]][number - replications.lowerBound] = row
      }
      done += block.points.count
      progress(done, distinct.count * count)
    }
    let failures = rows.map(Self.failure)
    for (setting, failure) in zip(distinct, failures) {
      guard let failure else { continue }
      if case .conservation = failure { throw failure }
      if setting.allSatisfy({ $0 == nil }) { throw failure }
    }
    let outcomes = plan.outcomes.count
    let values = zip(rows, failures).map { point, failure in
      (0..<outcomes).map { o in
        point.map { row -> Double in
          guard failure == nil, case .success(let values)? = row else { return .nan }
          return values[o]
        }
      }
    }
    return PointSamples(
      values: places.map { values[$0] }, failures: places.map { failures[$0] },
      simulated: distinct.count * count)
  }

  /// Why a setting cannot be simulated: what its first replication says that failed; nil where none did.
  private static func failure(_ rows: [OutcomeSampler.Row?]) -> ExperimentError? {
    for case .failure(let error)? in rows { return error }
    return nil
  }

  /// A setting in words: what it sets.
  public func text(_ setting: [String?]) -> String {
    let set = zip(factors, setting).compactMap { factor, value in
      value.map { "\(factor.path)=\($0)" }
    }
    return set.isEmpty ? "the scenario as it is" : set.joined(separator: "; ")
  }
}

/// What settings showed, replication by replication.
public struct PointSamples: Sendable {
  /// `values[s][o][r]` for setting s, outcome o and the r-th replication; NaN where there is no value.
  public var values: [[[Double]]]
  /// Why a setting could not be simulated, one a setting; nil where it could.
  public var failures: [ExperimentError?]
  /// Replications of settings that were simulated for it.
  public var simulated: Int

  /// The means of an outcome over the replications, one a setting.
  public func means(_ outcome: Int) -> [Double] {
    values.map { point in
      let said = point[outcome].filter { !$0.isNaN }
      return said.isEmpty ? .nan : said.reduce(0, +) / Double(said.count)
    }
  }

  /// The share of an outcome's variance over the settings that is the luck of the draw.
  ///
  /// What is common to all settings in a replication cancels out between them and is no noise; what is
  /// left over after the settings' means and the replications' means is.
  public func noiseShare(_ outcome: Int) -> Double {
    let rows = values.map { $0[outcome] }.filter { !$0.contains(where: \.isNaN) }
    guard let count = rows.first?.count, count > 1, rows.count > 2 else { return .nan }
    let means = rows.map { $0.reduce(0, +) / Double(count) }
    let grand = means.reduce(0, +) / Double(means.count)
    let luck = (0..<count).map { r in
      rows.reduce(0) { $0 + $1[r] } / Double(rows.count) - grand
    }
    var left = 0.0
    for (row, mean) in zip(rows, means) {
      for (value, shift) in zip(row, luck) {
        left += (value - mean - shift) * (value - mean - shift)
      }
    }
    let noise = left / Double((rows.count - 1) * (count - 1)) / Double(count)
    let total = means.reduce(0) { $0 + ($1 - grand) * ($1 - grand) } / Double(rows.count - 1)
    return total > 0 ? min(1, noise / total) : 0
  }
}
