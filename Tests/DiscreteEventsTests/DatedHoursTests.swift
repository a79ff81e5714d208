import DiscreteEvents
import RandomVariates
import Testing

@Suite("Opening hours by date")
struct DatedHoursTests {
  private static let week = WeeklyHours(
    intervals: (0..<5).map { $0 * 1440 + 540..<$0 * 1440 + 1020 })

  private func expect(_ hours: DatedHours, at time: Double, opens: Double, closes: Double) {
    let session = hours.session(at: time)
    #expect(session.opens == opens)
    #expect(session.closes == closes)
  }

  @Test("a week without dates is the week")
  func plain() {
    let hours = DatedHours(Self.week, minuteOfWeekAtZero: 2 * 1440)
    for time in stride(from: -20_000.5, to: 20_000, by: 777.25) {
      let minute = hours.minuteOfWeek(time)
      #expect(hours.isOpen(time) == Self.week.isOpen(minute))
      let session = Self.week.session(at: minute)
      #expect(abs(hours.session(at: time).opens - (time + session.wait)) < 1e-6)
      #expect(abs(hours.session(at: time).closes - (time + session.wait + session.length)) < 1e-6)
      #expect(
        hours.openMinutes(from: time, during: 3_000.5)
          == Self.week.openMinutes(from: minute, during: 3_000.5))
      #expect(
        hours.advance(from: time, open: 700) == Self.week.advance(from: minute, open: 700))
    }
    let never = DatedHours(WeeklyHours(intervals: []))
    #expect(never.session(at: 5).opens == .infinity && never.advance(from: 5, open: 1) == .infinity)
    #expect(DatedHours(.always).session(at: 5) == (5, .infinity))
  }

  @Test("a closed day and a short one")
  func days() {
    // Day 0 is a Monday: Tuesday is closed, Wednesday short, Saturday open.
    let hours = DatedHours(Self.week, days: [1: [], 2: [600..<720], 5: [600..<660, 700..<800]])
    #expect(hours.isOpen(600) && !hours.isOpen(1440 + 600) && !hours.isOpen(2 * 1440 + 599))
    #expect(hours.isOpen(2 * 1440 + 600) && !hours.isOpen(2 * 1440 + 720))
    expect(hours, at: 1021, opens: 2 * 1440 + 600, closes: 2 * 1440 + 720)
    expect(hours, at: 5 * 1440 + 665, opens: 5 * 1440 + 700, closes: 5 * 1440 + 800)
    #expect(hours.openMinutes(from: 0, during: 10_080) == 3 * 480 + 120 + 160)
    #expect(hours.advance(from: 900, open: 120) == 0 + 120)
    #expect(hours.advance(from: 900, open: 121) == 2 * 1440 + 601 - 900)
    // The week after is as usual.
    #expect(hours.openMinutes(from: 10_080, during: 10_080) == 5 * 480)
  }

  @Test("an opening goes on over midnight into and out of such a day")
  func midnight() {
    let hours = DatedHours(.always, days: [1: [0..<60, 1200..<1440]])
    expect(hours, at: 100, opens: 100, closes: 1440 + 60)
    expect(hours, at: 1440 + 100, opens: 1440 + 1200, closes: .infinity)
    let closed = DatedHours(.always, days: [1: [], 2: []])
    expect(closed, at: 100, opens: 100, closes: 1440)
    expect(closed, at: 1500, opens: 3 * 1440, closes: .infinity)
  }

  @Test("what is added up minute by minute is what is said at once", arguments: 0..<12)
  func atOnce(_ number: Int) {
    let source = RandomSource(seed: 11, replication: 1)
    source.seek(UInt64(number), 3, 0)
    func interval(_ most: Int) -> Range<Int> {
      let from = Int(source.uniform() * Double(most - 1))
      return from..<min(most, from + 1 + Int(source.uniform() * 600))
    }
    let weekly = WeeklyHours(intervals: (0..<4).map { _ in interval(10_080) })
    var days: [Int: [Range<Int>]] = [:]
    for _ in 0..<5 {
      days[Int(source.uniform() * 21) - 7] = source.uniform() < 0.4 ? [] : [interval(1440)]
    }
    let hours = DatedHours(weekly, days: days, minuteOfWeekAtZero: Double(number) * 1440)
    for _ in 0..<20 {
      let from = (source.uniform() * 20_160 - 10_080).rounded()
      let length = Int(source.uniform() * 12_000)
      let open = (0..<length).count { hours.isOpen(from + Double($0) + 0.5) }
      #expect(hours.openMinutes(from: from, during: Double(length)) == Double(open))
      if open > 0 {
        let reached = hours.advance(from: from, open: Double(open))
        #expect(reached <= Double(length))
        #expect(hours.openMinutes(from: from, during: reached) == Double(open))
      }
      let (opens, closes) = hours.session(at: from)
      guard opens < .infinity else { continue }
      #expect(hours.openMinutes(from: from, during: opens - from) == 0)
      guard closes < .infinity else { continue }
      #expect(hours.openMinutes(from: opens, during: closes - opens) == closes - opens)
      #expect(!hours.isOpen(closes))
    }
  }

  @Test("jobs are sent away, and change lines, without losing a minute of their wait")
  func sentAway() {
    var desk = Station(priorities: 3)
    _ = desk.arrive(server: 0, at: 0)
    #expect(desk.join(0, priority: 1, at: 0) == 0)
    for job in 1...3 { #expect(desk.join(UInt32(job), priority: 2, at: Double(job)) == nil) }
    #expect(desk.waitingJobs == [1, 2, 3])
    desk.move(3, toLine: 0)
    #expect(desk.waitingJobs == [3, 1, 2] && !desk.isEmpty(line: 0))
    let (isSent, isSentAgain) = (desk.turnAway(1, at: 10), desk.turnAway(1, at: 10))
    #expect(isSent && !isSentAgain)
    #expect(desk.finish(0, at: 12) == 3)
    #expect(desk.isEmpty(line: 0))
    let counts = desk.statistics
    #expect(counts.turnedAway == 1 && counts.waitOfTurnedAway == 9 && counts.waitOfStarted == 9)
    #expect(counts.answeredOrLost == 3 && counts.delayed == 2)
    #expect(desk.violations(at: 20).isEmpty)
  }
}
