import Documents
import Reports
import Synchronization

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// The folder of a sweep: its plan, the work done for it, and its results.
public enum SweepFolder {
  /// The path of a sweep's folder.
  ///
  /// - Throws: ``OutputError`` where a folder of that name holds something else.
  public static func path(of stem: String, in directory: String) throws(OutputError) -> String {
    guard stem != ".", stem != "..", !stem.isEmpty else {
      throw OutputError(
        "'\(stem)' cannot be the name of a folder; give the sweep file another name")
    }
    let path = directory == "." || directory.isEmpty ? stem : directory + "/" + stem
    switch FileSystem.kind(path) {
    case .missing: return path
    case .file: throw OutputError("\(path) is a file, not a folder; move it away or use --out")
    case .folder:
      if FileSystem.kind(path + "/plan.jsonl") == .file { return path }
      // Somebody may have taken the plan away, or it was never finished.
      let others = FileSystem.names(in: path).filter { name in
        !name.hasPrefix(".") && !name.hasPrefix("plan.jsonl") && !name.hasPrefix("work-")
          && !names.contains(name)
      }
      if others.isEmpty { return path }
      throw OutputError(
        "\(path) holds files that are not a sweep's; move it away or choose another place with --out"
      )
    }
  }

  /// Files of results, besides charts, in the order in which they are put in place: what says that the
  /// others are there comes last.
  static let names = [
    "results.csv", "results.sqlite", "settings.csv", "failures.csv", "columns.json",
    DataPackage.file, charts, "report.html", manifest,
  ]

  /// The folder of charts.
  static let charts = "charts"

  /// What says that all others are there.
  static let manifest = "manifest.json"
}

/// Results on their way into a sweep's folder.
///
/// They are written whole into a hidden folder inside it, so that an interrupt or a full disk leaves
/// what was there; then each file is put in place with a rename. The plan and the work are not touched,
/// which is why the folder is not swapped as a whole. The manifest is taken away first and put in place
/// last: a folder without one is between two states, and the next command gathers again.
final class SweepStage: Sendable {
  private let folder: String
  private let stage: TemporaryFolder
  private let known = Mutex<[String: String]>([:])

  init(in folder: String) throws(OutputError) {
    self.folder = folder
    OutputFolder.removeStalePartials(in: folder)
    stage = try TemporaryFolder(Self.prefix, in: folder)
  }

  private static let prefix = ".results.partial-"

  /// An error of a file of the hidden folder, told of the file that the user knows.
  static func naming(_ error: OutputError) -> OutputError {
    guard let begin = error.message.range(of: "/" + prefix),
      let end = error.message[begin.upperBound...].firstIndex(of: "/")
    else { return error }
    return OutputError(String(error.message[..<begin.lowerBound]) + String(error.message[end...]))
  }

  /// The SHA-256 of each file added so far.
  var hashes: [String: String] { known.withLock { $0 } }

  /// Where a file is before it is put in place.
  func path(_ file: String) -> String { stage.path + "/" + file }

  /// Adds a file.
  func add(_ file: String, _ bytes: [UInt8]) throws(OutputError) {
    try FileSystem.makeFolders(FileSystem.parent(of: path(file)))
    try FileSystem.writeNew(bytes, to: path(file))
    note(file, SHA256.hex(bytes))
  }

  /// Adds a text file.
  func add(_ file: String, _ text: String) throws(OutputError) {
    try add(file, Array(text.utf8))
  }

  /// Takes a file in that was written to ``path(_:)``.
  func adopt(_ file: String) throws(OutputError) {
    guard let bytes = FileSystem.read(path(file)) else {
      throw FileSystem.failure("cannot read \(path(file))")
    }
    note(file, SHA256.hex(bytes))
  }

  /// Writes a file piece by piece.
  func stream(
    _ file: String, _ body: (inout FileStream) throws(OutputError) -> Void
  ) throws(OutputError) {
    var stream = try FileStream(path(file))
    do {
      try body(&stream)
    } catch {
      stream.abandon()
      throw error
    }
    note(file, try stream.finish())
  }

  private func note(_ file: String, _ hash: String) { known.withLock { $0[file] = hash } }

  /// Puts every file in place.
  ///
  /// - Returns: The files put in place, with their numbers on the disk.
  /// - Throws: ``OutputError``, and then nothing was put in place where something of another kind is in
  ///   the way.
  @discardableResult
  func commit() throws(OutputError) -> [String: UInt64] {
    for name in SweepFolder.names {
      let (new, old) = (FileSystem.kind(path(name)), FileSystem.kind(folder + "/" + name))
      let isFile = new == .missing ? name != SweepFolder.charts : new == .file
      guard old == .missing || (old == .file) == isFile else {
        throw OutputError(
          "\(folder)/\(name) is in the way of a \(isFile ? "file" : "folder") of that name; "
            + "move it away")
      }
    }
    // On the disk, before anything of what was there is taken away.
    for file in hashes.keys { try FileSystem.sync(path(file)) }
    for folder in Set(hashes.keys.map { FileSystem.parent(of: path($0)) }) {
      try FileSystem.sync(folder)
    }
    var placed: [String: UInt64] = [:]
    for file in hashes.keys { placed[file] = FileSignature(path(file))?.number }
    FileSystem.remove(folder + "/" + SweepFolder.manifest)
    for name in SweepFolder.names {
      let target = folder + "/" + name
      switch FileSystem.kind(path(name)) {
      case .missing: FileSystem.remove(target)
      case .folder where FileSystem.kind(target) == .folder:
        if !FileSystem.exchange(path(name), target) {
          FileSystem.remove(target)
          try FileSystem.move(path(name), to: target)
        }
      case .file, .folder: try FileSystem.move(path(name), to: target)
      }
    }
    try FileSystem.sync(folder)
    return placed
  }
}

/// A file that is written piece by piece and hashed on the way.
struct FileStream: ~Copyable {
  private let path: String
  private let file: Int32
  private var buffer: [UInt8] = []
  private var hash = SHA256()
  private static let size = 1 << 20

  init(_ path: String) throws(OutputError) {
    guard let file = try FileSystem.makeAppendable(path) else {
      throw OutputError("cannot write \(path): it is there already")
    }
    (self.path, self.file) = (path, file)
    buffer.reserveCapacity(Self.size + 4096)
  }

  mutating func write(_ bytes: [UInt8]) throws(OutputError) {
    buffer += bytes
    if buffer.count >= Self.size { try empty() }
  }

  private mutating func empty() throws(OutputError) {
    guard !buffer.isEmpty else { return }
    hash.update(buffer)
    try FileSystem.append(buffer, to: file, path)
    buffer.removeAll(keepingCapacity: true)
  }

  /// Ends the file.
  ///
  /// - Returns: Its SHA-256.
  mutating func finish() throws(OutputError) -> String {
    do {
      try empty()
    } catch {
      abandon()
      throw error
    }
    try FileSystem.closeFile(file, path)
    return hash.hex
  }

  /// Leaves it unfinished.
  func abandon() { FileSystem.closeFile(file) }
}
