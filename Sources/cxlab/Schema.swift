import ArgumentParser
import ScenarioFiles

/// Prints the JSON Schema of scenario files.
struct Schema: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Print the JSON Schema of scenario files, or of sweeps, for editors.",
    usage: "cxlab schema [--sweep] [--out FILE]",
    discussion: """
      An editor with a YAML language server then completes keys and shows their meaning. Bind a \
      scenario to it with this first line:

        # yaml-language-server: $schema=scenario.schema.json
      """)

  @Flag(help: "The schema of sweep files instead.")
  var sweep = false

  @Option(
    help: ArgumentHelp("Write to a file instead.", valueName: "file"),
    completion: .file(extensions: ["json"]))
  var out: String?

  func run() throws {
    let text = sweep ? SweepSchema.text() : KeyReference.jsonSchema()
    guard let out else {
      print(text, terminator: "")
      return
    }
    try OutputFile.write(text, to: out, overwriting: true)
    Terminal.complain("wrote \(out)")
  }
}
