/// What happened in a simulation, a line an event: for a person to read and for a test to compare.
///
/// A trace that is not recording costs a comparison. Ask ``isRecording`` before a text is put together:
///
/// ```swift
/// var trace = EventTrace(limit: 1_000)
/// if trace.isRecording { trace.note(at: now, "caller 7", "hangs up after 3 minutes") }
/// print(trace.text())
/// ```
public struct EventTrace: Sendable, Equatable {
  /// Something that happened.
  public struct Entry: Sendable, Equatable {
    /// When, in the simulation's unit of time.
    public let time: Double
    /// To whom or to what, such as `caller 7`.
    public let subject: String
    /// What, such as `hangs up after 3 minutes`.
    public let text: String
  }

  /// What was noted, in the order in which it was.
  public private(set) var entries: [Entry] = []
  /// How many entries came after the limit was reached and were left out.
  public private(set) var omitted = 0
  /// The most entries that are kept.
  public let limit: Int

  /// Makes a trace that keeps so many entries; 0 makes one that records nothing.
  public init(limit: Int = 0) { self.limit = limit }

  /// Whether anything is noted at all.
  public var isRecording: Bool { limit > 0 }

  /// Notes what happened.
  ///
  /// - Parameters:
  ///   - time: now.
  ///   - subject: to whom or to what.
  ///   - text: what.
  /// - Precondition: time does not run backwards.
  public mutating func note(at time: Double, _ subject: String, _ text: String) {
    guard isRecording else { return }
    precondition(time >= (entries.last?.time ?? -.infinity), "time cannot run backwards in a trace")
    if entries.count < limit {
      entries.append(Entry(time: time, subject: subject, text: text))
    } else {
      omitted += 1
    }
  }

  /// The trace as text: a line an entry, with the time, the subject and what happened in columns.
  ///
  /// - Parameter clock: how a time is written; with three decimals where nothing else is said.
  public func text(clock: (Double) -> String = EventTrace.decimals) -> String {
    let times = entries.map { clock($0.time) }
    let width = times.map(\.count).max() ?? 0
    let column = min(32, entries.map(\.subject.count).max() ?? 0)
    var lines = zip(times, entries).map { time, entry in
      let subject =
        entry.subject + String(repeating: " ", count: max(0, column - entry.subject.count))
      return String(repeating: " ", count: width - time.count)
        + "\(time)  \(subject)  \(entry.text)"
    }
    if omitted > 0 { lines.append("... and \(omitted) more") }
    return lines.map { $0 + "\n" }.joined()
  }

  /// A time with three decimals.
  public static func decimals(_ time: Double) -> String {
    guard abs(time) < 1e15 else { return "\(time)" }
    let thousandths = Int((abs(time) * 1000).rounded())
    let fraction = String(thousandths % 1000)
    let sign = time < 0 && thousandths > 0 ? "-" : ""
    return sign + "\(thousandths / 1000)." + String(repeating: "0", count: 3 - fraction.count)
      + fraction
  }

  /// The first line in which a text differs from a stored one, with both versions; nil where they
  /// are the same.
  ///
  /// What a test says of a trace that is not the stored one any more.
  public static func firstDifference(of text: String, from stored: String) -> String? {
    let (new, old) = (text.split(separator: "\n"), stored.split(separator: "\n"))
    for line in 0..<max(new.count, old.count) {
      let now = line < new.count ? String(new[line]) : nil
      let before = line < old.count ? String(old[line]) : nil
      if now != before {
        return "line \(line + 1)\n  is:  \(now ?? "(no line)")\n  was: \(before ?? "(no line)")"
      }
    }
    return nil
  }
}
