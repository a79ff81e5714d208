extension Measurement: Declared {
  /// The declared keys of the section `measurement`.
  public static var keys: [Key<Measurement>] {
    [
      Key("survey", .section(\.survey), "The customer survey."),
      Key(
        "mystery_shopper", .section(\.mysteryShopper),
        "People who pretend to be customers and score what they meet."),
      Key("loyalty", .section(\.loyalty), "From where on customers count as loyal."),
      Key(
        "fairness", .flag(\.fairness),
        "Whether treatment and outcomes are compared by the attributes of `people`: fairness.csv.",
        changeable: false),
    ]
  }
}

extension Survey: Declared {
  /// The declared keys of the section `measurement.survey`.
  public static var keys: [Key<Survey>] {
    [
      Key("every", .number(\.everyMonths, .wholeMonths, 1...60), "Time between waves."),
      Key("sample", .integer(\.sample, .customers, 1...1_000_000), "Customers asked a wave."),
      Key(
        "response", .number(\.response, .fraction, 0...1),
        "Share who answer at a satisfaction of 50.", plausible: .between(0.03, 0.3)),
      Key(
        "strong_feelings", .number(\.strongFeelings, .logOdds, 0...3),
        "How much more those answer who feel strongly.", plausible: .between(0, 0.6)),
      Key(
        "goodwill", .number(\.goodwill, .logOdds, -3...3),
        "How much more those answer who like the firm.", plausible: .between(0, 1)),
      Key(
        "noise", .number(\.noise, .points, 0...50), "Error of an answer (standard deviation).",
        plausible: .between(5, 15)),
      Key(
        "satisfied_from", .number(\.satisfiedFrom, .points, 0...100),
        "Points from which an answer counts as satisfied."),
      Key(
        "close_loop", .section(\.closeLoop),
        "Calling back those who answered badly, before they leave."),
    ]
  }
}
