extension Glossary {
  /// What customers find, expect and think.
  static let experience: [Term] = [
    term(
      "customer experience", [],
      """
      All that a customer meets with and feels in dealing with a firm, from the first contact \
      to the last. Here it is lived one by one: each need becomes a journey through lines, \
      people and outcomes.
      """,
      ["retention 1.1", "crm 1.1"],
      [.view("day", "One day of it"), .figure("journey_satisfaction")]),
    term(
      "journey", ["journeys"],
      """
      The steps from a need to its end, such as call, visit and bill. What is remembered of it \
      is its mean, its worst step and its last.
      """,
      ["retention 1.1", "crm 2.1", "module Chains"],
      [.view("day", "Steps and lines"), .key("journeys")]),
    term(
      "touchpoint", ["touchpoints"],
      """
      A step of a journey at which customer and firm meet: a line, a counter, a web page.
      """,
      ["retention 1.1", "crm 2.1"],
      [.key("journeys.touchpoints"), .figure("touchpoint_satisfaction")]),
    term(
      "weakest link", [],
      """
      The step at which a journey most often has its worst moment, which is remembered more \
      than others. A chain is only as strong as its weakest link.
      """,
      ["module Chains", "crm 4.2"], [.figure("weakest_link")]),
    term(
      "expectation", ["expectations", "expected"],
      """
      The quality that a customer is used to or was promised. It moves part of the way towards \
      what is found, each time: what delights today is the norm tomorrow.
      """,
      ["module Needs", "module Gaps", "needs 1.1"],
      [
        .view("why", "Expectation and surprise"), .key("expectations.learning"),
        .figure("expectation_mean"),
      ]),
    term(
      "service gap", ["gap", "gaps"],
      """
      What is found less what was expected. Four causes lie in the firm: it listens badly, \
      sets its standards too low, does not keep them, or promises too much.
      """,
      ["module Gaps", "crm 4.1"], [.key("quality.gaps"), .figure("service_gap")]),
    term(
      "quality of service", ["service quality"],
      """
      How good an encounter is, in points from 0 to 100, on five dimensions: reliability, \
      responsiveness, assurance, empathy and tangibles.
      """,
      ["retention 2.3", "crm 1.3"],
      [
        .view("why", "What makes it"), .key("quality.mean"),
        .figure("quality_mean"),
      ]),
    term(
      "consistency", ["unevenness", "uneven service", "uneven"],
      """
      How little service varies. At the same mean, uneven service loses customers: a bad day \
      weighs more than a good one.
      """,
      ["needs 2.6", "crm 1.3"], [.key("quality.between-staff"), .figure("quality_spread")]),
    term(
      "zone of tolerance", [],
      "What lies between adequate and desired service: within it a surprise counts for less.",
      ["module Gaps", "needs 1.1"], [.key("satisfaction.zone"), .figure("below_tolerance")]),
    term(
      "needs and wants", ["wants"],
      """
      What is needed disappoints when it is missing and is not noticed when it is there; what \
      is wanted delights when it is there.
      """,
      ["needs 1.1", "retention 1.2", "module Needs"], [.key("features.kind")]),
    term(
      "added value", [],
      """
      What is given beyond what customers expect for their money. A feature adds value as long \
      as it is wanted and not yet the norm.
      """,
      ["needs 3.5"], [.key("features"), .figure("feature_cost")]),
    term(
      "satisfaction", ["satisfied"],
      """
      What a customer thinks, in points from 0 to 100: of one contact, or of the firm after \
      all contacts so far. The model knows it; a firm only sees what surveys say.
      """,
      ["retention 2.3", "needs 2.7", "crm 1.2"],
      [.view("why", "How it forms"), .key("satisfaction"), .figure("satisfaction_mean")]),
    term(
      "trust", [],
      """
      Whether customers believe what the firm tells them, from 0 to 1. It grows with promises \
      kept; a broken one weighs as much as three kept ones, and all fades.
      """,
      ["needs 3.1", "needs 3.2"], [.key("loyalty.trust"), .figure("trust_mean")]),
    term(
      "promise", ["promises", "promised"],
      """
      A date or a quality that customers are told of. Kept, it builds trust; and what is \
      promised is then expected.
      """,
      ["needs 3.2", "module Gaps"],
      [
        .key("journeys.touchpoints.promise"), .key("expectations.promised"),
        .figure("promises_kept"),
      ]),
  ]

  /// How it is measured.
  static let measuring: [Term] = [
    term(
      "truth", [],
      """
      How something is in the model, which no firm can see. Held against it, every measurement \
      shows its error.
      """,
      ["crm 1 M1", "retention 3.3"], [.figure("satisfaction_mean")]),
    term(
      "survey", ["surveys"],
      """
      Asking a sample. Few answer, and more of those with strong feelings and good will: so it \
      tends to read too high, and small samples jump about.
      """,
      ["retention 3.3", "crm 1 M1", "needs 1.4"],
      [.key("measurement.survey"), .figure("survey_satisfaction")]),
    term(
      "mystery shopper", ["mystery shoppers"],
      """
      Somebody who is sent in as a customer and judges what they find. It takes many visits \
      before a score says something of the service and not of the shopper.
      """,
      ["retention 3.3", "crm 1 M1"],
      [.key("measurement.mystery_shopper"), .figure("shopper_score")]),
    term(
      "net promoter score", ["nps"],
      """
      Of answers from 0 to 10 to whether one would recommend the firm: the percent of 9 and 10 \
      (promoters) less the percent of 0 to 6 (detractors). Of 100 answers it is known to about \
      15 points either way.
      """,
      ["retention 3.3", "crm 1 M1", "retention 2.5"], [.figure("nps")]),
    term(
      "feedback", [],
      """
      What customers tell the firm: answers, complaints, ideas. It is worth what the firm then \
      does with it.
      """,
      ["needs 1.4", "needs 2.8", "retention 3.3"],
      [.key("measurement.survey.close_loop"), .key("suggestions")]),
    term(
      "close the loop", ["called back", "called back in time"],
      "Calling those who answered a survey badly, while it can still help.",
      ["needs 2.8", "needs 2.4"],
      [.key("measurement.survey.close_loop"), .figure("call_back_gain")]),
    term(
      "suggestion", ["suggestions"],
      """
      An idea of a customer, born of something that was missing. Most are never said, and many \
      that are said are lost.
      """,
      ["module Complaints", "needs 2.5"], [.key("suggestions"), .figure("suggestions_adopted")]),
    term(
      "confidence interval", ["intervals", "interval"],
      """
      A range that is made so that 95 of 100 such ranges hold the true figure of the model. \
      More runs make it narrower.
      """,
      ["retention 3.1", "module SMART"], [.view("what-if", "In brackets, behind each figure")]),
    term(
      "clear", [],
      """
      Of a difference: its interval does not include zero, so luck alone hardly explains it.
      """,
      ["retention 3.1"], [.view("what-if", "The verdict on each card")], isMarked: false),
    term(
      "replication", ["replications"],
      "One run of the whole scenario with luck of its own. Figures are means over replications.",
      ["retention 3.1"], [.view("day", "A day of the first")]),
    term(
      "pair", ["pairs"],
      """
      The same customers with the same luck in two worlds, as it is and with a change: what \
      differs is what the change does.
      """,
      ["retention 3.1", "crm 4.2"], [.view("what-if", "Every difference")]),
    term(
      "SMART target", ["target", "targets"],
      """
      Specific, measurable, achievable, relevant, dated. Measurable means that the survey can \
      tell the change from chance; achievable, that the simulation reaches it often.
      """,
      ["retention 3.2", "module SMART"],
      [.view("what-if", "What a change can reach"), .key("evidence")]),
    term(
      "returns", ["return rate"], "Goods that come back. Disappointed customers bring back more.",
      ["retention 3.1"], [.key("returns"), .figure("return_rate")], isMarked: false),
  ]
}
