import CustomerExperience
import Designs
import Documents
import Experiments
import Reports
import ScenarioFiles
import Studies

/// Writes the folder of a study of sensitivity, and prints it.
public enum SensitivityReport {
  /// Writes tables, charts, the page and the manifest.
  ///
  /// - Returns: The paths of the files written.
  /// - Throws: ``OutputError``; what was there before is then still there.
  @discardableResult
  public static func write(
    _ outcome: SensitivityOutcome, context: ReportContext, folder stem: String, out: String
  ) throws(OutputError) -> [String] {
    var folder = try OutputFolder(name: stem, in: out)
    let charts = SensitivityCharts.all(outcome)
    return try folder.finish(
      ResultParts(
        tables: SensitivityTables.all(outcome), metrics: outcome.outcomes.map(\.key.metric),
        currency: outcome.file.scenario.scenario.currency, charts: charts, seed: outcome.seed,
        replications: outcome.replications
      ) {
        SensitivityPage.text(outcome, charts: charts, drawings: $0, context: context)
      }, context: context)
  }

  /// What it showed, for a terminal: lines, each ended by a newline.
  public static func console(_ outcome: SensitivityOutcome) -> String {
    let sentences = SensitivitySentences(outcome)
    let names = sentences.names
    var lines = [
      "\(outcome.file.title) · \(counted(outcome.factors.count, "key")), "
        + "\(counted(outcome.settings, "setting")) × \(counted(outcome.replications, "replication"))"
        + " · seed \(outcome.seed)"
    ]
    for result in outcome.outcomes {
      lines += [
        "", "  " + names.name(result.key) + "  " + names.figure(result.base, result.key),
      ]
      let swings = outcome.swings(of: result).prefix(SensitivityOutcome.mostShown)
      let cells = swings.map { swing -> [String] in
        var row = [
          outcome.names[swing.factor],
          "\(names.difference(swing.low.difference.mean, result.key)) at \(swing.low.label)",
          "\(names.difference(swing.high.difference.mean, result.key)) at \(swing.high.label)",
        ]
        if let indices = result.indices, let k = outcome.kept.firstIndex(of: swing.factor) {
          let (first, total) = (indices.first[k], indices.total[k])
          row.append(
            result.isLuckMostly
              ? "hidden by luck"
              : "\(StudyNames.text(first)) alone, "
                + "\(Display.roundPercent(StudyNames.share(total.value))) with others")
        } else {
          let isWeak = outcome.screenedOut.contains(swing.factor)
          row.append(result.indices == nil ? "" : isWeak ? "screened out" : "left out")
        }
        return row
      }
      let widths = (0..<4).map { i in cells.map { $0[i].count }.max() ?? 0 }
      lines += cells.map { row in
        "    " + zip(row, widths).map { $0.padded(to: $1) }.joined(separator: "   ")
      }
      lines += (sentences.rest(result).map { Chart.wrap($0, at: 94) } ?? []).map { "    " + $0 }
    }
    lines += [""] + outcome.outcomes.compactMap(sentences.noise).flatMap { Chart.wrap($0, at: 98) }
    while lines.last == "" { lines.removeLast() }
    return lines.map { $0.trimmedAtEnd + "\n" }.joined()
  }

  /// The rows of the tables for programs: one JSON object, ended by a newline.
  public static func json(_ outcome: SensitivityOutcome) -> String {
    let value: JSONValue = [
      "scenario": .string(outcome.file.title), "seed": .unsigned(outcome.seed),
      "settings": .integer(outcome.settings), "replications": .integer(outcome.replications),
      "one_at_a_time": SensitivityTables.curves(outcome).objects,
      "screening": SensitivityTables.screening(outcome).objects,
      "indices": SensitivityTables.indices(outcome).objects,
    ]
    return value.pretty
  }
}

extension String {
  /// The text with spaces after it up to a width.
  func padded(to width: Int) -> String {
    self + String(repeating: " ", count: max(0, width - count))
  }

  /// The text without spaces at its end.
  var trimmedAtEnd: String {
    var text = self[...]
    while text.last == " " { text.removeLast() }
    return String(text)
  }
}
