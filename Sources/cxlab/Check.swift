import ArgumentParser
import ScenarioFiles

/// Checks scenario files without running them.
struct Check: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Check scenario files without running them.",
    usage: "cxlab check FILE ... [--set KEY=VALUE]")

  @Argument(
    help: ArgumentHelp("Scenario files.", valueName: "file"),
    completion: .file(extensions: ["yaml", "yml"]))
  var files: [String]

  @Option(
    name: .customLong("set"),
    help: ArgumentHelp("Change a key. May be repeated.", valueName: "key=value"))
  var settings: [String] = []

  @OptionGroup var named: ReachOptions

  func validate() throws {
    if files.isEmpty { throw ValidationError("Name a scenario file.") }
  }

  func run() throws {
    var isBad = false
    for file in files {
      do {
        let loaded = try ScenarioLoader.load(file, settings: settings, reach: named.reach)
        Terminal.warn(loaded.warnings)
        print("\(file): good")
      } catch {
        Terminal.complain(error.rendered(outcome: nil))
        isBad = true
      }
    }
    if isBad { throw ExitCode(ExitStatus.badScenario) }
  }
}
