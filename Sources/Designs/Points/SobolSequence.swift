import CGSL
import RandomVariates

/// The first points of Sobol's sequence, which fills the unit cube more evenly than chance does.
///
/// Sobol (1967), by the generator of Antonov & Saleev (1979) in GSL. The sequence starts in the corner
/// of the cube, where a law without a lower end has no quantile: the plain sequence leaves that point
/// out and starts in the centre. A random digital shift (each factor's binary digits are exclusive-or'd
/// with digits of its own) keeps the evenness, makes every point uniform by itself, and needs no point
/// left out; a power of two of points is then balanced exactly.
public struct SobolSequence: UnitCubeDesign {
  /// The most factors.
  public static let factorLimit = 40

  /// How many points.
  public let count: Int
  /// How many factors.
  public let factors: Int
  private let coordinates: [Double]

  /// GSL computes 30 binary digits.
  private static let resolution = Double(1 << 30)

  /// Makes the first points of the sequence.
  ///
  /// - Parameters:
  ///   - points: how many.
  ///   - factors: how many factors, 1 to 40.
  ///   - shift: the seed of a random digital shift; nil for the plain sequence.
  /// - Throws: ``DesignError`` without a point or a factor, with more than 40 factors, or with more
  ///   than 100 million coordinates.
  public init(points: Int, factors: Int, shift: UInt64? = nil) throws(DesignError) {
    guard factors <= Self.factorLimit else {
      throw .tooManyFactors(factors, limit: Self.factorLimit)
    }
    try UnitCubeLimits.check(points: points, factors: factors)
    guard let generator = gsl_qrng_alloc(cx_gsl_qrng_sobol(), UInt32(factors)) else {
      preconditionFailure("out of memory for a Sobol sequence")
    }
    defer { gsl_qrng_free(generator) }
    let mask = shift.map { Self.mask(seed: $0, factors: factors) }
    var coordinates = [Double](repeating: 0, count: points * factors)
    coordinates.withUnsafeMutableBufferPointer { buffer in
      guard let first = buffer.baseAddress else { return }
      for point in 0..<points {
        let row = first + point * factors
        // GSL itself leaves the corner out: under a shift it is the row of zeros already there.
        if mask == nil || point > 0 { gsl_qrng_get(generator, row) }
        guard let mask else { continue }
        for factor in 0..<factors {
          let digits = UInt32(row[factor] * Self.resolution) ^ mask[factor]
          // The middle of the cell: never 0 and never 1.
          row[factor] = (Double(digits) + 0.5) / Self.resolution
        }
      }
    }
    (count, self.factors, self.coordinates) = (points, factors, coordinates)
  }

  /// The coordinates of a row, each from 0 to 1.
  ///
  /// - Precondition: the index is from 0 to one less than ``count``.
  public func row(_ index: Int) -> [Double] {
    precondition(index >= 0 && index < count, "no such row in the design")
    return Array(coordinates[index * factors..<(index + 1) * factors])
  }

  private static func mask(seed: UInt64, factors: Int) -> [UInt32] {
    let luck = DesignDraws(seed: seed, design: "sobol")
    return (0..<factors).map { factor in
      luck.start(stream: factor, .shift)
      return UInt32(luck.source.uniform() * resolution)
    }
  }
}
