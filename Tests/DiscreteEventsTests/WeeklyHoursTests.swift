import DiscreteEvents
import RandomVariates
import Testing

@Suite("Opening hours")
struct WeeklyHoursTests {
  static let day = 1440

  /// Monday to Saturday, 08:00 to 20:00.
  static let shop = WeeklyHours(intervals: (0..<6).map { $0 * day + 480..<$0 * day + 1200 })
  /// Friday evening over the weekend to Monday 02:00, and Wednesday noon.
  static let weekend = WeeklyHours(intervals: [
    4 * day + 1080..<7 * day, 0..<120, 2 * day + 720..<2 * day + 780,
  ])

  @Test("intervals are merged and sorted")
  func merging() {
    let hours = WeeklyHours(intervals: [600..<700, 100..<200, 200..<300, 650..<660, 50..<50])
    #expect(hours.intervals == [100..<300, 600..<700])
    #expect(hours.minutesPerWeek == 300)
    #expect(Self.shop.minutesPerWeek == 72 * 60)
    #expect(WeeklyHours.always.minutesPerWeek == 10_080)
    #expect(hours == WeeklyHours(intervals: [100..<300, 600..<700]))
  }

  @Test("open at the first moment, closed at the last")
  func edges() {
    #expect(!Self.shop.isOpen(479.999))
    #expect(Self.shop.isOpen(480))
    #expect(Self.shop.isOpen(1199.999))
    #expect(!Self.shop.isOpen(1200))
    #expect(Self.shop.isOpen(480 + 10_080 * 3))
    #expect(Self.shop.isOpen(480 - 10_080))
    #expect(!Self.shop.isOpen(6 * 1440 + 600))
  }

  @Test("the wait for an opening, and its session")
  func sessions() {
    #expect(Self.shop.nextOpening(after: 600) == 0)
    #expect(Self.shop.nextOpening(after: 1200) == 720)
    // Saturday 20:00 to Monday 08:00.
    #expect(Self.shop.nextOpening(after: 5 * 1440 + 1200) == 36 * 60)
    #expect(Self.shop.session(at: 600) == (0, 600))
    #expect(Self.shop.session(at: 5 * 1440 + 1200) == (36 * 60, 720))
    // An opening goes on over the end of the week.
    #expect(Self.weekend.session(at: 4 * 1440) == (1080, 360 + 2 * 1440 + 120))
    #expect(Self.weekend.session(at: 7 * 1440 - 10) == (0, 130))
    #expect(Self.weekend.session(at: 60) == (0, 60))
    #expect(WeeklyHours.always.session(at: 5) == (0, .infinity))
    let never = WeeklyHours(intervals: [])
    #expect(never.session(at: 5) == (.infinity, 0))
    #expect(never.nextOpening(after: 5) == .infinity)
    #expect(!never.isOpen(5))
    #expect(never.advance(from: 5, open: 1) == .infinity)
    #expect(never.advance(from: 5, open: 0) == 0)
  }

  @Test("open minutes pass only while it is open")
  func advancing() {
    // An hour before closing on Monday, two hours of work: an hour into Tuesday.
    #expect(Self.shop.advance(from: 1140, open: 120) == 60 + 720 + 60)
    // Used up as it closes.
    #expect(Self.shop.advance(from: 1140, open: 60) == 60)
    #expect(Self.shop.advance(from: 0, open: 720) == 1200)
    #expect(Self.shop.advance(from: 600, open: 0) == 0)
    // Whole weeks are skipped: 72 open hours each.
    #expect(Self.shop.advance(from: 600, open: 100 * 4320 + 30) == 100 * 10_080 + 30)
    #expect(WeeklyHours.always.advance(from: 77, open: 123_456) == 123_456)
  }

  @Test("advancing and counting agree with a minute-by-minute walk", arguments: [shop, weekend])
  func walk(hours: WeeklyHours) {
    let source = RandomSource(seed: 2, replication: 1)
    source.seek(0, 0, 0)
    for _ in 0..<100 {
      let from = (source.uniform() * 10_080).rounded(.down)
      let amount = (source.uniform() * 9000).rounded(.down) + 1
      var (elapsed, open) = (0.0, 0.0)
      while open < amount {
        if hours.isOpen(from + elapsed) { open += 1 }
        elapsed += 1
      }
      #expect(hours.advance(from: from, open: amount) == elapsed)
      #expect(hours.openMinutes(from: from, during: elapsed) == amount)
      let opening = hours.nextOpening(after: from)
      #expect(hours.isOpen(from + opening))
      #expect(opening == 0 || !hours.isOpen(from + opening - 1))
    }
  }

  @Test("waiting for an opening leads to an open moment, whatever the fraction of a minute")
  func rounding() {
    let source = RandomSource(seed: 3, replication: 1)
    source.seek(0, 0, 0)
    for _ in 0..<10_000 {
      let time = source.uniform() * 1e6
      let opening = time + Self.shop.nextOpening(after: time)
      #expect(Self.shop.isOpen(opening))
    }
  }
}

@Suite("Weekly rates")
struct WeeklyRateTests {
  static let factors = [
    (fromMinuteOfDay: 600, toMinuteOfDay: 720, factor: 3.0),
    (fromMinuteOfDay: 660, toMinuteOfDay: 780, factor: 0.5),
    (fromMinuteOfDay: 900, toMinuteOfDay: 960, factor: 0.0),
  ]
  static let shop = WeeklyRate(base: 2, hours: WeeklyHoursTests.shop, factors: factors)

  @Test("expected arrivals in a week")
  func perWeek() {
    let plain = WeeklyRate(base: 2, hours: WeeklyHoursTests.shop, factors: [])
    #expect(plain.perWeek == 2 * 72 * 60)
    // 10-11 thrice, 11-12 one and a half times, 12-13 half, 15-16 none.
    let shopHours: Double = 8 + 3 + 1.5 + 0.5
    #expect(Self.shop.perWeek == 720 * shopHours)
    #expect(Self.shop.rate(at: 605) == 6)
    #expect(Self.shop.rate(at: 670 + 1440) == 3)
    #expect(Self.shop.rate(at: 100) == 0)
    let night = WeeklyRate(
      base: 1, hours: .always,
      factors: [(fromMinuteOfDay: 1320, toMinuteOfDay: 360, factor: 0.25)])
    #expect(night.perWeek == 420 * 18)
    #expect(night.rate(at: 1400) == 0.25)
    #expect(night.rate(at: 100) == 0.25)
    #expect(night.rate(at: 700) == 1)
  }

  @Test("the cumulative intensity up to the next arrival is the exponential drawn")
  func inversion() {
    let source = RandomSource(seed: 4, replication: 1)
    source.seek(0, 0, 0)
    for round in 0..<200 {
      let from = (source.uniform() * 10_080).rounded(.down)
      let e = source.exponential() * (round % 2 == 0 ? 1 : 5000)
      let elapsed = Self.shop.next(from: from, exponential: e)
      var (passed, area) = (0.0, 0.0)
      while passed + 1 <= elapsed {
        area += Self.shop.rate(at: from + passed)
        passed += 1
      }
      area += Self.shop.rate(at: from + passed) * (elapsed - passed)
      #expect(abs(area - e) < 1e-6 * max(1, e))
    }
    let never = WeeklyRate(base: 0, hours: .always, factors: [])
    #expect(never.next(from: 3, exponential: 1) == .infinity)
    #expect(never.perWeek == 0)
  }

  @Test("arrivals over many weeks are as many as expected, and only while it is open")
  func poisson() {
    let source = RandomSource(seed: 6, replication: 1)
    let weeks = 40.0
    var (time, count) = (0.0, 0)
    while true {
      source.seek(1, 0, count)
      time += Self.shop.next(from: time, exponential: source.exponential())
      guard time < weeks * 10_080 else { break }
      #expect(Self.shop.rate(at: time) > 0)
      count += 1
    }
    let expected = weeks * Self.shop.perWeek
    #expect(abs(Double(count) - expected) < 4 * expected.squareRoot())
  }
}
