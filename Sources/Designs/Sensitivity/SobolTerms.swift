/// What each base point adds to the sums from which Sobol's indices are made.
///
/// Outputs are centred first: the first-order estimator is exact for any constant added to the output
/// only in the limit, and far from it when the mean is large beside the variation.
struct SobolTerms {
  /// How many base points have all their outputs.
  let points: Int
  /// The pairs of factors whose interaction is estimated.
  let pairs: [(Int, Int)]
  /// Numerators of the first-order indices, of the total ones, and of the pairs' closed ones, a row a
  /// base point.
  private let terms: [Double]
  private let factors: Int
  private let a: [Double]
  private let b: [Double]

  private var width: Int { 2 * factors + pairs.count }

  init(_ sample: SaltelliSample, outputs: [Double]) {
    let k = sample.factors
    let stride = sample.stride
    let kept = (0..<sample.basePoints).filter { point in
      outputs[point * stride..<(point + 1) * stride].allSatisfy(\.isFinite)
    }
    var sum = 0.0
    for point in kept {
      for y in outputs[point * stride..<(point + 1) * stride] { sum += y }
    }
    let mean = kept.isEmpty ? 0 : sum / Double(kept.count * stride)
    var pairs: [(Int, Int)] = []
    if sample.secondOrder { for i in 0..<k { for j in i + 1..<k { pairs.append((i, j)) } } }
    var terms: [Double] = []
    var (left, right): ([Double], [Double]) = ([], [])
    terms.reserveCapacity(kept.count * (2 * k + pairs.count))
    for point in kept {
      let y = outputs[point * stride..<(point + 1) * stride].map { $0 - mean }
      let (a, b) = (y[0], y[stride - 1])
      left.append(a)
      right.append(b)
      for i in 0..<k { terms.append(b * (y[1 + i] - a)) }
      for i in 0..<k { terms.append((a - y[1 + i]) * (a - y[1 + i]) / 2) }
      for (i, j) in pairs { terms.append(y[1 + k + i] * y[1 + j] - a * b) }
    }
    (points, self.pairs, self.terms, factors) = (kept.count, pairs, terms, k)
    (self.a, self.b) = (left, right)
  }

  /// The variance of the output over the base points.
  var variance: Double { variance(of: nil) }

  private func variance(of times: [Double]?) -> Double {
    var (count, sum, squares) = (0.0, 0.0, 0.0)
    for point in 0..<points {
      let weight = times?[point] ?? 1
      count += 2 * weight
      sum += weight * (a[point] + b[point])
      squares += weight * (a[point] * a[point] + b[point] * b[point])
    }
    return count > 0 ? max(0, squares / count - sum / count * (sum / count)) : 0
  }

  /// First-order, total and second-order indices of a resample, in which each base point occurs some
  /// times; of the sample itself with nil.
  func indices(of times: [Double]?) -> [Double] {
    var sums = [Double](repeating: 0, count: width)
    for point in 0..<points {
      let weight = times?[point] ?? 1
      if weight == 0 { continue }
      for term in 0..<width { sums[term] += weight * terms[point * width + term] }
    }
    let whole = variance(of: times) * Double(points)
    guard whole > 0 else { return [Double](repeating: 0, count: width) }
    for term in sums.indices { sums[term] /= whole }
    for (place, pair) in pairs.enumerated() {
      sums[2 * factors + place] -= sums[pair.0] + sums[pair.1]
    }
    return sums
  }
}
