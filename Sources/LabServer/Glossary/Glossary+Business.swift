extension Glossary {
  /// Staff and lines.
  static let serving: [Term] = [
    term(
      "engagement", ["employee engagement", "engaged"],
      """
      How much of themselves employees put into their work, from 0 to 1. It shows in the \
      quality of service and in who quits.
      """,
      ["crm 2 D1", "crm 2.2", "module Attitudes"],
      [
        .view("why", "Engagement and quality"), .key("teams.engagement"),
        .figure("engagement_mean"),
      ]),
    term(
      "burnout", [],
      """
      How worn down employees are, from 0 to 1. It rises in weeks with too much to do, and \
      with abuse.
      """,
      ["crm 2 D1", "module Attitudes"],
      [.view("why", "Overload drives staff away"), .figure("burnout_mean")]),
    term(
      "staff turnover", ["turnover"],
      """
      How many employees quit in a year, as a share of the posts. Each is followed by an empty \
      post and then by a newcomer.
      """,
      ["crm 2.2", "module Finance"], [.key("teams.turnover"), .figure("turnover")]),
    term(
      "training", ["course", "courses"],
      """
      What staff are taught. It adds skill, takes staff off the floor while it lasts, and \
      fades where it is not refreshed.
      """,
      ["retention 2.4", "crm 4.3", "module Development"],
      [.view("day", "A day with a course"), .key("teams.training"), .figure("training_cost")]),
    term(
      "skill", ["skills"],
      "What employees know and can do, from 0 to 1. It solves more needs, sooner.",
      ["crm 2.2", "module Development"], [.figure("skill_mean")]),
    term(
      "occupancy", ["workload"],
      """
      The share of the time on duty that is spent with customers. Near 100% lines explode and \
      people wear out.
      """,
      ["crm 2.1", "module Finance"], [.view("day", "Busy seats"), .figure("occupancy")]),
    term(
      "line", ["queue", "queues", "waiting line"],
      """
      Those who wait to be served. It grows slowly with demand at first, and steeply when \
      staff are nearly always busy.
      """,
      ["crm 2.1", "module Chains"], [.view("day", "Lines as they grow"), .figure("mean_wait")],
      isMarked: false),
    term(
      "patience", [],
      """
      How long somebody is ready to wait before giving up. It differs from person to person, \
      and from one time to the next.
      """,
      ["crm 2.1"], [.view("day", "Who gives up"), .key("customers.segments.patience")]),
    term(
      "giving up", ["give up", "gave up", "gave up waiting", "abandonment"],
      """
      Leaving a line unserved. The need is still there: many try again, and some do not come \
      back.
      """,
      ["crm 2.1", "retention 2.3"],
      [.view("day", "Those who leave the line"), .figure("abandonment_rate")]),
    term(
      "first-contact resolution", ["first contact resolution", "resolved at the first contact"],
      """
      The share of needs that the first contact settles, of those that are answered at all. \
      Whoever is not helped comes again, and makes the line longer.
      """,
      ["crm 2.1", "crm 4.2"],
      [.key("journeys.touchpoints.resolves"), .figure("first_contact_resolution")]),
    term(
      "service level", [],
      """
      The share of all who come that is answered within a stated time, such as 80% within 20 \
      seconds. Those who give up or are sent away count as not answered in time.
      """,
      ["retention 3.1", "module Chains"], [.key("teams.answer_within"), .figure("service_level")]),
    term(
      "internal customer", ["internal customers"],
      """
      A colleague or a team that depends on what another in the same firm does for it. Where a \
      need is passed on, the next team is the customer of the one before.
      """,
      ["module Focus", "module Chains"], [.view("day", "Teams in the order of the journey")]),
    term(
      "quality management", ["quality system"],
      """
      Written standards, checks and causes put right, so that service depends less on who \
      serves.
      """,
      ["crm 1.3"], [.key("teams.standards"), .figure("standard_conformity")]),
    term(
      "values", ["vision", "mission"],
      """
      What a firm stands for (values), is there for (mission) and wants to become (vision). \
      Staff who are given no time for it, or are measured by something else, cannot live it: \
      compare what is promised with what the lines allow.
      """,
      ["module Values"], [.key("expectations.promised"), .figure("service_gap")], isMarked: false),
  ]

  /// Buying and money.
  static let selling: [Term] = [
    term(
      "buying motive", ["motives"],
      """
      What moves a customer to choose: price, quality, the way there, habit, taste. Here each \
      has a weight in the choice.
      """,
      ["needs 1.3"],
      [
        .view("why", "Choosing us"), .key("market.price_response"),
        .key("market.quality_response"),
      ]),
    term(
      "price sensitivity", ["price response"],
      "How strongly a price that is higher moves customers away.",
      ["retention 2.3", "needs 1.3"],
      [.key("customers.segments.price_sensitivity"), .figure("price_elasticity")]),
    term(
      "marketing", ["campaign", "campaigns", "advertising", "promotion", "promotions"],
      """
      Finding out what customers want, and winning and keeping them by it at a profit. Here it \
      is the money spent to win them: it brings prospects at a price each, and may promise what \
      service has to keep.
      """,
      ["needs 2.1", "retention 2.4"],
      [
        .key("customers.acquisition.marketing"), .key("customers.acquisition.campaigns"),
        .figure("acquisition_cost"),
      ]),
    term(
      "acquisition", ["joining", "newcomers"],
      "Winning new customers. It usually costs more than keeping one.",
      ["retention 2.2", "retention 2.4"], [.figure("acquisition_cost_each"), .figure("joined")]),
    term(
      "sales growth", ["growth"],
      """
      By how much sales of a year exceed those of the year before. It splits exactly into who \
      leaves, who joins, how often people buy, and how much each time.
      """,
      ["needs 2.7", "crm 1.2"], [.view("what-if", "Curves and cards"), .figure("sales_growth")]),
    term(
      "customer value", ["value of a customer", "lifetime value", "customer equity"],
      """
      The margin that a customer will bring until they leave, less what contacts and making \
      good cost, in today's money. Customer equity is the sum over all, newcomers included, \
      less what winning them costs.
      """,
      ["retention 2.2", "crm 1.2", "module Finance"],
      [.figure("customer_value"), .figure("customer_equity")]),
    term(
      "profit", [],
      """
      What is left of sales after all that they cost: supply, staff, courses, marketing, \
      making good.
      """,
      ["retention 2.2", "needs 3.3", "module Finance"],
      [.view("why", "Sales and costs"), .figure("profit")],
      isMarked: false),
    term(
      "cost to serve", [],
      """
      What a customer costs by contacts, complaints and staff time. Some cost more than they \
      bring.
      """,
      ["retention 2.2", "retention 1.5", "module Focus"],
      [.figure("customers_at_loss"), .figure("profit_peak")]),
    term(
      "cost and benefit", ["cost-benefit", "cost-effective", "cost effective"],
      """
      What a change costs against what it brings, in money and over years; cost-effective is \
      what brings the most for its cost. Training pays late: contracts have to end first.
      """,
      ["module Finance", "crm 4.4", "needs 3.3"], [.view("what-if", "Profit and customer equity")]),
  ]

  /// Deciding.
  static let deciding: [Term] = [
    term(
      "what-if", ["what if"],
      """
      A question answered by living the same customers' lives twice: as it is, and with \
      changes.
      """,
      ["crm 4.2", "module SMART"], [.view("what-if", "Levers")]),
    term(
      "lever", ["levers"], "Something that a manager can change.",
      ["crm 4.2", "crm 4.3"], [.view("what-if", "Levers")]),
    term(
      "baseline", ["base"], "The scenario as it is, with which changes are compared.",
      ["crm 4.1", "retention 3.1"], [.view("what-if", "As it is")]),
    term(
      "plan", [], "What changes on which date, who answers for it, and what it costs.",
      ["crm 4.4", "needs 2.2"], [.key("plan")], isMarked: false),
    term(
      "snapshot", ["snapshots"],
      """
      Changes that are kept under a name, with their results: a first plan and an amended one \
      side by side.
      """,
      ["crm 4 M1"], [.view("what-if", "Snapshots")]),
    term(
      "balance of interests", [],
      """
      What is good for customers need not be good for the firm or its staff at once: look at \
      satisfaction, profit and burnout together.
      """,
      ["needs 3.3", "crm 1.2"],
      [
        .view("what-if", "Several cards at once"), .figure("profit"),
        .figure("burnout_mean"),
      ]),
    term(
      "trend", ["trends"],
      """
      The direction in which a figure moves over a longer time. It is told from chance by its \
      size against the width of the interval.
      """,
      ["retention 1.5", "retention 3.1"], [.view("what-if", "Month by month")]),
  ]
}
