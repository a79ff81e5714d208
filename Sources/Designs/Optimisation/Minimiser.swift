import CGSL
import CPhilox

/// The lowest point of a smooth function, by GSL's BFGS.
enum Minimiser {
  /// A function with its gradient.
  typealias Function = ([Double]) -> (value: Double, gradient: [Double])

  /// What GSL hands back to us: the function, and where it was last worked out.
  private final class Problem {
    let function: Function
    private var last: (point: [Double], value: Double, gradient: [Double])?

    init(_ function: @escaping Function) { self.function = function }

    /// GSL asks for the value and for the gradient apart, often at one point.
    func evaluate(_ vector: UnsafePointer<gsl_vector>?) -> (value: Double, gradient: [Double]) {
      let point = Minimiser.array(vector)
      if let last, last.point == point { return (last.value, last.gradient) }
      let found = function(point)
      last = (point, found.value, found.gradient)
      return found
    }

    static func at(_ pointer: UnsafeMutableRawPointer?) -> Problem? {
      pointer.map { Unmanaged<Problem>.fromOpaque($0).takeUnretainedValue() }
    }
  }

  /// Goes downhill from a point until the slope is gone or no step leads lower.
  ///
  /// - Parameters:
  ///   - start: where to start.
  ///   - iterations: the most steps.
  ///   - function: finite everywhere, with its gradient.
  /// - Returns: the lowest point found and the value there.
  static func minimum(
    from start: [Double], iterations: Int = 100, of function: @escaping Function
  ) -> (point: [Double], value: Double) {
    cx_gsl_errors_off()
    let problem = Problem(function)
    guard let minimiser = gsl_multimin_fdfminimizer_alloc(cx_gsl_multimin_bfgs(), start.count),
      let vector = gsl_vector_alloc(start.count)
    else { preconditionFailure("out of memory for a minimisation") }
    defer {
      gsl_multimin_fdfminimizer_free(minimiser)
      gsl_vector_free(vector)
    }
    for (i, x) in start.enumerated() { gsl_vector_set(vector, i, x) }
    return withExtendedLifetime(problem) {
      var declared = gsl_multimin_function_fdf(
        f: { point, context in Problem.at(context)?.evaluate(point).value ?? .nan },
        df: { point, context, gradient in
          guard let problem = Problem.at(context) else { return }
          for (i, g) in problem.evaluate(point).gradient.enumerated() {
            gsl_vector_set(gradient, i, g)
          }
        },
        fdf: { point, context, value, gradient in
          guard let problem = Problem.at(context) else { return }
          let found = problem.evaluate(point)
          value?.pointee = found.value
          for (i, g) in found.gradient.enumerated() { gsl_vector_set(gradient, i, g) }
        },
        n: start.count, params: Unmanaged.passUnretained(problem).toOpaque())
      guard gsl_multimin_fdfminimizer_set(minimiser, &declared, vector, 0.1, 0.1) == 0 else {
        return (start, function(start).value)
      }
      for _ in 0..<iterations {
        guard gsl_multimin_fdfminimizer_iterate(minimiser) == 0 else { break }
        let slope = gsl_multimin_fdfminimizer_gradient(minimiser)
        if gsl_multimin_test_gradient(slope, 1e-4) == 0 { break }
      }
      return (
        array(gsl_multimin_fdfminimizer_x(minimiser)),
        gsl_multimin_fdfminimizer_minimum(minimiser)
      )
    }
  }

  private static func array(_ vector: UnsafePointer<gsl_vector>?) -> [Double] {
    guard let vector else { return [] }
    return (0..<vector.pointee.size).map { gsl_vector_get(vector, $0) }
  }
}
