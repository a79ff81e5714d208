import Documents
import Experiments
import Foundation
import Studies
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
  ///
  /// - Parameter isOpen: Whether it may end before all is done: then the time left is the most there can be.
  func show(_ progress: Experiments.Progress, noun: String, isOpen: Bool = false) {
    draw(isEnd: progress.done >= progress.total) { seconds, width in
      var notes = [
        Self.left(done: progress.done, of: progress.total, seconds: seconds, isOpen: isOpen)
          ?? "\(seconds) s"
      ]
      if let half = progress.retentionHalfWidth, half.isFinite {
        notes.insert(String(format: "12-month retention ±%.1f points", half * 100), at: 0)
      }
      let bar = Self.bar(progress.done, of: progress.total)
      return Self.line(
        "simulating  \(bar)  \(progress.done) of \(progress.total) \(noun)", notes, width: width)
    }
  }

  /// Draws how far a sweep is, at most ten times a second.
  ///
  /// - Parameter others: What else there is to say.
  func show(_ progress: SweepWorker.Progress, notes others: [String] = []) {
    draw(isEnd: progress.done >= progress.total) { seconds, width in
      var notes: [String] = []
      if progress.failed > 0 { notes.append("\(progress.failed) failed (kept going)") }
      if let left = Self.left(done: progress.runs, of: progress.runsInAll, seconds: seconds) {
        notes.append(left)
      }
      notes += others
      let bar = Self.bar(progress.runs, of: progress.runsInAll)
      return Self.line(
        "\(bar)  \(progress.done) of \(progress.total) points", notes, width: width)
    }
  }

  /// The time left, when there is something to tell it by.
  static func left(done: Int, of total: Int, seconds: Int, isOpen: Bool = false) -> String? {
    guard done > 0, seconds >= 2, total > done else { return nil }
    let text = left(seconds: Double(seconds) * Double(total - done) / Double(done))
    return isOpen ? text.replacing("about", with: "at most") : text
  }

  private static func left(seconds: Double) -> String {
    if seconds < 90 { return "about \(max(1, Int(seconds))) s left" }
    if seconds < 5400 { return "about \(Int((seconds / 60).rounded())) min left" }
    return "about \(Int((min(seconds, 1e9) / 3600).rounded())) h left"
  }

  private func draw(isEnd: Bool, _ text: (_ seconds: Int, _ width: Int) -> String) {
    guard isShown else { return }
    state.withLock { state in
      let now = ContinuousClock.now
      if state.isOver { return }
      if let drawn = state.drawn, now - drawn < .milliseconds(100), !isEnd { return }
      let line = text(Int((now - state.started).components.seconds), Self.columns - 1)
      let padding = String(repeating: " ", count: max(0, state.width - line.count))
      FileSystem.printError("\r" + line + padding, terminator: "")
      (state.drawn, state.width) = (now, line.count)
    }
  }

  /// Ends the line of the bar.
  func end() {
    state.withLock { state in
      guard state.drawn != nil else { return }
      FileSystem.printError("")
      (state.drawn, state.width) = (nil, 0)
    }
  }

  /// Ends the line, and nothing is drawn any more.
  func stop() {
    end()
    state.withLock { $0.isOver = true }
  }

  private static func bar(_ done: Int, of total: Int) -> String {
    let cells = 24
    let filled = min(cells, cells * done / max(1, total))
    return String(repeating: "█", count: filled) + String(repeating: "░", count: cells - filled)
  }

  /// A line with as many notes as fit: on a line that wraps, it could not be drawn again.
  private static func line(_ text: String, _ notes: [String], width: Int) -> String {
    var line = text
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
