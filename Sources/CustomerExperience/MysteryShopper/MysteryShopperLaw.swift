import DiscreteEvents

/// M41: what a mystery shopper's visit shows of the service.
///
///     score = quality of the encounter + bias + shopper + error,
///     shopper ~ N(0, spread²) for the visit as a whole, error ~ N(0, noise²) on each dimension
///
/// A visit sees one employee at one time, so the mean of n visits has a standard error of √(variance of a visit/n)
/// however exact the sheet is (generalizability theory; Finn & Kayande 1999 ask how many visits it takes). Shoppers
/// who expect much see less: a halo, either way, is what `bias` stands for.
public enum MysteryShopperLaw {
  /// The score on each dimension, in points from 0 to 100.
  ///
  /// - Parameters:
  ///   - quality: of the encounter, in points.
  ///   - shopper: a standard normal for the visit.
  ///   - errors: standard normals, one a dimension.
  @inline(__always)
  static func score(
    _ law: MysteryShopper, quality: Dimensional, shopper: Double, errors: Dimensional
  ) -> Dimensional {
    let common = Dimensional.all(law.bias + law.shopperSpread * shopper)
    var score = quality + common + law.noise * errors
    score.hold(to: 0...100)
    return score
  }

  /// Half-width of the 95% confidence interval (Student's t) of the mean of so many visits, in points.
  ///
  /// - Parameters:
  ///   - spread: standard deviation of a visit's score.
  ///   - visits: at least two.
  public static func margin(spread: Double, visits: Int) -> Double {
    ConfidenceInterval.studentQuantile(level: 0.95, count: visits) * spread
      / Double(visits).squareRoot()
  }

  /// The fewest visits with which that interval is at most so many points either way; at least two.
  public static func visits(spread: Double, margin: Double) -> Int {
    // A normal would do with fewer than Student's t; the two soon meet.
    var visits = max(2, Int((1.96 * spread / margin) * (1.96 * spread / margin)))
    while self.margin(spread: spread, visits: visits) > margin { visits += 1 }
    return visits
  }
}
