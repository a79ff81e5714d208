public import RandomVariates

/// The quality of service: its mean, its spread and what moves it, in points from 0 to 100.
public struct Quality: Sendable, Equatable {
  /// The mean quality of an encounter with an average employee who is not overloaded.
  public var mean = 75.0
  /// Added to the mean on each dimension.
  public var offset = Dimensions(all: 0)
  /// How much employees differ beyond skill and engagement (standard deviation).
  public var betweenStaff = 6.0
  /// How much one employee differs from one encounter to the next (standard deviation).
  public var withinStaff = 8.0
  /// How much systems and processes add to that, self-service included (standard deviation).
  public var process = 4.0
  /// How much customers differ in what they make of the same service (standard deviation).
  public var betweenCustomers = 12.0
  /// Share of an encounter's variance that all five dimensions have in common.
  public var shared = 0.6
  /// Points gained from no skill to full skill.
  public var skill = 15.0
  /// Points gained from no engagement to full engagement.
  public var engagement = 8.0
  /// Points lost at full occupancy, by the square of the excess over `overloadFrom`.
  public var overload = 120.0
  /// The occupancy from which overload sets in.
  public var overloadFrom = 0.85
  /// Points lost from no burnout to full burnout.
  public var burnout = 10.0
  /// Points lost when a need is not resolved.
  public var unresolved = 15.0
  /// Points of responsiveness lost by waiting: times ln(1 + perceived wait / tolerance).
  public var waiting = 15.0
  /// Minutes of waiting that customers find tolerable.
  public var waitTolerance = 3.0
  /// How much longer a wait feels than it is (unoccupied and uncertain: 1.2 times 1.3).
  public var waitFeels = 1.56
  /// Monthly experience of using the product itself (contract).
  public var usage = Usage()

  /// The defaults.
  public init() {}
}

/// The monthly experience of using the product, without any contact (contract).
public struct Usage: Sendable, Equatable {
  /// Its mean, in points; `quality.mean` where nil.
  public var mean: Double?
  /// How much it varies from month to month (standard deviation).
  public var spread = 6.0

  /// The defaults.
  public init() {}
}

/// How expectations adapt.
public struct Expectations: Sendable, Equatable {
  /// Share of a surprise that an encounter moves expectations by.
  public var learning = 0.10
  /// The same for a month of using the product.
  public var usageLearning = 0.04
  /// The quality that the firm's promises lead customers to expect, in points; none where nil.
  public var promised: Double?
  /// Share of the distance to `promised` that expectations move at each encounter.
  public var promisePull = 0.20
  /// Share of the distance to the best rival's quality, where higher, that they move a month.
  public var rivalPull = 0.0

  /// The defaults.
  public init() {}
}

/// How satisfaction forms, on a scale of 0 to 100.
public struct Satisfaction: Sendable, Equatable {
  /// The constant term.
  public var constant = 24.0
  /// Points a point of expectation.
  public var expectation = 0.15
  /// Points a point of performance.
  public var performance = 0.55
  /// Points a point of pleasant surprise.
  public var disconfirmation = 0.60
  /// How many times as heavily an unpleasant surprise weighs.
  public var lossAversion = 2.0
  /// How many encounters' worth of opinion a newcomer brings along.
  public var prior = 3.0
  /// The least weight of a new experience in cumulative satisfaction.
  public var gainFloor = 0.05
  /// The weight of a month of using the product.
  public var usageGain = 0.03

  /// The defaults.
  public init() {}
}

/// Who complains and how complaints are handled.
public struct Complaints: Sendable, Equatable {
  /// Points below expectation from which an experience counts as a failure.
  public var tolerance = 8.0
  /// Log-odds of complaining about the slightest failure.
  public var base = -4.6
  /// What full severity adds to the log-odds.
  public var severity = 4.1
  /// How well complaints are handled: justice as the customer sees it, 1 for fully made good.
  public var handling = Handling()
  /// Share of the loss that perfect handling restores.
  public var restores = 0.9
  /// Money a complaint costs to handle.
  public var cost = 20.0
  /// Money paid to a complainant to make good.
  public var goodwill = 10.0

  /// The defaults.
  public init() {}
}

/// How well complaints are handled: justice as the customer sees it.
public struct Handling: Sendable, Equatable {
  /// The mean; 1 for fully made good, more for better than that.
  public var mean = 0.6
  /// How much it varies from complaint to complaint (standard deviation).
  public var spread = 0.25

  /// The defaults.
  public init() {}
}

/// Who stays and who leaves.
public struct Loyalty: Sendable, Equatable {
  /// Chance a month of leaving, out of contract, at the reference satisfaction of 70 and trust of 0.8
  /// (contract); drawn once a customer.
  public var churn = Law.constant(0.0193)
  /// How much customers differ in loyalty (standard deviation of the log-odds of leaving).
  public var heterogeneity = 0.5
  /// Log-odds of leaving that 10 points of satisfaction take away.
  public var satisfaction = 0.35
  /// Log-odds of leaving that full trust takes away against none.
  public var trust = 1.5
  /// Log-odds of leaving that a failure adds for 90 days when it was not put right.
  public var failure = 1.2
  /// Log-odds of leaving that a unit of competitor pull adds.
  public var pull = 1.0
  /// How many times as likely somebody is to leave inside the term as out of contract.
  public var inTerm = 0.25
  /// How many times as likely in the month the term ends.
  public var atEnd = 3.0
  /// Chance of never coming back after a visit, at satisfaction 70 (repertoire); drawn once a customer.
  public var dropout = Law.constant(0.002)
  /// What 10 points of satisfaction take off the logarithm of that chance.
  public var dropoutSatisfaction = 0.35
  /// Utility of the provider bought from lately (repertoire).
  public var inertia = 1.0
  /// How long that lasts: the weight of the past at each purchase.
  public var memory = 0.875

  /// The defaults.
  public init() {}
}

/// What managers can see.
public struct Measurement: Sendable, Equatable {
  /// The customer survey.
  public var survey = Survey()

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

  /// The defaults.
  public init() {}
}

/// Margins, costs and the discount rate.
public struct Economics: Sendable, Equatable {
  /// Share of revenue left after what it costs to supply the product (staff not counted).
  public var margin = 0.6
  /// Share by which money is worth less a year later.
  public var discountRate = 0.10
  /// Fixed costs a month.
  public var overhead = 0.0

  /// The defaults.
  public init() {}
}
