/// M07 and row 46: satisfaction accumulates by anchoring and adjustment, journey by journey.
///
///     CS ← CS + g (S − CS),  g = max(g_min, 1 / (n + n₀))
///
/// Cumulative satisfaction is the anchor from which a new experience moves opinion (Bolton 1998; Boulding,
/// Kalra, Staelin & Zeithaml 1993). What is remembered of a journey is its mean, its worst moment and its
/// end (peak-end: Fredrickson & Kahneman 1993).
public enum CumulativeSatisfaction {
  /// The weight of the next experience after `n` earlier ones.
  @inline(__always)
  public static func gain(_ law: Satisfaction, experiences n: Int) -> Double {
    max(law.gainFloor, 1 / (Double(n) + max(1, law.prior)))
  }

  /// Satisfaction with a journey from the satisfaction with its encounters.
  @inline(__always)
  public static func journey(
    _ memory: JourneyMemory, mean: Double, worst: Double, end: Double
  ) -> Double {
    memory.mean * mean + memory.worst * worst + memory.end * end
  }
}
