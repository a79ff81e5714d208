import ArgumentParser
import Documents
import Experiments
import Foundation
import Studies
import Synchronization

/// Watches the jobs of a sweep until none is left; Ctrl-C ends the watching, and not the jobs.
final class SlurmWatch: Sendable {
  private let slurm: Slurm
  private let sweep: PlannedSweep
  private let folder: String
  private let bar: ProgressBar
  /// The jobs that are left, as far as is known.
  private let jobs = Mutex<[Int]>([])

  /// Prepares to watch.
  ///
  /// - Parameter folder: The folder of the sweep's scripts.
  init(_ slurm: Slurm, sweep: PlannedSweep, folder: String, isQuiet: Bool) {
    (self.slurm, self.sweep, self.folder) = (slurm, sweep, folder)
    bar = ProgressBar(isQuiet: isQuiet)
  }

  /// How long Slurm may be silent: its controller is started anew at times.
  private static let patience = Duration.seconds(600)

  /// How long jobs may be missing from the queue after they were submitted: its listing lags at times.
  private static let grace = Duration.seconds(10)

  /// Waits until no job is left.
  ///
  /// Jobs that are new may not be listed yet. So a queue without them is believed when they were seen
  /// in it before, when all is done, or after some seconds.
  ///
  /// - Parameters:
  ///   - first: The queue as it was before anything was submitted; empty where all jobs are new.
  ///   - numbers: The jobs, those included that are new.
  /// - Throws: An exit status where Slurm does not answer any more.
  func waitForEnd(_ first: SlurmQueue, jobs numbers: [Int]) async throws {
    jobs.withLock { $0 = numbers }
    Interrupt.exitsCleanly { [bar] in
      bar.stop()
    } message: { [self] in
      let left = jobs.withLock { $0 }
      return left.isEmpty ? "interrupted; nothing half done was written" : farewell(left)
    }
    bar.begin()
    let began = ContinuousClock.now
    var heard = began
    var queue = first
    let doneBefore = try sweep.results().finished
    while true {
      let asked = ContinuousClock.now
      let answer = slurm.queue(of: folder)
      if let answer {
        if answer.isEmpty, !queue.isEmpty || asked - began >= Self.grace { break }
        (queue, heard) = (answer, .now)
        if !answer.isEmpty { jobs.withLock { $0 = answer.jobs } }
      } else if .now - heard > Self.patience {
        bar.end()
        throw Failure.end(
          ExitStatus.unavailable,
          "Slurm has not answered for ten minutes; " + farewell(jobs.withLock { $0 }))
      }
      let looked = ContinuousClock.now
      let results = try sweep.results()
      if let answer, answer.isEmpty, results.missing == 0 { break }
      bar.show(
        SweepWorker.Progress(
          done: results.finished, failed: results.failed, total: sweep.plan.points.count,
          runs: results.finished - doneBefore, runsInAll: sweep.plan.points.count - doneBefore),
        notes: [queue.summary])
      let now = ContinuousClock.now
      try await Task.sleep(for: SlurmQueue.pause(watched: now - began, looking: now - looked))
    }
    jobs.withLock { $0 = [] }
    bar.end()
  }

  /// What to tell whoever stops watching.
  private func farewell(_ jobs: [Int]) -> String {
    let numbers = jobs.map(String.init).joined(separator: " ")
    return """
      the jobs go on without being watched.
        watch again   cxlab sweep submit --plan \(ShellWord.quoted(sweep.path))
        how far it is cxlab sweep status --plan \(ShellWord.quoted(sweep.path))
        cancel        scancel \(numbers)
      """
  }
}

extension SlurmQueue {
  /// `3 tasks at work, 5 waiting (Resources)`.
  var summary: String {
    if isEmpty { return "submitted" }
    guard running + waiting > 0 else { return "gathering" }
    let why = reason.map { " (\($0))" } ?? ""
    return counted(running, "task") + " at work"
      + (waiting > 0 ? ", \(waiting) waiting\(why)" : "")
  }
}

extension SweepResults {
  /// Points that need no more work: measured or failed.
  var finished: Int { done + failed }
}
