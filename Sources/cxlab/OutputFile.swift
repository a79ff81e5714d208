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
      Terminal.complain("error: \(path) cannot be written")
      throw ExitCode(ExitStatus.cannotWrite)
    }
  }
}
