/// What is earned on a customer who has been one for longer (``TenureLaw``).
public struct TenureEffects: Sendable, Equatable {
  /// Share by which a customer buys more with each year; below 0 they buy less.
  public var growth = 0.0
  /// Share by which a customer pays more for the same with each year.
  public var pricePremium = 0.0
  /// Share by which supplying a customer costs less with each year.
  public var costSaving = 0.0
  /// Years over which this goes on.
  public var years = 10

  /// The defaults: a year more changes nothing.
  public init() {}
}

extension TenureEffects: Declared {
  /// The declared keys of the section `economics.tenure`.
  public static var keys: [Key<TenureEffects>] {
    [
      Key(
        "growth", .number(\.growth, .fraction, -0.5...1),
        "Share by which a customer buys more with each whole year as one; below 0 they buy less.",
        see: "Reichheld & Sasser 1990; Reinartz & Kumar 2000"),
      Key(
        "price_premium", .number(\.pricePremium, .fraction, -0.5...1),
        "Share by which a customer pays more for the same with each whole year; nobody leaves for it.",
        see: "Reichheld & Sasser 1990; Reinartz & Kumar 2000"),
      Key(
        "cost_saving", .number(\.costSaving, .fraction, -1...0.9),
        "Share by which it costs less to supply a customer with each whole year; below 0 it costs more.",
        see: "Reichheld & Sasser 1990; Reinartz & Kumar 2000"),
      Key(
        "years", .integer(\.years, .count, 0...80), "Years as a customer over which this goes on."),
    ]
  }
}
