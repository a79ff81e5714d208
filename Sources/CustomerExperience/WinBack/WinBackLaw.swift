import Glibc

/// M24: who comes back when the firm approaches those who left.
///
///     logit p = logit p₀ − ln 2 · d/h + r_cause + 0.4 ln(L/24) + β_S (CS + upgrade − 70)/10 + offer
///
/// d is the time since leaving and h that in which the odds halve (infinite where they never do); L is how long the
/// customer had been there, in months; an offer of money off acts as it does on those who want to leave (``OfferLaw``).
/// Those with a longer and better first lifetime come back more often, and those who left over the price more easily
/// than those who left over the service (Kumar, Bhagwat & Zhang 2015); the sizes of these effects are design
/// defaults [D].
public enum WinBackLaw {
  /// Log-odds that leaving over the price adds [D].
  public static let ofPrice = 0.5
  /// Log-odds that leaving over the service adds [D].
  public static let ofService = -0.5
  /// Log-odds that e times as long a first lifetime adds [D].
  public static let ofLifetime = 0.4
  /// The first lifetime at which the chance holds, in months.
  public static let referenceLifetime = 24.0

  /// The log-odds that the reason for leaving adds.
  @inline(__always)
  public static func shift(of cause: LeavingCause) -> Double {
    switch cause {
    case .price: ofPrice
    case .notResolved, .service, .brokenPromises: ofService
    case .competition, .drifted, .moved: 0
    }
  }

  /// The chance of coming back.
  ///
  /// - Parameters:
  ///   - delay: months since leaving.
  ///   - lifetime: months with the firm before.
  ///   - satisfaction: in points, on leaving.
  ///   - response: log-odds that ten points of satisfaction are worth.
  ///   - offer: log-odds that money off adds.
  public static func chance(
    _ law: WinBack, delay: Double, cause: LeavingCause, lifetime: Double, satisfaction: Double,
    response: Double, offer: Double
  ) -> Double {
    guard law.chance > 0, law.chance < 1 else { return law.chance }
    let length = min(120, max(1, lifetime))
    let opinion = satisfaction + law.upgrade - ChurnHazard.referenceSatisfaction
    return logistic(
      logOdds(law.chance) - log(2) * delay / (law.halfLifeMonths ?? .infinity) + shift(of: cause)
        + ofLifetime * log(length / referenceLifetime) + response * opinion / 10 + offer)
  }
}

extension SubjectKind {
  /// How long after leaving customers are approached, in whole months.
  public static let delay = SubjectKind("delay") { _ in
    (0...WinBackFigures.longestDelay).map { ("\($0)", "\($0) months") }
  }
}
