/// M20: what customers say to others.
///
///     referrals a month = w ((CS − 50)/50)²  for CS > 50;  warnings likewise below 50
///     a remark to another customer moves what they think by ± sway · (1 − |2·CS/100 − 1|)
///
/// Both extremes talk (Anderson 1998). How much a remark changes depends on who hears it (East, Hammond &
/// Lomax 2008): whoever has made up their mind, for us or against us, is moved less. Here one referral wins one
/// customer, warnings turn away prospects won by marketing, and remarks to other customers sway those.
public enum WordOfMouthLaw {
  /// Expected referrals of a customer in a month.
  @inline(__always)
  public static func referrals(_ law: WordOfMouth, satisfaction: Double) -> Double {
    guard satisfaction > 50 else { return 0 }
    let x = (satisfaction - 50) / 50
    return law.rate * x * x
  }

  /// Expected warnings by a customer in a month.
  @inline(__always)
  public static func warnings(_ law: WordOfMouth, satisfaction: Double) -> Double {
    guard satisfaction < 50 else { return 0 }
    let x = (50 - satisfaction) / 50
    return law.rate * x * x
  }

  /// How strongly somebody speaks, from 0 to 1: well of us, or ill.
  @inline(__always)
  public static func strength(above: Bool, satisfaction: Double) -> Double {
    let x = (satisfaction - 50) / 50
    return above == (x > 0) ? x * x : 0
  }

  /// Points by which a remark moves a listener.
  ///
  /// - Parameters:
  ///   - satisfaction: what the listener thinks, in points.
  ///   - isGood: whether the remark is.
  @inline(__always)
  public static func shift(_ law: WordOfMouth, satisfaction: Double, isGood: Bool) -> Double {
    let open = 1 - abs(2 * satisfaction / 100 - 1)
    return law.sway * max(0, open) * (isGood ? 1 : -1)
  }

  /// The share of prospects that warnings turn away.
  public static func turnedAway(_ law: WordOfMouth, warnings: Double, prospects: Double) -> Double {
    let turned = law.harm * warnings
    return prospects + turned > 0 ? turned / (prospects + turned) : 0
  }
}
