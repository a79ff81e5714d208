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
  /// Points on either side of what is expected within which a surprise hardly counts; none where 0.
  public var zone = Dimensions(all: 0) {
    didSet { hasZone = zone != Dimensions(all: 0) }
  }
  /// What a point of surprise counts for there.
  public var withinZone = 0.5
  /// How many encounters' worth of opinion a newcomer brings along.
  public var prior = 3.0
  /// The least weight of a new experience in cumulative satisfaction.
  public var gainFloor = 0.05
  /// The weight of a month of using the product.
  public var usageGain = 0.03

  /// The defaults.
  public init() {}

  /// Whether there is a zone of tolerance: kept by itself, for every encounter asks.
  private(set) var hasZone = false
}
