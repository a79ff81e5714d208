import ArgumentParser
import Documents
import Foundation
import Studies

/// The scripts of a sweep for Slurm, and the folder beside the plan in which they lie.
struct SlurmScripts {
  /// The folder, from the root: such as `/home/ada/Outputs/training/slurm-7c1f9e2a`.
  let folder: String
  private let array: SlurmArray

  /// Makes the scripts; writes nothing.
  ///
  /// - Parameters:
  ///   - known: What is done already; tells how much work there is.
  ///   - slurm: Slurm, where it is there; tells how large an array may be.
  /// - Throws: An exit status, after saying what is wrong.
  init(
    _ sweep: PlannedSweep, _ options: ArrayOptions, known: SweepResults, slurm: Slurm?
  ) throws {
    // Jobs start in other folders, and on other machines by other links.
    guard let plan = FileSystem.realPath(sweep.path),
      let program = FileSystem.realPath("/proc/self/exe") ?? Bundle.main.executablePath
    else { throw Failure.end(ExitStatus.badScenario, "\(sweep.path) cannot be found") }
    folder = FileSystem.parent(of: plan) + "/slurm-\(sweep.shortHash)"
    guard SlurmArray.isOneLine(folder) else {
      throw Failure.end(
        ExitStatus.badUsage,
        "Slurm's scripts cannot hold a path with a line feed or another control character; plan the "
          + "sweep elsewhere with --out: \(String(reflecting: folder))")
    }
    guard !folder.contains(where: { "%\\".contains($0) }) else {
      throw Failure.end(
        ExitStatus.badUsage,
        "Slurm reads % and \\ in a path as something else; plan the sweep elsewhere with --out: "
          + folder)
    }
    let most = slurm?.mostTasks() ?? 1000
    guard options.tasks ?? 1 <= most else {
      let whose =
        slurm == nil ? "without Slurm its default is taken, at most" : "this cluster takes at most"
      throw Failure.end(
        ExitStatus.badUsage,
        most > 0
          ? "--tasks \(options.tasks ?? 1): \(whose) \(most) (see MaxArraySize in scontrol show config)"
          : "this cluster takes no arrays of tasks (see MaxArraySize in scontrol show config)")
    }
    array = SlurmArray(
      name: "\(Self.word(sweep.plan.stem))-\(sweep.shortHash)", program: program, plan: plan,
      hash: sweep.shortHash,
      tasks: try options.tasks ?? sweep.suitableTasks(known: known, most: most),
      atOnce: options.atOnce, time: options.time ?? "2:00:00", partition: options.partition,
      options: options.options)
  }

  /// Both scripts, for a person to read.
  var text: String {
    """
    ### \(folder)/\(SlurmArray.workFile)
    \(array.workScript())
    ### \(folder)/\(SlurmArray.gatherFile)
    \(array.gatherScript())
    """
  }

  /// `12 tasks, at most 8 at once`.
  var size: String {
    counted(array.tasks, "task")
      + (array.atOnce.map { ", at most \($0) at once" } ?? "")
  }

  /// Writes the scripts of the jobs that are not in the queue, and hands them to Slurm.
  ///
  /// The job that gathers stays in the queue until all work has ended. Where it is missing beside work,
  /// it was refused or cancelled, and is submitted alone.
  ///
  /// - Returns: The numbers of the jobs that are new.
  /// - Throws: An exit status, after saying why Slurm refused.
  func submitMissing(in queue: SlurmQueue, to slurm: Slurm) throws -> [Int] {
    if queue.willGather { return [] }
    try write(SlurmArray.gatherFile, array.gatherScript())
    var work = queue.jobs
    if queue.isEmpty {
      try write(SlurmArray.workFile, array.workScript())
      work = [try slurm.submit(SlurmArray.workFile, in: folder)]
    }
    let numbers = work.map(String.init)
    let gather = try slurm.submit(
      SlurmArray.gatherFile, in: folder,
      ["--dependency=afterany:" + numbers.joined(separator: ":")],
      hint: "\n" + Self.named(work, are: "in the queue without it: ")
        + "the same command submits what is missing, and scancel "
        + numbers.joined(separator: " ") + " cancels what is there")
    return queue.isEmpty ? work + [gather] : [gather]
  }

  private func write(_ file: String, _ text: String) throws {
    try FileSystem.makeFolders(folder)
    try FileSystem.replace("\(folder)/\(file)", with: Array(text.utf8))
  }

  /// `job 17 is in the queue`, `jobs 17 and 18 are in the queue`.
  static func named(_ jobs: [Int], are state: String) -> String {
    named(jobs) + (jobs.count == 1 ? " is " : " are ") + state
  }

  /// `job 17`, `jobs 17 and 18`.
  static func named(_ jobs: [Int]) -> String {
    (jobs.count == 1 ? "job " : "jobs ") + jobs.map(String.init).joined(separator: " and ")
  }

  /// What the tasks said last, for somebody who wants to know why not all is done.
  var lastWords: String {
    var words: [String] = []
    for name in FileSystem.names(in: folder) where name.hasPrefix("work-") {
      let text = String(decoding: FileSystem.read("\(folder)/\(name)") ?? [], as: UTF8.self)
      // A worker that comes to its end says how many points are done.
      guard let last = text.split(separator: "\n").last, !last.hasSuffix(" are done") else {
        continue
      }
      if !words.contains(where: { $0.hasSuffix(": " + last) }) { words.append("\(name): \(last)") }
      if words.count == 4 { break }
    }
    let said = words.isEmpty ? "Tasks said nothing of it." : "What tasks said last:"
    return
      (["The jobs have ended before all was done. \(said)"] + words.map { "  " + $0 }
      + ["The same command submits what is missing.", folder]).joined(separator: "\n")
  }

  /// A name as one plain word.
  private static func word(_ name: String) -> String {
    String(name.map { $0.isASCII && ($0.isLetter || $0.isNumber) ? $0 : "-" })
  }
}
