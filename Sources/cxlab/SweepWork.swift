import ArgumentParser
import Documents
import Experiments
import Studies
import Synchronization

/// `cxlab sweep work`: a worker of a share of a plan.
struct SweepWork: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "work",
    abstract: "Work on a plan, or on a share of it.",
    usage: "cxlab sweep work --plan PLAN [--shard I/N] [OPTIONS]",
    discussion: """
      It appends to a file of its own in the folder work-HASH beside the plan, a line a finished \
      point, and leaves out what any worker has done before. It may be killed at any moment and \
      started again, and two workers on one share do no harm.
      """)

  @OptionGroup var plan: PlanOption

  @Option(
    help: ArgumentHelp("The share: the I-th of N, such as 2/8 (default: all).", valueName: "i/n"))
  var shard: String?

  @OptionGroup var work: WorkOptions

  func validate() throws {
    if let shard, Shard(shard) == nil {
      throw ValidationError("--shard is I/N, such as 2/8, with I from 1 to N; found '\(shard)'.")
    }
  }

  func run() async throws {
    do {
      let (sweep, known) = try plan.open()
      let share = shard.flatMap(Shard.init) ?? .whole
      let end = try await work.work(on: sweep, shard: share, known: known)
      let failed = end.failed > 0 ? ", \(end.failed) of them failed" : ""
      print("\(end.done) of \(end.total) points of the share \(shard ?? "1/1") are done\(failed)")
    } catch {
      throw Failure.exitCode(for: error, outcome: "nothing was run")
    }
  }
}

/// The flags of those who work.
struct WorkOptions: ParsableArguments {
  @OptionGroup var jobs: JobsOption
  @OptionGroup var limits: LimitOptions

  @Flag(name: .customLong("retry-failed"), help: "Try points that failed again.")
  var retryFailed = false

  @Flag(help: "Print nothing but errors and results.")
  var quiet = false

  /// Does what is missing of a share.
  ///
  /// - Returns: How far it came.
  func work(
    on sweep: PlannedSweep, shard: Shard, known: SweepResults
  ) async throws -> SweepWorker.Progress {
    if !quiet { known.warnOfDamage() }
    let bar = ProgressBar(isQuiet: quiet)
    let last = Mutex<SweepWorker.Progress?>(nil)
    Interrupt.exitsCleanly {
      bar.stop()
    } message: {
      let kept = last.withLock { $0?.done ?? 0 }
      return "stopped; \(counted(kept, "point")) \(kept == 1 ? "is" : "are") kept. "
        + "The same command goes on from here."
    }
    bar.begin()
    let worker = SweepWorker(
      sweep, shard: shard, retriesFailures: retryFailed, jobs: jobs.count)
    let end = try await worker.run(known: known) { progress in
      last.withLock { $0 = progress }
      bar.show(progress)
    }
    bar.end()
    return end
  }

  /// Does all that is missing of a sweep, and gathers.
  func finish(_ sweep: PlannedSweep, _ output: ResultOptions) async throws {
    if try output.printGathered(of: sweep, retriesFailures: retryFailed) { return }
    let known = try sweep.results()
    let end = try await work(on: sweep, shard: .whole, known: known)
    try output.write(sweep, end.runsInAll == 0 ? known : sweep.results())
  }
}

extension SweepResults {
  /// Tells of lines that were torn or corrupted.
  func warnOfDamage() {
    guard let first = damaged.first else { return }
    let more = damaged.count > 1 ? " and \(damaged.count - 1) more" : ""
    Terminal.complain(
      "warning: \(first.file):\(first.line)\(more) cannot be read; what it held is done again")
  }
}
