import CustomerExperience

extension CausalDiagram {
  private static let outreachKeys = [
    "loyalty.outreach.rate", "loyalty.outreach.gain", "loyalty.outreach.half_at",
    "loyalty.outreach.tolerance", "loyalty.outreach.irritation",
  ]

  /// Cards, memberships and offers.
  static let schemes: [CausalArrow] = [
    CausalArrow(
      from: "schemes", to: "visits", sign: .more, law: "StampCardLaw",
      title: "A card pulls the harder the fuller it is, and lets go once it is redeemed.",
      equation: "visits × (1 + pull · stamps / (needed − 1))",
      source: "Kivetz, Urminsky & Zheng 2006; Nunes & Drèze 2006.",
      keys: [
        "loyalty.stamp_card.stamps", "loyalty.stamp_card.pull",
        "loyalty.stamp_card.enrolment",
      ],
      market: .repertoire, condition: "there is a stamp card",
      isThere: { $0.loyalty.stampCard != nil }),
    CausalArrow(
      from: "schemes", to: "visits", sign: .more, law: "MembershipLaw",
      title: "Members pay less, and points pull the harder the nearer the reward.",
      equation: "U += β_p · off · price;   visits × (1 + pull · points / needed)",
      source: "Verhoef 2003 (real, but small).",
      keys: [
        "loyalty.membership.discount", "loyalty.membership.pull",
        "loyalty.membership.enrolment",
      ],
      market: .repertoire, condition: "there is a membership",
      isThere: { $0.loyalty.membership != nil }),
    CausalArrow(
      from: "schemes", to: "leaving", sign: .less, law: "OutreachLaw",
      title: "A few contacts of the firm's own accord help; too many irritate.",
      equation: "logit p −= u,   u = gain (1 − 2^(−f/h)) − irritation (f − tolerated)⁺",
      source: """
        Venkatesan & Kumar 2004; Godfrey, Seiders & Voss 2011. The sizes are design values.
        """,
      keys: outreachKeys,
      condition: "the firm writes to customers", isThere: { $0.loyalty.outreach != nil }),
    CausalArrow(
      from: "schemes", to: "visits", sign: .more, law: "OutreachLaw",
      title: "Who hears from the firm thinks of it when choosing; who hears too much turns away.",
      equation: "U of us += gain (1 − 2^(−f/h)) − irritation (f − tolerated)⁺",
      source: """
        Venkatesan & Kumar 2004; Godfrey, Seiders & Voss 2011. The sizes are design values.
        """,
      keys: outreachKeys, market: .repertoire,
      condition: "the firm writes to customers", isThere: { $0.loyalty.outreach != nil }),
    CausalArrow(
      from: "schemes", to: "leaving", sign: .less, law: "StrategyLaw",
      title: """
        An offer made before somebody wants to leave; those who would have stayed take it too.
        """,
      equation: "logit p −= care + β_C · β_p · (gift / months) / price", source: "Ascarza 2018.",
      keys: [
        "loyalty.strategy.budget", "loyalty.strategy.rules.care",
        "loyalty.strategy.rules.gift", "loyalty.strategy.rules.discount",
      ],
      condition: "there is a retention strategy",
      isThere: { $0.loyalty.strategy.map { !$0.rules.isEmpty } ?? false }),
    CausalArrow(
      from: "schemes", to: "leaving", sign: .less, law: "OfferLaw",
      title: "Some of those who call to leave are talked into staying, with money off or without.",
      equation: """
        stays with the chance saves;   log-odds += β_C · β_p · discount · min(months, 12)/12
        """,
      source: "A design value.",
      keys: [
        "journeys.touchpoints.saves",
        "journeys.touchpoints.offer.discount",
      ],
      market: .contract, condition: "a step of the journey of leaving can save customers",
      isThere: { $0.journeys.contains { $0.touchpoints.contains { $0.saves > 0 } } }),
    CausalArrow(
      from: "schemes", to: "joining", sign: .more, law: "WinBackLaw",
      title: "Some who left come back when they are asked; the longer ago, the fewer.",
      equation: """
        logit p = logit p₀ − ln 2 · months / half-life + reason + 0.4 ln(stay/24)
                  + β_S (CS + upgrade − 70)/10 + offer
        """,
      source: "Kumar, Bhagwat & Zhang 2015; the sizes are design values.",
      keys: [
        "loyalty.win_back.chance", "loyalty.win_back.half_life", "loyalty.win_back.upgrade",
        "loyalty.win_back.discount",
      ],
      condition: "those who left are approached", isThere: { $0.loyalty.winBack != nil }),
  ]

  /// Who joins, and how many there are.
  static let growth: [CausalArrow] = [
    CausalArrow(
      from: "marketing", to: "joining", sign: .more, law: "Marketing",
      title: "Money spent wins customers, at so much each.",
      equation: "prospects a month = spend / cost",
      source: "By scenario.",
      keys: ["customers.acquisition.marketing.spend", "customers.acquisition.marketing.cost"],
      condition: "money is spent on marketing",
      isThere: { $0.customers.acquisition.marketing.spend > 0 }),
    CausalArrow(
      from: "marketing", to: "joining", sign: .more, law: "AdvertisingLaw",
      title: """
        Advertising goes on acting after it ends, and twice the money does not do twice as much.
        """,
      equation: "A ← φ · A + (1 − φ) · spend;   prospects × ((S + A)/S)^ε",
      source: "Nerlove & Arrow 1962; Sethuraman, Tellis & Briesch 2011.",
      keys: [
        "customers.acquisition.campaigns.spend", "customers.acquisition.campaigns.carry_over",
        "customers.acquisition.campaigns.elasticity",
      ], condition: "marketing is helped by a campaign of advertising",
      isThere: { scenario in
        let acquisition = scenario.customers.acquisition
        return acquisition.marketing.spend > 0
          && acquisition.campaigns.contains { $0.kind == .advertising }
      }),
    CausalArrow(
      from: "marketing", to: "joining", sign: .more, law: "Campaign",
      title:
        "A promotion wins customers by its offer, networking by what customers say of the firm.",
      equation: "reached a month = spend / cost;   of those introduced ((CS − 50)/50)² join",
      source: "By scenario.",
      keys: [
        "customers.acquisition.campaigns.spend", "customers.acquisition.campaigns.cost",
        "customers.acquisition.campaigns.for",
      ], condition: "there is a promotion, or networking",
      isThere: { $0.customers.acquisition.campaigns.contains { $0.kind != .advertising } }),
    CausalArrow(
      from: "promise", to: "joining", sign: .more, law: "PromiseLaw",
      title: "Promising more draws more, who then expect it.",
      equation: "prospects × e^(draws · (promised − mean)/10)",
      source: "Gap 4; the size is a design value.",
      keys: ["customers.acquisition.marketing.promise-draws", "expectations.promised"],
      condition: "a promise draws customers to what marketing offers",
      isThere: {
        let marketing = $0.customers.acquisition.marketing
        return $0.expectations.promised != nil && marketing.promiseDraws != 0 && marketing.spend > 0
      }),
    CausalArrow(
      from: "talk", to: "joining", sign: .more, law: "WordOfMouthLaw",
      title: "A recommendation wins a customer; a warning turns one away.",
      equation: """
        one referral, one customer
        turned away of the prospects of marketing = harm · warnings / (prospects + harm · warnings)
        """,
      source: "Anderson 1998; East, Hammond & Lomax 2008.",
      keys: [
        "customers.acquisition.word-of-mouth.rate",
        "customers.acquisition.word-of-mouth.harm",
      ],
      condition: "word of mouth is on", isThere: { $0.customers.acquisition.wordOfMouth.enabled }),
    CausalArrow(
      from: "customers", to: "talk", sign: .more, law: "WordOfMouthLaw",
      title: "More customers, more who talk.",
      equation: "the sum over customers of w ((CS − 50)/50)²",
      source: "A sum.", keys: ["customers.acquisition.word-of-mouth.enabled"],
      condition: "word of mouth is on", isThere: { $0.customers.acquisition.wordOfMouth.enabled }),
    CausalArrow(
      from: "joining", to: "customers", sign: .more, law: "Customers",
      title: "Who joins is one more.", equation: "customers += joined", source: "A count.",
      keys: ["customers.segments.initial", "customers.total"]),
    CausalArrow(
      from: "leaving", to: "customers", sign: .less, law: "Customers",
      title: "Who leaves is one fewer; some go because they move.",
      equation: "customers −= left + moved away",
      source: "A count.", keys: ["customers.segments.initial", "customers.segments.moves.rate"]),
    CausalArrow(
      from: "customers", to: "contacts", sign: .more, law: "Need",
      title: "More customers have more needs.", equation: "needs a year, drawn for each customer",
      source: "By scenario.", keys: ["journeys.need.rate", "customers.segments.occasions"]),
  ]

  /// Money.
  static let accounts: [CausalArrow] = [
    CausalArrow(
      from: "customers", to: "sales", sign: .more, law: "SalesGrowth",
      title: "Sales are months on the books, times purchases a month, times money a purchase.",
      equation: "growth = leaving + joining + how often + price: an exact sum, without a rest",
      source: "The logarithmic mean Divisia index, applied to customers.",
      keys: ["customers.contract.price", "customers.segments.spend"]),
    CausalArrow(
      from: "visits", to: "sales", sign: .more, law: "SalesGrowth",
      title: "Each visit that is served is a sale.",
      equation: "sales = visits served · money a visit",
      source: "A sum.", keys: ["customers.segments.spend", "customers.segments.occasions"],
      market: .repertoire),
    CausalArrow(
      from: "price", to: "sales", sign: .more, law: "SalesGrowth",
      title: "A higher price brings more from each who stays.",
      equation: "sales = customers · purchases · price",
      source: "A product.", keys: ["customers.contract.price", "market.price"]),
    CausalArrow(
      from: "leaving", to: "value", sign: .less, law: "CustomerValue",
      title: "A customer is worth what they bring until they leave, later money counting less.",
      equation: """
        the margins of the months simulated, and beyond them, where r is the chance to stay a month,
        margin · (1 + i)/(1 + i − r) of who is billed,   margin / ln((1 + i)/r) of who buys at times
        """,
      source: "Gupta, Lehmann & Stuart 2004.",
      keys: ["economics.margin", "economics.discount_rate"]),
    CausalArrow(
      from: "sales", to: "profit", sign: .more, law: "Ledger",
      title: "What is sold less what it costs to supply.",
      equation: "profit = sales · margin − costs",
      source: "Book-keeping.", keys: ["economics.margin"]),
    CausalArrow(
      from: "costs", to: "profit", sign: .less, law: "Ledger",
      title: "What is spent is not earned.", equation: "profit = sales · margin − costs",
      source: "Book-keeping.",
      keys: ["economics.overhead"]),
    CausalArrow(
      from: "staffing", to: "costs", sign: .more, law: "Ledger",
      title: "Staff are paid whether somebody comes or not.", equation: "pay · contracted hours",
      source: "Book-keeping.", keys: ["teams.pay", "teams.week", "teams.staff"]),
    CausalArrow(
      from: "training", to: "costs", sign: .more, law: "Ledger",
      title: "A course has a price for each who takes it.", equation: "cost · people",
      source: "Book-keeping.",
      keys: ["teams.training.cost", "teams.training.every"], condition: "a team takes a course",
      isThere: { scenario in
        !scenario.courses.isEmpty
          || scenario.teams.contains { $0.training.contains { $0.everyMonths != nil } }
      }),
    CausalArrow(
      from: "turnover", to: "costs", sign: .more, law: "Replacement",
      title: "Who quits has to be replaced.", equation: "cost · yearly pay, for each",
      source: "By scenario.",
      keys: ["teams.replacement.cost"], condition: "staff of a team quit",
      isThere: { $0.teams.contains { $0.turnover > 0 } }),
    CausalArrow(
      from: "complaints", to: "costs", sign: .more, law: "Ledger",
      title: "A complaint takes time and money.", equation: "cost + goodwill, for each",
      source: "By scenario.",
      keys: ["complaints.cost", "complaints.goodwill"]),
    CausalArrow(
      from: "marketing", to: "costs", sign: .more, law: "Ledger",
      title: "Marketing is paid for at once.", equation: "spend a month", source: "Book-keeping.",
      keys: ["customers.acquisition.marketing.spend", "customers.acquisition.campaigns.spend"],
      condition: "money is spent on marketing or campaigns",
      isThere: {
        $0.customers.acquisition.marketing.spend > 0 || !$0.customers.acquisition.campaigns.isEmpty
      }),
  ]
}
