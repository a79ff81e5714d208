import CustomerExperience
import Documents
import Experiments

/// Customers' lives in both worlds, side by side.
package enum StoriesSection {
  /// Who is told of, and what that can show.
  package static let choice =
    "Figures are made of lives. These are customers of the first run, each with the same luck in both worlds: of "
    + "those who were kept by the change the one who would have left first, of those who were lost by it the one "
    + "who left first, and of those for whom nothing changed the first on the books. They show how it happens, not "
    + "how often."

  /// Tells the stories of every variant that has some.
  static func fill(_ html: inout HTML, _ outcome: ComparisonOutcome) {
    let variants = outcome.variants.filter { !$0.stories.isEmpty }
    guard !variants.isEmpty else { return }
    html.paragraph(choice)
    let text = StoryText(outcome.baseline.scenario)
    for variant in variants {
      if outcome.variants.count > 1 { html.element("h3", variant.title) }
      for pair in variant.stories {
        tell(
          &html, pair, text, in: outcome.baseline.scenario, months: outcome.baseline.months,
          variant: variant.title)
      }
    }
  }

  private static func tell(
    _ html: inout HTML, _ pair: StoryPair, _ text: StoryText, in scenario: Scenario, months: Int,
    variant: String
  ) {
    let segment = scenario.customers.segments[pair.segment].displayName
    html.element("h4", heading(pair) + ": customer \(pair.customer) (\(segment))")
    html.paragraph(summary(pair, text))
    html.raw("<table class=\"story\"><thead><tr>")
    html.element("th", "Baseline", attributes: "scope=\"col\"")
    html.element("th", variant, attributes: "scope=\"col\"")
    html.raw("</tr></thead><tbody>")
    for row in text.rows(pair, months: months) {
      html.raw("<tr class=\"time\(row.parts ? " parts" : "")\">")
      html.element(
        "th", row.time + (row.parts ? ": from here on their lives differ" : ""),
        attributes: "colspan=\"2\" scope=\"colgroup\"")
      html.raw("</tr><tr>")
      for lines in [row.baseline, row.variant] {
        html.raw("<td>")
        for line in lines { html.paragraph(line) }
        html.raw("</td>")
      }
      html.raw("</tr>")
    }
    html.raw("</tbody></table>")
  }

  /// What the change did to the customer, in a word.
  package static func heading(_ pair: StoryPair) -> String {
    switch pair.fate {
    case .kept: "Kept"
    case .lost: "Lost"
    case .unchanged: "Unchanged"
    }
  }

  /// How the story ends, and where the two worlds part.
  package static func summary(_ pair: StoryPair, _ text: StoryText) -> String {
    func end(_ left: Double) -> String {
      left.isFinite ? "leaves on \(text.day(left))" : "is still a customer at the end"
    }
    let ends = [end(pair.leftBaseline), end(pair.leftVariant)]
    let how =
      ends[0] == ends[1]
      ? "This customer \(ends[0]) in both worlds."
      : "This customer \(ends[0]) in the baseline, and \(ends[1]) with the change."
    guard let parting = pair.baseline.parts(from: pair.variant) else {
      return how + " The same things happen in both, if not in the same minute."
    }
    return how + " Up to \(text.day(parting)) the same things happen in both."
  }
}
