extension Economics: Declared {
  /// The declared keys of the section `economics`.
  public static var keys: [Key<Economics>] {
    [
      Key(
        "margin", .number(\.margin, .fraction, 0...1),
        "Share of the full price left after what it costs to supply the product (staff not counted); what is taken off the "
          + "price makes supplying it no cheaper."),
      Key(
        "discount_rate", .number(\.discountRate, .chancePerYear, 0...0.9),
        "Share by which money is worth less later.", changeable: false),
      Key(
        "overhead", .number(\.overhead, .moneyPerMonth, 0...1_000_000_000), "Fixed costs."),
      Key(
        "tenure", .section(\.tenure),
        "What is earned on customers who have been here for longer; off unless it is given."),
    ]
  }
}
