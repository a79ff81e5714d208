import Documents
import Experiments
import ScenarioFiles
import Synchronization

extension LabScenario {
  /// Whether moving a lever gives the changed world a past of its own; nil where that cannot be told of the key alone.
  ///
  /// It is tried with another value: what matters is which key is moved, and hardly ever where to.
  func hasOwnPast(_ lever: LeverDescription) -> Bool? {
    if let known = pasts.withLock({ $0[lever.path] }) { return known }
    guard let value = Self.otherValue(of: lever),
      let variant = try? loaded.varied(by: ["\(lever.path)=\(value)"]),
      let isContinued = try? live.isContinued(by: variant.scenario)
    else { return nil }
    pasts.withLock { $0[lever.path] = !isContinued }
    return !isContinued
  }

  /// A value of a lever that is not its present one; nil where there is none to be thought of.
  private static func otherValue(of lever: LeverDescription) -> String? {
    switch lever.form {
    case .number:
      guard let range = lever.range else { return nil }
      let number = JSONValue.number(lever.number == range.to ? range.from : range.to).compact
      let isBare = lever.unitText.isEmpty || lever.unitText == "%"
      return number + (isBare ? lever.unitText : " " + lever.unitText)
    case .choice: return lever.values?.first { $0 != lever.value }
    case .flag: return lever.value == "true" ? "false" : "true"
    case .text: return nil
    }
  }
}
