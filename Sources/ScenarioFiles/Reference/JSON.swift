/// JSON with its keys in order.
indirect enum JSON: Sendable, Equatable {
  case string(String)
  case number(Double)
  case bool(Bool)
  case array([JSON])
  case object([(String, JSON)])

  static func == (a: JSON, b: JSON) -> Bool { a.text == b.text }

  /// The text, indented.
  var text: String { text(indent: 0) }

  private func text(indent: Int) -> String {
    let inner = String(repeating: " ", count: indent + 2)
    let outer = String(repeating: " ", count: indent)
    switch self {
    case .string(let text): return FlowText.quoted(text)
    case .number(let value): return Decimal.text(value)
    case .bool(let value): return value ? "true" : "false"
    case .array(let items):
      if items.allSatisfy(\.isSimple) {
        return "[" + items.map { $0.text(indent: 0) }.joined(separator: ", ") + "]"
      }
      let lines = items.map { inner + $0.text(indent: indent + 2) }
      return "[\n" + lines.joined(separator: ",\n") + "\n\(outer)]"
    case .object(let pairs):
      if pairs.isEmpty { return "{}" }
      if pairs.count == 1, pairs[0].1.isSimple {
        return "{\(FlowText.quoted(pairs[0].0)): \(pairs[0].1.text(indent: 0))}"
      }
      let lines = pairs.map { "\(inner)\(FlowText.quoted($0)): \($1.text(indent: indent + 2))" }
      return "{\n" + lines.joined(separator: ",\n") + "\n\(outer)}"
    }
  }

  private var isSimple: Bool {
    switch self {
    case .string, .number, .bool: true
    case .array, .object: false
    }
  }
}
