import Dispatch
import Documents
import Foundation

/// Ctrl-C: nothing half written stays behind, and the exit status says so.
enum Interrupt {
  /// Ends the process with status 130 on an interrupt, or 143 on a request to terminate.
  ///
  /// To be called once.
  ///
  /// - Parameters:
  ///   - note: Called first, to end a progress bar for instance.
  ///   - message: What to tell the user.
  static func exitsCleanly(
    note: @escaping @Sendable () -> Void,
    message: @escaping @Sendable () -> String = { "interrupted; nothing half done was written" }
  ) {
    for number in [SIGINT, SIGTERM] {
      signal(number, SIG_IGN)
      let source = DispatchSource.makeSignalSource(
        signal: number, queue: DispatchQueue(label: "interrupt"))
      source.setEventHandler {
        note()
        OutputFolder.abandonAll()
        Terminal.complain(message())
        _exit(number == SIGINT ? ExitStatus.interrupted : ExitStatus.terminated)
      }
      source.activate()
      sources.append(source)
    }
  }

  nonisolated(unsafe) private static var sources: [any DispatchSourceSignal] = []
}
