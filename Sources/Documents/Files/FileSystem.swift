#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// The system's calls, whose names are those of functions below.
private let systemWrite = write
private let systemRead = read

/// The few calls of the file system that output needs, with errors that name the path.
package enum FileSystem {
  package enum Kind { case missing, file, folder }

  package static func kind(_ path: String) -> Kind {
    var status = stat()
    guard stat(path, &status) == 0 else { return .missing }
    return status.st_mode & S_IFMT == S_IFDIR ? .folder : .file
  }

  /// Makes a folder and those above it.
  package static func makeFolders(_ path: String) throws(OutputError) {
    switch kind(path) {
    case .folder: return
    case .file: throw OutputError("\(path) is a file, not a folder")
    case .missing: break
    }
    let above = parent(of: path)
    if above != path { try makeFolders(above) }
    guard mkdir(path, 0o777) == 0 || errno == EEXIST else {
      throw failure("cannot make the folder \(path)")
    }
  }

  /// Writes a file, in place of what is there.
  package static func write(_ bytes: [UInt8], to path: String) throws(OutputError) {
    let file = open(path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o666)
    guard file >= 0 else { throw failure("cannot write \(path)") }
    try writeAll(bytes, to: file, path)
  }

  package static func read(_ path: String) -> [UInt8]? {
    let file = open(path, O_RDONLY | O_CLOEXEC)
    guard file >= 0 else { return nil }
    defer { close(file) }
    var status = stat()
    guard fstat(file, &status) == 0 else { return nil }
    var bytes: [UInt8] = []
    // A size may be anything that a file system says.
    bytes.reserveCapacity(min(max(0, Int(status.st_size)), 1 << 30))
    var chunk = [UInt8](repeating: 0, count: 1 << 18)
    while true {
      let count = chunk.withUnsafeMutableBytes { systemRead(file, $0.baseAddress, $0.count) }
      if count < 0 && errno == EINTR { continue }
      guard count >= 0 else { return nil }
      if count == 0 { return bytes }
      bytes.append(contentsOf: chunk[..<count])
    }
  }

  /// Shows a file piece by piece, so that it is never all in memory.
  package static func forEachPiece(
    of path: String, _ body: (ArraySlice<UInt8>) throws(OutputError) -> Void
  ) throws(OutputError) {
    let file = open(path, O_RDONLY | O_CLOEXEC)
    guard file >= 0 else { throw failure("cannot read \(path)") }
    defer { close(file) }
    var piece = [UInt8](repeating: 0, count: 1 << 18)
    while true {
      let count = piece.withUnsafeMutableBytes { systemRead(file, $0.baseAddress, $0.count) }
      if count < 0 && errno == EINTR { continue }
      guard count >= 0 else { throw failure("cannot read \(path)") }
      if count == 0 { return }
      try body(piece[..<count])
    }
  }

  /// Appends to a file, which is made where there is none; it is open no longer than that.
  package static func append(_ bytes: [UInt8], toEndOf path: String) throws(OutputError) {
    let file = open(path, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC | O_NOFOLLOW, 0o666)
    guard file >= 0 else { throw failure("cannot write \(path)") }
    try writeAll(bytes, to: file, path)
  }

  /// Whether a path leads to an ordinary file: nobody waits for one to be written to.
  package static func isPlain(_ path: String) -> Bool {
    var status = stat()
    return stat(path, &status) == 0 && status.st_mode & S_IFMT == S_IFREG
  }

  /// Whether a path is a link itself.
  package static func isLink(_ path: String) -> Bool {
    var status = stat()
    return lstat(path, &status) == 0 && status.st_mode & S_IFMT == S_IFLNK
  }

  /// Names in a folder, sorted; none where it cannot be read.
  package static func names(in folder: String) -> [String] { listing(of: folder) ?? [] }

  /// Names in a folder, sorted; nil where it cannot be read.
  package static func listing(of folder: String) -> [String]? {
    guard let stream = opendir(folder) else { return nil }
    defer { closedir(stream) }
    var names: [String] = []
    while let entry = readdir(stream) {
      let name = withUnsafePointer(to: &entry.pointee.d_name) { pointer in
        pointer.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
      }
      if name != "." && name != ".." { names.append(name) }
    }
    return names.sorted()
  }

  /// Removes a file, or a folder with all it holds; silent where that fails.
  ///
  /// Links are removed, not followed.
  package static func remove(_ path: String) {
    if unlink(path) == 0 { return }
    for name in names(in: path) { remove(path + "/" + name) }
    rmdir(path)
  }

  package static func parent(of path: String) -> String {
    guard let slash = path.lastIndex(of: "/") else { return "." }
    return slash == path.startIndex ? "/" : String(path[..<slash])
  }

  package static func realPath(_ path: String) -> String? {
    guard let resolved = realpath(path, nil) else { return nil }
    defer { free(resolved) }
    return String(cString: resolved)
  }

  package static func canExecute(_ path: String) -> Bool {
    access(path, X_OK) == 0 && kind(path) == .file
  }

  package static var hostName: String {
    var name = [CChar](repeating: 0, count: 256)
    guard gethostname(&name, name.count - 1) == 0 else { return "" }
    let bytes = name.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }
    return String(decoding: bytes, as: UTF8.self)
  }

  package static func environment(_ name: String) -> String? {
    getenv(name).map { String(cString: $0) }
  }

  /// Writes to standard error; where that is a full disk, nobody can be told.
  package static func printError(_ text: String, terminator: String = "\n") {
    try? append(Array((text + terminator).utf8), to: 2, "standard error")
  }

  /// Swaps two paths in one step; false where the system cannot.
  package static func exchange(_ first: String, _ second: String) -> Bool {
    #if canImport(Glibc)
      // The header shows renameat2 only to GNU sources, so it is looked up by name.
      typealias RenameAt2 =
        @convention(c) (
          Int32, UnsafePointer<CChar>, Int32, UnsafePointer<CChar>, UInt32
        ) -> Int32
      guard let symbol = dlsym(nil, "renameat2") else { return false }
      let renameAt2 = unsafeBitCast(symbol, to: RenameAt2.self)
      let exchangeFlag: UInt32 = 2  // RENAME_EXCHANGE
      return renameAt2(AT_FDCWD, first, AT_FDCWD, second, exchangeFlag) == 0
    #elseif canImport(Darwin)
      return renamex_np(first, second, UInt32(RENAME_SWAP)) == 0
    #else
      return false
    #endif
  }

  package static func move(_ from: String, to target: String) throws(OutputError) {
    guard rename(from, target) == 0 else { throw failure("cannot put \(target) in place") }
  }

  /// An error in words, with what the system says of it.
  package static func failure(_ what: String, code: Int32 = errno) -> OutputError {
    let hint =
      switch code {
      case ENOSPC: " (free some space or choose another place)"
      case EACCES, EPERM, EROFS: " (choose another place)"
      default: ""
      }
    let reason = strerror(code).map { String(cString: $0) } ?? "error \(code)"
    return OutputError("\(what): \(reason.lowercased())\(hint)")
  }

  /// Makes a file that nobody else has, open for appending; nil where the name is taken.
  package static func makeAppendable(_ path: String) throws(OutputError) -> Int32? {
    let file = open(path, O_WRONLY | O_CREAT | O_EXCL | O_APPEND | O_CLOEXEC, 0o666)
    if file >= 0 { return file }
    if errno == EEXIST { return nil }
    throw failure("cannot write \(path)")
  }

  /// Appends bytes; where that fails, some of them may have gone in.
  package static func append(_ bytes: [UInt8], to file: Int32, _ path: String) throws(OutputError) {
    var written = 0
    while written < bytes.count {
      let count = bytes[written...].withUnsafeBytes { systemWrite(file, $0.baseAddress, $0.count) }
      if count < 0 && errno == EINTR { continue }
      guard count > 0 else { throw failure("cannot write \(path)") }
      written += count
    }
  }

  /// Writes to an open file and closes it, whatever happens.
  static func writeAll(_ bytes: [UInt8], to file: Int32, _ path: String) throws(OutputError) {
    do {
      try append(bytes, to: file, path)
    } catch {
      close(file)
      throw error
    }
    try closeFile(file, path)
  }

  package static func closeFile(_ file: Int32) { close(file) }

  /// Closes a file that was written: a full disk far away may show only here.
  package static func closeFile(_ file: Int32, _ path: String) throws(OutputError) {
    guard close(file) == 0 else { throw failure("cannot write \(path)") }
  }

  /// Makes sure that what was written is on the disk.
  package static func flush(_ file: Int32, _ path: String) throws(OutputError) {
    guard fsync(file) == 0 || errno == EINVAL else { throw failure("cannot write \(path)") }
  }
}
