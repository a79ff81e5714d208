import CustomerExperience

extension CausalDiagram {
  /// Expectation, surprise and satisfaction.
  static let minds: [CausalArrow] = [
    CausalArrow(
      from: "quality", to: "surprise", sign: .more, law: "Disconfirmation",
      title: "A surprise is what is found less what was expected.", equation: "D = P − E",
      source: "Oliver 1980.", keys: ["satisfaction.zone", "satisfaction.within-zone"]),
    CausalArrow(
      from: "expectation", to: "surprise", sign: .less, law: "Disconfirmation",
      title: "Who expects more is harder to surprise.", equation: "D = P − E",
      source: "Oliver 1980.",
      keys: ["satisfaction.zone", "satisfaction.within-zone"]),
    CausalArrow(
      from: "quality", to: "satisfaction", sign: .more, law: "Disconfirmation",
      title: "What is found counts also where it was expected.",
      equation: "S = β₀ + β_E · E + β_P · P + β_D · v(D)",
      source: "Anderson, Fornell & Lehmann 1994 (direction); the size is a design value.",
      keys: ["satisfaction.performance", "satisfaction.constant"]),
    CausalArrow(
      from: "expectation", to: "satisfaction", sign: .more, law: "Disconfirmation",
      title: "By itself what is expected raises what is thought, though it lowers the surprise.",
      equation: "S = β₀ + β_E · E + β_P · P + β_D · v(D)",
      source: "Anderson, Fornell & Lehmann 1994 (direction); the size is a design value.",
      keys: ["satisfaction.expectation"]),
    CausalArrow(
      from: "surprise", to: "expectation", sign: .more, law: "AdaptiveExpectations",
      title: "Each time expectations move part of the way to what was found.",
      equation: "E ← E + α (P − E)",
      source: "Anderson, Fornell & Lehmann 1994.",
      keys: [
        "expectations.learning",
        "expectations.usage-learning",
      ]),
    CausalArrow(
      from: "surprise", to: "satisfaction", sign: .more, law: "Disconfirmation",
      title: "A bad surprise weighs more than a good one of the same size.",
      equation: "S = β₀ + β_E · E + β_P · P + β_D · v(D),   v(D) = D above 0, λ · D below",
      source: "Oliver 1980; Mittal, Ross & Baldasare 1998.",
      keys: [
        "satisfaction.disconfirmation", "satisfaction.loss-aversion", "satisfaction.zone",
        "satisfaction.within-zone",
      ]),
    CausalArrow(
      from: "unevenness", to: "satisfaction", sign: .less, law: "Disconfirmation",
      title: "At the same mean, uneven service is worse: the bad days weigh more than the good.",
      equation: "mean of β_D · v(D) = −β_D · (λ − 1) · σ / √(2π) around what is expected",
      source: "Rust, Inman, Jia & Zahorik 1999.",
      keys: [
        "quality.between-staff", "quality.within-staff", "quality.process",
        "satisfaction.loss-aversion", "satisfaction.disconfirmation",
      ]),
    CausalArrow(
      from: "satisfaction", to: "opinion", sign: .more, law: "CumulativeSatisfaction",
      title: """
        Each experience moves what customers think of the firm a little; the early ones the \
        most.
        """,
      equation: "CS ← CS + g (S − CS),   g = max(floor, 1 / (n + prior))",
      source: """
        Bolton 1998; Boulding, Kalra, Staelin & Zeithaml 1993; peak and end: Fredrickson & \
        Kahneman 1993.
        """,
      keys: [
        "satisfaction.prior", "satisfaction.gain-floor", "journeys.remembers.mean",
        "journeys.remembers.worst", "journeys.remembers.end",
      ]),
    CausalArrow(
      from: "product", to: "opinion", sign: .more, law: "CumulativeSatisfaction",
      title: "Every month of using the product counts too.",
      equation: "once a month:  CS ← CS + g_u (S_u − CS)", source: "A design value.",
      keys: ["quality.usage.mean", "satisfaction.usage-gain", "expectations.usage-learning"],
      market: .contract),
    CausalArrow(
      from: "promise", to: "expectation", sign: .more, law: "AdaptiveExpectations",
      title: "What is promised is then expected.",
      equation: "E ← E + κ (promised − E)   at each encounter",
      source: "Gap 4: Parasuraman, Zeithaml & Berry 1985.",
      keys: ["expectations.promised", "expectations.promise-pull"],
      condition: "something is promised",
      isThere: { $0.expectations.promised != nil }),
    CausalArrow(
      from: "rivals", to: "expectation", sign: .more, law: "AdaptiveExpectations",
      title: "What rivals show can be had is then expected of us.",
      equation: "E ← E + δ (best rival − E)⁺   a month", source: "A design value, off by default.",
      keys: ["expectations.rival-pull", "market.rivals.quality"],
      condition: "rivals move expectations (expectations.rival-pull)",
      isThere: { $0.expectations.rivalPull > 0 && !$0.market.rivals.isEmpty }),
  ]

  /// Promises.
  static let trust: [CausalArrow] = [
    CausalArrow(
      from: "promises-kept", to: "trust", sign: .more, law: "TrustLedger",
      title: "A broken promise weighs as much as three kept ones, and all fades.",
      equation: """
        T = a / (a + b),   at first a = 4, b = 1
        a kept one: a ← a + 1,   a broken one: b ← b + 3
        a month: a ← 4 + 0.98 (a − 4),   b ← 1 + 0.98 (b − 1)
        """,
      source: "Trust: Morgan & Hunt 1994. The weights are design values.",
      keys: ["journeys.touchpoints.promise.within", "journeys.touchpoints.waiting.told"],
      condition: "something is promised, or a wait is told", isThere: promises),
    CausalArrow(
      from: "trust", to: "bond", sign: .more, law: "SwitchingCosts",
      title: "A relationship of long standing is hard to give up.",
      equation: "relational cost = r · T · (1 − e^(−months / ripens))",
      source: "Burnham, Frels & Mahajan 2003.",
      keys: ["market.switching.relational", "market.switching.ripens"],
      condition: "a relationship is a cost of switching",
      isThere: { $0.market.switching.relational > 0 }),
  ]

  /// Complaints.
  static let complaints: [CausalArrow] = [
    CausalArrow(
      from: "handling", to: "leaving", sign: .less, law: "ChurnHazard",
      title: "A complaint that is not put right is held against the firm for 90 days.",
      equation: "logit p = … + β_F if a failure is open + …;   put right where J ≥ 0.5",
      source: "A design value.", keys: ["loyalty.failure", "complaints.handling.mean"],
      market: .contract),
    CausalArrow(
      from: "surprise", to: "complaints", sign: .less, law: "Complaint",
      title: "The worse the disappointment, the more complain; most say nothing.",
      equation: """
        severity = min(1, (E − P − tolerance) / 30 + 0.15 · repeats)
        chance = logistic(c₀ + c₁ · severity)
        """,
      source: "TARP (Goodman & Newman); the constants are set so that published rates come out.",
      keys: ["complaints.base", "complaints.severity", "complaints.tolerance"]),
    CausalArrow(
      from: "complaints", to: "opinion", sign: .less, law: "Recovery",
      title: "Behind a complaint is a failure that costs satisfaction.",
      equation: """
        CS′ = CS − L + ρ · L · J,   L = 10 + 20 · severity   (half as much again if J < 0.3)
        the lesser of CS and CS′ is remembered as a moment of the journey
        """,
      source: "Tax, Brown & Chandrashekaran 1998; de Matos, Henrique & Rossi 2007.",
      keys: ["complaints.tolerance", "complaints.restores"]),
    CausalArrow(
      from: "handling", to: "opinion", sign: .more, law: "Recovery",
      title: "A fair answer makes most of it good.",
      equation: """
        CS′ = CS − L + ρ · L · J;   money adds 0.35 (e^(−1/3) − e^(−goodwill / price)) to J
        the lesser of CS and CS′ is remembered as a moment of the journey
        """,
      source: "Tax, Brown & Chandrashekaran 1998; de Matos, Henrique & Rossi 2007.",
      keys: [
        "complaints.handling.mean", "complaints.handling.spread", "complaints.restores",
        "complaints.goodwill",
      ]),
    CausalArrow(
      from: "handling", to: "opinion", sign: .more, law: "CloseLoop",
      title: "Calling those who answered a survey badly makes part of it good.",
      equation: "S′ = S + ρ · J · (70 − S)   where S < 70", source: "The form is ours.",
      keys: [
        "measurement.survey.close_loop.below", "measurement.survey.close_loop.reaches",
        "complaints.handling.mean", "complaints.restores",
      ], condition: "bad answers to the survey are followed up",
      isThere: { $0.measurement.survey.closeLoop != nil }),
    CausalArrow(
      from: "informing", to: "complaints", sign: .less, law: "UpdatesLaw",
      title: "Who is kept informed complains less.",
      equation: "complaints × (1 − calms)^(kinds of news)",
      source: "A design value.", keys: ["journeys.updates.calms"],
      condition: "customers are kept informed",
      isThere: { $0.journeys.contains { ($0.updates?.kinds ?? 0) > 0 } }),
  ]
}
