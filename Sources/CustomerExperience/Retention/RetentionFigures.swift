/// Who is still a customer.
public struct RetentionFigures: Sendable, BitwiseCopyable {
  /// Customers at the start who are still customers.
  public let retention: Figure<Truth>
  /// 12-month retention.
  public let after12: Figure<Truth>
  /// 24-month retention.
  public let after24: Figure<Truth>
  /// 36-month retention.
  public let after36: Figure<Truth>
  /// Retention in the last 12 months.
  public let last12: Figure<Truth>
  /// 12-month retention as a manager sees it.
  public let observed: Figure<Recorded>
  /// Switched within 12 months.
  public let switched12: Figure<Truth>
  /// Switched within 36 months.
  public let switched36: Figure<Truth>

  init(_ declare: inout FigureBuilder) {
    let wonBack = " Who left counts as lost, won back or not (see standing_share)."
    retention = declare.series(
      "retention", "customers at the start who are still customers", .fraction, [.all, .segment],
      .up,
      "Share of the customers at the start who are still customers at the end of the month. In a repertoire market: who "
        + "have not dropped out for good, whether or not they still buy." + wonBack)
    after12 = declare.total(
      "retention_12m", "12-month retention", .fraction, [.all, .segment], .up, leastMonths: 12,
      "Share of the customers at the start who are still customers twelve months later (repertoire: who have not dropped "
        + "out for good)." + wonBack)
    after24 = declare.total(
      "retention_24m", "24-month retention", .fraction, [.all, .segment], .up, leastMonths: 24,
      "Share of the customers at the start who are still customers 24 months later (repertoire: who have not dropped "
        + "out for good)." + wonBack)
    after36 = declare.total(
      "retention_36m", "36-month retention", .fraction, [.all, .segment], .up, leastMonths: 36,
      "Share of the customers at the start who are still customers 36 months later (repertoire: who have not dropped "
        + "out for good)." + wonBack)
    last12 = declare.total(
      "retention_last_12m", "retention in the last 12 months", .fraction, [.all, .segment], .up,
      leastMonths: 12,
      "Share of the customers twelve months before the end who are still customers at the end."
        + wonBack)
    observed = declare.total(
      "retention_observed_12m", "12-month retention as a manager sees it", .fraction,
      [.all, .segment], .up, leastMonths: 12,
      "Under a contract the same as the truth; in a repertoire market, share of the customers seen "
        + "buying in the year before who are not silent for longer than the rule allows.")
    switched12 = declare.total(
      "switched_12m", "switched within 12 months", .fraction, [.all, .segment], .down,
      leastMonths: 12,
      "Share of the customers at the start who leave of their own will within twelve months "
        + "(Kaplan-Meier, those who move away counted as censored).")
    switched36 = declare.total(
      "switched_36m", "switched within 36 months", .fraction, [.all, .segment], .down,
      leastMonths: 36,
      "Share of the customers at the start who leave of their own will within 36 months "
        + "(Kaplan-Meier, those who move away counted as censored).")
  }
}
