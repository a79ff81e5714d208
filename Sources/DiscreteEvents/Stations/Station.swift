/// A service point: waiting lines by priority, and servers that come and go.
///
/// Jobs and servers are the caller's ids, dense from 0. A station decides who is served by whom and
/// keeps the statistics; it schedules nothing. Within a priority, jobs are served in the order in
/// which they joined; a job is given to the server that has been idle longest. A job in service is
/// never interrupted. Times are in the caller's unit and never run backwards.
///
/// A server whose shift ends during a service stays on duty until that service ends.
///
/// ```swift
/// var desk = Station()
/// _ = desk.arrive(server: 0, at: 0)
/// if let server = desk.join(7, at: 3) { /* schedule the end of server's service */ }
/// let nextJob = desk.finish(0, at: 8)
/// ```
@frozen
public struct Station: Sendable {
  @frozen @usableFromInline
  enum Duty: UInt8, Sendable {
    case off, idle, busy
    /// Busy, and off duty as soon as the job ends.
    case leaving
  }

  @frozen @usableFromInline
  struct Server: Sendable {
    @usableFromInline var job: UInt32
    @usableFromInline var duty: Duty

    @inlinable init(job: UInt32, duty: Duty) {
      self.job = job
      self.duty = duty
    }
  }

  /// Whether servers may take jobs.
  ///
  /// While false, jobs wait although servers may be idle; after it becomes true again, call
  /// ``startNext(at:)`` until it returns nil.
  public var accepting: Bool

  /// The statistics gathered since the start or the last reset, brought up to the last change.
  @inlinable public var statistics: StationStatistics { gathered }

  @usableFromInline var gathered: StationStatistics
  @usableFromInline var line: LinkedLines
  @usableFromInline var idleServers: LinkedLines
  @usableFromInline var servers: ContiguousArray<Server>
  /// By job: while it waits, when it joined; afterwards, how long it waited.
  @usableFromInline var marks: ContiguousArray<Double>
  @usableFromInline var busyServers: Int

  /// Makes a station with no server on duty and nobody waiting.
  ///
  /// - Parameters:
  ///   - priorities: how many waiting lines; priority 0 is served first.
  ///   - time: when its statistics begin.
  public init(priorities: Int = 1, at time: Double = 0) {
    precondition(priorities > 0, "a station needs at least one waiting line")
    accepting = true
    gathered = StationStatistics(since: time)
    line = LinkedLines(lines: priorities)
    idleServers = LinkedLines(lines: 1)
    servers = []
    marks = []
    busyServers = 0
  }

  /// How many jobs wait.
  @inlinable public var waiting: Int { line.count }
  /// How many servers are on duty without a job.
  @inlinable public var idle: Int { idleServers.count }
  /// How many servers have a job, those about to leave included.
  @inlinable public var busy: Int { busyServers }
  /// How many servers are on duty, idle or busy.
  @inlinable public var onDuty: Int { idleServers.count + busyServers }

  /// The job a server is busy with, or nil.
  @inlinable
  public func job(of server: UInt32) -> UInt32? {
    guard Int(server) < servers.count else { return nil }
    let row = servers[Int(server)]
    return row.duty == .busy || row.duty == .leaving ? row.job : nil
  }

  /// Whether a job is in the waiting line.
  @inlinable
  public func isWaiting(_ job: UInt32) -> Bool { line.contains(job) }

  /// How long a job has waited since it joined; once it started or reneged, how long it waited in
  /// all.
  ///
  /// Zero for a job that never joined.
  @inlinable
  public func waitingTime(of job: UInt32, at time: Double) -> Double {
    guard Int(job) < marks.count else { return 0 }
    return line.contains(job) ? time - marks[Int(job)] : marks[Int(job)]
  }

  /// Brings the time-weighted statistics up to a time.
  ///
  /// - Precondition: the time is not before that of the last change.
  @inlinable
  public mutating func observe(at time: Double) {
    gathered.advance(to: time, waiting: waiting, busy: busyServers, onDuty: onDuty)
  }

  /// Begins the statistics anew at a time; jobs and servers stay as they are.
  ///
  /// - Complexity: O(waiting jobs).
  public mutating func resetStatistics(at time: Double) {
    observe(at: time)
    gathered = StationStatistics(since: time)
    gathered.carriedWait = waitOfWaiting(at: time)
  }

  /// The relative gap of Little's law as an identity of the sample path, at a time: see
  /// ``StationStatistics/littleGap(stillWaiting:)``.
  ///
  /// - Complexity: O(waiting jobs).
  public func littleGap(at time: Double) -> Double {
    var now = gathered
    now.advance(to: time, waiting: waiting, busy: busyServers, onDuty: onDuty)
    return now.littleGap(stillWaiting: waitOfWaiting(at: time))
  }

  /// The time that the jobs now waiting have waited, summed.
  func waitOfWaiting(at time: Double) -> Double {
    var sum = 0.0
    line.forEach { sum += time - marks[Int($0)] }
    return sum
  }
}
