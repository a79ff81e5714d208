import ArgumentParser
import ScenarioFiles

/// Prints a scenario.
struct Show: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Print a scenario, as it is or with every default filled in.",
    usage: "cxlab show FILE [--resolved [--set KEY=VALUE]]",
    discussion: """
      With --resolved the scenario is printed whole, with a comment after each value that says where \
      it came from: a file and line, --set or default. What is printed is a scenario file itself.
      """)

  @Argument(help: "The scenario file.", completion: .file(extensions: ["yaml", "yml"]))
  var file: String

  @Flag(help: "Fill in every default, and say where each value came from.")
  var resolved = false

  @Option(
    name: .customLong("set"),
    help: ArgumentHelp("Change a key. May be repeated.", valueName: "key=value"))
  var settings: [String] = []

  @OptionGroup var named: ReachOptions

  func validate() throws {
    if !settings.isEmpty && !resolved {
      throw ValidationError("--set changes what --resolved prints; give both.")
    }
  }

  func run() throws {
    let loaded: LoadedScenario
    do {
      loaded = try ScenarioLoader.load(file, settings: settings, reach: named.reach)
    } catch {
      Terminal.complain(error.rendered(outcome: nil))
      throw ExitCode(ExitStatus.badScenario)
    }
    let text = resolved ? ResolvedScenario.text(of: loaded) : loaded.inputs.first?.text ?? ""
    print(text, terminator: text.hasSuffix("\n") ? "" : "\n")
  }
}
