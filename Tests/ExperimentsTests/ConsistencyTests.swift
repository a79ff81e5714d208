import CustomerExperience
import DiscreteEvents
import RandomVariates
import Testing

@testable import Experiments

/// What the spread of service does at the same mean, and what closing gaps does.
@Suite struct ConsistencyTests {
  private static func scenario() -> Scenario {
    var scenario = Scenario.small(customers: 400, months: 24)
    scenario.clock.settleMonths = 12
    var desk = Team()
    (desk.id, desk.staff) = ("desk", 4)
    scenario.teams = [desk]
    scenario.journeys[0].touchpoints[0].team = "desk"
    scenario.journeys[0].touchpoints[0].channel = .visit
    scenario.growth.replications = 4
    scenario.growth.doses = 2
    return scenario
  }

  @Test func theMeanIsHeldAgainstTheEndsOfTheScale() {
    #expect(ScaleEnds.mean(120, spread: 0) == 100 && ScaleEnds.mean(50, spread: 10) == 50)
    // What varies more loses more at the nearer end.
    #expect(ScaleEnds.mean(90, spread: 20) < ScaleEnds.mean(90, spread: 10))
    for (mean, spread) in [(70.0, 20.0), (85, 25), (95, 12)] {
      let setting = ScaleEnds.setting(for: mean, spread: spread)
      #expect(abs(ScaleEnds.mean(setting, spread: spread) - mean) < 1e-6)
      #expect(setting > mean)
    }
  }

  /// A step with staff and one without, which differ by what varies in them: staff do not vary a machine.
  @Test func theMeanIsHeldAtEveryStep() throws {
    var scenario = Self.scenario()
    scenario.clock.settleMonths = 0
    scenario.customers.segments[0].initial = 2_000
    scenario.teams[0].hours = .always
    (scenario.teams[0].staff, scenario.teams[0].onDuty) = (20, 20)
    var need = scenario.journeys[0]
    need.need.rate = .constant(6)
    (need.recontact, need.retry) = (0, 0)
    need.touchpoints = [Touchpoint()]
    need.touchpoints[0].id = "step"
    need.touchpoints[0].service = .constant(1)
    var own = need
    (need.id, own.id) = ("with-staff", "alone")
    (need.touchpoints[0].team, need.touchpoints[0].channel) = ("desk", .visit)
    scenario.journeys = [need, own]
    var quality = Quality()
    (quality.mean, quality.betweenCustomers, quality.betweenStaff) = (85, 10, 0)
    (quality.withinStaff, quality.process) = (14, 8)
    (quality.skill, quality.engagement, quality.overload, quality.burnout) = (0, 0, 0, 0)
    (quality.waiting, quality.unresolved, quality.usage.spread) = (0, 0, 0)
    scenario.quality = quality
    scenario.loyalty.churn = .constant(0)
    let base = try Model(scenario)
    let world = try base.settledWorld(seed: 1, replication: 1)
    func delivered(times: Double) throws -> (all: Double, staff: Double, spread: Double) {
      let result = world.run(
        try Model(scenario.withSpread(of: .all, times: times)), months: 12)
      func mean(_ metric: String, _ subject: String) throws -> Double {
        let months = try #require(result.timeline[SeriesKey(metric, subject)])
        return months.prefix(12).reduce(0, +) / 12
      }
      let segment = scenario.customers.segments[0].id
      return (
        try mean("received_quality", "gap:\(segment).empathy"),
        try mean("quality_mean", "team:desk"),
        try mean("quality_spread", "team:desk")
      )
    }
    let usual = try delivered(times: 1)
    for times in [0.0, 2] {
      let other = try delivered(times: times)
      // Some 12,000 encounters of each kind; what differs at one has a spread of 17 points at most.
      #expect(abs(other.staff - usual.staff) < 4 * 17 / 12_000.0.squareRoot(), "\(times)")
      #expect(abs(other.all - usual.all) < 4 * 17 / 24_000.0.squareRoot(), "\(times)")
      #expect(times < 1 ? other.spread < usual.spread - 3 : other.spread > usual.spread + 3)
    }
    // What makes up for the ends of the scale differs, as the spreads do.
    let held = scenario.withSpread(of: .all, times: 2).quality.held
    #expect(held.served.empathy > held.unserved.empathy + 1 && held.unserved.empathy > 1)
    let staffAlone = scenario.withSpread(of: .withinStaff, times: 2).quality.held
    #expect(staffAlone.served.empathy > 1 && abs(staffAlone.unserved.empathy) < 1e-6)
  }

  @Test func spreadsAreMultipliedAndTheMeanIsCorrected() throws {
    let scenario = Self.scenario()
    let none = scenario.withSpread(of: .all, times: 0)
    #expect(none.quality.betweenStaff == 0 && none.quality.withinStaff == 0)
    #expect(none.quality.process == 0 && none.quality.usage.spread == 0)
    // Without a spread less is lost at the upper end, which is taken off again; what is promised stays.
    #expect(none.quality.mean == scenario.quality.mean)
    #expect(none.quality.held.served.reliability < 0)
    #expect(none.quality.held.unserved == Dimensions(all: 0))
    #expect(try #require(none.quality.usage.mean) < scenario.quality.mean)
    let double = scenario.withSpread(of: .withinStaff, times: 2)
    #expect(double.quality.withinStaff == 2 * scenario.quality.withinStaff)
    #expect(double.quality.betweenStaff == scenario.quality.betweenStaff)
    #expect(double.quality.held.served.empathy > 0)
    #expect(scenario.withSpread(of: .all, times: 1) == scenario)
  }

  @Test("uneven service satisfies less at the same mean, and what it differs by has an interval")
  func unevenServiceSatisfiesLess() async throws {
    var options = ExperimentOptions()
    options.replications = 4
    options.jobs = 2
    let outcome = try await Experiment.run(Self.scenario(), options: options)
    let all = outcome.consistency.filter { $0.source == .all }
    #expect(all.map(\.times) == [0, 0.5, 1, 1.5, 2])
    for (a, b) in zip(all, all.dropFirst()) {
      #expect(b.spread > a.spread && b.satisfaction < a.satisfaction)
    }
    let asItIs = all[2]
    #expect(asItIs.retentionChange?.mean == 0 && asItIs.salesChange?.mean == 0)
    let (even, uneven) = (try #require(all[0].salesChange), try #require(all[4].salesChange))
    #expect(even.mean > uneven.mean)
    #expect(
      outcome.consistency.map(\.source.rawValue).suffix(3) == [
        "between-staff", "within-staff", "process",
      ])
    #expect(all.allSatisfy { $0.salesChange?.replications == 4 })
    #expect(all.allSatisfy { $0.quality?.replications == 4 && $0.quality?.lower.isFinite == true })
    // Where nobody asks for charts and a page, no such worlds are lived through.
    options.runsGrowth = false
    #expect(try await Experiment.run(Self.scenario(), options: options).consistency.isEmpty)
  }

  @Test("a step without staff is no hindrance; where nobody serves at all there is nothing to tell")
  func stepsWithoutStaff() async throws {
    var scenario = Self.scenario()
    scenario.customers.segments[0].initial = 60
    var own = scenario.journeys[0]
    own.id = "alone"
    (own.touchpoints[0].team, own.touchpoints[0].channel) = (nil, .selfService)
    scenario.journeys.append(own)
    var options = ExperimentOptions()
    (options.replications, options.jobs) = (2, 2)
    let outcome = try await Experiment.run(scenario, options: options)
    #expect(outcome.consistency.count == 8)
    #expect(outcome.consistency.allSatisfy { $0.spread.isFinite && $0.quality != nil })
    let machines = Scenario.small(customers: 40, months: 24)
    #expect(try await Experiment.run(machines, options: options).consistency.isEmpty)
  }

  @Test("closing a gap brings what it costs, and all of them the most")
  func closingGaps() async throws {
    var scenario = Self.scenario()
    scenario.quality.gaps.listening = Dimensions(all: 2)
    scenario.quality.gaps.delivery = Dimensions(all: 5)
    var options = ExperimentOptions()
    options.replications = 4
    options.jobs = 2
    let outcome = try await Experiment.run(scenario, options: options)
    // Nothing is promised and standards are right: there is nothing to close.
    #expect(outcome.gapClosings.map(\.gap) == [.listening, .delivery, nil])
    let gains = try outcome.gapClosings.map { try #require($0.satisfaction).mean }
    #expect(gains[0] > 0 && gains[1] > gains[0] && gains[2] > gains[1])
    #expect(try await Experiment.run(Self.scenario(), options: options).gapClosings.isEmpty)
  }
}
