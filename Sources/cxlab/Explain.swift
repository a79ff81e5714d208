import ArgumentParser
import ScenarioFiles

/// Documents the keys of scenario files, and metrics.
struct Explain: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Explain a key of scenario files or a metric, or list them all.",
    usage: "cxlab explain [KEY | METRIC | --metrics | --sweep | --markdown]",
    discussion: """
      Ids that you chose may stand in the path or be left out: teams.training and \
      teams.first-line.training are the same key.
      """)

  @Argument(
    help: "The key's dotted path, such as quality.between-staff; without it, all keys are listed.",
    completion: .custom { _, _, _ in KeyReference.allPaths + MetricReference.ids })
  var key: String?

  @Flag(help: "List the metrics instead.")
  var metrics = false

  @Flag(help: "Explain the keys of sweep files.")
  var sweep = false

  @Flag(help: "Write the whole reference of keys, as a page in Markdown.")
  var markdown = false

  func validate() throws {
    if markdown, key != nil { throw ValidationError("--markdown writes all keys; name none.") }
    if metrics, key != nil { throw ValidationError("--metrics lists all metrics; name none.") }
    if sweep, key != nil || metrics || markdown {
      throw ValidationError("--sweep lists the keys of sweep files; give it alone.")
    }
    if metrics, markdown { throw ValidationError("Give --metrics or --markdown, not both.") }
    if let key, text(of: key) == nil {
      let near = KeyReference.nearest(to: key) ?? Nearest.match(key, among: MetricReference.ids)
      if let near {
        throw ValidationError("There is no key or metric '\(key)' (did you mean '\(near)'?).")
      }
      let told = Self.mentions(of: key)
      throw ValidationError(
        "There is no key or metric '\(key)'"
          + (told.isEmpty ? "; cxlab explain lists them." : ". These speak of it:\n\(told)"))
    }
  }

  /// The keys and metrics that speak of a word, a line each; the first of many.
  private static func mentions(of word: String) -> String {
    let most = 12
    let found =
      KeyReference.mentions(of: word).map { ($0.path, $0.meaning) }
      + MetricReference.mentions(of: word).map { ($0.id, $0.meaning) }
    let lines = found.prefix(most).map { "  \($0.0)     \($0.1)" }
    return (lines + (found.count > most ? ["  and \(found.count - most) more"] : []))
      .joined(separator: "\n")
  }

  func run() {
    if markdown {
      print(KeyReference.markdown(), terminator: "")
    } else if sweep {
      print(SweepReference.text)
    } else if metrics {
      print(MetricReference.ids.joined(separator: "\n"))
    } else if let key {
      print(text(of: key) ?? "")
    } else {
      print(KeyReference.allPaths.joined(separator: "\n"))
    }
  }

  private func text(of key: String) -> String? {
    KeyReference.explain(key) ?? MetricReference.explain(key)
  }
}
