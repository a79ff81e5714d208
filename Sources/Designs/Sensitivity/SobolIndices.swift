/// Sobol's sensitivity indices: how the variance of an output divides among the factors.
///
/// The first-order index of a factor is the share of the variance that goes when the factor alone is
/// known; its total index the share that stays when all others are known, interactions included (Sobol
/// 1993, Homma & Saltelli 1996). First order by Saltelli et al. (2010), total by Jansen (1999), second
/// order by Saltelli (2002). Intervals are percentiles of a bootstrap over the base points (Archer,
/// Saltelli & Sobol 1997) and, of a simulation, over its replications, whose luck all rows share. The
/// estimates are not forced into 0 to 1: one a little below 0 says that the
/// index is too small to be told from 0 with so few points.
public struct SobolIndices: Sendable, Equatable {
  /// An index with its bootstrap interval.
  public struct Index: Sendable, Equatable {
    /// The share of the output's variance.
    public let value: Double
    /// The lower limit.
    public let lower: Double
    /// The upper limit.
    public let upper: Double
  }

  /// What two factors do together beyond what each does alone.
  public struct Interaction: Sendable, Equatable {
    /// The factors, the first of them the lower.
    public let factors: [Int]
    /// The share of the output's variance.
    public let index: Index
  }

  /// The first-order index of each factor.
  public let first: [Index]
  /// The total index of each factor.
  public let total: [Index]
  /// The second-order index of each pair of factors; empty if the sample was not made for it.
  public let interactions: [Interaction]
  /// The variance of the output; 0 where it never varies, and then all indices are 0.
  public let variance: Double
  /// Base points that were left out because one of their outputs was not a finite number.
  public let dropped: Int

  /// Analyses the outputs of a sample.
  ///
  /// - Parameters:
  ///   - sample: where the outputs were obtained.
  ///   - outputs: one a row of the sample.
  ///   - level: the confidence of the intervals, between 0 and 1.
  ///   - resamples: bootstrap samples, at least 2.
  ///   - seed: chooses the bootstrap samples.
  /// - Precondition: there are as many outputs as rows.
  public init(
    _ sample: SaltelliSample, outputs: [Double], level: Double = 0.95, resamples: Int = 1_000,
    seed: UInt64 = 1
  ) {
    self.init(
      sample, replications: outputs.map { [$0] }, level: level, resamples: resamples, seed: seed)
  }

  /// Analyses the outputs of a simulation at the points of a sample: of their means over replications.
  ///
  /// - Parameters:
  ///   - sample: where the outputs were obtained.
  ///   - replications: the outputs of each row, replication by replication; where one is not a finite
  ///     number the mean of the others stands for it.
  ///   - level: the confidence of the intervals, between 0 and 1.
  ///   - resamples: bootstrap samples, at least 2.
  ///   - seed: chooses the bootstrap samples.
  /// - Precondition: there are as many outputs as rows, each with as many replications.
  public init(
    _ sample: SaltelliSample, replications: [[Double]], level: Double = 0.95,
    resamples: Int = 1_000, seed: UInt64 = 1
  ) {
    precondition(replications.count == sample.count, "one output a row of the sample")
    precondition(level > 0 && level < 1 && resamples > 1, "a level and at least two resamples")
    let outputs = ReplicatedOutputs(replications)
    let terms = SobolTerms(sample, outputs: outputs.means(of: nil))
    let here = terms.indices(of: nil)
    let luck = DesignDraws(seed: seed, design: "sobol-indices")
    var drawn = [[Double]](repeating: [], count: here.count)
    var times = [Double](repeating: 0, count: terms.points)
    for resample in 0..<(terms.points > 0 ? resamples : 0) {
      luck.start(stream: resample, .bootstrap)
      for point in times.indices { times[point] = 0 }
      for _ in times.indices { times[luck.below(terms.points)] += 1 }
      var terms = terms
      if outputs.replications > 1 {
        var runs = [Double](repeating: 0, count: outputs.replications)
        for _ in runs.indices { runs[luck.below(runs.count)] += 1 }
        terms = SobolTerms(sample, outputs: outputs.means(of: runs))
      }
      for (i, value) in terms.indices(of: times).enumerated() { drawn[i].append(value) }
    }
    let indices = here.indices.map { i in
      Self.index(here[i], drawn: drawn[i], level: level)
    }
    let k = sample.factors
    (first, total) = (Array(indices[..<k]), Array(indices[k..<2 * k]))
    interactions = zip(terms.pairs, indices[(2 * k)...]).map {
      Interaction(factors: [$0.0, $0.1], index: $1)
    }
    variance = terms.variance
    dropped = sample.basePoints - terms.points
  }

  private static func index(_ value: Double, drawn: [Double], level: Double) -> Index {
    guard !drawn.isEmpty else { return Index(value: value, lower: -.infinity, upper: .infinity) }
    let sorted = drawn.sorted()
    func quantile(_ probability: Double) -> Double {
      let place = probability * Double(sorted.count - 1)
      let below = min(Int(place), sorted.count - 2)
      return sorted[below] + (place - Double(below)) * (sorted[below + 1] - sorted[below])
    }
    return Index(
      value: value, lower: quantile((1 - level) / 2), upper: quantile((1 + level) / 2))
  }
}
