import DiscreteEvents
import RandomVariates

/// A clinic: each patient sees the nurse, then one of two doctors, then the office.
struct Clinic {
  static let servers = [1, 2, 1]
  static let service = [15.0, 20, 5].map { Sampler(.lognormal(mean: $0, sd: 1)) }
  static let gap = Sampler(.lognormal(mean: 10, sd: 2))

  /// Patients through with everything after some minutes, and how busy each of the three was.
  func run(minutes: Double, replication: Int) -> (done: Int, occupancy: [Double]) {
    let luck = RandomSource(seed: 10, replication: UInt32(replication))
    luck.seek(0, 0, 0)
    var calendar = EventCalendar()
    var stations = Self.servers.map { count in
      var station = Station()
      for server in 0..<UInt32(count) { station.arrive(server: server, at: 0) }
      return station
    }

    func serve(at step: Int, by server: UInt32, now: Double) {
      calendar.schedule(
        at: now + Self.service[step].draw(luck), kind: UInt32(step), subject: server)
    }
    func comes(_ patient: UInt32, to step: Int, now: Double) {
      if let server = stations[step].join(patient, at: now) {
        serve(at: step, by: server, now: now)
      }
    }

    let arrives: UInt32 = 9
    calendar.schedule(at: Self.gap.draw(luck), kind: arrives, subject: 0)
    while let event = calendar.next(before: minutes) {
      let (now, step) = (event.time, Int(event.kind))
      if event.kind == arrives {
        comes(event.subject, to: 0, now: now)
        calendar.schedule(at: now + Self.gap.draw(luck), kind: arrives, subject: event.subject + 1)
        continue
      }
      guard let patient = stations[step].job(of: event.subject) else { continue }
      if stations[step].finish(event.subject, at: now) != nil {
        serve(at: step, by: event.subject, now: now)
      }
      if step < 2 { comes(patient, to: step + 1, now: now) }
    }
    for step in 0..<3 { stations[step].observe(at: minutes) }
    return (stations[2].statistics.completed, stations.map(\.statistics.occupancy))
  }
}
