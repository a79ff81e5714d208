/// M31: overload and abuse wear people down; time without them restores.
///
///     B ← B + 0.4 max(0, ρ − ρ*)(1 − B) + 0.0005·abuse (1 − B) − 0.08 B        a week, 0 to 1
///
/// The (1 − B) is a ceiling: without it and without recovery burnout would rise for ever. Sales effort
/// rises with workload, then falls past a threshold (Tan & Netessine 2014). Rates are design defaults.
public enum BurnoutLaw {
  /// Satisfaction with an encounter under which a customer is abusive.
  public static let abusiveBelow = 20.0

  /// Burnout after a week.
  ///
  /// - Parameters:
  ///   - workload: share of the week's time on duty spent with customers.
  ///   - threshold: the workload from which it wears down.
  ///   - abuse: abusive contacts in the week.
  @inline(__always)
  public static func afterWeek(
    _ burnout: Double, workload: Double, threshold: Double, abuse: Int
  ) -> Double {
    let rise = 0.4 * max(0, workload - threshold) + 0.0005 * Double(abuse)
    return min(1, max(0, burnout + rise * (1 - burnout) - 0.08 * burnout))
  }
}
