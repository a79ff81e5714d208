import CGSL

/// The mean of one long run, with an interval from the means of its batches.
///
/// A run is cut into successive batches of equal length. When they are long beside the time over
/// which the run remembers itself, their means are nearly independent and nearly normal, and
/// Student's t gives the interval of the run's mean (Law 2015, chapter 9; Alexopoulos & Seila
/// 1998). From 10 to 30 batches suffice (Schmeiser 1982). Warm-up is to be dropped before (see
/// ``WarmUp``).
///
/// Observations may be added one by one without end: whenever there are twice as many batches as
/// were asked for, neighbours are merged and batches are twice as long. The memory is O(k) for k
/// batches, and a run needs no length beforehand.
public struct BatchMeans: Sendable, Equatable {
  /// The fewest batches once the run is long enough; fewer than twice as many are kept.
  public let batches: Int
  /// How many observations a batch has.
  public private(set) var batchSize = 1
  /// The means of the completed batches, in the order of the run.
  public private(set) var means: [Double] = []

  // The batch being filled: its mean so far, exact when all its values are equal.
  private var partial = 0.0
  private var filled = 0

  /// Makes batch means of a run not yet begun.
  ///
  /// - Parameter batches: how many batches to keep at least.
  /// - Precondition: there are at least two batches.
  public init(batches: Int = 20) {
    precondition(batches >= 2, "batch means need at least two batches")
    self.batches = batches
  }

  /// Cuts a series into batches as many as asked for.
  ///
  /// What a series of n has over a multiple of k is left out at its beginning, where a run is
  /// furthest from steady state: fewer than k observations. A series shorter than k has a batch an
  /// observation.
  ///
  /// - Parameters:
  ///   - series: the observations of one run, in the order in which they were made.
  ///   - batches: k, the number of batches.
  /// - Precondition: there are at least two batches.
  public init(_ series: [Double], batches: Int = 20) {
    self.init(batches: batches)
    batchSize = max(1, series.count / batches)
    for value in series.dropFirst(series.count < batches ? 0 : series.count % batches) {
      add(value)
    }
  }

  /// Adds the run's next observation.
  ///
  /// - Complexity: O(1), amortized.
  public mutating func add(_ value: Double) {
    filled += 1
    partial += (value - partial) / Double(filled)
    guard filled == batchSize else { return }
    means.append(partial)
    (partial, filled) = (0, 0)
    guard means.count == 2 * batches else { return }
    for i in 0..<batches { means[i] = means[2 * i] / 2 + means[2 * i + 1] / 2 }
    means.removeLast(batches)
    batchSize *= 2
  }

  /// How many observations the completed batches have together.
  public var observations: Int { means.count * batchSize }

  /// The interval of the run's mean: Student's t with one degree of freedom less than batches.
  ///
  /// The interval's count is that of the completed batches; the batch being filled is left out. It
  /// is too narrow if the batches depend on each other (see ``looksIndependent(significance:)``).
  ///
  /// - Parameter level: the confidence, between 0 and 1.
  public func interval(level: Double = 0.95) -> ConfidenceInterval {
    ConfidenceInterval.ofMean(means, level: level)
  }
}

extension BatchMeans {
  /// The autocorrelation of neighbouring batch means.
  public var lag1: Double { Autocorrelation.lag1(of: means) }

  /// Von Neumann's statistic of the batch means: standard normal if they are independent.
  ///
  /// With k means, Q the sum of the squares of successive differences and D that of the deviations
  /// from their mean, it is (1 - Q / 2D) √((k² - 1) / (k - 2)) (von Neumann 1941; Alexopoulos &
  /// Seila 1998). It is large when neighbours resemble each other. It is 0 for means that are all
  /// equal, and nil for fewer than eight, for which the normal law is a poor approximation.
  public var vonNeumannStatistic: Double? {
    let k = Double(means.count)
    guard k >= 8 else { return nil }
    let tally = Tally(means)
    if tally.variance == 0 { return 0 }
    let differences = zip(means, means.dropFirst()).reduce(0) {
      $0 + ($1.1 - $1.0) * ($1.1 - $1.0)
    }
    let ratio = differences / (tally.variance * (k - 1))
    return (1 - ratio / 2) * ((k * k - 1) / (k - 2)).squareRoot()
  }

  /// Whether von Neumann's test finds no sign that batches depend on those before them.
  ///
  /// The test is one-sided, against batches too short. Fewer than eight batches cannot be tested
  /// and do not look independent. With few batches it misses a weak dependence easily, hence its
  /// significance of one in ten; a hundred batches make it a good test (Adam & Klein 1989).
  ///
  /// - Parameter significance: the chance that independent batches are refused, between 0 and 1.
  /// - Precondition: the significance is between 0 and 1.
  public func looksIndependent(significance: Double = 0.1) -> Bool {
    precondition(significance > 0 && significance < 1, "a significance is between 0 and 1")
    guard let statistic = vonNeumannStatistic else { return false }
    return statistic <= gsl_cdf_ugaussian_Qinv(significance)
  }
}
