import CGSL
import DiscreteEvents
import RandomVariates

/// The hold model (Vaucher & Duval 1975): the earliest event is taken and scheduled again an
/// exponential time later, so that the number of pending events stays what it was.
struct HoldModel {
  var pending: Int
  var events: Int

  /// Where the exponentials come from.
  enum Draws: String {
    /// GSL's inversion on its fastest generator, as in the C programs it is compared with.
    case gsl
    /// The ziggurat on the addressed streams.
    case ziggurat
  }

  struct Result {
    var nanosecondsPerEvent: Double
    var bytesPerEvent: Double
    /// The last event's time, which shows that the work was done.
    var time: Double
  }

  func run(_ draws: Draws) -> Result {
    let source = RandomSource(seed: 7, replication: 1)
    source.seek(1, 1, 1)
    var calendar = EventCalendar()
    for subject in 0..<pending {
      calendar.schedule(at: source.exponential(), kind: 0, subject: UInt32(subject))
    }
    // Until it is as dense as it stays.
    for _ in 0..<max(1_000, min(pending, events)) {
      guard let event = calendar.next() else { break }
      calendar.schedule(
        at: event.time + source.exponential(), kind: event.kind, subject: event.subject)
    }
    let begin = ContinuousClock.now
    switch draws {
    case .gsl:
      guard let generator = gsl_rng_alloc(cx_gsl_rng_taus2()) else { break }
      defer { gsl_rng_free(generator) }
      for _ in 0..<events {
        guard let event = calendar.next() else { break }
        calendar.schedule(
          at: event.time + gsl_ran_exponential(generator, 1), kind: event.kind,
          subject: event.subject)
      }
    case .ziggurat:
      for _ in 0..<events {
        guard let event = calendar.next() else { break }
        calendar.schedule(
          at: event.time + source.exponential(), kind: event.kind, subject: event.subject)
      }
    }
    let seconds = (ContinuousClock.now - begin) / .seconds(1)
    return Result(
      nanosecondsPerEvent: seconds / Double(events) * 1e9,
      bytesPerEvent: Double(calendar.bytes) / Double(calendar.count), time: calendar.now)
  }
}
