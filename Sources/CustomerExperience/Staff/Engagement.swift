/// M30: engagement moves a share of the way to its set-point each week.
///
///     G ← G + 0.15 (G* − G),  G* = natural − 0.8 max(0, ρ − 0.85) − 0.3 B + 0.03·1{trained within 6 months}
///
/// Units with engaged staff have more satisfied customers and fewer leavers (Harter, Schmidt & Hayes 2002,
/// 7,939 units). The coefficients are design defaults; interventions have a mean effect of 0.29 standard
/// deviations with wide spread (Knight, Patterson & Dawson 2017).
public enum EngagementLaw {
  /// Share of the way to the set-point a week.
  public static let weeklyPull = 0.15

  /// Engagement after a week, 0 to 1.
  ///
  /// - Parameters:
  ///   - natural: the employee's own set-point.
  ///   - workload: share of the week's time on duty spent with customers.
  @inline(__always)
  public static func afterWeek(
    _ engagement: Double, natural: Double, workload: Double, threshold: Double, burnout: Double,
    recentlyTrained: Bool
  ) -> Double {
    let target =
      natural - 0.8 * max(0, workload - threshold) - 0.3 * burnout + (recentlyTrained ? 0.03 : 0)
    return min(1, max(0, engagement + weeklyPull * (target - engagement)))
  }
}
