import Dispatch
import Foundation
import Reports

/// Ctrl-C: nothing half written stays behind, and the exit status says so.
enum Interrupt {
  /// Ends the process with status 130 on an interrupt or a request to terminate.
  ///
  /// - Parameter note: written to standard error first, such as the end of a progress bar.
  static func exitsCleanly(note: @escaping @Sendable () -> Void) {
    for number in [SIGINT, SIGTERM] {
      signal(number, SIG_IGN)
      let source = DispatchSource.makeSignalSource(
        signal: number, queue: DispatchQueue(label: "interrupt"))
      source.setEventHandler {
        note()
        OutputFolder.abandonAll()
        _exit(number == SIGINT ? 130 : 143)
      }
      source.activate()
      sources.append(source)
    }
  }

  nonisolated(unsafe) private static var sources: [any DispatchSourceSignal] = []
}
