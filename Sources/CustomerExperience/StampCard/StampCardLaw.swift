import Glibc

/// M21: a stamp card pulls the harder the fuller it is, and lets go when it has been redeemed.
///
///     visits with k stamps of K = visits without a card · (1 + pull · k/(K − 1)),
///     until the first stamp after a reward · after_reward as well
///
/// The goal gradient (``GoalGradient``) of Kivetz, Urminsky & Zheng (2006): coffee drinkers came about a fifth sooner for the
/// last stamp of ten than for the first. Stamps given beforehand count as progress (the endowed progress of
/// Nunes & Drèze 2006), so a card of twelve with two stamps is filled sooner than one of ten without.
public enum StampCardLaw {
  /// How many times as often somebody comes who has a card.
  ///
  /// - Parameters:
  ///   - stamps: on the card.
  ///   - isRedeemed: whether the last card was full and nothing was bought since.
  @inline(__always)
  public static func multiple(_ law: StampCard, stamps: Int, isRedeemed: Bool) -> Double {
    let progress = law.stamps > 1 ? Double(stamps) / Double(law.stamps - 1) : 0
    return GoalGradient.multiple(pull: law.pull, progress: progress)
      * (isRedeemed ? law.afterReward : 1)
  }

  /// What has to be added to the utility of an alternative so that it is chosen so many times as often.
  ///
  /// A share cannot be taken beyond 99.9%.
  ///
  /// - Parameters:
  ///   - share: the chance that it is chosen as it is.
  ///   - multiple: how many times as often it is to be chosen.
  @inline(__always)
  public static func utility(share: Double, multiple: Double) -> Double {
    guard multiple > 0 else { return -.infinity }
    guard share > 0, share < 1 else { return 0 }
    let wanted = min(max(share, 0.999), share * multiple)
    return log(wanted / (1 - wanted)) - log(share / (1 - share))
  }
}
