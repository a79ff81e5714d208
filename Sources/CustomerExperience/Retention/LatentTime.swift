import Glibc

/// M11, M13: when something happens that a month holds a chance of.
///
///     T = ln(1 − u)/ln(1 − h) months, u uniform
///
/// The time of an exponential law that comes within a month with the chance h, and within a share f of one with
/// 1 − (1 − h)^f: who comes in the middle of a month runs the risk of the rest of it. Of several such times (a
/// move, a wish to leave) the earliest happens; these are competing risks (Kalbfleisch & Prentice 2002).
public enum LatentTime {
  /// The time in months; infinite where it lies beyond the month.
  ///
  /// - Parameters:
  ///   - chance: chance a month, from 0 to 1.
  ///   - uniform: a uniform number below 1; the same one gives an earlier time where the chance is greater.
  @inline(__always)
  public static func months(chance: Double, uniform: Double) -> Double {
    guard uniform < chance else { return .infinity }
    return chance >= 1 ? 0 : log1p(-uniform) / log1p(-chance)
  }
}
