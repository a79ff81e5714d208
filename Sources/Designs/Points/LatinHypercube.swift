import RandomVariates

/// A Latin hypercube sample: for each factor, one point in each of as many equal slices as points.
///
/// McKay, Beckman & Conover (1979). Each factor's slices are dealt to the points by a permutation of its
/// own, so that adding a factor leaves the coordinates of those before it what they were.
public struct LatinHypercube: UnitCubeDesign {
  /// Where in its slice a coordinate lies.
  public enum Placement: Sendable {
    /// In the middle.
    case centred
    /// Anywhere, uniformly.
    case jittered
  }

  /// How many points.
  public let count: Int
  /// How many factors.
  public let factors: Int
  private let coordinates: [Double]

  /// Makes a sample.
  ///
  /// - Parameters:
  ///   - points: how many points.
  ///   - factors: how many factors.
  ///   - seed: chooses the sample.
  ///   - placement: where in its slice a coordinate lies.
  /// - Throws: ``DesignError`` without a point or a factor, or with more than 100 million coordinates.
  public init(
    points: Int, factors: Int, seed: UInt64, placement: Placement = .jittered
  ) throws(DesignError) {
    try UnitCubeLimits.check(points: points, factors: factors)
    (count, self.factors) = (points, factors)
    let luck = DesignDraws(seed: seed, design: "latin-hypercube")
    var coordinates = [Double](repeating: 0, count: points * factors)
    for factor in 0..<factors {
      let slices = luck.permutation(of: points, stream: factor)
      luck.start(stream: factor, .jitter)
      for point in 0..<points {
        let within = placement == .centred ? 0.5 : luck.source.uniform()
        coordinates[point * factors + factor] = (Double(slices[point]) + within) / Double(points)
      }
    }
    self.coordinates = coordinates
  }

  /// The coordinates of a row, each from 0 to 1.
  ///
  /// - Precondition: the index is from 0 to one less than ``count``.
  public func row(_ index: Int) -> [Double] {
    precondition(index >= 0 && index < count, "no such row in the design")
    return Array(coordinates[index * factors..<(index + 1) * factors])
  }
}
