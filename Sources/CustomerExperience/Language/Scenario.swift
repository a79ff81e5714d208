/// A scenario: everything the simulator is told, with every default filled in.
///
/// A plain value. Durations, rates and money are stored in the unit that the key's declaration names
/// (see ``Key``); the initial value of each property is the key's default, and there is no other.
public struct Scenario: Sendable, Equatable {
  /// The title shown on charts and in the report.
  public var title = ""
  /// What question the scenario asks, in a sentence or two.
  public var about = ""
  /// Citations of the figures used, in the author's order.
  public var sources: [Source] = []
  /// The currency, as an ISO 4217 code.
  public var currency = "GBP"
  /// When it starts, how long it runs and how long it settles before.
  public var clock = Clock()
  /// Who the customers are and what binds them.
  public var customers = Customers()
  /// What customers need and the path each need takes.
  public var journeys: [Journey] = []
  /// The people who serve.
  public var teams: [Team] = []
  /// Where customers are served, in the author's order; in one place where empty.
  public var sites: [Site] = []
  /// What the offer has or lacks at encounters.
  public var features: [Feature] = []
  /// Goods that may be out of stock (repertoire); nothing ever is where nil.
  public var stock: Stock?
  /// Goods that customers bring back (repertoire); none where nil.
  public var returns: Returns?
  /// How customers are divided into segments from what is on record; not at all where nil.
  public var segmentation: Segmentation?
  /// What customers suggest, and what the firm makes of it; nobody is heard where nil.
  public var suggestions: Suggestions?
  /// The quality of service: its mean and its spread.
  public var quality = Quality()
  /// How expectations adapt.
  public var expectations = Expectations()
  /// How satisfaction forms.
  public var satisfaction = Satisfaction()
  /// Rivals, prices and the response to them.
  public var market = Market()
  /// Who complains and how complaints are handled.
  public var complaints = Complaints()
  /// Who stays and who leaves.
  public var loyalty = Loyalty()
  /// What managers can see.
  public var measurement = Measurement()
  /// Margins, costs and the discount rate.
  public var economics = Economics()
  /// Items of the plan that have an id, in the author's order.
  public var planItems: [PlanItem] = []
  /// Courses held on a date, from the plan.
  public var courses: [CourseRun] = []
  /// The settings in force from a moment on, in order of time; each is a whole scenario.
  public var phases: [Phase] = []
  /// Keys that an experiment may vary.
  public var levers: [Lever] = []
  /// Published figures the scenario is held against.
  public var evidence: [Evidence] = []
  /// The doses of the causal satisfaction-to-sales-growth curve.
  public var growth = GrowthCurve()

  /// An empty scenario with every default.
  public init() {}

  /// Customers at the start, of all segments.
  public var initialCustomers: Int {
    customers.segments.reduce(0) { $0 + $1.initialCustomers(of: customers.total) }
  }
}

/// A citation.
public struct Source: Sendable, Equatable {
  /// The id other entries refer to.
  public var id: String
  /// The citation as text.
  public var citation: String

  /// Makes a citation.
  public init(id: String, citation: String) {
    self.id = id
    self.citation = citation
  }
}

/// Something with an id that the author of a scenario made up.
public protocol Identified {
  /// The id: letters a to z, digits and hyphens.
  var id: String { get set }
  /// The name for display; the id where none was given.
  var displayName: String { get }
}

extension Array where Element: Identified {
  /// The position of the element with an id.
  public func index(of id: String) -> Int? { firstIndex { $0.id == id } }

  /// The element with an id.
  public subscript(id id: String) -> Element? { first { $0.id == id } }
}

/// A moment in the scenario: a number of months after the start, or a date.
public enum Moment: Sendable, Equatable {
  /// Months of the calendar after the start; a fraction is a share of the month it falls in.
  case month(Double)
  /// The beginning of a day, as days since 1970-01-01.
  case day(Int)
}

/// Settings that take over at a moment.
public struct Phase: Sendable, Equatable {
  /// When they take over.
  public var at: Moment
  /// The whole scenario as it is from then on (its own `phases` are empty).
  public var settings: Scenario
  /// What changed, as `path = value`, for the report.
  public var changes: [String]

  /// Makes a phase.
  public init(at: Moment, settings: Scenario, changes: [String]) {
    self.at = at
    self.settings = settings
    self.changes = changes
  }
}

/// A course that the plan holds on a date, once or again and again.
public struct CourseRun: Sendable, Equatable {
  /// When it is first held.
  public var at: Moment
  /// The team that attends.
  public var team: String
  /// The course.
  public var course: String
  /// Months between repetitions; nil for once.
  public var everyMonths: Double?
  /// When repetition stops; nil for never.
  public var until: Moment?

  /// Makes a planned course.
  public init(
    at: Moment, team: String, course: String, everyMonths: Double? = nil, until: Moment? = nil
  ) {
    self.at = at
    self.team = team
    self.course = course
    self.everyMonths = everyMonths
    self.until = until
  }
}

/// A key that experiments may vary, with what it may be set to.
public struct Lever: Sendable, Equatable {
  /// The key's dotted path.
  public var path: String
  /// The ends of its range, as the author wrote them; nil for a list.
  public var range: [String]?
  /// The values of a list, as the author wrote them; nil for a range.
  public var values: [String]?

  /// Makes a lever.
  public init(path: String, range: [String]? = nil, values: [String]? = nil) {
    self.path = path
    self.range = range
    self.values = values
  }
}

/// A published figure the scenario is held against.
public struct Evidence: Sendable, Equatable {
  /// Whether the scenario was tuned to the figure.
  public enum Use: String, Sendable, CaseIterable {
    /// The scenario was tuned to it.
    case fit
    /// It was not.
    case check
  }

  /// The metric's id.
  public var metric = ""
  /// Whom it is about: `all`, `segment:ID`, `team:ID`, `rival:ID` or `journey:ID`.
  public var subject = "all"
  /// The published range, in the metric's unit.
  public var low = 0.0
  /// The published range, in the metric's unit.
  public var high = 0.0
  /// Whether the scenario was tuned to it.
  public var used = Use.check
  /// The id of the citation.
  public var source = ""

  /// An empty entry.
  public init() {}
}

/// The doses of the causal satisfaction-to-sales-growth curve.
public struct GrowthCurve: Sendable, Equatable {
  /// The lowest shift of the service's mean, in points.
  public var from = -10.0
  /// The highest shift of the service's mean, in points.
  public var to = 10.0
  /// How many doses, evenly spaced.
  public var doses = 5
  /// Replications a dose.
  public var replications = 8

  /// The defaults.
  public init() {}
}
