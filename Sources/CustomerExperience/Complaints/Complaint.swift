import Glibc

/// M22: who complains.
///
///     severity = min(1, (E − P − tolerance)/30 + 0.15·repeats)
///     P(complain) = logistic(c₀ + c₁·severity)
///
/// Most of those with a problem say nothing, and the less it is worth the fewer complain (TARP; Goodman &
/// Newman). The constants are design defaults set so that complaint incidence can meet published figures.
public enum Complaint {
  /// How badly an experience failed, 0 to 1; nil when it was within what customers tolerate.
  ///
  /// - Parameters:
  ///   - shortfall: expectation less performance, in points.
  ///   - repeats: earlier contacts about the same need.
  @inline(__always)
  public static func severity(_ law: Complaints, shortfall: Double, repeats: Int) -> Double? {
    guard shortfall > law.tolerance else { return nil }
    return min(1, (shortfall - law.tolerance) / 30 + 0.15 * Double(repeats))
  }

  /// The chance of complaining about a failure.
  @inline(__always)
  public static func chance(_ law: Complaints, severity: Double) -> Double {
    logistic(law.base + law.severity * severity)
  }
}
