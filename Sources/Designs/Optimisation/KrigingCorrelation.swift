#if canImport(Darwin)
  import Darwin
#elseif canImport(Musl)
  import Musl
#else
  import Glibc
#endif

/// How the values of a metamodel at two points go together, by their distance.
///
/// Distances are in lengths, one a factor: r² = sum of ((x - y) / length)².
public enum KrigingCorrelation: Sendable {
  /// exp(-r² / 2): infinitely smooth.
  case gaussian
  /// (1 + √5 r + 5 r² / 3) exp(-√5 r): twice differentiable (Matérn's with 5/2), the safer of the two.
  case matern52

  /// The correlation at a squared distance.
  func value(_ squared: Double) -> Double {
    switch self {
    case .gaussian: return exp(-squared / 2)
    case .matern52:
      let r = (5 * squared).squareRoot()
      return (1 + r + r * r / 3) * exp(-r)
    }
  }

  /// What a factor's part of the squared distance is multiplied by to give the derivative of the
  /// correlation by the logarithm of that factor's length.
  func slope(_ squared: Double) -> Double {
    switch self {
    case .gaussian: return exp(-squared / 2)
    case .matern52:
      let r = (5 * squared).squareRoot()
      return 5.0 / 3 * (1 + r) * exp(-r)
    }
  }
}
