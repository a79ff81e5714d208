import DiscreteEvents
import RandomVariates

/// M/M/c with or without impatience, on the general station: waits of each customer, numbers in line and
/// busy over time, and anybody may give up.
struct WaitingLine {
  var arrivalsPerTime: Double
  var servers = 1
  /// Who gives up after an exponential time of this mean; infinite for nobody.
  var patience = Double.infinity
  var customers: Int

  struct Result {
    var seconds: Double
    var customersPerSecond: Double
    var meanWait: Double
    var meanQueue: Double
    var abandoned: Double
  }

  private enum Kind {
    static let arrival: UInt32 = 0
    static let end: UInt32 = 1
    static let gaveUp: UInt32 = 2
  }

  func run() -> Result {
    let begin = ContinuousClock.now
    let source = RandomSource(seed: 1, replication: 1)
    source.seek(1, 1, 1)
    var calendar = EventCalendar()
    var station = Station()
    for server in 0..<servers { station.arrive(server: UInt32(server), at: 0) }
    // Those present have numbers of their own; there are never so many that these come round.
    let numbers: UInt32 = 4096
    var timers = ContiguousArray(repeating: EventHandle.none, count: Int(numbers))
    var arrived = 0
    let gap = 1 / arrivalsPerTime
    calendar.schedule(at: source.exponential() * gap, kind: Kind.arrival, subject: 0)
    while let event = calendar.next() {
      let now = event.time
      switch event.kind {
      case Kind.arrival:
        arrived += 1
        if arrived < customers {
          calendar.schedule(
            at: now + source.exponential() * gap, kind: Kind.arrival, subject: 0)
        }
        let row = UInt32(truncatingIfNeeded: arrived) % numbers
        if let server = station.join(row, at: now) {
          calendar.schedule(at: now + source.exponential(), kind: Kind.end, subject: server)
        } else if patience < .infinity {
          timers[Int(row)] = calendar.scheduleCancellable(
            at: now + source.exponential() * patience, kind: Kind.gaveUp, subject: row)
        }
      case Kind.end:
        let server = event.subject
        if let next = station.finish(server, at: now) {
          if patience < .infinity { calendar.cancel(timers[Int(next)]) }
          calendar.schedule(at: now + source.exponential(), kind: Kind.end, subject: server)
        }
      default:
        station.renege(event.subject, at: now)
      }
    }
    station.observe(at: calendar.now)
    let seconds = (ContinuousClock.now - begin) / .seconds(1)
    let statistics = station.statistics
    return Result(
      seconds: seconds, customersPerSecond: Double(customers) / seconds,
      meanWait: statistics.meanWaitAll, meanQueue: statistics.meanQueue,
      abandoned: statistics.abandonmentRate)
  }
}
