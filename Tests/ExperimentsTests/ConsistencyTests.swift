import CustomerExperience
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

  @Test func spreadsAreMultipliedAndTheMeanIsCorrected() {
    let scenario = Self.scenario()
    let none = scenario.withSpread(of: .all, times: 0)
    #expect(none.quality.betweenStaff == 0 && none.quality.withinStaff == 0)
    #expect(none.quality.process == 0 && none.quality.usage.spread == 0)
    // Without a spread nothing is lost at the upper end, so less has to be set.
    #expect(none.quality.mean < scenario.quality.mean)
    #expect(none.quality.usage.mean == scenario.quality.mean)
    let double = scenario.withSpread(of: .withinStaff, times: 2)
    #expect(double.quality.withinStaff == 2 * scenario.quality.withinStaff)
    #expect(double.quality.betweenStaff == scenario.quality.betweenStaff)
    #expect(double.quality.mean > scenario.quality.mean)
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
    // Where nobody asks for charts and a page, no such worlds are lived through.
    options.runsGrowth = false
    #expect(try await Experiment.run(Self.scenario(), options: options).consistency.isEmpty)
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
