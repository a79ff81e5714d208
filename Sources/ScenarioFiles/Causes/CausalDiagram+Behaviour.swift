import CustomerExperience

extension CausalDiagram {
  private static let hasRivals: @Sendable (Scenario) -> Bool = { !$0.market.rivals.isEmpty }
  private static let rival = "there are rivals"
  private static let hasStock: @Sendable (Scenario) -> Bool = {
    $0.stock.map { !$0.categories.isEmpty } ?? false
  }

  /// Who leaves under a contract, and who drops out.
  static let leaving: [CausalArrow] = [
    CausalArrow(
      from: "opinion", to: "leaving", sign: .less, law: "ChurnHazard",
      title: "Satisfied customers leave less often.",
      equation: """
        h = m · p,   logit p = η − β_S (CS − 70)/10 − β_T (T − 0.8) + β_F if a failure is open
                             + β_C (pull − pull at the start) − cost of switching
        """,
      source: "Bolton 1998; Fader & Hardie 2007 (people differ).",
      keys: [
        "loyalty.satisfaction", "loyalty.churn", "loyalty.heterogeneity", "loyalty.in_term",
        "loyalty.at_end",
      ],
      market: .contract),
    CausalArrow(
      from: "trust", to: "leaving", sign: .less, law: "ChurnHazard",
      title: "Who trusts the firm stays.", equation: "logit p = … − β_T (T − 0.8) + …",
      source: "Morgan & Hunt 1994.", keys: ["loyalty.trust"], market: .contract),
    CausalArrow(
      from: "resolution", to: "leaving", sign: .less, law: "ChurnHazard",
      title: "A need that was not put right is held against the firm for 90 days.",
      equation: "logit p = … + β_F if a failure is open + …", source: "A design value.",
      keys: ["loyalty.failure"], market: .contract),
    CausalArrow(
      from: "opinion", to: "leaving", sign: .less, law: "DropOut",
      title: "After a visit some never come back, the fewer the more satisfied they are.",
      equation: "p = p_i · e^(−β (CS − 70)/10 + γ · visits in a row without a purchase)",
      source: "Fader, Hardie & Lee 2005; what satisfaction does is ours.",
      keys: ["loyalty.dropout", "loyalty.dropout_satisfaction"], market: .repertoire),
    CausalArrow(
      from: "giving-up", to: "leaving", sign: .more, law: "DropOut",
      title: "Who has walked out of a line has the more reason not to come back.",
      equation: "p = p_i · e^(… + γ · visits in a row without a purchase)",
      source: "A design value.",
      keys: ["loyalty.dropout_walkout"], market: .repertoire),
    CausalArrow(
      from: "missing", to: "leaving", sign: .more, law: "DropOut",
      title: "Who went without has the more reason not to come back.",
      equation: "p = p_i · e^(… + γ · visits in a row without a purchase)",
      source: "A design value.",
      keys: ["loyalty.dropout_walkout", "stock.categories.out"], market: .repertoire,
      condition: "goods may be out of stock", isThere: hasStock),
    CausalArrow(
      from: "opinion", to: "talk", sign: .more, law: "WordOfMouthLaw",
      title: "The very satisfied recommend, the very dissatisfied warn; those between say little.",
      equation: "w ((CS − 50)/50)² a month: referrals above 50, warnings below",
      source: "Anderson 1998.",
      keys: ["customers.acquisition.word-of-mouth.rate"], condition: "word of mouth is on",
      isThere: { $0.customers.acquisition.wordOfMouth.enabled }),
    CausalArrow(
      from: "talk", to: "opinion", sign: .more, law: "WordOfMouthLaw",
      title: "A remark moves those who hear it, the undecided the most.",
      equation: """
        a remark is made with the chance ((CS − 50)/50)² of who speaks, to each of those they meet
        CS of who hears it ± sway · (1 − |2 CS/100 − 1|)
        """, source: "East, Hammond & Lomax 2008.",
      keys: [
        "customers.acquisition.word-of-mouth.sway",
        "customers.acquisition.word-of-mouth.contacts",
      ],
      condition: "customers sway each other",
      isThere: {
        let talk = $0.customers.acquisition.wordOfMouth
        return talk.enabled && talk.sway > 0 && talk.contacts > 0
      }),
  ]

  /// Prices are held against what is usual: under a contract it acts on the pull, else on each choice.
  private static func usualPrice(
    to: String, _ sign: CausalArrow.Sign, _ market: CausalArrow.Market, more: [String] = []
  ) -> CausalArrow {
    CausalArrow(
      from: "price", to: to, sign: sign, law: "ReferencePrice",
      title: """
        A price above what customers are used to hurts, about twice as much as one below \
        pleases.
        """,
      equation: """
        U −= β_r · loss · (price − usual) / price at the start   above what is usual
        U += β_r · (usual − price) / price at the start   below it
        usual ← usual + (1 − e^(−1/adapts)) (price − usual)   a month
        """,
      source: "Kahneman & Tversky 1979; Fibich, Gavious & Lowengart 2005.",
      keys: [
        "market.reference_price.response", "market.reference_price.loss",
        "market.reference_price.adapts",
      ] + more,
      market: market, condition: "prices are held against what is usual",
      isThere: { $0.market.referencePrice != nil })
  }

  /// Rivals and prices.
  static let rivals: [CausalArrow] = [
    CausalArrow(
      from: "rivals", to: "pull", sign: .more, law: "CompetitorPull",
      title: "Better, cheaper and better-known rivals pull harder.",
      equation: """
        pull = ln(e^(nothing) + Σ known · e^(U)) − U of us,   U = β_Q (quality − 75) − β_p \
        (price − 1);   of us U = −β_p (price − 1)
        """,
      source: "Guadagni & Little 1983; Bijmolt, van Heerde & Pieters 2005.",
      keys: [
        "market.rivals.quality", "market.rivals.price", "market.quality_response",
        "market.price_response", "market.awareness", "market.nothing",
      ], market: .contract, condition: rival, isThere: hasRivals),
    CausalArrow(
      from: "price", to: "pull", sign: .more, law: "CompetitorPull",
      title: "A higher price of ours makes rivals look better.",
      equation: "U of us = −β_p · sensitivity · (price / price at the start − 1)",
      source: "Bijmolt, van Heerde & Pieters 2005.",
      keys: [
        "customers.contract.price", "market.price", "market.price_response",
        "customers.segments.price_sensitivity",
      ], market: .contract, condition: rival, isThere: hasRivals),
    usualPrice(to: "pull", .more, .contract, more: ["market.reference_price.mid_term"]),
    usualPrice(to: "visits", .less, .repertoire),
    CausalArrow(
      from: "price", to: "rivals", sign: .less, law: "AnswerLaw",
      title: "Rivals answer a cut of our price with one of theirs.",
      equation: "their price × (1 − answers · our cut)",
      source: "Leeflang & Wittink 1996 (that they do).",
      keys: ["market.rivals.answers", "market.rivals.answers_after"],
      condition: "a rival answers price cuts",
      isThere: { $0.market.rivals.contains { $0.answers > 0 } }),
    CausalArrow(
      from: "pull", to: "leaving", sign: .more, law: "ChurnHazard",
      title: "The harder rivals pull, the more leave.",
      equation: "logit p = … + β_C (pull − pull at the start)", source: "A design value.",
      keys: ["loyalty.pull"], market: .contract,
      condition: "there are rivals, or prices are held against what is usual",
      isThere: { !$0.market.rivals.isEmpty || $0.market.referencePrice != nil }),
    CausalArrow(
      from: "bond", to: "leaving", sign: .less, law: "SwitchingCosts",
      title: "Trouble, fees and what would be lost keep people.",
      equation: """
        logit p = … − (switching_cost + procedural + relational + fee)
        fee = β_C · β_p · exit fee / (12 · price at the start)   within the term
        """,
      source: "Burnham, Frels & Mahajan 2003.",
      keys: [
        "market.switching_cost", "market.switching.procedural", "market.switching.exit_fee",
        "market.switching.relational",
      ],
      market: .contract, condition: "it costs something to switch",
      isThere: { $0.market.switching.isThere || $0.market.switchingCost > 0 }),
  ]

  /// Choices on each occasion.
  static let repertoire: [CausalArrow] = [
    CausalArrow(
      from: "opinion", to: "visits", sign: .more, law: "BrandChoice",
      title: "What customers think of us is our quality when they choose.",
      equation: "P(us) = e^(U of us) / Σ e^(U),   U = β_Q · CS − β_p · price + β_L · habit + taste",
      source: "Guadagni & Little 1983.",
      keys: ["market.quality_response", "market.taste", "market.nothing"],
      market: .repertoire),
    CausalArrow(
      from: "price", to: "visits", sign: .less, law: "BrandChoice",
      title: "The dearer we are, the less often we are chosen.",
      equation: "elasticity about −β_p (1 − P)", source: "Bijmolt, van Heerde & Pieters 2005.",
      keys: ["market.price_response", "customers.segments.price_sensitivity", "market.price"],
      market: .repertoire),
    CausalArrow(
      from: "rivals", to: "visits", sign: .less, law: "BrandChoice",
      title: "On each occasion a better rival takes part of the choices.",
      equation: "P(us) = e^(U of us) / Σ e^(U),   U = β_Q · quality − β_p · price + …",
      source: "Guadagni & Little 1983.",
      keys: [
        "market.rivals.quality", "market.rivals.price", "market.quality_response",
        "market.price_response",
      ],
      market: .repertoire,
      condition: rival, isThere: hasRivals),
    CausalArrow(
      from: "bond", to: "visits", sign: .more, law: "BrandChoice",
      title: "Habit: who bought here last tends to buy here again.",
      equation: """
        L ← λ · L + (1 − λ) if bought here;   U += β_L · L
        U −= switching_cost   for all but the one bought from last
        """,
      source: "Guadagni & Little 1983.",
      keys: ["loyalty.inertia", "loyalty.memory", "market.switching_cost"], market: .repertoire),
    CausalArrow(
      from: "bond", to: "visits", sign: .more, law: "SwitchingCosts",
      title: "Somebody new is trouble, and going there costs a relationship.",
      equation: "U of a rival −= relational,   and −= procedural where nothing was bought yet",
      source: "Burnham, Frels & Mahajan 2003.",
      keys: ["market.switching.procedural", "market.switching.relational"],
      market: .repertoire, condition: "it costs something to switch and there are rivals",
      isThere: { scenario in
        let costs = scenario.market.switching
        return hasRivals(scenario) && (costs.procedural > 0 || costs.relational > 0)
      }),
    CausalArrow(
      from: "giving-up", to: "visits", sign: .less, law: "RepertoireRoom",
      title: "Who leaves the line unserved buys nothing.", equation: "no purchase",
      source: "Follows from the visit.", keys: ["customers.segments.patience"], market: .repertoire),
    CausalArrow(
      from: "missing", to: "visits", sign: .less, law: "StockLaw",
      title: "Who does not find what they came for goes elsewhere, the sooner the more often.",
      equation: "odds of going elsewhere × escalates, each time in a row",
      source: "Gruen & Corsten 2003.",
      keys: ["stock.categories.out", "stock.escalates", "stock.categories.reactions.elsewhere"],
      market: .repertoire, condition: "goods may be out of stock", isThere: hasStock),
    CausalArrow(
      from: "visits", to: "contacts", sign: .more, law: "RepertoireRoom",
      title: "A visit is a contact.", equation: "one visit, one turn at the counter",
      source: "Follows from the journey.", keys: ["customers.segments.occasions"],
      market: .repertoire),
  ]
}
