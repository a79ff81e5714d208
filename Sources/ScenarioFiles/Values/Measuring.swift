import CustomerExperience

/// What a scenario's units mean: its currency, and what a price is.
struct Measuring: Sendable, Equatable {
  var currency = Currency(code: "GBP")
  var relationship = Relationship.contract

  /// Why a quantity cannot be converted.
  enum Problem: Error, Equatable {
    /// Another dimension than the key's.
    case dimension
    /// Another currency than the scenario's.
    case currency(String)
    /// Not a finite number.
    case tooLarge
  }

  /// The unit, with a price resolved.
  func resolved(_ unit: Unit) -> Unit {
    guard unit == .price else { return unit }
    return relationship == .contract ? .moneyPerMonth : .money
  }

  /// A quantity in a key's unit.
  func convert(_ quantity: Quantity, to unit: Unit) throws(Problem) -> Double {
    let value = try finite(quantity, to: resolved(unit))
    guard value.isFinite, quantity.value.isFinite else { throw .tooLarge }
    return value
  }

  private func finite(_ quantity: Quantity, to unit: Unit) throws(Problem) -> Double {
    if quantity.measure == .bare, quantity.per == nil, quantity.value == 0 { return 0 }
    switch unit.dimension {
    case .duration(let stored):
      guard case .time(let given) = quantity.measure, quantity.per == nil else { throw .dimension }
      return given.convert(quantity.value, to: stored)
    case .rate(let stored):
      guard let per = quantity.per else { throw .dimension }
      // A day has fewer open hours than hours.
      guard unit != .perOpenHour || [.second, .minute, .hour].contains(per) else {
        throw .dimension
      }
      switch quantity.measure {
      case .bare: return per.convertRate(quantity.value, to: stored)
      case .percent: return per.convertRate(rate(ofChance: quantity.fraction), to: stored)
      default: throw .dimension
      }
    case .chance(let stored):
      guard let per = quantity.per else { throw .dimension }
      switch quantity.measure {
      case .percent: return chance(quantity.fraction, per: per, over: stored)
      case .bare: return chance(ofRate: per.convertRate(quantity.value, to: stored))
      default: throw .dimension
      }
    case .money(let stored):
      guard case .money(let mark) = quantity.measure else { throw .dimension }
      guard currency.accepts(mark) else { throw .currency(mark) }
      guard let stored else {
        guard quantity.per == nil else { throw .dimension }
        return quantity.value
      }
      guard let per = quantity.per else { throw .dimension }
      return per.convertRate(quantity.value, to: stored)
    case .fraction:
      guard quantity.per == nil else { throw .dimension }
      if quantity.measure == .percent { return quantity.fraction }
      guard quantity.measure == .bare else { throw .dimension }
      return quantity.value
    case .number(let words):
      guard quantity.per == nil else { throw .dimension }
      if case .word(let word) = quantity.measure, words.contains(word) { return quantity.value }
      guard quantity.measure == .bare else { throw .dimension }
      return quantity.value
    }
  }

  private func rate(ofChance chance: Double) -> Double {
    chance >= 1 ? .infinity : -log1p(-chance)
  }

  private func chance(ofRate rate: Double) -> Double { -expm1(-rate) }

  /// A probability over one period as one over another.
  private func chance(_ value: Double, per: TimeUnit, over stored: TimeUnit) -> Double {
    if per == stored || value <= 0 || value >= 1 { return value }
    return chance(ofRate: per.convertRate(rate(ofChance: value), to: stored))
  }
}
