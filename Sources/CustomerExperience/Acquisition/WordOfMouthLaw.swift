/// M20: what customers say to others.
///
///     referrals a month = w ((CS − 50)/50)²  for CS > 50;  warnings likewise below 50
///
/// Both extremes talk (Anderson 1998). How much a remark changes depends on who hears it (East, Hammond &
/// Lomax 2008); here one referral wins one customer and warnings turn away prospects won by marketing.
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

  /// The share of prospects that warnings turn away.
  public static func turnedAway(_ law: WordOfMouth, warnings: Double, prospects: Double) -> Double {
    let turned = law.harm * warnings
    return prospects + turned > 0 ? turned / (prospects + turned) : 0
  }
}
