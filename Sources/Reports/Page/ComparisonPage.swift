import CustomerExperience
import Documents
import Experiments

/// The page of a comparison.
enum ComparisonPage {
  static func text(
    _ outcome: ComparisonOutcome, charts: [Chart], drawings: [String: String],
    context: ReportContext
  ) -> String {
    let scenario = outcome.baseline.scenario
    let sentences = Sentences(scenario)
    let variants = Display.list(outcome.variants.map(\.title))
    var page = Page(
      title: "\(scenario.title.isEmpty ? context.scenarioName : scenario.title): what changes",
      about: "\(variants), against the baseline. \(scenario.about)",
      stamp: counted(outcome.pairs, "pair")
        + " of runs with the same customers and the same luck · "
        + "\(Sentences.horizon(outcome.baseline.months)) · seed \(outcome.baseline.seed)")

    func put(_ names: [String], in html: inout HTML) {
      for chart in charts where names.contains(chart.name) {
        html.chart(chart, drawings)
      }
    }

    page.section("verdicts", "In short") { html in
      if outcome.variants.count > 1, let options = OptionsTable.table(outcome, hasIntervals: false)
      {
        html.table(options, caption: "All options (means); intervals below", style: "options")
      }
      if let best = sentences.best(outcome) { html.paragraph(best) }
      for variant in outcome.variants {
        if outcome.variants.count > 1 { html.element("h3", variant.title) }
        html.list(sentences.inShort(variant))
        if let pasts = sentences.pasts(variant) { html.paragraph(pasts) }
        if let rarer = sentences.rarer(variant) { html.paragraph(rarer) }
        if let late = sentences.late(variant) { html.paragraph(late) }
        // Several stand side by side below.
        if outcome.variants.count == 1 { cards(&html, variant, sentences) }
      }
      SharedSections.warnings(
        &html, context.warnings + ConsoleReport.warnings(outcome))
    }
    page.section("differences", "The differences", short: "Differences") { html in
      if outcome.variants.count > 1 { sideBySide(&html, outcome, sentences) }
      put(["differences"], in: &html)
    }
    page.section("profit", "Where the profit comes from", short: "Profit") { html in
      guard charts.contains(where: { $0.name == "profit_bridge" }) else { return }
      html.paragraph(
        "Profit is what customers pay less all costs, so what each account adds to it or takes from it makes "
          + "up the difference, without a rest.")
      put(["profit_bridge"], in: &html)
    }
    page.section("customers", "Customers saved and lost", short: "Customers") { html in
      let changed = outcome.variants.compactMap(sentences.changed)
      guard !changed.isEmpty else { return }
      html.list(changed)
      html.paragraph(
        "Because each customer lives through both worlds with the same luck, we can tell one by one "
          + "who was kept by the change, who would have stayed anyway, and who was lost by it.")
      put(["customers_changed"], in: &html)
    }
    page.section("stories", "Three customers, two worlds", short: "Stories") { html in
      StoriesSection.fill(&html, outcome)
    }
    page.section("retention", "Who stays", short: "Retention") { html in
      put(["difference_retention", "retention_both"], in: &html)
    }
    page.section("changes", "What was changed", short: "Changes") { html in
      html.facts(
        outcome.variants.flatMap { variant in
          // What a scenario is called changes nothing in it.
          let changes = variant.changes.filter { line in
            !["title: ", "about: "].contains { line.hasPrefix($0) }
          }
          return (changes.isEmpty ? ["nothing"] : changes).map { (variant.title, $0) }
        })
    }
    page.section("settings", "The baseline", short: "Baseline") { html in
      SharedSections.settings(&html, scenario, months: outcome.baseline.months)
    }
    page.section("intervals", "How to read the intervals", short: "Intervals") { html in
      SharedSections.intervals(&html, replications: outcome.pairs, isComparison: true)
      luck(&html, outcome, sentences)
    }
    page.section("limits", "What this cannot tell", short: "Limits") { html in
      SharedSections.limits(&html, scenario)
    }
    page.section("reproduce", "How to get the same figures again", short: "Reproduce") { html in
      SharedSections.reproduction(
        &html, context, seed: outcome.baseline.seed, replications: outcome.pairs, unit: "Pairs")
    }
    return page.text
  }

  /// The headline differences, a column a variant.
  private static func sideBySide(
    _ html: inout HTML, _ outcome: ComparisonOutcome, _ sentences: Sentences
  ) {
    let rows = outcome.variants.map(ComparisonCharts.headlineRows)
    var names: [String] = []
    for row in rows.joined() {
      let name = ComparisonCharts.name(row, sentences.scenario)
      if !names.contains(name) { names.append(name) }
    }
    guard !names.isEmpty else { return }
    html.raw("<div class=\"scroll\" tabindex=\"0\"><table><thead><tr>")
    html.element("th", "Figure", attributes: "scope=\"col\"")
    for variant in outcome.variants {
      html.raw("<th scope=\"col\">\(HTML.breakable(variant.title))</th>")
    }
    html.raw("</tr></thead><tbody>")
    for name in names {
      html.raw("<tr>")
      html.element("th", Display.capitalised(name), attributes: "scope=\"row\"")
      for rows in rows {
        guard
          let row = rows.first(where: { ComparisonCharts.name($0, sentences.scenario) == name })
        else {
          html.element("td", "the same")
          continue
        }
        let mark = ComparisonCharts.Mark(row)
        let interval = sentences.display.differenceInterval(
          row.adjustedLower, row.adjustedUpper, of: row)
        html.raw(
          "<td><strong>"
            + HTML.words(sentences.display.difference(row.difference.mean, of: row))
            + "</strong>"
            + (interval.isEmpty
              ? " " : " <span class=\"amount\">(\(HTML.words(interval)))</span> ")
            + "<span class=\"\(mark.style)\">\(mark.word)</span></td>")
      }
      html.raw("</tr>")
    }
    html.raw("</tbody></table></div>")
  }

  /// What luck in common saved, figure by figure.
  private static func luck(
    _ html: inout HTML, _ outcome: ComparisonOutcome, _ sentences: Sentences
  ) {
    guard let saved = sentences.sharedLuck(outcome) else { return }
    html.paragraph(
      "How much the shared luck is worth was measured in this very comparison: for intervals as narrow, "
        + "\(saved).")
    let facts = outcome.variants.flatMap { variant in
      ComparisonCharts.headlineRows(variant).filter { $0.varianceReduction.isFinite }.map { row in
        let name = ComparisonCharts.name(row, sentences.scenario)
        return (
          outcome.variants.count > 1 ? "\(variant.title): \(name)" : Display.capitalised(name),
          Sentences.times(row.varianceReduction) + " times"
        )
      }
    }
    html.details("By figure: independent runs over pairs") { $0.facts(facts) }
  }

  /// A card for each headline metric, the clear ones first.
  private static func cards(_ html: inout HTML, _ variant: VariantOutcome, _ sentences: Sentences) {
    let rows = ComparisonCharts.headlineRows(variant)
    guard !rows.isEmpty else {
      html.paragraph("\(variant.title) changes none of the headline figures.")
      return
    }
    html.raw("<ul class=\"cards\">")
    for row in rows.filter({ $0.verdict == .clear }) + rows.filter({ $0.verdict != .clear }) {
      let isUp = row.difference.mean > 0
      let style =
        row.verdict != .clear
        ? "open"
        : row.metric.better == .neither ? "" : isUp == (row.metric.better == .up) ? "good" : "bad"
      let figure =
        row.verdict == .clear
        ? sentences.display.difference(row.difference.mean, of: row) : row.verdict.words
      let name = Display.capitalised(ComparisonCharts.name(row, sentences.scenario))
      let mark = row.verdict == .clear ? ComparisonCharts.Mark(row).style : ""
      html.raw(
        "<li class=\"\(style)\"><span class=\"name\">\(HTML.words(name))</span>"
          + "<strong class=\"\(mark)\">\(HTML.words(figure))</strong>"
          + "\(HTML.words(sentences.remark(row)))</li>")
    }
    html.raw("</ul>")
  }
}
