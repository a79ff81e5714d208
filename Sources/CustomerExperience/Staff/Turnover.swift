import Glibc

/// M32: the weekly hazard that an employee quits.
///
///     h = h₀ exp(−1.2 (G − 0.55) + 1.0 B − 0.03 min(tenure, 36) + 0.8·1{tenure < 6 months})
///
/// h₀ is solved for so that staff of average engagement quit at the stated rate a year. UK contact centres
/// lose about 21% of their agents a year (ContactBabel 2011 to 2018).
public enum TurnoverLaw {
  /// Weeks in a year.
  static let weeksPerYear = 365.25 / 7

  /// The factor by tenure.
  ///
  /// - Parameter tenureMonths: months since hiring.
  @inline(__always)
  static func byTenure(_ tenureMonths: Double) -> Double {
    exp(-0.03 * min(tenureMonths, 36) + (tenureMonths < 6 ? 0.8 : 0))
  }

  /// The chance of quitting within a week.
  @inline(__always)
  public static func weeklyChance(
    base: Double, engagement: Double, burnout: Double, tenureMonths: Double
  ) -> Double {
    let hazard =
      base * exp(-1.2 * (engagement - EncounterQuality.referenceEngagement) + burnout)
      * byTenure(tenureMonths)
    return 1 - exp(-hazard)
  }

  /// The base hazard at which posts turn over at `yearly` a year when each leaver is followed by a
  /// newcomer: one over the mean stay, found by bisection.
  ///
  /// - Parameters:
  ///   - yearly: quits a post and year, such as 0.21.
  ///   - vacancyWeeks: weeks a post is empty after a quit.
  public static func baseHazard(yearly: Double, vacancyWeeks: Double) -> Double {
    guard yearly > 0 else { return 0 }
    var low = 0.0
    var high = 2.0
    for _ in 0..<60 {
      let middle = (low + high) / 2
      let rate = weeksPerYear / (meanStay(base: middle) + vacancyWeeks)
      if rate < yearly { low = middle } else { high = middle }
    }
    return (low + high) / 2
  }

  /// Mean weeks from hiring to quitting at average engagement.
  static func meanStay(base: Double) -> Double {
    var alive = 1.0
    var stay = 0.0
    let months = 12 / weeksPerYear
    for week in 0..<(36 * 53 / 12) {
      let chance = 1 - exp(-base * byTenure(Double(week) * months))
      stay += alive
      alive *= 1 - chance
    }
    let settled = 1 - exp(-base * byTenure(36))
    return settled > 0 ? stay + alive / settled : .infinity
  }
}
