/// How much of the money of one year's customers the next year still brings.
///
/// Retention counts heads, so that a customer who spends £500 a year counts as much as one who spends £5.
/// Here each counts by what they pay. Gross shows what is lost, net what is left after some spend more.
public struct RevenueRetention: Sendable, Equatable {
  /// What they pay in the second year over what they paid in the first.
  public var net: Double
  /// The same, where nobody counts with more than they paid in the first: what one spends more does not
  /// make up for another who is lost.
  public var gross: Double

  /// Works it out from what each customer paid in the two years; nil where nobody paid in the first.
  ///
  /// - Complexity: linear in the number of customers.
  public init?(of customers: some Sequence<(first: Double, second: Double)>) {
    var (first, second, kept) = (0.0, 0.0, 0.0)
    for paid in customers {
      first += paid.first
      second += paid.second
      kept += min(paid.first, paid.second)
    }
    guard first > 0 else { return nil }
    (net, gross) = (second / first, kept / first)
  }
}
