import RandomVariates

/// Draws a law once for each of many subjects, as a simulation does.
func draws(of law: Law, count: Int, seed: UInt64 = 20_260_105) -> [Double] {
  let source = RandomSource(seed: seed, replication: 1)
  let sampler = Sampler(law)
  let segment = StableHash.of("segment")
  return (0..<count).map {
    source.seek(StableHash.child(segment, $0), 3, 0)
    return sampler.draw(source)
  }
}

/// The Kolmogorov-Smirnov statistic of a sample against a continuous distribution function, scaled so
/// that its critical values do not depend on the sample's size (Stephens 1970).
func kolmogorovSmirnov(_ sample: [Double], _ cdf: (Double) -> Double) -> Double {
  let sorted = sample.sorted()
  let n = Double(sorted.count)
  var distance = 0.0
  for (rank, value) in sorted.enumerated() {
    let p = cdf(value)
    distance = max(distance, p - Double(rank) / n, Double(rank + 1) / n - p)
  }
  return distance * (n.squareRoot() + 0.12 + 0.11 / n.squareRoot())
}

/// The critical value of ``kolmogorovSmirnov(_:_:)`` at 0.1%.
let kolmogorovSmirnovCritical = 1.949

/// Sample mean and variance with the standard error of each.
struct Moments {
  var mean = 0.0
  var variance = 0.0
  var meanError = 0.0
  var varianceError = 0.0

  init(_ sample: [Double]) {
    let n = Double(sample.count)
    mean = sample.reduce(0, +) / n
    var (second, fourth) = (0.0, 0.0)
    for value in sample {
      let square = (value - mean) * (value - mean)
      second += square
      fourth += square * square
    }
    variance = second / (n - 1)
    meanError = (variance / n).squareRoot()
    varianceError = (max(0, fourth / n - variance * variance) / n).squareRoot()
  }
}

/// The correlation of two samples.
func correlation(_ a: [Double], _ b: [Double]) -> Double {
  let (ma, mb) = (Moments(a), Moments(b))
  let products = zip(a, b).reduce(0.0) { $0 + ($1.0 - ma.mean) * ($1.1 - mb.mean) }
  return products / Double(a.count - 1) / (ma.variance * mb.variance).squareRoot()
}
