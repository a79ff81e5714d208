public import RandomVariates

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
  /// What each visit in a row without a purchase adds to the logarithm of that chance (repertoire).
  public var dropoutWalkout = 0.7
  /// Utility of the provider bought from lately (repertoire).
  public var inertia = 1.0
  /// How long that lasts: the weight of the past at each purchase.
  public var memory = 0.875
  /// A card that is stamped at each visit (repertoire); none where nil.
  public var stampCard: StampCard?
  /// Approaching those who left; nobody is approached where nil.
  public var winBack: WinBack?
  /// A membership with points, a discount and tiers (repertoire); none where nil.
  public var membership: Membership?
  /// Contacts of the firm's own accord; none where nil.
  public var outreach: Outreach?
  /// Approaching customers to keep them, by rules and within a budget; nobody is approached where nil.
  public var strategy: RetentionStrategy?

  /// The defaults.
  public init() {}
}
