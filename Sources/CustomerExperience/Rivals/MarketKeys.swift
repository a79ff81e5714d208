extension Market: Declared {
  /// The declared keys of the section `market`.
  public static var keys: [Key<Market>] { response + others + costs }

  private static var response: [Key<Market>] {
    [
      Key(
        "price", .optionalNumber(\.price, .price, 0.01...1_000_000, absent: "auto"),
        "Our price for comparison with rivals' prices; by default the contract's price, or the mean "
          + "money spent on a visit."),
      Key(
        "price_response", .optionalNumber(\.priceResponse, .utility, 0...50, absent: "auto"),
        "Utility lost when a price is higher by the whole of ours; by default 2 for contracts and "
          + "2.6 for a repertoire.", plausible: .times(0.6, 1.5),
        see: "Bijmolt, van Heerde & Pieters 2005"),
      Key(
        "quality_response", .optionalNumber(\.qualityResponse, .utility, 0...1, absent: "auto"),
        "Utility of a point of quality; by default 0.04 for contracts and 0.008 for a repertoire.",
        plausible: .times(0.5, 2)),
      Key(
        "switching_cost", .number(\.switchingCost, .utility, 0...10),
        "Utility lost by going to somebody else than last time.", plausible: .between(0, 0.5),
        see: "Burnham, Frels & Mahajan 2003"),
    ]
  }

  private static var others: [Key<Market>] {
    [
      Key(
        "nothing", .optionalNumber(\.nothing, .utility, -10...10, absent: "auto"),
        "Utility of going without, against a rival of our price and quality; by default -3 for "
          + "contracts and 0 for an occasion in a repertoire market.", plausible: .within(1)),
      Key(
        "taste", .number(\.taste, .utility, 0...5),
        "How much customers differ in their taste for each provider (standard deviation).",
        plausible: .between(0.4, 1.1), only: .repertoire),
      Key(
        "awareness", .number(\.awarenessMonths, .months, 0...240),
        "Time in which about two thirds of the customers get to know a new rival.",
        plausible: .between(12, 36)),
      Key("rivals", .table(\.rivals, of: "rival"), "The other providers."),
    ]
  }

  private static var costs: [Key<Market>] {
    [
      Key(
        "switching", .section(\.switching),
        "What it costs to switch, by kind, beside the plain switching_cost.",
        see: "Burnham, Frels & Mahajan 2003"),
      Key(
        "reference_price", .section(\.referencePrice),
        "What customers are used to pay, and how they take a price above or below it."),
      Key(
        "risk_aversion", .number(\.riskAversion, .utility, 0...1),
        "How much customers mind an uneven service: half of it times the squared spread is taken off the quality.",
        plausible: .between(0, 0.06), see: "Rust, Inman, Jia & Zahorik 1999"),
      Key(
        "travel_response", .number(\.travelResponse, .times, 0...10),
        "How strongly the way to a provider acts, where segments say how long it takes, and to a site of ours: Huff's "
          + "exponent.",
        plausible: .between(1.5, 3), see: "Huff 1964"),
      Key(
        "repertoires", .optionalNumber(\.repertoires, .utility, 0.01...1_000, absent: "none"),
        "Draws tastes from a Dirichlet law with this sum, instead of `taste`: less of it, and customers keep to "
          + "fewer providers.", see: "Goodhardt, Ehrenberg & Chatfield 1984", only: .repertoire),
    ]
  }
}

extension Rival: Declared {
  /// The declared keys of a rival.
  public static var keys: [Key<Rival>] {
    [
      Key("name", .optionalText(\.name), "The name for display.", changeable: false),
      Key("price", .price(\.price), "The price: money, or against ours."),
      Key("quality", .number(\.quality, .points, 0...100), "The quality.", plausible: .within(5)),
      Key(
        "spread", .optionalNumber(\.spread, .points, 0...50, absent: "ours"),
        "How much its quality varies (standard deviation); as much as ours where not given."),
      Key(
        "capacity", .optionalInteger(\.capacity, .count, 0...1_000_000_000, absent: "none"),
        "What it takes in a month at most: customers of ours (contract) or purchases (repertoire)."),
      Key(
        "answers", .number(\.answers, .fraction, 0...1),
        "Share of a price cut of ours, against our price at the start, that it answers with a cut.",
        plausible: .between(0, 0.8)),
      Key(
        "answers_after", .number(\.answersAfter, .wholeMonths, 0...60),
        "How long it takes to answer."),
      Key(
        "enters", .optionalMoment(\.enters),
        "When it enters the market; from the beginning where not given.", changeable: false),
      Key(
        "promotions", .list(\.promotions), "Dated promotions.", changeable: false),
    ]
  }
}

extension Promotion: Declared {
  /// The declared keys of an entry of a rival's `promotions`.
  public static var keys: [Key<Promotion>] {
    [
      Key("at", .moment(\.at), "When it starts.", required: true, changeable: false),
      Key(
        "price", .price(\.price), "The price while it lasts.", required: true, changeable: false),
      Key("for", .number(\.months, .months, 0.1...120), "How long it lasts.", changeable: false),
    ]
  }
}
