import Experiments
import Foundation
import Synchronization

/// A progress bar on a terminal; silent when standard error is piped.
final class ProgressBar: Sendable {
  private struct State {
    var started = ContinuousClock.now
    /// Characters of the line that is on the screen; 0 for none.
    var width = 0
  }

  private let isShown: Bool
  private let state = Mutex(State())

  /// A bar, unless it is not wanted.
  init(isQuiet: Bool) { isShown = !isQuiet && isatty(2) == 1 }

  /// Begins to count the time.
  func begin() { state.withLock { $0.started = .now } }

  /// Draws how far it is.
  func show(_ progress: Experiments.Progress, noun: String) {
    guard isShown else { return }
    let cells = 24
    let filled = min(cells, cells * progress.done / max(1, progress.total))
    let full = String(repeating: "█", count: filled)
    let empty = String(repeating: "░", count: cells - filled)
    var line = "simulating  \(full)\(empty)  \(progress.done) of \(progress.total) \(noun)"
    if let half = progress.retentionHalfWidth, half.isFinite {
      line += String(format: " · 12-month retention ±%.1f points", half * 100)
    }
    state.withLock { state in
      line += " · \((ContinuousClock.now - state.started).components.seconds) s"
      let padding = String(repeating: " ", count: max(0, state.width - line.count))
      FileHandle.standardError.write(Data(("\r" + line + padding).utf8))
      state.width = line.count
    }
  }

  /// Ends the line of the bar.
  func end() {
    state.withLock { state in
      guard isShown, state.width > 0 else { return }
      FileHandle.standardError.write(Data("\n".utf8))
      state.width = 0
    }
  }
}
