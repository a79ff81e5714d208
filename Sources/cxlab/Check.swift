import ArgumentParser
import ScenarioFiles

/// Checks scenario files without running them.
struct Check: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Check scenario files without running them.")

  @Argument(help: "Scenario files.", completion: .file(extensions: ["yaml", "yml"]))
  var files: [String]

  @Option(name: .customLong("set"), help: "Change a key: KEY=VALUE. May be repeated.")
  var settings: [String] = []

  func validate() throws {
    if files.isEmpty { throw ValidationError("Name a scenario file.") }
  }

  func run() throws {
    var isBad = false
    for file in files {
      do {
        _ = try ScenarioLoader.load(file, settings: settings)
        print("\(file): good")
      } catch {
        Terminal.complain(error.rendered(outcome: nil))
        isBad = true
      }
    }
    if isBad { throw ExitCode(ExitStatus.badScenario) }
  }
}
