import Glibc

/// M44: what a customer is worth.
///
/// Value = Σ margin·discount over the months simulated, and beyond the horizon a perpetuity of the
/// present margin at the customer's own monthly retention r: margin·r/(1 + i − r) (Gupta, Lehmann & Stuart
/// 2004).
public enum CustomerValue {
  /// The factor by which a margin a month is worth more, paid as long as the customer stays.
  ///
  /// - Parameters:
  ///   - leaving: chance a month of leaving.
  ///   - yearlyDiscount: the discount rate a year.
  @inline(__always)
  public static func multiple(leaving: Double, yearlyDiscount: Double) -> Double {
    let i = monthlyRate(yearlyDiscount)
    let r = 1 - leaving
    return r / (1 + i - r)
  }

  /// The monthly rate of a yearly discount rate.
  @inline(__always)
  public static func monthlyRate(_ yearly: Double) -> Double { pow(1 + yearly, 1.0 / 12) - 1 }

  /// What money after some minutes is worth at the start.
  @inline(__always)
  public static func presentValue(minutes: Double, yearlyDiscount: Double) -> Double {
    pow(1 + yearlyDiscount, -minutes / (365.25 * 1440))
  }
}
