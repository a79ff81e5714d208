import Glibc

/// M14: choice among us, the rivals and not buying, by multinomial logit with inertia.
///
///     U_ij = β_Q·quality_j − β_p·price_j/our price + β_L·L_ij + taste_ij − cost of switching
///     P_j = e^{U_j} / Σ e^{U}
///
/// Guadagni & Little (1983). Inertia is their loyalty variable: L ← λL + (1 − λ)·1{bought j}. Without
/// inertia and taste the own-price elasticity is −β_p (1 − P_j).
public enum BrandChoice {
  /// Which alternative a uniform number picks, given the utilities; −∞ for those not available.
  ///
  /// The utilities are overwritten by the weights of the choice.
  ///
  /// - Complexity: linear in the number of alternatives, without allocation.
  @inline(__always)
  public static func pick(
    _ utilities: UnsafeMutableBufferPointer<Double>, uniform: Double
  ) -> Int {
    let alternatives = 0..<utilities.count
    var greatest = -Double.infinity
    for index in alternatives where utilities[index] > greatest { greatest = utilities[index] }
    var total = 0.0
    for index in alternatives {
      let distance = utilities[index] - greatest
      // The greatest is 1 without asking.
      let weight = distance == 0 ? 1 : exp(distance)
      utilities[index] = weight
      total += weight
    }
    var left = uniform * total
    var last = 0
    for index in alternatives {
      let weight = utilities[index]
      if weight > 0 { last = index }
      left -= weight
      if left < 0 { return index }
    }
    return last
  }

  /// The own-price elasticity of an alternative of share `share` without inertia and taste.
  public static func ownPriceElasticity(priceResponse: Double, share: Double) -> Double {
    -priceResponse * (1 - share)
  }
}
