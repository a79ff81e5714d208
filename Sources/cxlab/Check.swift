import ArgumentParser
import CustomerExperience
import Documents
import ScenarioFiles
import Studies

/// Checks scenario and sweep files without running them.
struct Check: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Check scenario and sweep files without running them.",
    usage: "cxlab check FILE ... [--set KEY=VALUE]",
    discussion: """
      Of a good file it says about how many events and how much memory it takes to run it. Customers won by \
      word of mouth cannot be foreseen: a run watches itself, and ends with an error that names the key \
      before it takes more than it may.
      """)

  @Argument(
    help: ArgumentHelp("Scenario or sweep files.", valueName: "file"),
    completion: .file(extensions: ["yaml", "yml"]))
  var files: [String]

  @Option(
    name: .customLong("set"),
    help: ArgumentHelp("Change a key of a scenario. May be repeated.", valueName: "key=value"))
  var settings: [String] = []

  @OptionGroup var named: ReachOptions
  @OptionGroup var limits: LimitOptions

  func validate() throws {
    if files.isEmpty { throw ValidationError("Name a scenario file.") }
  }

  func run() throws {
    var isBad = false
    for file in files {
      do {
        let isSweep = settings.isEmpty && SweepLoader.isSweep(file, reach: named.reach)
        let work = isSweep ? try sweep(file) : try scenario(file)
        print("\(file): good\n  \(work)")
      } catch {
        _ = Failure.exitCode(for: error, outcome: nil)
        isBad = true
      }
    }
    if isBad { throw ExitCode(ExitStatus.badScenario) }
  }

  /// Checks a scenario.
  ///
  /// - Returns: What it takes to run it.
  private func scenario(_ file: String) throws -> String {
    let loaded = try ScenarioLoader.load(file, settings: settings, reach: named.reach)
    Terminal.warn(loaded.warnings)
    return WorkText.text(of: loaded.scenario)
  }

  /// Checks a sweep, with the scenario that it names.
  ///
  /// - Returns: What it takes to run it.
  private func sweep(_ file: String) throws -> String {
    let sweep = try SweepLoader.load(file, reach: named.reach)
    Terminal.warn(sweep.warnings)
    let plan = try SweepPlanner.plan(sweep)
    return counted(plan.points.count, "point") + " × " + counted(plan.replications, "replication")
      + ": " + WorkText.text(of: sweep.scenario.scenario)
  }
}
