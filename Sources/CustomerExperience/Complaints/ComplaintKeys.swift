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
        "How well complaints are handled: justice as the customer sees it, 1 for fully made good, where the "
          + "goodwill is a third of what a month or a visit costs.",
        see: "de Matos, Henrique & Rossi 2007"),
      Key(
        "restores", .number(\.restores, .fraction, 0...1.5),
        "Share of the loss that perfect handling restores.", plausible: .between(0.6, 1.1)),
      Key("cost", .number(\.cost, .money, 0...1_000_000), "Money a complaint costs to handle."),
      Key(
        "goodwill", .number(\.goodwill, .money, 0...1_000_000),
        "Money paid to a complainant to make good: more of it is felt as fairer, ever less so."),
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
