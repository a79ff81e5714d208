import Glibc

/// M40: who answers a survey and what the answer says.
///
///     P(answer) = π₀ exp(a |CS − 50|/50 + b (CS − 50)/50);  answer = CS + N(0, σ), clipped to 0 to 100
///
/// People who like the firm answer more, so surveys with few answers overstate satisfaction. Promoters say
/// 9 or 10 of 10, detractors 0 to 6 (Reichheld 2003; that the net score is superior could not be
/// replicated: Keiningham, Cooil, Andreassen & Aksoy 2007).
public enum SurveyResponse {
  /// The chance that a customer who is asked answers.
  @inline(__always)
  public static func chance(_ law: Survey, satisfaction: Double) -> Double {
    let x = (satisfaction - 50) / 50
    return min(1, law.response * exp(law.strongFeelings * abs(x) + law.goodwill * x))
  }

  /// 1 for a promoter, −1 for a detractor, 0 for neither, from an answer of 0 to 100.
  @inline(__always)
  public static func promoter(_ answer: Double) -> Int {
    let ofTen = (answer / 10).rounded()
    return ofTen >= 9 ? 1 : ofTen <= 6 ? -1 : 0
  }
}
