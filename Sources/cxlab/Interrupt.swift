import Dispatch
import Documents
import Foundation

/// Ctrl-C: nothing half written stays behind, and the exit status says so.
enum Interrupt {
  /// Ends the process with status 130 on an interrupt, 143 on a request to terminate, or 129 where its terminal
  /// is closed.
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
    for number in [SIGINT, SIGTERM, SIGHUP] {
      let before = signal(number, SIG_IGN)
      // Whoever is to outlive its terminal (nohup) was started so.
      if number == SIGHUP, isIgnored(before) { continue }
      let source = DispatchSource.makeSignalSource(
        signal: number, queue: DispatchQueue(label: "interrupt"))
      source.setEventHandler {
        note()
        OutputFolder.abandonAll()
        Terminal.complain(message())
        // As shells tell of a signal.
        _exit(128 + number)
      }
      source.activate()
      sources.append(source)
    }
  }

  /// Whether a signal was ignored before.
  private static func isIgnored(_ handler: sighandler_t?) -> Bool {
    unsafeBitCast(handler, to: UInt.self) == unsafeBitCast(SIG_IGN, to: UInt.self)
  }

  nonisolated(unsafe) private static var sources: [any DispatchSourceSignal] = []
}
