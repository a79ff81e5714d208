/// Something wrong or odd in a scenario file, with its place.
public struct Diagnostic: Sendable, Equatable {
  /// Whether it keeps the file from being used.
  public enum Severity: String, Sendable {
    /// The file cannot be used.
    case error
    /// The file can be used, but may not do what its author thinks.
    case warning
  }

  /// Whether it keeps the file from being used.
  public let severity: Severity
  /// The file's path as given, or `--set`.
  public let file: String
  /// The line, from 1; 0 where the message is about the file as a whole.
  public let line: Int
  /// The column in characters, from 1.
  public let column: Int
  /// The length of the token in characters.
  public let length: Int
  /// What is wrong and, where possible, what to do.
  public let message: String
  /// The text of the line.
  public let sourceLine: String?
  /// The key it is about, with ids left out, as `cxlab explain` takes it.
  public let key: String?
  /// Where it is about a `--set`, the number of that, from 0; nil for one that cannot be told.
  public var setting: Int? = nil

  /// Whether it is about a `--set`, and not about a file.
  public var isOfSetting: Bool { file == SourceText.settingName }

  /// The message with its place, the source line and a caret under the token.
  public var rendered: String {
    guard line > 0 else { return "\(file): \(severity): \(message)" }
    guard let sourceLine else { return "\(file):\(line):\(column): \(severity): \(message)" }
    let isSetting = file == SourceText.settingName
    let place = isSetting ? file : "\(file):\(line):\(column)"
    let number = isSetting ? "" : String(line)
    let gutter = String(repeating: " ", count: max(0, 5 - number.count)) + number
    let blank = String(repeating: " ", count: gutter.count)
    let shown = Diagnostic.window(of: sourceLine, around: column, length: length)
    let indent = String(repeating: " ", count: shown.column - 1)
    let tail = String(repeating: "~", count: max(0, shown.length - 1))
    return """
      \(place): \(severity): \(message)
      \(gutter) | \(shown.text)
      \(blank) | \(indent)^\(tail)
      """
  }

  /// The message with its place, in a line for those who read a report and have not seen the command.
  public var note: String {
    if file == SourceText.settingName, let sourceLine {
      return "set with the command (\(sourceLine)): \(message)"
    }
    return line > 0 ? "\(file), line \(line): \(message)" : "\(file): \(message)"
  }

  /// A part of a line that fits on a screen, with the column moved accordingly.
  private static func window(
    of line: String, around column: Int, length: Int
  ) -> (text: String, column: Int, length: Int) {
    let limit = 160
    let printable = line.unicodeScalars.map { $0.value < 32 || $0.value == 127 ? " " : $0 }
    let start = printable.count <= limit ? 0 : max(0, min(column - 40, printable.count - limit))
    let end = min(printable.count, start + limit)
    var view = String.UnicodeScalarView()
    view.append(contentsOf: printable[min(start, end)..<end])
    let shift = max(1, column - start)
    return (String(view), shift, max(1, min(length, end - start - shift + 1)))
  }
}

/// A scenario that cannot be used, with everything that is wrong with it.
public struct ScenarioError: Error, Sendable, Equatable {
  /// What is wrong, in order of place.
  public let diagnostics: [Diagnostic]

  /// The number of messages shown.
  static let limit = 20

  /// The messages as a compiler shows them, and their number.
  ///
  /// - Parameter outcome: What that means for the command, such as `nothing was run`.
  /// - Returns: Lines of text without a line feed at the end.
  public func rendered(outcome: String? = "nothing was run") -> String {
    var parts = diagnostics.prefix(ScenarioError.limit).map(\.rendered)
    if diagnostics.count > ScenarioError.limit {
      parts.append("and \(diagnostics.count - ScenarioError.limit) more")
    }
    var closing = diagnostics.count == 1 ? "1 error" : "\(diagnostics.count) errors"
    if let outcome { closing += "; \(outcome)." }
    if let key = diagnostics.lazy.compactMap(\.key).first {
      closing += "      cxlab explain \(key)"
    }
    parts.append(closing)
    return parts.joined(separator: "\n")
  }
}
