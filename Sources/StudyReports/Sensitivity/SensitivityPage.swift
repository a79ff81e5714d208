import Designs
import Documents
import Reports
import ScenarioFiles
import Studies

/// The page of a study of sensitivity.
enum SensitivityPage {
  static func text(
    _ outcome: SensitivityOutcome, charts: [Chart], drawings: [String: String],
    context: ReportContext
  ) -> String {
    let scenario = outcome.file.scenario.scenario
    let sentences = SensitivitySentences(outcome)
    let title = outcome.file.title.isEmpty ? context.scenarioName : outcome.file.title
    var page = Page(
      title: title.heading("what matters"),
      about:
        "\(counted(outcome.factors.count, "key")) over their ranges, one at a time and all at once. "
        + outcome.file.about,
      stamp: counted(outcome.settings, "setting") + " × "
        + counted(outcome.replications, "replication") + " · seed \(outcome.seed)")
    page.section("short", "In short") { html in
      html.list(outcome.outcomes.map(sentences.verdict))
      for sentence in sentences.leftOut { html.paragraph(sentence) }
      SharedSections.warnings(&html, context.warnings)
    }
    for result in outcome.outcomes {
      let suffix = SensitivityCharts.suffix(result.key)
      let name = Display.capitalised(sentences.names.name(result.key))
      page.section("outcome-\(suffix.replacingUnderscores)", name) { html in
        if let rest = sentences.rest(result) { html.paragraph(rest) }
        for kind in ["tornado_", "indices_", "curves_"] {
          for chart in charts where chart.name == kind + suffix {
            html.chart(chart, drawings)
          }
        }
        if let reason = sentences.noIndices(result) { html.paragraph(reason) }
        let pairs = result.isLuckMostly ? [] : result.indices?.interactions ?? []
        for pair in pairs where pair.index.lower > 0.01 {
          let paths = pair.factors.map { outcome.names[outcome.kept[$0]] }
          html.paragraph(
            "\(Display.capitalised(Display.list(paths))) do something together that neither does alone: "
              + "\(Display.roundPercent(pair.index.value)) of the variation.")
        }
        if let noise = sentences.noise(result) { html.paragraph(noise) }
      }
    }
    page.section("keys", "What was varied", short: "Keys") { html in
      html.facts(
        outcome.factors.enumerated().map { f, factor in
          // Of an uncertainty the law matters, of a lever the values.
          let law = f >= outcome.levers ? factor.law : nil
          return (
            factor.path, "\(law ?? factor.levels.joined(separator: ", "))  (now \(factor.base))"
          )
        })
    }
    page.section("reading", "How to read this", short: "Reading") { html in
      html.list([
        "One at a time: a key is moved over its values while all others stay as in the scenario. What "
          + "keys do together does not show.",
        "A difference is clear when its 95% interval does not hold zero. Where the whole interval is below what is "
          + "worth mentioning, it is too small to matter, whether it is there or not: cxlab explain FIGURE says "
          + "from what size on it would.",
        "All at once: every key varies over its whole range, each value as likely as another or as its "
          + "law says. The share "
          + "of the variation that a key explains alone, and with all it does together with others "
          + "(Sobol's indices), depends on the ranges: a wide range makes a key look important.",
        "Every setting was simulated with the same customers and the same luck, so differences are "
          + "known far better than the values themselves.",
      ])
    }
    page.section("limits", "What this cannot tell", short: "Limits") { html in
      SharedSections.limits(&html, scenario)
    }
    page.section("reproduce", "How to get the same figures again", short: "Reproduce") { html in
      SharedSections.reproduction(
        &html, context, seed: outcome.seed, replications: outcome.replications,
        unit: "Replications")
    }
    return page.text
  }
}

extension String {
  /// A title with what the page is about: after a colon, or as a sentence of its own after a question.
  func heading(_ topic: String) -> String {
    guard let last, "?!.".contains(last) else { return "\(self): \(topic)" }
    return "\(self) \(Display.capitalised(topic))"
  }

  /// The text with hyphens for underscores, as ids of sections have them.
  var replacingUnderscores: String { String(map { $0 == "_" ? "-" : $0 }) }
}
