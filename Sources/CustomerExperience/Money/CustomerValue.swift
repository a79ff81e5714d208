import Glibc

/// M44: what a customer is worth.
///
/// Value = Σ margin·discount over the months simulated, and beyond the horizon a perpetuity of the
/// present margin at the customer's own monthly retention r (Gupta, Lehmann & Stuart 2004). Who is billed at
/// the beginning of each month pays at once, and then with the chance r again: margin·(1 + i)/(1 + i − r).
/// Who buys now and then pays all the time until they leave: margin/ln((1 + i)/r).
public enum CustomerValue {
  /// The factor by which a margin a month is worth more, paid as long as the customer stays.
  ///
  /// - Parameters:
  ///   - leaving: chance a month of leaving.
  ///   - yearlyDiscount: the discount rate a year.
  ///   - isBilled: whether the margin comes at the beginning of each month, and not all the time.
  /// - Returns: Infinity where nobody leaves and money later is worth as much as now.
  @inline(__always)
  public static func multiple(leaving: Double, yearlyDiscount: Double, isBilled: Bool) -> Double {
    let i = monthlyRate(yearlyDiscount)
    let r = 1 - leaving
    guard r > 0 else { return isBilled ? 1 : 0 }
    guard r < 1 || i > 0 else { return .infinity }
    return isBilled ? (1 + i) / (1 + i - r) : 1 / log((1 + i) / r)
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
