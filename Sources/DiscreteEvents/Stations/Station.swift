/// A service point: waiting lines by priority, and servers that come and go.
///
/// Jobs and servers are the caller's ids, dense from 0. A station decides who is served by whom and
/// keeps the statistics; it schedules nothing. Within a priority, jobs are served in the order in
/// which they joined. Times are in the caller's unit and never run backwards. A station is a value: a
/// copy is a station of its own.
///
/// A server whose shift ends during a service stays on duty until that service ends; to hand the job
/// over or to send it home instead, ``interrupt(_:at:jobWaits:leaves:)`` takes it from the server.
///
/// ```swift
/// var desk = Station()
/// _ = desk.arrive(server: 0, at: 0)
/// if let server = desk.join(7, at: 3) { /* schedule the end of server's service */ }
/// let nextJob = desk.finish(0, at: 8)
/// ```
@frozen
public struct Station: Sendable {
  /// Which of several idle servers takes a job.
  public enum ServerChoice: UInt8, Sendable {
    /// The one idle longest.
    case longestIdle
    /// The one of the lowest rank, such as the most skilled or the cheapest; of equal ones the one
    /// idle longest. See ``Station/setRank(_:of:)``.
    case lowestRank
  }

  /// What becomes of a job that arrives.
  public enum Admission: Sendable, Equatable {
    /// A server starts it at once.
    case starts(server: UInt32)
    /// It waits in line.
    case waits
    /// The room is full: it is lost, or must stay where it is.
    case refused
    /// A server starts it at once and leaves a job of lower priority, which waits at the head of its
    /// line; the caller keeps what is left of that job's service.
    case displaces(job: UInt32, server: UInt32)
  }

  @usableFromInline var memory: StationMemory

  /// Makes a station with no server on duty and nobody waiting.
  ///
  /// - Parameters:
  ///   - priorities: how many waiting lines, up to 64; priority 0 is served first.
  ///   - room: how many jobs fit in, waiting or in service.
  ///   - choice: which of several idle servers takes a job.
  ///   - preempts: whether ``admit(_:priority:at:)`` interrupts jobs of lower priority.
  ///   - time: when its statistics begin.
  public init(
    priorities: Int = 1, room: Int = .max, choice: ServerChoice = .longestIdle,
    preempts: Bool = false, at time: Double = 0
  ) {
    precondition((1...64).contains(priorities), "a station has 1 to 64 waiting lines")
    memory = StationMemory(
      StationCore(
        priorities: priorities, room: room, choice: choice, preempts: preempts, time: time))
  }

  /// The statistics gathered since the start or the last reset, brought up to the last change.
  public var statistics: StationStatistics { memory.core.pointee.statistics }
  /// Bytes that its tables take.
  public var bytes: Int { memory.core.pointee.bytes }

  /// How many jobs wait.
  @inlinable public var waiting: Int { memory.core.pointee.waiting }
  /// How many servers are on duty without a job.
  @inlinable public var idle: Int { memory.core.pointee.idle }
  /// How many servers have a job, those about to leave and those that are blocked included.
  @inlinable public var busy: Int { memory.core.pointee.busy }
  /// How many servers are on duty, idle or busy.
  @inlinable public var onDuty: Int { idle + busy }
  /// How many jobs wait or are in service.
  @inlinable public var present: Int { waiting + busy }

  /// Whether servers may take jobs.
  ///
  /// While false, jobs wait although servers may be idle; after it becomes true again, call
  /// ``startNext(at:)`` until it returns nil.
  @inlinable public var accepting: Bool {
    get { memory.core.pointee.accepting }
    set {
      makeUnique()
      memory.core.pointee.accepting = newValue
    }
  }

  /// The job a server is busy with, or nil.
  @inlinable
  public func job(of server: UInt32) -> UInt32? {
    guard Int(server) < memory.core.pointee.serverCount else { return nil }
    let row = memory.core.pointee.servers + Int(server)
    return row.pointee.isBusy ? row.pointee.job : nil
  }

  /// Whether a job is in the waiting line.
  @inlinable
  public func isWaiting(_ job: UInt32) -> Bool {
    Int(job) < memory.core.pointee.jobCount
      && memory.core.pointee.jobs[Int(job)].line != StationCore.nobody
  }

  /// How long a job has waited since it joined; once it started or reneged, how long it waited in
  /// all.
  ///
  /// Zero for a job that never joined.
  @inlinable
  public func waitingTime(of job: UInt32, at time: Double) -> Double {
    guard Int(job) < memory.core.pointee.jobCount else { return 0 }
    let row = memory.core.pointee.jobs + Int(job)
    return row.pointee.line == StationCore.nobody
      ? row.pointee.waited : row.pointee.waited + time - row.pointee.since
  }

  /// The relative gap of Little's law as an identity of the sample path, at a time: see
  /// ``StationStatistics/littleGap(stillWaiting:)``.
  ///
  /// - Complexity: O(waiting jobs).
  public func littleGap(at time: Double) -> Double {
    var now = memory.core.pointee
    now.observe(at: time)
    return now.gathered.littleGap(stillWaiting: now.waitOfWaiting(at: time))
  }

  @inlinable @inline(__always)
  mutating func makeUnique() {
    if !isKnownUniquelyReferenced(&memory) { separate() }
  }

  @usableFromInline @inline(never)
  mutating func separate() { memory = StationMemory(memory.core.pointee.copied()) }
}

// How jobs meet servers and part from them.
extension Station {
  /// A job joins: it starts at once if a server is free, else it waits.
  ///
  /// It starts at once only if the station accepts and nobody waits whom the server could take (jobs
  /// left waiting by a pause are not overtaken). The room does not matter: see
  /// ``admit(_:priority:at:)``.
  ///
  /// - Parameters:
  ///   - job: the job's id; it must not be waiting here.
  ///   - priority: its waiting line, 0 being served first.
  ///   - time: now.
  /// - Returns: the server that starts the job; nil if the job waits.
  /// - Complexity: O(1), amortised; O(idle servers) where servers differ in what they can do.
  @inlinable @inline(__always)
  public mutating func join(_ job: UInt32, priority: Int = 0, at time: Double) -> UInt32? {
    makeUnique()
    return memory.core.pointee.join(job, priority: priority, at: time)
  }

  /// A job arrives at a station whose room may be full and whose servers may leave other jobs for it.
  ///
  /// - Parameters:
  ///   - job: the job's id; it must not be here, where jobs can be displaced.
  ///   - priority: its waiting line, 0 being served first.
  ///   - time: now.
  /// - Complexity: as ``join(_:priority:at:)``; O(servers) where the station preempts.
  @inlinable
  public mutating func admit(_ job: UInt32, priority: Int = 0, at time: Double) -> Admission {
    makeUnique()
    return memory.core.pointee.admit(job, priority: priority, at: time)
  }

  /// Counts a job that turned back at the sight of the line.
  @inlinable
  public mutating func balk(at time: Double) {
    makeUnique()
    memory.core.pointee.balk(at: time)
  }

  /// A waiting job gives up and leaves.
  ///
  /// - Returns: false when the job was not waiting.
  /// - Complexity: O(1).
  @inlinable @discardableResult
  public mutating func renege(_ job: UInt32, at time: Double) -> Bool {
    makeUnique()
    return memory.core.pointee.renege(job, at: time)
  }

  /// A waiting job is sent away, as those still in line at closing time.
  ///
  /// - Returns: false when the job was not waiting.
  /// - Complexity: O(1).
  @discardableResult
  public mutating func turnAway(_ job: UInt32, at time: Double) -> Bool {
    makeUnique()
    return memory.core.pointee.turnAway(job, at: time)
  }

  /// A waiting job goes to the end of another line, 0 being served first; how long it has waited stays.
  ///
  /// Nothing changes for a job that is not waiting.
  ///
  /// - Complexity: O(1).
  public mutating func move(_ job: UInt32, toLine line: Int) {
    makeUnique()
    memory.core.pointee.move(job, to: line)
  }

  /// The waiting jobs, line by line, in the order in which they are served.
  ///
  /// - Complexity: O(waiting jobs).
  public var waitingJobs: [UInt32] { memory.core.pointee.waitingJobs }

  /// Whether nobody waits in a line.
  @inlinable
  public func isEmpty(line: Int) -> Bool {
    memory.core.pointee.occupied >> UInt64(line) & 1 == 0
  }

  /// A server's service ends, and the server takes the next waiting job or turns idle.
  ///
  /// If it was marked as leaving, it goes off duty instead.
  ///
  /// - Returns: the job it now starts, or nil.
  /// - Precondition: the server is busy.
  /// - Complexity: O(1).
  @inlinable @inline(__always) @discardableResult
  public mutating func finish(_ server: UInt32, at time: Double) -> UInt32? {
    makeUnique()
    return memory.core.pointee.finish(server, at: time)
  }

  /// A server's service has ended, but the job cannot go on: it stays, and blocks the server until
  /// ``finish(_:at:)``.
  ///
  /// - Precondition: the server is busy.
  @inlinable
  public mutating func block(_ server: UInt32, at time: Double) {
    makeUnique()
    memory.core.pointee.block(server, at: time)
  }

  /// Takes a server's job away from it, as when it breaks down, is called away or its shift is over.
  ///
  /// - Parameters:
  ///   - server: a server.
  ///   - time: now.
  ///   - jobWaits: whether the job waits at the head of its line, for whoever comes first; else it
  ///     has left.
  ///   - leaves: whether the server goes off duty; else it takes the next job or turns idle.
  /// - Returns: the job taken away, and the one the server starts now; nil and nil for an idle server.
  /// - Complexity: O(1).
  @inlinable @discardableResult
  public mutating func interrupt(
    _ server: UInt32, at time: Double, jobWaits: Bool, leaves: Bool
  ) -> (job: UInt32?, next: UInt32?) {
    makeUnique()
    return memory.core.pointee.interrupt(server, at: time, jobWaits: jobWaits, leaves: leaves)
  }

  /// A server comes on duty, and takes the next waiting job or turns idle.
  ///
  /// If it is still busy and marked as leaving, the mark is removed. If it is on duty already,
  /// nothing changes.
  ///
  /// - Returns: the job it starts, or nil.
  /// - Complexity: O(1), amortised.
  @inlinable @discardableResult
  public mutating func arrive(server: UInt32, at time: Double) -> UInt32? {
    makeUnique()
    return memory.core.pointee.arrive(server: server, at: time)
  }

  /// A server's duty ends: at once if it is idle, else when its job ends.
  ///
  /// - Returns: true if the server is off duty now; false if it is busy and goes when its job ends.
  /// - Complexity: O(1).
  @inlinable @discardableResult
  public mutating func leave(server: UInt32, at time: Double) -> Bool {
    makeUnique()
    return memory.core.pointee.leave(server: server, at: time)
  }

  /// Says which lines a server serves, all of them unless told.
  ///
  /// It may be said at any time; a job in service goes on.
  ///
  /// - Parameters:
  ///   - lines: their priorities.
  ///   - server: the server.
  @inlinable
  public mutating func setLines(_ lines: some Sequence<Int>, of server: UInt32) {
    makeUnique()
    var bits: UInt64 = 0
    for line in lines {
      precondition((0..<64).contains(line), "there is no such waiting line")
      bits |= 1 << UInt64(line)
    }
    memory.core.pointee.setLines(bits, of: server)
  }

  /// Says how soon a server is chosen where the choice is by rank, the lowest first; 0 unless told.
  ///
  /// - Precondition: the server is not idle on duty.
  @inlinable
  public mutating func setRank(_ rank: Double, of server: UInt32) {
    makeUnique()
    memory.core.pointee.setRank(rank, of: server)
  }

  /// Servers take no more jobs until ``resume(at:)``; services under way go on.
  @inlinable
  public mutating func pause(at time: Double) {
    observe(at: time)
    accepting = false
  }

  /// Servers may take jobs again; call ``startNext(at:)`` until it returns nil to start those that
  /// wait.
  @inlinable
  public mutating func resume(at time: Double) {
    observe(at: time)
    accepting = true
  }

  /// Starts one waiting job on one idle server, if there are both and the station accepts.
  ///
  /// - Complexity: O(1); O(idle servers) where servers differ in what they can do.
  @inlinable
  public mutating func startNext(at time: Double) -> (job: UInt32, server: UInt32)? {
    makeUnique()
    return memory.core.pointee.startNext(at: time)
  }

  /// Brings the time-weighted statistics up to a time.
  ///
  /// - Precondition: the time is not before that of the last change.
  @inlinable
  public mutating func observe(at time: Double) {
    makeUnique()
    memory.core.pointee.observe(at: time)
    assert(violations(at: time).isEmpty, "\(violations(at: time)) at time \(time)")
  }

  /// Begins the statistics anew at a time; jobs and servers stay as they are.
  ///
  /// - Complexity: O(waiting jobs).
  public mutating func resetStatistics(at time: Double) {
    makeUnique()
    memory.core.pointee.resetStatistics(at: time)
  }
}

/// Owns the memory of a station, which copies share until one of them changes.
///
/// Whoever changes it is its only owner, so that it may be handed from thread to thread.
@usableFromInline
final class StationMemory: @unchecked Sendable {
  @usableFromInline let core: UnsafeMutablePointer<StationCore>

  @usableFromInline
  init(_ made: StationCore) {
    core = .allocate(capacity: 1)
    core.initialize(to: made)
  }

  deinit {
    core.pointee.release()
    core.deallocate()
  }
}
