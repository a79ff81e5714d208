/// The state of a station in plain memory.
///
/// Waiting jobs are linked by line, idle servers by the order in which they are chosen, both through
/// tables by id, so that anybody can leave from the middle and nothing is allocated once the largest
/// id has been seen.
@frozen @usableFromInline
struct StationCore {
  @frozen @usableFromInline
  struct Job {
    /// While it waits, since when.
    @usableFromInline var since: Double
    /// How long it has waited, the present wait aside.
    @usableFromInline var waited: Double
    @usableFromInline var previous: UInt32
    @usableFromInline var next: UInt32
    /// The line it waits in, or `nobody`.
    @usableFromInline var line: UInt32
    /// The line it joined last.
    @usableFromInline var priority: UInt8
    /// Whether a server has ever started it.
    @usableFromInline var hasStarted: Bool
  }

  @frozen @usableFromInline
  enum Duty: UInt8 {
    case off, idle, busy
    /// Busy, and off duty as soon as the job ends.
    case leaving
  }

  @frozen @usableFromInline
  struct Server {
    /// The lines it serves, by bits.
    @usableFromInline var lines: UInt64
    @usableFromInline var rank: Double
    @usableFromInline var job: UInt32
    @usableFromInline var previous: UInt32
    @usableFromInline var next: UInt32
    @usableFromInline var duty: Duty
    @usableFromInline var isBlocked: Bool

    @inlinable var isBusy: Bool {
      @inline(__always) get { duty == .busy || duty == .leaving }
    }
  }

  @frozen @usableFromInline
  struct Ends {
    @usableFromInline var first: UInt32
    @usableFromInline var last: UInt32

    @inlinable init() { (first, last) = (StationCore.nobody, StationCore.nobody) }
  }

  @usableFromInline var gathered: StationStatistics
  /// Jobs that were here when the statistics began.
  @usableFromInline var carried = 0
  @usableFromInline var jobs: UnsafeMutablePointer<Job>
  @usableFromInline var jobCount = 0
  @usableFromInline var jobCapacity = 0
  @usableFromInline var servers: UnsafeMutablePointer<Server>
  @usableFromInline var serverCount = 0
  @usableFromInline var serverCapacity = 0
  @usableFromInline var lines: UnsafeMutablePointer<Ends>
  @usableFromInline let lineCount: Int
  /// The lines that are not empty, by bits.
  @usableFromInline var occupied: UInt64 = 0
  @usableFromInline var idlers = Ends()
  @usableFromInline var waiting = 0
  @usableFromInline var idle = 0
  @usableFromInline var busy = 0
  @usableFromInline var blocked = 0
  /// Up to when the time on duty and the time blocked are summed up.
  @usableFromInline var dutyUntil: Double
  @usableFromInline var accepting = true
  /// Whether servers differ in the lines they serve.
  @usableFromInline var isSpecialised = false
  @usableFromInline let room: Int
  @usableFromInline let choice: Station.ServerChoice
  @usableFromInline let preempts: Bool

  @inlinable static var nobody: UInt32 { .max }
  @inlinable static var allLines: UInt64 { .max }

  @usableFromInline
  init(priorities: Int, room: Int, choice: Station.ServerChoice, preempts: Bool, time: Double) {
    gathered = StationStatistics(since: time)
    dutyUntil = time
    jobs = PlainMemory.allocated(0)
    servers = PlainMemory.allocated(0)
    lines = PlainMemory.allocated(priorities)
    lines.initialize(repeating: Ends(), count: priorities)
    lineCount = priorities
    (self.room, self.choice, self.preempts) = (room, choice, preempts)
  }
}

// Memory.
extension StationCore {
  var bytes: Int {
    jobCapacity * MemoryLayout<Job>.stride + serverCapacity * MemoryLayout<Server>.stride
      + lineCount * MemoryLayout<Ends>.stride
  }
}

// What the station offers.
extension StationCore {
  @inlinable @inline(__always)
  mutating func join(_ job: UInt32, priority: Int, at time: Double) -> UInt32? {
    observe(at: time)
    enter(job, priority: priority)
    if let server = idleServer(for: priority) {
      takeFromIdlers(server)
      occupy(server, with: job)
      return server
    }
    jobs[Int(job)].since = time
    append(job, to: priority)
    return nil
  }

  @inlinable
  mutating func admit(_ job: UInt32, priority: Int, at time: Double) -> Station.Admission {
    if waiting + busy >= room {
      observe(at: time)
      gathered.arrivals += 1
      gathered.refused += 1
      return .refused
    }
    if preempts, accepting, idleServer(for: priority) == nil,
      let server = displaceable(by: priority)
    {
      observe(at: time)
      enter(job, priority: priority)
      let displaced = servers[Int(server)].job
      vacate(server)
      putBack(displaced, at: time)
      occupy(server, with: job)
      return .displaces(job: displaced, server: server)
    }
    return join(job, priority: priority, at: time).map { .starts(server: $0) } ?? .waits
  }

  @inlinable
  mutating func balk(at time: Double) {
    observe(at: time)
    gathered.arrivals += 1
    gathered.balked += 1
  }

  @inlinable
  mutating func renege(_ job: UInt32, at time: Double) -> Bool {
    guard let wait = takeOut(job, at: time) else { return false }
    gathered.waitOfReneged += wait
    if !jobs[Int(job)].hasStarted { gathered.reneged += 1 }
    return true
  }

  /// A waiting job leaves its line unserved.
  ///
  /// - Returns: How long it has waited there; nil where it waits nowhere.
  @inlinable
  mutating func takeOut(_ job: UInt32, at time: Double) -> Double? {
    guard Int(job) < jobCount, jobs[Int(job)].line != Self.nobody else { return nil }
    observe(at: time)
    remove(job)
    let wait = time - jobs[Int(job)].since
    jobs[Int(job)].waited += wait
    if jobs[Int(job)].hasStarted {
      gathered.sentHome += 1
    } else if wait > 0 {
      gathered.delayed += 1
    }
    return wait
  }

  /// As reneging, but it is not the job that gives up.
  @usableFromInline
  mutating func turnAway(_ job: UInt32, at time: Double) -> Bool {
    guard let wait = takeOut(job, at: time) else { return false }
    gathered.waitOfTurnedAway += wait
    if !jobs[Int(job)].hasStarted { gathered.turnedAway += 1 }
    return true
  }

  /// A waiting job goes to the end of another line; how long it has waited stays.
  @usableFromInline
  mutating func move(_ job: UInt32, to line: Int) {
    guard Int(job) < jobCount, jobs[Int(job)].line != Self.nobody else { return }
    precondition(line >= 0 && line < lineCount, "there is no such waiting line")
    remove(job)
    jobs[Int(job)].priority = UInt8(line)
    append(job, to: line)
  }

  /// The waiting jobs, line by line, in the order in which they are served.
  @usableFromInline
  var waitingJobs: [UInt32] {
    var found: [UInt32] = []
    found.reserveCapacity(waiting)
    for line in 0..<lineCount {
      var job = lines[line].first
      while job != Self.nobody {
        found.append(job)
        job = jobs[Int(job)].next
      }
    }
    return found
  }

  @inlinable @inline(__always)
  mutating func finish(_ server: UInt32, at time: Double) -> UInt32? {
    precondition(isBusy(server), "only a busy server can finish")
    observe(at: time)
    gathered.completed += 1
    let leaves = servers[Int(server)].duty == .leaving
    if leaves { observeDuty() }
    vacate(server)
    if leaves {
      servers[Int(server)].duty = .off
      return nil
    }
    return offer(server, at: time)
  }

  @inlinable
  mutating func block(_ server: UInt32, at time: Double) {
    precondition(isBusy(server), "only a busy server can be blocked")
    observe(at: time)
    guard !servers[Int(server)].isBlocked else { return }
    observeDuty()
    servers[Int(server)].isBlocked = true
    blocked += 1
  }

  @inlinable
  mutating func interrupt(
    _ server: UInt32, at time: Double, jobWaits: Bool, leaves: Bool
  ) -> (job: UInt32?, next: UInt32?) {
    guard isBusy(server) else {
      if leaves { _ = leave(server: server, at: time) }
      return (nil, nil)
    }
    observe(at: time)
    let job = servers[Int(server)].job
    let goes = leaves || servers[Int(server)].duty == .leaving
    if goes { observeDuty() }
    vacate(server)
    if jobWaits {
      putBack(job, at: time)
    } else {
      gathered.sentHome += 1
    }
    if goes {
      servers[Int(server)].duty = .off
      return (job, nil)
    }
    return (job, offer(server, at: time))
  }

  @inlinable
  mutating func arrive(server: UInt32, at time: Double) -> UInt32? {
    if Int(server) >= serverCount { makeServers(upTo: Int(server)) }
    switch servers[Int(server)].duty {
    case .idle, .busy: return nil
    case .leaving:
      servers[Int(server)].duty = .busy
      return nil
    case .off:
      observe(at: time)
      observeDuty()
      return offer(server, at: time)
    }
  }

  @inlinable
  mutating func leave(server: UInt32, at time: Double) -> Bool {
    guard Int(server) < serverCount else { return true }
    switch servers[Int(server)].duty {
    case .off: return true
    case .busy, .leaving:
      servers[Int(server)].duty = .leaving
      return false
    case .idle:
      observe(at: time)
      observeDuty()
      takeFromIdlers(server)
      servers[Int(server)].duty = .off
      return true
    }
  }

  @usableFromInline
  mutating func setLines(_ bits: UInt64, of server: UInt32) {
    if Int(server) >= serverCount { makeServers(upTo: Int(server)) }
    servers[Int(server)].lines = bits
    isSpecialised = isSpecialised || bits != Self.allLines
  }

  @usableFromInline
  mutating func setRank(_ rank: Double, of server: UInt32) {
    if Int(server) >= serverCount { makeServers(upTo: Int(server)) }
    precondition(servers[Int(server)].duty != .idle, "an idle server's rank cannot change")
    servers[Int(server)].rank = rank
  }

  @inlinable
  mutating func startNext(at time: Double) -> (job: UInt32, server: UInt32)? {
    guard accepting, waiting > 0 else { return nil }
    var server = idlers.first
    while server != Self.nobody, servers[Int(server)].lines & occupied == 0 {
      server = servers[Int(server)].next
    }
    guard server != Self.nobody else { return nil }
    observe(at: time)
    takeFromIdlers(server)
    return offer(server, at: time).map { ($0, server) }
  }

  @inlinable @inline(__always)
  mutating func observe(at time: Double) {
    gathered.advance(to: time, waiting: waiting, busy: busy)
  }

  /// Brings up to the last change what seldom changes: before it does, and before anybody reads it.
  @usableFromInline
  mutating func observeDuty() {
    let step = gathered.until - dutyUntil
    dutyUntil = gathered.until
    gathered.dutyArea += step * Double(idle + busy)
    gathered.blockedArea += step * Double(blocked)
  }

  @usableFromInline
  var statistics: StationStatistics {
    var upToDate = gathered
    upToDate.dutyArea += (gathered.until - dutyUntil) * Double(idle + busy)
    upToDate.blockedArea += (gathered.until - dutyUntil) * Double(blocked)
    return upToDate
  }

  mutating func resetStatistics(at time: Double) {
    observe(at: time)
    dutyUntil = time
    gathered = StationStatistics(since: time)
    gathered.carriedWait = waitOfWaiting(at: time)
    carried = waiting + busy
  }

  /// The time that the jobs now waiting have waited since they last joined, summed.
  func waitOfWaiting(at time: Double) -> Double {
    var sum = 0.0
    for line in 0..<lineCount {
      var job = lines[line].first
      while job != Self.nobody {
        sum += time - jobs[Int(job)].since
        job = jobs[Int(job)].next
      }
    }
    return sum
  }
}

// Jobs.
extension StationCore {
  /// A job is here.
  @inlinable @inline(__always)
  mutating func enter(_ job: UInt32, priority: Int) {
    precondition(priority >= 0 && priority < lineCount, "there is no such waiting line")
    if Int(job) >= jobCount { makeJobs(upTo: Int(job)) }
    precondition(jobs[Int(job)].line == Self.nobody, "a job cannot join twice")
    jobs[Int(job)].waited = 0
    jobs[Int(job)].priority = UInt8(priority)
    jobs[Int(job)].hasStarted = false
    gathered.arrivals += 1
  }

  @usableFromInline @inline(never)
  mutating func makeJobs(upTo last: Int) {
    if last >= jobCapacity { jobs = PlainMemory.grown(jobs, &jobCapacity, to: last + 1) }
    let nobody = Self.nobody
    (jobs + jobCount).initialize(
      repeating: Job(
        since: 0, waited: 0, previous: nobody, next: nobody, line: nobody, priority: 0,
        hasStarted: false),
      count: last + 1 - jobCount)
    jobCount = last + 1
  }

  @inlinable @inline(__always)
  mutating func append(_ job: UInt32, to line: Int) {
    let last = lines[line].last
    jobs[Int(job)].previous = last
    jobs[Int(job)].next = Self.nobody
    jobs[Int(job)].line = UInt32(line)
    if last == Self.nobody {
      lines[line].first = job
      occupied |= 1 << UInt64(line)
    } else {
      jobs[Int(last)].next = job
    }
    lines[line].last = job
    waiting += 1
  }

  /// A job whose service was interrupted waits again, before all others of its line.
  @inlinable
  mutating func putBack(_ job: UInt32, at time: Double) {
    let line = Int(jobs[Int(job)].priority)
    let first = lines[line].first
    jobs[Int(job)].since = time
    jobs[Int(job)].previous = Self.nobody
    jobs[Int(job)].next = first
    jobs[Int(job)].line = UInt32(line)
    if first == Self.nobody {
      lines[line].last = job
      occupied |= 1 << UInt64(line)
    } else {
      jobs[Int(first)].previous = job
    }
    lines[line].first = job
    waiting += 1
    gathered.interrupted += 1
  }

  /// Takes a job out of the line it waits in.
  @inlinable @inline(__always)
  mutating func remove(_ job: UInt32) {
    let row = jobs[Int(job)]
    let line = Int(row.line)
    if row.previous == Self.nobody {
      lines[line].first = row.next
      if row.next == Self.nobody { occupied &= ~(1 << UInt64(line)) }
    } else {
      jobs[Int(row.previous)].next = row.next
    }
    if row.next == Self.nobody {
      lines[line].last = row.previous
    } else {
      jobs[Int(row.next)].previous = row.previous
    }
    jobs[Int(job)].line = Self.nobody
    waiting -= 1
  }
}

// Servers. (Functions that only read are mutating too: they are then given the state where it stands, not
// a copy of it.)
extension StationCore {
  @usableFromInline @inline(never)
  mutating func makeServers(upTo last: Int) {
    if last >= serverCapacity {
      servers = PlainMemory.grown(servers, &serverCapacity, to: last + 1)
    }
    let nobody = Self.nobody
    (servers + serverCount).initialize(
      repeating: Server(
        lines: Self.allLines, rank: 0, job: nobody, previous: nobody, next: nobody, duty: .off,
        isBlocked: false),
      count: last + 1 - serverCount)
    serverCount = last + 1
  }

  @inlinable @inline(__always)
  mutating func isBusy(_ server: UInt32) -> Bool {
    Int(server) < serverCount && servers[Int(server)].isBusy
  }

  /// The idle server that a job of a line may start on at once.
  @inlinable @inline(__always)
  mutating func idleServer(for line: Int) -> UInt32? {
    guard accepting, idle > 0 else { return nil }
    if !isSpecialised { return waiting == 0 ? idlers.first : nil }
    return specialist(for: line)
  }

  @usableFromInline @inline(never)
  mutating func specialist(for line: Int) -> UInt32? {
    var server = idlers.first
    while server != Self.nobody {
      let serves = servers[Int(server)].lines
      if serves >> UInt64(line) & 1 != 0, serves & occupied == 0 { return server }
      server = servers[Int(server)].next
    }
    return nil
  }

  /// The busy server whose job is of the lowest priority, below that of an arriving one; of equal
  /// ones the first.
  ///
  /// Whoever is about to leave takes no more jobs.
  @usableFromInline
  mutating func displaceable(by priority: Int) -> UInt32? {
    var found: UInt32?
    var lowest = UInt8(priority)
    for server in 0..<serverCount {
      let row = servers[server]
      guard row.duty == .busy, !row.isBlocked,
        row.lines >> UInt64(priority) & 1 != 0, jobs[Int(row.job)].priority > lowest
      else { continue }
      lowest = jobs[Int(row.job)].priority
      found = UInt32(server)
    }
    return found
  }

  /// A server without a job, and not among the idle, takes the next waiting job or turns idle.
  @inlinable @inline(__always)
  mutating func offer(_ server: UInt32, at time: Double) -> UInt32? {
    let open = occupied & servers[Int(server)].lines
    guard accepting, open != 0 else {
      servers[Int(server)].duty = .idle
      idle += 1
      link(server)
      return nil
    }
    let job = lines[open.trailingZeroBitCount].first
    remove(job)
    let wait = time - jobs[Int(job)].since
    jobs[Int(job)].waited += wait
    gathered.waitOfStarted += wait
    if !jobs[Int(job)].hasStarted && wait > 0 { gathered.delayed += 1 }
    occupy(server, with: job)
    return job
  }

  @inlinable @inline(__always)
  mutating func occupy(_ server: UInt32, with job: UInt32) {
    servers[Int(server)].job = job
    servers[Int(server)].duty = .busy
    busy += 1
    if !jobs[Int(job)].hasStarted {
      jobs[Int(job)].hasStarted = true
      gathered.started += 1
    }
  }

  /// A server has no job any more.
  @inlinable @inline(__always)
  mutating func vacate(_ server: UInt32) {
    if servers[Int(server)].isBlocked { unblock(server) }
    busy -= 1
  }

  @usableFromInline @inline(never)
  mutating func unblock(_ server: UInt32) {
    observeDuty()
    servers[Int(server)].isBlocked = false
    blocked -= 1
  }

  /// Puts an idle server where its turn to be chosen is.
  @inlinable @inline(__always)
  mutating func link(_ server: UInt32) {
    var before = idlers.last
    if choice == .lowestRank {
      let rank = servers[Int(server)].rank
      while before != Self.nobody, servers[Int(before)].rank > rank {
        before = servers[Int(before)].previous
      }
    }
    let after = before == Self.nobody ? idlers.first : servers[Int(before)].next
    servers[Int(server)].previous = before
    servers[Int(server)].next = after
    if before == Self.nobody { idlers.first = server } else { servers[Int(before)].next = server }
    if after == Self.nobody { idlers.last = server } else { servers[Int(after)].previous = server }
  }

  /// Takes an idle server out of those to be chosen from.
  @inlinable @inline(__always)
  mutating func takeFromIdlers(_ server: UInt32) {
    let row = servers[Int(server)]
    if row.previous == Self.nobody {
      idlers.first = row.next
    } else {
      servers[Int(row.previous)].next = row.next
    }
    if row.next == Self.nobody {
      idlers.last = row.previous
    } else {
      servers[Int(row.next)].previous = row.previous
    }
    idle -= 1
  }
}

// Memory.
extension StationCore {
  /// The same state in memory of its own.
  @usableFromInline
  func copied() -> StationCore {
    var copy = self
    copy.jobs = PlainMemory.copied(jobs, count: jobCount, capacity: jobCapacity)
    copy.servers = PlainMemory.copied(servers, count: serverCount, capacity: serverCapacity)
    copy.lines = PlainMemory.copied(lines, count: lineCount, capacity: lineCount)
    return copy
  }

  @usableFromInline
  func release() {
    PlainMemory.free(jobs)
    PlainMemory.free(servers)
    PlainMemory.free(lines)
  }
}
