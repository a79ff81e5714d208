/// A set of points in the unit cube, a row each, for its owner to scale to real quantities.
public protocol UnitCubeDesign: Sendable {
  /// How many rows.
  var count: Int { get }
  /// How many factors: the length of a row.
  var factors: Int { get }
  /// The coordinates of a row, each from 0 to 1.
  ///
  /// - Precondition: the index is from 0 to one less than ``count``.
  func row(_ index: Int) -> [Double]
}

/// Why a design cannot be made.
public enum DesignError: Error, Equatable {
  /// It has no factor, or no point.
  case empty
  /// A factor, counted from 0, has no level.
  case noLevels(factor: Int)
  /// It has more factors than its sequence has dimensions.
  case tooManyFactors(Int, limit: Int)
  /// It has more points than can be counted, or than its sequence has.
  case tooManyPoints(limit: Int)
  /// The number of levels of Morris's grid is not even, or not between 2 and 1,000.
  case levels(Int)
}

extension DesignError: CustomStringConvertible {
  /// What is wrong and what is allowed.
  public var description: String {
    switch self {
    case .empty: "a design needs at least one factor and one point"
    case .noLevels(let factor): "factor \(factor + 1) has no level"
    case .tooManyFactors(let count, let limit):
      "\(count) factors; this design takes at most \(limit)"
    case .tooManyPoints(let limit): "too many points; this design takes at most \(limit)"
    case .levels(let count): "\(count) levels; an even number between 2 and 1000 is needed"
    }
  }
}
