extension Station {
  /// What does not hold of the station at a time though it always should: empty, or there is a bug.
  ///
  /// That every job that came has left, waits or is in service; that counts agree with the lines and
  /// the servers behind them; that the idle are idle and the waiting wait; and Little's law as an
  /// identity of the sample path. Debug builds check it whenever they ``observe(at:)``.
  ///
  /// - Complexity: O(jobs + servers).
  public func violations(at time: Double) -> [String] {
    var found = memory.core.pointee.violations
    let gap = littleGap(at: time)
    if gap > 1e-6 { found.append("Little's law: a gap of \(gap)") }
    return found
  }
}

extension StationCore {
  var violations: [String] {
    var found: [String] = []
    func check(_ holds: Bool, _ what: @autoclosure () -> String) {
      if !holds { found.append(what()) }
    }
    let s = gathered
    let gone = s.balked + s.refused + s.reneged + s.turnedAway + s.sentHome + s.completed
    check(
      carried + s.arrivals == gone + waiting + busy,
      "jobs: \(carried) were here and \(s.arrivals) came, but \(gone) have gone, \(waiting) wait "
        + "and \(busy) are in service")
    var count = 0
    for line in 0..<lineCount {
      var before = Self.nobody
      var job = lines[line].first
      while job != Self.nobody, count <= waiting {
        check(jobs[Int(job)].line == UInt32(line), "job \(job) stands in another's line")
        check(jobs[Int(job)].previous == before, "job \(job) has lost the one before it")
        (before, job) = (job, jobs[Int(job)].next)
        count += 1
      }
      check(lines[line].last == before, "line \(line) has lost its end")
      check(
        occupied >> UInt64(line) & 1 == (before == Self.nobody ? 0 : 1), "line \(line) is hidden")
    }
    check(count == waiting, "\(waiting) wait, but \(count) stand in line")
    let all = UnsafeBufferPointer(start: servers, count: serverCount)
    check(all.count(where: \.isBusy) == busy, "\(busy) servers are not busy")
    check(all.count { $0.duty == .idle } == idle, "\(idle) servers are not idle")
    check(all.count(where: \.isBlocked) == blocked, "\(blocked) servers are not blocked")
    var standing = 0
    var server = idlers.first
    while server != Self.nobody, standing <= idle {
      check(servers[Int(server)].duty == .idle, "server \(server) is chosen from, but not idle")
      server = servers[Int(server)].next
      standing += 1
    }
    check(standing == idle, "\(idle) servers are idle, but \(standing) can be chosen")
    return found
  }
}
