import Glibc

/// Five numbers, one a dimension of service quality; lanes 5 to 7 are zero and carry no weight.
public typealias Dimensional = SIMD8<Double>

extension Dimensional {
  /// The number on each of the five dimensions in one lane each.
  @inline(__always)
  static func all(_ value: Double) -> Dimensional {
    Dimensional(value, value, value, value, value, 0, 0, 0)
  }

  /// The sum over the dimensions of the products with what each weighs.
  @inline(__always)
  func weighed(by weights: Dimensional) -> Double {
    let products = self * weights
    // In the order of the lanes, like `sum()`, but not the three that are zero.
    return products[0] + products[1] + products[2] + products[3] + products[4]
  }

  /// Holds the number on each dimension to a range.
  @inline(__always)
  mutating func hold(to range: ClosedRange<Double>) {
    for d in 0..<5 {
      let raised = self[d] < range.lowerBound ? range.lowerBound : self[d]
      self[d] = raised > range.upperBound ? range.upperBound : raised
    }
  }
}

/// The logistic function.
@inline(__always)
func logistic(_ x: Double) -> Double { 1 / (1 + exp(-x)) }

/// The log-odds of a probability; infinite at 0 and 1.
@inline(__always)
func logOdds(_ p: Double) -> Double { log(p / (1 - p)) }
