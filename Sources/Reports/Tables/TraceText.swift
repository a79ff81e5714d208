import DiscreteEvents
import Documents

/// The trace of a replication as text, by the calendar.
enum TraceText {
  /// Lines such as `2026-01-05 09:03:12.345  customer 17  fault: need`.
  static func text(_ trace: EventTrace, startDay: Int) -> String {
    let start = startDay * 86_400_000
    return trace.text { minutes in
      let moment = Timestamp.text(milliseconds: start + Int((minutes * 60_000).rounded()))
      return String(moment.dropLast()).replacingFirst("T", with: " ")
    }
  }
}
