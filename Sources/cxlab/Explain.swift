import ArgumentParser
import ScenarioFiles

/// Documents the keys of scenario files, and metrics.
struct Explain: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Explain a key of scenario files, a metric or a word of reports, or list all keys.",
    usage: "cxlab explain [KEY | METRIC | WORDS | --metrics | --sweep | --markdown]",
    discussion: """
      Ids that you chose may stand in the path or be left out: teams.training and \
      teams.first-line.training are the same key. Where nothing is called so, what speaks of it is \
      listed: cxlab explain waiting.
      """)

  @Argument(
    help: """
      The key's dotted path, such as quality.between-staff, or words to look for; without them, all \
      keys are listed.
      """,
    completion: .custom { _, _, _ in
      KeyReference.allPaths + MetricReference.ids + TermReference.words
    })
  var words: [String] = []

  @Flag(help: "List the metrics instead.")
  var metrics = false

  @Flag(help: "Explain the keys of sweep files.")
  var sweep = false

  @Flag(help: "Write the whole reference of keys, as a page in Markdown.")
  var markdown = false

  func validate() throws {
    if markdown, !words.isEmpty { throw ValidationError("--markdown writes all keys; name none.") }
    if metrics, !words.isEmpty { throw ValidationError("--metrics lists all metrics; name none.") }
    if sweep, !words.isEmpty || metrics || markdown {
      throw ValidationError("--sweep lists the keys of sweep files; give it alone.")
    }
    if metrics, markdown { throw ValidationError("Give --metrics or --markdown, not both.") }
    if let key, text(of: key) == nil, Self.isName(key) || WordSearch.hits(for: key).isEmpty {
      let near =
        KeyReference.nearest(to: key)
        ?? Nearest.match(key, among: MetricReference.ids + TermReference.words)
      throw ValidationError(
        "There is no key or metric '\(key)'"
          + (near.map { " (did you mean '\($0)'?)." } ?? "; cxlab explain lists them."))
    }
  }

  /// Whether it was meant as a name that stands in the reference, and not as words to look for.
  private static func isName(_ text: String) -> Bool { text.contains { "._[".contains($0) } }

  /// What is asked for; nil where all keys are.
  private var key: String? { words.isEmpty ? nil : words.joined(separator: " ") }

  /// What speaks of a phrase, a line each; the first of many.
  private static func mentions(of phrase: String) -> String {
    let most = 12
    let found = WordSearch.hits(for: phrase)
    let lines = found.prefix(most).map { "  \($0.id)     \($0.meaning)" }
    return
      (["Nothing is called '\(phrase)'. These speak of it:"] + lines
      + (found.count > most ? ["  and \(found.count - most) more"] : [])).joined(separator: "\n")
  }

  func run() {
    if markdown {
      print(KeyReference.markdown(), terminator: "")
    } else if sweep {
      print(SweepReference.text)
    } else if metrics {
      print(MetricReference.ids.joined(separator: "\n"))
    } else if let key {
      print(text(of: key) ?? Self.mentions(of: key))
    } else {
      print(KeyReference.allPaths.joined(separator: "\n"))
    }
  }

  private func text(of key: String) -> String? {
    KeyReference.explain(key) ?? MetricReference.explain(key) ?? TermReference.explain(key)
  }
}
