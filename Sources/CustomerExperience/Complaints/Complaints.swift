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
