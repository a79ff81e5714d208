/// Calling back those who answered the survey badly.
public struct CloseLoop: Sendable, Equatable {
  /// Points below which an answer is followed up.
  public var below = 50.0
  /// Days within which the customer is called.
  public var withinDays = 2.0
  /// Share who can be reached.
  public var reaches = 0.6
  /// Money a call costs.
  public var cost = 5.0

  /// The defaults.
  public init() {}
}

extension CloseLoop: Declared {
  /// The declared keys of the section `measurement.survey.close_loop`.
  public static var keys: [Key<CloseLoop>] {
    [
      Key(
        "below", .number(\.below, .points, 0...100),
        "Points below which an answer to the survey is followed up."),
      Key(
        "within", .number(\.withinDays, .days, 0...365),
        "Time within which the customer is called."),
      Key(
        "reaches", .number(\.reaches, .fraction, 0...1),
        "Share of those to be called who can be reached.", plausible: .between(0.4, 0.9)),
      Key("cost", .number(\.cost, .money, 0...1_000_000), "Money a call costs."),
    ]
  }
}

/// Row 79: what a call to somebody who answered the survey badly makes good.
///
///     S′ = S + ρ·J·(70 − S)  where S < 70,   J: justice as the customer sees it, at most fully made good
///
/// The call is a recovery (``Recovery``) without a complaint: it listens, explains and mends, as well as complaints are
/// handled (`complaints.handling`, `complaints.restores`), but it comes before the customer has gone. It brings nobody
/// above the satisfaction of reference: what was never asked for does not delight [D].
public enum CloseLoopLaw {
  /// Satisfaction after the call.
  @inline(__always)
  public static func satisfaction(_ law: Complaints, before: Double, justice: Double) -> Double {
    let gap = ChurnHazard.referenceSatisfaction - before
    return gap > 0 ? before + min(1, max(0, law.restores * justice)) * gap : before
  }
}
