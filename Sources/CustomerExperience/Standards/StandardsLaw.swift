import Glibc

/// Row 77: what checking a standard does to those who are checked.
///
///     a check:          c ← c + (1 − c)(1 − 2^(−1/n))        n: checks that halve the distance
///     between checks:   c ← c·2^(−t/L)                      L: months in which half of it is lost
///     delivered + u  →  (1 − c)(delivered + u) + c·specification
///
/// c is the share of an employee's distance from the specification that checks have taken away. What they bring beside
/// skill, engagement, burnout and overload, that is what the firm delivers after its gaps (``Quality/delivered``) and
/// what sets the employee apart (u, with a standard deviation of `between-staff`), is drawn to the specification, from
/// above as from below: the spread between staff shrinks to (1 − c) of itself, gap 3 closes, and gap 2 is what the
/// specification leaves of it (Parasuraman, Zeithaml & Berry 1985). Whoever keeps to a standard that is set below what
/// customers expect disappoints them to perfection. The form and its speeds are design defaults [D].
public enum StandardsLaw {
  /// The share of the distance that is gone after a check.
  @inline(__always)
  public static func afterCheck(_ share: Double, _ law: ServiceStandards) -> Double {
    share + (1 - share) * gain(law)
  }

  /// The share of what is left of the distance that a check takes away.
  @inline(__always)
  public static func gain(_ law: ServiceStandards) -> Double { 1 - exp2(-1 / law.halvesAfter) }

  /// What is left of the share some months after it was last looked at.
  @inline(__always)
  public static func faded(_ share: Double, months: Double, _ law: ServiceStandards) -> Double {
    share * exp2(-months / law.lastsMonths)
  }

  /// Whether an encounter is to standard: on no dimension further below the specification than is tolerated.
  ///
  /// - Parameter quality: of the encounter as anybody would find it, in points.
  @inline(__always)
  static func complies(_ law: ServiceStandards, quality: Dimensional) -> Bool {
    let short = law.specification.vector - quality
    for d in 0..<5 where short[d] > law.tolerance { return false }
    return true
  }
}
