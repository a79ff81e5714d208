/// What is earned and spent, and what customers are worth.
public struct MoneyFigures: Sendable, BitwiseCopyable {
  /// Purchases.
  public let purchases: Figure<Recorded>
  /// Revenue.
  public let revenue: Account
  /// Cost of supply.
  public let supply: Account
  /// Pay.
  public let staff: Account
  /// Training.
  public let training: Account
  /// Recruitment.
  public let recruitment: Account
  /// Recovery.
  public let recovery: Account
  /// Cost of contacts.
  public let contacts: Account
  /// Marketing.
  public let acquisition: Account
  /// Overhead.
  public let overhead: Account
  /// What items of the plan cost.
  public let plan: Account
  /// Profit.
  public let profit: Figure<Recorded>
  /// Customer equity.
  public let equity: Figure<Truth>
  /// Equity of the initial customers.
  public let equityOfInitial: Figure<Truth>
  /// Value of a customer.
  public let customerValue: Figure<Truth>
  /// Sales growth, year 2 over year 1.
  public let salesGrowth: Figure<Recorded>
  /// Growth: retention.
  public let growthByRetention: Figure<Truth>
  /// Growth: acquisition.
  public let growthByAcquisition: Figure<Truth>
  /// Growth: frequency.
  public let growthByFrequency: Figure<Truth>
  /// Growth: price and mix.
  public let growthByPriceMix: Figure<Truth>
  /// Net revenue retention.
  public let netRetention: Figure<Recorded>
  /// Gross revenue retention.
  public let grossRetention: Figure<Recorded>

  init(_ declare: inout FigureBuilder) {
    purchases = declare.count(
      "purchases", "purchases", .count, [.all], .up,
      "Purchases from us: bills under a contract (who joins in the course of a month is billed for the rest of "
        + "it), visits in a repertoire market.")
    revenue = declare.account(
      "revenue", "revenue", isIncome: true, "Money paid by customers.", of: [.all, .segment])
    supply = declare.account(
      "supply_cost", "cost of supply",
      "Cost of supplying the product: what is sold, rewards and all, less the margin.")
    staff = declare.account(
      "staff_cost", "pay",
      "Pay charged to the simulated customers: all of it, but of a team whose background pays its share (see "
        + "payroll), the share of its contacts that are with them.", of: [.all, .team],
      isSpending: true)
    training = declare.account(
      "training_cost", "training", "Course fees, shared as pay was in the month before.",
      isSpending: true)
    recruitment = declare.account(
      "recruitment_cost", "recruitment",
      "Cost of replacing employees who quit, shared as pay was in the month before.",
      isSpending: true)
    recovery = declare.account(
      "recovery_cost", "recovery", "Cost of handling complaints and making good.")
    contacts = declare.account(
      "contact_cost", "cost of contacts", "What contacts cost besides the time of staff.")
    acquisition = declare.account(
      "acquisition_cost", "marketing", "Money spent on winning customers.",
      isSpending: true)
    overhead = declare.account("overhead_cost", "overhead", "Fixed costs.", isSpending: true)
    plan = declare.account(
      "plan_cost", "the plan", "What items of the plan cost when they take effect.",
      of: [.all, .planItem], isSpending: true,
      isThere: declare.holds { $0.planItems.contains { $0.cost > 0 } })
    profit = declare.profit(
      "profit", "profit", "Revenue, and fees where there are any, less all costs.")
    equity = declare.total(
      "customer_equity", "customer equity", .money, [.all], .up,
      "Present value of the margin of all customers, newcomers included, within the horizon and after "
        + "it, less what contacts, recovery and acquisition cost.")
    equityOfInitial = declare.total(
      "customer_equity_initial", "equity of the initial customers", .money, [.all], .up,
      "The same of the customers at the start alone, acquisition not counted.")
    customerValue = declare.total(
      "customer_value", "value of a customer", .money, [.all, .segment], .up,
      "Equity of the initial customers, a customer.")
    salesGrowth = declare.total(
      "sales_growth", "sales growth, year 2 over year 1", .fraction, [.all], .up,
      leastMonths: 24, "Revenue of the second year over the first, less one.",
      range: -1...(.infinity))
    growthByRetention = declare.total(
      "growth_retention", "growth: retention", .fraction, [.all], .up, leastMonths: 24,
      "Part of sales growth due to customers leaving later or sooner; the four parts add up to it.",
      range: .anything)
    growthByAcquisition = declare.total(
      "growth_acquisition", "growth: acquisition", .fraction, [.all], .up, leastMonths: 24,
      "Part of sales growth due to customers joining; the four parts add up to it.",
      range: .anything)
    growthByFrequency = declare.total(
      "growth_frequency", "growth: frequency", .fraction, [.all], .up, leastMonths: 24,
      "Part of sales growth due to how often customers buy; the four parts add up to it.",
      range: .anything)
    growthByPriceMix = declare.total(
      "growth_price_mix", "growth: price and mix", .fraction, [.all], .up, leastMonths: 24,
      "Part of sales growth due to what customers pay a purchase; the four parts add up to it.",
      range: .anything)
    netRetention = declare.total(
      "revenue_retention_net", "money retained, net", .fraction, [.all, .segment], .up,
      leastMonths: 24,
      "Net revenue retention: what the customers at the start pay in the second year over what they paid in "
        + "the first. It is lower than customer retention where those who leave spend much.",
      range: 0...(.infinity))
    grossRetention = declare.total(
      "revenue_retention_gross", "money retained, gross", .fraction, [.all, .segment], .up,
      leastMonths: 24,
      "Gross revenue retention: the same, where nobody counts with more than they paid in the first year. "
        + "Where purchases are a matter of chance, chance alone makes it lower than 1.")
  }
}
