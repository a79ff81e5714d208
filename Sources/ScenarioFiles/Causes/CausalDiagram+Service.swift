import CustomerExperience

extension CausalDiagram {
  /// What an encounter is like.
  static let encounters: [CausalArrow] = [
    CausalArrow(
      from: "skill", to: "quality", sign: .more, law: "EncounterQuality",
      title: "Skilled people serve better.", equation: "P = mean + a (K − 0.5) + …",
      source: """
        Dimensions of quality: Parasuraman, Zeithaml & Berry 1988. The size is a design value.
        """,
      keys: ["quality.skill", "quality.mean"]),
    CausalArrow(
      from: "engagement", to: "quality", sign: .more, law: "EncounterQuality",
      title: "Engaged people serve better.", equation: "P = mean + b (G − 0.55) + …",
      source: "Brown & Lam 2008 (direction); the size is a design value.",
      keys: ["quality.engagement", "quality.mean"]),
    CausalArrow(
      from: "burnout", to: "quality", sign: .less, law: "EncounterQuality",
      title: "Who is worn down serves worse.", equation: "P = mean − f · B + …",
      source: "A design value.", keys: ["quality.burnout"]),
    CausalArrow(
      from: "workload", to: "quality", sign: .less, law: "EncounterQuality",
      title: "Above the threshold corners are cut.", equation: "P = mean − c ((ρ − ρ*)⁺)² + …",
      source: "Tan & Netessine 2014 (shape); the size is a design value.",
      keys: ["quality.overload", "quality.overload-from"]),
    CausalArrow(
      from: "skill", to: "resolution", sign: .more, law: "Resolution",
      title: "Who knows more solves more.", equation: "logit r = logit r₀ + 1.5 (K − 0.5) − 0.5 B",
      source: "A design value.", keys: ["journeys.touchpoints.resolves"]),
    CausalArrow(
      from: "burnout", to: "resolution", sign: .less, law: "Resolution",
      title: "Who is worn down solves less.",
      equation: "logit r = logit r₀ + 1.5 (K − 0.5) − 0.5 B",
      source: "A design value.", keys: ["journeys.touchpoints.resolves"]),
    CausalArrow(
      from: "resolution", to: "quality", sign: .more, law: "EncounterQuality",
      title: "A contact that does not help is a bad one, however kind.",
      equation: "P = mean − δ if not resolved + …",
      source: "SQM: about 15 points for each further call.",
      keys: ["quality.unresolved"]),
    CausalArrow(
      from: "resolution", to: "contacts", sign: .less, law: "Resolution",
      title: "Who was not helped gets in touch again.",
      equation: "contacts a need = 1 / (1 − q (1 − r))", source: "A geometric series.",
      keys: ["journeys.recontact", "journeys.touchpoints.resolves"]),
    CausalArrow(
      from: "standards", to: "unevenness", sign: .less, law: "StandardsLaw",
      title: "Checks draw everybody to the written standard, from above as from below.",
      equation: """
        c ← c + (1 − c)(1 − 2^(−1/n))   a check,   c ← c · 2^(−t/lasts)   between checks
        between-staff × (1 − c)
        """,
      source: "Gaps 2 and 3: Parasuraman, Zeithaml & Berry 1985. The form is ours.",
      keys: [
        "teams.standards.specification", "teams.standards.checks",
        "teams.standards.halves_after", "teams.standards.lasts",
      ],
      condition: "a team is held to a standard",
      isThere: { $0.teams.contains { $0.standards != nil } }),
    CausalArrow(
      from: "features", to: "quality", sign: .more, law: "KanoLaw",
      title: """
        What is needed disappoints when it is missing; what is merely wanted delights when it is \
        there.
        """,
      equation: "needed: 0 with, −p without;   wanted: +p with, 0 without;   welcome: ±p/2",
      source: "Kano, Seraku, Takahashi & Tsuji 1984.",
      keys: [
        "features.kind", "features.points",
        "features.present",
      ],
      condition: "the offer has features", isThere: { !$0.features.isEmpty }),
  ]

  /// Lines.
  static let waits: [CausalArrow] = [
    CausalArrow(
      from: "contacts", to: "waiting", sign: .more, law: "Station",
      title: """
        The more come, the longer the line: slowly at first, steeply when staff are nearly \
        always busy.
        """,
      equation: "simulated person by person; in the long run L = λ · W (Little)",
      source: "Queueing: Erlang 1917; with people who give up: Palm 1957; Little 1961.",
      keys: ["journeys.need.rate", "customers.segments.occasions", "teams.background.daily"]),
    CausalArrow(
      from: "staffing", to: "waiting", sign: .less, law: "Station",
      title: "More people on duty, shorter lines.",
      equation: "simulated person by person; in the long run L = λ · W (Little)",
      source: "Queueing: Erlang 1917; Little 1961.",
      keys: ["teams.staff", "teams.on_duty", "teams.hours", "teams.absence"]),
    CausalArrow(
      from: "waiting", to: "giving-up", sign: .more, law: "Station",
      title: "Who waits longer than they can bear gives up.",
      equation: "gives up when wait > patience, drawn for each visit",
      source: "Palm 1957; patience by scenario.",
      keys: ["customers.segments.patience", "journeys.touchpoints.patience"]),
    CausalArrow(
      from: "giving-up", to: "waiting", sign: .less, law: "Station",
      title: "Who gives up makes the line shorter for the rest.",
      equation: "one fewer in line", source: "Follows from the line.",
      keys: ["customers.segments.patience"]),
    CausalArrow(
      from: "giving-up", to: "contacts", sign: .more, law: "Journey",
      title: "The need is still there: some try again. Who came to buy, or to leave, does not.",
      equation: "tries again with the chance retry",
      source: "A design value.", keys: ["journeys.retry", "journeys.retry_after"],
      condition: "a journey other than that of buying or leaving has a chance of another try",
      isThere: retries),
    CausalArrow(
      from: "waiting", to: "quality", sign: .less, law: "EncounterQuality",
      title: "A wait costs responsiveness: the first minutes the most, and by how long it feels.",
      equation: "P(responsiveness) −= k · ln(1 + feels · wait / tolerance)",
      source: "Maister 1985 (how waits feel); the size is a design value.",
      keys: ["quality.waiting", "quality.wait-tolerance", "quality.wait-feels"]),
    CausalArrow(
      from: "informing", to: "quality", sign: .more, law: "WaitingLaw",
      title: "A wait that is explained, told and filled feels shorter.",
      equation: "felt = wait · feels / (1.2 if occupied · 1.3 if told) · 1.25 if unexplained · …",
      source: "Maister 1985: eight circumstances; their sizes are design values.",
      keys: [
        "journeys.touchpoints.waiting.told", "journeys.touchpoints.waiting.occupied",
        "journeys.touchpoints.waiting.explained",
      ], condition: "a step of a journey says how one waits there",
      isThere: { $0.journeys.contains { $0.touchpoints.contains { $0.waiting != nil } } }),
    CausalArrow(
      from: "informing", to: "contacts", sign: .less, law: "UpdatesLaw",
      title: "Who is kept informed need not ask.",
      equation: "asking × (1 − avoids)^(kinds of news)",
      source: "A design value.", keys: ["journeys.updates.avoids", "journeys.chases.rate"],
      condition: "customers ask how things stand, and are kept informed",
      isThere: { $0.journeys.contains { $0.chases != nil && ($0.updates?.kinds ?? 0) > 0 } }),
    CausalArrow(
      from: "waiting", to: "promises-kept", sign: .less, law: "TrustLedger",
      title: "A date that was promised is missed when the line is too long.",
      equation: """
        kept when served within the promised time
        a wait that was told is kept up to 1.5 times as long, and a minute
        """, source: "Follows from the line.",
      keys: ["journeys.touchpoints.promise.within", "journeys.touchpoints.waiting.told"],
      condition: "something is promised, or a wait is told", isThere: promises),
  ]

  /// Whether there is a journey on which who has given up tries again: a visit to buy is one that nothing raises.
  private static let retries: @Sendable (Scenario) -> Bool = { scenario in
    scenario.journeys.contains { journey in
      let isVisit =
        scenario.customers.relationship == .repertoire && journey.need.rate == nil
        && journey.need.trigger == nil
      return journey.retry > 0 && journey.need.trigger != .intendsToLeave && !isVisit
    }
  }

  static let promises: @Sendable (Scenario) -> Bool = { scenario in
    scenario.journeys.contains {
      $0.touchpoints.contains { $0.promise != nil || $0.waiting?.told == true }
    }
  }
}
