import Glibc
import RandomVariates

/// Customers' repertoires after Goodhardt, Ehrenberg & Chatfield (1984): the shares in which somebody buys from the
/// providers follow a Dirichlet law.
///
///     g_j ~ Gamma(S·m_j),   share_j = g_j/Σg,   taste_j = ln share_j − ln m_j
///
/// m_j is the share that provider j would have if all were alike: the multinomial logit of its utility at the start.
/// With these tastes in the logit (``BrandChoice``) somebody's shares are exactly the g_j/Σg at the start, and later
/// move with prices, quality and promotions as anybody's do. Double jeopardy and the duplication of purchase follow.
public enum DirichletTastes {
  /// The logarithm of a gamma variate of scale 1, whose shape may be so small that the variate itself is 0 in
  /// floating point: ln Gamma(a) = ln Gamma(a + 1) + ln U/a.
  static func logGamma(shape: Double, _ random: RandomSource) -> Double {
    let larger = log(random.gamma(shape: shape + 1, scale: 1))
    return larger + log(random.uniform()) / shape
  }

  /// Utilities of taste from logarithms of gammas, in place.
  ///
  /// - Parameters:
  ///   - logs: ln g_j; the tastes afterwards.
  ///   - shares: the m_j.
  static func tastes(from logs: inout [Double], shares: [Double]) {
    let greatest = logs.max() ?? 0
    let total = greatest + log(logs.reduce(0) { $0 + exp($1 - greatest) })
    for j in logs.indices { logs[j] -= total + log(shares[j]) }
  }
}
