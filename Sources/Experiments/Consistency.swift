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
  /// Standard deviation of the quality of encounters with staff, in points.
  public var spread: Double
  /// Their mean, in points.
  public var quality: Double
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
    // Where nobody serves at a step its spread is another, and one mean cannot be held for both.
    guard options.runsGrowth, scenario.clock.horizonMonths >= Double(ConsistencyPoint.months),
      scenario.journeys.allSatisfy({ $0.touchpoints.allSatisfy { $0.team != nil } })
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
    // What is set is corrected for the ends of the scale, where what varies more loses more.
    let held = ScaleEnds.mean(before.mean, spread: wholeSpread(of: before))
    if quality.usage.mean == nil { quality.usage.mean = before.mean }
    quality.mean = min(
      100, max(0, ScaleEnds.setting(for: held, spread: wholeSpread(of: quality))))
  }

  /// Standard deviation of the quality of an encounter on a dimension, over customers, staff and chance.
  private func wholeSpread(of quality: Quality) -> Double {
    let segments = customers.segments
    let scales = segments.map {
      EncounterQuality.noiseScale(weights: $0.weights.of.vector, shared: quality.shared)
    }
    let scale = scales.reduce(0, +) / Double(max(1, scales.count))
    let chance = quality.withinStaff * quality.withinStaff + quality.process * quality.process
    return
      (quality.betweenCustomers * quality.betweenCustomers
      + quality.betweenStaff * quality.betweenStaff + scale * scale * chance).squareRoot()
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
        quality: estimate { $0.mean("quality_mean", of: 0..<ConsistencyPoint.months) }?.mean
          ?? .nan,
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
