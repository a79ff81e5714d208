import CustomerExperience
import RandomVariates

/// The scale on which the values of a key lie.
public struct KeyScale: Sendable {
  /// The unit of the numbers, such as `months`, `fraction` or `GBP/month`.
  public let unit: String
  /// What the key means, in a sentence.
  public let help: String
  private let stored: Unit?
  private let allowed: ClosedRange<Double>
  private let measuring: Measuring

  fileprivate init(_ node: KeyNode, _ stored: Unit?, _ measuring: Measuring) {
    help = node.help
    self.stored = stored.map(measuring.resolved)
    allowed = node.leaf?.numbers?.range ?? 0...0
    self.measuring = measuring
    let currency = measuring.currency.code
    unit =
      switch self.stored {
      case nil: ""
      case .money: currency
      case .moneyPerHour: "\(currency)/h"
      case .moneyPerMonth: "\(currency)/month"
      case .fraction: "fraction"
      case .chancePerMonth: "fraction per month"
      case .chancePerYear: "fraction per year"
      case .some(let unit): unit.rawValue
      }
  }

  /// The number that a value's text stands for, in ``unit``: of a law, its mean; nil where it is a word.
  public func number(of text: String) -> Double? {
    guard let stored else { return nil }
    if let quantity = Quantity(text) { return try? measuring.convert(quantity, to: stored) }
    return law(text, stored)?.mean
  }

  /// A value's text where there is room for a few characters: of a law, its mean.
  public func short(_ text: String) -> String {
    guard let stored, Quantity(text) == nil, let law = law(text, stored) else { return text }
    return measuring.text(Decimal.rounded(law.mean, digits: 4), stored)
  }

  private func law(_ text: String, _ stored: Unit) -> Law? {
    try? ValueReader(path: "", measuring: measuring).law(text, stored, in: allowed) {
      (_, _) throws(ValueProblem) in throw ValueProblem("data are not at hand")
    }
  }
}

extension LoadedScenario {
  /// The scale of a key; nil where there is no such key.
  public func scale(of path: String) -> KeyScale? {
    let parts = path.split(separator: ".").map(String.init)
    guard let match = try? KeyFinder.find(parts, in: tree) else { return nil }
    return KeyScale(match.node, match.numberUnit, measuring)
  }
}
