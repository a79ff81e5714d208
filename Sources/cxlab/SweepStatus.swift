import ArgumentParser
import Documents
import StudyReports

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
      let stamp = SweepStamp(of: sweep, programVersion: CXLab.version)
      let isGathered = stamp?.isWhole == true
      switch format {
      case .json: print(SweepConsole.status(sweep, results, isGathered: isGathered).compact)
      case .text:
        print(SweepConsole.statusText(sweep, results, isGathered: isGathered), terminator: "")
      }
    } catch {
      throw Failure.exitCode(for: error, outcome: nil)
    }
  }
}
