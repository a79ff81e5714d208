import Documents
import ScenarioFiles

/// A scenario text that somebody writes in the browser.
struct Draft: Sendable, Equatable {
  var number: Int
  /// How often it has been saved: who saves names the one that they read.
  var version: Int
  /// The title that the text says, or what it was begun from.
  var title: String
  /// The id of the scenario beside whose file it stands; nil for the first that the lab serves.
  var beside: String?
  /// When it was made and last saved, such as `2027-01-05T10:11:12Z`.
  var made: String
  var saved: String
  /// Bytes of the text.
  var bytes: Int

  /// What it is called in addresses.
  var id: String { Self.id(number) }

  /// The draft as JSON, without its text.
  var json: JSONValue {
    [
      "id": .string(id), "version": .integer(version), "title": .string(title),
      "beside": beside.map { .string($0) } ?? .null, "made": .string(made),
      "saved": .string(saved), "bytes": .integer(bytes),
    ]
  }

  static func id(_ number: Int) -> String { "draft-\(number)" }

  /// The number in an id such as `draft-3`; nil where it is no such id.
  static func number(of id: String) -> Int? {
    guard id.hasPrefix("draft-"), let number = Int(id.dropFirst(6)), number > 0,
      Self.id(number) == id
    else { return nil }
    return number
  }

  /// Bytes of a text, at most.
  static let mostBytes = 256 << 10

  /// What keeps a text from being kept: its length, or characters that no text file holds.
  static func refusal(of text: String) -> LabReply? {
    guard text.utf8.count <= mostBytes else {
      return LabReply(
        problem: "too-large", "a scenario text has at most \(mostBytes >> 10) KiB", status: 413)
    }
    var line = 1
    for scalar in text.unicodeScalars {
      if scalar == "\n" { line += 1 }
      // A mark of order is left out where the text is read, a carriage return is half of a line's end.
      if "\n\r\u{FEFF}".unicodeScalars.contains(scalar) { continue }
      guard let code = TextChecks.forbidden(scalar) else { continue }
      return LabReply(
        problem: "bad-text", "line \(line) has a character that no text file holds (\(code))",
        status: 422)
    }
    return nil
  }
}
