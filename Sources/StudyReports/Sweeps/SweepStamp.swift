import Documents
import Studies

/// What was gathered last, so that nobody does it again: the same command then answers at once.
///
/// It names the state that it belongs to: the program, the plan, every file that workers had written and
/// every file of the results, each with its ``FileSignature``. Where anything is found to be otherwise
/// (a further line of a worker, an edited table, a chart that was taken away, another program) it does
/// not count. It is kept with the work and not among the results, which hold no times, and it is taken
/// away before results are touched and written when all are in place.
public struct SweepStamp: Sendable, Equatable {
  /// What goes to standard output, without the last lines.
  public var text: String
  /// Whether no point was missing.
  public var isWhole: Bool
  /// Whether the charts were drawn.
  public var isDrawn: Bool
  /// Points that failed.
  public var failed: Int

  init(text: String, isWhole: Bool, isDrawn: Bool, failed: Int) {
    (self.text, self.isWhole, self.isDrawn, self.failed) = (text, isWhole, isDrawn, failed)
  }

  /// Reads the stamp of a sweep; nil where there is none, or things are not as they were.
  public init?(of sweep: PlannedSweep, programVersion: String) {
    let work = sweep.workFiles.map { ($0, FileSignature($0)) }
    guard let bytes = FileSystem.read(Self.path(sweep)),
      let all = String(validating: bytes, as: UTF8.self)
    else { return nil }
    let state = Self.state(of: sweep, work: work, programVersion: programVersion)
    guard all.hasPrefix(state) else { return nil }
    let facts = all.dropFirst(state.count).split(
      separator: "\n", maxSplits: 4, omittingEmptySubsequences: false)
    guard facts.count == 5, let failed = Int(facts[2]),
      facts[3] == SHA256.hex(Array(facts[4].utf8))
    else { return nil }
    self.init(
      text: String(facts[4]), isWhole: facts[0] == "whole", isDrawn: facts[1] == "drawn",
      failed: failed)
  }

  /// Whether the charts are as well as a renderer can make them.
  public func satisfies(_ renderer: ChartRenderer) -> Bool { isDrawn || renderer.python == nil }

  /// Writes the stamp of a sweep whose results are in place.
  ///
  /// Where that fails, the next command gathers again.
  ///
  /// - Parameters:
  ///   - results: What was gathered.
  ///   - placed: The files that were put in place, with their numbers. Where others lie there by now,
  ///     somebody else has gathered at the same time, and there is no stamp.
  func write(
    for sweep: PlannedSweep, _ results: SweepResults, placed: [String: UInt64],
    programVersion: String
  ) {
    let work = Array(zip(results.files, results.signatures))
    let state = Self.state(of: sweep, work: work, programVersion: programVersion)
    for (file, number) in placed {
      guard FileSignature(sweep.folder + "/" + file)?.number == number else { return }
    }
    let facts = [isWhole ? "whole" : "partial", isDrawn ? "drawn" : "bare", "\(failed)"]
    let lines = facts + [SHA256.hex(Array(text.utf8)), text]
    try? FileSystem.replace(
      Self.path(sweep), with: Array((state + lines.joined(separator: "\n")).utf8))
  }

  /// Takes the stamp of a sweep away.
  static func remove(of sweep: PlannedSweep) { FileSystem.remove(path(sweep)) }

  private static func path(_ sweep: PlannedSweep) -> String { sweep.workFolder + "/gathered" }

  /// The state of a sweep as lines.
  private static func state(
    of sweep: PlannedSweep, work: [(path: String, signature: FileSignature?)],
    programVersion: String
  ) -> String {
    // The version alone would not tell two builds of it apart.
    let program = FileSignature("/proc/self/exe")?.description ?? ""
    var lines = [
      "cxlab sweep stamp 1", "program \(programVersion) \(program)", "plan \(sweep.hash)",
    ]
    lines += work.map { path, signature in
      "work \(path.dropFirst(sweep.workFolder.count + 1)) \(signature?.description ?? "")"
    }
    for name in SweepFolder.names {
      let path = sweep.folder + "/" + name
      let files =
        FileSystem.kind(path) == .folder
        ? FileSystem.names(in: path).map { name + "/" + $0 } : [name]
      lines += files.compactMap { file in
        FileSignature(sweep.folder + "/" + file).map { "result \(file) \($0)" }
      }
    }
    return lines.map { $0 + "\n" }.joined()
  }
}
