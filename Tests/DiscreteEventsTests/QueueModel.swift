import DiscreteEvents
import RandomVariates

/// An M/M/c queue, with exponential patience if wanted and any number of priorities, run on the kernel.
struct QueueModel {
  var arrivalRate: Double
  var serviceRate = 1.0
  var servers = 1
  var abandonRate = 0.0
  var priorities = 1

  struct Outcome {
    var statistics: StationStatistics
    var littleGap: Double
    /// The mean wait of served jobs by priority.
    var waits: [Tally]
  }

  private enum Kind {
    static let arrival: UInt32 = 0
    static let end: UInt32 = 1
    static let patience: UInt32 = 2
  }
  private enum Purpose {
    static let gap: UInt8 = 0
    static let service: UInt8 = 1
    static let patience: UInt8 = 2
    static let priority: UInt8 = 3
  }

  /// Runs for a time after a tenth of it for settling.
  func run(replication: Int, duration: Double) -> Outcome {
    let source = RandomSource(seed: 4711, replication: UInt32(replication))
    var calendar = EventCalendar()
    var station = Station(priorities: priorities)
    var patience: ContiguousArray<EventHandle> = []
    var waits = Array(repeating: Tally(), count: priorities)
    func draw(_ job: UInt32, _ purpose: UInt8, _ rate: Double) -> Double {
      source.seek(UInt64(job), purpose, 0)
      return source.exponential() / rate
    }
    // At random, so that the arrivals of each priority are a Poisson process.
    func priority(of job: UInt32) -> Int {
      guard priorities > 1 else { return 0 }
      source.seek(UInt64(job), Purpose.priority, 0)
      return Int(source.uniform() * Double(priorities))
    }
    func start(_ job: UInt32, _ server: UInt32) {
      let now = calendar.now
      waits[priority(of: job)].add(station.waitingTime(of: job, at: now))
      if abandonRate > 0 { calendar.cancel(patience[Int(job)]) }
      calendar.schedule(
        at: now + draw(job, Purpose.service, serviceRate), kind: Kind.end, subject: server)
    }
    for server in 0..<servers { station.arrive(server: UInt32(server), at: 0) }
    calendar.schedule(at: draw(0, Purpose.gap, arrivalRate), kind: Kind.arrival, subject: 0)
    let warmUp = duration / 10
    var settled = false
    while let event = calendar.next(before: duration + warmUp) {
      if !settled, event.time > warmUp {
        station.resetStatistics(at: warmUp)
        for priority in 0..<priorities { waits[priority] = Tally() }
        settled = true
      }
      let job = event.subject
      switch event.kind {
      case Kind.arrival:
        calendar.schedule(
          at: event.time + draw(job + 1, Purpose.gap, arrivalRate), kind: Kind.arrival,
          subject: job + 1)
        patience.append(.none)
        if let server = station.join(job, priority: priority(of: job), at: event.time) {
          start(job, server)
        } else if abandonRate > 0 {
          patience[Int(job)] = calendar.scheduleCancellable(
            at: event.time + draw(job, Purpose.patience, abandonRate), kind: Kind.patience,
            subject: job)
        }
      case Kind.end:
        if let next = station.finish(event.subject, at: event.time) { start(next, event.subject) }
      default:
        station.renege(job, at: event.time)
      }
    }
    station.observe(at: duration + warmUp)
    return Outcome(
      statistics: station.statistics, littleGap: station.littleGap(at: duration + warmUp),
      waits: waits)
  }
}

/// The exact stationary figures of M/M/c with exponential patience (Erlang-A), or without (Erlang C),
/// from the balance equations of its birth-and-death process.
struct ErlangA {
  var meanQueue = 0.0
  var occupancy = 0.0
  var delayedShare = 0.0
  var abandonmentRate = 0.0
  var meanWait = 0.0

  init(_ model: QueueModel) {
    let c = model.servers
    var (weight, total, delayed, queue, busy) = (1.0, 0.0, 0.0, 0.0, 0.0)
    for n in 0..<5000 {
      total += weight
      if n >= c { delayed += weight }
      queue += weight * Double(max(0, n - c))
      busy += weight * Double(min(n, c))
      let death =
        Double(min(n + 1, c)) * model.serviceRate + Double(max(0, n + 1 - c)) * model.abandonRate
      weight *= model.arrivalRate / death
    }
    meanQueue = queue / total
    occupancy = busy / total / Double(c)
    delayedShare = delayed / total
    abandonmentRate = model.abandonRate * meanQueue / model.arrivalRate
    meanWait = meanQueue / model.arrivalRate
  }
}
