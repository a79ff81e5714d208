import Glibc

/// M19: advertising that goes on acting, and its effect on prospects.
///
///     A ← φ·A + (1 − φ)·spend a month,   prospects × ((S + A)/S)^ε
///
/// S is what marketing spends anyway, A the stock of advertising (Nerlove & Arrow 1962; adstock). With a long-term
/// elasticity ε of 0.24 and a carry-over φ of a half a month the elasticity at once is 0.12: the means of 402 and
/// 751 estimates (Sethuraman, Tellis & Briesch 2011).
public enum AdvertisingLaw {
  /// The stock after a month.
  ///
  /// - Parameters:
  ///   - spend: money spent in the month.
  ///   - carryOver: φ.
  @inline(__always)
  public static func stock(_ before: Double, spend: Double, carryOver: Double) -> Double {
    carryOver * before + (1 - carryOver) * spend
  }

  /// How many times as many prospects come as without.
  ///
  /// - Parameters:
  ///   - stock: A, money a month.
  ///   - base: S, money a month; without any there are no prospects to multiply.
  @inline(__always)
  public static func multiple(stock: Double, base: Double, elasticity: Double) -> Double {
    base > 0 && stock > 0 ? pow(1 + stock / base, elasticity) : 1
  }
}
