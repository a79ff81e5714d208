/// A baseline, then each factor over its levels while the others stay at the baseline.
public struct OneAtATime: Sendable, Equatable {
  /// What a row moves away from the baseline.
  public struct Change: Sendable, Equatable {
    /// The factor, from 0.
    public let factor: Int
    /// Its level, from 0.
    public let level: Int
  }

  /// How many levels each factor has.
  public let levels: [Int]
  /// How many rows there are: one, and one a level of a factor.
  public let count: Int

  /// Makes a design.
  ///
  /// - Parameter levels: how many levels each factor has, 1 or more.
  /// - Throws: ``DesignError`` without a factor, for a factor without a level, and where the rows
  ///   cannot be counted in an `Int`.
  public init(levels: [Int]) throws(DesignError) {
    guard !levels.isEmpty else { throw .empty }
    var count = 1
    for (factor, number) in levels.enumerated() {
      guard number > 0 else { throw .noLevels(factor: factor) }
      let (sum, overflows) = count.addingReportingOverflow(number)
      guard !overflows else { throw .tooManyPoints(limit: Int.max) }
      count = sum
    }
    self.levels = levels
    self.count = count
  }

  /// What a row changes; nil for the first row, which is the baseline.
  ///
  /// - Precondition: the index is from 0 to one less than ``count``.
  public func change(_ index: Int) -> Change? {
    precondition(index >= 0 && index < count, "no such row in the design")
    var level = index - 1
    for (factor, number) in levels.enumerated() where level >= 0 {
      if level < number { return Change(factor: factor, level: level) }
      level -= number
    }
    return nil
  }
}
