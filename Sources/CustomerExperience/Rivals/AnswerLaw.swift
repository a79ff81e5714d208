/// How a rival answers a price cut of ours.
///
///     its price · (1 − share · cut),   cut = 1 − our price some months ago/our price at the start, at least 0
///
/// Rises are not answered. That prices are answered in kind, with a lag and in part, is the usual finding on
/// competitive reactions (Leeflang & Wittink 1996); the sizes are the scenario's.
public enum AnswerLaw {
  /// The share that a rival takes off its own price.
  ///
  /// - Parameters:
  ///   - share: how much of a cut it answers.
  ///   - ours: our price when it looked.
  ///   - before: our price at the start.
  @inline(__always)
  public static func cut(share: Double, ours: Double, before: Double) -> Double {
    before > 0 && before < .infinity ? share * max(0, 1 - ours / before) : 0
  }
}
