import Experiments
import Foundation

/// What goes to the terminal besides results.
enum Terminal {
  /// Writes a message to standard error.
  static func complain(_ message: String) {
    FileHandle.standardError.write(Data((message + "\n").utf8))
  }

  /// Hands on what was printed so far, so that an interrupt cannot lose it.
  static func flush() { fflush(nil) }

  /// A word as a shell takes it: in quotes where it needs them.
  static func quoted(_ word: String) -> String { ShellWord.quoted(word) }
}
