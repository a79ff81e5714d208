import Glibc

/// M11 and M12: the monthly chance that a customer under contract intends to leave.
///
///     h = m · p,   logit p = η_i − β_S (CS − 70)/10 − β_T (T − 0.8) + β_F·1{open failure}
///                            + β_C (pull − pull₀) − switching cost
///
/// A discrete hazard with anchors for satisfaction after Bolton (1998); m is the state of the contract:
/// inside the term, in the month it ends, or rolling. It says how many times as likely somebody is to leave,
/// so it multiplies the chance, which cannot exceed 1. η_i differs between people, which alone makes
/// retention rise with tenure (Fader & Hardie 2007). Price and rivals act only through the pull, and
/// switching cost only through m and its own term, so that nothing counts twice.
public enum ChurnHazard {
  /// The satisfaction at which the base rate holds.
  public static let referenceSatisfaction = 70.0
  /// The trust at which the base rate holds.
  public static let referenceTrust = 0.8
  /// How long a failure that was not put right is held against the firm, in minutes (90 days).
  public static let failureMemory = 90.0 * 1440

  /// The terms of the log-odds that move with a customer's experience, each positive where it drives away.
  public struct Terms: Sendable {
    /// Dissatisfaction.
    public var satisfaction: Double
    /// Lack of trust.
    public var trust: Double
    /// A failure that was not put right.
    public var failure: Double
    /// The pull of rivals by price.
    public var price: Double
    /// The pull of rivals by quality, promotion or entry.
    public var competition: Double

    /// Their sum.
    @inline(__always)
    public var sum: Double { satisfaction + trust + failure + price + competition }
  }

  /// The terms for a customer's state.
  @inline(__always)
  public static func terms(
    _ law: Loyalty, satisfaction: Double, trust: Double, openFailure: Bool, pricePull: Double,
    otherPull: Double
  ) -> Terms {
    Terms(
      satisfaction: -law.satisfaction * (satisfaction - referenceSatisfaction) / 10,
      trust: -law.trust * (trust - referenceTrust),
      failure: openFailure ? law.failure : 0,
      price: law.pull * pricePull,
      competition: law.pull * otherPull)
  }

  /// The chance from the log-odds at reference, the state of the contract and the terms.
  @inline(__always)
  public static func chance(base: Double, stateFactor: Double, terms: Terms) -> Double {
    min(1, max(0, stateFactor) * logistic(base + terms.sum))
  }

  /// The mean factor of the contract's state over a cycle of signing, ending and rolling.
  ///
  /// Used to value a customer over an infinite horizon.
  public static func meanStateFactor(_ law: Loyalty, _ contract: Contract) -> Double {
    guard contract.termMonths >= 1 else { return 1 }
    let rolling =
      contract.renewLater > 0
      ? (1 - contract.renewAtEnd) / contract.renewLater : (1 - contract.renewAtEnd) * 60
    let inTerm = (contract.termMonths - 1) * law.inTerm
    return (inTerm + law.atEnd + rolling) / (contract.termMonths + rolling)
  }
}
