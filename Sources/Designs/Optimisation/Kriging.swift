import DiscreteEvents

/// A metamodel: a smooth surface through simulated means, with its own error.
///
/// Ordinary kriging (Sacks, Welch, Mitchell & Wynn 1989) of an unknown constant mean; with the variance
/// of each mean it is stochastic kriging (Ankenman, Nelson & Staum 2010), which smooths by as much as
/// the noise calls for. Without noise it interpolates. Lengths and variance are those of the greatest
/// likelihood unless given, and then taken for certain: a 95% interval covers 89 to 93 times in a hundred
/// with forty points. The noise of two points is taken for independent: under common random numbers the
/// level of the surface is less certain than stated and its shape more (Chen, Ankenman & Nelson 2012).
public struct Kriging: Sendable {
  /// What shapes the surface.
  public struct Parameters: Sendable, Equatable {
    /// For each factor the distance over which values stay alike, in the factor's unit.
    public var lengths: [Double]
    /// The variance of the surface about its mean, in the square of the values' unit.
    public var variance: Double

    /// Makes parameters.
    public init(lengths: [Double], variance: Double) {
      (self.lengths, self.variance) = (lengths, variance)
    }

    func squaredDistance(_ a: [Double], _ b: [Double]) -> Double {
      var sum = 0.0
      for factor in lengths.indices {
        let d = (a[factor] - b[factor]) / lengths[factor]
        sum += d * d
      }
      return sum
    }
  }

  /// What the surface says of a point: a mean, and the standard deviation of the error about it, the
  /// noise of a simulation there not included.
  public struct Prediction: Sendable, Equatable {
    /// The expected value.
    public let mean: Double
    /// The standard deviation of the surface there.
    public let deviation: Double
  }

  /// Where values are known.
  public let points: [[Double]]
  /// The values.
  public let values: [Double]
  /// The variance of each value.
  public let noise: [Double]
  /// How alike neighbours are.
  public let correlation: KrigingCorrelation
  /// What shapes the surface.
  public let parameters: Parameters
  /// The surface's mean, far from every point.
  public let mean: Double

  private let cholesky: Cholesky
  private let solved: [Double]
  /// L⁻¹ 1, and the sum of its squares: what the mean rests on.
  private let ones: [Double]
  private let information: Double

  /// Fits a surface.
  ///
  /// - Parameters:
  ///   - points: a row of factors each, best scaled to 0 to 1.
  ///   - values: one a point.
  ///   - noise: the variance of each value, 0 or more; nil for none.
  ///   - correlation: how alike neighbours are.
  ///   - parameters: lengths and variance; nil for those of the greatest likelihood.
  ///   - starts: from how many guesses the greatest likelihood is looked for.
  ///   - seed: chooses the guesses after the first.
  /// - Throws: ``KrigingError``.
  public init(
    points: [[Double]], values: [Double], noise: [Double]? = nil,
    correlation: KrigingCorrelation = .matern52, parameters: Parameters? = nil, starts: Int = 4,
    seed: UInt64 = 1
  ) throws(KrigingError) {
    let noise = noise ?? [Double](repeating: 0, count: values.count)
    try Self.check(points, values, noise, parameters)
    let tally = Tally(values)
    // Values of mean 0 and variance 1 share one set of starts and bounds.
    let scale = tally.variance > 0 ? tally.variance.squareRoot() : 1
    var fitted: Parameters
    if let parameters {
      fitted = parameters
    } else {
      fitted = KrigingLikelihood(
        points: points, values: values.map { ($0 - tally.mean) / scale },
        noise: noise.map { $0 / (scale * scale) }, correlation: correlation
      ).best(starts: starts, seed: seed)
      fitted.variance *= scale * scale
    }
    guard
      let cholesky = Cholesky(
        KrigingLikelihood.covariance(points, noise: noise, fitted, correlation),
        size: points.count)
    else { throw .singular }
    (self.points, self.values, self.noise) = (points, values, noise)
    (self.correlation, self.parameters, self.cholesky) = (correlation, fitted, cholesky)
    (mean, solved) = cholesky.residuals(values)
    ones = cholesky.forward([Double](repeating: 1, count: points.count))
    information = ones.reduce(0) { $0 + $1 * $1 }
  }

  /// The surface at a point.
  ///
  /// - Precondition: the point has as many factors as those it rests on.
  public func prediction(at point: [Double]) -> Prediction {
    precondition(point.count == parameters.lengths.count, "as many factors as the points have")
    let covariances = points.map {
      parameters.variance * correlation.value(parameters.squaredDistance($0, point))
    }
    let half = cholesky.forward(covariances)
    let known = half.reduce(0) { $0 + $1 * $1 }
    let unknown = 1 - zip(half, ones).reduce(0) { $0 + $1.0 * $1.1 }
    let variance = parameters.variance - known + unknown * unknown / information
    return Prediction(
      mean: mean + zip(covariances, solved).reduce(0) { $0 + $1.0 * $1.1 },
      deviation: max(0, variance).squareRoot())
  }

  /// What the surface through all other points says of each point, with the parameters as they are
  /// (Dubrule 1983); the deviation here includes the noise of the value left out.
  public func leaveOneOut() -> [Prediction] {
    let n = points.count
    let inverse = cholesky.inverse()
    let rows = (0..<n).map { i in inverse[i * n..<(i + 1) * n].reduce(0, +) }
    let whole = rows.reduce(0, +)
    return (0..<n).map { i in
      let precision = inverse[i * n + i] - rows[i] * rows[i] / whole
      return Prediction(
        mean: values[i] - solved[i] / precision, deviation: (1 / precision).squareRoot())
    }
  }

  /// The share of the values' variance that ``leaveOneOut()`` explains: 1 is perfect, 0 no better than
  /// the mean, and below 0 worse; NaN for values that never vary.
  public var explained: Double {
    let tally = Tally(values)
    guard tally.variance > 0 else { return .nan }
    let errors = zip(values, leaveOneOut()).reduce(0) {
      $0 + ($1.0 - $1.1.mean) * ($1.0 - $1.1.mean)
    }
    return 1 - errors / (tally.variance * Double(tally.count - 1))
  }

  private static func check(
    _ points: [[Double]], _ values: [Double], _ noise: [Double], _ parameters: Parameters?
  ) throws(KrigingError) {
    precondition(
      points.count == values.count && points.count == noise.count, "a value and a noise a point")
    guard points.count >= 3, let factors = points.first?.count, factors > 0 else {
      throw .tooFewPoints(points.count)
    }
    precondition(points.allSatisfy { $0.count == factors }, "as many factors a point")
    precondition(
      parameters.map { $0.lengths.count == factors && $0.variance > 0 } ?? true,
      "a length a factor, and a variance above 0")
    for (index, point) in points.enumerated() {
      guard point.allSatisfy(\.isFinite), values[index].isFinite, noise[index] >= 0,
        noise[index].isFinite
      else { throw .notFinite(point: index) }
    }
  }
}

/// Why a metamodel cannot be fitted.
public enum KrigingError: Error, Equatable {
  /// There are fewer than three points, or no factor.
  case tooFewPoints(Int)
  /// A factor, value or noise of a point, counted from 0, is not a finite number, or a noise is
  /// negative.
  case notFinite(point: Int)
  /// Points coincide, or their distances are too small for the lengths.
  case singular
}

extension KrigingError: CustomStringConvertible {
  /// What is wrong.
  public var description: String {
    switch self {
    case .tooFewPoints(let count): "\(count) points; a metamodel needs at least 3"
    case .notFinite(let point): "point \(point + 1) of the metamodel is not a finite number"
    case .singular: "points of the metamodel coincide"
    }
  }
}
