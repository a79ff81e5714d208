extension CausalDiagram {
  static let decisions: [CausalNode] = [
    node("training", "Courses", .decisions, 0, "What staff are taught, and how often."),
    node("staffing", "Staff on duty", .decisions, 1, "How many there are to serve.", "on_duty"),
    node(
      "standards", "Standards", .decisions, 2,
      "What good service is, written down and checked."),
    node("product", "The product itself", .decisions, 3, "How good it is to use, month by month."),
    node("features", "Features of the offer", .decisions, 4, "What the offer has or lacks."),
    node(
      "informing", "Keeping informed", .decisions, 5,
      "News while somebody waits for something."),
    node("handling", "Complaint handling", .decisions, 6, "How fairly a complaint is settled."),
    node("promise", "What is promised", .decisions, 7, "The quality that advertising speaks of."),
    node(
      "marketing", "Marketing", .decisions, 8, "Money spent to win customers.",
      "acquisition_cost"),
    node("schemes", "Schemes and offers", .decisions, 9, "Cards, memberships, and offers to stay."),
    node("price", "Our price", .decisions, 10, "What customers pay."),
  ]

  static let staff: [CausalNode] = [
    node("skill", "Skill", .staff, 0, "What staff know and can do, 0 to 1.", "skill_mean"),
    node(
      "engagement", "Engagement", .staff, 1.5, "How much staff put into it, 0 to 1.",
      "engagement_mean"),
    node("turnover", "Staff turnover", .staff, 3, "How many quit, a year.", "turnover"),
    node("burnout", "Burnout", .staff, 4.5, "How worn down staff are, 0 to 1.", "burnout_mean"),
    node(
      "workload", "Workload", .staff, 6, "Share of the time on duty spent with customers.",
      "occupancy"),
  ]

  static let service: [CausalNode] = [
    node(
      "resolution", "Needs resolved", .service, 0, "Share of contacts that help.",
      "first_contact_resolution"),
    node(
      "quality", "Quality of service", .service, 1.5, "What a customer finds, in points.",
      "quality_mean"),
    node("unevenness", "Unevenness", .service, 3, "How much quality varies.", "quality_spread"),
    node("waiting", "Waiting", .service, 4.5, "How long customers stand in line.", "mean_wait"),
    node("giving-up", "Giving up", .service, 6, "Leaving a line unserved.", "abandonment_rate"),
    node("contacts", "Contacts", .service, 7.5, "How often customers get in touch.", "contacts"),
    node(
      "promises-kept", "Promises kept", .service, 9, "Share of dates and waits told that hold.",
      "promises_kept"),
    node("missing", "Goods missing", .service, 10, "What is out of stock.", "stock_out_rate"),
  ]

  static let mind: [CausalNode] = [
    node(
      "expectation", "Expectation", .mind, 0, "What customers are used to, in points.",
      "expectation_mean"),
    node(
      "surprise", "Surprise", .mind, 1.5, "What is found less what was expected.",
      "service_gap"),
    node(
      "satisfaction", "Satisfaction with a contact", .mind, 3,
      "What one contact was worth, in points.",
      "journey_satisfaction"),
    node(
      "opinion", "Satisfaction overall", .mind, 4.5, "What customers think of the firm.",
      "satisfaction_mean"),
    node(
      "trust", "Trust", .mind, 6.5, "Whether customers believe what they are told.",
      "trust_mean"),
    node("bond", "Cost of switching", .mind, 8.5, "The trouble and the loss of going elsewhere."),
  ]

  static let behaviour: [CausalNode] = [
    node("complaints", "Complaints", .behaviour, 1, "How many customers complain.", "complaints"),
    node("talk", "Word of mouth", .behaviour, 2.5, "What customers say to others.", "referred"),
    node("leaving", "Leaving", .behaviour, 4.5, "Customers who go for good.", "left"),
    node("visits", "Choosing us", .behaviour, 6, "How often customers buy from us.", "purchases"),
    node("joining", "Joining", .behaviour, 7.2, "New customers.", "joined"),
    node(
      "pull", "Pull of rivals", .behaviour, 8.6, "How much better rivals look.",
      "competitor_pull"),
    node(
      "rivals", "Rivals' offer", .behaviour, 10, "Their quality, price and promotions.",
      "rival_utility"),
  ]

  static let money: [CausalNode] = [
    node("costs", "Costs", .money, 1, "What it takes to run."),
    node("profit", "Profit", .money, 2.5, "Sales less costs.", "profit"),
    node(
      "value", "Value of a customer", .money, 4,
      "What a customer will bring, in today's money.",
      "customer_value"),
    node("sales", "Sales", .money, 6, "What customers pay.", "revenue"),
    node("customers", "Customers", .money, 8, "How many there are.", "customers"),
  ]

  private static func node(
    _ id: String, _ title: String, _ group: CausalNode.Group, _ row: Double, _ meaning: String,
    _ figure: String? = nil
  ) -> CausalNode {
    CausalNode(id: id, title: title, meaning: meaning, group: group, row: row, figure: figure)
  }
}
