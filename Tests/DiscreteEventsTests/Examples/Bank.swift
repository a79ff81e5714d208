import DiscreteEvents
import RandomVariates

/// A bank with three tellers, twelve customers an hour and ten minutes each, open all day and night.
struct Bank {
  /// The mean wait in minutes of those who came in a day, after two hours in which the bank fills.
  func meanWait(day: Int) -> Double {
    let luck = RandomSource(seed: 7, replication: UInt32(day))
    luck.seek(0, 0, 0)
    var calendar = EventCalendar()
    var counter = Station()
    for teller in 0..<3 as Range<UInt32> { counter.arrive(server: teller, at: 0) }
    calendar.schedule(at: luck.exponential() * 5, kind: 0, subject: 0)
    var isWarm = false
    while let event = calendar.next(before: 120 + 1_440) {
      if !isWarm, event.time > 120 {
        counter.resetStatistics(at: 120)
        isWarm = true
      }
      var teller: UInt32?
      if event.kind == 0 {
        teller = counter.join(event.subject, at: event.time)
        calendar.schedule(
          at: event.time + luck.exponential() * 5, kind: 0, subject: event.subject + 1)
      } else if counter.finish(event.subject, at: event.time) != nil {
        teller = event.subject
      }
      if let teller {
        calendar.schedule(at: event.time + luck.exponential() * 10, kind: 1, subject: teller)
      }
    }
    return counter.statistics.meanWaitAnswered
  }
}
