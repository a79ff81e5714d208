import ArgumentParser
import Foundation

/// Files that commands write.
enum OutputFile {
  /// Writes text to a file.
  ///
  /// - Parameter overwriting: Whether a file that is there may be replaced.
  static func write(_ text: String, to path: String, overwriting: Bool) throws {
    do {
      try Data(text.utf8).write(
        to: URL(fileURLWithPath: path), options: overwriting ? .atomic : .withoutOverwriting)
    } catch CocoaError.fileWriteFileExists {
      Terminal.complain("error: \(path) is there already; choose another name")
      throw ExitCode(ExitStatus.cannotWrite)
    } catch {
      let folder = URL(fileURLWithPath: path).deletingLastPathComponent()
      var isDirectory: ObjCBool = false
      let isThere = FileManager.default.fileExists(atPath: folder.path, isDirectory: &isDirectory)
      let reason = isThere && isDirectory.boolValue ? "" : ": its folder does not exist"
      Terminal.complain("error: \(path) cannot be written\(reason)")
      throw ExitCode(ExitStatus.cannotWrite)
    }
  }
}
