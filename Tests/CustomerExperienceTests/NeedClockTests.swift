import DiscreteEvents
import RandomVariates
import Testing

@testable import CustomerExperience

@Suite("Needs follow the week and the year")
struct NeedClockTests {
  /// A year from Thursday, 1 January 2026.
  private static var clock: Clock {
    var clock = Clock()
    (clock.start, clock.horizonMonths, clock.settleMonths) = (20_454, 12, 0)
    return clock
  }

  private static var december: Season {
    var season = Season()
    season.december = 3
    return season
  }

  private static func rush(_ intervals: [Range<Int>], times: Double) -> Rush {
    var rush = Rush()
    (rush.hours, rush.times) = (WeeklyHours(intervals: intervals), times)
    return rush
  }

  @Test("own time runs as the rate does")
  func law() throws {
    let grid = TimeGrid(Self.clock)
    let day = TimeGrid.day
    // The mean of the months is 14/12.
    let season = try #require(Rhythm([], Self.december))
    #expect(abs(season.due(after: 0, elapsed: day * 12 / 14, peak: nil, on: grid) - day) < 1e-6)
    #expect(
      abs(season.elapsed(from: 0, to: 31 * day, peak: nil, on: grid) - 31 * day * 12 / 14) < 1e-6)
    let december = (365 - 31) * day
    #expect(
      abs(season.elapsed(from: december, to: december + day, peak: nil, on: grid) - day * 36 / 14)
        < 1e-6)
    // Mondays four times the mean, other days half of it; the first Monday is 5 January.
    let week = try #require(Rhythm([Self.rush([0..<1440], times: 8)], nil))
    let monday = 4 * day
    #expect(abs(week.due(after: monday, elapsed: 4 * day, peak: nil, on: grid) - 5 * day) < 1e-6)
    #expect(
      abs(week.due(after: monday, elapsed: 4.25 * day, peak: nil, on: grid) - 5.5 * day) < 1e-6)
    #expect(abs(week.elapsed(from: 0, to: 7 * day, peak: nil, on: grid) - 7 * day) < 1e-6)
    // Nobody comes at times that weigh nothing, and nobody at all where all do.
    let closed = try #require(Rhythm([Self.rush([0..<1440], times: 0)], nil))
    #expect(
      abs(
        closed.due(after: monday - day, elapsed: day * 7 / 6 + 0.001, peak: nil, on: grid) - 5 * day
      ) < 0.01)
    let never = try #require(Rhythm([Self.rush([0..<10_080], times: 0)], nil))
    #expect(never.due(after: 0, elapsed: 1, peak: nil, on: grid) == .infinity)
    #expect(never.elapsed(from: 0, to: 100, peak: nil, on: grid) == 0)
  }

  @Test("a peak of the month goes on within it, and both ways agree")
  func inverse() throws {
    let grid = TimeGrid(Self.clock)
    let both = try #require(
      Rhythm([Self.rush([540..<660, 2_000..<2_060], times: 5)], Self.december))
    var peak = Peak()
    (peak.day, peak.factor) = (10, 6)
    // A peak leaves the total of a month.
    let month = 31 * TimeGrid.day
    let (with, without) = (
      try #require(Rhythm([], Self.december)).elapsed(from: 0, to: month, peak: peak, on: grid),
      try #require(Rhythm([], Self.december)).elapsed(from: 0, to: month, peak: nil, on: grid)
    )
    #expect(abs(with - without) < 1e-6)
    for step in 0..<60 {
      let (time, elapsed) = (Double(step) * 7_919, 3 + 1_357 * Double(step))
      for peak in [nil, peak] {
        let due = both.due(after: time, elapsed: elapsed, peak: peak, on: grid)
        #expect(due >= time)
        #expect(abs(both.elapsed(from: time, to: due, peak: peak, on: grid) - elapsed) < 1e-4)
      }
    }
  }

  /// A thousand customers with a need a month, for a machine.
  private func firm(_ change: (inout Segment) -> Void) -> Scenario {
    var s = Scenario()
    s.clock = Self.clock
    s.customers.relationship = .contract
    var segment = Segment()
    (segment.id, segment.initial) = ("homes", 1_000)
    change(&segment)
    s.customers.segments = [segment]
    var machine = Touchpoint()
    (machine.id, machine.channel, machine.service) = ("machine", .selfService, .constant(1))
    var question = Journey()
    (question.id, question.touchpoints) = ("question", [machine])
    question.need.rate = .constant(12)
    s.journeys = [question]
    s.loyalty.churn = .constant(0)
    s.complaints.base = -20
    return s
  }

  @Test("needs of customers under a contract come in their season")
  func season() throws {
    func needs(_ season: Season?) throws -> [Double] {
      let runs = try firm { $0.season = season }.runs(1)
      return try #require(runs[0].timeline[SeriesKey("needs", "journey:question")])
    }
    let (moved, even) = (try needs(Self.december), try needs(nil))
    // 1,000 times 12 a year, of which December holds 31 days at 36/14 of the mean.
    let expected = 12_000 / 365.25 * 31 * 36 / 14
    #expect(abs(moved[11] - expected) < 4 * expected.squareRoot(), "\(moved)")
    #expect(even[11] < expected - 4 * expected.squareRoot())
    // In the year there are as many: 366 days' worth by the weights of its months.
    let year = 12_000 / 365.25 * (334 * 12.0 / 14 + 31 * 36 / 14)
    #expect(abs(moved.reduce(0, +) - year) < 4 * year.squareRoot())
  }

  @Test("and at their time of the week, each kind of people at its own")
  func week() throws {
    func weekend(_ change: (inout Segment) -> Void) throws -> Double {
      let runs = try firm(change).runs(1, records: true)
      let contacts = try #require(runs[0].records).contacts
      // The run begins on a Thursday.
      let away = contacts.count { Int(($0.arrived / 1440).rounded(.down) + 3) % 7 >= 5 }
      return Double(away) / Double(contacts.count)
    }
    let weekdays = (0..<5).map { $0 * 1440..<($0 + 1) * 1440 }
    // 2 days of 22 fifths against 2 of 7.
    let error = 4 * (0.1 * 0.9 / 10_000).squareRoot()
    let moved = try weekend { $0.rhythm = [Self.rush(weekdays, times: 4)] }
    #expect(abs(moved - 2.0 / 22) < error, "\(moved)")
    #expect(abs(try weekend { _ in } - 2.0 / 7) < 2 * error)
    // Half of them are young, who have needs at any time all the same: by an hour that changes nothing much.
    let mixed = try weekend {
      $0.rhythm = [Self.rush(weekdays, times: 4)]
      $0.people = [Attribute(name: "age", values: [("young", 0.5), ("old", 0.5)])]
      var effect = TraitEffect()
      (effect.attribute, effect.value) = ("age", "young")
      effect.leaning.rhythm = [Self.rush([5 * 1440..<7 * 1440], times: 1.000_001)]
      $0.effects = [effect]
    }
    #expect(abs(mixed - (2.0 / 22 + 2.0 / 7) / 2) < 3 * error, "\(mixed)")
  }
}
