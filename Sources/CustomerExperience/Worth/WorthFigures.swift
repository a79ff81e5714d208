/// What customers are worth, one by one, and what winning and keeping them pays.
public struct WorthFigures: Sendable, BitwiseCopyable {
  /// Cost of winning a customer.
  public let winningCost: Figure<Recorded>
  /// Value of a new customer.
  public let newcomerValue: Figure<Truth>
  /// Value of a new customer over the cost of winning one.
  public let valueToCost: Figure<Truth>
  /// Months until a new customer has paid back.
  public let payback: Figure<Truth>
  /// Worth of those whom a customer sent.
  public let referralValue: Figure<Truth>
  /// Customers who cost more than they bring.
  public let atLoss: Figure<Truth>
  /// Profit of the customers who bring one, over that of all.
  public let peak: Figure<Truth>
  /// Profit of the best fifth of customers.
  public let bestFifth: Figure<Truth>

  init(_ declare: inout FigureBuilder) {
    let isWon = declare.holds { $0.winsCustomers }
    let isTalkedOf = declare.holds { $0.customers.acquisition.wordOfMouth.enabled }
    winningCost = declare.total(
      "acquisition_cost_each", "cost of winning a customer", .money, [.all], .down,
      "Money spent on marketing over the customers won by it.", isThere: isWon)
    newcomerValue = declare.total(
      "newcomer_value", "value of a new customer", .money, [.all], .up,
      "Present value, on joining, of what a customer who joined after the start brings within the horizon and after it, "
        + "less what contacts and recovery cost; what winning them cost is not taken off.",
      isThere: isWon || isTalkedOf)
    valueToCost = declare.total(
      "value_to_acquisition_cost", "value of a new customer, in costs of winning one", .index,
      [.all], .up,
      "The value of a new customer over the cost of winning one (CLV to CAC): below 1 winning customers loses money.",
      isThere: isWon)
    payback = declare.total(
      "acquisition_payback", "months until a new customer has paid back", .count, [.all], .down,
      "Months from the day of joining until what new customers have brought so far, a customer who joined, covers the cost "
        + "of winning one. A run in which it never does has no such month, and is left out.",
      isThere: isWon)
    referralValue = declare.total(
      "referral_value", "worth of those whom a customer sent", .money, [.all], .up,
      "Present value of those who joined because a customer of the start spoke well of the firm, a customer at the start.",
      isThere: isTalkedOf)
    atLoss = declare.total(
      "customers_at_loss", "customers who cost more than they bring", .fraction, [.all], .down,
      "Share of all who were customers in the run on whom less was earned than they caused: supply, contacts, complaints, "
        + "the time of staff with them at its pay and, of those won by marketing, the cost of winning them. Costs that nobody "
        + "causes alone are not shared out.")
    peak = declare.total(
      "profit_peak", "profit of those who bring one, over that of all", .index, [.all], .down,
      "What the customers bring who bring more than they cost, over what all bring; above 1 by what the others lose. Costs "
        + "that nobody causes alone are not taken off.", range: 1...(.infinity))
    bestFifth = declare.total(
      "profit_best_fifth", "profit of the best fifth of customers", .fraction, [.all], .neither,
      "What the fifth of customers brings on whom most is earned, over what all bring. Costs that nobody causes alone are "
        + "not taken off.", range: 0...(.infinity))
  }
}
