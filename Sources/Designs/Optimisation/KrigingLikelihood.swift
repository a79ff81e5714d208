import RandomVariates

#if canImport(Darwin)
  import Darwin
#elseif canImport(Musl)
  import Musl
#else
  import Glibc
#endif

/// The likelihood of a metamodel's lengths and variance, given values of mean 0 and variance 1.
struct KrigingLikelihood {
  let points: [[Double]]
  let values: [Double]
  let noise: [Double]
  let correlation: KrigingCorrelation

  /// What is added to the diagonal, as a part of the variance, so that points that nearly coincide do
  /// not make the matrix singular.
  static let jitter = 1e-10

  /// Lengths within which a response is told from noise and from a plane, in units of the cube.
  private static let lengths = (lowest: log(0.03 as Double), highest: log(30 as Double))
  /// The variance beside that of the values.
  private static let variances = (lowest: log(1e-6 as Double), highest: log(1e4 as Double))

  /// The covariances of the values, row by row.
  static func covariance(
    _ points: [[Double]], noise: [Double], _ parameters: Kriging.Parameters,
    _ correlation: KrigingCorrelation
  ) -> [Double] {
    let n = points.count
    var matrix = [Double](repeating: 0, count: n * n)
    for i in 0..<n {
      for j in 0..<i {
        let squared = parameters.squaredDistance(points[i], points[j])
        matrix[i * n + j] = parameters.variance * correlation.value(squared)
        matrix[j * n + i] = matrix[i * n + j]
      }
      matrix[i * n + i] = parameters.variance * (1 + jitter) + noise[i]
    }
    return matrix
  }

  /// The parameters of the greatest likelihood, looked for from several starts.
  func best(starts: Int, seed: UInt64) -> Kriging.Parameters {
    let factors = points[0].count
    let luck = DesignDraws(seed: seed, design: "kriging")
    var lowest: (point: [Double], value: Double)?
    for number in 0..<max(1, starts) {
      luck.start(stream: number, .start)
      // The first start is a plain guess; the others' lengths are between 0.1 and 3.
      let lengths = (0..<factors).map { _ in
        number == 0 ? log(0.5) : log(0.1) + luck.source.uniform() * log(30)
      }
      let found = Minimiser.minimum(from: lengths + [0]) { self.cost($0) }
      if found.value < lowest?.value ?? .infinity { lowest = found }
    }
    let point = lowest?.point ?? [Double](repeating: 0, count: factors + 1)
    return parameters(point.enumerated().map { within($0.element, $0.offset) })
  }

  private func parameters(_ logarithms: [Double]) -> Kriging.Parameters {
    Kriging.Parameters(
      lengths: logarithms.dropLast().map(exp), variance: exp(logarithms[logarithms.count - 1]))
  }

  private func within(_ logarithm: Double, _ place: Int) -> Double {
    let range = place < points[0].count ? Self.lengths : Self.variances
    return min(max(logarithm, range.lowest), range.highest)
  }

  /// Minus the logarithm of the likelihood, and its gradient by the logarithms of lengths and variance.
  ///
  /// Beyond the bounds the value is that at the bound and a penalty that grows with the square.
  func cost(_ logarithms: [Double]) -> (value: Double, gradient: [Double]) {
    let inside = logarithms.enumerated().map { within($0.element, $0.offset) }
    var (value, gradient) = likelihoodCost(parameters(inside))
    for (place, x) in logarithms.enumerated() where x != inside[place] {
      let excess = x - inside[place]
      value += 10 * excess * excess
      gradient[place] = 20 * excess
    }
    return (value, gradient)
  }

  private func likelihoodCost(_ p: Kriging.Parameters) -> (Double, [Double]) {
    let n = points.count
    let factors = p.lengths.count
    let matrix = Self.covariance(points, noise: noise, p, correlation)
    guard let cholesky = Cholesky(matrix, size: n) else {
      return (1e10, [Double](repeating: 0, count: factors + 1))
    }
    let (mean, a) = cholesky.residuals(values)
    let distance = zip(values, a).reduce(0) { $0 + ($1.0 - mean) * $1.1 }
    let value = (cholesky.logDeterminant + distance) / 2
    // Derivatives: half the trace of (inverse - a a') times the derivative of the covariance, where a
    // solves for the residuals; both matrices are symmetric.
    let inverse = cholesky.inverse()
    func weight(_ i: Int, _ j: Int) -> Double { inverse[i * n + j] - a[i] * a[j] }
    var gradient = [Double](repeating: 0, count: factors + 1)
    for i in 0..<n {
      gradient[factors] += weight(i, i) * p.variance * (1 + Self.jitter) / 2
      for j in 0..<i {
        let both = weight(i, j)
        gradient[factors] += both * matrix[i * n + j]
        let slope =
          both * p.variance * correlation.slope(p.squaredDistance(points[i], points[j]))
        for factor in 0..<factors {
          let d = (points[i][factor] - points[j][factor]) / p.lengths[factor]
          gradient[factor] += slope * d * d
        }
      }
    }
    return (value, gradient)
  }
}

extension Cholesky {
  /// The generalised least squares mean of some values, and the inverse times the values less that mean.
  func residuals(_ values: [Double]) -> (mean: Double, solved: [Double]) {
    let ones = solve([Double](repeating: 1, count: size))
    let mean = zip(ones, values).reduce(0) { $0 + $1.0 * $1.1 } / ones.reduce(0, +)
    return (mean, solve(values.map { $0 - mean }))
  }
}
