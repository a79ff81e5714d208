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
      Key(
        "zone", .dimensions(\.zone, .points, 0...50, addsUp: false),
        "Zone of tolerance: points on either side of what is expected within which a surprise hardly counts.",
        see: "Zeithaml, Berry & Parasuraman 1993"),
      Key(
        "within-zone", .number(\.withinZone, .fraction, 0...1),
        "What a point of surprise counts for within the zone of tolerance.",
        plausible: .between(0.2, 0.8)),
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
