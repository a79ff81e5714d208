import ArgumentParser
import Experiments
import Reports

/// `cxlab sweep status`.
struct SweepStatus: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "status",
    abstract: "Say how far the work on a plan is.",
    usage: "cxlab sweep status --plan PLAN [--format FORMAT]")

  @OptionGroup var plan: PlanOption

  @Option(help: "What to print.")
  var format = OutputFormat.text

  func run() throws {
    do {
      let (sweep, results) = try plan.open()
      switch format {
      case .json: print(SweepConsole.status(sweep, results).compact)
      case .text: print(SweepConsole.statusText(sweep, results), terminator: "")
      }
    } catch {
      throw Failure.exitCode(for: error, outcome: nil)
    }
  }
}
