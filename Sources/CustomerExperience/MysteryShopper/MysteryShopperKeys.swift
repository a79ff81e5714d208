/// People who pretend to be customers and score what they meet.
public struct MysteryShopper: Sendable, Equatable {
  /// Visits a month to each team.
  public var visits = 1.0
  /// Money that a visit costs.
  public var cost = 40.0
  /// Points by which shoppers score higher than what they meet.
  public var bias = 0.0
  /// How much shoppers differ in what they make of the same service (standard deviation, in points).
  public var shopperSpread = 6.0
  /// Error of a score on a dimension (standard deviation, in points).
  public var noise = 8.0

  /// The defaults.
  public init() {}
}

extension MysteryShopper: Declared {
  /// The declared keys of the section `measurement.mystery_shopper`.
  public static var keys: [Key<MysteryShopper>] {
    [
      Key(
        "visits", .number(\.visits, .perMonth, 0...1_000),
        "Visits to each team that customers meet; they take the staff's time as customers do."),
      Key("cost", .number(\.cost, .money, 0...1_000_000), "Money that a visit costs."),
      Key(
        "bias", .number(\.bias, .points, -50...50),
        "Points by which shoppers score higher than what they meet.", plausible: .within(5)),
      Key(
        "shopper_spread", .number(\.shopperSpread, .points, 0...50),
        "How much shoppers differ in what they make of the same service (standard deviation).",
        plausible: .between(2, 10)),
      Key(
        "noise", .number(\.noise, .points, 0...50),
        "Error of a score on a dimension (standard deviation).", plausible: .between(4, 12)),
    ]
  }
}
