import Testing

@testable import ScenarioFiles

/// Texts as long as the lab takes them: what is asked about one takes as long as reading it does.
@Suite("Very long texts", .serialized)
struct TextLengthTests {
  private static let most = 250_000

  /// Lines and brackets that nothing good can be made of, each about as long as the largest file.
  private static let texts: [(name: String, text: String)] = [
    ("one line", "title: " + String(repeating: "x", count: most)),
    ("blanks", "title: x" + String(repeating: " ", count: most)),
    ("lines", String(repeating: "a\n", count: 50_000)),
    ("keys", (0..<12_000).map { "k\($0): 1\n" }.joined()),
    ("keys in braces", "{" + (0..<12_000).map { "k\($0): 1, " }.joined() + "}"),
    ("teams", "teams:\n" + (0..<10_000).map { "  t\($0): {name: x}\n" }.joined()),
    ("values", "{k: " + String(repeating: "{b: 1} x ", count: 25_000)),
    ("items", "plan:\n" + String(repeating: "- {at: month 1}\n", count: 10_000)),
    ("brackets", "title: " + String(repeating: "[", count: most)),
    ("quotes", "title: " + String(repeating: "'", count: most)),
    ("stars", "title: " + String(repeating: "*a &a ", count: 40_000)),
    (
      "a key twice",
      "? " + String(repeating: "k", count: 120_000) + "\n: 1\n? "
        + String(repeating: "k", count: 120_000) + "\n: 1\n"
    ),
    ("remarks", "title: x\n" + String(repeating: "  # y\n", count: 20_000)),
    ("prose", "about: |\n" + String(repeating: "  # y\n\n", count: 15_000)),
  ]

  @Test("every question is answered soon", arguments: texts.map(\.name))
  func soon(_ name: String) throws {
    let text = try #require(Self.texts.first { $0.name == name }?.text)
    let source = ScenarioText(text, at: "t.yaml", reach: .foldersOf(["nowhere/t.yaml"]))
    let time = ContinuousClock().measure {
      for (key, value) in [("title", nil), ("quality.mean", "60"), ("plan", "[]")] {
        _ = try? source.setting(key, to: value)
      }
      for section in ["", "teams"] { _ = try? source.form(of: section) }
      for (line, column) in [(1, 4), (1, text.utf8.count), (2, 3), (99_999, 1)] {
        _ = source.completion(line: line, column: column, files: [])
      }
      _ = (source.title, source.isRead)
    }
    #expect(time < .seconds(20), "\(time)")
  }

  @Test("a value of a long text is set among its lines")
  func set() throws {
    let text = "title: a\n" + (0..<15_000).map { "k\($0): 1   # one\n" }.joined() + "teams: {}\n"
    let source = ScenarioText(text, at: "t.yaml", reach: .usual)
    #expect(
      try source.setting("teams.a", to: "{staff: 2}")?.text
        == text.replacing("teams: {}", with: "teams: {a: {staff: 2}}"))
  }
}
