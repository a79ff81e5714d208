import Foundation

/// What goes to the terminal besides results.
enum Terminal {
  /// Writes a message to standard error.
  static func complain(_ message: String) {
    FileHandle.standardError.write(Data((message + "\n").utf8))
  }
}
