import DiscreteEvents
import Glibc
import RandomVariates
import Testing

@testable import CustomerExperience

extension Scenario {
  /// A shop that is always open and has no rival: people come 50 times a year, and always buy.
  static func shop(customers: Int = 600, _ change: (inout Scenario) -> Void = { _ in }) -> Scenario
  {
    var s = Scenario()
    s.clock.start = 20_458
    s.clock.horizonMonths = 12
    s.clock.settleMonths = 1
    s.customers.relationship = .repertoire
    var segment = Segment()
    (segment.id, segment.initial) = ("guests", customers)
    segment.occasions = .constant(50)
    segment.spend = .constant(5)
    s.customers.segments = [segment]
    var till = Touchpoint()
    (till.id, till.channel, till.service, till.resolves) = ("till", .selfService, .constant(1), 1)
    var visit = Journey()
    (visit.id, visit.touchpoints) = ("visit", [till])
    s.journeys = [visit]
    (s.market.nothing, s.market.taste) = (-50, 0)
    s.loyalty.inertia = 0
    s.loyalty.dropout = .constant(0)
    s.complaints.base = -20
    change(&s)
    return s
  }

  /// Its runs.
  func runs(_ count: Int = 3, records: Bool = false) throws -> [ReplicationResult] {
    let model = try Model(self)
    return try (1...count).map { number in
      let result = try model.settledWorld(
        seed: 17, replication: number, keeping: Keeping(records: records)
      ).run(model)
      #expect(result.violations.isEmpty, "\(result.violations)")
      return result
    }
  }
}

extension [ReplicationResult] {
  /// The mean of a figure.
  func mean(_ metric: String, _ subject: String = "all") throws -> Double {
    let values = try map { try #require($0.summary[SeriesKey(metric, subject)], "\(metric)") }
    return values.reduce(0, +) / Double(values.count)
  }
}

@Suite("Who customers are, and when they come")
struct PeopleTests {
  private static let ages = Attribute(name: "age", values: [("young", 0.4), ("old", 0.6)])

  private func effect(_ change: (inout Leaning) -> Void) -> TraitEffect {
    var effect = TraitEffect()
    (effect.attribute, effect.value) = ("age", "young")
    change(&effect.leaning)
    return effect
  }

  /// Four standard errors of a share.
  private func reach(_ share: Double, of count: Double) -> Double {
    4 * (share * (1 - share) / count).squareRoot()
  }

  @Test("attributes go together as it is stated")
  func dependence() throws {
    let scenario = Scenario.shop(customers: 3_000) {
      var given = GivenShares()
      (given.attribute, given.value) = ("age", "young")
      given.people = [Attribute(name: "home", values: [("owned", 0.2), ("rented", 0.8)])]
      $0.clock.horizonMonths = 1
      $0.customers.segments[0].people = [
        Self.ages, Attribute(name: "home", values: [("owned", 0.7), ("rented", 0.3)]),
      ]
      $0.customers.segments[0].given = [given]
    }
    let people = try #require(try scenario.runs(1, records: true)[0].records).people
    for (age, share) in [("young", 0.2), ("old", 0.7)] {
      let here = people.filter { $0.attributes[0] == age }
      let owned = Double(here.count { $0.attributes[1] == "owned" }) / Double(here.count)
      #expect(abs(owned - share) < reach(share, of: Double(here.count)), "\(age): \(owned)")
    }
  }

  @Test("what people need follows from who they are as far as it is stated")
  func kindsOfNeeds() throws {
    func worlds(_ times: Double) throws -> (young: Double, old: Double, heads: Double) {
      var likelier = Likelier()
      (likelier.attribute, likelier.value, likelier.times) = ("age", "young", times)
      let scenario = Scenario.shop(customers: 3_000) {
        $0.clock.horizonMonths = 1
        $0.customers.segments[0].people = [Self.ages]
        $0.customers.needs = ["quick", "calm"].map { id in
          var kind = NeedsClass()
          (kind.id, kind.share) = (id, 0.5)
          if id == "quick" { kind.likelier = [likelier] }
          return kind
        }
      }
      let world = try Model(scenario).settledWorld(seed: 4, replication: 1).simulation
      var (heads, quick) = ([0.0, 0], [0.0, 0])
      for row in world.customers.indices {
        let place = world.value(of: "age", row) == "young" ? 0 : 1
        heads[place] += 1
        if world.traits(of: row).kind == 0 { quick[place] += 1 }
      }
      return (quick[0] / heads[0], quick[1] / heads[1], heads[0])
    }
    let tied = try worlds(9)
    #expect(abs(tied.young - 0.9) < reach(0.9, of: tied.heads))
    #expect(abs(tied.old - 0.5) < reach(0.5, of: 3_000 - tied.heads))
    let free = try worlds(1)
    #expect(abs(free.young - 0.5) < reach(0.5, of: free.heads))
  }

  // Of about 50 visits a year each ends it with a chance of 1%: survival is e^{−50 p}, and the ratio of its logarithms
  // that of the chances. Its standard error over 3 replications of 1,200 young and 1,800 old is about 0.02.
  @Test("members of 35 and more are up to 45% less likely to quit a gym: a hazard by age")
  func tenure() throws {
    func ratio(_ times: Double) throws -> Double {
      let runs = try Scenario.shop(customers: 3_000) {
        $0.measurement.fairness = true
        $0.customers.segments[0].people = [Self.ages]
        var old = effect { $0.leaving = times }
        old.value = "old"
        $0.customers.segments[0].effects = [old]
        $0.loyalty.dropout = .constant(0.01)
        $0.loyalty.dropoutSatisfaction = 0
      }.runs()
      return try log(runs.mean("group_retention", "group:age.old"))
        / log(runs.mean("group_retention", "group:age.young"))
    }
    #expect(abs(try ratio(0.55) - 0.55) < 0.08)
    #expect(abs(try ratio(1) - 1) < 0.13)
  }

  @Test("people complain, move and get in touch as their kind does")
  func conduct() throws {
    func world(_ change: (inout Leaning) -> Void) throws -> [ReplicationResult] {
      var scenario = Scenario.everything(.contract)
      scenario.customers.needs = []
      scenario.segmentation = nil
      for s in scenario.customers.segments.indices {
        scenario.customers.segments[s].people = [Self.ages]
        scenario.customers.segments[s].given = []
        var old = effect(change)
        old.value = "old"
        scenario.customers.segments[s].effects = [effect(change), old]
      }
      return try scenario.runs(4)
    }
    let (plain, loud) = (try world { _ in }, try world { $0.complaining = 4 })
    #expect(try loud.mean("complaints") > 1.3 * plain.mean("complaints"))
    func moved(_ runs: [ReplicationResult]) -> Double {
      runs.flatMap(\.leavers).reduce(0) { $0 + ($1.key.cause == .moved ? $1.value : 0) }
    }
    #expect(moved(try world { $0.moving = 4 }) > 1.5 * moved(plain))
    #expect(moved(try world { $0.moving = 0 }) == 0)
    // Where nobody lets a letter do there is nothing but calls, of which a team counts more.
    let callers = try world { ($0.channel, $0.channelTimes) = (.selfService, 0) }
    #expect(try callers.mean("contacts", "team:desk") > plain.mean("contacts", "team:desk"))
  }

  // 15 of 168 hours at 5 times the rest are 75 of 228 parts. Of some 30,000 visits the share has a standard error of
  // 0.003, and their number one of 173.
  @Test("people come at the hours and in the months of their kind, as often in all")
  func times() throws {
    func visits(_ change: (inout Scenario) -> Void) throws -> [Records.Transaction] {
      let scenario = Scenario.shop(change)
      return try #require(try scenario.runs(1, records: true)[0].records).transactions
    }
    func early(_ visits: [Records.Transaction]) -> Double {
      let here = visits.count { visit in
        let day = Int(visit.time / 1440)
        let minute = visit.time - Double(day) * 1440
        return day % 7 < 5 && (420..<600).contains(minute)
      }
      return Double(here) / Double(visits.count)
    }
    var rush = Rush()
    rush.hours = WeeklyHours(intervals: (0..<5).map { $0 * 1440 + 420..<$0 * 1440 + 600 })
    rush.times = 5
    let (even, rushed) = (
      try visits { _ in }, try visits { $0.customers.segments[0].rhythm = [rush] }
    )
    #expect(abs(early(even) - 15.0 / 168) < 0.008)
    #expect(abs(early(rushed) - 75.0 / 228) < 0.012)
    #expect(abs(even.count - rushed.count) < 1_000)
    // One month of twelve at three times the rest: 93 of 427 parts of days.
    var season = Season()
    season.december = 3
    let winter = try visits { $0.customers.segments[0].season = season }
    let december = winter.count { (330..<361).contains($0.day) }
    #expect(abs(Double(december) / Double(winter.count) - 93.0 / 427) < 0.012)
    // Who has hours of their own does not keep those of the segment.
    let own = try visits {
      $0.customers.segments[0].people = [Attribute(name: "age", values: [("young", 1)])]
      $0.customers.segments[0].rhythm = [rush]
      var none = rush
      none.times = 0
      $0.customers.segments[0].effects = [effect { $0.rhythm = [none] }]
    }
    // A visit takes a minute: some of those who come before seven pay after it.
    #expect(early(own) < 0.003)
  }

  @Test("comparing treatment changes nothing else")
  func fairnessOnlyLooks() throws {
    for relationship in Relationship.allCases {
      var scenario = Scenario.everything(relationship)
      let on = try scenario.runs(1)[0]
      scenario.measurement.fairness = false
      let off = try scenario.runs(1)[0]
      for key in off.summary.layout.keys { #expect(on.summary[key] == off.summary[key], "\(key)") }
      #expect(off.summary[SeriesKey("group_quality", "group:age.young")] == nil)
      #expect(on.summary[SeriesKey("group_quality", "group:age.young")] != nil)
    }
  }

  @Test("where attributes act on nothing treatment does not differ, and where they do it may")
  func fairness() throws {
    func world(_ change: (inout Leaning) -> Void) throws -> [ReplicationResult] {
      var scenario = Scenario.everything(.contract)
      scenario.customers.needs = []
      scenario.segmentation = nil
      scenario.customers.segments[0].effects = [effect(change)]
      return try scenario.runs(8)
    }
    /// The mean over its standard error.
    func distance(_ runs: [ReplicationResult], _ measure: FairnessMeasure) throws -> Double {
      let values = runs.compactMap {
        $0.summary[SeriesKey(measure.difference, "group:age.young")]
      }
      try #require(values.count > 2)
      let mean = values.reduce(0, +) / Double(values.count)
      let squares = values.reduce(0) { $0 + ($1 - mean) * ($1 - mean) }
      return mean / (squares / Double(values.count * (values.count - 1))).squareRoot()
    }
    let alike = try world { _ in }
    // With 7 degrees of freedom 6 standard errors are exceeded once in 2,000 times.
    for measure in FairnessMeasure.allCases {
      #expect(abs(try distance(alike, measure)) < 6, "\(measure)")
    }
    let other = try world {
      $0.patience = 0.1
      $0.leaving = 6
    }
    #expect(try other.mean("group_wait_difference", "group:age.young") < 0)
    #expect(try distance(other, .wait) < -2.5)
    #expect(try other.mean("group_retention_difference", "group:age.young") < -0.1)
  }
}
