import DiscreteEvents
import Experiments

/// What a sweep shows of each lever setting over its worlds, with the two kinds of uncertainty apart.
public struct SweepAnalysis: Sendable {
  /// What a lever setting shows of one outcome.
  public struct Figure: Sendable, Equatable {
    /// Worlds in which it has a value.
    public var worlds: Int
    /// The mean over the worlds' means.
    public var mean: Double
    /// Half the width of the 95% interval due to luck between runs; infinite with one replication.
    ///
    /// The runs of all worlds share their luck, so it does not shrink with the number of worlds: this is
    /// the mean of the worlds' own half-widths, which the true one cannot exceed.
    public var noise: Double
    /// The 10th and the 90th percentile of the worlds' means; nil with fewer than two worlds.
    public var spread: ClosedRange<Double>?
    /// The variance between single runs of one world, mean over worlds; NaN with one replication.
    public var runVariance: Double
    /// The least and the most that the variance between the worlds' true means may be.
    ///
    /// The variance of the worlds' means holds some luck. Were the worlds' luck independent, luck would
    /// add the mean of variance over replications, which the least leaves out (law of total variance);
    /// but they share it, and what they share adds nothing: the most leaves nothing out. Nil with one
    /// world, or one replication.
    public var worldVariance: ClosedRange<Double>?

    /// The share of the variance of a single run in a world drawn at random that is due to the world.
    ///
    /// By the law of total variance, the rest is luck; nil where it is not known.
    public var worldShare: ClosedRange<Double>? {
      guard let worldVariance, worldVariance.upperBound + runVariance > 0 else { return nil }
      let (least, most) = (worldVariance.lowerBound, worldVariance.upperBound)
      return least / max(least + runVariance, .leastNormalMagnitude)...most / (most + runVariance)
    }
  }

  /// A lever setting.
  public struct Setting: Sendable {
    /// The number of its experiment, from 0.
    public var experiment: Int
    /// Its number within the experiment, from 1.
    public var number: Int
    /// Its points, by position in the plan.
    public var points: [Int]
    /// A figure an outcome; nil where it has no value.
    public var figures: [Figure?]
  }

  /// The setting that does best, or worst, by an outcome.
  public struct Extreme: Sendable, Equatable {
    /// The setting, by position in ``settings``.
    public var setting: Int
    /// In how many worlds it does so; nil with one world.
    public var worlds: Int?
    /// Worlds in which settings could be compared.
    public var compared: Int
  }

  /// The settings in the order of the plan.
  public let settings: [Setting]

  /// Sums up results.
  public init(_ plan: SweepPlan, _ results: SweepResults) {
    var settings: [Setting] = []
    var index: [Int: Int] = [:]
    for (number, point) in plan.points.enumerated() {
      let key = point.experiment << 40 | point.setting
      if let at = index[key] {
        settings[at].points.append(number)
      } else {
        index[key] = settings.count
        settings.append(
          Setting(
            experiment: point.experiment, number: point.setting, points: [number], figures: []))
      }
    }
    for s in settings.indices {
      let points = settings[s].points.filter { results.states[$0] == .done }
      settings[s].figures = plan.outcomes.indices.map { Self.figure(points, $0, results) }
    }
    self.settings = settings
  }

  private static func figure(
    _ points: [Int], _ outcome: Int, _ results: SweepResults
  ) -> Figure? {
    let estimates = points.compactMap { point in
      results.estimate(point, outcome).map { ($0, results.variance(point, outcome)) }
    }
    guard !estimates.isEmpty else { return nil }
    let means = Tally(estimates.map(\.0.mean))
    let runs = Tally(estimates.map(\.1))
    let error = Tally(estimates.map { $0.1 / Double($0.0.replications) })
    let several = estimates.count > 1
    let isKnown = several && runs.mean.isFinite
    return Figure(
      worlds: estimates.count, mean: means.mean, noise: Tally(estimates.map(\.0.halfWidth)).mean,
      spread: several ? spread(estimates.map(\.0.mean)) : nil, runVariance: runs.mean,
      worldVariance: isKnown ? max(0, means.variance - error.mean)...means.variance : nil)
  }

  /// The 10th and the 90th percentile, interpolated.
  package static func spread(_ values: [Double]) -> ClosedRange<Double> {
    let sorted = values.sorted()
    func quantile(_ share: Double) -> Double {
      let place = share * Double(sorted.count - 1)
      let below = Int(place)
      let above = min(below + 1, sorted.count - 1)
      return sorted[below] + (place - Double(below)) * (sorted[above] - sorted[below])
    }
    let (low, high) = (quantile(0.1), quantile(0.9))
    return low...max(low, high)
  }

  /// Whether the means of two settings differ by less than luck leaves either of them open.
  ///
  /// Settings share their luck, so the difference may be known better than that: a paired comparison
  /// tells.
  public func isWithinLuck(_ a: Extreme, _ b: Extreme, outcome: Int) -> Bool {
    guard let x = settings[a.setting].figures[outcome],
      let y = settings[b.setting].figures[outcome]
    else { return false }
    return abs(x.mean - y.mean) < max(x.noise, y.noise)
  }

  /// The settings of an experiment with the highest and the lowest mean of an outcome.
  ///
  /// - Returns: nil where fewer than two settings have a value.
  public func extremes(
    _ plan: SweepPlan, _ results: SweepResults, experiment: Int, outcome: Int
  ) -> (highest: Extreme, lowest: Extreme)? {
    let candidates = settings.indices.filter {
      settings[$0].experiment == experiment && settings[$0].figures[outcome] != nil
    }
    func mean(_ s: Int) -> Double { settings[s].figures[outcome]?.mean ?? .nan }
    guard candidates.count > 1,
      let high = candidates.max(by: { (mean($0), $1) < (mean($1), $0) }),
      let low = candidates.min(by: { (mean($0), $0) < (mean($1), $1) })
    else { return nil }
    // By world: the setting that does best there.
    var best: [Int: (setting: Int, value: Double)] = [:]
    var worst: [Int: (setting: Int, value: Double)] = [:]
    for s in candidates {
      for point in settings[s].points where results.states[point] == .done {
        guard let value = results.estimate(point, outcome)?.mean else { continue }
        let world = plan.points[point].world
        if value > best[world]?.value ?? -.infinity { best[world] = (s, value) }
        if value < worst[world]?.value ?? .infinity { worst[world] = (s, value) }
      }
    }
    func extreme(_ s: Int, _ by: [Int: (setting: Int, value: Double)]) -> Extreme {
      Extreme(
        setting: s, worlds: by.count > 1 ? by.values.count { $0.setting == s } : nil,
        compared: by.count)
    }
    return (extreme(high, best), extreme(low, worst))
  }
}
