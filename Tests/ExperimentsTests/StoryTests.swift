import RandomVariates
import Testing

@testable import CustomerExperience
@testable import Experiments

@Suite("The lives told of a comparison")
struct StoryChoiceTests {
  private typealias Fate = ReplicationResult.Fate

  private func fates(_ left: [Double]) -> [Fate] { left.map { Fate(segment: 0, left: $0) } }

  @Test("one who was kept, one who was lost and one for whom nothing changed, by the rule")
  func choice() {
    let stays = Double.infinity
    let found = StoryPair.chosenRows(
      from: fates([9, stays, 7, 3, stays, stays, stays]),
      fates([4, stays, stays, stays, 8, 6, stays]))
    #expect(found.map(\.fate) == [.kept, .lost, .unchanged])
    #expect(found.map(\.row) == [3, 5, 1])
    // Where nobody stays in both, one who leaves in both.
    let gone = StoryPair.chosenRows(from: fates([5, 4]), fates([stays, 4]))
    #expect(gone.map(\.fate) == [.kept, .unchanged] && gone.map(\.row) == [0, 1])
    // A change that changes nobody's fate has no stories.
    #expect(StoryPair.chosenRows(from: fates([5, stays]), fates([6, stays])).isEmpty)
  }

  @Test("lives agree with what became of the customers, whatever the number of jobs")
  func compared() async throws {
    let base = Scenario.small(customers: 200, months: 12)
    var better = base
    better.quality.mean += 10
    func stories(jobs: Int, tells: Bool = true) async throws -> [StoryPair] {
      var options = ExperimentOptions()
      (options.seed, options.replications, options.jobs) = (5, 3, jobs)
      options.tellsStories = tells
      let outcome = try await Experiment.compare(
        base, with: [.init(name: "better", title: "Better", changes: [], scenario: better)],
        options: options)
      return outcome.variants[0].stories
    }
    let told = try await stories(jobs: 1)
    #expect(told.contains { $0.fate == .kept } && told.contains { $0.fate == .unchanged })
    for pair in told {
      #expect(pair.baseline.customer == pair.customer - 1)
      for (story, left) in [
        (pair.baseline, pair.leftBaseline), (pair.variant, pair.leftVariant),
      ] {
        let end = story.events.first { if case .left = $0.what { true } else { false } }
        #expect(end?.time == (left.isFinite ? left : nil))
      }
    }
    let again = try await stories(jobs: 3)
    #expect(again.map(\.customer) == told.map(\.customer))
    #expect(again.map(\.variant.events) == told.map(\.variant.events))
    #expect(try await stories(jobs: 1, tells: false).isEmpty)
  }

  @Test("money, years and cohorts are added up over replications, with their intervals")
  func worth() async throws {
    var options = ExperimentOptions()
    (options.seed, options.replications, options.runsGrowth) = (5, 4, false)
    let outcome = try await Experiment.run(
      .small(customers: 150, months: 26), options: options)
    #expect(outcome.whale.count == 101 && outcome.whale[0].mean == 0)
    #expect(outcome.whale.allSatisfy { $0.replications == 4 })
    #expect(outcome.tenure.first?.year == 1)
    for row in outcome.tenure {
      let sum = row.margin + row.growth + row.saving + row.premium - row.costs - row.time
      #expect(abs(sum - row.profit.mean) < 1e-9)
    }
    #expect((18...26).contains(outcome.broughtByNewcomers.count))
    let rows = outcome.cohorts.filter { $0.cohort == "initial" }
    #expect(rows.count == 27 && rows[26].revenue == nil && rows[0].revenue ?? 0 > 0)
    #expect(rows[11].moneyKept == nil && rows[12].moneyKept?.mean == 1)
    #expect(rows[26].customersKept?.replications == 4)
  }
}
