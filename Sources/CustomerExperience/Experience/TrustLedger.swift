/// M25: trust from promises kept and broken.
///
///     a ← a + 1 on a promise kept,  b ← b + 3 on one broken,  T = a/(a + b)
///     a month: a ← 4 + 0.98 (a − 4),  b ← 1 + 0.98 (b − 1)
///
/// A Beta-Bernoulli ledger with a prior of 4 kept and 1 broken (T = 0.8) that fades back. Trust as the
/// mediator of relationships: Morgan & Hunt (1994). Weights and forgetting are design defaults.
public enum TrustLedger {
  /// The prior weight of promises kept.
  public static let priorKept = 4.0
  /// The prior weight of promises broken.
  public static let priorBroken = 1.0
  /// How many kept promises it takes to outweigh a broken one.
  public static let brokenWeight = 3.0
  /// What is left of the past after a month.
  public static let monthlyMemory = 0.98

  /// Trust, 0 to 1.
  @inline(__always)
  public static func trust(kept: Double, broken: Double) -> Double { kept / (kept + broken) }

  /// One side of the ledger after a month.
  @inline(__always)
  public static func fade(_ value: Double, to prior: Double) -> Double {
    prior + (value - prior) * monthlyMemory
  }
}
