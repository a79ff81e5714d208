/// M36: what people do who do not find what they came for (Gruen & Corsten 2003), and how that changes with repetition.
///
///     o_k = o_0 · escalates^k,   o: odds of going elsewhere after k times in a row before
///
/// What is left is shared among the other reactions as before. Fewer put up with it each time: about 30, 50 and 70 of
/// 100 go elsewhere at the first, second and third time, which is a factor of 2.33 on the odds.
public enum StockLaw {
  /// What somebody does.
  public enum Reaction: Int, Sendable, CaseIterable {
    case elsewhere, nothing, later, sameBrand, otherBrand
  }

  /// What a uniform number picks among the reactions.
  ///
  /// - Parameters:
  ///   - reactions: at the first time.
  ///   - repeats: times in a row before.
  ///   - escalates: on the odds of going elsewhere, each time.
  public static func pick(
    _ reactions: Reactions, repeats: Int, escalates: Double, uniform: Double
  ) -> Reaction {
    let parts = reactions.parts
    let total = parts.reduce(0, +)
    guard total > 0 else { return .nothing }
    var weights = parts.map { $0 / total }
    for _ in 0..<min(repeats, 20) { weights[0] *= escalates }
    var left = uniform * weights.reduce(0, +)
    for reaction in Reaction.allCases {
      left -= weights[reaction.rawValue]
      if left < 0 { return reaction }
    }
    return .otherBrand
  }
}
