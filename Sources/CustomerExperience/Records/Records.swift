/// Customer-level records of one replication, with true ids.
public struct Records: Sendable {
  /// A purchase.
  public struct Transaction: Sendable {
    /// The customer.
    public var customer: Int
    /// Days since the start.
    public var day: Int
    /// Money paid, in ten-thousandths of the currency.
    public var amount: Int64
  }

  /// A customer's time with the firm, in months.
  public struct Lifetime: Sendable {
    /// The customer.
    public var customer: Int
    /// Tenure at the start of observation; 0 for those who joined later.
    public var entry: Double
    /// Tenure at the end of observation.
    public var duration: Double
    /// Whether the customer left.
    public var left: Bool
    /// The segment's id.
    public var segment: String
    /// The values of the people attributes, in the order of `attributes`.
    public var attributes: [String]
  }

  /// Something that happened to a customer.
  public struct JourneyEvent: Sendable {
    /// The customer.
    public var customer: Int
    /// What happened, such as `fault: call answered`.
    public var event: String
    /// Minutes since the start.
    public var time: Double
    /// Who or what served: the team's id and the employee, or empty.
    public var resource: String
  }

  /// Names of the people attributes.
  public var attributes: [String] = []
  /// Purchases in order of time.
  public var transactions: [Transaction] = []
  /// One entry a customer.
  public var lifetimes: [Lifetime] = []
  /// Events in order of time.
  public var events: [JourneyEvent] = []

  /// No records yet.
  public init() {}
}
