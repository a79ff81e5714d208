import Glibc

/// M25 and M28: whoever is kept informed asks less, and complains less.
///
///     chasing × (1 − avoids)^k,   complaints × (1 − calms)^k,   k of progress, problem, action and time told
///
/// Asking how things stand is failure demand: a contact that resolves nothing. Each kind of news avoids 10 to 30% of
/// it [D].
public enum UpdatesLaw {
  /// What is left of chasing or of complaints.
  @inline(__always)
  public static func left(avoiding share: Double, kinds: Int) -> Double {
    pow(1 - share, Double(kinds))
  }
}
