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
        html.chart(chart, drawing: drawings[chart.name])
      }
    }

    page.section("verdicts", "In short") { html in
      if let best = sentences.best(outcome) { html.paragraph(best) }
      for variant in outcome.variants {
        if outcome.variants.count > 1 { html.element("h3", variant.title) }
        html.list(sentences.inShort(variant))
        if let pasts = sentences.pasts(variant) { html.paragraph(pasts) }
        cards(&html, variant, sentences)
      }
    }
    page.section("differences", "The differences", short: "Differences") { html in
      put(["differences"], in: &html)
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

  /// What luck in common saved, figure by figure.
  private static func luck(
    _ html: inout HTML, _ outcome: ComparisonOutcome, _ sentences: Sentences
  ) {
    guard let saved = sentences.sharedLuck(outcome) else { return }
    html.paragraph(
      "How much the shared luck is worth was measured in this very comparison: for intervals as narrow, "
        + "\(saved). By figure, independent runs over pairs:")
    html.facts(
      outcome.variants.flatMap { variant in
        ComparisonCharts.headlineRows(variant).filter { $0.varianceReduction.isFinite }.map { row in
          let name = ComparisonCharts.name(row, sentences.scenario)
          return (
            outcome.variants.count > 1 ? "\(variant.title): \(name)" : Display.capitalised(name),
            Sentences.times(row.varianceReduction) + " times"
          )
        }
      })
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
      html.raw(
        "<li class=\"\(style)\"><span class=\"name\">\(HTML.escaped(name))</span>"
          + "<strong>\(HTML.escaped(figure))</strong>"
          + "\(HTML.escaped(sentences.remark(row)))</li>")
    }
    html.raw("</ul>")
  }
}
