/// The points at which Sobol's sensitivity indices are estimated.
///
/// Two independent matrices A and B of base points, and for each factor i the matrix AB(i): A with column
/// i from B (Saltelli et al. 2010), which serves first-order and total indices; with second order also
/// BA(i): B with column i from A (Saltelli 2002). A and B are the left and the right half of one Sobol
/// sequence under a random digital shift. Rows go by base point: A, AB(1) ... AB(k), BA(1) ... BA(k), B.
public struct SaltelliSample: UnitCubeDesign {
  /// The most factors: a Sobol sequence has 40 dimensions, and a factor takes two.
  public static let factorLimit = SobolSequence.factorLimit / 2

  /// How many base points; a power of two is best.
  public let basePoints: Int
  /// How many factors.
  public let factors: Int
  /// Whether there are points for interactions of two factors.
  public let secondOrder: Bool
  private let base: SobolSequence

  /// Rows of a base point.
  public var stride: Int { (secondOrder ? 2 * factors : factors) + 2 }
  /// How many rows.
  public var count: Int { basePoints * stride }

  /// Makes the sample.
  ///
  /// - Parameters:
  ///   - basePoints: how many; there are k + 2 rows each, or 2k + 2 with second order.
  ///   - factors: how many factors, 1 to 20.
  ///   - secondOrder: whether interactions of two factors are wanted.
  ///   - seed: chooses the sample.
  /// - Throws: ``DesignError`` without a point or a factor, with more than 20 factors, or with more
  ///   than 100 million coordinates.
  public init(
    basePoints: Int, factors: Int, secondOrder: Bool = false, seed: UInt64
  ) throws(DesignError) {
    guard factors <= Self.factorLimit else {
      throw .tooManyFactors(factors, limit: Self.factorLimit)
    }
    base = try SobolSequence(points: basePoints, factors: 2 * factors, shift: seed)
    (self.basePoints, self.factors, self.secondOrder) = (basePoints, factors, secondOrder)
  }

  /// The coordinates of a row, each from 0 to 1.
  ///
  /// - Precondition: the index is from 0 to one less than ``count``.
  public func row(_ index: Int) -> [Double] {
    precondition(index >= 0 && index < count, "no such row in the design")
    let both = base.row(index / stride)
    let (a, b) = (both[..<factors], both[factors...])
    switch index % stride {
    case 0: return Array(a)
    case stride - 1: return Array(b)
    case let place where place <= factors: return exchanged(a, b, at: place - 1)
    case let place: return exchanged(b, a, at: place - 1 - factors)
    }
  }

  private func exchanged(
    _ row: ArraySlice<Double>, _ other: ArraySlice<Double>, at factor: Int
  ) -> [Double] {
    var mixed = Array(row)
    mixed[factor] = other[other.startIndex + factor]
    return mixed
  }
}
