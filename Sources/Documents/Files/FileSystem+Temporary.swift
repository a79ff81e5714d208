import Synchronization

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// What is half done: its names, its locks, and its way to the disk.
extension FileSystem {
  /// A name that nobody can foresee, with the process and the machine: `.cafe.partial-4711.9f86d081884c7d65@desk`.
  package static func temporaryName(_ prefix: String) -> String {
    let luck = String(UInt64.random(in: .min ... .max), radix: 16)
    return "\(prefix)\(getpid()).\(luck)@\(host)"
  }

  /// The machine's name, as a part of a file's name.
  private static var host: String { hostName.replacing("/", with: "-") }

  /// Whether a name is one of ``temporaryName(_:)`` on this machine.
  ///
  /// - Parameter infix: The end of its prefix.
  static func isTemporary(_ name: String, _ infix: String) -> Bool {
    guard let mark = name.range(of: infix, backwards: true) else { return false }
    let parts = name[mark.upperBound...].split(separator: "@", maxSplits: 1)
    guard parts.count == 2, parts[1] == host else { return false }
    return parts[0].first?.isNumber == true
  }

  /// Opens and locks what this process has just made; nil where somebody else has it, or it is gone.
  ///
  /// Where the file system knows no locks, it is open without one.
  static func lock(_ path: String, flags: Int32) -> Int32? {
    let file = open(path, flags | O_NOFOLLOW | O_CLOEXEC)
    guard file >= 0 else { return nil }
    if flock(file, LOCK_EX | LOCK_NB) != 0, errno == EWOULDBLOCK {
      close(file)
      return nil
    }
    // Removed meanwhile, and perhaps made again by somebody else.
    guard isSame(file, path) else {
      close(file)
      return nil
    }
    return file
  }

  /// Opens and locks what may have been left behind; nil where its owner lives or may live, or is another user,
  /// who might change what lies there while it is removed.
  static func lockOfStale(_ path: String, flags: Int32) -> Int32? {
    let file = open(path, flags | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC)
    guard file >= 0 else { return nil }
    var status = stat()
    guard fstat(file, &status) == 0, status.st_uid == geteuid() else {
      close(file)
      return nil
    }
    if flock(file, LOCK_EX | LOCK_NB) == 0, isSame(file, path) { return file }
    // Without locks only age tells.
    if errno != EWOULDBLOCK, isSame(file, path), age(of: file) > 86_400 { return file }
    close(file)
    return nil
  }

  private static func isSame(_ file: Int32, _ path: String) -> Bool {
    var (open, named) = (stat(), stat())
    return fstat(file, &open) == 0 && lstat(path, &named) == 0 && open.st_ino == named.st_ino
      && open.st_dev == named.st_dev
  }

  /// Seconds since a file was changed last.
  private static func age(of file: Int32) -> Int {
    var status = stat()
    guard fstat(file, &status) == 0 else { return 0 }
    #if canImport(Darwin)
      return time(nil) - status.st_mtimespec.tv_sec
    #else
      return time(nil) - status.st_mtim.tv_sec
    #endif
  }

  /// Makes a file that is not there yet, follows no link, and locks it.
  static func makeNew(_ path: String) throws(OutputError) -> Int32 {
    let file = open(path, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0o666)
    guard file >= 0 else { throw failure("cannot write \(path)") }
    _ = flock(file, LOCK_EX | LOCK_NB)
    return file
  }

  /// Writes a file that is not there yet.
  package static func writeNew(_ bytes: [UInt8], to path: String) throws(OutputError) {
    let file = try makeNew(path)
    try writeAll(bytes, to: file, path)
  }

  /// Writes a file whole: beside it first, then, when it is on the disk, in one step.
  package static func replace(_ path: String, with bytes: [UInt8]) throws(OutputError) {
    let (folder, name) = (
      parent(of: path), path.split(separator: "/").last.map(String.init) ?? path
    )
    for other in names(in: folder) where other.hasPrefix(name + ".partial-") {
      guard isTemporary(other, ".partial-"),
        let lock = lockOfStale(folder + "/" + other, flags: O_RDONLY)
      else { continue }
      unlink(folder + "/" + other)
      close(lock)
    }
    let partial = temporaryName(path + ".partial-")
    do {
      let file = try makeNew(partial)
      defer { close(file) }
      try append(bytes, to: file, partial)
      try flush(file, partial)
      try move(partial, to: path)
    } catch {
      unlink(partial)
      throw OutputError(error.message.replacing(partial, with: path))
    }
    try sync(folder)
  }

  /// Makes sure that a file, or the names in a folder, are on the disk.
  package static func sync(_ path: String) throws(OutputError) {
    let file = open(path, O_RDONLY | O_CLOEXEC)
    guard file >= 0 else { throw failure("cannot write \(path)") }
    defer { close(file) }
    try flush(file, path)
  }

  // MARK: - What must not stay behind

  private static let abandoned = Mutex<Set<String>>([])

  /// Notes a path that must not stay behind when the process is told to end.
  static func keepTrack(of path: String) { abandoned.withLock { _ = $0.insert(path) } }

  /// Removes such a path.
  static func forget(_ path: String) {
    remove(path)
    abandoned.withLock { _ = $0.remove(path) }
  }

  /// Removes them all; for the handler of an interrupt, after which the process ends.
  ///
  /// It never waits: where another thread holds the register at that very moment, they stay and the next run
  /// removes them.
  static func abandonAll() {
    _ = abandoned.withLockIfAvailable { paths in
      for path in paths { remove(path) }
    }
  }
}
