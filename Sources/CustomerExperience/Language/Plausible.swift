/// Where the number of a key plausibly lies, for studies of how much depends on it.
///
/// Narrower than what the key allows, and around its default. Only a number that says how people behave
/// has one; what a business decides or can look up is no assumption.
public struct Plausible: Sendable, Equatable {
  /// What the ends are measured from.
  public enum Form: Sendable, Equatable {
    /// Nothing: they are numbers in the stored unit.
    case between
    /// They are multiples of what the scenario says.
    case times
    /// They are distances, in the stored unit, from what the scenario says.
    case within
  }

  /// What the ends are measured from.
  public let form: Form
  /// The lower end.
  public let low: Double
  /// The upper end.
  public let high: Double
  /// Where the ends come from.
  public let provenance: Provenance

  /// Between two numbers, whatever the scenario says; in the stored unit.
  public static func between(
    _ low: Double, _ high: Double, _ provenance: Provenance = .designDefault
  ) -> Plausible {
    Plausible(form: .between, low: low, high: high, provenance: provenance)
  }

  /// Between two multiples of what the scenario says, for what each scenario sets to its own scale.
  public static func times(
    _ low: Double, _ high: Double, _ provenance: Provenance = .designDefault
  ) -> Plausible {
    Plausible(form: .times, low: low, high: high, provenance: provenance)
  }

  /// So much below and above what the scenario says; in the stored unit.
  public static func within(
    _ distance: Double, _ provenance: Provenance = .designDefault
  ) -> Plausible {
    Plausible(form: .within, low: -distance, high: distance, provenance: provenance)
  }

  /// The range around what a scenario says, which it always holds: an end that the scenario's value
  /// lies beyond moves out to it.
  public func range(around value: Double) -> ClosedRange<Double> {
    let ends =
      switch form {
      case .between: (low, high)
      case .times: (value * low, value * high)
      case .within: (value + low, value + high)
      }
    return min(ends.0, ends.1, value)...max(ends.0, ends.1, value)
  }
}
