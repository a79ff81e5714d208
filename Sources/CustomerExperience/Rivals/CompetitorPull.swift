import Glibc

/// M14 and M18: the pull of the rivals as one index.
///
///     pull = ln (e^{U_nothing} + Σ_k awareness_k·e^{U_k}) − U_us
///
/// The first term is what going without is worth. The utilities hold price, the rivals' quality and
/// promotions only: our own quality acts through satisfaction, and what it costs to switch through the
/// contract's state. A new rival gets known gradually. The default response to price gives a contract's
/// monthly own-price elasticity of about −0.7 at a share of 60% (a design value; repertoire retail is
/// steeper, −2.62 in the mean of 1,851 estimates: Bijmolt, van Heerde & Pieters 2005).
public enum CompetitorPull {
  /// The utility of a provider.
  ///
  /// - Parameters:
  ///   - price: its price as a multiple of our price at the start.
  ///   - quality: its quality in points.
  @inline(__always)
  public static func utility(
    price: Double, quality: Double, priceResponse: Double, qualityResponse: Double
  ) -> Double {
    qualityResponse * (quality - 75) - priceResponse * (price - 1)
  }

  /// The share of customers who know a rival that entered some months ago.
  @inline(__always)
  public static func awareness(monthsSinceEntry: Double, ramp: Double) -> Double {
    if monthsSinceEntry < 0 { return 0 }
    return ramp > 0 ? 1 - exp(-monthsSinceEntry / ramp) : 1
  }

  /// The log-sum of the alternatives' utilities, rivals weighted by awareness, less our utility.
  public static func index(
    nothing: Double, rivals: [(utility: Double, awareness: Double)], ours: Double
  ) -> Double {
    log(rivals.reduce(exp(nothing)) { $0 + $1.awareness * exp($1.utility) }) - ours
  }
}
