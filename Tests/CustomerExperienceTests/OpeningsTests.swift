import RandomVariates
import Testing

@testable import CustomerExperience

@Suite("What journeys, people and the plan can say")
struct OpeningsTests {
  private func run(_ scenario: Scenario, records: Bool = false) throws -> ReplicationResult {
    let model = try Model(scenario)
    let world = try model.settledWorld(
      seed: 5, replication: 1, keeping: Keeping(records: records))
    let result = world.run(model)
    #expect(result.violations.isEmpty)
    return result
  }

  private func number(_ result: ReplicationResult, _ metric: String, _ subject: String = "all")
    throws -> Double
  { try #require(result.summary[SeriesKey(metric, subject)]) }

  /// Everything there is; what complaints raise can be complained about in its turn, and must not multiply.
  private func everything(_ relationship: Relationship) -> Scenario {
    var scenario = Scenario.everything(relationship)
    scenario.journeys[scenario.journeys.index(of: "fault") ?? 0].chases = nil
    scenario.complaints.base = -3
    // Nothing that mends what is complained about.
    (scenario.suggestions, scenario.loyalty.strategy) = (nil, nil)
    return scenario
  }

  /// A journey that something raises, answered by a machine.
  private func followUp(_ trigger: Need.Trigger, share: Double, by: Need.Starter) -> Journey {
    var machine = Touchpoint()
    machine.id = "note"
    machine.channel = .selfService
    machine.service = .constant(1)
    var journey = Journey()
    journey.id = "follow-up"
    journey.need.trigger = trigger
    journey.need.share = share
    journey.need.after = .constant(30)
    journey.need.startedBy = by
    journey.touchpoints = [machine]
    return journey
  }

  @Test("what customers do raises needs, as often as it is said", arguments: Relationship.allCases)
  func raised(relationship: Relationship) throws {
    for starter in Need.Starter.allCases {
      var scenario = everything(relationship)
      scenario.journeys.append(followUp(.complains, share: 1, by: starter))
      let all = try run(scenario)
      let complaints = try number(all, "complaints")
      // Of the last ones some come too late, and leavers have no more needs.
      let needs = try number(all, "needs", "journey:follow-up")
      #expect(complaints > 20 && needs <= complaints && needs > 0.8 * complaints)
      scenario.journeys[scenario.journeys.count - 1].need.share = 0.5
      let half = try number(try run(scenario), "needs", "journey:follow-up")
      #expect(half < 0.75 * needs && half > 0.25 * needs)
    }
  }

  @Test("a purchase raises needs")
  func bought() throws {
    var scenario = everything(.repertoire)
    scenario.journeys.append(followUp(.buys, share: 0.2, by: .firm))
    let result = try run(scenario)
    let expected = try 0.2 * number(result, "purchases")
    let found = try number(result, "needs", "journey:follow-up")
    // A binomial share: three standard errors.
    #expect(abs(found - expected) < 3 * (expected * 0.8).squareRoot() + 3)
  }

  @Test("what the firm starts runs beside what the customer is about")
  func beside() throws {
    var scenario = everything(.contract)
    scenario.journeys.append(followUp(.complains, share: 1, by: .firm))
    scenario.journeys[scenario.journeys.count - 1].need.after = .constant(0)
    let records = try #require(try run(scenario, records: true).records)
    // Between a need of the customer's and its end, the firm's own begins and ends.
    var open: [Int: Int] = [:]
    var beside = 0
    for event in records.events {
      if event.event == "follow-up: need", open[event.customer, default: 0] > 0 { beside += 1 }
      guard !event.event.hasPrefix("follow-up") else { continue }
      if event.event.hasSuffix(": need") { open[event.customer, default: 0] += 1 }
      if event.event.hasSuffix(": resolved") || event.event.hasSuffix(": given up") {
        open[event.customer, default: 0] -= 1
      }
    }
    #expect(beside > 10)
  }

  @Test("needs start in several places, in the shares that are said")
  func starts() throws {
    var scenario = everything(.contract)
    var other = scenario.journeys[1].touchpoints[0]
    other.id = "app"
    other.team = nil
    other.channel = .selfService
    scenario.journeys[1].touchpoints.append(other)
    let name = scenario.journeys[1].id
    let first = scenario.journeys[1].touchpoints[0].id
    let routes = [(first, 0.25), ("app", 0.75)].map { to, share in
      var route = Route()
      (route.to, route.share) = (to, share)
      return route
    }
    scenario.journeys[1].starts = routes
    let records = try #require(try run(scenario, records: true).records)
    var firsts: [String: Double] = [:]
    var waiting: Set<Int> = []
    for event in records.events where event.event.hasPrefix(name + ": ") {
      if event.event == "\(name): need" {
        waiting.insert(event.customer)
      } else if waiting.remove(event.customer) != nil {
        firsts[event.event.contains(": app") ? "app" : "other", default: 0] += 1
      }
    }
    let all = firsts.values.reduce(0, +)
    let share = (firsts["app"] ?? 0) / all
    #expect(all > 100 && abs(share - 0.75) < 3 * (0.75 * 0.25 / all).squareRoot())
  }

  @Test("people differ as a scenario says, and not otherwise")
  func people() throws {
    var scenario = everything(.repertoire)
    scenario.customers.segments[0].effects = []
    let plain = try run(scenario)
    var effect = TraitEffect()
    (effect.attribute, effect.value) = ("age", "young")
    scenario.customers.segments[0].effects = [effect]
    let same = try run(scenario)
    #expect(same.summary.values.map(\.bitPattern) == plain.summary.values.map(\.bitPattern))
    effect.spend = 3
    scenario.customers.segments[0].effects = [effect]
    let richer = try run(scenario)
    let subject = "segment:" + scenario.customers.segments[0].id
    // Four of ten are young, and spend three times as much: 1.8 times as much in all.
    let times = try number(richer, "revenue", subject) / number(plain, "revenue", subject)
    #expect(times > 1.4 && times < 2.3)
  }

  @Test("an item of the plan costs what it says, when it says, and nothing else")
  func planItems() throws {
    var scenario = everything(.contract)
    let before = try run(scenario)
    #expect(before.summary[SeriesKey("plan_cost", "all")] == nil)
    scenario.planItems = [
      PlanItem(id: "coaching", at: .month(2), owner: "Team lead", cost: 500),
      PlanItem(id: "posters", at: .month(20), cost: 70),
      PlanItem(id: "talk", at: .month(2), cost: 0),
    ]
    let after = try run(scenario)
    #expect(try number(after, "plan_cost") == 500)
    #expect(try number(after, "plan_cost", "plan:coaching") == 500)
    #expect(try number(after, "plan_cost", "plan:posters") == 0)
    #expect(try number(after, "profit") == number(before, "profit") - 500)
    let months = try #require(after.timeline[SeriesKey("plan_cost", "all")])
    #expect(months[2] == 500 && months.reduce(0, +) == 500)
    // Settings that take over before hold no plan of their own: the item is paid for all the same.
    var phased = scenario
    var settings = everything(.contract)
    settings.quality.mean += 1
    phased.phases = [Phase(at: .month(1), settings: settings, changes: [])]
    #expect(try number(try run(phased), "plan_cost") == 500)
    // From the settled world of the scenario without a plan it is the same.
    let (model, planned) = (try Model(everything(.contract)), try Model(scenario))
    #expect(model.canStart(planned))
    let started = try model.settledWorld(seed: 5, replication: 1).run(planned)
    #expect(started.summary.values.map(\.bitPattern) == after.summary.values.map(\.bitPattern))
  }
}
