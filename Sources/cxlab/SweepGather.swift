import ArgumentParser
import Experiments
import Reports

/// `cxlab sweep gather`.
struct SweepGather: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "gather",
    abstract: "Put together what workers wrote: tables, a database, charts and a report.",
    usage: "cxlab sweep gather --plan PLAN [OPTIONS]",
    discussion: """
      While points are missing it says which, writes nothing and exits with status 65, unless \
      --partial is given. Points that failed are listed in the results; the exit status is 65 where \
      all failed or, with --strict, any did.
      """)

  @OptionGroup var plan: PlanOption
  @OptionGroup var results: ResultOptions

  @Flag(help: "Write results although points are missing.")
  var partial = false

  @Flag(help: "Print nothing but errors and results.")
  var quiet = false

  func run() throws {
    do {
      let (sweep, found) = try plan.open()
      if !quiet { found.warnOfDamage() }
      try results.write(sweep, found, isPartial: partial)
    } catch {
      throw Failure.exitCode(for: error, outcome: nil)
    }
  }
}

/// The flags of those who write results.
struct ResultOptions: ParsableArguments {
  @Option(help: "What to print.")
  var format = OutputFormat.text

  @Flag(help: "Exit with status 65 where any point failed.")
  var strict = false

  /// Writes the results and prints the table.
  ///
  /// - Parameter keepsCurrent: Whether results that are there already are left as they are.
  func write(
    _ sweep: PlannedSweep, _ results: SweepResults, isPartial: Bool, keepsCurrent: Bool = false
  ) throws {
    guard isPartial || results.missing == 0 else {
      throw Failure.end(ExitStatus.badScenario, SweepConsole.missing(sweep, results))
    }
    guard results.done > 0 else {
      throw Failure.end(ExitStatus.badScenario, SweepConsole.nothing(sweep, results))
    }
    let report = try SweepReport.write(
      sweep, results, programVersion: CXLab.version, renderer: ChartRenderer.find(),
      keepsCurrent: keepsCurrent)
    switch format {
    case .json: print(report.json, terminator: "")
    case .text: print(report.text, terminator: "")
    }
    Terminal.flush()
    if strict, results.failed > 0 { throw ExitCode(ExitStatus.badScenario) }
  }
}
