import CustomerExperience

/// Where the spread of service comes from.
public enum SpreadSource: String, Sendable, CaseIterable {
  /// All of the others together.
  case all
  /// Employees who differ beyond skill and engagement.
  case betweenStaff = "between-staff"
  /// One employee who differs from one encounter to the next.
  case withinStaff = "within-staff"
  /// Systems and processes, self-service and the product itself.
  case process
}

/// What the spread of service does to customers and sales at the same mean (M08, after Rust, Inman, Jia & Zahorik
/// 1999): a world with one spread, against the world as it is.
public struct ConsistencyPoint: Sendable {
  /// Months that are looked at.
  public static let months = 24
  /// Whose spread is multiplied.
  public var source: SpreadSource
  /// By how much: 1 is the world as it is.
  public var times: Double
  /// Standard deviation of the quality of encounters with staff, in points; where nobody serves it is less.
  public var spread: Double
  /// Their mean, in points; nil where there were none.
  public var quality: Estimate?
  /// True mean satisfaction in the second year.
  public var satisfaction: Double
  /// Share of the customers at the start who are customers 24 months later; nil where there were none.
  public var retention: Estimate?
  /// The same, less that of the world as it is with the same luck.
  public var retentionChange: Estimate?
  /// Revenue of two years over that of the world as it is with the same luck, less 1; nil where there was none.
  public var salesChange: Estimate?
}

extension Probe {
  /// A spread to live on under.
  struct Spread: Sendable {
    let source: SpreadSource
    let times: Double
  }

  /// The spreads, and which of them is the world as it is.
  static let spreads: [Spread] =
    [0, 0.5, 1, 1.5, 2].map { Spread(source: .all, times: $0) }
    + [.betweenStaff, .withinStaff, .process].map { Spread(source: $0, times: 0) }
  static let asItIs = 2

  /// What the spread of service does at the same mean: a few replications tell, since pairs share their luck.
  static let consistency = Probe(id: .consistency, months: ConsistencyPoint.months, most: 4) {
    scenario, options in
    guard options.runsGrowth, scenario.clock.horizonMonths >= Double(ConsistencyPoint.months),
      scenario.journeys.contains(where: { $0.touchpoints.contains { $0.team != nil } })
    else { return [] }
    return spreads.enumerated().map { number, spread in
      let other = scenario.withSpread(of: spread.source, times: spread.times)
      return number == asItIs || other == scenario ? nil : other
    }
  } conclude: { _, _ in
  }
}

extension Scenario {
  /// The scenario with a spread of its service multiplied, its mean left as it is.
  func withSpread(of source: SpreadSource, times: Double) -> Scenario {
    var copy = self
    copy.multiplySpread(of: source, by: times)
    for index in copy.phases.indices {
      copy.phases[index].settings.multiplySpread(of: source, by: times)
    }
    return copy
  }

  private mutating func multiplySpread(of source: SpreadSource, by times: Double) {
    let before = quality
    quality.multiplySpread(of: source, by: times)
    guard quality != before else { return }
    // What varies more loses more at the ends of the scale: what is set is corrected for it, step by step, since where
    // nobody serves nothing varies but the process.
    let steps = journeys.flatMap(\.touchpoints)
    quality.held.served = held(at: steps.filter { $0.team != nil }, from: before)
    quality.held.unserved = held(at: steps.filter { $0.team == nil }, from: before)
    guard quality.usage.spread != before.usage.spread else { return }
    let usual = before.usage.mean ?? before.mean
    func whole(_ quality: Quality) -> Double {
      (quality.betweenCustomers * quality.betweenCustomers
        + quality.usage.spread * quality.usage.spread).squareRoot()
    }
    let mean = ScaleEnds.mean(usual, spread: whole(before))
    quality.usage.mean = min(
      100, max(0, ScaleEnds.setting(for: mean, spread: whole(quality))))
  }

  /// What has to be added to some steps on each dimension so that what they deliver has the mean that it had.
  private func held(at steps: [Touchpoint], from before: Quality) -> Dimensions {
    var held = Dimensions(all: 0)
    guard !steps.isEmpty else { return held }
    let scales = customers.segments.map {
      EncounterQuality.noiseScale(weights: $0.weights.of.vector, shared: before.shared)
    }
    let scale = scales.reduce(0, +) / Double(max(1, scales.count))
    for (d, path) in Dimensions.paths.enumerated() {
      func ofAll(_ quality: Quality, shift: Double) -> Double {
        steps.reduce(0) {
          $0 + mean(at: $1, quality, dimension: d, scale: scale, shift: shift)
        } / Double(steps.count)
      }
      let usual = ofAll(before, shift: 0)
      held[keyPath: path] = ScaleEnds.shift(to: usual) { ofAll(quality, shift: $0) }
    }
    return held
  }

  /// The mean that a step delivers on a dimension, by who serves there, over customers, staff, chance and outcomes.
  private func mean(
    at step: Touchpoint, _ quality: Quality, dimension: Int, scale: Double, shift: Double
  ) -> Double {
    var level = quality.mean + quality.offset.vector[dimension] + shift
    level -= quality.gaps.listening.vector[dimension] + quality.gaps.standards.vector[dimension]
    level -= quality.gaps.delivery.vector[dimension]
    func squared(_ x: Double) -> Double { x * x }
    var variance = squared(quality.betweenCustomers) + squared(scale * quality.process)
    if let team = teams.first(where: { $0.id == step.team }) {
      level += quality.skill * (team.skill.mean - EncounterQuality.referenceSkill)
      level += quality.engagement * (team.engagement.mean - EncounterQuality.referenceEngagement)
      variance += squared(quality.betweenStaff) + squared(scale * quality.withinStaff)
      variance += squared(quality.skill * team.skill.spread)
      variance += squared(quality.engagement * team.engagement.spread)
    }
    let spread = variance.squareRoot()
    let solved = min(1, max(0, step.resolves))
    return solved * ScaleEnds.mean(level, spread: spread)
      + (1 - solved) * ScaleEnds.mean(level - quality.unresolved, spread: spread)
  }
}

extension Dimensions {
  fileprivate static var paths: [WritableKeyPath<Dimensions, Double>] {
    [\.reliability, \.responsiveness, \.assurance, \.empathy, \.tangibles]
  }
}

extension Quality {
  fileprivate mutating func multiplySpread(of source: SpreadSource, by times: Double) {
    if source == .all || source == .betweenStaff { betweenStaff *= times }
    if source == .all || source == .withinStaff { withinStaff *= times }
    if source == .all || source == .process {
      process *= times
      usage.spread *= times
    }
  }
}

extension Aggregation {
  /// The spreads' results, against the world as it is in the same replications.
  ///
  /// - Parameter results: by replication, then by spread.
  func consistency(of results: [[ReplicationResult]]) -> [ConsistencyPoint] {
    guard let count = results.first?.count, count == Probe.spreads.count else { return [] }
    return Probe.spreads.enumerated().compactMap { number, spread in
      let isSame = scenario.withSpread(of: spread.source, times: spread.times) == scenario
      guard number == Probe.asItIs || !isSame else { return nil }
      let pairs = results.map { (here: $0[number], before: $0[Probe.asItIs]) }
      func estimate(_ value: (ReplicationResult) -> Double) -> Estimate? {
        Self.estimate(pairs.map { value($0.here) })
      }
      func paired(_ change: (ReplicationResult, ReplicationResult) -> Double) -> Estimate? {
        Self.estimate(pairs.map { change($0.here, $0.before) })
      }
      func retention(_ result: ReplicationResult) -> Double {
        result.summary[SeriesKey("retention_24m", "all")] ?? .nan
      }
      return ConsistencyPoint(
        source: spread.source, times: spread.times,
        spread: estimate { $0.mean("quality_spread", of: 0..<ConsistencyPoint.months) }?.mean
          ?? .nan,
        quality: estimate { $0.mean("quality_mean", of: 0..<ConsistencyPoint.months) }?
          .held(in: 0...100),
        satisfaction: estimate { $0.mean("satisfaction_mean", of: 12..<ConsistencyPoint.months) }?
          .mean ?? .nan,
        retention: estimate(retention)?.held(in: 0...1),
        retentionChange: paired { retention($0) - retention($1) },
        salesChange: paired {
          $0.revenue(of: ConsistencyPoint.months) / $1.revenue(of: ConsistencyPoint.months) - 1
        })
    }
  }
}
