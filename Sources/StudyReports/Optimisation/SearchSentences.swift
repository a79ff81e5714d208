import CustomerExperience
import Documents
import Experiments
import Reports
import ScenarioFiles
import Studies

/// What a search showed, in words.
struct SearchSentences {
  let outcome: SearchOutcome
  let names: StudyNames

  init(_ outcome: SearchOutcome) {
    self.outcome = outcome
    names = StudyNames(outcome.file.scenario.scenario)
  }

  /// What a setting sets, such as `first-line staff = 5 · fault-finding every = 6 months`.
  func setting(_ option: Int) -> String {
    let keys = SweepView.names(of: outcome.factors.map(\.path))
    let set = zip(keys, outcome.options[option].setting).compactMap { key, value in
      value.map { "\(key) = \($0)" }
    }
    return set.isEmpty ? "the scenario as it is" : set.joined(separator: " · ")
  }

  /// How many settings were simulated, and which.
  var simulated: String {
    let count = outcome.options.count
    let settings = "\(counted(count, "setting")) simulated"
    guard let all = outcome.combinations else { return settings }
    if count == all + 1 { return "\(settings): all \(all) combinations, and the scenario as it is" }
    return count == all
      ? "\(settings): all combinations, the scenario as it is among them"
      : "\(settings), of \(all) combinations"
  }

  /// The limits in words; nil without any.
  var limits: String? {
    var parts = outcome.goal.limits.map(words)
    if let budget = outcome.goal.budget {
      parts.append(
        "at most \(names.display.money(budget)) spent on staff, training, recruitment, acquisition and "
          + "overhead")
    }
    return parts.isEmpty ? nil : Display.list(parts)
  }

  private func words(_ limit: Goal.Limit) -> String {
    "\(names.name(limit.key)) at \(limit.isFloor ? "least" : "most") "
      + names.value(limit.bound, limit.key)
  }

  /// Each limit as the head of a column.
  var limitNames: [String] {
    outcome.goal.limits.map(words)
      + (outcome.goal.budget.map { ["spent, at most \(names.display.money($0))"] } ?? [])
  }

  /// What a setting has of what each limit is set on, with its interval.
  func limitFigures(_ option: SearchOption) -> [String] {
    func text(_ estimate: Estimate, _ unit: MetricUnit) -> String {
      let interval = names.display.interval(estimate, unit)
      return names.display.value(estimate.mean, unit) + (interval.isEmpty ? "" : " (\(interval))")
    }
    let kept = outcome.goal.limits.map { limit -> String in
      guard let o = outcome.outcomes.firstIndex(of: limit.key),
        let unit = Metric.named(limit.key.metric)?.unit
      else { return "" }
      return text(option.estimates[o], unit)
    }
    return kept + (outcome.goal.budget == nil ? [] : [text(option.spent, .money)])
  }

  /// Where the settings simulated went that were not compared.
  private var others: String {
    let all = outcome.options.count
    let allowed = outcome.options.filter(\.isAllowed).count
    guard outcome.finalists < all else { return "" }
    var parts: [String] = []
    if allowed < all {
      parts.append(
        "\(counted(all - allowed, "other")) of the \(all) simulated \(all - allowed == 1 ? "does" : "do") not keep the limits"
      )
    }
    if outcome.finalists < allowed {
      parts.append(
        "of the \(allowed) simulated that \(limits == nil ? "there are" : "keep them"), the most promising went "
          + "into the comparison")
    }
    return parts.isEmpty ? "" : " " + Display.capitalised(parts.joined(separator: "; ")) + "."
  }

  /// What was sought.
  var goal: String {
    "\(outcome.goal.largerIsBetter ? "the most" : "the least") \(names.name(outcome.goal.key))"
      + (limits.map { ", with \($0)" } ?? "")
  }

  /// The answer.
  var verdict: [String] {
    guard let best = outcome.best else {
      return [
        "None of the \(outcome.options.count) settings simulated keeps the limits: \(limits ?? "")."
      ]
    }
    let option = outcome.options[best]
    let key = outcome.goal.key
    let name = names.name(key)
    var text: [String] = []
    let value = names.figure(option.estimates[0], key)
    if best == 0 {
      text.append("Nothing is better than the scenario as it is: \(name) of \(value).")
    } else {
      let today = outcome.options[0].estimates[0].mean
      let said = DifferenceRow.Verdict(
        lower: option.gain.lower, upper: option.gain.upper,
        smallest: Metric.named(key.metric)?.smallest.size(at: today) ?? 0)
      var gain = ", \(names.difference(option.gain.mean, key)) against today "
      gain += "(\(names.interval(option.gain, key)))"
      switch said {
      case .clear, .same: break
      case .small: gain += ", which is too small to matter"
      case .unclear: gain += ", which is not clear"
      }
      text.append("Best: \(setting(best)). It brings \(name) of \(value)\(gain).")
    }
    let margin = names.difference(outcome.indifference, key).replacingFirst("+", with: "")
    if outcome.finalists == 1 {
      text.append("No other of the settings simulated keeps the limits.")
    } else if outcome.isSelected {
      text.append(
        "With a probability of at least \(Display.roundPercent(outcome.goal.confidence)), none of the "
          + "\(outcome.finalists) settings compared is better by more than \(margin) (selected after "
          + "\(counted(outcome.replications, "replication")))." + others)
    } else {
      text.append(
        "The selection did not end within \(counted(outcome.replications, "replication")): some settings are too "
          + "alike to be told apart by \(margin). A larger --indifference, or more --replications, would "
          + "end it." + others)
    }
    if option.fit == .unclear {
      let figures = zip(limitNames, limitFigures(option)).map { "\($1), where \($0) is asked for" }
      text.append(
        "Whether it keeps the limits is not clear yet, as an interval reaches beyond them: it has "
          + Display.list(figures) + ".")
    }
    if let explained = outcome.explained {
      text.append(
        "It was found by a surface through the settings simulated, which explains "
          + "\(Display.roundPercent(max(0, explained))) of how settings it has not seen differ"
          + (explained < 0.5 ? "; that is little, so look around the best one, too." : "."))
    }
    return text
  }
}
