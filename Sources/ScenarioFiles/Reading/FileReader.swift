import Foundation

/// Reads files, with messages for what cannot be read.
enum FileReader {
  /// The bytes of a file.
  ///
  /// - Throws: Where there is no such file, it is a directory or it is larger than the limit.
  static func bytes(of path: String, limit: Int) throws(ValueProblem) -> [UInt8] {
    var isDirectory: ObjCBool = false
    guard FileManager.default.fileExists(atPath: path, isDirectory: &isDirectory) else {
      throw ValueProblem("no such file")
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
}
