import ArgumentParser
import Studies

/// `cxlab sweep run`: plan, work and gather, here.
struct SweepRun: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "run",
    abstract: "Plan a sweep, run all of it here and gather its results.",
    usage: "cxlab sweep run FILE [OPTIONS]",
    discussion: """
      FILE is a sweep file, or the plan.jsonl of a sweep that was planned before. Interrupted, the \
      same command goes on where it was. A point that cannot be simulated is reported and does not \
      stop the others; the exit status is 65 where all failed or, with --strict, any did.
      """)

  @Argument(
    help: ArgumentHelp("The sweep file, or a plan.", valueName: "file"),
    completion: .file(extensions: ["yaml", "yml", "jsonl"]))
  var file: String

  @OptionGroup var planning: PlanningOptions
  @OptionGroup var work: WorkOptions
  @OptionGroup var results: ResultOptions

  func validate() throws {
    guard file.hasSuffix(".jsonl") else { return }
    if planning.seed != nil || planning.replications != nil {
      throw ValidationError("A plan is never changed: give --seed and --replications with a file.")
    }
    if planning.out != PlanningOptions.standardOut {
      throw ValidationError("The results of a plan lie beside it: give --out with a file.")
    }
  }

  func run() async throws {
    do {
      let sweep =
        file.hasSuffix(".jsonl")
        ? try PlannedSweep(reading: file) : try planning.plan(file, quiet: work.quiet)
      if !work.quiet, results.format == .text {
        print(sweep.headline)
        Terminal.flush()
      }
      try await work.finish(sweep, results)
    } catch {
      throw Failure.exitCode(for: error, outcome: "nothing was run")
    }
  }
}
