import ArgumentParser
import CustomerExperience
import Documents
import Foundation
import ScenarioFiles
import Studies
import StudyReports

/// Sweeps over the settings of a scenario.
struct Sweep: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "sweep",
    abstract: "Sweep over hundreds of settings of a scenario, here or on many machines.",
    usage: "cxlab sweep run FILE [OPTIONS]",
    discussion: """
      A sweep file names a scenario, what a manager sets (levers), what the world does \
      (uncertainties) and what is asked of each setting (outcomes):

        scenario: broadband.yaml
        levers:
          teams.first-line.staff: [4, 5, 6]
        outcomes: [retention_12m, profit]

      'cxlab explain --sweep' lists every key. 'sweep run' does all of it here. On many machines: \
      'sweep plan' writes a plan that needs nothing beside it, each machine runs 'sweep work' on a \
      share of it, and 'sweep gather' puts together what they wrote; on a Slurm cluster 'sweep submit' \
      sees to that. Whatever is stopped goes on where it was when the same command is given again, and \
      the results are the same bytes.
      """,
    subcommands: [
      SweepRun.self, SweepPlanning.self, SweepWork.self, SweepGather.self, SweepStatus.self,
      SweepSubmit.self,
    ])
}

/// The flags that name a plan.
struct PlanOption: ParsableArguments {
  @Option(
    help: ArgumentHelp("The plan, such as Outputs/training/plan.jsonl.", valueName: "plan"),
    completion: .file(extensions: ["jsonl"]))
  var plan: String

  @Option(
    help: ArgumentHelp(
      "The first digits of the hash that the plan must have, so that no other one is taken that was put in "
        + "its place.", valueName: "hash"))
  var hash: String?

  /// The plan.
  func read() throws -> PlannedSweep {
    let sweep = try PlannedSweep(reading: plan)
    if let hash, hash.isEmpty || !sweep.hash.hasPrefix(hash.lowercased()) {
      throw Failure.end(
        ExitStatus.badScenario,
        "\(plan) is the plan \(sweep.shortHash) by now, not \(hash); nothing was done")
    }
    return sweep
  }

  /// The plan with what has been worked out of it.
  func open() throws -> (sweep: PlannedSweep, results: SweepResults) {
    let sweep = try read()
    return (sweep, try sweep.results())
  }
}

/// The flag for jobs.
struct JobsOption: ParsableArguments {
  @Option(
    parsing: .unconditional,
    help: ArgumentHelp(
      "Replications to run at the same time (default: one a processor core).", valueName: "n"))
  var jobs: Int?

  func validate() throws {
    if let jobs, !(1...1024).contains(jobs) {
      throw ValidationError("--jobs is a whole number from 1 to 1024.")
    }
  }

  /// How many run at the same time.
  var count: Int { jobs ?? ProcessInfo.processInfo.activeProcessorCount }
}

/// The flags of planning.
struct PlanningOptions: ParsableArguments {
  /// Where sweeps go when nobody says where.
  static let standardOut = "Outputs"

  @Option(
    help: ArgumentHelp(
      "The folder that sweeps go to, each in a folder of its own.", valueName: "folder"),
    completion: .directory)
  var out = PlanningOptions.standardOut

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp("Replications a point, instead of the file's.", valueName: "n"))
  var replications: Int?

  @Option(
    parsing: .unconditional, help: ArgumentHelp("The seed, instead of the file's.", valueName: "n"))
  var seed: UInt64?

  @OptionGroup var named: ReachOptions

  func validate() throws {
    if out.isEmpty { throw ValidationError("--out names a folder; '.' is the current one.") }
    if let replications, !(1...SweepPlan.mostReplications).contains(replications) {
      throw ValidationError(
        "--replications is a whole number from 1 to \(SweepPlan.mostReplications).")
    }
  }

  /// Plans a sweep and writes the plan.
  func plan(_ file: String, quiet: Bool) throws -> PlannedSweep {
    let sweep = try SweepLoader.load(file, reach: named.reach)
    if !quiet { Terminal.warn(sweep.warnings) }
    let plan = try SweepPlanner.plan(sweep, seed: seed, replications: replications)
    let folder = try SweepFolder.path(of: plan.stem, in: out)
    let planned = try PlannedSweep(writing: plan, to: folder)
    if !quiet, let left = planned.leftWorkFolder {
      Terminal.complain(
        "warning: another plan of this sweep is replaced; what was worked out for it stays in \(left)"
      )
    }
    return planned
  }
}

extension PlannedSweep {
  /// `288 points × 20 replications, plan 7c1f9e2a`.
  var headline: String {
    counted(plan.points.count, "point") + " × " + counted(plan.replications, "replication")
      + ", plan \(shortHash)"
  }
}
