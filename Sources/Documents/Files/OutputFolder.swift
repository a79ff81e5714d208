import Synchronization

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// A folder of results that appears whole or not at all.
///
/// Files are collected in memory. ``commit()`` writes them to a hidden folder beside the target, named
/// `.NAME.partial-PID@HOST`, and swaps that in with one rename. Until the swap the old folder is
/// untouched; on any failure the partial folder is removed and the old one stays. Partial folders that
/// processes of this machine left behind when they were killed are removed by the next commit.
///
/// ```swift
/// var folder = try OutputFolder(name: "broadband", in: "Outputs")
/// folder.add("summary.csv", bytes)
/// try folder.commit()
/// ```
public struct OutputFolder: Sendable {
  /// The folder's path, such as `Outputs/broadband`.
  public let path: String
  /// The files collected so far, by their path inside the folder.
  public private(set) var files: [String: [UInt8]] = [:]
  /// Files written elsewhere: where they are, and their SHA-256.
  private var adopted: [String: (path: String, hash: String)] = [:]

  private let name: String
  private let directory: String

  /// Prepares a folder and makes sure that it can be written, before anybody waits for a simulation.
  ///
  /// - Parameters:
  ///   - name: The folder's name.
  ///   - directory: The folder above it, which is made where it does not exist.
  /// - Throws: ``OutputError`` where the directory is a file or cannot be written, or where a folder
  ///   of that name holds something that this program did not write.
  public init(name: String, in directory: String) throws(OutputError) {
    guard !name.isEmpty, name != ".", name != "..", !name.contains("/") else {
      throw OutputError("'\(name)' cannot be the name of a folder")
    }
    self.name = name
    self.directory = directory.isEmpty ? "." : directory
    path = self.directory == "." ? name : self.directory + "/" + name
    try FileSystem.makeFolders(self.directory)
    guard access(self.directory, W_OK | X_OK) == 0 else {
      throw FileSystem.failure("cannot write to the folder \(self.directory)")
    }
    try refuseForeign()
  }

  /// Adds a file, or replaces one added before.
  ///
  /// - Parameters:
  ///   - file: The path inside the folder, such as `charts/retention.svg`.
  ///   - bytes: What it holds.
  public mutating func add(_ file: String, _ bytes: [UInt8]) { files[file] = bytes }

  /// Adds a text file.
  public mutating func add(_ file: String, _ text: String) { add(file, Array(text.utf8)) }

  /// Adds a file that was written elsewhere on the same disk, because it is too large for memory; it is moved.
  ///
  /// - Parameters:
  ///   - file: The path inside the folder.
  ///   - path: Where it is.
  ///   - hash: Its SHA-256.
  package mutating func adopt(_ file: String, from path: String, hash: String) {
    adopted[file] = (path, hash)
  }

  /// The SHA-256 of each file collected so far.
  package var hashes: [String: String] {
    files.mapValues { SHA256.hex($0) }.merging(adopted.mapValues(\.hash)) { $1 }
  }

  /// A hidden folder beside the target, for files that are to be moved into it.
  ///
  /// It is removed like a partial folder where the process is killed.
  package func makeAnnex(_ kind: String) throws(OutputError) -> String {
    Self.removeStalePartials(in: directory)
    let annex = temporaryPath("\(kind).partial")
    Self.keepTrack(of: annex)
    FileSystem.remove(annex)
    do {
      try FileSystem.makeFolder(annex)
    } catch {
      Self.forget(annex)
      throw error
    }
    return annex
  }

  /// Writes all files and swaps the folder in.
  ///
  /// - Returns: The paths of the files in order of name, as a user would type them.
  /// - Throws: ``OutputError``; the folder that was there before is then still there.
  @discardableResult
  public func commit() throws(OutputError) -> [String] {
    try refuseForeign()
    Self.removeStalePartials(in: directory)
    let partial = temporaryPath("partial")
    Self.keepTrack(of: partial)
    defer { Self.forget(partial) }
    FileSystem.remove(partial)
    try FileSystem.makeFolder(partial)
    let names = (Array(files.keys) + Array(adopted.keys)).sorted()
    for name in names {
      let target = partial + "/" + name
      try FileSystem.makeFolders(FileSystem.parent(of: target))
      if let other = adopted[name] {
        try FileSystem.move(other.path, to: target)
      } else {
        try FileSystem.write(files[name, default: []], to: target)
      }
    }
    try swap(partial)
    return names.map { path + "/" + $0 }
  }

  /// Removes the partial and temporary folders of this process; for the handler of an interrupt, after which the
  /// process ends.
  ///
  /// It never waits: where another thread holds the register at that very moment, the folder stays and
  /// the next run removes it.
  public static func abandonAll() {
    _ = partials.withLockIfAvailable { paths in
      for path in paths { FileSystem.remove(path) }
    }
  }

  /// Notes a folder that must not stay behind.
  package static func keepTrack(of path: String) { partials.withLock { _ = $0.insert(path) } }

  /// Removes such a folder.
  package static func forget(_ path: String) {
    FileSystem.remove(path)
    partials.withLock { _ = $0.remove(path) }
  }

  private static let partials = Mutex<Set<String>>([])
  private static let counter = Atomic<Int>(0)

  private func temporaryPath(_ kind: String) -> String {
    // Two runs of one process (the web page) must not share a folder.
    let serial = Self.counter.wrappingAdd(1, ordering: .relaxed).newValue
    let suffix = serial == 1 ? "" : ".\(serial)"
    return "\(directory)/.\(name).\(kind)-\(getpid())@\(FileSystem.hostName)\(suffix)"
  }

  private func swap(_ partial: String) throws(OutputError) {
    switch FileSystem.kind(path) {
    case .missing: try FileSystem.move(partial, to: path)
    case .file: throw OutputError("\(path) is a file, not a folder; move it away or use --out")
    case .folder:
      if FileSystem.exchange(partial, path) { return }  // The old one is removed as the partial.
      let old = temporaryPath("old")
      try FileSystem.move(path, to: old)
      do {
        try FileSystem.move(partial, to: path)
      } catch {
        try FileSystem.move(old, to: path)
        throw error
      }
      FileSystem.remove(old)
    }
  }

  /// A folder that this program did not write is somebody's work: it is never replaced.
  private func refuseForeign() throws(OutputError) {
    switch FileSystem.kind(path) {
    case .missing: return
    case .file: throw OutputError("\(path) is a file, not a folder; move it away or use --out")
    case .folder:
      if FileSystem.kind(path + "/plan.jsonl") == .file {
        throw OutputError(
          "\(path) holds a sweep with the work done for it; choose another place with --out")
      }
      if FileSystem.kind(path + "/manifest.json") == .file { return }
      if FileSystem.names(in: path).isEmpty { return }
      throw OutputError(
        "\(path) holds files that cxlab did not write (there is no manifest.json); "
          + "move it away or choose another place with --out")
    }
  }

  /// Removes what processes of this machine that run no more have left half done.
  package static func removeStalePartials(in directory: String) {
    let host = FileSystem.hostName
    for name in FileSystem.names(in: directory) where name.hasPrefix(".") {
      guard let mark = name.range(of: ".partial-", backwards: true) else { continue }
      let parts = name[mark.upperBound...].split(separator: "@", maxSplits: 1)
      guard parts.count == 2, let process = Int32(parts[0]), process > 0 else { continue }
      guard parts[1] == host || parts[1].hasPrefix(host + ".") else { continue }
      if process != getpid() && !FileSystem.isRunning(process) {
        FileSystem.remove(directory + "/" + name)
      }
    }
  }
}
