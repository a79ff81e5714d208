import CGSL
import CPhilox

#if canImport(Darwin)
  import Darwin
#elseif canImport(Musl)
  import Musl
#else
  import Glibc
#endif

/// The lower triangle L of a symmetric positive definite matrix, with L L' = the matrix.
struct Cholesky: Sendable {
  /// Rows and columns.
  let size: Int
  /// The factor, row by row; what is above the diagonal means nothing.
  private var factor: [Double]

  /// Factorises a matrix, given row by row; nil if it is not positive definite.
  init?(_ matrix: [Double], size: Int) {
    precondition(matrix.count == size * size && size > 0, "a square matrix")
    cx_gsl_errors_off()
    var factor = matrix
    let status = factor.withUnsafeMutableBufferPointer { buffer -> Int32 in
      guard let base = buffer.baseAddress else { return -1 }
      var view = gsl_matrix_view_array(base, size, size)
      return gsl_linalg_cholesky_decomp1(&view.matrix)
    }
    guard status == 0, factor.allSatisfy(\.isFinite) else { return nil }
    (self.size, self.factor) = (size, factor)
  }

  /// An element of L, on or below the diagonal.
  func element(_ row: Int, _ column: Int) -> Double { factor[row * size + column] }

  /// The logarithm of the matrix's determinant.
  var logDeterminant: Double { (0..<size).reduce(0) { $0 + 2 * log(element($1, $1)) } }

  /// Solves L x = b.
  func forward(_ b: [Double]) -> [Double] {
    var x = b
    for row in 0..<size {
      var sum = x[row]
      for column in 0..<row { sum -= factor[row * size + column] * x[column] }
      x[row] = sum / factor[row * size + row]
    }
    return x
  }

  /// Solves L L' x = b.
  func solve(_ b: [Double]) -> [Double] {
    var x = forward(b)
    for row in stride(from: size - 1, through: 0, by: -1) {
      x[row] /= factor[row * size + row]
      let known = x[row]
      for column in 0..<row { x[column] -= factor[row * size + column] * known }
    }
    return x
  }

  /// The inverse of the matrix, row by row.
  func inverse() -> [Double] {
    var inverse = factor
    inverse.withUnsafeMutableBufferPointer { buffer in
      guard let base = buffer.baseAddress else { return }
      var view = gsl_matrix_view_array(base, size, size)
      _ = gsl_linalg_cholesky_invert(&view.matrix)
    }
    return inverse
  }
}
