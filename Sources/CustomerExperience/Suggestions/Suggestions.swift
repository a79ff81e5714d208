/// What customers would change, and what the firm makes of it when they say so.
public struct Suggestions: Sendable, Equatable {
  /// Ideas that a customer has in a year in which something is missing in every month.
  public var rate = 1.0
  /// Points of satisfaction with an encounter below which customers would change the step.
  public var low = 60.0
  /// Chance that somebody who has an idea says so.
  public var said = 0.2
  /// Chance that what is said is written down.
  public var ease = 0.5
  /// Chance that the firm does what is written down.
  public var adopted = 0.1
  /// Months until it is done.
  public var lagMonths = 3.0
  /// Money that an improvement costs, once.
  public var cost = 1_000.0
  /// Points of quality that an improvement adds at a step; a feature is there from then on instead.
  public var step = 5.0
  /// Share of those whose suggestion was done who are told so.
  public var answered = 0.5
  /// Promises kept that being told so is worth, for trust.
  public var credit = 1.0

  /// The defaults.
  public init() {}
}

extension Suggestions: Declared {
  /// The declared keys of the section `suggestions`.
  public static var keys: [Key<Suggestions>] { voiced + adoption }

  private static var voiced: [Key<Suggestions>] {
    [
      Key(
        "rate", .number(\.rate, .perYear, 0...365),
        "Ideas that a customer has who misses something in every month; who misses nothing has none.",
        plausible: .between(0.2, 4)),
      Key(
        "low", .number(\.low, .points, 0...100),
        "Satisfaction with an encounter below which customers would change the step.",
        plausible: .between(45, 75)),
      Key(
        "said", .number(\.said, .fraction, 0...1),
        "Chance that somebody who has an idea says so.", plausible: .between(0.05, 0.5)),
      Key(
        "ease", .number(\.ease, .fraction, 0...1),
        "How easy the firm makes it: the chance that what is said is written down."),
    ]
  }

  private static var adoption: [Key<Suggestions>] {
    [
      Key(
        "adopted", .number(\.adopted, .fraction, 0...1),
        "Chance that the firm decides to do what is written down; what asks for something under way or done counts as adopted without it."
      ),
      Key("lag", .number(\.lagMonths, .wholeMonths, 0...120), "How long it takes to do it."),
      Key(
        "cost", .number(\.cost, .money, 0...1_000_000_000),
        "What an improvement costs, once; a feature costs what it costs from then on, too."),
      Key(
        "step", .number(\.step, .points, 0...50),
        "Quality that an improvement adds to encounters at a step of a journey.",
        plausible: .between(2, 10)),
      Key(
        "answered", .number(\.answered, .fraction, 0...1),
        "Share of those whose suggestion was done who are told so."),
      Key(
        "credit", .number(\.credit, .count, 0...100),
        "What being told so is worth for trust, in promises kept.", plausible: .between(0.3, 3)),
    ]
  }
}
