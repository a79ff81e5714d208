import CustomerExperience
import Experiments
import Testing

@Suite("The same command gives the same numbers")
struct Determinism {
  private func run(
    _ relationship: Relationship, jobs: Int, seed: UInt64 = 7
  ) async throws -> String {
    var options = ExperimentOptions()
    options.replications = 6
    options.seed = seed
    options.jobs = jobs
    options.keepsRecords = true
    var scenario = Scenario.lively(relationship, customers: 60, months: 24, settle: 3)
    scenario.growth.from = -5
    scenario.growth.to = 5
    let outcome = try await Experiment.run(scenario, options: options)
    #expect(outcome.growth.count == 2 && outcome.records != nil)
    return String(describing: outcome)
  }

  @Test("whatever the number of jobs", arguments: Relationship.allCases)
  func jobs(relationship: Relationship) async throws {
    let alone = try await run(relationship, jobs: 1)
    #expect(alone == (try await run(relationship, jobs: 2)))
    #expect(alone == (try await run(relationship, jobs: 5)))
    #expect(alone != (try await run(relationship, jobs: 1, seed: 8)))
  }

  @Test("comparisons too")
  func comparison() async throws {
    func compare(jobs: Int) async throws -> String {
      var options = ExperimentOptions()
      options.replications = 4
      options.jobs = jobs
      let base = Scenario.lively(.contract, customers: 60, months: 12, settle: 3)
      var better = base
      better.quality.mean += 3
      let outcome = try await Experiment.compare(
        base, with: [.init(name: "better", title: "", changes: [], scenario: better)],
        options: options)
      return String(describing: outcome)
    }
    #expect(try await compare(jobs: 1) == compare(jobs: 2))
  }
}
