import Documents
import Foundation
import ScenarioFiles

/// What goes to the terminal besides results.
enum Terminal {
  /// Writes a message to standard error.
  static func complain(_ message: String) { FileSystem.printError(message) }

  /// Nobody reads more of them.
  private static let mostWarnings = 50

  /// Writes warnings about scenario files to standard error, each once.
  static func warn(_ warnings: [Diagnostic]) {
    var told: Set<String> = []
    let texts = warnings.map(\.rendered).filter { told.insert($0).inserted }
    for text in texts.prefix(mostWarnings) { complain(text) }
    if texts.count > mostWarnings {
      complain("warning: and \(texts.count - mostWarnings) more warnings")
    }
  }

  /// Hands on what was printed so far, so that an interrupt cannot lose it.
  static func flush() { fflush(nil) }

  /// A word as a shell takes it: in quotes where it needs them.
  static func quoted(_ word: String) -> String { ShellWord.quoted(word) }
}
