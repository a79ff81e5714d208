/// Customers under contract who meant to leave.
public struct ContractFigures: Sendable, BitwiseCopyable {
  /// Customers talked into staying.
  public let saved: Figure<Recorded>

  init(_ declare: inout FigureBuilder) {
    saved = declare.count(
      "saved", "customers talked into staying", .count, [.all], .up,
      "Customers who wanted to leave and were talked into staying.",
      isThere: declare.holds { scenario in
        scenario.journeys.contains { $0.touchpoints.contains { $0.saves > 0 } }
      })
  }
}
