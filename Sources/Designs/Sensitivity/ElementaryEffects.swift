public import DiscreteEvents

/// Morris's elementary effects: which factors matter, and which of them bend or interact.
///
/// An elementary effect is the change of the output over the change of one factor, others held where
/// the walk has brought them (Morris 1991). Factors run from 0 to 1, so an effect is the output's change
/// over the whole range of the factor, in the output's unit.
public struct ElementaryEffects: Sendable, Equatable {
  /// The effects of one factor.
  public struct Factor: Sendable, Equatable {
    /// The mean effect, with its sign: small where rises and falls cancel.
    public let mean: Double
    /// The mean size of the effects, whatever their sign (Campolongo, Cariboni & Saltelli 2007), with
    /// its Student t interval, cut off at 0; its count says how many effects there were.
    public let size: ConfidenceInterval
    /// The standard deviation of the effects: 0 for a straight line without interactions.
    public let deviation: Double
  }

  /// One a factor.
  public let factors: [Factor]
  /// Walks of which nothing could be used or only a part, because outputs were not numbers.
  public let incomplete: Int

  /// Analyses the outputs of a design.
  ///
  /// A step one of whose two outputs is not finite is left out; a factor none of whose steps is left
  /// has the mean NaN.
  ///
  /// - Parameters:
  ///   - design: where the outputs were obtained.
  ///   - outputs: one a row of the design.
  ///   - level: the confidence of the interval, between 0 and 1.
  /// - Precondition: there are as many outputs as rows.
  public init(_ design: MorrisTrajectories, outputs: [Double], level: Double = 0.95) {
    precondition(outputs.count == design.count, "one output a row of the design")
    var effects = [[Double]](repeating: [], count: design.factors)
    var incomplete = 0
    for walk in 0..<design.trajectories {
      let first = walk * (design.factors + 1)
      var before = design.row(first)
      var isWhole = true
      for place in first + 1...first + design.factors {
        let here = design.row(place)
        let rise = outputs[place] - outputs[place - 1]
        for factor in here.indices where here[factor] != before[factor] {
          if rise.isFinite {
            effects[factor].append(rise / (here[factor] - before[factor]))
          } else {
            isWhole = false
          }
        }
        before = here
      }
      if !isWhole { incomplete += 1 }
    }
    self.incomplete = incomplete
    factors = effects.map { Self.factor($0, level: level) }
  }

  private static func factor(_ effects: [Double], level: Double) -> Factor {
    let tally = Tally(effects)
    let size = ConfidenceInterval.ofMean(effects.map(abs), level: level)
    return Factor(
      mean: effects.isEmpty ? .nan : tally.mean,
      size: ConfidenceInterval(
        mean: size.mean, lower: max(0, size.lower), upper: size.upper, count: size.count),
      deviation: effects.isEmpty ? .nan : tally.variance.squareRoot())
  }
}
