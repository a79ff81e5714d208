import Glibc

/// What the ends of the scale do to a mean: quality is held to 0 to 100, so what varies much loses more at the nearer
/// end.
///
///     E[min(100, max(0, X))] = 100 (1 − Φ(b)) + m (Φ(b) − Φ(a)) + s (φ(a) − φ(b)),   a = −m/s, b = (100 − m)/s
///
/// for X ~ N(m, s²).
public enum ScaleEnds {
  /// The mean of a normal quantity that is held to 0 to 100.
  public static func mean(_ m: Double, spread s: Double) -> Double {
    guard s > 0 else { return min(100, max(0, m)) }
    func below(_ x: Double) -> Double { 0.5 * erfc(-x / 2.0.squareRoot()) }
    func density(_ x: Double) -> Double { exp(-x * x / 2) / (2 * Double.pi).squareRoot() }
    let (a, b) = (-m / s, (100 - m) / s)
    return 100 * (1 - below(b)) + m * (below(b) - below(a)) + s * (density(a) - density(b))
  }

  /// What a normal quantity has to be set to so that its mean within 0 to 100 is a given one.
  public static func setting(for mean: Double, spread: Double) -> Double {
    mean + shift(to: mean) { Self.mean(mean + $0, spread: spread) }
  }

  /// By how much to shift something so that its mean is a given one; −100 to 100.
  ///
  /// - Parameter shifted: the mean at a shift, which must not fall as that rises.
  public static func shift(to mean: Double, of shifted: (Double) -> Double) -> Double {
    var (low, high) = (-100.0, 100.0)
    for _ in 0..<60 {
      let middle = (low + high) / 2
      if shifted(middle) < mean { low = middle } else { high = middle }
    }
    return (low + high) / 2
  }
}
