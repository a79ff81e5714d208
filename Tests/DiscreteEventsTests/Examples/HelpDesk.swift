import DiscreteEvents
import RandomVariates

/// A help desk: three agents, two experts behind them, calls that come again, and an outage at noon.
struct HelpDesk {
  enum Kind {
    static let call: UInt32 = 0, again: UInt32 = 1, ends: UInt32 = 2, outage: UInt32 = 3
    static let back: UInt32 = 4
  }
  static let talk = [6.0, 15].map { Sampler(.lognormal(mean: $0, sd: $0)) }  // minutes

  var trace = EventTrace(limit: 500)
  /// Calls answered, questions settled by the first of them, and callers put off by the line.
  var (answered, settledAtOnce, putOff) = (0, 0, 0)
  var lines = [Station(), Station()]  // agents, experts

  /// Lives through a day of eight hours, and until the last caller has rung off.
  mutating func day(_ number: Int) {
    let luck = RandomSource(seed: 1, replication: UInt32(number))
    luck.seek(0, 0, 0)
    var calendar = EventCalendar()
    var calls = ArrivalProcess(rate: 0.35)  // a minute
    calls.busyness = Sampler(.gamma(mean: 1, sd: 0.3))
    var callsBefore: [Int] = []  // by caller

    func talks(_ caller: UInt32?, with server: UInt32, _ line: Int, _ now: Double) {
      guard let caller else { return }
      trace.note(at: now, "caller \(caller)", "talks to \(["agent", "expert"][line]) \(server)")
      calendar.schedule(
        at: now + Self.talk[line].draw(luck), kind: Kind.ends, subject: UInt32(line) << 8 | server)
    }
    func rings(_ caller: UInt32, _ line: Int, _ now: Double) {
      if line == 0, lines[0].waiting >= 4 {  // nobody likes a long line: try again later
        lines[0].balk(at: now)
        putOff += 1
        calendar.schedule(at: now + 30, kind: Kind.again, subject: caller)
      } else if let server = lines[line].join(caller, at: now) {
        talks(caller, with: server, line, now)
      }
    }
    for agent in 0..<3 { lines[0].arrive(server: UInt32(agent), at: 0) }
    for expert in 0..<2 { lines[1].arrive(server: UInt32(expert), at: 0) }
    calendar.schedule(at: calls.next(after: 0, luck).time, kind: Kind.call, subject: 0)
    calendar.schedule(at: 240, kind: Kind.outage, subject: 0)
    while let event = calendar.next() {
      let (now, subject) = (event.time, event.subject)
      switch event.kind {
      case Kind.call where now < 480:
        callsBefore.append(0)
        rings(subject, 0, now)
        let next = calls.next(after: now, luck).time
        calendar.schedule(at: next, kind: Kind.call, subject: subject + 1)
      case Kind.again: rings(subject, 0, now)
      case Kind.ends:
        let (line, server) = (Int(subject >> 8), subject & 0xFF)
        guard let caller = lines[line].job(of: server) else { continue }
        talks(lines[line].finish(server, at: now), with: server, line, now)
        answered += line == 0 ? 1 : 0
        if line == 0, luck.uniform() >= 0.7 {  // not settled: on to an expert, or home and back
          callsBefore[Int(caller)] += 1
          if luck.uniform() < 0.5 {
            rings(caller, 1, now)
          } else {
            calendar.schedule(at: now + 60, kind: Kind.again, subject: caller)
          }
        } else if line == 0, callsBefore[Int(caller)] == 0 {
          settledAtOnce += 1
        }
      case Kind.outage:  // services under way go on, nobody new is served
        lines[0].pause(at: now)
        calendar.schedule(at: now + 20, kind: Kind.back, subject: 0)
      case Kind.back:
        lines[0].resume(at: now)
        while let start = lines[0].startNext(at: now) {
          talks(start.job, with: start.server, 0, now)
        }
      default: break
      }
    }
    for line in 0..<2 { lines[line].observe(at: calendar.now) }
  }
}
