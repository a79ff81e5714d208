import Experiments
import Foundation
import Synchronization

/// A progress bar on a terminal; silent when standard error is piped.
final class ProgressBar: Sendable {
  private struct State {
    var started = ContinuousClock.now
    /// When the line was drawn last; nil where there is none on the screen.
    var drawn: ContinuousClock.Instant?
    /// Characters of that line.
    var width = 0
    /// Whether nothing more is drawn, ever.
    var isOver = false
  }

  private let isShown: Bool
  private let state = Mutex(State())

  /// A bar, unless it is not wanted.
  init(isQuiet: Bool) { isShown = !isQuiet && isatty(2) == 1 }

  /// Begins to count the time.
  func begin() { state.withLock { $0.started = .now } }

  /// Draws how far it is, at most ten times a second.
  func show(_ progress: Experiments.Progress, noun: String) {
    guard isShown else { return }
    state.withLock { state in
      let now = ContinuousClock.now
      let isEnd = progress.done >= progress.total
      if state.isOver { return }
      if let drawn = state.drawn, now - drawn < .milliseconds(100), !isEnd { return }
      let line = Self.line(
        progress, noun: noun, seconds: Int((now - state.started).components.seconds),
        width: Self.columns - 1)
      let padding = String(repeating: " ", count: max(0, state.width - line.count))
      FileHandle.standardError.write(Data(("\r" + line + padding).utf8))
      (state.drawn, state.width) = (now, line.count)
    }
  }

  /// Ends the line of the bar.
  func end() {
    state.withLock { state in
      guard state.drawn != nil else { return }
      FileHandle.standardError.write(Data("\n".utf8))
      (state.drawn, state.width) = (nil, 0)
    }
  }

  /// Ends the line, and nothing is drawn any more.
  func stop() {
    end()
    state.withLock { $0.isOver = true }
  }

  /// The bar with as much beside it as fits: on a line that wraps, it could not be drawn again.
  private static func line(
    _ progress: Experiments.Progress, noun: String, seconds: Int, width: Int
  ) -> String {
    let cells = 24
    let filled = min(cells, cells * progress.done / max(1, progress.total))
    let full = String(repeating: "█", count: filled)
    let empty = String(repeating: "░", count: cells - filled)
    var line = "simulating  \(full)\(empty)  \(progress.done) of \(progress.total) \(noun)"
    var notes = ["\(seconds) s"]
    if let half = progress.retentionHalfWidth, half.isFinite {
      notes.insert(String(format: "12-month retention ±%.1f points", half * 100), at: 0)
    }
    for note in notes where line.count + note.count + 3 <= width { line += " · " + note }
    return String(line.prefix(max(1, width)))
  }

  /// Columns of the terminal.
  private static var columns: Int {
    var size = winsize()
    guard ioctl(2, UInt(TIOCGWINSZ), &size) == 0, size.ws_col > 0 else { return 80 }
    return Int(size.ws_col)
  }
}
