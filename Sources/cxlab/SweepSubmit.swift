import ArgumentParser
import Foundation
import Studies

/// `cxlab sweep submit`: a plan, worked on by a cluster.
struct SweepSubmit: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "submit",
    abstract: "Work on a plan on a Slurm cluster, watch it and gather its results.",
    usage: "cxlab sweep submit --plan PLAN [OPTIONS]",
    discussion: """
      It submits an array of tasks, each a worker with a share of the plan, and a job that gathers when \
      they have ended. A task that is lost with its node is queued again by Slurm and goes on from what \
      was done. Ctrl-C stops the watching and not the jobs; the same command watches them again or, where \
      they have ended before all was done, submits what is missing. The scripts and what the tasks say \
      lie beside the plan in the folder slurm-HASH.

      The plan, the program and the libraries that it needs have to be at the same place on all nodes. \
      The exit status is 69 where Slurm is not there or refuses.
      """)

  enum Engine: String, ExpressibleByArgument, CaseIterable {
    case slurm, local
  }

  @OptionGroup var plan: PlanOption

  @Option(help: "Where to work: on a Slurm cluster, or here.")
  var engine = Engine.slurm

  @OptionGroup var array: ArrayOptions

  @Flag(name: .customLong("dry-run"), help: "Print the scripts; submit nothing, write nothing.")
  var dryRun = false

  @Flag(name: .customLong("no-wait"), help: "Submit and do not watch; a job gathers all the same.")
  var noWait = false

  @OptionGroup var results: ResultOptions

  @Flag(help: "Print nothing but errors and results.")
  var quiet = false

  func validate() throws {
    if engine == .local, dryRun || noWait || array.isGiven {
      throw ValidationError("With --engine local there are no tasks, scripts or waiting lines.")
    }
    if dryRun, results.format != .text {
      throw ValidationError("With --dry-run the scripts are printed; leave --format out.")
    }
  }

  func run() async throws {
    do {
      switch engine {
      case .local: try await workHere()
      case .slurm: try await submit()
      }
    } catch {
      throw Failure.exitCode(for: error, outcome: "nothing was run")
    }
  }

  private func workHere() async throws {
    let sweep = try plan.read()
    printHeadline(of: sweep)
    try await WorkOptions.parse(quiet ? ["--quiet"] : []).finish(sweep, results)
  }

  private func submit() async throws {
    let (sweep, known) = try plan.open()
    if known.missing == 0, !dryRun {
      // There is nothing for a cluster to do.
      printHeadline(of: sweep)
      Interrupt.exitsCleanly {}
      return try results.write(sweep, known)
    }
    let found = Slurm.find()
    if dryRun {
      let scripts = try SlurmScripts(sweep, array, known: known, slurm: found)
      return print(scripts.text, terminator: "")
    }
    guard let slurm = found else {
      throw Failure.end(
        ExitStatus.unavailable,
        "sbatch was not found: Slurm is not installed here or not on the path; --engine local works "
          + "here, and Scenarios/sweeps/elsewhere has the same for GNU parallel and Kubernetes")
    }
    let scripts = try SlurmScripts(sweep, array, known: known, slurm: slurm)
    guard let queue = slurm.queue(of: scripts.folder) else {
      throw Failure.end(ExitStatus.unavailable, "Slurm does not answer: try squeue")
    }
    // What sbatch said holds, even where the queue does not list the jobs yet.
    let submitted = try scripts.submitMissing(in: queue, to: slurm)
    let jobs = Set(queue.jobs + submitted).sorted()
    tell(of: jobs, found: queue.jobs, submitted: submitted, scripts: scripts)
    if noWait { return }
    printHeadline(of: sweep)
    let watch = SlurmWatch(slurm, sweep: sweep, folder: scripts.folder, isQuiet: quiet)
    try await watch.waitForEnd(queue, jobs: jobs)
    let gathered = try sweep.results()
    if !quiet { gathered.warnOfDamage() }
    if gathered.missing > 0 { Terminal.complain(scripts.lastWords) }
    try results.write(sweep, gathered)
  }

  private func printHeadline(of sweep: PlannedSweep) {
    guard !quiet, results.format == .text else { return }
    print(sweep.headline)
    Terminal.flush()
  }

  /// Says which jobs there are: to scripts on standard output, else beside the results.
  ///
  /// - Parameters:
  ///   - jobs: All of them.
  ///   - found: Those that were in the queue already.
  ///   - submitted: Those that are new.
  private func tell(of jobs: [Int], found: [Int], submitted: [Int], scripts: SlurmScripts) {
    if noWait, results.format == .json {
      return print("{\"jobs\": [\(jobs.map(String.init).joined(separator: ", "))]}")
    }
    if quiet { return }
    let there = SlurmScripts.named(found, are: "in the queue already; ")
    let new = SlurmScripts.named(submitted)
    let what =
      if found.isEmpty {
        "submitted: \(scripts.size), then a job that gathers (\(new))"
      } else if submitted.isEmpty {
        there + "nothing was submitted"
      } else {
        there + "the job that gathers was missing and is submitted (\(new))"
      }
    Terminal.complain(what + "\n" + scripts.folder)
  }
}

/// The flags of an array of tasks.
struct ArrayOptions: ParsableArguments {
  @Option(
    parsing: .unconditional,
    help: ArgumentHelp(
      "Tasks to make of the work (default: so many that each takes some minutes).",
      valueName: "n"))
  var tasks: Int?

  @Option(
    name: .customLong("at-once"), parsing: .unconditional,
    help: ArgumentHelp("The most tasks that run at the same time.", valueName: "m"))
  var atOnce: Int?

  @Option(
    help: ArgumentHelp(
      "The time that a task may take, as Slurm writes it (default: 2:00:00).", valueName: "time"))
  var time: String?

  @Option(help: ArgumentHelp("The partition to run in.", valueName: "name"))
  var partition: String?

  @Option(
    name: .customLong("option"), parsing: .unconditionalSingleValue,
    help: ArgumentHelp(
      "An option of sbatch for all jobs, such as --option --account=marketing. May be repeated.",
      valueName: "option"))
  var options: [String] = []

  func validate() throws {
    if let tasks, !(1...1_000_000).contains(tasks) {
      throw ValidationError("--tasks is a whole number from 1 to 1000000.")
    }
    if let atOnce, !(1...1_000_000).contains(atOnce) {
      throw ValidationError("--at-once is a whole number from 1 to 1000000.")
    }
    for (flag, word) in [("--time", time), ("--partition", partition)] {
      if let word, !SlurmArray.isOneLine(word) || word.contains(" ") {
        throw ValidationError("\(flag) is one word; found '\(word)'.")
      }
    }
    for option in options where !option.hasPrefix("-") || !SlurmArray.isOneLine(option) {
      throw ValidationError(
        "--option is an option of sbatch, such as --option --mem=2G; found '\(option)'.")
    }
  }

  /// Whether any was given.
  var isGiven: Bool {
    tasks != nil || atOnce != nil || time != nil || partition != nil || !options.isEmpty
  }
}
