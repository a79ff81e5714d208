import CustomerExperience

/// The unit in which a lever is moved: that in which its present value reads best.
struct LeverUnit {
  /// As people name it.
  let title: String
  /// What follows a number in a scenario file.
  let text: String
  private let convert: (Double) -> Double

  /// Chooses the unit.
  ///
  /// - Parameters:
  ///   - unit: the key's unit.
  ///   - value: what the scenario says, as text.
  init(_ unit: Unit, at value: String, measuring: Measuring) {
    let quantity = Quantity(value)
    let currency = measuring.currency.code
    switch measuring.resolved(unit).dimension {
    case .duration(let stored):
      let shown: TimeUnit = if case .time(let unit) = quantity?.measure { unit } else { stored }
      text = shown.text("2").dropFirst(2).description
      title = text
      convert = { stored.convert($0, to: shown) }
    case .rate(let stored):
      let shown = quantity?.per ?? stored
      text = "per \(shown.rawValue)"
      title = text
      convert = { stored.convertRate($0, to: shown) }
    case .chance(let stored):
      text = "% per \(stored.rawValue)"
      title = text
      convert = { 100 * $0 }
    case .money(let stored):
      text = currency + (stored.map { "/\($0.rawValue)" } ?? "")
      title = text
      convert = { $0 }
    case .fraction:
      (text, title) = ("%", "%")
      convert = { 100 * $0 }
    case .number(let words):
      text = ""
      title = words.first ?? ""
      convert = { $0 }
    }
  }

  /// A number of the key's unit in this one, without what is due to rounding.
  func number(_ stored: Double) -> Double { Decimal.rounded(convert(stored), digits: 9) }
}

extension Unit {
  /// A number of the unit that is neither much nor little, for keys that say none.
  var typical: Double {
    switch dimension {
    case .duration(let stored):
      switch stored {
      case .month: 12
      case .day: 7
      case .hour: 8
      default: 10
      }
    case .money: 100
    case .fraction, .chance: 0.25
    case .rate: 1
    case .number: self == .points ? 10 : self == .customers ? 1000 : 2
    }
  }
}
