/// Where new customers come from.
public struct AcquisitionFigures: Sendable, BitwiseCopyable {
  /// Customers won by word of mouth.
  public let referred: Figure<Truth>

  init(_ declare: inout FigureBuilder) {
    referred = declare.count(
      "referred", "customers won by word of mouth", .count, [.all], .up,
      "Customers who joined because a friend spoke well of the firm.")
  }
}
