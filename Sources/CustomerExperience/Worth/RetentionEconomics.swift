import Glibc

/// M44: what keeping customers is worth, as it follows from the margin multiple alone.
///
///     multiple    = r/(1 + i − r),           or with a margin of m₁(1 + g)ᵗ in year t: r(1 + g)/(1 + i − r(1 + g))
///     elasticity  = (1 + i)/(1 + i − r)      of the multiple with respect to r
///
/// r is retention over a year, i the discount rate; a margin is paid at the end of each year by those who are still
/// customers (Gupta, Lehmann & Stuart 2004). They find that 1% more retention is worth 3 to 7% of value, where 1%
/// more margin is worth 1%. Reichheld & Sasser (1990) have 5 points of retention raise profit by 25 to 85%; from
/// the multiple alone follows far less, and the rest takes a margin that grows with the years as a customer.
public enum RetentionEconomics {
  /// What 1% more retention is worth, of the value of customers (Gupta, Lehmann & Stuart 2004).
  public static let publishedElasticity = 0.03...0.07
  /// What 5 points of retention are worth, of profit (Reichheld & Sasser 1990).
  public static let publishedGain = 0.25...0.85

  /// Years of the margin of the first that a customer is worth.
  ///
  /// - Parameters:
  ///   - retention: share of customers who are still there a year later.
  ///   - discount: the discount rate a year.
  ///   - growth: share by which the margin grows with each year as a customer.
  /// - Returns: Infinity where it grows as fast as it is lost and discounted.
  public static func multiple(retention: Double, discount: Double, growth: Double = 0) -> Double {
    let kept = retention * (1 + growth)
    return kept < 1 + discount ? kept / (1 + discount - kept) : .infinity
  }

  /// By how many per cent the multiple rises with one per cent more retention.
  public static func elasticity(retention: Double, discount: Double) -> Double {
    (1 + discount) / (1 + discount - retention)
  }

  /// By which share the value of a customer rises with so many points more retention.
  ///
  /// - Parameters:
  ///   - points: added to the retention, which ends at 1.
  ///   - acquisition: what it takes to win a customer, in margins of the first year; taken off both values.
  /// - Returns: Nil where a customer is worth nothing before.
  public static func gain(
    retention: Double, points: Double, discount: Double, growth: Double = 0,
    acquisition: Double = 0
  ) -> Double? {
    let before =
      multiple(retention: retention, discount: discount, growth: growth) - acquisition
    let after =
      multiple(retention: min(1, retention + points), discount: discount, growth: growth)
      - acquisition
    return before > 0 && before.isFinite && after.isFinite ? after / before - 1 : nil
  }

  /// The growth of the margin with each year as a customer that it would take for a gain to be so large.
  ///
  /// With G = 1 + g, c = 1 + i, R = 1 + gain and the acquisition cost A the gain is a quadratic in G:
  ///
  ///     r₁r₂(R − 1)(1 + A)G² + c(r₂ − R·r₁ − A(R − 1)(r₁ + r₂))G + A(R − 1)c² = 0
  ///
  /// - Returns: Nil where no growth makes it so.
  public static func growthNeeded(
    for gain: Double, retention: Double, points: Double, discount: Double,
    acquisition: Double = 0
  ) -> Double? {
    let (r1, r2) = (retention, min(1, retention + points))
    let (c, more) = (1 + discount, gain)
    let a = r1 * r2 * more * (1 + acquisition)
    let b = c * (r2 - (1 + more) * r1 - acquisition * more * (r1 + r2))
    let last = acquisition * more * c * c
    let discriminant = b * b - 4 * a * last
    guard a > 0, discriminant >= 0 else { return nil }
    // The greater root: at the smaller one a customer is not worth what winning one costs.
    let growth = (-b + discriminant.squareRoot()) / (2 * a) - 1
    guard growth > -1,
      let found = Self.gain(
        retention: r1, points: points, discount: discount, growth: growth, acquisition: acquisition),
      abs(found - gain) < 1e-6
    else { return nil }
    return growth
  }
}
