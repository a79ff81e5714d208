extension SubjectKind {
  /// Family accounts, and all others.
  public static let account = SubjectKind(
    "account",
    sheet: Sheet(
      10, "accounts.csv", "Family accounts beside all others, month by month (means).",
      isOptional: true)
  ) { scenario in
    scenario.hasFamilyAccounts
      ? [("family", "family accounts"), ("other", "other accounts")] : []
  }
}

/// The persons behind customers, and what becomes of the accounts that they hold together.
public struct HouseholdFigures: Sendable, BitwiseCopyable {
  /// Persons behind a customer.
  public let persons: Figure<Truth>
  /// Months that persons spent behind a customer.
  let personMonths: Counter
  /// Spend of a person.
  public let spend: Figure<Truth>
  /// Customers by account.
  public let customers: Figure<Recorded>
  /// Satisfaction by account.
  public let satisfaction: Figure<Truth>
  /// Retention by account.
  public let retention: Figure<Recorded>
  /// The same after twelve months.
  public let after12: Figure<Recorded>

  init(_ declare: inout FigureBuilder, money: MoneyFigures) {
    let isThere = declare.holds { $0.hasHouseholds }
    persons = declare.level(
      "persons_per_customer", "persons behind a customer", .index, [.all, .segment], .neither,
      "Mean number of persons who stand behind a customer on the books.", isThere: isThere)
    personMonths = declare.counter(by: .segment)
    spend = declare.ratio(
      "spend_per_person", "spend of a person and month", .money, [.all, .segment], .up,
      "Money paid by customers over the persons behind those on the books at the ends of the months. Fees are not in it.",
      of: [money.revenue.figure.counter], over: [personMonths], isThere: isThere)
    customers = declare.level(
      "account_customers", "customers by account", .count, [.account], .up,
      "Customers on the books with a family account, or without one.", over: .last)
    satisfaction = declare.level(
      "account_satisfaction", "satisfaction by account", .points, [.account], .up,
      "Mean cumulative satisfaction of the customers on the books with a family account, or without one."
    )
    retention = declare.level(
      "account_retention", "customers at the start still there, by account", .fraction, [.account],
      .up,
      "Share of the customers at the start with a family account, or without one, who are customers at the end of the "
        + "month. What differs is not due to the account alone: its holders live in larger households.",
      over: .last)
    after12 = declare.total(
      "account_retention_12m", "12-month retention by account", .fraction, [.account], .up,
      leastMonths: 12,
      "Share of the customers at the start with a family account, or without one, who are customers twelve months later."
    )
  }
}
