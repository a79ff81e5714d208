/// The settings that no other beats in every respect.
public enum ParetoFront {
  /// Which way an objective is better.
  public enum Direction: Sendable {
    /// More is better.
    case maximise
    /// Less is better.
    case minimise
  }

  /// The points that no other dominates, in the order given.
  ///
  /// A point dominates another when it is at least as good in every objective and better in one. Equal
  /// points do not dominate one another: all of them are in. A point with a NaN is neither in nor held
  /// against the others.
  ///
  /// - Parameters:
  ///   - points: a row of objectives each.
  ///   - directions: which way each objective is better.
  /// - Precondition: each point has as many objectives as there are directions.
  /// - Complexity: O(n f) for n points of which f are on the front.
  public static func indices(of points: [[Double]], _ directions: [Direction]) -> [Int] {
    let signs = directions.map { $0 == .maximise ? 1.0 : -1 }
    var front: [(index: Int, values: [Double])] = []
    for (index, point) in points.enumerated() {
      precondition(point.count == signs.count, "as many objectives as directions")
      guard !point.contains(where: \.isNaN) else { continue }
      let values = zip(point, signs).map { $0 * $1 }
      if front.contains(where: { dominates($0.values, values) }) { continue }
      front.removeAll { dominates(values, $0.values) }
      front.append((index, values))
    }
    return front.map(\.index)
  }

  private static func dominates(_ a: [Double], _ b: [Double]) -> Bool {
    var isBetter = false
    for (x, y) in zip(a, b) {
      if x < y { return false }
      if x > y { isBetter = true }
    }
    return isBetter
  }
}
