public import CustomerExperience

/// Tells in words how two scenarios differ.
public enum ScenarioComparison {
  /// The keys that differ, as `path: before -> after`, in the units of scenario files.
  ///
  /// - Returns: One line a key, in the order of the reference; `added` and `removed` where only one of
  ///   the two has a section.
  public static func changes(from before: Scenario, to after: Scenario) -> [String] {
    changes(node(before), node(after), at: "")
  }

  /// Keys that scenarios have in common which are compared: months are compared with the same months, and money with
  /// money of the same currency.
  static let sharedKeys = ["clock.horizon", "clock.start", "currency"]

  /// The key in which two scenarios differ that have to agree to be compared; nil where they do.
  public static func obstacle(between base: Scenario, and variant: Scenario) -> String? {
    let agree = [
      base.clock.horizonMonths == variant.clock.horizonMonths,
      base.clock.start == variant.clock.start, base.currency == variant.currency,
    ]
    return zip(sharedKeys, agree).first { !$1 }?.0
  }

  private static func node(_ scenario: Scenario) -> ValueNode {
    let measuring = Measuring(
      currency: Currency(code: scenario.currency), relationship: scenario.customers.relationship)
    return Encoder(measuring: measuring).section(scenario)
  }

  private static func changes(_ before: ValueNode, _ after: ValueNode, at path: String) -> [String]
  {
    guard before != after else { return [] }
    guard case .mapping(let old) = before, case .mapping(let new) = after else {
      return ["\(path): \(before.flow) -> \(after.flow)"]
    }
    func place(_ key: String) -> String { path.isEmpty ? key : "\(path).\(key)" }
    var lines: [String] = []
    for pair in old {
      if let other = new.first(where: { $0.key == pair.key }) {
        lines += changes(pair.value, other.value, at: place(pair.key))
      } else {
        lines.append("\(place(pair.key)): removed")
      }
    }
    for pair in new where !old.contains(where: { $0.key == pair.key }) {
      lines.append("\(place(pair.key)): added")
    }
    return lines
  }
}
