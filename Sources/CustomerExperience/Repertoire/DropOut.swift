import Glibc

/// M13: the chance that a customer of a repertoire market never comes back after a visit.
///
///     p = p_i · e^{−β (CS − 70)/10}
///
/// Drop-out after a purchase with a chance that differs between people is the BG/NBD model (Fader, Hardie
/// & Lee 2005); the dependence on satisfaction is ours, and a visit that ended without a purchase counts
/// too: whoever walked out of the line has the more reason not to come back.
public enum DropOut {
  /// The chance, at most 1.
  @inline(__always)
  public static func chance(base: Double, satisfaction: Double, law: Loyalty) -> Double {
    min(
      1,
      base
        * exp(
          -law.dropoutSatisfaction * (satisfaction - ChurnHazard.referenceSatisfaction) / 10))
  }
}
