import ArgumentParser
import Documents
import Studies
import StudyReports

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
      let sweep = try plan.read()
      if try results.printGathered(of: sweep) { return }
      let found = try sweep.results()
      if !quiet { found.warnOfDamage() }
      Interrupt.exitsCleanly {}
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

  /// Prints what was gathered before, where nothing has changed since then.
  ///
  /// - Parameter retriesFailures: Whether points that failed are to be tried again.
  /// - Returns: Whether that was all there is to do.
  func printGathered(of sweep: PlannedSweep, retriesFailures: Bool = false) throws -> Bool {
    guard format == .text,
      let stamp = SweepStamp(of: sweep, programVersion: CXLab.version),
      stamp.isWhole, stamp.satisfies(ChartRenderer.find()),
      stamp.failed == 0 || !retriesFailures
    else { return false }
    print(SweepReport.text(of: stamp, sweep), terminator: "")
    try end(failed: stamp.failed)
    return true
  }

  /// Writes the results and prints the table.
  func write(_ sweep: PlannedSweep, _ results: SweepResults, isPartial: Bool = false) throws {
    guard isPartial || results.missing == 0 else {
      throw Failure.end(ExitStatus.badScenario, SweepConsole.missing(sweep, results))
    }
    guard results.done > 0 else {
      throw Failure.end(ExitStatus.badScenario, SweepConsole.nothing(sweep, results))
    }
    let report = try SweepReport.write(
      sweep, results, programVersion: CXLab.version, renderer: ChartRenderer.find())
    switch format {
    case .json: print(report.json, terminator: "")
    case .text: print(report.text, terminator: "")
    }
    try end(failed: results.failed)
  }

  private func end(failed: Int) throws {
    Terminal.flush()
    if strict, failed > 0 { throw ExitCode(ExitStatus.badScenario) }
  }
}
