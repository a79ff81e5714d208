// How jobs and servers meet and part.
extension Station {
  /// A job joins: it starts at once if a server is free, else it waits.
  ///
  /// It starts at once only if the station accepts and nobody waits (jobs left waiting by a pause
  /// are not overtaken).
  ///
  /// - Parameters:
  ///   - job: the job's id; it must not be waiting here.
  ///   - priority: its waiting line, 0 being served first.
  ///   - time: now.
  /// - Returns: the server that starts the job, the one idle longest; nil if the job waits.
  /// - Complexity: O(1), amortised.
  @inlinable
  public mutating func join(_ job: UInt32, priority: Int = 0, at time: Double) -> UInt32? {
    precondition(!line.contains(job), "a job cannot join twice")
    observe(at: time)
    gathered.arrivals += 1
    while marks.count <= Int(job) { marks.append(0) }
    if accepting, line.count == 0, let server = idleServers.takeFirst() {
      marks[Int(job)] = 0
      gathered.started += 1
      occupy(server, with: job)
      return server
    }
    marks[Int(job)] = time
    line.append(job, to: priority)
    return nil
  }

  /// A waiting job gives up and leaves.
  ///
  /// - Returns: false when the job was not waiting.
  /// - Complexity: O(1).
  @inlinable @discardableResult
  public mutating func renege(_ job: UInt32, at time: Double) -> Bool {
    guard line.contains(job) else { return false }
    observe(at: time)
    line.remove(job)
    let wait = time - marks[Int(job)]
    marks[Int(job)] = wait
    gathered.reneged += 1
    gathered.waitOfReneged += wait
    if wait > 0 { gathered.delayed += 1 }
    return true
  }

  /// A server's service ends, and the server takes the next waiting job or turns idle.
  ///
  /// If it was marked as leaving, it goes off duty instead.
  ///
  /// - Returns: the job it now starts, or nil.
  /// - Precondition: the server is busy.
  /// - Complexity: O(priorities).
  @inlinable @discardableResult
  public mutating func finish(_ server: UInt32, at time: Double) -> UInt32? {
    precondition(job(of: server) != nil, "only a busy server can finish")
    observe(at: time)
    gathered.completed += 1
    busyServers -= 1
    if servers[Int(server)].duty == .leaving {
      servers[Int(server)].duty = .off
      return nil
    }
    return offer(server, at: time)
  }

  /// A server comes on duty, and takes the next waiting job or turns idle.
  ///
  /// If it is still busy and marked as leaving, the mark is removed. If it is on duty already,
  /// nothing changes.
  ///
  /// - Returns: the job it starts, or nil.
  /// - Complexity: O(priorities), amortised.
  @inlinable @discardableResult
  public mutating func arrive(server: UInt32, at time: Double) -> UInt32? {
    while servers.count <= Int(server) { servers.append(Server(job: 0, duty: .off)) }
    switch servers[Int(server)].duty {
    case .idle, .busy: return nil
    case .leaving:
      servers[Int(server)].duty = .busy
      return nil
    case .off:
      observe(at: time)
      return offer(server, at: time)
    }
  }

  /// A server's duty ends: at once if it is idle, else when its job ends.
  ///
  /// - Returns: true if the server is off duty now; false if it is busy and goes when its job ends.
  /// - Complexity: O(1).
  @inlinable @discardableResult
  public mutating func leave(server: UInt32, at time: Double) -> Bool {
    guard Int(server) < servers.count else { return true }
    switch servers[Int(server)].duty {
    case .off: return true
    case .busy, .leaving:
      servers[Int(server)].duty = .leaving
      return false
    case .idle:
      observe(at: time)
      idleServers.remove(server)
      servers[Int(server)].duty = .off
      return true
    }
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
  /// - Complexity: O(priorities).
  @inlinable
  public mutating func startNext(at time: Double) -> (job: UInt32, server: UInt32)? {
    guard accepting, line.count > 0, idleServers.count > 0 else { return nil }
    observe(at: time)
    guard let server = idleServers.takeFirst(), let job = offer(server, at: time) else {
      return nil
    }
    return (job, server)
  }

  /// A server without a job and in no line takes the next waiting job or turns idle.
  @inlinable @inline(__always)
  mutating func offer(_ server: UInt32, at time: Double) -> UInt32? {
    guard accepting, let job = line.takeFirst() else {
      servers[Int(server)].duty = .idle
      idleServers.append(server, to: 0)
      return nil
    }
    let wait = time - marks[Int(job)]
    marks[Int(job)] = wait
    gathered.started += 1
    gathered.waitOfStarted += wait
    if wait > 0 { gathered.delayed += 1 }
    occupy(server, with: job)
    return job
  }

  @inlinable @inline(__always)
  mutating func occupy(_ server: UInt32, with job: UInt32) {
    servers[Int(server)] = Server(job: job, duty: .busy)
    busyServers += 1
  }
}
