import Synchronization

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// A folder for what is half done, which goes away with its owner.
///
/// Its name holds the process, something that nobody can foresee, and the machine, so that no link can be
/// planted in its place. Whoever made it holds a lock on it as long as it lives; a folder whose lock is free was
/// left behind by a process that was killed, and the next of its kind removes it. The number of the process
/// would not tell: in another container of the same machine it is somebody else's.
package final class TemporaryFolder: Sendable {
  /// The folder's path.
  package let path: String
  private let lock: Int32

  /// Makes a folder.
  ///
  /// - Parameters:
  ///   - prefix: How its name begins, such as `.cafe.partial-`.
  ///   - directory: Where.
  ///   - mode: Who may use it.
  package init(_ prefix: String, in directory: String, mode: mode_t = 0o777) throws(OutputError) {
    var attempts = 0
    while true {
      attempts += 1
      let path = directory + "/" + FileSystem.temporaryName(prefix)
      FileSystem.keepTrack(of: path)
      guard mkdir(path, mode) == 0 else {
        let code = errno
        FileSystem.forget(path)
        if code == EEXIST, attempts < 100 { continue }
        throw FileSystem.failure("cannot make a folder in \(directory)", code: code)
      }
      // Another process may think that it was left behind, and remove it before it is locked.
      guard let lock = FileSystem.lock(path, flags: O_RDONLY | O_DIRECTORY) else {
        let code = errno
        FileSystem.forget(path)
        if attempts < 100, code != EMFILE, code != ENFILE { continue }
        throw FileSystem.failure("cannot make a folder in \(directory)", code: code)
      }
      (self.path, self.lock) = (path, lock)
      return
    }
  }

  deinit { remove() }

  /// Removes it with all it holds.
  package func remove() {
    FileSystem.forget(path)
    // Twice would close a file of somebody else.
    if closed.exchange(true, ordering: .relaxed) == false { close(lock) }
  }

  private let closed = Atomic(false)

  /// Removes folders that processes left behind which were killed.
  ///
  /// - Parameters:
  ///   - infix: What stands in their names before the number of the process, such as `.partial-`.
  ///   - directory: Where.
  ///   - start: How their names begin.
  package static func removeStale(_ infix: String, in directory: String, start: String) {
    for name in FileSystem.names(in: directory) where name.hasPrefix(start) {
      guard FileSystem.isTemporary(name, infix) else { continue }
      let path = directory + "/" + name
      guard let lock = FileSystem.lockOfStale(path, flags: O_RDONLY | O_DIRECTORY) else { continue }
      FileSystem.remove(path)
      close(lock)
    }
  }
}
