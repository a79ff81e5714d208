import ArgumentParser
import Experiments
import Foundation
import Reports
import Synchronization

/// Watches the jobs of a sweep until none is left; Ctrl-C ends the watching, and not the jobs.
final class SlurmWatch: Sendable {
  private let slurm: Slurm
  private let sweep: PlannedSweep
  private let folder: String
  private let bar: ProgressBar
  /// The jobs that were there when it was looked last.
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

  /// Waits until no job is left.
  ///
  /// - Parameter first: The queue as it was seen first.
  /// - Throws: An exit status where Slurm does not answer any more.
  func waitForEnd(_ first: SlurmQueue) async throws {
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
    while !queue.isEmpty {
      jobs.withLock { [queue] in $0 = queue.jobs }
      let looked = ContinuousClock.now
      let results = try sweep.results()
      bar.show(
        SweepWorker.Progress(
          done: results.finished, failed: results.failed, total: sweep.plan.points.count,
          runs: results.finished - doneBefore, runsInAll: sweep.plan.points.count - doneBefore),
        notes: [queue.summary])
      let now = ContinuousClock.now
      try await Task.sleep(for: SlurmQueue.pause(watched: now - began, looking: now - looked))
      if let next = slurm.queue(of: folder) {
        (queue, heard) = (next, .now)
      } else if .now - heard > Self.patience {
        bar.end()
        throw Failure.end(
          ExitStatus.unavailable, "Slurm has not answered for ten minutes; " + farewell(queue.jobs))
      }
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
