extension Expectations: Declared {
  /// The declared keys of the section `expectations`.
  public static var keys: [Key<Expectations>] {
    [
      Key(
        "learning", .number(\.learning, .fraction, 0...1),
        "Share of a surprise that an encounter moves expectations by.",
        plausible: .between(0.05, 0.3), see: "Anderson, Fornell & Lehmann 1994"),
      Key(
        "usage-learning", .number(\.usageLearning, .fraction, 0...1),
        "The same for a month of using the product.", plausible: .between(0.02, 0.1),
        only: .contract),
      Key(
        "promised", .optionalNumber(\.promised, .points, 0...100, absent: "none"),
        "The quality that the firm's promises lead customers to expect."),
      Key(
        "promise-pull", .number(\.promisePull, .fraction, 0...1),
        "Share of the distance to `promised` that expectations move at each encounter.",
        plausible: .between(0, 0.5)),
      Key(
        "rival-pull", .number(\.rivalPull, .fraction, 0...1),
        "Share of the distance to the best rival's quality, where higher, that they move a month.",
        plausible: .between(0, 0.02)),
    ]
  }
}

extension Satisfaction: Declared {
  /// The declared keys of the section `satisfaction`.
  public static var keys: [Key<Satisfaction>] { formation + memory }

  private static var formation: [Key<Satisfaction>] {
    [
      Key(
        "constant", .number(\.constant, .points, -50...100), "The constant term.",
        .computed("a mean satisfaction of 72 at a quality of 74 and the default spread"),
        plausible: .between(
          22.5, 27,
          .computed("a mean satisfaction of 71 to 75 at a quality of 74 and the default spread"))),
      Key(
        "expectation", .number(\.expectation, .points, -1...2), "Points a point of expectation.",
        plausible: .between(0.12, 0.18), see: "Anderson, Fornell & Lehmann 1994"),
      Key(
        "performance", .number(\.performance, .points, 0...2), "Points a point of performance.",
        plausible: .between(0.52, 0.58)),
      Key(
        "disconfirmation", .number(\.disconfirmation, .points, 0...3),
        "Points a point of pleasant surprise.", plausible: .between(0.3, 0.9), see: "Oliver 1980"),
      Key(
        "loss-aversion", .number(\.lossAversion, .times, 1...5),
        "How many times as heavily an unpleasant surprise weighs.", plausible: .between(1.3, 3)),
    ]
  }

  private static var memory: [Key<Satisfaction>] {
    [
      Key(
        "prior", .number(\.prior, .count, 0...100),
        "How many encounters' worth of opinion a newcomer brings along.", plausible: .between(1, 6)),
      Key(
        "gain-floor", .number(\.gainFloor, .fraction, 0...1),
        "The least weight of a new experience in cumulative satisfaction.",
        plausible: .between(0.02, 0.15)),
      Key(
        "usage-gain", .number(\.usageGain, .fraction, 0...1),
        "The weight of a month of using the product.", plausible: .between(0.01, 0.06),
        only: .contract),
    ]
  }
}

extension Complaints: Declared {
  /// The declared keys of the section `complaints`.
  public static var keys: [Key<Complaints>] { making + handled }

  private static var making: [Key<Complaints>] {
    [
      Key(
        "tolerance", .number(\.tolerance, .points, 0...50),
        "Points below expectation from which an experience counts as a failure.",
        plausible: .between(5, 12)),
      Key(
        "base", .number(\.base, .logOdds, -15...5),
        "Log-odds of complaining about the slightest failure.",
        .computed("3% complain about a trifle, as in Goodman & Newman's TARP surveys"),
        plausible: .within(0.7)),
      Key(
        "severity", .number(\.severity, .logOdds, 0...15),
        "What full severity adds to the log-odds.", plausible: .between(2.5, 5)),
    ]
  }

  private static var handled: [Key<Complaints>] {
    [
      Key(
        "handling", .section(\.handling),
        "How well complaints are handled: justice as the customer sees it, 1 for fully made good.",
        see: "de Matos, Henrique & Rossi 2007"),
      Key(
        "restores", .number(\.restores, .fraction, 0...1.5),
        "Share of the loss that perfect handling restores.", plausible: .between(0.6, 1.1)),
      Key("cost", .number(\.cost, .money, 0...1_000_000), "Money a complaint costs to handle."),
      Key(
        "goodwill", .number(\.goodwill, .money, 0...1_000_000),
        "Money paid to a complainant to make good."),
    ]
  }
}

extension Handling: Declared {
  /// The declared keys of the section `complaints.handling`.
  public static var keys: [Key<Handling>] {
    [
      Key(
        "mean", .number(\.mean, .fraction, 0...1.3), "The mean.", plausible: .between(0.45, 0.75)),
      Key(
        "spread", .number(\.spread, .fraction, 0...0.5),
        "How much it varies from complaint to complaint (standard deviation).",
        plausible: .between(0.1, 0.4)),
    ]
  }
}

extension Measurement: Declared {
  /// The declared keys of the section `measurement`.
  public static var keys: [Key<Measurement>] {
    [Key("survey", .section(\.survey), "The customer survey.")]
  }
}

extension Survey: Declared {
  /// The declared keys of the section `measurement.survey`.
  public static var keys: [Key<Survey>] {
    [
      Key("every", .number(\.everyMonths, .months, 1...60), "Time between waves."),
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
    ]
  }
}

extension Economics: Declared {
  /// The declared keys of the section `economics`.
  public static var keys: [Key<Economics>] {
    [
      Key(
        "margin", .number(\.margin, .fraction, 0...1),
        "Share of revenue left after what it costs to supply the product (staff not counted)."),
      Key(
        "discount_rate", .number(\.discountRate, .chancePerYear, 0...0.9),
        "Share by which money is worth less later.", changeable: false),
      Key(
        "overhead", .number(\.overhead, .moneyPerMonth, 0...1_000_000_000), "Fixed costs."),
    ]
  }
}
