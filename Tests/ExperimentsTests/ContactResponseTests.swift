import RandomVariates
import Testing

@testable import CustomerExperience
@testable import Experiments

@Suite("What contacting customers more or less often does")
struct ContactResponseTests {
  private var scenario: Scenario {
    var s = Scenario.small(customers: 400)
    var law = Outreach()
    (law.rate, law.cost, law.gain, law.halfAt) = (1, 0.1, 1, 0.3)
    (law.tolerance, law.irritation, law.optOut) = (.constant(2), 0.5, 0)
    s.loyalty.outreach = law
    return s
  }

  @Test("rates are multiplied, in the plan too")
  func multiplied() {
    var planned = scenario
    planned.phases = [Phase(at: .month(3), settings: scenario, changes: [])]
    let double = planned.contacting(times: 2)
    #expect(double.loyalty.outreach?.rate == 2)
    #expect(double.phases[0].settings.loyalty.outreach?.rate == 2)
    #expect(planned.contactsCustomers && !planned.contacting(times: 0).contactsCustomers)
    #expect(!Scenario.small().contactsCustomers)
  }

  @Test("a run sets it against the same world with other frequencies: some is the best")
  func response() async throws {
    var options = ExperimentOptions()
    (options.seed, options.replications, options.runsGrowth) = (5, 4, true)
    let outcome = try await Experiment.run(scenario, options: options)
    let points = outcome.contactResponse
    #expect(points.map(\.times) == [0, 0.5, 1, 2, 4])
    #expect(points.first?.contacts == 0)
    for (fewer, more) in zip(points, points.dropFirst()) {
      #expect(more.contacts > fewer.contacts)
    }
    let kept = try points.map { try #require($0.retentionChange).mean }
    #expect(kept[2] == 0 && kept[0] < -0.01 && kept[4] < -0.01)
    #expect(points[2].profitChange?.mean == 0 && points[2].irritated == 0)
    #expect(points[4].irritated > 0.5)
    options.runsGrowth = false
    #expect(try await Experiment.run(scenario, options: options).contactResponse.isEmpty)
    options.runsGrowth = true
    #expect(try await Experiment.run(.small(), options: options).contactResponse.isEmpty)
  }
}
