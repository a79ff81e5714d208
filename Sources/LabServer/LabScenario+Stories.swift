import CustomerExperience
import Documents
import Experiments
import Reports
import ScenarioFiles

extension LabScenario {
  /// The lives of a few customers as it is and with settings, side by side, chosen as in a comparison's report.
  func stories(_ settings: [String]) async throws -> JSONValue {
    let changed = try variant(settings).scenario
    let pairs: [StoryPair]
    do {
      pairs = try await live.stories(with: changed)
    } catch is CancellationError {
      throw CancellationError()
    } catch {
      throw LabProblem(error)
    }
    let text = StoryText(loaded.scenario)
    return [
      "settings": .array(settings.map { .string($0) }), "choice": .string(StoriesSection.choice),
      "note": pairs.isEmpty ? .string(try whyNone(changed)) : .null,
      "stories": .array(pairs.map { story($0, text) }),
    ]
  }

  private func story(_ pair: StoryPair, _ text: StoryText) -> JSONValue {
    let segments = loaded.scenario.customers.segments
    let months = Int(loaded.scenario.clock.horizonMonths)
    return [
      "fate": .string(pair.fate.rawValue), "heading": .string(StoriesSection.heading(pair)),
      "customer": .integer(pair.customer),
      "segment": .string(
        segments.indices.contains(pair.segment) ? segments[pair.segment].displayName : ""),
      "summary": .string(StoriesSection.summary(pair, text)),
      "rows": .array(
        text.rows(pair, months: months).map { row in
          [
            "time": .string(row.time), "base": .array(row.baseline.map { .string($0) }),
            "variant": .array(row.variant.map { .string($0) }), "parts": .bool(row.parts),
          ]
        }),
    ]
  }

  /// Why there is nothing to tell.
  private func whyNone(_ changed: Scenario) throws(LabProblem) -> String {
    let isContinued: Bool
    do { isContinued = try live.isContinued(by: changed) } catch { throw LabProblem(error) }
    return isContinued
      ? "In the first run these changes keep nobody who would have left, and lose nobody who would have stayed."
      : "Stories are of customers who live in both worlds. These changes start both worlds anew, with other customers."
  }
}
