/// M02 and M09: satisfaction with an encounter from performance, expectation and the surprise between.
///
///     S = β0 + Σ_d w_d (β_E E_d + β_P P_d + β_D v(P_d − E_d)),   v(D) = D for D ≥ 0, λD below
/// (with a zone of tolerance as ``ToleranceZone`` has it)
///
/// Expectancy-disconfirmation after Oliver (1980); negative performance weighs more than positive
/// (Mittal, Ross & Baldasare 1998). The value function is applied to each dimension, then weighted.
public enum Disconfirmation {
  /// Satisfaction with an encounter, 0 to 100.
  ///
  /// - Parameters:
  ///   - performance: the encounter's quality on each dimension, in points.
  ///   - expectation: what was expected, in points, before the encounter changes it.
  ///   - weights: what each dimension weighs; adds up to 1.
  @inline(__always)
  public static func satisfaction(
    _ law: Satisfaction, performance: Dimensional, expectation: Dimensional, weights: Dimensional
  ) -> Double {
    var surprise = performance - expectation
    if law.hasZone { surprise = toleranceAllows(law, surprise) }
    let value = surprise.replacing(
      with: surprise * law.lossAversion, where: surprise .< Dimensional.zero)
    let points =
      law.expectation * expectation + law.performance * performance + law.disconfirmation * value
    return min(100, max(0, law.constant + points.weighed(by: weights)))
  }

  /// What of a surprise counts where there is a zone of tolerance: by itself, so that elsewhere nobody carries it.
  @inline(never)
  private static func toleranceAllows(_ law: Satisfaction, _ surprise: Dimensional) -> Dimensional {
    ToleranceZone.value(surprise, width: law.zone.vector, within: law.withinZone)
  }

  /// Mean of the value function where the surprise is normal around zero: −(λ − 1) σ / √(2π).
  ///
  /// This is the price of inconsistency at an unchanged mean (M08, after Rust, Inman, Jia & Zahorik 1999).
  public static func meanValue(lossAversion: Double, spread: Double) -> Double {
    -(lossAversion - 1) * spread / (2 * Double.pi).squareRoot()
  }
}
