import Glibc

/// The chance of something by logistic regression, fitted by Newton's method with a small ridge, so that it has an
/// answer where the data allow several.
struct RiskModel {
  /// Newton steps at most: it is where it goes in far fewer.
  private static let steps = 25
  private static let ridge = 1e-3

  /// The constant, then a number a feature.
  private(set) var weights: [Double]

  /// Fits the chance of an outcome.
  ///
  /// - Parameters:
  ///   - points: features, on about the same scale.
  ///   - outcomes: whether it happened.
  init(of points: [[Double]], outcomes: [Bool]) {
    let width = (points.first?.count ?? 0) + 1
    weights = [Double](repeating: 0, count: width)
    for _ in 0..<Self.steps {
      var slope = weights.map { -Self.ridge * $0 }
      var curve = [[Double]](
        repeating: [Double](repeating: 0, count: width), count: width)
      for d in 0..<width { curve[d][d] = Self.ridge }
      for (point, outcome) in zip(points, outcomes) {
        let x = [1] + point
        let chance = logistic(zip(x, weights).reduce(0) { $0 + $1.0 * $1.1 })
        let spread = chance * (1 - chance)
        for i in 0..<width {
          slope[i] += ((outcome ? 1 : 0) - chance) * x[i]
          for j in 0...i { curve[i][j] += spread * x[i] * x[j] }
        }
      }
      for i in 0..<width { for j in 0..<i { curve[j][i] = curve[i][j] } }
      let step = Self.solved(curve, slope)
      for d in 0..<width { weights[d] += max(-5, min(5, step[d])) }
      if step.allSatisfy({ abs($0) < 1e-9 }) { break }
    }
  }

  /// The log-odds of the outcome.
  func score(_ point: [Double]) -> Double {
    zip(point, weights.dropFirst()).reduce(weights[0]) { $0 + $1.0 * $1.1 }
  }

  /// Solves a system of linear equations by elimination, the largest pivot first.
  private static func solved(_ matrix: [[Double]], _ right: [Double]) -> [Double] {
    var (a, b) = (matrix, right)
    let n = b.count
    for column in 0..<n {
      let pivot = (column..<n).max { abs(a[$0][column]) < abs(a[$1][column]) } ?? column
      a.swapAt(column, pivot)
      b.swapAt(column, pivot)
      guard abs(a[column][column]) > 1e-12 else { continue }
      for row in column + 1..<n {
        let factor = a[row][column] / a[column][column]
        for d in column..<n { a[row][d] -= factor * a[column][d] }
        b[row] -= factor * b[column]
      }
    }
    var x = [Double](repeating: 0, count: n)
    for row in (0..<n).reversed() {
      guard abs(a[row][row]) > 1e-12 else { continue }
      let rest = (row + 1..<n).reduce(0.0) { $0 + a[row][$1] * x[$1] }
      x[row] = (b[row] - rest) / a[row][row]
    }
    return x
  }
}
