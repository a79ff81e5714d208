/// Count, mean, variance and range of observations, in one pass (Welford 1962).
public struct Tally: Sendable, Equatable {
  /// How many observations.
  public private(set) var count = 0
  /// Their mean; 0 when there are none.
  public private(set) var mean = 0.0
  /// The smallest; infinity when there are none.
  public private(set) var minimum = Double.infinity
  /// The largest; minus infinity when there are none.
  public private(set) var maximum = -Double.infinity

  private var squares = 0.0

  /// Makes an empty tally.
  public init() {}

  /// Makes a tally of some observations.
  public init(_ values: some Sequence<Double>) {
    for value in values { add(value) }
  }

  /// Adds an observation.
  public mutating func add(_ value: Double) {
    count += 1
    let deviation = value - mean
    mean += deviation / Double(count)
    squares += deviation * (value - mean)
    minimum = min(minimum, value)
    maximum = max(maximum, value)
  }

  /// Adds all observations of another tally (Chan, Golub & LeVeque 1983).
  public mutating func merge(_ other: Tally) {
    guard other.count > 0 else { return }
    guard count > 0 else {
      self = other
      return
    }
    let (n, m) = (Double(count), Double(other.count))
    let gap = other.mean - mean
    mean += gap * m / (n + m)
    squares += other.squares + gap * gap * n * m / (n + m)
    count += other.count
    minimum = min(minimum, other.minimum)
    maximum = max(maximum, other.maximum)
  }

  /// The sample variance (divisor n - 1); 0 with fewer than two observations.
  public var variance: Double { count > 1 ? squares / Double(count - 1) : 0 }
  /// The sample standard deviation.
  public var standardDeviation: Double { variance.squareRoot() }
  /// The standard error of the mean of independent observations; infinity with fewer than two.
  public var standardError: Double {
    count > 1 ? (variance / Double(count)).squareRoot() : .infinity
  }
}
