extension Loyalty: Declared {
  /// The declared keys of the section `loyalty`.
  public static var keys: [Key<Loyalty>] { contract + terms + repertoire }

  private static var contract: [Key<Loyalty>] {
    [
      Key(
        "churn", .law(\.churn, .chancePerMonth, 0...1, .oncePerCustomer),
        "Chance of leaving, out of contract, at satisfaction 70 and trust 0.8.",
        .computed("26% switch in three years, CMA and Which? 2015"), plausible: .times(0.7, 1.4),
        only: .contract, changeable: false),
      Key(
        "heterogeneity", .number(\.heterogeneity, .logOdds, 0...3),
        "How much customers differ in loyalty (standard deviation of the log-odds of leaving).",
        plausible: .between(0.2, 0.9), see: "Fader & Hardie 2007", only: .contract),
      Key(
        "satisfaction", .number(\.satisfaction, .logOdds, 0...3),
        "Log-odds of leaving that 10 points of satisfaction take away.",
        plausible: .between(0.15, 0.6), only: .contract),
      Key(
        "trust", .number(\.trust, .logOdds, 0...10),
        "Log-odds of leaving that full trust takes away against none.",
        plausible: .between(0.5, 2.5), see: "Morgan & Hunt 1994", only: .contract),
      Key(
        "failure", .number(\.failure, .logOdds, 0...5),
        "Log-odds of leaving that a failure adds for 90 days when it was not put right.",
        plausible: .between(0.6, 1.8), only: .contract),
      Key(
        "pull", .number(\.pull, .logOdds, 0...5),
        "Log-odds of leaving that a unit of competitor pull adds.", plausible: .between(0.5, 1.5),
        only: .contract),
    ]
  }

  private static var terms: [Key<Loyalty>] {
    [
      Key(
        "in_term", .number(\.inTerm, .times, 0...1),
        "How many times as likely somebody is to leave inside the term as out of contract: it multiplies the chance.",
        plausible: .between(0.1, 0.4), only: .contract),
      Key(
        "at_end", .number(\.atEnd, .times, 1...30),
        "How many times as likely in the month it ends; at most certain.",
        plausible: .between(2, 5), only: .contract
      ),
    ]
  }

  private static var repertoire: [Key<Loyalty>] {
    [
      Key(
        "dropout", .law(\.dropout, .fraction, 0...1, .oncePerCustomer),
        "Chance of never coming back after a visit, at satisfaction 70.",
        plausible: .times(0.5, 2), see: "Fader, Hardie & Lee 2005", only: .repertoire,
        changeable: false),
      Key(
        "dropout_satisfaction", .number(\.dropoutSatisfaction, .logOdds, 0...3),
        "What 10 points of satisfaction take off the logarithm of that chance.",
        plausible: .between(0.15, 0.6), only: .repertoire),
      Key(
        "dropout_walkout", .number(\.dropoutWalkout, .logOdds, 0...5),
        "What each visit in a row that ended without a purchase adds to it.",
        plausible: .between(0.3, 1.2), only: .repertoire),
      Key(
        "inertia", .number(\.inertia, .utility, 0...10),
        "Utility of the provider bought from lately.", plausible: .between(0.5, 2),
        see: "Guadagni & Little 1983", only: .repertoire),
      Key(
        "memory", .number(\.memory, .fraction, 0...0.999),
        "How long that lasts: the weight of the past at each purchase.",
        plausible: .between(0.7, 0.95), see: "Guadagni & Little 1983", only: .repertoire),
      Key(
        "stamp_card", .section(\.stampCard),
        "A card that is stamped at each visit and worth a reward when it is full.",
        see: "Kivetz, Urminsky & Zheng 2006", only: .repertoire),
      Key(
        "win_back", .section(\.winBack), "Approaching customers who have left, to win them back.",
        see: "Kumar, Bhagwat & Zhang 2015"),
      Key(
        "membership", .section(\.membership),
        "A membership with a card: points, a discount for members, and a higher tier.",
        see: "Verhoef 2003", only: .repertoire),
      Key(
        "outreach", .section(\.outreach),
        "Contacts that the firm makes of its own accord: news, offers, asking how things are.",
        see: "Godfrey, Seiders & Voss 2011"),
      Key(
        "strategy", .section(\.strategy),
        "A strategy to keep customers before they leave: rules of whom to approach with what, within a budget.",
        see: "Ascarza 2018"),
    ]
  }
}
