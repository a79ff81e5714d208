/// A token in a source text.
struct Place: Sendable, Equatable, Hashable {
  /// The number of the source, in the order of reading.
  var source: Int
  /// The line, from 1; 0 for the source as a whole.
  var line: Int
  /// The column in characters, from 1.
  var column: Int
  /// The length of the token in characters.
  var length: Int

  /// The source as a whole.
  static func whole(_ source: Int) -> Place { Place(source: source, line: 0, column: 0, length: 0) }
}

/// A text that values come from: a file, or the text of a `--set`.
struct SourceText: Sendable {
  /// The path as given, or `--set`.
  let name: String
  /// The lines, without their ends.
  let lines: [String]

  /// Whether it is the text of a `--set`.
  var isSetting: Bool { name == SourceText.settingName }

  static let settingName = "--set"

  init(name: String, text: String) {
    self.name = name
    lines = SourceText.split(text)
  }

  /// The line with a number from 1.
  func line(_ number: Int) -> String? {
    lines.indices.contains(number - 1) ? lines[number - 1] : nil
  }

  /// Splits where YAML breaks lines.
  private static func split(_ text: String) -> [String] {
    var lines: [String] = []
    var line = String.UnicodeScalarView()
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\n", "\u{85}", "\u{2028}", "\u{2029}":
        lines.append(String(line))
        line.removeAll(keepingCapacity: true)
      default: line.append(scalar)
      }
    }
    lines.append(String(line))
    return lines
  }
}
