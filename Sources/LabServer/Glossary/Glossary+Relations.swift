extension Glossary {
  /// Who stays, and who leaves.
  static let staying: [Term] = [
    term(
      "retention", ["customer retention", "retained"],
      """
      The share of the customers of the start who are still customers after so many months. \
      Its curve falls; how fast is what service, price and rivals decide.
      """,
      ["retention 2.1", "retention 2.2"],
      [.view("what-if", "The first curve"), .figure("retention_12m")]),
    term(
      "churn", ["leavers"],
      """
      The share of customers who leave in a period, such as a month: the other side of \
      retention.
      """,
      ["retention 2.1", "retention 2.3"], [.key("loyalty.churn"), .figure("left")]),
    term(
      "loyalty", ["loyal"],
      """
      Coming back by will or by habit. It can be told from what people do (buying again, share \
      of spending, how long) and from what they say; the two do not always agree.
      """,
      ["retention 2.5", "retention 2.2"], [.key("measurement.loyalty"), .figure("loyalty_share")]),
    term(
      "share of wallet", [],
      """
      The share of what customers spend on such things that they spend with us. Here it is of \
      their purchases, the latest counting most.
      """,
      ["retention 2.5"], [.figure("share_of_wallet")]),
    term(
      "switching cost", ["switching costs", "cost of switching"],
      "What it takes to go elsewhere: trouble, fees, and a relationship that would be lost.",
      ["retention 2.3", "needs 3.1"], [.key("market.switching"), .figure("switching_procedural")]),
    term(
      "competitor pull", ["pull of rivals", "pull"],
      """
      How attractive rivals look against us: their price, quality and promotions, by how well \
      they are known.
      """,
      ["retention 2.3"],
      [
        .view("why", "Pull of rivals"), .key("market.rivals"),
        .figure("competitor_pull"),
      ]),
    term(
      "rival", ["rivals", "competition"], "Another firm that serves the same needs.",
      ["retention 2.3", "crm 2.3"], [.key("market.rivals")], isMarked: false),
    term(
      "win-back", ["win back", "won back"],
      """
      Approaching those who left. It depends on why they left, on how long ago, and on the \
      offer.
      """,
      ["retention 2.6"], [.key("loyalty.win_back"), .figure("winback_rate")]),
    term(
      "recovery", ["service recovery"],
      """
      Making good what went wrong: hearing, explaining, mending, paying. It seldom leaves a \
      customer happier than before.
      """,
      ["retention 2.6", "module Complaints"],
      [.key("complaints.handling"), .figure("recovery_change")]),
    term(
      "complaint", ["complaints", "complained"],
      """
      A customer who says that something failed. Most with a problem say nothing, so few \
      complaints prove little.
      """,
      ["module Complaints", "retention 3.1", "retention 3.3"],
      [.key("complaints"), .figure("complaint_incidence")]),
    term(
      "lifetime", ["tenure"],
      "How long somebody is a customer in all; tenure is how long they have been one so far.",
      ["retention 2.1", "retention 2.5"], [.figure("tenure_mean")]),
    term(
      "saved and lost", ["kept and lost"],
      """
      Saved is who stays with a change and would have left without it; lost is the other way \
      round. Only a simulation can tell them by name.
      """,
      ["retention 2.2", "crm 1.2"], [.view("what-if", "Customers saved and lost")]),
  ]

  /// How relationships are managed.
  static let relating: [Term] = [
    term(
      "customer relationship management", ["crm"],
      """
      All that a firm does on purpose to win customers, to know them and to keep them: \
      processes, people, records and promises.
      """,
      ["crm 1.1", "retention 1.3", "needs 3.1", "needs 2.3"], [.view("why", "The whole chain")]),
    term(
      "customer record", ["on record", "on file"],
      """
      What the firm knows of a customer: purchases, contacts, complaints. It serves to know \
      them again, to see trends and to find who is about to leave.
      """,
      ["retention 1.4", "retention 1.5", "needs 2.3", "module Technology"],
      [
        .key("segmentation.known")
      ]),
    term(
      "segment", ["segments", "segmentation"],
      """
      Customers who are alike in something: where they live, who they are, what they do, what \
      they need. It is worth as much as it tells of needs.
      """,
      ["retention 1.2", "needs 1.2", "crm 3 D1"],
      [.key("customers.segments"), .key("segmentation")]),
    term(
      "loyalty scheme", ["stamp card", "membership", "scheme", "schemes"],
      """
      Rewards for coming back. Those who would have come anyway take them too; and the card \
      shows the firm who buys what.
      """,
      ["crm 3.1", "crm 3.2", "retention 2.4"],
      [.key("loyalty.stamp_card"), .key("loyalty.membership"), .figure("members_came_anyway")]),
    term(
      "loyalty discount", ["discount"],
      """
      Money off for staying. What it costs is clear; what it keeps is only the few who would \
      have gone.
      """,
      ["retention 2.4"], [.key("loyalty.membership.discount"), .figure("strategy_subsidy")],
      isMarked: false),
    term(
      "retention strategy", [],
      "Rules that say whom to approach before they leave, with what, within a budget.",
      ["retention 2.4", "needs 2.2"], [.key("loyalty.strategy"), .figure("strategy_kept")]),
    term(
      "customer care programme", ["outreach"],
      """
      What a firm does on purpose to look after its customers. Here it is contacts of its own \
      accord: a few are welcome; beyond what a customer tolerates, each does harm.
      """,
      ["needs 2.4", "needs 2.5"], [.key("loyalty.outreach"), .figure("outreach_worth")]),
    term(
      "keeping customers informed", ["kept informed"],
      """
      News of progress, problems, actions and times. A wait that is explained feels shorter, \
      and who knows need not ask.
      """,
      ["needs 3.4", "needs 2.5"], [.key("journeys.updates"), .key("journeys.touchpoints.waiting")]),
    term(
      "service standard", ["service standards", "standards"],
      """
      What good service is, written down so that it can be checked. Checks make service even; \
      set too low, they make it evenly disappointing.
      """,
      ["needs 2.2", "crm 1.3", "retention 2.4"],
      [.key("teams.standards"), .figure("standard_compliance")]),
    term(
      "stakeholder", ["stakeholders", "supplier", "suppliers"],
      """
      Whoever has an interest in what the firm does: customers, staff, owners, suppliers, \
      partners, the public. Goods that are missing are a supplier's delay that customers feel.
      """,
      ["crm 2.3", "retention 1.3"], [.key("stock"), .figure("stock_out_rate")]),
    term(
      "word of mouth", ["referral", "referrals", "referred"],
      """
      What customers say to others. The very satisfied bring customers, the very dissatisfied \
      keep them away.
      """,
      ["retention 2.2", "retention 2.4"],
      [.key("customers.acquisition.word-of-mouth"), .figure("referred")]),
    term(
      "self-service", ["self service"],
      """
      Technology in the place of staff: open day and night, no line, and nobody who helps \
      where it fails.
      """,
      ["module Technology"], [.key("journeys.touchpoints.channel")]),
  ]
}
