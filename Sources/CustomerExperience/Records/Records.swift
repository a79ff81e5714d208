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
    /// Days since the start on which the spell began.
    public var joinedDay: Int
    /// Days since the start on which it ended; nil where it has not.
    public var leftDay: Int?
    /// Why the customer left; empty where they did not.
    public var cause: String
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
    /// The need that it is about, such as `12-fault-3`: the customer, the journey, the customer's n-th need of
    /// the kind; empty for what is about none.
    public var caseID = ""
    /// Minutes since the start at which it began, where it took time: a service.
    public var began: Double?

    /// Notes an event.
    public init(
      customer: Int, event: String, time: Double, resource: String, caseID: String = "",
      began: Double? = nil
    ) {
      self.customer = customer
      self.event = event
      self.time = time
      self.resource = resource
      self.caseID = caseID
      self.began = began
    }
  }

  /// A customer in touch with the firm: in line, and served or not.
  public struct Contact: Sendable {
    /// The customer.
    public var customer: Int
    /// The need that it is about.
    public var caseID: String
    /// The journey and the touchpoint, such as `fault: call`.
    public var touchpoint: String
    /// The team's id; empty where nobody serves.
    public var team: String
    /// The employee's number; nil where nobody served.
    public var agent: Int?
    /// Minutes since the start at which the customer got in touch.
    public var arrived: Double
    /// Minutes since the start at which service began; nil where the customer gave up or was turned away.
    public var began: Double?
    /// Minutes since the start at which it was over.
    public var ended: Double
    /// What came of it: `resolved`, `unresolved`, `gave up` or `turned away` (at closing).
    public var outcome: String
  }

  /// A customer's answer to the survey.
  public struct Answer: Sendable {
    /// The customer.
    public var customer: Int
    /// The month at whose end it was given.
    public var month: Int
    /// Days since the start.
    public var day: Int
    /// The answer, 0 to 100.
    public var points: Double
  }

  /// Names of the people attributes.
  public var attributes: [String] = []
  /// Purchases in order of time.
  public var transactions: [Transaction] = []
  /// One entry a customer.
  public var lifetimes: [Lifetime] = []
  /// Events in order of time.
  public var events: [JourneyEvent] = []
  /// Contacts in the order in which they ended.
  public var contacts: [Contact] = []
  /// Answers to the survey in order of time.
  public var answers: [Answer] = []

  /// No records yet.
  public init() {}
}
