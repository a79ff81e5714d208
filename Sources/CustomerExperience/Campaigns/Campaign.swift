/// Something done for a while to win customers.
public struct Campaign: Sendable, Equatable, Identified {
  /// What sort of campaign it is.
  public enum Kind: String, Sendable, CaseIterable {
    /// Makes more of the prospects that marketing reaches, goes on acting for a while, and may promise more.
    case advertising
    /// Wins customers by an offer, who are less loyal than others.
    case promotion
    /// Has customers introduce others, as firms do among each other: it wins by what those customers think.
    case networking
  }

  /// The id by which the file names it.
  public var id = ""
  /// The name for display.
  public var name: String?
  /// What sort of campaign it is.
  public var kind = Kind.advertising
  /// When it begins.
  public var from = Moment.month(0)
  /// Months it lasts.
  public var months = 3.0
  /// Money spent in a month.
  public var spend = 1_000.0
  /// Money that a customer won by the offer costs, or an introduction.
  public var cost = 75.0
  /// The share of an advertisement's weight that is left a month later.
  public var carryOver = 0.5
  /// Percent of prospects won by a percent of advertising in the long run.
  public var elasticity = 0.24
  /// Points of quality by which it raises what is promised.
  public var promises = 0.0
  /// The share taken off the price of those it wins (contract).
  public var discount = 0.0
  /// Months for which it is.
  public var discountMonths = 6.0
  /// Log-odds by which those it wins are the more likely to leave.
  public var fickle = 0.5

  /// The defaults.
  public init() {}

  /// The name for display, or the id where none is given.
  public var displayName: String { name ?? id }
}

extension Campaign: Declared {
  /// The declared keys of an entry of `customers.acquisition.campaigns`.
  public static var keys: [Key<Campaign>] { when + how }

  private static var when: [Key<Campaign>] {
    [
      Key("name", .optionalText(\.name), "The name for display.", changeable: false),
      Key(
        "type", .oneOf(\.kind), "What sort of campaign it is.", required: true, changeable: false,
        meanings: [
          (
            "advertising",
            "More of the prospects of marketing come; it goes on acting for a while, and may promise more."
          ),
          ("promotion", "An offer wins customers, who are less loyal than others."),
          (
            "networking",
            "Customers introduce others: the more satisfied they are, the more introductions win."
          ),
        ]),
      Key("from", .moment(\.from), "When it begins.", required: true, changeable: false),
      Key("for", .number(\.months, .months, 0.1...240), "How long it lasts.", changeable: false),
      Key("spend", .number(\.spend, .moneyPerMonth, 0...1_000_000_000), "Money spent."),
      Key(
        "cost", .number(\.cost, .money, 0.01...1_000_000),
        "What a customer won by the offer costs, or an introduction (promotion and networking)."),
    ]
  }

  private static var how: [Key<Campaign>] {
    [
      Key(
        "carry_over", .number(\.carryOver, .fraction, 0...0.99),
        "Share of the weight of advertising that is left a month later.",
        .computed("0.12 over 0.24, the short-term and the long-term elasticity"),
        plausible: .between(0.2, 0.8), see: "Sethuraman, Tellis & Briesch 2011"),
      Key(
        "elasticity", .number(\.elasticity, .times, 0...2),
        "Percent more prospects for a percent more advertising, carry-over and all.",
        .verified("0.24: mean of 402 long-term estimates, Sethuraman, Tellis & Briesch 2011"),
        plausible: .between(0.1, 0.45)),
      Key(
        "promises", .number(\.promises, .points, 0...50),
        "By how many points advertising raises the promised quality, which newcomers then expect."),
      Key(
        "discount", .number(\.discount, .fraction, 0...1),
        "Share taken off the price of those whom a promotion wins.", only: .contract),
      Key(
        "discount_for", .number(\.discountMonths, .wholeMonths, 0...120),
        "How long they have it.", only: .contract),
      Key(
        "fickle", .number(\.fickle, .logOdds, 0...5),
        "By how much those whom a promotion wins are the more likely to leave."),
    ]
  }
}
