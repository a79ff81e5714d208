extension Market: Declared {
  /// The declared keys of the section `market`.
  public static var keys: [Key<Market>] { response + others }

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
}

extension Rival: Declared {
  /// The declared keys of a rival.
  public static var keys: [Key<Rival>] {
    [
      Key("name", .optionalText(\.name), "The name for display.", changeable: false),
      Key("price", .price(\.price), "The price: money, or against ours."),
      Key("quality", .number(\.quality, .points, 0...100), "The quality.", plausible: .within(5)),
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
