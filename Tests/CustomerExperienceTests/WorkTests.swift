import DiscreteEvents
import RandomVariates
import Testing

@testable import CustomerExperience

@Suite("How much work a replication may be")
struct WorkTests {
  /// What ends a replication early.
  private func excess(
    of scenario: Scenario, events: Int = Limits.events, bytes: Int? = nil
  ) throws -> ModelError? {
    let model = try Model(scenario)
    do {
      let world = try model.settledWorld(
        seed: 1, replication: 1, limits: WorkLimits(events: events, bytes: bytes))
      return world.run(model).excess
    } catch {
      return error
    }
  }

  private var shop: Scenario { .everything(.repertoire) }

  @Test("within its limits a replication ends as it always does")
  func within() throws { #expect(try excess(of: shop) == nil) }

  @Test("marketing for a thousand million a month names its key and schedules nobody")
  func marketing() throws {
    var rich = shop
    rich.customers.acquisition.marketing.spend = 1_000_000_000
    let error = try #require(try excess(of: rich))
    #expect(error.key == "customers.acquisition.marketing.spend")
    #expect(error.description.contains("3,000,000"))
    var cheap = shop
    cheap.customers.acquisition.marketing.spend = 1_000_000
    cheap.customers.acquisition.marketing.cost = 0.01
    #expect(try excess(of: cheap)?.key == "customers.acquisition.marketing.cost")
  }

  @Test("a campaign that brings so many is named, and not marketing")
  func campaigns() throws {
    var promoted = shop
    (promoted.customers.acquisition.marketing.spend, promoted.customers.acquisition.pool) = (
      100, nil
    )
    var offer = Campaign()
    (offer.id, offer.kind, offer.from, offer.months) = ("leaflets", .promotion, .month(0), 12)
    (offer.spend, offer.cost) = (400_000, 20)
    promoted.customers.acquisition.campaigns = [offer]
    let key = "customers.acquisition.campaigns.leaflets.spend"
    #expect(Workload(promoted).sources.first?.key == key)
    let error = try #require(try excess(of: promoted, events: 400_000))
    #expect(error.key == key)
    // Where so many come because one costs next to nothing, it is that which is named.
    (offer.spend, offer.cost) = (40_000, 2)
    promoted.customers.acquisition.campaigns = [offer]
    #expect(
      try excess(of: promoted, events: 400_000)?.key
        == "customers.acquisition.campaigns.leaflets.cost")
    // Advertising that multiplies the prospects of marketing.
    (offer.kind, offer.spend, offer.elasticity, offer.carryOver) = (.advertising, 1e9, 2, 0)
    promoted.customers.acquisition.campaigns = [offer]
    #expect(try excess(of: promoted)?.key == key)
    #expect(Workload(promoted).sources.first?.key == key)
  }

  @Test("what dividing customers takes is foreseen: by how often and into how many segments")
  func dividing() {
    var plain = shop
    plain.segmentation = nil
    #expect(Workload(plain).dividing == 0)
    var law = Segmentation()
    (law.segments, law.resamples) = (4, 10)
    plain.segmentation = law
    let work = Workload(plain)
    #expect(work.dividing > 0)
    // 5 + 2 tries for each of ten times anew; twenty more times take 40 more.
    law.resamples = 30
    plain.segmentation = law
    #expect(abs(Workload(plain).dividing / work.dividing - 65.0 / 25) < 1e-9)
    #expect(Workload(plain).bytes > work.bytes)
    law.segments = 8
    plain.segmentation = law
    #expect(abs(Workload(plain).dividing / work.dividing - 2 * 65.0 / 25) < 1e-9)
    // Without kinds of customers there is nothing to find.
    plain.customers.needs = []
    #expect(Workload(plain).dividing == 0)
  }

  @Test("word of mouth that goes round is stopped, and named")
  func wordOfMouth() throws {
    var talk = shop
    talk.clock.horizonMonths = 36
    talk.customers.acquisition.marketing.spend = 0
    talk.customers.acquisition.wordOfMouth.enabled = true
    talk.customers.acquisition.wordOfMouth.rate = 10
    talk.quality.mean = 95
    let error = try #require(try excess(of: talk, events: 400_000))
    #expect(error.key == "customers.acquisition.word-of-mouth.rate")
    #expect(error.description.contains("400,000 events"))
    #expect(error.description.contains("--most-events"))
  }

  @Test("calls from outside are named")
  func background() throws {
    var busy = shop
    var calls = Background()
    calls.ratePerHour = 100_000
    calls.service = .constant(1)
    calls.patience = .constant(1)
    busy.teams[0].background = calls
    #expect(try excess(of: busy, events: 200_000)?.key == "teams.desk.background.rate")
    let work = Workload(busy)
    #expect(work.events > 1e8 && work.sources.first?.key == "teams.desk.background.rate")
  }

  @Test(
    "a crowd that comes in one event is seen before the next one comes", .timeLimit(.minutes(2)))
  func crowds() throws {
    var flooded = shop
    (flooded.teams[0].hours, flooded.teams[0].onDuty) = (.always, 1)
    var crowd = Background()
    crowd.service = .constant(1)
    var entry = TimetableEntry()
    (entry.times, entry.arrivals) = (Array(0..<10_080), 10_000)
    crowd.timetable = [entry]
    flooded.teams[0].background = crowd
    let error = try #require(try excess(of: flooded, events: 200_000))
    #expect(error.key == "teams.desk.background" && error.description.contains("200,000 events"))
    // All at once, too: of a hundred thousand no more come than it takes to look.
    crowd.timetable = Array(repeating: entry, count: 100)
    flooded.teams[0].background = crowd
    #expect(try excess(of: flooded, events: 200_000)?.key == "teams.desk.background")
  }

  @Test("memory that is not there ends it before it begins")
  func memory() throws {
    let error = try #require(try excess(of: shop, bytes: 1))
    #expect(error.description.contains("--most-memory"))
  }

  @Test("what is foreseen is right to a factor of two and a half", arguments: Relationship.allCases)
  func foreseen(relationship: Relationship) throws {
    let scenario = Scenario.everything(relationship)
    let model = try Model(scenario)
    var whole = scenario.clock
    whole.settleMonths = 0
    let world = try model.settledWorld(seed: 1, replication: 1)
    let events = Double(world.run(model).events)
    let share =
      scenario.clock.horizonMonths / (scenario.clock.horizonMonths + scenario.clock.settleMonths)
    let ratio = Workload(scenario).events * share / events
    #expect((0.4...2.5).contains(ratio), "\(ratio)")
  }

  @Test("money beyond reach ends it, and the account is named")
  func money() throws {
    var dear = shop
    dear.customers.segments[0].spend = .constant(1e13)
    let error = try #require(try excess(of: dear))
    #expect(error.key == "revenue" && error.description.contains("400 trillion"))
    var costly = shop
    costly.economics.overhead = 1e14
    #expect(try excess(of: costly)?.key == "overhead_cost")
  }

  // MARK: - Changes of shift

  private static let hours: [WeeklyHours] = [
    .always, WeeklyHours(intervals: [0..<600, 1000..<1400, 9000..<10_080]),
    // From Saturday over the end of the week to Tuesday noon.
    WeeklyHours(intervals: [0..<2160, 7200..<10_080]),
    WeeklyHours(intervals: (0..<500).map { $0 * 20..<$0 * 20 + 7 }),
    WeeklyHours(intervals: [480..<1020, 1920..<2460, 3360..<3900, 4800..<5340, 6240..<6780]),
  ]

  @Test(
    "whoever is on duty is a candidate, and the team is covered when it is open", arguments: 0..<5)
  func candidates(number: Int) {
    for (staff, stated) in [(9, nil), (40, nil), (12, 5), (7, 7)] as [(Int, Int?)] {
      var team = Team()
      (team.staff, team.onDuty, team.weekHours) = (staff, stated, 40)
      team.hours = Self.hours[number]
      let roster = Roster(team)
      for week in -2..<3 {
        for minute in stride(from: 0.5, to: 10_080, by: 13) {
          let onDuty = (0..<staff).filter {
            roster.isOnDuty(post: $0, week: week, minuteOfWeek: minute)
          }
          var candidates: [Int] = []
          if let moment = roster.moment(week: week, minuteOfWeek: minute) {
            roster.forEachCandidate(at: moment, of: staff) { candidates.append($0) }
          }
          #expect(candidates == candidates.sorted() && Set(candidates).isSuperset(of: onDuty))
          if let stated {
            #expect(onDuty.count == (team.hours.isOpen(minute) ? stated : 0), "\(week) \(minute)")
          } else if !team.hours.isOpen(minute) {
            #expect(onDuty.isEmpty)
          }
        }
      }
    }
  }

  @Test("the next change of shift is the first after a minute", arguments: 0..<5)
  func boundaries(number: Int) {
    var team = Team()
    (team.staff, team.onDuty, team.hours) = (4, 2, Self.hours[number])
    let roster = Roster(team)
    for minute in stride(from: 0.0, to: 10_080, by: 3.5) {
      let plain = roster.boundaries.first { $0 > minute } ?? roster.boundaries[0] + 10_080
      #expect(roster.boundary(after: minute) == plain)
    }
  }

  @Test(
    "thousands of openings a week with thousands of posts take seconds, not hours",
    .timeLimit(.minutes(2)))
  func manyOpenings() throws {
    var busy = shop
    busy.clock.horizonMonths = 3
    busy.clock.settleMonths = 1
    busy.teams[0].hours = WeeklyHours(intervals: (0..<2_500).map { $0 * 4..<$0 * 4 + 1 })
    (busy.teams[0].staff, busy.teams[0].onDuty) = (3_000, 3)
    // Thousands of checks a month would be work of their own.
    busy.teams[0].standards = nil
    #expect(try excess(of: busy) == nil)
  }
}
