import Glibc

/// M23: what handling a complaint makes good.
///
///     S′ = S₀ − L + ρ·L·J,   L = 10 + 20·severity,   J: justice as the customer sees it
///
/// Justice theory (Tax, Brown & Chandrashekaran 1998). Satisfaction may end above where it was before the
/// failure only when J·ρ > 1 (the recovery paradox), and only after a mild failure that is the first one; the
/// meta-analysis finds that in satisfaction but not in repurchase (de Matos, Henrique & Rossi 2007), so loyalty goes
/// by the lesser of S′ and S₀. A failed recovery is a double deviation: it costs half as much again.
public enum Recovery {
  /// The justice under which handling counts as a second failure.
  public static let doubleDeviation = 0.3
  /// The justice from which a failure counts as put right.
  public static let putRight = 0.5
  /// The severity up to which handling can leave somebody more satisfied than before [D].
  public static let paradoxSeverity = 0.5

  /// The part of justice that is money: distributive justice (M23).
  public static let distributive = 0.35
  /// The goodwill, as a share of what a month or a visit costs, at which `complaints.handling` holds [D].
  public static let usualGoodwill = 1.0 / 3

  /// What goodwill adds to justice: less and less, the more it is; nothing at ``usualGoodwill``.
  ///
  ///     ΔJ = 0.35 (e^{−1/3} − e^{−g}),   g: money paid over what a month or a visit costs
  ///
  /// - Parameters:
  ///   - goodwill: money paid to a complainant.
  ///   - price: what a month under contract, or the mean visit, costs; where it costs nothing, goodwill is not
  ///     weighed against anything.
  @inline(__always)
  public static func justice(ofGoodwill goodwill: Double, price: Double) -> Double {
    guard price > 0 else { return 0 }
    return distributive * (exp(-usualGoodwill) - exp(-goodwill / price))
  }

  /// Satisfaction after the complaint was handled.
  ///
  /// - Parameters:
  ///   - before: cumulative satisfaction before the failure.
  ///   - severity: the failure's severity, 0 to 1.
  ///   - justice: how well it was handled, 0 to 1.3.
  ///   - isFirst: whether it is the first complaint about the need.
  @inline(__always)
  public static func satisfaction(
    _ law: Complaints, before: Double, severity: Double, justice: Double, isFirst: Bool = true
  ) -> Double {
    var loss = 10 + 20 * severity
    if justice < doubleDeviation { loss *= 1.5 }
    let after = min(100, max(0, before - loss + law.restores * loss * justice))
    return isFirst && severity <= paradoxSeverity ? after : min(after, before)
  }
}
