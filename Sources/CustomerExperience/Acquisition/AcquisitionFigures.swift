/// Where new customers come from.
public struct AcquisitionFigures: Sendable, BitwiseCopyable {
  /// Customers won by word of mouth.
  public let referred: Figure<Truth>
  /// Good remarks.
  public let goodRemarks: Figure<Truth>
  /// Bad remarks.
  public let badRemarks: Figure<Truth>
  /// Share of the pool who have become customers.
  public let adopted: Figure<Truth>

  init(_ declare: inout FigureBuilder) {
    referred = declare.count(
      "referred", "customers won by word of mouth", .count, [.all], .up,
      "Customers who joined because a friend spoke well of the firm.")
    let sways = declare.holds {
      $0.customers.acquisition.wordOfMouth.enabled && $0.customers.acquisition.wordOfMouth.sway > 0
    }
    goodRemarks = declare.count(
      "remarks_good", "good remarks among customers", .count, [.all], .up,
      "Remarks by which a customer spoke well of the firm to another customer.", isThere: sways)
    badRemarks = declare.count(
      "remarks_bad", "bad remarks among customers", .count, [.all], .down,
      "Remarks by which a customer spoke ill of the firm to another customer.", isThere: sways)
    adopted = declare.level(
      "pool_won", "share of the pool won", .fraction, [.all], .up,
      "Share of the people who may ever become customers who have done so by the end of the period.",
      over: .last, isThere: declare.holds { $0.customers.acquisition.pool != nil })
  }
}
