/// A plan in its file, with the folder beside it in which work is kept.
public struct PlannedSweep: Sendable {
  /// The plan.
  public let plan: SweepPlan
  /// The plan's file.
  public let path: String
  /// The SHA-256 of the file: whatever was worked out belongs to exactly this plan.
  public let hash: String

  /// The first digits of ``hash``, which tell plans apart for people.
  public var shortHash: String { String(hash.prefix(8)) }

  /// The folder of the plan and its results.
  public var folder: String { FileSystem.parent(of: path) }

  /// The folder of the work done for the plan, such as `Outputs/training/work-7c1f9e2a`.
  public var workFolder: String {
    let name = "work-\(shortHash)"
    return folder == "." ? name : (folder == "/" ? "/" : folder + "/") + name
  }

  /// Reads a plan.
  ///
  /// - Throws: ``SweepError`` where there is none, it was changed, or it is for another model.
  public init(reading path: String) throws(SweepError) {
    guard let bytes = FileSystem.read(path), FileSystem.kind(path) == .file else {
      throw SweepError(
        "there is no plan \(path); cxlab sweep plan makes one, or name the plan.jsonl of a sweep")
    }
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
    if FileSystem.read(path) == bytes { return }
    try FileSystem.makeFolders(folder)
    try FileSystem.replace(path, with: bytes)
  }
}
