import Glibc

/// Row 76: what an offer does that is made to keep a customer before they want to leave.
///
///     logit p′ = logit p − care − β_C · β_p · sensitivity · (gift/months)/price at the start      while it lasts
///
/// Under a contract p is the monthly chance of leaving (``ChurnHazard``), and a discount acts through what is paid, as
/// any other does (``OfferLaw``). In a repertoire market it is the chance of dropping out after a visit, whose
/// logarithm is lowered so, and a discount makes us cheaper at each choice (``MembershipLaw``). Who would have stayed
/// takes the offer as well: most of what is spent so goes to them (Ascarza 2018: those at the highest risk need not be
/// those whom an offer keeps). What care does is a design default [D].
public enum StrategyLaw {
  /// Log-odds of leaving that an offer takes away besides its discount.
  ///
  /// - Parameters:
  ///   - startPrice: our price at the start.
  ///   - response: β_p, times the customer's own sensitivity.
  ///   - pull: β_C, log-odds that a unit of pull adds.
  public static func relief(
    _ rule: RetentionRule, startPrice: Double, response: Double, pull: Double
  ) -> Double {
    rule.care
      + OfferLaw.relief(
        saving: rule.gift / max(1, rule.months), startPrice: startPrice, response: response,
        pull: pull)
  }

  /// How many of those found are approached.
  public static func number(of found: Int, _ rule: RetentionRule) -> Int {
    min(found, Int((rule.target * Double(found)).rounded(.up)))
  }
}
