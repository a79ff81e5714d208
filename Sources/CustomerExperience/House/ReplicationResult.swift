public import DiscreteEvents

/// A metric about a subject.
public struct SeriesKey: Sendable, Hashable {
  /// The metric's id.
  public let metric: String
  /// `all`, `segment:ID`, `team:ID`, `rival:ID` or `journey:ID`.
  public let subject: String

  /// Makes a key.
  public init(_ metric: String, _ subject: String) {
    self.metric = metric
    self.subject = subject
  }
}

/// Survival of a cohort, counted in one replication.
public struct SurvivalCounts: Sendable {
  /// `truth` or `observed`.
  public var view: String
  /// `initial`, the month joined, `all-tenure`, or `won-back`.
  public var cohort: String
  /// `all` or a segment's id.
  public var segment: String
  /// Customers at risk at the beginning of each period.
  public var atRisk: [Double]
  /// Customers who left during the period before each point; the first is 0.
  public var events: [Double]
  /// Kaplan-Meier survival at each point; the first is 1.
  public var survival: [Double]
}

/// Customers who gave a survey answer in a band, and what they spent.
public struct ObservedBand: Sendable {
  /// Lower end of the band.
  public var from: Double
  /// Customers.
  public var customers = 0.0
  /// Sum of their answers.
  public var answers = 0.0
  /// What they spent in the first year and in the second.
  public var firstYear = 0.0, secondYear = 0.0
}

/// What one replication showed.
public struct ReplicationResult: Sendable {
  /// One number a metric and subject.
  public var summary: FigureValues
  /// One number a month; NaN where there is nothing to say.
  public var timeline: FigureSeries
  /// Survival by view, cohort and segment.
  public var survival: [SurvivalCounts] = []
  /// Leavers by month, cause and segment.
  public var leavers: [LeaverKey: Double] = [:]
  /// Who went where: choices by the provider before (we, then the rivals) and the one after.
  ///
  /// The last of these is going without. Empty where there are no rivals; under a contract only our own row counts,
  /// months of customers.
  public var switching: [Double] = []
  /// Customers active by cohort and months since.
  public var cohorts: [String: [Double]] = [:]
  /// The money of these cohorts, and who still pays it.
  public var cohortMoney: [String: CohortMoney] = [:]
  /// What is earned on customers by their year as one.
  public var tenure: [TenureYear] = []
  /// What a customer who joined after the start has brought by the end of each month after joining, mean of all who
  /// could have had that month.
  public var broughtByNewcomers: [Double] = []
  /// How profit is spread over customers; nil without any.
  public var whale: WhaleCurve?
  /// What happened to the customers who were followed (``SettledWorld/run(_:months:keeps:following:)``).
  public var stories: [Story] = []
  /// Survey bands against sales.
  public var observed: [ObservedBand] = []
  /// For each initial customer in order: the segment and the minute of leaving, infinite for stayers.
  public var fates: [Fate] = []
  /// Customer-level records, where asked for.
  public var records: Records?
  /// What happened, line by line, where asked for.
  public var trace: EventTrace?
  /// A day as it went, where it was asked for.
  public var day: DayRecord?
  /// Laws of conservation that did not hold: always empty, or there is a bug.
  public var violations: [String] = []
  /// Events simulated after the start.
  public var events = 0
  /// Why it had to end early, and is no result; nil where it did not.
  public var excess: ModelError?

  /// Who left, when and why.
  public struct LeaverKey: Sendable, Hashable {
    /// The month.
    public var month: Int
    /// The cause.
    public var cause: LeavingCause
    /// The segment's number.
    public var segment: Int
  }

  /// What became of an initial customer.
  public struct Fate: Sendable {
    /// The segment's number.
    public var segment: Int
    /// Minutes after the start; infinite for those who stayed.
    public var left: Double
    /// Why they left; of those who stayed it says nothing.
    public var cause = LeavingCause.drifted
    /// Satisfaction at the end, or when they left; where it was asked for (``Keeping/fates``).
    public var satisfaction = Double.nan
    /// Money paid after the start, in ten-thousandths of the currency; where it was asked for.
    public var paid: Int64 = 0
  }

  init(_ layout: FigureLayout = .reference, months: Int = 0) {
    summary = FigureValues(layout)
    timeline = FigureSeries(layout, months: months)
  }
}
