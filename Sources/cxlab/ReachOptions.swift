import ArgumentParser
import ScenarioFiles

/// Which files a scenario may name.
struct ReachOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "Let the files name others below this folder too ('extends', data, the scenario of a sweep); without it only "
        + "in their own folder, the current one and below.",
      valueName: "folder"),
    completion: .directory)
  var root: String?

  /// The reach that follows.
  var reach: Reach { root.map(Reach.below) ?? .usual }

  func validate() throws {
    if root == "" { throw ValidationError("--root names a folder; '/' is all there is.") }
  }
}
