import Glibc

/// M28: whether a contact resolves the need, and how long it takes, by who answers.
///
///     logit r = logit r₀ + 1.5 (K − 0.5) − 0.5 B
///     time × e^{−0.4 (K − 0.5)} (1 + slower·e^{−tenure/ramp})
///
/// K is the competence to solve the case: the mean of the skills in reliability, responsiveness and
/// assurance. Contacts repeated because the first did not help swell the load: λ/(1 − q(1 − r)).
public enum Resolution {
  /// The competence to solve a case.
  @inline(__always)
  public static func competence(_ skill: Dimensional) -> Double {
    (skill[0] + skill[1] + skill[2]) / 3
  }

  /// What an employee adds to the log-odds of resolving a need.
  @inline(__always)
  public static func shift(competence: Double, burnout: Double) -> Double {
    1.5 * (competence - EncounterQuality.referenceSkill) - 0.5 * burnout
  }

  /// How many times the service time of a fully trained average employee somebody takes.
  ///
  /// - Parameter tenureMonths: months since hiring.
  @inline(__always)
  public static func timeFactor(
    competence: Double, tenureMonths: Double, novice: Novice
  ) -> Double {
    let ramp = novice.rampMonths > 0 ? exp(-tenureMonths / novice.rampMonths) : 0
    return exp(-0.4 * (competence - EncounterQuality.referenceSkill)) * (1 + novice.slower * ramp)
  }

  /// Contacts a need gives rise to, where an unresolved one leads to another with chance `q`.
  public static func contactsPerNeed(resolution: Double, recontact q: Double) -> Double {
    1 / (1 - q * (1 - resolution))
  }
}
