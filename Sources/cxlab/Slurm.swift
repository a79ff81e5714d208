import ArgumentParser
import Dispatch
import Documents
import Foundation
import Studies
import Synchronization

/// Slurm's own commands, as a user types them.
struct Slurm {
  private let path: [String]

  /// Finds Slurm on the path; nil where it is not installed.
  static func find() -> Slurm? {
    let folders = (FileSystem.environment("PATH") ?? "").split(separator: ":").map(String.init)
    let slurm = Slurm(path: folders)
    return slurm.program("sbatch") == nil ? nil : slurm
  }

  /// How a command ended.
  struct Answer {
    var status: Int32
    var out: String
    /// What it complained of, on one line.
    var complaint: String
  }

  /// Runs a command and waits for its end.
  ///
  /// - Parameters:
  ///   - words: The command, such as `["squeue", "--noheader"]`.
  ///   - folder: The current folder; nil to stay.
  func run(_ words: [String], in folder: String? = nil) -> Answer {
    guard let name = words.first, let program = program(name) else {
      return Answer(status: 127, out: "", complaint: "\(words.first ?? "") was not found")
    }
    let process = Process()
    process.executableURL = URL(fileURLWithPath: program)
    process.arguments = Array(words.dropFirst())
    if let folder { process.currentDirectoryURL = URL(fileURLWithPath: folder) }
    // A user's own defaults for listings would hide what is looked for.
    process.environment = ProcessInfo.processInfo.environment.filter {
      !$0.key.hasPrefix("SQUEUE_")
    }
    process.standardInput = FileHandle.nullDevice
    let (out, err) = (Pipe(), Pipe())
    process.standardOutput = out
    process.standardError = err
    do {
      try process.run()
    } catch {
      return Answer(status: 127, out: "", complaint: "\(program) cannot be run")
    }
    // Both are read at the same time: a command stands still while a pipe that nobody reads is full.
    let complaints = Mutex(Data())
    let reading = DispatchGroup()
    let errors = err.fileHandleForReading
    DispatchQueue.global().async(group: reading) {
      let data = errors.readDataToEndOfFile()
      complaints.withLock { $0 = data }
    }
    let listing = String(decoding: out.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
    reading.wait()
    process.waitUntilExit()
    let complaint = String(decoding: complaints.withLock { $0 }, as: UTF8.self)
    return Answer(
      status: process.terminationStatus, out: listing, complaint: Self.oneLine(complaint))
  }

  private static func oneLine(_ text: String) -> String {
    text.split(separator: "\n").joined(separator: "; ")
  }

  /// Submits a script that lies in a folder, from there.
  ///
  /// - Parameter hint: What to say after the reason where it fails.
  /// - Returns: The number of the job.
  /// - Throws: An exit status, after saying why Slurm refused.
  func submit(
    _ file: String, in folder: String, _ options: [String] = [], hint: String = ""
  ) throws -> Int {
    let answer = run(["sbatch", "--parsable"] + options + ["\(folder)/\(file)"], in: folder)
    guard answer.status == 0 else {
      let reason = answer.complaint.isEmpty ? "status \(answer.status)" : answer.complaint
      throw Failure.end(ExitStatus.unavailable, "Slurm refused \(file): \(reason)\(hint)")
    }
    // With several clusters the name of one follows the number.
    guard let job = Int(answer.out.prefix { $0.isNumber }) else {
      let words = answer.out.isEmpty ? "it printed nothing" : Self.oneLine(answer.out)
      throw Failure.end(
        ExitStatus.unavailable,
        "sbatch gave no number of a job for \(file): \(words.prefix(80))\(hint)")
    }
    return job
  }

  /// The jobs of the scripts in a folder; nil where Slurm does not answer.
  func queue(of folder: String) -> SlurmQueue? {
    let answer = run([
      "squeue", "--noheader", "--array", "--user=\(getuid())", "--format=\(SlurmQueue.format)",
    ])
    return answer.status == 0 ? SlurmQueue(answer.out, folder: folder) : nil
  }

  /// The most tasks that an array may have on this cluster.
  func mostTasks() -> Int {
    SlurmArray.mostTasks(config: run(["scontrol", "show", "config"]).out)
  }

  private func program(_ name: String) -> String? {
    path.map { "\($0)/\(name)" }.first(where: FileSystem.canExecute)
  }
}
