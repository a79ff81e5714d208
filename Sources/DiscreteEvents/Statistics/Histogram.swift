/// Observations counted in equal cells, with those below and above them.
///
/// It keeps the shape of any number of observations in the memory of its cells. Cell i holds the
/// values from ``edge(_:)`` i up to, but not including, edge i + 1. Shares and quantiles take the
/// observations of a cell as spread evenly over it, as far as the smallest and largest observation
/// allow; their error is a cell's width at most within the cells.
public struct Histogram: Sendable, Equatable {
  /// Where the first cell begins, in the unit of the observations.
  public let lowest: Double
  /// Where the last cell ends.
  public let highest: Double
  /// How many observations each cell holds.
  public private(set) var cells: [Int]
  /// How many observations lie below the first cell.
  public private(set) var below = 0
  /// How many observations lie above the last cell or at its end.
  public private(set) var above = 0
  /// How many observations in all.
  public private(set) var count = 0
  /// The smallest observation; infinity when there are none.
  public private(set) var minimum = Double.infinity
  /// The largest observation; minus infinity when there are none.
  public private(set) var maximum = -Double.infinity

  /// Makes an empty histogram.
  ///
  /// - Parameters:
  ///   - lowest: where the first cell begins.
  ///   - highest: where the last cell ends.
  ///   - cells: how many cells, all of one width.
  /// - Precondition: there is a cell, and the range has a width that is a number.
  public init(from lowest: Double, to highest: Double, cells: Int) {
    precondition(cells > 0, "a histogram needs a cell")
    precondition(
      highest > lowest && (highest - lowest).isFinite, "a histogram's range needs a finite width")
    (self.lowest, self.highest) = (lowest, highest)
    self.cells = Array(repeating: 0, count: cells)
  }

  /// Where a cell begins: `edge(0)` is the lowest, `edge(cells.count)` the highest.
  public func edge(_ cell: Int) -> Double {
    cell == cells.count
      ? highest : lowest + (highest - lowest) * (Double(cell) / Double(cells.count))
  }

  /// Counts an observation; infinities count below or above.
  ///
  /// - Precondition: the observation is not NaN.
  /// - Complexity: O(1)
  public mutating func add(_ value: Double) {
    precondition(!value.isNaN, "a histogram cannot place NaN")
    count += 1
    minimum = min(minimum, value)
    maximum = max(maximum, value)
    let place = slot(of: value)
    if place < 0 {
      below += 1
    } else if place == cells.count {
      above += 1
    } else {
      cells[place] += 1
    }
  }

  /// Counts all observations of another histogram.
  ///
  /// - Precondition: both have the same cells.
  /// - Complexity: O(cells)
  public mutating func merge(_ other: Histogram) {
    precondition(
      lowest == other.lowest && highest == other.highest && cells.count == other.cells.count,
      "histograms of different cells cannot be merged")
    for i in cells.indices { cells[i] += other.cells[i] }
    below += other.below
    above += other.above
    count += other.count
    minimum = min(minimum, other.minimum)
    maximum = max(maximum, other.maximum)
  }
}

extension Histogram {
  /// The share of the observations below the end of each cell, 0 to 1; NaN when there are none.
  public var cumulativeShares: [Double] {
    var seen = below
    return cells.map {
      seen += $0
      return Double(seen) / Double(count)
    }
  }

  /// The share of the observations below a value, 0 to 1; NaN when there are none.
  ///
  /// - Complexity: O(cells)
  public func share(below value: Double) -> Double {
    guard count > 0, !value.isNaN else { return .nan }
    if value <= minimum { return 0 }
    if value > maximum { return 1 }
    let place = slot(of: value)
    let before = (-1..<place).reduce(0) { $0 + holding($1).count }
    let (held, from, to) = holding(place)
    let within = to > from ? (value - from) / (to - from) : 0
    // An infinite smallest observation: the others of its cell are at that end.
    let share = within.isNaN ? 1 : min(1, max(0, within))
    return (Double(before) + Double(held) * share) / Double(count)
  }

  /// The value below which a share of the observations lies; NaN when there are none.
  ///
  /// - Parameter probability: the share, 0 for the smallest observation to 1 for the largest.
  /// - Precondition: the share is from 0 to 1.
  /// - Complexity: O(cells)
  public func quantile(_ probability: Double) -> Double {
    precondition(probability >= 0 && probability <= 1, "a probability is from 0 to 1")
    let wanted = probability * Double(count)
    var before = 0
    for place in -1...cells.count {
      let (held, from, to) = holding(place)
      if held > 0, Double(before + held) >= wanted {
        return Quantile.between(from, to, (wanted - Double(before)) / Double(held))
      }
      before += held
    }
    return .nan
  }

  /// The cell of a value: -1 below the first, the number of cells above the last.
  private func slot(of value: Double) -> Int {
    if value < lowest { return -1 }
    if value >= highest { return cells.count }
    let share = (value - lowest) / (highest - lowest)
    let cell = min(Int(share * Double(cells.count)), cells.count - 1)
    // Rounding may put a value at an edge into the neighbouring cell.
    if value < edge(cell) { return max(0, cell - 1) }
    return value >= edge(cell + 1) ? min(cell + 1, cells.count - 1) : cell
  }

  /// What a cell, or the space below or above the cells, holds and over which values.
  private func holding(_ slot: Int) -> (count: Int, from: Double, to: Double) {
    if slot < 0 { return (below, minimum, min(lowest, maximum)) }
    if slot == cells.count { return (above, max(highest, minimum), maximum) }
    return (cells[slot], max(edge(slot), minimum), min(edge(slot + 1), maximum))
  }
}
