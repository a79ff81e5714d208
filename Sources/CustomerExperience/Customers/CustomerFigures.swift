extension SubjectKind {
  /// A segment of customers.
  public static let segment = SubjectKind("segment") { $0.customers.segments }
}

/// Customers on the books.
public struct CustomerFigures: Sendable, BitwiseCopyable {
  /// Customers on the books.
  public let customers: Figure<Recorded>
  /// Customers who joined.
  public let joined: Figure<Recorded>
  /// Customers who left.
  public let left: Figure<Recorded>
  /// Customers who had left and came back.
  let returned: Counter
  /// Customers on the books at the ends of months.
  let customerMonths: Counter

  init(_ declare: inout FigureBuilder) {
    customers = declare.level(
      "customers", "customers on the books", .count, [.all, .segment], .up,
      "Customers on the books at the end of the period.", over: .last)
    joined = declare.count(
      "joined", "customers who joined", .count, [.all, .segment], .up,
      "Customers who joined in the period.")
    left = declare.count(
      "left", "customers who left", .count, [.all, .segment], .down,
      "Customers who left in the period, for any cause.")
    returned = declare.counter(by: .segment)
    customerMonths = declare.counter(by: .segment)
  }
}
