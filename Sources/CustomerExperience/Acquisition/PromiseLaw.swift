import Glibc

/// M25, gap 4: what is promised draws customers, and is then expected.
///
///     prospects × e^{draws · (promised − mean quality)/10}
///
/// Promising more than is delivered wins customers now and disappoints them later
/// (``AdaptiveExpectations``); somewhere between lies the promise that pays.
public enum PromiseLaw {
  /// How many times as many prospects come as with a promise of the mean quality.
  @inline(__always)
  public static func multiple(draws: Double, promised: Double?, mean: Double) -> Double {
    guard draws != 0, let promised else { return 1 }
    return exp(draws * (promised - mean) / 10)
  }
}
