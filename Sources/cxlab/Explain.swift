import ArgumentParser
import ScenarioFiles

/// Documents the keys of scenario files.
struct Explain: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Explain a key of scenario files, or list them all.",
    discussion: """
      Ids that you chose may stand in the path or be left out: teams.training and \
      teams.first-line.training are the same key.
      """)

  @Argument(
    help: "The key's dotted path, such as quality.between-staff; without it, all keys are listed.",
    completion: .custom { _, _, _ in KeyReference.allPaths })
  var key: String?

  @Flag(help: "Write the whole reference, as a page in Markdown.")
  var markdown = false

  func validate() throws {
    if markdown, key != nil { throw ValidationError("--markdown writes all keys; name none.") }
  }

  func run() throws {
    if markdown {
      print(KeyReference.markdown(), terminator: "")
      return
    }
    guard let key else {
      print(KeyReference.allPaths.joined(separator: "\n"))
      return
    }
    guard let text = KeyReference.explain(key) else {
      let meant = KeyReference.nearest(to: key).map { " (did you mean '\($0)'?)" } ?? ""
      throw ValidationError("There is no key '\(key)'\(meant).")
    }
    print(text)
  }
}
