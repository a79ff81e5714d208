public import RandomVariates

/// Contacts that the firm makes of its own accord: news, offers, and asking how things are.
public struct Outreach: Sendable, Equatable {
  /// Contacts a customer and month.
  public var rate = 1.0
  /// Money that a contact costs.
  public var cost = 0.5
  /// Log-odds of leaving that contacts take away at most (contract), or utility of us that they add (repertoire).
  public var gain = 0.3
  /// Contacts a month at which half of that is reached.
  public var halfAt = 0.5
  /// Contacts a month that a customer tolerates; drawn once a customer.
  public var tolerance = Law.lognormal(mean: 3, sd: 1.5)
  /// What each contact a month beyond that takes off the log-odds or the utility.
  public var irritation = 0.15
  /// Months for which contacts are felt: the mean of an exponential memory.
  public var memoryMonths = 3.0
  /// Chance that a contact makes somebody opt out who has had more than they tolerate; drawn each time.
  public var optOut = 0.02

  /// The defaults.
  public init() {}
}

extension Outreach: Declared {
  /// The declared keys of the section `loyalty.outreach`.
  public static var keys: [Key<Outreach>] { contacts + limits }

  private static var contacts: [Key<Outreach>] {
    [
      Key(
        "rate", .number(\.rate, .perMonth, 0...100),
        "How often the firm contacts a customer, until they opt out."),
      Key("cost", .number(\.cost, .money, 0...1_000_000), "Money that a contact costs."),
      Key(
        "gain", .number(\.gain, .logOdds, 0...3),
        "What contacts are worth at most: log-odds of leaving taken away, or utility of us added.",
        plausible: .between(0.1, 0.6), see: "Venkatesan & Kumar 2004"),
      Key(
        "half_at", .number(\.halfAt, .perMonth, 0.01...100),
        "How many contacts reach half of that: the return falls.", plausible: .between(0.2, 1)),
      Key(
        "memory", .number(\.memoryMonths, .months, 0.1...60),
        "How long contacts are felt: the mean of an exponential memory.",
        plausible: .between(1, 6)),
    ]
  }

  private static var limits: [Key<Outreach>] {
    [
      Key(
        "tolerance", .law(\.tolerance, .perMonth, 0...1_000, .oncePerCustomer),
        "How many contacts a customer tolerates.", plausible: .times(0.5, 2),
        see: "Godfrey, Seiders & Voss 2011"),
      Key(
        "irritation", .number(\.irritation, .logOdds, 0...3),
        "What each contact a month beyond what is tolerated takes off the log-odds or the utility.",
        plausible: .between(0.05, 0.3), see: "Godfrey, Seiders & Voss 2011"),
      Key(
        "opt_out", .number(\.optOut, .fraction, 0...1),
        "Chance that a contact makes somebody opt out who has had more than they tolerate.",
        plausible: .between(0.005, 0.05)),
    ]
  }
}
