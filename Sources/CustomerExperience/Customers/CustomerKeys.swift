extension Clock: Declared {
  /// The declared keys of the section `clock`.
  public static var keys: [Key<Clock>] {
    [
      Key("start", .date(\.start), "The first day.", changeable: false),
      Key(
        "horizon", .number(\.horizonMonths, .wholeMonths, 1...480), "How long it runs.",
        changeable: false),
      Key(
        "settle", .numberOrWord(\.settleMonths, .wholeMonths, 0...480, word: "auto"),
        "How long the base world runs before the start, with the plan off, until it has settled.",
        .computed("satisfaction settles in 24 months, the mix of loyal and fickle customers in 60"),
        changeable: false),
      Key(
        "holidays", .list(\.holidays),
        "Dates on which teams are closed, or open at other hours than in a usual week.",
        changeable: false),
    ]
  }
}

extension Customers: Declared {
  /// The declared keys of the section `customers`.
  public static var keys: [Key<Customers>] {
    [
      Key(
        "relationship", .oneOf(\.relationship),
        "What binds customers: a contract, or nothing but habit (repertoire).", required: true,
        changeable: false),
      Key(
        "total", .optionalInteger(\.total, .customers, 1...1_000_000, absent: "none"),
        "Customers at the start in all, where segments give shares instead of numbers.",
        changeable: false),
      Key(
        "contract", .section(\.contract), "The terms of the contract (relationship contract only)."
      ),
      Key(
        "segments", .table(\.segments, of: "segment"), "Groups of customers who are alike.",
        required: true),
      Key(
        "needs", .table(\.needs, of: "kind of customer"),
        "Kinds of customers by what they need, which no record of the firm tells: what segments try to find.",
        changeable: false),
      Key("acquisition", .section(\.acquisition), "Where new customers come from."),
    ]
  }
}

extension Contract: Declared {
  /// The declared keys of the section `customers.contract`.
  public static var keys: [Key<Contract>] {
    [
      Key(
        "term", .number(\.termMonths, .wholeMonths, 0...120),
        "How long a contract binds; 0 for not.",
        only: .contract),
      Key("price", .number(\.price, .moneyPerMonth, 0...1_000_000), "The price."),
      Key(
        "holds_price", .flag(\.holdsPrice),
        "Whether the price stays what it was at signing until the month in which the term ends.",
        only: .contract),
      Key(
        "renew_at_end", .number(\.renewAtEnd, .fraction, 0...1),
        "Chance that a customer who stays past the end signs again there and then.",
        plausible: .between(0.3, 0.7), only: .contract),
      Key(
        "renew_later", .number(\.renewLater, .chancePerMonth, 0...1),
        "Chance that a customer out of contract signs again.", plausible: .between(0.02, 0.08),
        only: .contract),
    ]
  }
}

extension Segment: Declared {
  /// The declared keys of a segment.
  public static var keys: [Key<Segment>] { who + what }

  private static var who: [Key<Segment>] {
    [
      Key("name", .optionalText(\.name), "The name for display.", changeable: false),
      Key(
        "initial", .optionalInteger(\.initial, .customers, 0...1_000_000, absent: "none"),
        "Customers at the start.", changeable: false),
      Key(
        "share", .optionalNumber(\.share, .fraction, 0...1, absent: "none"),
        "Share of customers.total, where `initial` is not given.", changeable: false),
      Key(
        "people", .attributes(\.people),
        "Attributes, each with the shares of its values; they act on nothing by themselves.",
        changeable: false),
      Key(
        "given", .list(\.given),
        "How attributes go together: the shares of some among people with a value of another.",
        changeable: false),
      Key(
        "effects", .list(\.effects),
        "What follows from attributes: how people with a value differ from others of the segment.",
        changeable: false),
    ]
  }

  private static var what: [Key<Segment>] {
    [
      Key(
        "weights", .dimensions(\.weights.of, .fraction, 0...1, addsUp: true),
        "What each of the five dimensions of service weighs.",
        see: "Parasuraman, Zeithaml & Berry 1988"),
      Key(
        "occasions", .optionalLaw(\.occasions, .perYear, 0...10_000, .oncePerCustomer),
        "How often a customer wants the category, from anybody, in the hours in which it is sold; changed to longer "
          + "ones these bring more, shorter ones fewer.",
        only: .repertoire,
        changeable: false),
      Key(
        "rhythm", .list(\.rhythm),
        "Parts of the week in which they come (repertoire), or have needs with a rate (contract), more or less often than "
          + "in the rest of it.",
        changeable: false),
      Key(
        "season", .section(\.season),
        "Months in which they come (repertoire), or have needs with a rate (contract), more or less often than in others.",
        changeable: false),
      Key(
        "spend", .optionalLaw(\.spend, .money, 0...1_000_000, .eachTime),
        "Money spent on a visit; the mean over the segment.", only: .repertoire),
      Key(
        "spend_spread", .number(\.spendSpread, .fraction, 0...3),
        "How much people differ in what they usually spend (coefficient of variation of their own means).",
        plausible: .between(0.1, 0.6), see: "Fader, Hardie & Lee 2005 (Gamma-Gamma)",
        only: .repertoire, changeable: false),
      Key(
        "patience", .law(\.patience, .minutes, 0...1440, .eachTime),
        "How long a customer waits in line before giving up.",
        .computed("mean wait over share who gave up: 20 to 35 min at UK providers, Ofcom 2016"),
        plausible: .times(0.4, 1.6)),
      Key(
        "price_sensitivity", .number(\.priceSensitivity, .times, 0...10),
        "How strongly prices act on this segment, against market.price_response.",
        plausible: .times(0.7, 1.4)),
      Key(
        "household", .section(\.household),
        "How many persons stand behind a customer, and the accounts that they hold together; one person where not given."
      ),
      Key(
        "price_share", .number(\.priceShare, .fraction, 0...5),
        "What they pay of the list price, such as 80% for students; what they get costs the firm as much as for others. "
          + "Where the contract holds the price, that is the list price."),
      Key(
        "fees", .section(\.fees),
        "What they pay beside the price (contract); no fees where not given."
      ),
      Key("moves", .section(\.moves), "Moving away: leaving that no service could prevent."),
      Key(
        "travel", .table(\.travel, of: "provider"),
        "How long it takes to get to us and to each rival, by their ids; no matter where not given.",
        see: "Huff 1964"),
    ]
  }
}

extension Moves: Declared {
  /// The declared keys of a segment's `moves`.
  public static var keys: [Key<Moves>] {
    [
      Key("rate", .number(\.rate, .perYear, 0...12), "How often a customer moves."),
      Key(
        "lost", .number(\.lost, .fraction, 0...1), "Chance that a move loses the customer."),
    ]
  }
}

extension Acquisition: Declared {
  /// The declared keys of the section `customers.acquisition`.
  public static var keys: [Key<Acquisition>] {
    [
      Key("marketing", .section(\.marketing), "Customers won by marketing."),
      Key("word-of-mouth", .section(\.wordOfMouth), "Customers won by word of mouth."),
      Key(
        "campaigns", .table(\.campaigns, of: "campaign"),
        "What is done for a while to win customers: advertising, promotions and networking."),
      Key(
        "pool", .optionalInteger(\.pool, .customers, 1...3_000_000, absent: "none"),
        "People who may ever become customers, those at the start among them: the fewer are left, the fewer come.",
        see: "Bass 1969"),
    ]
  }
}

extension Marketing: Declared {
  /// The declared keys of the section `customers.acquisition.marketing`.
  public static var keys: [Key<Marketing>] {
    [
      Key("spend", .number(\.spend, .moneyPerMonth, 0...1_000_000_000), "Money spent."),
      Key(
        "cost", .number(\.cost, .money, 0.01...1_000_000), "Money it takes to win a customer."),
      Key(
        "promise-draws", .number(\.promiseDraws, .times, 0...5),
        "How strongly a promise of more than the mean quality draws prospects: 0.1 is a tenth more for ten points.",
        plausible: .between(0, 0.5)),
    ]
  }
}

extension WordOfMouth: Declared {
  /// The declared keys of the section `customers.acquisition.word-of-mouth`.
  public static var keys: [Key<WordOfMouth>] {
    [
      Key("enabled", .flag(\.enabled), "Whether customers talk."),
      Key(
        "rate", .number(\.rate, .perMonth, 0...10), "Referrals of a wholly satisfied customer.",
        plausible: .between(0.008, 0.03)),
      Key(
        "harm", .number(\.harm, .times, 0...20),
        "How many prospects won by marketing one warning turns away.", plausible: .between(0.3, 2),
        see: "East, Hammond & Lomax 2008"),
      Key(
        "contacts", .integer(\.contacts, .count, 0...100),
        "Acquaintances among the customers whom one of extreme opinion tells in a month, where remarks sway.",
        plausible: .between(1, 12)),
      Key(
        "sway", .number(\.sway, .points, 0...50),
        "Points by which a remark moves what an undecided acquaintance thinks of us, for better or worse.",
        plausible: .between(0, 4), see: "East, Hammond & Lomax 2008"),
    ]
  }
}
