import RandomVariates

/// Random walks through a grid in the unit cube that move one factor at a time.
///
/// Morris (1991): each of the p levels of a factor is as likely as another, and each factor moves once
/// a walk, up or down, by p / (2 (p - 1)): half of the levels. A walk has one point more than factors.
public struct MorrisTrajectories: UnitCubeDesign {
  /// How many walks.
  public let trajectories: Int
  /// How many factors.
  public let factors: Int
  /// How many levels a factor has.
  public let levels: Int
  private let grid: [Int]

  /// How far a factor moves.
  public var step: Double { Double(levels / 2) / Double(levels - 1) }
  /// How many rows.
  public var count: Int { trajectories * (factors + 1) }

  /// Makes the walks.
  ///
  /// - Parameters:
  ///   - trajectories: how many; 10 to 50 are common.
  ///   - factors: how many factors.
  ///   - levels: how many levels a factor has: an even number, 2 to 1,000.
  ///   - seed: chooses the walks; a walk does not depend on how many there are.
  /// - Throws: ``DesignError`` without a walk or a factor, for an odd number of levels, or with more
  ///   than 100 million coordinates.
  public init(
    trajectories: Int, factors: Int, levels: Int = 4, seed: UInt64
  ) throws(DesignError) {
    guard levels >= 2, levels <= 1_000, levels % 2 == 0 else { throw .levels(levels) }
    guard factors < UnitCubeLimits.coordinates else {
      throw .tooManyFactors(factors, limit: UnitCubeLimits.coordinates)
    }
    try UnitCubeLimits.check(points: trajectories, factors: factors, rowsAPoint: factors + 1)
    let luck = DesignDraws(seed: seed, design: "morris")
    var grid: [Int] = []
    grid.reserveCapacity(trajectories * (factors + 1) * factors)
    for walk in 0..<trajectories {
      let order = luck.permutation(of: factors, stream: walk)
      luck.start(stream: walk, .trajectory)
      var here: [Int] = []
      var rises: [Bool] = []
      for _ in 0..<factors {
        let lower = luck.below(levels / 2)
        rises.append(luck.source.uniform() < 0.5)
        here.append(rises[here.count] ? lower : lower + levels / 2)
      }
      grid += here
      for factor in order {
        here[factor] += rises[factor] ? levels / 2 : -(levels / 2)
        grid += here
      }
    }
    (self.trajectories, self.factors, self.levels) = (trajectories, factors, levels)
    self.grid = grid
  }

  /// The coordinates of a row, each from 0 to 1.
  ///
  /// - Precondition: the index is from 0 to one less than ``count``.
  public func row(_ index: Int) -> [Double] {
    precondition(index >= 0 && index < count, "no such row in the design")
    return grid[index * factors..<(index + 1) * factors].map { Double($0) / Double(levels - 1) }
  }
}
