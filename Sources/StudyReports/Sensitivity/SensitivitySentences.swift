import CustomerExperience
import Designs
import Experiments
import Reports
import ScenarioFiles
import Studies

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
    let base = names.figure(result.base, result.key)
    guard let most = outcome.swings(of: result).first, most.width > 0 else {
      return "\(name) is \(base), and none of the keys moves it."
    }
    var text =
      "\(name) is \(base). By itself \(outcome.names[most.factor]) moves it most: "
      + "\(names.difference(most.low.difference.mean, result.key)) at \(most.low.label), "
      + "\(names.difference(most.high.difference.mean, result.key)) at \(most.high.label)."
    text += remark([most.low, most.high].map { $0.verdict(smallest: result.smallest) })
    if result.indices != nil, result.isLuckMostly {
      text +=
        " When all keys vary at once, luck hides what each of them does: it makes "
        + "\(Display.roundPercent(result.noise)) of the variation, and more --replications are needed."
    } else if let indices = result.indices, indices.variance > 0 {
      let order = outcome.kept.indices.sorted { indices.total[$0].value > indices.total[$1].value }
      if let top = order.first {
        text +=
          " When all keys vary at once, \(outcome.names[outcome.kept[top]]) alone explains "
          + "\(StudyNames.text(indices.first[top])) of what happens to it."
      }
    }
    return text
  }

  /// What is to be said of the two ends of a key's curve; empty where one is clear.
  private func remark(_ ends: [OutcomeSensitivity.Level.Verdict]) -> String {
    // What is as today's value makes no difference, and says nothing.
    let kinds = Set(ends).subtracting([.same])
    return switch kinds {
    case _ where kinds.contains(.clear): ""
    case [.small]: " That is too small to matter."
    case [.unclear]: " Luck may have done that: neither is clear of zero."
    default: " None of it is both clear and large enough to matter."
    }
  }

  /// Why there is no chart of indices; nil where there is one, or none was asked for.
  func noIndices(_ result: OutcomeSensitivity) -> String? {
    guard result.indices != nil, result.isLuckMostly else { return nil }
    let share = result.noise > 0.995 ? "All" : Display.roundPercent(result.noise)
    return
      "How much each key does when all vary at once is not drawn: \(share) of what is seen is the luck of the "
      + "draw, and bars would show nothing else. With more --replications there is something to see "
      + "(indices.csv has what there is)."
  }

  /// What the keys do that there is no room to show; nil where all are shown.
  func rest(_ result: OutcomeSensitivity) -> String? {
    let swings = outcome.swings(of: result)
    guard swings.count > SensitivityOutcome.mostShown else { return nil }
    let next = swings[SensitivityOutcome.mostShown]
    let count = swings.count - SensitivityOutcome.mostShown
    return
      "The \(SensitivityOutcome.mostShown) strongest of \(swings.count) keys are shown. By itself each "
      + "of the other \(count) makes a difference of at most \(names.size(next.width, result.key)), luck "
      + "included (one_at_a_time.csv has all)."
  }

  /// Which keys indices were not worked out for, and why.
  var leftOut: [String] {
    guard outcome.outcomes.contains(where: { $0.indices != nil }) else { return [] }
    let weaker = outcome.factors.indices.filter {
      !outcome.kept.contains($0) && !outcome.screenedOut.contains($0)
    }
    func list(_ factors: [Int]) -> String {
      factors.count > SensitivityOutcome.mostShown
        ? "\(factors.count) keys (screening.csv names them)"
        : Display.list(factors.map { outcome.names[$0] })
    }
    return [
      weaker.isEmpty
        ? nil
        : "Left out when all keys vary at once, because only the \(outcome.kept.count) most powerful are "
          + "taken: \(list(weaker)).",
      outcome.screenedOut.isEmpty
        ? nil
        : "Screened out, because they move nothing by more than a twentieth of what the most powerful key "
          + "does: \(list(outcome.screenedOut)).",
    ].compactMap(\.self)
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
