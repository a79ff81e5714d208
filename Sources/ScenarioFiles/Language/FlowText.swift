/// Trees as text on one line, in YAML's flow style.
enum FlowText {
  /// A tree as text that reads back as the same tree.
  static func text(_ tree: Tree) -> String {
    switch tree.content {
    case .scalar(let text, let plain): plain ? text : quoted(text)
    case .mapping(let entries):
      "{" + entries.map { "\(scalar($0.key)): \(inner($0.value))" }.joined(separator: ", ") + "}"
    case .sequence(let items): "[" + items.map(inner).joined(separator: ", ") + "]"
    }
  }

  /// A tree as text that reads back as the same tree inside another, or after a key.
  static func inner(_ tree: Tree) -> String {
    if tree.isDeletion { return "~" }
    if case .scalar(let text, plain: true) = tree.content, !text.isEmpty { return scalar(text) }
    return text(tree)
  }

  /// A word, in quotes where YAML needs them.
  static func scalar(_ text: String) -> String { needsQuotes(text) ? quoted(text) : text }

  /// Whether a text would not be read back as itself without quotes.
  static func needsQuotes(_ text: String) -> Bool {
    guard let first = text.unicodeScalars.first, let last = text.unicodeScalars.last else {
      return true
    }
    if text == "~" || text == "<<" || first == " " || last == " " || last == ":" { return true }
    if "&*!|>%@`\"'#,[]{}".unicodeScalars.contains(first) { return true }
    // Within brackets these two are indicators whatever follows.
    if first == "?" || first == ":" { return true }
    if first == "-" {
      let next = text.unicodeScalars.dropFirst().first
      if next == nil || next == " " || text.hasPrefix("---") { return true }
    }
    if text.hasPrefix("...") { return true }
    var previous: Unicode.Scalar = " "
    for scalar in text.unicodeScalars {
      if ",[]{}".unicodeScalars.contains(scalar) { return true }
      if previous == ":", scalar == " " || scalar == "?" { return true }
      if previous == " ", scalar == "#" { return true }
      let value = scalar.value
      if value < 32 || (127...160).contains(value) || value == 0x2028 || value == 0x2029 {
        return true
      }
      previous = scalar
    }
    return false
  }

  /// A text in double quotes, as YAML and JSON read it.
  static func quoted(_ text: String) -> String {
    var result = "\""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\"": result += "\\\""
      case "\\": result += "\\\\"
      case "\n": result += "\\n"
      case "\t": result += "\\t"
      default:
        let value = scalar.value
        if value < 32 || (127...160).contains(value) || value == 0x2028 || value == 0x2029 {
          let hex = String(value, radix: 16)
          result += "\\u" + String(repeating: "0", count: 4 - hex.count) + hex
        } else {
          result.unicodeScalars.append(scalar)
        }
      }
    }
    return result + "\""
  }
}
