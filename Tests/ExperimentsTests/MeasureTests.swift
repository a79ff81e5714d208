import RandomVariates
import Testing

@testable import CustomerExperience
@testable import Experiments

@Suite("What is done to keep customers, and what it does")
struct MeasureTests {
  /// A firm that approaches leavers at once and calls back those who answer badly.
  private var scenario: Scenario {
    var s = Scenario.small(customers: 400)
    var law = WinBack()
    (law.afterDays, law.chance) = (0, 0.9)
    s.loyalty.winBack = law
    s.measurement.survey.closeLoop = CloseLoop()
    return s
  }

  @Test("each measure is left out by itself, in the plan too")
  func without() {
    var planned = scenario
    planned.phases = [Phase(at: .month(3), settings: scenario, changes: [])]
    #expect(planned.retentionMeasures == [.winBack, .closeLoop])
    let noCalls = planned.without(.closeLoop)
    #expect(noCalls.retentionMeasures == [.winBack])
    #expect(noCalls.phases[0].settings.measurement.survey.closeLoop == nil)
    #expect(noCalls.phases[0].settings.loyalty.winBack != nil)
    // A stamp card has nobody to give it to under a contract.
    planned.loyalty.stampCard = StampCard()
    #expect(!planned.retentionMeasures.contains(.scheme))
    planned.customers.relationship = .repertoire
    #expect(planned.retentionMeasures == [.scheme, .winBack, .closeLoop])
  }

  @Test("the strategy is a measure where it has a rule, and its spending is counted")
  func strategy() async throws {
    var s = Scenario.small(customers: 400)
    s.loyalty.strategy = RetentionStrategy()
    #expect(s.retentionMeasures.isEmpty)
    var rule = RetentionRule()
    (rule.id, rule.trigger, rule.below) = ("unhappy", .answersBadly, 100)
    (rule.taken, rule.care, rule.cost) = (1, 3, 2)
    s.loyalty.strategy?.rules = [rule]
    (s.measurement.survey.everyMonths, s.measurement.survey.sample) = (1, 400)
    s.measurement.survey.response = 0.9
    #expect(s.retentionMeasures == [.strategy])
    #expect(s.without(.strategy).loyalty.strategy == nil)
    var heard = s
    heard.suggestions = Suggestions()
    #expect(heard.retentionMeasures == [.strategy, .suggestions])
    // Customers suggest as much in the world without: only nothing is done.
    #expect(heard.without(.suggestions).suggestions?.adopted == 0)
    heard.suggestions?.adopted = 0
    #expect(heard.retentionMeasures == [.strategy])
    var options = ExperimentOptions()
    (options.seed, options.replications, options.runsGrowth) = (5, 3, true)
    let outcome = try await Experiment.run(s, options: options)
    let effect = try #require(outcome.measures.first)
    let (spent, back) = (try #require(effect.spent), try #require(effect.returnOnSpend))
    // Nobody is approached twice in half a year.
    #expect(spent.mean > 2 * 100 && spent.mean < 2 * 400 * 3)
    #expect(try #require(effect.retention).mean > 0.02 && back.mean.isFinite)
  }

  @Test("a run sets the world with each measure against the same world without it")
  func effects() async throws {
    var options = ExperimentOptions()
    (options.seed, options.replications, options.runsGrowth) = (5, 4, true)
    let outcome = try await Experiment.run(scenario, options: options)
    #expect(outcome.measures.map(\.measure) == [.winBack, .closeLoop])
    let back = try #require(outcome.measures.first?.retention)
    // A third leave in a year, and of those approached at once about half come back.
    #expect(back.mean > 0.03 && back.replications == 4)
    options.runsGrowth = false
    #expect(try await Experiment.run(scenario, options: options).measures.isEmpty)
    // What is spent is known, and what each unit of it brings.
    let spent = try #require(outcome.measures.first?.spent)
    #expect(spent.mean > 0 && outcome.measures.first?.returnOnSpend != nil)
    let plain = try await Experiment.run(.small(), options: options)
    #expect(plain.measures.isEmpty)
  }
}
