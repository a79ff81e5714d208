import Glibc

/// Row 37: what the contacts are worth that a firm makes of its own accord; an inverted U in their frequency.
///
///     u(f) = gain · (1 − 2^{−f/h}) − irritation · (f − τ)⁺,   f ← q f + (1 − q) n,   q = e^{−1/memory}
///
/// f is the frequency that a customer feels, in contacts a month: a running mean of the n contacts of each month. The good
/// of contacts has a falling return, half of it at h a month, and each beyond the τ that a customer tolerates takes
/// something off, in the end more than there is to gain. That repurchase first rises and then falls with the contacts
/// of a firm was found by Venkatesan & Kumar (2004) and by Godfrey, Seiders & Voss (2011), who put it down to
/// reciprocity and reactance; the form and the sizes are design defaults [D].
///
/// Under a contract u is taken off the log-odds of leaving. In a repertoire market it is added to the utility of us on each
/// occasion, and taken off the logarithm of the chance of dropping out.
public enum OutreachLaw {
  /// What contacts are worth at a frequency.
  ///
  /// - Parameters:
  ///   - felt: contacts a month.
  ///   - tolerance: those that the customer tolerates.
  @inline(__always)
  public static func worth(_ law: Outreach, felt: Double, tolerance: Double) -> Double {
    law.gain * (1 - exp2(-felt / law.halfAt)) - law.irritation * excess(felt, over: tolerance)
  }

  /// Contacts a month beyond those that are tolerated.
  @inline(__always)
  public static func excess(_ felt: Double, over tolerance: Double) -> Double {
    felt > tolerance ? felt - tolerance : 0
  }

  /// The frequency, in contacts a month, at which they are worth the most: what is tolerated, or beyond it where the
  /// last contact still gains more than it irritates.
  ///
  ///     f* = max(τ, h · log₂(gain · ln 2 / (h · irritation)))
  ///
  /// Infinite where nothing irritates, and nothing where nothing is gained.
  public static func ideal(_ law: Outreach, tolerance: Double) -> Double {
    guard law.gain > 0 else { return 0 }
    guard law.irritation > 0 else { return .infinity }
    return max(
      tolerance, law.halfAt * log2(law.gain * log(2) / (law.halfAt * law.irritation)))
  }

  /// The weight of the months before in what is felt of contacts.
  @inline(__always)
  public static func weightOfPast(_ law: Outreach) -> Double { exp(-1 / law.memoryMonths) }
}
