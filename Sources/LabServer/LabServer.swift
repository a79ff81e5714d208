import CustomerExperience
import Documents
import ScenarioFiles

/// What a lab is started with.
public struct LabOptions: Sendable {
  /// The scenario files.
  public var files: [String]
  /// The port; 0 for any that is free.
  public var port: Int
  /// The folder that snapshots and drafts are kept in.
  public var state: String
  /// Pairs of worlds that a what-if compares.
  public var pairs: Int
  /// The seed of the first pair.
  public var seed: UInt64
  /// Simulations that run at the same time.
  public var jobs: Int
  /// The program's version, as the page tells it.
  public var version: String
  /// Whether a class is held: others in the network may join with a code.
  public var isClass: Bool

  /// States options.
  public init(
    files: [String], port: Int, state: String, pairs: Int, seed: UInt64, jobs: Int,
    version: String, isClass: Bool = false
  ) {
    (self.files, self.port, self.state) = (files, port, state)
    (self.pairs, self.seed, self.jobs, self.version) = (pairs, seed, jobs, version)
    self.isClass = isClass
  }
}

/// A lab that cannot be started.
public struct LabServerError: Error, Equatable, CustomStringConvertible {
  /// What went wrong and what to do about it.
  public var description: String

  init(_ description: String) { self.description = description }
}

/// The lab in the browser.
public enum LabServer {
  /// The part of the memory of the process that worlds are kept in.
  private static let keptShare = 4

  /// Serves the lab until the task is cancelled: to this machine, or to its network where a class is held.
  ///
  /// - Parameter isReady: Called with the address on this machine once the lab answers, and with how the class is
  ///   joined, where one is held.
  /// - Throws: ``LabServerError`` where the port cannot be had; `ScenarioError` for a file that cannot be used;
  ///   `OutputError` where snapshots cannot be kept.
  public static func run(
    _ options: LabOptions, isReady: @Sendable (String, ClassInvitation?) -> Void
  ) async throws {
    // Both are known before anybody waits for files to be read.
    let listener = try LabHTTPListener(port: options.port, isForRoom: options.isClass)
    defer { listener.close() }
    let store = try SnapshotStore(folder: options.state)
    let drafts = try DraftStore(folder: options.state)
    let laboratory = try Laboratory(
      files: options.files, seed: options.seed, pairs: options.pairs, jobs: options.jobs,
      keptBytes: WorkLimits.current.bytes / keptShare, drafts: drafts, version: options.version)
    let classroom = options.isClass ? try ClassRoom(folder: options.state) : nil
    // Nobody could read those of an earlier class any more.
    if classroom?.isNew == true { try store.deleteAllOfPupils() }
    let limits = options.isClass ? LabHTTPLimits.ofClass : LabHTTPLimits()
    let site = LabHTTPSite(
      source: laboratory, store: store, page: .carried, port: listener.port, limits: limits,
      classroom: classroom)
    let runner = classroom.map { ClassRunner($0, source: laboratory) }
    let running = Task { await runner?.run() }
    defer { running.cancel() }
    try await LabHTTPServer(site, limits: limits).run(listener) {
      isReady(
        "http://127.0.0.1:\(listener.port)/",
        classroom.map {
          ClassInvitation(
            $0.state.room, port: listener.port, addresses: RoomAddress.all(), notes: $0.notes)
        })
    }
  }

  /// Waits for a snapshot that is being written, and keeps others from being begun: for the handler of an
  /// interrupt, after which the process ends.
  public static func finishWriting() { SnapshotStore.finish() }
}
