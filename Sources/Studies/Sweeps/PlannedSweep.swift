import Documents

/// A plan in its file, with the folder beside it in which work is kept.
public struct PlannedSweep: Sendable {
  /// The plan.
  public let plan: SweepPlan
  /// The plan's file.
  public let path: String
  /// The SHA-256 of the file: whatever was worked out belongs to exactly this plan.
  public let hash: String

  /// The folder of work done for another plan that this one was written over; nil where there is none.
  public private(set) var leftWorkFolder: String?

  /// The first digits of ``hash``, which tell plans apart for people.
  public var shortHash: String { String(hash.prefix(8)) }

  /// The folder of the plan and its results.
  public var folder: String { FileSystem.parent(of: path) }

  /// The folder of the work done for the plan, such as `Outputs/training/work-7c1f9e2a`.
  public var workFolder: String { workFolder(of: hash) }

  private func workFolder(of hash: String) -> String {
    let name = "work-\(hash.prefix(8))"
    return folder == "." ? name : (folder == "/" ? "/" : folder + "/") + name
  }

  /// Reads a plan.
  ///
  /// A plan that is named by a link lies, with its work and its results, where the link leads.
  ///
  /// - Throws: ``SweepError`` where there is none, it was changed, or it is for another model.
  public init(reading path: String) throws(SweepError) {
    let path = FileSystem.isLink(path) ? FileSystem.realPath(path) ?? path : path
    let hint = "; cxlab sweep plan makes one, or name the plan.jsonl of a sweep"
    guard FileSystem.kind(path) != .missing else {
      throw SweepError("there is no plan \(path)" + hint)
    }
    guard FileSystem.isPlain(path) else { throw SweepError("\(path) is no file" + hint) }
    guard let bytes = FileSystem.read(path) else { throw SweepError("\(path) cannot be read") }
    (plan, hash) = try SweepPlan.read(bytes, path: path)
    self.path = path
  }

  /// Writes a plan, whole or not at all; what is there already stays where it is the same.
  ///
  /// - Parameter folder: The folder of the sweep, which is made where there is none.
  public init(writing plan: SweepPlan, to folder: String) throws(OutputError) {
    self.plan = plan
    path = folder == "." ? "plan.jsonl" : folder + "/plan.jsonl"
    let bytes: [UInt8]
    (bytes, hash) = plan.encoded()
    let old = FileSystem.read(path)
    if old == bytes { return }
    try FileSystem.makeFolders(folder)
    try FileSystem.replace(path, with: bytes)
    guard let old, let left = try? SweepPlan.read(old, path: path).hash else { return }
    let work = workFolder(of: left)
    if !FileSystem.names(in: work).isEmpty { leftWorkFolder = work }
  }
}
