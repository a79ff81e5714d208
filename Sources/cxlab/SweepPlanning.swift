import ArgumentParser
import Experiments

/// `cxlab sweep plan`.
struct SweepPlanning: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "plan",
    abstract: "Write the plan of a sweep: what will be run, point by point.",
    usage: "cxlab sweep plan FILE [OPTIONS]",
    discussion: """
      The plan holds the texts of the sweep, the scenario and all they refer to, so that a worker \
      needs the plan and the program and nothing else. It is never changed afterwards: its hash \
      says to which plan a result belongs.
      """)

  @Argument(
    help: ArgumentHelp("The sweep file.", valueName: "file"),
    completion: .file(extensions: ["yaml", "yml"]))
  var file: String

  @OptionGroup var planning: PlanningOptions

  func run() throws {
    do {
      let sweep = try planning.plan(file)
      print("\(sweep.headline)\n\(sweep.path)")
    } catch {
      throw Failure.exitCode(for: error, outcome: "nothing was planned")
    }
  }
}
