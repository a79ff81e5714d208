import CustomerExperience
import Documents
import Experiments

/// Suggestions in words: how few of them are heard, and what comes of them.
extension Sentences {
  /// What becomes of 100 ideas, and what is asked for most; nil where nobody had one.
  func suggestions(_ outcome: RunOutcome) -> String? {
    let steps = RunCharts.suggestionSteps(outcome)
    guard let first = steps.first, first.value > 0, steps.count == 5 else { return nil }
    func ofHundred(_ number: Int) -> String {
      NumberText.fixed(100 * steps[number].value / first.value, 0)
    }
    var text =
      "Of 100 ideas that customers have out of what they miss, \(ofHundred(1)) are said, \(ofHundred(2)) are written down "
      + "and \(ofHundred(3)) are adopted; \(ofHundred(4)) times somebody is told that it was done."
    let asked = [SubjectKind.feature, .touchpoint].flatMap { kind in
      kind.ids(in: scenario).compactMap { id in
        outcome.estimate("suggestions_about", kind.subject(id)).map {
          (name: kind.name(of: id, in: scenario), number: $0.mean)
        }
      }
    }
    if let most = asked.max(by: { ($0.number, $1.name) < ($1.number, $0.name) }), most.number > 0 {
      text += " What is asked for most: \(most.name)."
    }
    return text
  }
}
