import Glibc

/// M45: the growth of sales from one year to the next, split exactly into its parts.
///
/// A logarithmic mean Divisia index at the level of customers, in its additive form: with S₁ and S₂ the
/// sales of the two years, the parts in money add up to S₂ − S₁ without a residual, and over S₁ to the growth.
/// A customer's sales are months on the books × purchases a month × money a purchase.
public struct SalesGrowth: Sendable, Equatable {
  /// Customers leaving later or sooner.
  public var retention = 0.0
  /// Customers joining.
  public var acquisition = 0.0
  /// Purchases a month.
  public var frequency = 0.0
  /// Money a purchase.
  public var priceMix = 0.0

  /// One customer's two years.
  public struct Account: Sendable {
    /// Sales of each year, in money.
    public var sales: (Double, Double)
    /// Purchases of each year.
    public var purchases: (Double, Double)
    /// Months of each year before the customer joined.
    public var notYet: (Double, Double)
    /// Months of each year after the customer left.
    public var gone: (Double, Double)

    /// Makes an account.
    public init(
      sales: (Double, Double), purchases: (Double, Double), notYet: (Double, Double),
      gone: (Double, Double)
    ) {
      self.sales = sales
      self.purchases = purchases
      self.notYet = notYet
      self.gone = gone
    }
  }

  /// Their sum: sales growth.
  public var total: Double { retention + acquisition + frequency + priceMix }

  /// The logarithmic mean of two positive numbers.
  public static func logarithmicMean(_ a: Double, _ b: Double) -> Double {
    if a == b { return a }
    return (b - a) / log(b / a)
  }

  /// The parts, from every customer's account; nil unless the first year has sales.
  ///
  /// - Complexity: linear in the number of accounts.
  public static func parts(of accounts: some Sequence<Account>) -> SalesGrowth? {
    var result = SalesGrowth()
    var totals = (0.0, 0.0)
    for account in accounts {
      totals.0 += account.sales.0
      totals.1 += account.sales.1
      result.add(account)
    }
    guard totals.0 > 0 else { return nil }
    result.retention /= totals.0
    result.acquisition /= totals.0
    result.frequency /= totals.0
    result.priceMix /= totals.0
    return result
  }

  /// Adds one customer's difference, in money.
  private mutating func add(_ a: Account) {
    let (r1, r2) = a.sales
    let months1 = max(0, 12 - a.notYet.0 - a.gone.0)
    let months2 = max(0, 12 - a.notYet.1 - a.gone.1)
    let exposure: Double
    if r1 > 0, r2 > 0, months1 > 0, months2 > 0 {
      let mean = Self.logarithmicMean(r1, r2)
      let x1 = a.purchases.0 / months1
      let x2 = a.purchases.1 / months2
      frequency += mean * log(x2 / x1)
      priceMix += mean * log((r2 / a.purchases.1) / (r1 / a.purchases.0))
      exposure =
        (r2 - r1) - mean * log(x2 / x1)
        - mean * log((r2 / a.purchases.1) / (r1 / a.purchases.0))
    } else if months1 > 0, months2 > 0 {
      // On the books in both years, but without a purchase in one of them.
      frequency += r2 - r1
      return
    } else {
      exposure = r2 - r1
    }
    // m₂ − m₁ = (months not yet joined, fewer) − (months already gone, more)
    let gain = a.notYet.0 - a.notYet.1
    let loss = a.gone.1 - a.gone.0
    let net = gain - loss
    if abs(net) > 1e-9 {
      acquisition += exposure * gain / net
      retention -= exposure * loss / net
    } else {
      // As many months in both years: what a month is worth, gained here and lost there.
      let rate = months1 > 0 ? r1 / months1 : 0
      acquisition += rate * gain + exposure
      retention -= rate * loss
    }
  }
}
