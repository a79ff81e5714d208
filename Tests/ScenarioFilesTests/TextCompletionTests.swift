import Testing

@testable import ScenarioFiles

/// What may stand where a cursor is, in texts that nobody has finished.
@Suite("Completion")
struct TextCompletionTests {
  /// The choices where `|` stands in a text.
  private func choices(_ text: String) -> (labels: [String], completion: TextCompletion) {
    let halves = text.split(separator: "|", maxSplits: 1, omittingEmptySubsequences: false)
    let before = halves[0].split(separator: "\n", omittingEmptySubsequences: false)
    let source = ScenarioText(
      halves.joined(), at: "here.yaml", reach: .foldersOf(["nowhere/here.yaml"]))
    let completion = source.completion(
      line: before.count, column: (before.last?.unicodeScalars.count ?? 0) + 1,
      files: ["first.yaml"])
    return (completion.items.map(\.label), completion)
  }

  @Test(
    "the keys of the section, or the values of the key",
    arguments: [
      ("ti|", "title"), ("title: x\ncl|", "clock"), ("customers:\n  segm|", "segments"),
      ("customers:\n  segments:\n    a:\n      pati|", "patience"),
      ("teams: {x: {st|}}", "staff"), ("clock: {start: 2026-01-05, hor|}", "horizon"),
      ("customers:\n  relationship: con|", "contract"),
      ("customers:\n  relationship: con|\n  segments: {", "contract"),
      ("plan:\n  - {at: month 3, tr|}", "train"), ("plan:\n- at: month 3\n  tr|", "train"),
      ("extends: |", "first.yaml"), ("teams:\n  a:\n    hours: |", "always"),
      ("journeys:\n  j:\n    touchpoints:\n      call: {team: |}\nteams:\n  desk:\n", "desk"),
      (
        "journeys:\n  j:\n    touchpoints:\n      call:\n        next: [{to: |}]\n      visit:\n",
        "visit"
      ),
      ("plan:\n  - {at: 1, train: |}\nteams: {desk: {}}", "desk"),
      (
        "teams:\n  desk:\n    training: {basics: {}}\nplan:\n  - {train: desk, course: |}",
        "basics"
      ),
      ("levers:\n  teams.desk.st|\nteams: {desk: {}}", "teams.desk.staff"),
      ("plan:\n  - set: {teams.|}\nteams: {desk: {}}", "teams.desk"),
      ("quality: {me|an: 60}", "mean"), ("evidence:\n  - metric: retention_1|", "retention_12m"),
    ])
  func found(_ text: String, _ label: String) {
    let labels = choices(text).labels
    #expect(labels.contains(label), "\(labels)")
  }

  @Test(
    "nothing in remarks, in prose and where nothing is known",
    arguments: ["# ti|", "about: >\n  so|\n", "title: \"a # ti|\"", "nothing:\n  a|", "title: a|"])
  func nothing(_ text: String) { #expect(choices(text).labels == []) }

  @Test("what the section has already is not offered again")
  func given() {
    #expect(!choices("clock: {start: 2026-01-05, |}").labels.contains("start"))
    #expect(!choices("title: a\n|\nclock: {}").labels.contains("clock"))
  }

  @Test("the whole word is replaced, and a colon is written once")
  func replaced() throws {
    let (_, inside) = choices("quality: {me|an: 60}")
    #expect(inside.from == 11 && inside.to == 15)
    #expect(inside.items.first { $0.label == "mean" }?.text == "mean")
    let (_, fresh) = choices("customers:\n  segm|")
    let item = try #require(fresh.items.first)
    #expect(item.text == "segments:\n    ")
    #expect(item.help.contains("customers") && !item.detail.isEmpty)
  }

  @Test(
    "no text is too odd",
    arguments: ["", "|", "\t|", "- - - |", "{{{{[[[|", "a: 'b|", "\"|", "]]|", "? |", ": |"])
  func odd(_ text: String) {
    let (labels, completion) = choices(text)
    #expect(labels.count <= TextCompletion.limit && completion.from <= completion.to)
  }

  @Test("places outside of the text have no choices")
  func outside() {
    let source = ScenarioText("title: a", at: "a.yaml", reach: .usual)
    for (line, column) in [(9, 1), (1, 999_999), (1_000_000, 1_000_000)] {
      #expect(source.completion(line: line, column: column, files: []).items.isEmpty)
    }
  }
}
