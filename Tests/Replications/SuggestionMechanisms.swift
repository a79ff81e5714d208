import CustomerExperience
import Foundation
import RandomVariates
import Testing

@Suite("Suggestions: what is missed, said, written down, adopted and answered")
struct SuggestionMechanisms {
  /// Customers who use something twice a month that lacks what they would like.
  private func firm(
    customers: Int = 1_000, _ change: (inout Suggestions) -> Void = { _ in }
  ) -> Scenario {
    var s = Scenario.atRest(.contract, customers: customers, months: 12)
    s.journeys = [.need("use", perYear: 24, at: .machine())]
    var feature = Feature()
    (feature.id, feature.kind, feature.points, feature.present) = ("extra", .wanted, 10, 0)
    s.features = [feature]
    var law = Suggestions()
    (law.rate, law.low, law.said, law.ease, law.adopted) = (1.2, 40, 1, 1, 1)
    (law.lagMonths, law.cost, law.step, law.answered, law.credit) = (2, 500, 5, 1, 2)
    change(&law)
    s.suggestions = law
    return s
  }

  @Test("on paper: a year's rate, month by month")
  func law() {
    var law = Suggestions()
    law.rate = 12 * log(2.0)
    #expect(abs(SuggestionLaw.chance(law) - 0.5) < 1e-12)
    law.rate = 0
    #expect(SuggestionLaw.chance(law) == 0)
  }

  @Test("as many ideas as there are months in which something was missed, and fewer at each step")
  func funnel() throws {
    let runs = try replicate(
      firm {
        ($0.said, $0.ease, $0.adopted) = (0.3, 0.5, 0)
      }, 2)
    #expect(runs.conserve)
    // Heard at the beginning of eleven months, of those who had an encounter in the month before.
    let expected = 2 * 11 * 1_000 * (1 - exp(-2.0)) * (1 - exp(-0.1))
    let had = try runs.values("suggestions_had").reduce(0, +)
    #expect(abs(had - expected) < 4 * expected.squareRoot())
    let said = try runs.values("suggestions_said").reduce(0, +)
    #expect(abs(said / had - 0.3) < 4 * (0.21 / had).squareRoot())
    let captured = try runs.values("suggestions_captured").reduce(0, +)
    #expect(abs(captured / said - 0.5) < 4 * (0.25 / said).squareRoot())
    #expect(try runs.values("suggestions_about", "feature:extra").reduce(0, +) == captured)
    for metric in ["suggestions_adopted", "suggestion_improvements", "suggestion_cost"] {
      #expect(try runs.values(metric) == [0, 0], "\(metric)")
    }
    // Who misses nothing has no ideas.
    var content = firm()
    content.features[0].present = 1
    #expect(try replicate(content, 1).values("suggestions_had") == [0])
    // Switched off it leaves everybody's luck alone.
    let heard = firm { $0.adopted = 0 }
    var off = heard
    off.suggestions = nil
    let both = try replicate(heard, under: [heard, off], 1)
    #expect(both[1][0].summary[SeriesKey("suggestions_had", "all")] == nil)
    for metric in ["profit", "satisfaction_mean", "contacts"] {
      #expect(try both[0].values(metric) == both[1].values(metric), "\(metric)")
    }
  }

  @Test("what is adopted is there after its time, and those who are told trust the firm the more")
  func adoption() throws {
    let with = firm()
    var idle = with
    idle.suggestions?.adopted = 0
    var silent = with
    silent.suggestions?.answered = 0
    let runs = try replicate(with, under: [with, idle, silent], 2)
    #expect(runs.allSatisfy { $0.conserve })
    #expect(try runs[0].values("suggestion_improvements") == [1, 1])
    #expect(try runs[0].values("suggestion_cost") == [500, 500])
    // Decided in the second month and made two later: nothing is missed any more.
    let had = try #require(runs[0][0].timeline[SeriesKey("suggestions_had", "all")])
    #expect(had[0] == 0 && had[1] > 0 && had[3] > 0 && had[4...].allSatisfy { $0 == 0 })
    #expect(
      try runs[0].values("suggestions_answered") == runs[0].values("suggestions_adopted"))
    let months = 6..<12
    func values(_ metric: String) throws -> [[Double]] {
      try runs.map { try $0.values(metric, months: months) }
    }
    let satisfaction = try values("satisfaction_mean")
    for (done, left) in zip(satisfaction[0], satisfaction[1]) { #expect(done > left + 1) }
    let trust = try values("trust_mean")
    for (told, untold) in zip(trust[0], trust[2]) { #expect(told > untold + 0.005) }
    #expect(try runs[2].values("suggestions_answered") == [0, 0])
  }

  @Test("what the firm brings in of its own accord meanwhile is not paid for again")
  func thereAlready() throws {
    var s = firm()
    var later = s
    later.features[0].present = 1
    // Missed in the first month, and there before anybody is heard.
    s.phases = [Phase(at: .month(0.9), settings: later, changes: [])]
    let runs = try replicate(s, 1)
    #expect(runs.conserve)
    #expect(try runs.values("suggestions_adopted")[0] > 10)
    #expect(
      try runs.values("suggestions_answered") == runs.values("suggestions_adopted"))
    #expect(try runs.values("suggestion_improvements") == [0])
    #expect(try runs.values("suggestion_cost") == [0])
  }

  @Test("a step that disappoints is made better by so much")
  func step() throws {
    var poor = firm {
      ($0.low, $0.step) = (60, 20)
    }
    poor.features = []
    poor.quality.mean = 40
    let runs = try replicate(poor, 1)
    #expect(runs.conserve)
    let step = "touchpoint:use.machine"
    #expect(
      try runs.values("suggestions_about", step) == runs.values("suggestions_captured"))
    let satisfaction = try #require(
      runs[0].timeline[SeriesKey("touchpoint_satisfaction", step)])
    // 40 as expected is 20 + 0.7·40; 60 where 40 was expected is 20 + 0.15·40 + 0.55·60 + 0.6·20.
    #expect(abs(satisfaction[1] - 48) < 1e-6 && abs(satisfaction[8] - 71) < 1e-6)
  }
}
