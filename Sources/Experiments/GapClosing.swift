import CustomerExperience

/// A gap that a firm can close (M04).
public enum ServiceGap: String, Sendable, CaseIterable {
  /// Gap 1: what customers expect is misjudged.
  case listening
  /// Gap 2: standards are set too low.
  case standards
  /// Gap 3: standards are not met.
  case delivery
  /// Gap 4: more is promised than delivered.
  case promises
}

/// What closing a gap does, all others left as they are: the same customers with the same luck over a year.
public struct GapClosing: Sendable {
  /// Months that are looked at.
  public static let months = 12
  /// Which gap is closed; nil for all of them at once.
  public var gap: ServiceGap?
  /// Change of true mean satisfaction over the year, in points.
  public var satisfaction: Estimate?
  /// Change of the share of the customers at the start who are customers after the year.
  public var retention: Estimate?
  /// Change of the year's revenue, as a share of it.
  public var sales: Estimate?
}

extension Probe {
  /// What is closed: each gap by itself, then all of them.
  static let closings: [ServiceGap?] = ServiceGap.allCases + [nil]

  /// What closing each gap does, where the scenario states any.
  static let gapClosing = Probe(id: .gapClosing, months: GapClosing.months, most: 4) {
    scenario, options in
    guard options.runsGrowth, scenario.clock.horizonMonths >= Double(GapClosing.months),
      scenario.hasGaps
    else { return [] }
    return closings.map { gap in
      let closed = scenario.closing(gap)
      return closed == scenario ? nil : closed
    }
  } conclude: { _, _ in
  }
}

extension Scenario {
  /// Whether it states a gap at the start.
  fileprivate var hasGaps: Bool {
    quality.gaps != ServiceGaps() || expectations.promised != nil && expectations.promisePull > 0
  }

  /// The scenario with a gap closed, or all of them.
  func closing(_ gap: ServiceGap?) -> Scenario {
    var copy = self
    copy.close(gap)
    for index in copy.phases.indices { copy.phases[index].settings.close(gap) }
    return copy
  }

  private mutating func close(_ gap: ServiceGap?) {
    for one in gap.map({ [$0] }) ?? ServiceGap.allCases {
      switch one {
      case .listening: quality.gaps.listening = Dimensions(all: 0)
      case .standards: quality.gaps.standards = Dimensions(all: 0)
      case .delivery: quality.gaps.delivery = Dimensions(all: 0)
      // What draws customers stays what it is; they are no longer led to expect more than comes.
      case .promises: if expectations.promised != nil { expectations.promisePull = 0 }
      }
    }
  }
}

extension Aggregation {
  /// What closing gaps does, by replication and closing, against the world as it is.
  ///
  /// - Parameters:
  ///   - results: by replication, then by closing.
  ///   - base: the world as it is, by replication.
  func closings(of results: [[ReplicationResult]], base: [ReplicationResult]) -> [GapClosing] {
    guard results.first?.count == Probe.closings.count else { return [] }
    return Probe.closings.enumerated().compactMap { number, gap in
      guard scenario.closing(gap) != scenario else { return nil }
      func paired(_ change: (ReplicationResult, ReplicationResult) -> Double) -> Estimate? {
        Self.estimate(zip(results, base).map { change($0[number], $1) })
      }
      let months = GapClosing.months
      return GapClosing(
        gap: gap,
        satisfaction: paired {
          $0.mean("satisfaction_mean", of: 0..<months)
            - $1.mean("satisfaction_mean", of: 0..<months)
        },
        retention: paired {
          ($0.summary[SeriesKey("retention_12m", "all")] ?? .nan)
            - ($1.summary[SeriesKey("retention_12m", "all")] ?? .nan)
        },
        sales: paired { $0.revenue(of: months) / $1.revenue(of: months) - 1 })
    }
  }
}

extension ReplicationResult {
  /// Mean of some months of a figure about everything together; NaN where it has no value in any.
  func mean(_ metric: String, of months: Range<Int>) -> Double {
    let said = (timeline[SeriesKey(metric, "all")] ?? []).prefix(months.upperBound)
      .dropFirst(months.lowerBound).filter { !$0.isNaN }
    return said.isEmpty ? .nan : said.reduce(0, +) / Double(said.count)
  }

  /// Revenue of the first months; NaN where there was none.
  func revenue(of months: Int) -> Double {
    let said = (timeline[SeriesKey("revenue", "all")] ?? []).prefix(months)
    let sum = said.reduce(0) { $1.isNaN ? $0 : $0 + $1 }
    return sum > 0 ? sum : .nan
  }
}
