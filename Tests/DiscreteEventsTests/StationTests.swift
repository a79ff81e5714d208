import DiscreteEvents
import RandomVariates
import Testing

@Suite("Station")
struct StationTests {
  @Test("the server idle longest is the one that starts")
  func longestIdle() {
    var desk = Station()
    for server in 0..<3 as Range<UInt32> { desk.arrive(server: server, at: Double(server)) }
    #expect(desk.join(10, at: 5) == 0)
    #expect(desk.join(11, at: 5) == 1)
    #expect(desk.finish(0, at: 6) == nil)
    #expect(desk.join(12, at: 7) == 2)
    #expect(desk.join(13, at: 7) == 0)
    #expect(desk.join(14, at: 8) == nil)
    #expect((desk.waiting, desk.idle, desk.busy, desk.onDuty) == (1, 0, 3, 3))
    #expect(desk.job(of: 2) == 12)
    #expect(desk.job(of: 9) == nil)
  }

  @Test("priority first, then the order of joining; leaving from the middle keeps the order")
  func order() {
    var desk = Station(priorities: 2)
    for job in 0..<6 as Range<UInt32> {
      #expect(desk.join(job, priority: job % 2 == 0 ? 1 : 0, at: Double(job)) == nil)
    }
    #expect(desk.renege(2, at: 10) == true)
    #expect(desk.renege(2, at: 10) == false)
    #expect(desk.waitingTime(of: 2, at: 50) == 8)
    #expect(desk.waitingTime(of: 3, at: 11) == 8)
    #expect(desk.isWaiting(3))
    #expect(!desk.isWaiting(2))
    #expect(desk.arrive(server: 0, at: 20) == 1)
    #expect([21.0, 22, 23, 24].map { desk.finish(0, at: $0) } == [3, 5, 0, 4])
    #expect(desk.waitingTime(of: 0, at: 99) == 23)
    #expect(desk.finish(0, at: 25) == nil)
    let counts = desk.statistics
    #expect((counts.arrivals, counts.started, counts.reneged, counts.completed) == (6, 5, 1, 5))
    #expect(counts.delayed == 6)
    #expect(counts.waitOfReneged == 8)
    #expect(counts.waitOfStarted == 19 + 18 + 17 + 23 + 20)
    #expect(counts.abandonmentRate == 1.0 / 6)
    #expect(counts.meanWaitAnswered == 97.0 / 5)
    #expect(counts.meanWaitAll == 105.0 / 6)
    #expect(desk.littleGap(at: 30) < 1e-12)
  }

  @Test("shifts: idle servers go at once, busy ones when their job ends")
  func shifts() {
    var desk = Station()
    desk.arrive(server: 0, at: 0)
    desk.arrive(server: 1, at: 0)
    #expect(desk.join(7, at: 1) == 0)
    #expect(desk.leave(server: 1, at: 2) == true)
    #expect(desk.leave(server: 1, at: 2) == true)
    #expect(desk.leave(server: 0, at: 2) == false)
    #expect((desk.onDuty, desk.busy, desk.idle) == (1, 1, 0))
    #expect(desk.join(8, at: 3) == nil)
    #expect(desk.finish(0, at: 6) == nil)
    #expect((desk.onDuty, desk.waiting) == (0, 1))
    #expect(desk.arrive(server: 1, at: 10) == 8)
    #expect(desk.leave(server: 1, at: 11) == false)
    // Back before the job ended: the mark is gone, and the next job is taken.
    #expect(desk.arrive(server: 1, at: 12) == nil)
    #expect(desk.join(9, at: 12) == nil)
    #expect(desk.finish(1, at: 13) == 9)
    desk.observe(at: 20)
    // On duty: server 0 from 0 to 6, server 1 from 0 to 2 and from 10 to 20.
    #expect(desk.statistics.dutyArea == 6 + 2 + 10)
    #expect(desk.statistics.busyArea == 5 + 3 + 7)
    #expect(desk.statistics.queueArea == 7 + 1)
    #expect(desk.statistics.occupancy == 15.0 / 18)
    #expect(desk.statistics.meanQueue == 8.0 / 20)
  }

  @Test("a paused station starts nothing, and drains in order when it resumes")
  func pause() {
    var desk = Station()
    desk.arrive(server: 0, at: 0)
    #expect(desk.join(1, at: 0) == 0)
    desk.pause(at: 1)
    #expect(desk.join(2, at: 1) == nil)
    #expect(desk.arrive(server: 1, at: 2) == nil)
    #expect(desk.finish(0, at: 3) == nil)
    #expect(desk.startNext(at: 4) == nil)
    #expect((desk.idle, desk.waiting) == (2, 1))
    desk.resume(at: 5)
    #expect(desk.join(3, at: 5) == nil)
    #expect(desk.startNext(at: 5).map { [$0.job, $0.server] } == [2, 1])
    #expect(desk.startNext(at: 5).map { [$0.job, $0.server] } == [3, 0])
    #expect(desk.startNext(at: 5) == nil)
    #expect(desk.waitingTime(of: 3, at: 5) == 0)
    #expect(desk.statistics.delayed == 1)
  }

  @Test("a full room refuses, and those who turn back are counted")
  func finiteRoom() {
    var desk = Station(room: 2)
    desk.arrive(server: 0, at: 0)
    #expect(desk.admit(1, at: 0) == .starts(server: 0))
    #expect(desk.admit(2, at: 1) == .waits)
    #expect(desk.admit(3, at: 2) == .refused)
    desk.balk(at: 3)
    #expect(desk.present == 2)
    #expect(desk.finish(0, at: 4) == 2)
    #expect(desk.admit(3, at: 5) == .waits)
    let counts = desk.statistics
    #expect((counts.arrivals, counts.refused, counts.balked, counts.started) == (5, 1, 1, 2))
    #expect(counts.refusedShare == 0.2)
    #expect(desk.littleGap(at: 9) < 1e-12)
  }

  @Test("the urgent displace the least urgent, who wait at the head of their line")
  func preemption() {
    var desk = Station(priorities: 3, preempts: true)
    desk.arrive(server: 0, at: 0)
    desk.arrive(server: 1, at: 0)
    #expect(desk.admit(1, priority: 1, at: 0) == .starts(server: 0))
    #expect(desk.admit(2, priority: 2, at: 0) == .starts(server: 1))
    #expect(desk.admit(3, priority: 2, at: 1) == .waits)
    #expect(desk.admit(4, priority: 0, at: 2) == .displaces(job: 2, server: 1))
    // Equals are not displaced.
    #expect(desk.admit(5, priority: 0, at: 3) == .displaces(job: 1, server: 0))
    #expect(desk.admit(6, priority: 0, at: 4) == .waits)
    #expect(desk.finish(0, at: 5) == 6)
    #expect(desk.finish(0, at: 6) == 1)
    #expect(desk.finish(1, at: 7) == 2)
    #expect(desk.finish(1, at: 8) == 3)
    #expect(desk.waitingTime(of: 1, at: 9) == 3)
    #expect(desk.waitingTime(of: 2, at: 9) == 5)
    #expect(desk.waitingTime(of: 3, at: 9) == 7)
    let counts = desk.statistics
    #expect((counts.arrivals, counts.started, counts.interrupted) == (6, 6, 2))
    #expect(counts.waitOfStarted == 1 + 3 + 5 + 7)
    #expect(desk.littleGap(at: 9) < 1e-12)
  }

  @Test("nobody is displaced at a server that is about to leave")
  func preemptionAtTheEndOfAShift() {
    var desk = Station(priorities: 2, preempts: true)
    desk.arrive(server: 0, at: 0)
    #expect(desk.admit(1, priority: 1, at: 0) == .starts(server: 0))
    #expect(desk.leave(server: 0, at: 1) == false)
    #expect(desk.admit(2, priority: 0, at: 2) == .waits)
    #expect(desk.finish(0, at: 3) == nil)
    #expect(desk.onDuty == 0)
  }

  @Test("servers differ in the lines they serve, and in rank")
  func specialists() {
    var desk = Station(priorities: 2, choice: .lowestRank)
    desk.setLines([0], of: 0)
    desk.setLines([1], of: 1)
    desk.setLines([0, 1], of: 2)
    for server in 0..<3 as Range<UInt32> {
      desk.setRank([1, 1, 9][Int(server)], of: server)
      desk.arrive(server: server, at: 0)
    }
    #expect(desk.join(1, priority: 1, at: 0) == 1)
    #expect(desk.join(2, priority: 1, at: 0) == 2)
    // Server 0 is idle but cannot.
    #expect(desk.join(3, priority: 1, at: 1) == nil)
    #expect(desk.join(4, priority: 0, at: 2) == 0)
    #expect(desk.join(5, priority: 0, at: 3) == nil)
    #expect(desk.finish(2, at: 4) == 5)
    #expect(desk.finish(1, at: 5) == 3)
    #expect(desk.finish(0, at: 6) == nil)
    #expect(desk.finish(2, at: 7) == nil)
    // Of the idle, the one of the lowest rank, not the one idle longest.
    #expect(desk.finish(1, at: 8) == nil)
    #expect(desk.join(6, priority: 1, at: 9) == 1)
    #expect(desk.startNext(at: 9) == nil)
  }

  @Test("a job can be handed over, sent home or blocked", arguments: [true, false])
  func interruption(jobWaits: Bool) {
    var desk = Station()
    desk.arrive(server: 0, at: 0)
    #expect(desk.join(1, at: 0) == 0)
    #expect(desk.join(2, at: 1) == nil)
    let taken = desk.interrupt(0, at: 2, jobWaits: jobWaits, leaves: true)
    #expect(taken == (1, nil))
    #expect((desk.onDuty, desk.waiting) == (0, jobWaits ? 2 : 1))
    #expect(desk.interrupt(0, at: 2, jobWaits: true, leaves: false) == (nil, nil))
    #expect(desk.arrive(server: 1, at: 4) == (jobWaits ? 1 : 2))
    desk.block(1, at: 5)
    desk.block(1, at: 6)
    #expect(desk.finish(1, at: 8) == (jobWaits ? 2 : nil))
    desk.observe(at: 10)
    let counts = desk.statistics
    #expect(counts.blockedArea == 3)
    #expect(counts.dutyArea == 2 + 6)
    #expect((counts.interrupted, counts.sentHome) == (jobWaits ? (1, 0) : (0, 1)))
    #expect(counts.started == 2)
    #expect(desk.littleGap(at: 12) < 1e-12)
  }

  @Test("a copy is a station of its own")
  func copies() {
    var base = Station()
    #expect(base.join(1, at: 0) == nil)
    var variant = base
    #expect(variant.arrive(server: 0, at: 1) == 1)
    #expect(base.isWaiting(1))
    #expect(base.renege(1, at: 2) == true)
    #expect(variant.job(of: 0) == 1)
  }

  @Test(
    "Little's law holds on every path, resets, pauses and shift changes included", arguments: 1...6)
  func little(seed: Int) {
    let source = RandomSource(seed: UInt64(seed), replication: 1)
    source.seek(0, 0, 0)
    func pick(_ n: Int) -> UInt32 { UInt32(source.uniform() * Double(n)) }
    var desk = Station(priorities: 3, at: 1e6)
    var time = 1e6
    var (arrivals, gone) = (0, 0)
    for step in 0..<20_000 {
      time += source.exponential()
      switch pick(12) {
      case 0...4:
        _ = desk.join(UInt32(step), priority: Int(pick(3)), at: time)
        arrivals += 1
      case 5: desk.renege(UInt32(step) - min(UInt32(step), pick(20)), at: time)
      case 6: desk.arrive(server: pick(9), at: time)
      case 7: desk.leave(server: pick(9), at: time)
      case 8:
        if desk.accepting { desk.pause(at: time) } else { desk.resume(at: time) }
        while desk.startNext(at: time) != nil {}
      default:
        let server = pick(9)
        if desk.job(of: server) != nil { desk.finish(server, at: time) }
      }
      if step % 3000 == 2999 {
        #expect(desk.littleGap(at: time) < 1e-9)
        #expect(desk.statistics.queueArea > 0)
        gone += desk.statistics.answeredOrLost
        desk.resetStatistics(at: time)
        #expect(desk.littleGap(at: time) == 0)
      }
    }
    #expect(desk.littleGap(at: time + 5) < 1e-9)
    #expect(arrivals == gone + desk.statistics.answeredOrLost + desk.waiting)
  }

  @Test("a lost wait shows as a gap")
  func gapShows() {
    var statistics = StationStatistics()
    statistics.until = 100
    statistics.queueArea = 50
    statistics.waitOfStarted = 40
    #expect(statistics.littleGap(stillWaiting: 10) == 0)
    #expect(statistics.littleGap(stillWaiting: 5) == 0.05)
  }
}
