import Experiments
import Foundation
import Synchronization

/// A progress bar on a terminal; silent when standard error is piped.
final class ProgressBar: Sendable {
  private let isShown: Bool
  private let started = ContinuousClock.now
  private let width = Mutex(0)

  /// A bar, unless it is not wanted.
  init(isQuiet: Bool) { isShown = !isQuiet && isatty(2) == 1 }

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
    let seconds = (ContinuousClock.now - started).components.seconds
    line += " · \(seconds) s"
    write(line)
  }

  /// Ends the line of the bar.
  func end() {
    guard isShown, width.withLock({ $0 > 0 }) else { return }
    FileHandle.standardError.write(Data("\n".utf8))
    width.withLock { $0 = 0 }
  }

  private func write(_ line: String) {
    width.withLock { before in
      let padding = String(repeating: " ", count: max(0, before - line.count))
      FileHandle.standardError.write(Data(("\r" + line + padding).utf8))
      before = line.count
    }
  }
}
