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
/// `.NAME.partial-PID.LUCK@HOST` and locked, and, when they are on the disk, swaps that in with one rename. Until
/// the swap the old folder is untouched; on any failure the partial folder is removed and the old one stays.
/// Partial folders that processes of this machine left behind when they were killed are removed by the next
/// commit; never one whose owner lives.
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
  package func makeAnnex(_ kind: String) throws(OutputError) -> TemporaryFolder {
    Self.removeStalePartials(in: directory)
    return try TemporaryFolder(".\(name.prefix(40)).\(kind).partial-", in: directory)
  }

  /// Writes all files and swaps the folder in.
  ///
  /// - Returns: The paths of the files in order of name, as a user would type them.
  /// - Throws: ``OutputError``; the folder that was there before is then still there.
  @discardableResult
  public func commit() throws(OutputError) -> [String] {
    try refuseForeign()
    Self.removeStalePartials(in: directory)
    let partial = try TemporaryFolder(".\(name.prefix(40)).partial-", in: directory)
    defer { partial.remove() }
    let names = (Array(files.keys) + Array(adopted.keys)).sorted()
    var folders: Set<String> = [partial.path]
    for name in names {
      let target = partial.path + "/" + name
      try FileSystem.makeFolders(FileSystem.parent(of: target))
      folders.insert(FileSystem.parent(of: target))
      if let other = adopted[name] {
        try FileSystem.move(other.path, to: target)
      } else {
        try FileSystem.writeNew(files[name, default: []], to: target)
      }
    }
    // All are under way to the disk before the first is waited for.
    for name in names { try FileSystem.sync(partial.path + "/" + name) }
    for folder in folders.sorted() { try FileSystem.sync(folder) }
    try swap(partial.path)
    try FileSystem.sync(directory)
    return names.map { path + "/" + $0 }
  }

  /// Removes the partial and temporary folders of this process; for the handler of an interrupt, after which the
  /// process ends.
  ///
  /// It never waits: where another thread holds the register at that very moment, the folder stays and
  /// the next run removes it.
  public static func abandonAll() { FileSystem.abandonAll() }

  private func swap(_ partial: String) throws(OutputError) {
    switch FileSystem.kind(path) {
    case .missing: try FileSystem.move(partial, to: path)
    case .file: throw OutputError("\(path) is a file, not a folder; move it away or use --out")
    case .folder:
      if FileSystem.exchange(partial, path) { return }  // The old one is removed as the partial.
      let old = directory + "/" + FileSystem.temporaryName(".\(name.prefix(40)).old-")
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
    TemporaryFolder.removeStale(".partial-", in: directory, start: ".")
  }
}
