import Foundation

/// Reads files, with messages for what cannot be read.
enum FileReader {
  /// The bytes of a file.
  ///
  /// - Throws: Where there is no such file, it is a directory or it is larger than the limit.
  static func bytes(of path: String, limit: Int) throws(ValueProblem) -> [UInt8] {
    var isDirectory: ObjCBool = false
    guard FileManager.default.fileExists(atPath: path, isDirectory: &isDirectory) else {
      throw ValueProblem("no such file" + hint(path))
    }
    if isDirectory.boolValue { throw ValueProblem("is a directory, not a file") }
    guard let handle = FileHandle(forReadingAtPath: path) else {
      throw ValueProblem("cannot be opened for reading")
    }
    defer { try? handle.close() }
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
