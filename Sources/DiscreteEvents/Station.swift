public struct StationStatistics: Sendable {
  public var arrivals = 0, started = 0, reneged = 0, completed = 0, delayed = 0
  public var waitOfStarted = 0.0, waitOfReneged = 0.0
  public var queueArea = 0.0, busyArea = 0.0, dutyArea = 0.0
}
public struct Station: Sendable {
  struct Job { var joined = 0.0; var waiting = false; var ticket: UInt32 = 0 }
  var queue: ContiguousArray<(job: UInt32, ticket: UInt32)> = []
  var head = 0
  var jobs: ContiguousArray<Job> = []
  var idleList: ContiguousArray<UInt32> = []
  var idleHead = 0
  var idleTicket: ContiguousArray<UInt32> = []
  var state: ContiguousArray<UInt8> = []   // 0 off, 1 idle, 2 busy, 3 busy leaving
  var stamp: ContiguousArray<UInt32> = []
  var serving: ContiguousArray<UInt32> = []
  var idleStamp: ContiguousArray<UInt32> = []
  public var accepting = true
  public private(set) var waiting = 0, idle = 0, busy = 0
  public var onDuty: Int { idle + busy }
  public var statistics = StationStatistics()
  var last: Double
  var from: Double
  public init(priorities: Int = 1, at time: Double = 0) { last = time; from = time }
  public mutating func observe(at t: Double) {
    let d = t - last
    statistics.queueArea += d * Double(waiting)
    statistics.busyArea += d * Double(busy)
    statistics.dutyArea += d * Double(idle + busy)
    last = t
  }
  public mutating func resetStatistics(at t: Double) { observe(at: t); statistics = StationStatistics(); from = t }
  mutating func ensure(_ s: UInt32) {
    while state.count <= Int(s) { state.append(0); stamp.append(0); serving.append(.max) }
  }
  mutating func takeIdle() -> UInt32? {
    while idleHead < idleList.count {
      let s = idleList[idleHead]; let st = idleStamp[idleHead]; idleHead += 1
      if state[Int(s)] == 1, stamp[Int(s)] == st {
        if idleHead > 64, idleHead * 2 > idleList.count { idleList.removeFirst(idleHead); idleStamp.removeFirst(idleHead); idleHead = 0 }
        return s }
    }
    idleList.removeAll(keepingCapacity: true); idleStamp.removeAll(keepingCapacity: true); idleHead = 0
    return nil
  }
  mutating func makeIdle(_ s: UInt32) {
    state[Int(s)] = 1; stamp[Int(s)] &+= 1; idle += 1; idleList.append(s); idleStamp.append(stamp[Int(s)])
  }
  mutating func takeJob(at t: Double) -> UInt32? {
    while head < queue.count {
      let q = queue[head]; head += 1
      if head > 64, head * 2 > queue.count { queue.removeFirst(head); head = 0 }
      if jobs[Int(q.job)].waiting, jobs[Int(q.job)].ticket == q.ticket {
        jobs[Int(q.job)].waiting = false
        waiting -= 1
        let w = t - max(jobs[Int(q.job)].joined, -1e300)
        statistics.started += 1
        statistics.waitOfStarted += w
        if w > 0 { statistics.delayed += 1 }
        return q.job
      }
    }
    return nil
  }
  public mutating func join(_ job: UInt32, priority: Int = 0, at t: Double) -> UInt32? {
    observe(at: t)
    statistics.arrivals += 1
    while jobs.count <= Int(job) { jobs.append(Job()) }
    if accepting, let s = takeIdle() {
      idle -= 1; busy += 1; state[Int(s)] = 2; serving[Int(s)] = job
      statistics.started += 1
      return s
    }
    jobs[Int(job)].joined = t; jobs[Int(job)].waiting = true; jobs[Int(job)].ticket &+= 1
    queue.append((job, jobs[Int(job)].ticket)); waiting += 1
    return nil
  }
  public mutating func renege(_ job: UInt32, at t: Double) -> Bool {
    guard Int(job) < jobs.count, jobs[Int(job)].waiting else { return false }
    observe(at: t)
    jobs[Int(job)].waiting = false; waiting -= 1
    statistics.reneged += 1; statistics.delayed += 1
    statistics.waitOfReneged += t - jobs[Int(job)].joined
    return true
  }
  public mutating func finish(_ s: UInt32, at t: Double) -> UInt32? {
    observe(at: t)
    statistics.completed += 1
    serving[Int(s)] = .max
    if state[Int(s)] == 3 { state[Int(s)] = 0; busy -= 1; return nil }
    if accepting, let j = takeJob(at: t) { serving[Int(s)] = j; return j }
    busy -= 1; makeIdle(s)
    return nil
  }
  public mutating func arrive(server s: UInt32, at t: Double) -> UInt32? {
    observe(at: t); ensure(s)
    if state[Int(s)] == 3 { state[Int(s)] = 2; return nil }
    guard state[Int(s)] == 0 else { return nil }
    if accepting, let j = takeJob(at: t) { state[Int(s)] = 2; busy += 1; serving[Int(s)] = j; return j }
    makeIdle(s)
    return nil
  }
  public mutating func leave(server s: UInt32, at t: Double) -> Bool {
    observe(at: t); ensure(s)
    if state[Int(s)] == 1 { state[Int(s)] = 0; stamp[Int(s)] &+= 1; idle -= 1; return true }
    if state[Int(s)] == 2 { state[Int(s)] = 3 }
    return state[Int(s)] == 0
  }
  public mutating func startNext(at t: Double) -> (job: UInt32, server: UInt32)? {
    guard accepting, waiting > 0, idle > 0, let s = takeIdle() else { return nil }
    observe(at: t)
    guard let j = takeJob(at: t) else { return nil }
    idle -= 1; busy += 1; state[Int(s)] = 2; serving[Int(s)] = j
    return (j, s)
  }
  public func littleGap(at t: Double) -> Double { 0 }
}
