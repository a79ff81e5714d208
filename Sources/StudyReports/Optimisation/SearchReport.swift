import CustomerExperience
import Documents
import Experiments
import Reports
import ScenarioFiles
import Studies

/// Writes the folder of a search for the best setting, and prints it.
public enum SearchReport {
  /// Writes tables, charts, the page and the manifest.
  ///
  /// - Returns: The paths of the files written.
  /// - Throws: ``OutputError``; what was there before is then still there.
  @discardableResult
  public static func write(
    _ outcome: SearchOutcome, context: ReportContext, folder stem: String, out: String
  ) throws(OutputError) -> [String] {
    var folder = try OutputFolder(name: stem, in: out)
    let charts = SearchCharts.all(outcome)
    return try folder.finish(
      ResultParts(
        tables: SearchTables.all(outcome), metrics: outcome.outcomes.map(\.metric),
        currency: outcome.file.scenario.scenario.currency, charts: charts, seed: outcome.seed,
        replications: outcome.replications
      ) {
        page(outcome, charts: charts, drawings: $0, context: context)
      }, context: context)
  }

  private static func page(
    _ outcome: SearchOutcome, charts: [Chart], drawings: [String: String], context: ReportContext
  ) -> String {
    let sentences = SearchSentences(outcome)
    let title = outcome.file.title.isEmpty ? context.scenarioName : outcome.file.title
    var page = Page(
      title: title.heading("the best setting"),
      about: "What was sought: \(sentences.goal). \(outcome.file.about)",
      stamp:
        "\(counted(outcome.options.count, "setting")) simulated · up to "
        + "\(counted(outcome.replications, "replication")) · seed \(outcome.seed)")
    page.section("short", "In short") { html in
      html.list(sentences.verdict)
      SharedSections.warnings(&html, context.warnings)
    }
    page.section("leaders", "The leading settings", short: "Settings") { html in
      for chart in charts where chart.name == "leaders" {
        html.chart(chart, drawings)
      }
    }
    page.section("frontier", "What is bought with what", short: "Frontier") { html in
      guard let chart = charts.first(where: { $0.name == "frontier" }) else { return }
      html.paragraph(
        "The best setting for one aim is rarely the best for another. On the frontier each step towards "
          + "one aim costs something of another; whatever lies off it can be improved for nothing. Only "
          + "settings that keep the limits are on it. Of what was not sought, less than 1% of today's profit, "
          + "0.1 points of satisfaction and 0.01 of engagement counts as nothing.")
      html.chart(chart, drawings)
    }
    page.section("keys", "What was varied", short: "Keys") { html in
      html.facts(
        outcome.factors.map { factor in
          (
            factor.path,
            (factor.isListed
              ? factor.levels.joined(separator: ", ")
              : "from \(factor.levels[0]) to \(factor.levels[factor.levels.count - 1])")
              + "  (now \(factor.base))"
          )
        })
    }
    page.section("method", "How it was found", short: "Method") { html in
      html.list(
        [
          !outcome.isSearched
            ? "All combinations of the values were simulated."
            : "A surface (stochastic kriging) was laid through simulated settings, and more were simulated "
              + "where it expected to find better ones, weighed by the chance that limits are kept.",
          (!outcome.isSearched
            ? "Of those that keep the limits, "
            : "The \(outcome.finalists) most promising of those that keep the limits were compared in "
              + "replications that had no part in the search; of them ")
            + "the best was selected by the procedure of Kim and Nelson: all "
            + "share their customers and luck, and one that trails another by more than chance allows is "
            + "dropped after each replication, until one is left.",
          outcome.goal.budget == nil && outcome.goal.limits.isEmpty
            ? "No limits were set."
            : "A setting counts as allowed when its means keep the limits; where an interval reaches "
              + "beyond one, the table says unclear.",
        ])
    }
    page.section("limits", "What this cannot tell", short: "Limits") { html in
      SharedSections.limits(&html, outcome.file.scenario.scenario)
    }
    page.section("reproduce", "How to get the same figures again", short: "Reproduce") { html in
      SharedSections.reproduction(
        &html, context, seed: outcome.seed, replications: outcome.replications,
        unit: "Replications, at most")
    }
    return page.text
  }

  /// What it showed, for a terminal: lines, each ended by a newline.
  public static func console(_ outcome: SearchOutcome) -> String {
    let sentences = SearchSentences(outcome)
    let names = sentences.names
    var lines = [
      "\(outcome.file.title) · \(sentences.goal)",
      sentences.simulated + " · seed \(outcome.seed)", "",
    ]
    lines += sentences.verdict.flatMap { Chart.wrap($0, at: 98) }
    let key = outcome.goal.key
    let cells = outcome.ranked.prefix(5).map { s -> [String] in
      let (gain, all) = (outcome.options[s].gain, outcome.options[s].estimates[0])
      return [
        names.difference(gain.mean, key), s == 0 ? "" : "(\(names.interval(gain, key)))",
        names.figure(all, key), counted(all.replications, "run"),
        sentences.setting(s) + (s == outcome.best ? "   <- best" : ""),
      ]
    }
    if !cells.isEmpty {
      let widths = (0..<4).map { i in cells.map { $0[i].count }.max() ?? 0 }
      lines += ["", "  \(names.name(key)) against today, and in all"]
      lines += cells.map { row in
        "    " + zip(row, widths).map { $0.padded(to: $1) }.joined(separator: "  ") + "  " + row[4]
      }
    }
    return lines.map { $0.trimmedAtEnd + "\n" }.joined()
  }

  /// The rows of the tables for programs: one JSON object, ended by a newline.
  public static func json(_ outcome: SearchOutcome) -> String {
    let value: JSONValue = [
      "scenario": .string(outcome.file.title), "seed": .unsigned(outcome.seed),
      "best": outcome.best.map { .integer($0) } ?? nil, "selected": .bool(outcome.isSelected),
      "finalists": .integer(outcome.finalists),
      "confidence": .number(outcome.goal.confidence), "indifference": .number(outcome.indifference),
      "replications": .integer(outcome.replications),
      "surface_explains": outcome.explained.map { .number($0) } ?? nil,
      "settings": SearchTables.settings(outcome).objects,
      "results": SearchTables.results(outcome).objects,
    ]
    return value.pretty
  }
}
