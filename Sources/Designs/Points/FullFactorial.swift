/// Every combination of the levels of some factors.
///
/// Rows are numbered like an odometer, the last factor turning fastest, and each is worked out when it
/// is asked for: a design of thousands of millions of rows takes no memory.
public struct FullFactorial: Sendable, Equatable {
  /// How many levels each factor has.
  public let levels: [Int]
  /// How many combinations there are.
  public let count: Int

  /// Makes a design.
  ///
  /// - Parameter levels: how many levels each factor has, 1 or more.
  /// - Throws: ``DesignError`` without a factor, for a factor without a level, and where the
  ///   combinations cannot be counted in an `Int`.
  public init(levels: [Int]) throws(DesignError) {
    guard !levels.isEmpty else { throw .empty }
    var count = 1
    for (factor, number) in levels.enumerated() {
      guard number > 0 else { throw .noLevels(factor: factor) }
      let (product, overflows) = count.multipliedReportingOverflow(by: number)
      guard !overflows else { throw .tooManyPoints(limit: Int.max) }
      count = product
    }
    self.levels = levels
    self.count = count
  }

  /// The level, from 0, of each factor in a row.
  ///
  /// - Precondition: the index is from 0 to one less than ``count``.
  public func row(_ index: Int) -> [Int] {
    precondition(index >= 0 && index < count, "no such row in the design")
    var rest = index
    var row = [Int](repeating: 0, count: levels.count)
    for factor in levels.indices.reversed() {
      row[factor] = rest % levels[factor]
      rest /= levels[factor]
    }
    return row
  }
}
