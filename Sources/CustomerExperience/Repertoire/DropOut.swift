import Glibc

/// M13: the chance that a customer of a repertoire market never comes back after a visit.
///
///     p = p_i · e^{−β (CS − 70)/10 + γ k}
///
/// Drop-out after a purchase with a chance that differs between people is the BG/NBD model (Fader, Hardie
/// & Lee 2005); the dependence on satisfaction is ours, and a visit that ended without a purchase counts
/// too: whoever walked out of the line has the more reason not to come back, and who has done so k times in a
/// row the more so [D]. A visit that is served wipes that out.
public enum DropOut {
  /// Walking out more often in a row than that changes nothing more.
  static let mostWalkouts: UInt8 = 10

  /// The chance, at most 1.
  ///
  /// - Parameters:
  ///   - base: the customer's own chance at satisfaction 70.
  ///   - satisfaction: in points.
  ///   - walkouts: visits in a row that ended without a purchase, this one among them.
  @inline(__always)
  public static func chance(
    base: Double, satisfaction: Double, walkouts: Int, law: Loyalty
  ) -> Double {
    let distance = (satisfaction - ChurnHazard.referenceSatisfaction) / 10
    return min(
      1,
      base * exp(law.dropoutWalkout * Double(walkouts) - law.dropoutSatisfaction * distance))
  }
}
