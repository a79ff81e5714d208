import DiscreteEvents
import RandomVariates

/// A call centre: 100 calls an hour, 8 agents, callers who hang up, ten hours a day.
struct CallCentre {
  enum Kind {
    static let call: UInt32 = 0, ends: UInt32 = 1, hangsUp: UInt32 = 2, closes: UInt32 = 3
  }

  var agents = 8
  let gap = Sampler(.exponential(mean: 0.6))  // all times in minutes
  let talk = Sampler(.lognormal(mean: 4.5, sd: 3))
  let patience = Sampler(.exponential(mean: 3))

  /// One day: what the station counted, and how long each caller who was answered had waited.
  func day(_ number: Int, seed: UInt64 = 1) -> (StationStatistics, waits: [Double]) {
    let luck = RandomSource(seed: seed, replication: UInt32(number))
    luck.seek(0, 0, 0)
    var calendar = EventCalendar()
    var desk = Station()
    var timers: [EventHandle] = []  // by caller
    var waits: [Double] = []
    var isOpen = true

    func answer(_ caller: UInt32, by agent: UInt32, at now: Double) {
      calendar.cancel(timers[Int(caller)])
      waits.append(desk.waitingTime(of: caller, at: now))
      calendar.schedule(at: now + talk.draw(luck), kind: Kind.ends, subject: agent)
    }

    for agent in 0..<UInt32(agents) { desk.arrive(server: agent, at: 0) }
    calendar.schedule(at: gap.draw(luck), kind: Kind.call, subject: 0)
    calendar.schedule(at: 600, kind: Kind.closes, subject: 0)
    while let event = calendar.next() {
      let now = event.time
      switch event.kind {
      case Kind.call where isOpen:
        let caller = event.subject
        timers.append(.none)
        if let agent = desk.join(caller, at: now) {
          answer(caller, by: agent, at: now)
        } else {
          timers[Int(caller)] = calendar.scheduleCancellable(
            at: now + patience.draw(luck), kind: Kind.hangsUp, subject: caller)
        }
        calendar.schedule(at: now + gap.draw(luck), kind: Kind.call, subject: caller + 1)
      case Kind.ends:
        if let next = desk.finish(event.subject, at: now) {
          answer(next, by: event.subject, at: now)
        }
      case Kind.hangsUp: desk.renege(event.subject, at: now)
      case Kind.closes: isOpen = false  // whoever is in line is still served
      default: break
      }
    }
    desk.observe(at: calendar.now)
    return (desk.statistics, waits)
  }
}
