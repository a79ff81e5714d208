/// Customer-level records of one replication, with true ids: all of them, or those of a month.
public struct Records: Sendable {
  /// A purchase.
  public struct Transaction: Sendable {
    /// The customer.
    public var customer: Int
    /// Days since the start.
    public var day: Int
    /// Money paid, in ten-thousandths of the currency.
    public var amount: Int64
    /// Minutes since the start.
    public var time = 0.0
    /// The need that brought the customer in (repertoire); empty for a bill.
    public var caseID = ""
  }

  /// Who a customer is, and what the firm has on file about them from before the start.
  public struct Person: Sendable {
    /// The customer.
    public var customer: Int
    /// The segment's id.
    public var segment: String
    /// The values of the people attributes, in the order of ``Records/attributes``.
    public var attributes: [String]
    /// Whether they were on the books at the start.
    public var isInitial: Bool
    /// What the firm saw of them before the start; nil where customers say that they leave (contract).
    public var before: Before?

    /// Purchases before the start.
    public struct Before: Sendable {
      /// How many.
      public var purchases: Int
      /// Minutes since the start, and so negative, of the first and the last; nil without any.
      public var first, last: Double?
    }
  }

  /// A month of a customer: an interval of a counting process, in which they were on the books.
  public struct CustomerMonth: Sendable {
    /// The customer.
    public var customer: Int
    /// The segment's id.
    public var segment: String
    /// The customer's n-th time with the firm, from 1.
    public var spell: Int
    /// The month.
    public var month: Int
    /// Days since the start on which the interval begins.
    public var day: Int
    /// Tenure in months at which it begins, and at which it ends.
    public var start, stop: Double
    /// Whether the customer left at its end.
    public var left: Bool
    /// Cumulative satisfaction when the month began, its use of the product included, or on joining.
    public var satisfaction: Double
    /// What a month, or the mean visit, costs this customer.
    public var price: Double
    /// Contacts begun in the month, and in the month before.
    public var contacts, contactsBefore: Int
    /// Complaints in the month.
    public var complaints: Int
    /// Purchases in the month.
    public var purchases: Int
    /// Money paid in the month, in ten-thousandths of the currency.
    public var paid: Int64
  }

  /// A month of an employee.
  public struct AgentMonth: Sendable {
    /// The month.
    public var month: Int
    /// The team's id.
    public var team: String
    /// The employee's number, as in ``Contact/agent``.
    public var agent: Int
    /// The post that they fill, from 1.
    public var post: Int
    /// Days since the start on which they were hired.
    public var hiredDay: Int
    /// Days since the start on which they left; nil while they are there.
    public var leftDay: Int?
    /// Months on the job at the month's end, or on leaving.
    public var experience: Double
    /// Minutes on duty, with customers or ready for them.
    public var duty: Double
    /// Minutes with customers, of services that ended in the month.
    public var busy: Double
    /// Minutes in class.
    public var training: Double
    /// Courses finished since they were hired.
    public var courses: Int
    /// Contacts that ended in the month: all, and those with the simulated customers.
    public var served, servedOwn: Int
    /// At the month's end, or on leaving, from 0 to 1.
    public var skill, engagement, burnout: Double
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
    /// Minutes since the start at which it was over; nil where it was not when the run ended.
    public var ended: Double?
    /// What came of it.
    public var outcome: Outcome

    /// What came of a contact.
    public enum Outcome: String, Sendable, CaseIterable {
      /// Served, and the need was met.
      case resolved
      /// Served, but the need was not met.
      case unresolved
      /// The customer gave up waiting.
      case gaveUp = "gave up"
      /// Sent away when the team closed.
      case turnedAway = "turned away"
      /// The customer ceased to be one meanwhile.
      case left
      /// Waiting or being served when the run ended.
      case open
    }
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

  /// Whether the run has ended: none come after these.
  public var isLast = false
  /// Names of the people attributes.
  public var attributes: [String] = []
  /// Purchases in order of time.
  public var transactions: [Transaction] = []
  /// One entry a spell with the firm, in the order of the customers.
  public var lifetimes: [Lifetime] = []
  /// Who the customers are.
  public var people: [Person] = []
  /// Events in order of time.
  public var events: [JourneyEvent] = []
  /// Contacts in the order in which they ended.
  public var contacts: [Contact] = []
  /// Answers to the survey in order of time.
  public var answers: [Answer] = []
  /// Customers month by month.
  public var customerMonths: [CustomerMonth] = []
  /// Employees month by month.
  public var agentMonths: [AgentMonth] = []

  /// No records yet.
  public init() {}
}

extension Scenario {
  /// The names of the people attributes of all segments, in the order in which they come up.
  public var attributeNames: [String] {
    var names: [String] = []
    for attribute in customers.segments.flatMap(\.people) where !names.contains(attribute.name) {
      names.append(attribute.name)
    }
    return names
  }
}
