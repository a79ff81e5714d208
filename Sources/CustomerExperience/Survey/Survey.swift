/// What managers can see.
public struct Measurement: Sendable, Equatable {
  /// The customer survey.
  public var survey = Survey()
  /// Mystery shoppers; nobody is sent where nil.
  public var mysteryShopper: MysteryShopper?
  /// From where on customers count as loyal.
  public var loyalty = LoyalFrom()
  /// Whether treatment and outcomes are compared by the attributes of people.
  public var fairness = false

  /// The defaults.
  public init() {}
}

/// A customer survey with non-response.
public struct Survey: Sendable, Equatable {
  /// Months between waves.
  public var everyMonths = 3.0
  /// Customers asked a wave.
  public var sample = 400
  /// Share who answer at a satisfaction of 50.
  public var response = 0.15
  /// How much more those answer who feel strongly.
  public var strongFeelings = 0.3
  /// How much more those answer who like the firm.
  public var goodwill = 0.6
  /// Error of an answer (standard deviation, points).
  public var noise = 10.0
  /// Points from which an answer counts as satisfied.
  public var satisfiedFrom = 60.0
  /// Calling back those who answered badly; nobody is called where nil.
  public var closeLoop: CloseLoop?

  /// The defaults.
  public init() {}
}
