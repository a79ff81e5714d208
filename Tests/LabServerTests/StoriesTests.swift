import Documents
import Experiments
import Reports
import ScenarioFiles
import Testing

@testable import LabServer

@Suite("Customers' stories in the lab")
struct StoriesTests {
  private let settings = ["quality.mean=45"]

  @Test("the stories are those of a comparison with the same seed")
  func same() async throws {
    try await SmallLab.run { small in
      let told = try await small.lab.stories("small", settings: settings)
      let base = try small.loaded().scenario
      var options = ExperimentOptions()
      (options.seed, options.replications, options.tellsStories) = (SmallLab.seed, 1, true)
      let compared = try await Experiment.compare(
        base,
        with: [
          .init(name: "a", title: "a", changes: [], scenario: try small.loaded(settings).scenario)
        ], options: options)
      let pairs = compared.variants[0].stories
      #expect(!pairs.isEmpty)
      let stories = told["stories"]?.items ?? []
      #expect(stories.map { $0["customer"] } == pairs.map { .integer($0.customer) })
      #expect(stories.map { $0["fate"] } == pairs.map { .string($0.fate.rawValue) })
      let text = StoryText(base)
      for (story, pair) in zip(stories, pairs) {
        let rows = text.rows(pair, months: compared.baseline.months)
        #expect(story["summary"] == .string(StoriesSection.summary(pair, text)))
        #expect(story["rows"]?.items.map { $0["time"] } == rows.map { .string($0.time) })
        #expect(
          story["rows"]?.items.map { $0["variant"] }
            == rows.map { .array($0.variant.map { .string($0) }) })
        #expect(story["rows"]?.items.map { $0["parts"] } == rows.map { .bool($0.parts) })
      }
      #expect(told["note"] == .null)
    }
  }

  @Test(
    "of what changes nobody, and of worlds with other customers, there is nothing to tell, and why is said"
  )
  func none() async throws {
    try await SmallLab.run { small in
      let same = try await small.lab.stories("small", settings: [])
      #expect(same["stories"] == [])
      #expect(same["note"]?.string?.contains("keep nobody") == true)
      let other = try await small.lab.stories(
        "small", settings: ["customers.segments.households.initial=90"])
      #expect(other["stories"] == [])
      #expect(other["note"]?.string?.contains("start both worlds anew") == true)
      await #expect(throws: LabProblem.self) {
        try await small.lab.stories("small", settings: ["quality.mean=x"])
      }
    }
  }

  @Test("who is cancelled ends it")
  func cancelled() async throws {
    try await SmallLab.run { small in
      let lab = small.lab
      let task = Task { [settings] in try await lab.stories("small", settings: settings) }
      task.cancel()
      await #expect(throws: (any Error).self) { try await task.value }
      // What comes after is whole.
      let told = try await lab.stories("small", settings: settings)["stories"]
      #expect(told?.items.isEmpty == false)
    }
  }
}
