import Glibc

/// M21 and row 81: a membership makes us cheaper for members, and points pull the harder the nearer the reward.
///
///     U_us += β_p · sensitivity · off · our price/price at the start,   then visits · (1 + pull · points/redeem_at)
///
/// Money off acts as any lower price would (``BrandChoice``), and points as stamps do (``GoalGradient``). Who would have
/// come anyway gets the money as well: a subsidy, and the dearer part of most schemes. Who joins came more often before
/// (self-selection), so members and others differ by far more than the scheme does; the effect of schemes on retention
/// and share is real but small (Verhoef 2003).
public enum MembershipLaw {
  /// What money off is worth in utility.
  ///
  /// - Parameters:
  ///   - off: share taken off.
  ///   - price: our price over that at the start.
  ///   - response: β_p, times the customer's own sensitivity.
  @inline(__always)
  public static func utility(off: Double, price: Double, response: Double) -> Double {
    response * off * price
  }

  /// The share of an alternative after its utility has risen.
  @inline(__always)
  public static func share(_ share: Double, after utility: Double) -> Double {
    guard share > 0, share < 1 else { return share }
    let weight = share * exp(utility)
    return weight / (weight + 1 - share)
  }
}
