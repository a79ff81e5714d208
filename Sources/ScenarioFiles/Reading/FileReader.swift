import Foundation

/// Where files are read from: the disk, texts kept from an earlier reading, or a text that is on no disk yet.
struct FileSource: Sendable {
  /// What each file held, by its path.
  private let kept: [String: [UInt8]]
  /// Whether other files are read from the disk.
  private let hasDisk: Bool

  /// The disk.
  static let disk = FileSource(kept: [:], hasDisk: true)

  private init(kept: [String: [UInt8]], hasDisk: Bool) {
    (self.kept, self.hasDisk) = (kept, hasDisk)
  }

  /// Files that were read before; there are no others.
  init(_ inputs: [InputFile]) {
    kept = Dictionary(
      inputs.map { (FilePath.normalised($0.path), $0.bytes) },
      uniquingKeysWith: { first, _ in first })
    hasDisk = false
  }

  /// A text in place of a file, and the disk around it.
  init(_ bytes: [UInt8], at path: String) {
    kept = [FilePath.normalised(path): bytes]
    hasDisk = true
  }

  /// The bytes of a file.
  ///
  /// - Throws: Where there is no such file, it is a directory or it is larger than the limit.
  func bytes(of path: String, limit: Int) throws(ValueProblem) -> [UInt8] {
    if let bytes = kept[FilePath.normalised(path)] { return bytes }
    if hasDisk { return try FileReader.bytes(of: path, limit: limit) }
    throw ValueProblem("no such file among those that were kept")
  }
}

/// Reads files, with messages for what cannot be read.
enum FileReader {
  /// The bytes of a file.
  ///
  /// - Throws: Where there is no such file, it is no regular file or it is larger than the limit.
  static func bytes(of path: String, limit: Int) throws(ValueProblem) -> [UInt8] {
    var isDirectory: ObjCBool = false
    guard FileManager.default.fileExists(atPath: path, isDirectory: &isDirectory) else {
      throw ValueProblem("no such file" + hint(path))
    }
    if isDirectory.boolValue { throw ValueProblem("is a directory, not a file") }
    // Without waiting: a pipe that nobody writes to would never open.
    let descriptor = open(path, O_RDONLY | O_NONBLOCK | O_CLOEXEC)
    guard descriptor >= 0 else { throw ValueProblem("cannot be opened for reading") }
    let handle = FileHandle(fileDescriptor: descriptor, closeOnDealloc: true)
    var status = stat()
    guard fstat(descriptor, &status) == 0, status.st_mode & S_IFMT == S_IFREG else {
      throw ValueProblem("is a pipe or a device, not a file")
    }
    let data: Data?
    do {
      data = try handle.read(upToCount: limit + 1)
    } catch {
      throw ValueProblem("cannot be read")
    }
    let bytes = [UInt8](data ?? Data())
    if bytes.count > limit {
      throw ValueProblem("larger than \(limit >> 20) MiB; is it the right file?")
    }
    return bytes
  }

  /// What may have been meant by the path of a file that is not there.
  private static func hint(_ path: String) -> String {
    let slash = path.lastIndex(of: "/")
    let name = slash.map { String(path[path.index(after: $0)...]) } ?? path
    let folder = slash.map { $0 == path.startIndex ? "/" : String(path[..<$0]) } ?? "."
    guard let names = try? FileManager.default.contentsOfDirectory(atPath: folder) else {
      return "; there is no folder \(folder)"
    }
    let full = [".yaml", ".yml"].map { name + $0 }.first { names.contains($0) }
    return full.map { " (did you mean '\($0)'?)" }
      ?? Nearest.suggestion(name, among: names.sorted())
  }
}
