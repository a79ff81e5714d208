import Glibc

/// M01 and M27: the quality of an encounter, by employee, customer, chance, wait and outcome.
///
///     P_d = μ_d + a (K_d − 0.5) + b (G − 0.55) − c max(0, ρ − ρ*)² − f B + u + θ + ε_d
///           − δ·1{not resolved} − [d = responsiveness] k ln(1 + perceived wait / tolerance)
///
/// The references 0.5 and 0.55 are fixed: were they running means, training everybody would do nothing.
/// The five dimensions follow SERVQUAL (Parasuraman, Zeithaml & Berry 1988). The psychology of waiting is
/// Maister's (1985); only "unoccupied" and "uncertain" are on by default, 1.2 × 1.3 = 1.56.
public enum EncounterQuality {
  /// The skill at which an employee delivers the mean quality.
  public static let referenceSkill = 0.5
  /// The engagement at which an employee delivers the mean quality.
  public static let referenceEngagement = 0.55

  /// What an employee brings to an encounter: points on each dimension, before chance and outcome.
  ///
  /// - Parameters:
  ///   - skill: skill on each dimension, 0 to 1.
  ///   - engagement: engagement, 0 to 1.
  ///   - burnout: burnout, 0 to 1.
  ///   - workload: share of the last week's time on duty spent with customers.
  ///   - personal: what sets this employee apart beyond that, in points.
  @inline(__always)
  public static func byEmployee(
    _ quality: Quality, skill: Dimensional, engagement: Double, burnout: Double, workload: Double,
    personal: Double
  ) -> Dimensional {
    let excess = max(0, workload - quality.overloadFrom)
    let common =
      quality.engagement * (engagement - referenceEngagement) - quality.overload * excess * excess
      - quality.burnout * burnout + personal
    return quality.deliveredByStaff + Dimensional.all(common)
      + quality.skill * (skill - Dimensional.all(referenceSkill))
  }

  /// Points of responsiveness that a wait costs: k ln(1 + perceived wait / tolerance).
  ///
  /// - Parameter minutes: the wait in minutes.
  @inline(__always)
  public static func lossByWaiting(_ quality: Quality, minutes: Double) -> Double {
    minutes > 0 ? quality.waiting * log(1 + quality.waitFeels * minutes / quality.waitTolerance) : 0
  }

  /// The factor that scales standardised dimension noise so that the *weighted* quality has the stated
  /// standard deviation: 1 / √(φ + (1 − φ) Σ w²) for a share φ of common variance.
  public static func noiseScale(weights: Dimensional, shared: Double) -> Double {
    let squares = (weights * weights).sum()
    let variance = shared + (1 - shared) * squares
    return variance > 0 ? 1 / variance.squareRoot() : 0
  }
}
