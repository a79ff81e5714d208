import Documents
import ScenarioFiles

extension LeverDescription {
  /// The lever as the page reads it.
  ///
  /// - Parameter hasOwnPast: whether moving it starts both worlds anew; nil where that cannot be told.
  func json(hasOwnPast: Bool?) -> JSONValue {
    func shown(_ value: Double?) -> JSONValue { value.map { .number($0) } ?? .null }
    return [
      "path": .string(path), "label": .string(label), "help": .string(help),
      "unit": .string(unit), "unit_text": .string(unitText), "form": .string(form.rawValue),
      "value": .string(value), "number": shown(number), "from": shown(range?.from),
      "to": shown(range?.to), "step": shown(range?.step),
      "values": values.map { .array($0.map { .string($0) }) } ?? .null,
      "is_declared": .bool(isDeclared), "default": standard.map { .string($0) } ?? .null,
      "source": .string(source.rawValue), "can_be_dated": .bool(canBeDated),
      "has_own_past": hasOwnPast.map { .bool($0) } ?? .null,
    ]
  }
}
