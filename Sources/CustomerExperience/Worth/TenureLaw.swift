import Glibc

/// M44: what a year more as a customer does to what is earned on them.
///
///     pays   = bill · ((1 + growth)(1 + price_premium))ⁿ
///     supply = supply · ((1 + growth)(1 − cost_saving))ⁿ,  n whole years as a customer, `years` at most
///
/// The parts of Reichheld & Sasser (1990): customers who stay buy more, cost less and pay more. Whether they do is
/// a matter of fact that differs from firm to firm, and each part can be below zero: Reinartz & Kumar (2000, 2002)
/// found customers of long standing who were no more profitable than others.
public enum TenureLaw {
  /// What a number of years multiplies.
  public struct Multiples: Sendable, BitwiseCopyable {
    /// What a customer buys.
    public var bought = 1.0
    /// What is paid for the same.
    public var price = 1.0
    /// What it costs to supply the same.
    public var cost = 1.0

    /// Nothing is changed.
    public init() {}

    init(bought: Double, price: Double, cost: Double) {
      (self.bought, self.price, self.cost) = (bought, price, cost)
    }

    /// The share of what is paid that is left, where so much of it is left in the first year.
    public func margin(_ first: Double) -> Double { 1 - (1 - first) * cost / price }
  }

  /// The multiples after so many months as a customer.
  public static func multiples(_ law: TenureEffects, months: Int) -> Multiples {
    let years = Double(min(law.years, max(0, months / 12)))
    guard years > 0 else { return Multiples() }
    return Multiples(
      bought: pow(1 + law.growth, years), price: pow(1 + law.pricePremium, years),
      cost: pow(1 - law.costSaving, years))
  }

  /// What a month's bill at the terms of the first year is worth from now on: the margin of each year to come, as
  /// long as the customer stays and `years` have not passed, and of the last of them for ever after.
  ///
  ///     Σ over the years k to come of marginₖ · M · (qᵈₖ − qᵈₖ₊₁),  q = r/(1 + i), dₖ months until they begin
  ///
  /// M is the margin multiple of one month's margin (``CustomerValue``): what is left of it after d months is
  /// M · qᵈ, both of who is billed by the month and of who buys all the time.
  ///
  /// - Parameters:
  ///   - bill: what is paid a month, at the terms of the first year.
  ///   - margin: the share of it that is left, in the first year.
  ///   - months: as a customer so far.
  ///   - leaving: chance a month of leaving.
  ///   - yearlyDiscount: the discount rate a year.
  ///   - isBilled: whether it is paid at the beginning of each month, and not all the time.
  public static func value(
    _ law: TenureEffects, bill: Double, margin: Double, months: Int, leaving: Double,
    yearlyDiscount: Double, isBilled: Bool
  ) -> Double {
    let multiple = CustomerValue.multiple(
      leaving: leaving, yearlyDiscount: yearlyDiscount, isBilled: isBilled)
    func monthly(_ months: Int) -> Double {
      let now = multiples(law, months: months)
      return bill * now.bought * now.price * now.margin(margin)
    }
    guard multiple.isFinite else { return monthly(law.years * 12) * multiple }
    let q = (1 - leaving) / (1 + CustomerValue.monthlyRate(yearlyDiscount))
    var (sum, left, reached) = (0.0, 1.0, months)
    while reached / 12 < law.years {
      let next = (reached / 12 + 1) * 12
      let after = left * pow(q, Double(next - reached))
      sum += monthly(reached) * multiple * (left - after)
      (left, reached) = (after, next)
    }
    return sum + monthly(reached) * multiple * left
  }
}
