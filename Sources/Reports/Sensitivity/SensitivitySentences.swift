import CustomerExperience
import Experiments
import ScenarioFiles

/// What a study of sensitivity says, in words.
struct SensitivitySentences {
  let outcome: SensitivityOutcome
  let names: StudyNames

  init(_ outcome: SensitivityOutcome) {
    self.outcome = outcome
    names = StudyNames(outcome.file.scenario.scenario)
  }

  /// What matters for an outcome, in a sentence or two.
  func verdict(_ result: OutcomeSensitivity) -> String {
    let name = Display.capitalised(names.name(result.key))
    let base = names.value(result.base.mean, result.key)
    let swings = outcome.factors.indices.compactMap { f in
      result.swing(f).map { (f, $0.high.difference.mean - $0.low.difference.mean) }
    }
    guard let most = swings.max(by: { $0.1 < $1.1 }), most.1 > 0, let swing = result.swing(most.0)
    else {
      return "\(name) is \(base), and none of the keys moves it."
    }
    var text =
      "\(name) is \(base). By itself \(outcome.names[most.0]) moves it most: "
      + "\(names.difference(swing.low.difference.mean, result.key)) at \(swing.low.value), "
      + "\(names.difference(swing.high.difference.mean, result.key)) at \(swing.high.value)."
    if let indices = result.indices, indices.variance > 0 {
      let order = outcome.kept.indices.sorted { indices.total[$0].value > indices.total[$1].value }
      if let top = order.first {
        text +=
          " When all keys vary at once, \(outcome.names[outcome.kept[top]]) alone explains "
          + "\(StudyNames.text(indices.first[top])) of what happens to it."
      }
    }
    return text
  }

  /// What the luck of the draw has to do with it.
  func noise(_ result: OutcomeSensitivity) -> String? {
    guard result.noise.isFinite, result.noise >= 0.01 else { return nil }
    let share = Display.roundPercent(result.noise)
    return result.noise > 0.2
      ? "\(share) of the variation of \(names.name(result.key)) is the luck of the draw, which no key "
        + "explains: more --replications would show more."
      : "\(share) of the variation of \(names.name(result.key)) is the luck of the draw."
  }
}
