import CustomerExperience
import Documents
import Experiments
import Reports
import Studies

/// What a sweep says on a terminal.
public enum SweepConsole {
  /// How far the work on a plan is.
  ///
  /// - Parameter isGathered: Whether the results in the folder are those of this work, and whole.
  public static func statusText(
    _ sweep: PlannedSweep, _ results: SweepResults, isGathered: Bool
  ) -> String {
    let total = sweep.plan.points.count
    var lines = [
      "plan \(sweep.shortHash)   \(counted(total, "point")) × "
        + counted(sweep.plan.replications, "replication"),
      "done \(results.done)   failed \(results.failed)   missing \(results.missing)   "
        + "files \(results.files.count)",
    ]
    for (point, reason) in results.failures.sorted(by: { $0.key < $1.key }).prefix(5) {
      lines.append("  point \(point + 1) failed: \(reason)")
    }
    if results.failed > 5 { lines.append("  and \(results.failed - 5) more") }
    for place in results.damaged.prefix(5) {
      lines.append(
        "  \(place.file):\(place.line) cannot be read; its point "
          + (results.missing == 0 ? "was done again" : "is to be done again"))
    }
    if results.damaged.count > 5 { lines.append("  and \(results.damaged.count - 5) more") }
    if results.missing > 0 {
      lines.append(goOn(sweep))
    } else if isGathered {
      lines.append("gathered; the results are in \(sweep.folder)")
    } else {
      lines.append(
        "not gathered, or something has changed since. To gather: cxlab sweep gather --plan "
          + ShellWord.quoted(sweep.path))
    }
    return lines.map { $0 + "\n" }.joined()
  }

  /// The same for programs.
  public static func status(
    _ sweep: PlannedSweep, _ results: SweepResults, isGathered: Bool
  ) -> JSONValue {
    [
      "plan": .string(sweep.hash), "points": .integer(sweep.plan.points.count),
      "replications": .integer(sweep.plan.replications), "done": .integer(results.done),
      "failed": .integer(results.failed), "missing": .integer(results.missing),
      "gathered": .bool(isGathered),
      "damaged_lines": .array(
        results.damaged.map { ["file": .string($0.file), "line": .integer($0.line)] }),
      "files": .array(results.files.map { .string($0) }),
      "failures": .array(
        results.failures.sorted { $0.key < $1.key }.map {
          ["point": .integer($0.key + 1), "reason": .string($0.value)]
        }),
    ]
  }

  /// What is missing, and what to do.
  public static func missing(_ sweep: PlannedSweep, _ results: SweepResults) -> String {
    let count = results.missing
    let isOne = count == 1
    return "\(count) of \(sweep.plan.points.count) points \(isOne ? "is" : "are") missing "
      + "(\(ranges(results.states))); nothing was written. \(goOn(sweep)); --partial writes results "
      + "without \(isOne ? "it" : "them")"
  }

  /// Why there is nothing to write.
  public static func nothing(_ sweep: PlannedSweep, _ results: SweepResults) -> String {
    guard let reason = results.failures.min(by: { $0.key < $1.key }) else {
      return "no point is done yet; nothing was written. \(goOn(sweep))"
    }
    return "all \(results.failed) points that were tried failed; nothing was written. Point "
      + "\(reason.key + 1): \(reason.value)"
  }

  private static func goOn(_ sweep: PlannedSweep) -> String {
    "To go on: cxlab sweep work --plan \(ShellWord.quoted(sweep.path))"
  }

  /// Numbers of missing points, such as `3-5, 9 and 12 more ranges`.
  static func ranges(_ states: [SweepResults.State]) -> String {
    var ranges: [ClosedRange<Int>] = []
    for (index, state) in states.enumerated() where state == .missing {
      if let last = ranges.last, last.upperBound == index {
        ranges[ranges.count - 1] = last.lowerBound...index + 1
      } else {
        ranges.append(index + 1...index + 1)
      }
    }
    let shown = ranges.prefix(5).map { range in
      range.count == 1 ? "\(range.lowerBound)" : "\(range.lowerBound)-\(range.upperBound)"
    }
    let more = ranges.count - shown.count
    return "number " + shown.joined(separator: ", ")
      + (more > 0 ? " and \(counted(more, "more range"))" : "")
  }

  /// The best and the worst setting by each outcome.
  static func extremes(_ view: SweepView) -> [String] {
    var lines: [String] = []
    for (e, experiment) in view.plan.experiments.enumerated() {
      var rows: [[String]] = []
      var near: [String] = []
      for o in view.plan.outcomes.indices {
        guard
          let (high, low) = view.analysis.extremes(
            view.plan, view.results, experiment: e, outcome: o)
        else { continue }
        if view.analysis.isWithinLuck(high, low, outcome: o) { near.append(view.name(o)) }
        let isUp = view.metrics[o].better != .down
        let words = view.metrics[o].better == .neither ? ["highest", "lowest"] : ["best", "worst"]
        for (word, extreme) in zip(words, isUp ? [high, low] : [low, high]) {
          let setting = view.analysis.settings[extreme.setting]
          guard let figure = setting.figures[o] else { continue }
          let inWorlds =
            extreme.worlds.map { " (in \($0) of \(extreme.compared) worlds)" } ?? ""
          rows.append([
            word == words[0] ? view.name(o) : "", word, view.value(figure.mean, o),
            interval(figure, view, o), view.label(setting) + inWorlds,
          ])
        }
      }
      guard !rows.isEmpty else { continue }
      if view.plan.experiments.count > 1 { lines += ["", "experiment \(experiment.name)"] }
      let widths = (0..<4).map { column in rows.map { $0[column].count }.max() ?? 0 }
      for row in rows {
        let cells = (0..<4).map { ConsoleReport.pad(row[$0], widths[$0]) }
        lines.append("  " + (cells + [row[4]]).joined(separator: "  "))
      }
      if view.plan.replications > 1 { lines += remarks(near: near) }
      for o in view.plan.outcomes.indices {
        guard let sentence = leftOut(view, experiment: e, outcome: o) else { continue }
        lines += Chart.wrap(sentence, at: 96).map { "  " + $0 }
      }
    }
    return lines
  }

  /// Which settings cannot be ranked by an outcome, because it has no value there or no bound; nil for none.
  static func leftOut(_ view: SweepView, experiment: Int, outcome: Int) -> String? {
    let settings = view.analysis.settings.filter { $0.experiment == experiment }
    let without = settings.filter { setting in
      setting.figures[outcome] == nil
        && setting.points.contains { view.results.states[$0] == .done }
    }
    guard let first = without.first else { return nil }
    let others = without.count > 1 ? " and \(counted(without.count - 1, "more setting"))" : ""
    return
      "Left out of \(view.name(outcome)): \(view.label(first))\(others), where it has no value or no bound "
      + "(nobody leaves, or nobody is there)."
  }

  /// What the brackets are, and of which outcomes the best and the worst are nearer than luck can tell.
  private static func remarks(near outcomes: [String]) -> [String] {
    let brackets = ["", "  In brackets: how far luck leaves the mean open (95%)."]
    guard !outcomes.isEmpty else { return brackets }
    let remark =
      "The ends of \(Display.list(outcomes)) differ by less than that: whether they differ at all, cxlab "
      + "compare tells."
    return brackets + Chart.wrap(remark, at: 96).map { "  " + $0 }
  }

  /// The interval due to luck.
  static func interval(_ figure: SweepAnalysis.Figure, _ view: SweepView, _ outcome: Int) -> String
  {
    guard figure.noise.isFinite else { return "" }
    let estimate = Estimate(
      mean: figure.mean, lower: figure.mean - figure.noise, upper: figure.mean + figure.noise,
      replications: view.plan.replications)
    return "(\(view.display.interval(estimate, view.metrics[outcome].unit)))"
  }
}
