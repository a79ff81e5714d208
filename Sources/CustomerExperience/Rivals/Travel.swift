import Glibc

/// How long it takes a segment's customers to get to a provider.
public struct Travel: Sendable, Equatable, Identified {
  /// The provider: `us`, or a rival's id.
  public var id = ""
  /// Minutes.
  public var minutes = 10.0

  /// The id by which a segment names us.
  public static let us = "us"

  /// The defaults.
  public init() {}

  /// The provider.
  public var displayName: String { id }
}

extension Travel: Declared {
  /// The declared keys of an entry of a segment's `travel`.
  public static var keys: [Key<Travel>] {
    [
      Key(
        "time", .number(\.minutes, .minutes, 0.1...1_440),
        "How long it takes to get there.", required: true)
    ]
  }
}

/// M15: Huff's law of retail gravity, as a term of utility.
///
///     P_j = A_j/t_jᵇ / Σ_k A_k/t_kᵇ,   the multinomial logit with −b·ln t_j in the utility
///
/// Huff (1964), with an exponent of 1.5 to 3.
public enum Gravity {
  /// The utility of a provider's distance.
  @inline(__always)
  public static func utility(minutes: Double, exponent: Double) -> Double {
    -exponent * log(minutes)
  }
}
