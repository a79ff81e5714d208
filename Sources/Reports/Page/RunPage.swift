import CustomerExperience
import Documents
import Experiments

/// The page of a run.
enum RunPage {
  static func text(
    _ outcome: RunOutcome, charts: [Chart], drawings: [String: String], context: ReportContext
  ) -> String {
    let scenario = outcome.scenario
    let sentences = Sentences(scenario)
    var page = Page(
      title: scenario.title.isEmpty ? context.scenarioName : scenario.title,
      about: scenario.about,
      stamp: ConsoleReport.headline(scenario, months: outcome.months, seed: outcome.seed)
        .split(separator: " · ").dropFirst(scenario.title.isEmpty ? 0 : 1)
        .joined(separator: " · ") + " · " + counted(outcome.replications, "replication"))

    func put(_ names: [String], in html: inout HTML) {
      for chart in charts where names.contains(chart.name) {
        html.chart(chart, drawings)
      }
    }
    func has(_ name: String) -> Bool { charts.contains { $0.name == name } }

    page.section("headlines", "In short") { html in
      let cards = sentences.headlines(outcome)
      guard !cards.isEmpty else { return }
      html.raw("<ul class=\"cards\">")
      for card in cards {
        html.raw(
          "<li><strong>\(HTML.words(card.figure))</strong>\(HTML.words(card.sentence))</li>")
      }
      html.raw("</ul>")
      SharedSections.warnings(&html, context.warnings + ConsoleReport.warnings(outcome))
    }
    page.section("retention", "Who stays", short: "Retention") { html in
      guard has("retention") else { return }
      html.paragraph(
        "Each line follows the customers who were on the books at the start. It falls when they leave, "
          + "for whatever reason.")
      if let active = Staying.active(outcome, Display(outcome.scenario)) { html.paragraph(active) }
      put(["retention", "retention_views"], in: &html)
      if let money = sentences.moneyRetained(outcome) {
        html.element("h3", "Counted by what they pay")
        html.paragraph(money)
        put(["money_kept"], in: &html)
      }
    }
    page.section("leavers", "Who leaves and why", short: "Leavers") { html in
      guard has("leavers") else { return }
      html.paragraph(leaversText(outcome))
      put(["leavers"], in: &html)
      if has("leaving_reasons") {
        html.element("h3", "In their own words")
        if let reasons = sentences.reasons(outcome) { html.paragraph(reasons) }
        put(["leaving_reasons"], in: &html)
      }
      if let back = sentences.winBack(outcome) {
        html.element("h3", "Who comes back")
        html.paragraph(back)
        put(["win_back"], in: &html)
      }
    }
    page.section("loyalty", "Who is loyal", short: "Loyalty") { html in
      guard has("loyalty") || has("strategy") || has("alive") || !outcome.measures.isEmpty else {
        return
      }
      if has("loyalty") {
        html.paragraph(
          "Loyalty is what customers think together with what they do. Who comes out of habit, or has to, behaves "
            + "loyally without being so: spurious loyalty. " + (sentences.loyalty(outcome) ?? ""))
        put(["loyalty"], in: &html)
      }
      if has("alive"), let alive = sentences.alive(outcome) {
        html.element("h3", "Who is still a customer, by the till")
        html.paragraph(alive)
        put(["alive"], in: &html)
      }
      if let scheme = sentences.scheme(outcome) {
        html.element("h3", "What the loyalty scheme does")
        html.paragraph(scheme)
      }
      if has("strategy"), let strategy = sentences.strategy(outcome) {
        html.element("h3", "Whom the retention strategy keeps")
        html.paragraph(strategy)
        put(["strategy"], in: &html)
      }
      let measures = sentences.measures(outcome)
      if !measures.isEmpty {
        html.element("h3", "What is done to keep customers, and what it does")
        html.paragraph(
          "The same customers with the same luck live through the first year without each measure; what differs is due "
            + "to it.")
        html.facts(measures)
      }
    }
    page.section("worth", "What keeping customers is worth", short: "Keeping") { html in
      guard has("tenure") else { return }
      html.paragraph(sentences.tenure(outcome))
      put(["tenure"], in: &html)
      if let winning = sentences.winning(outcome) {
        html.element("h3", "Winning customers")
        html.paragraph(winning)
        put(["payback"], in: &html)
      }
      if let calculator = RetentionCalculator(outcome) {
        html.element("h3", "What better retention is worth")
        for text in sentences.retentionWorth(calculator) { html.paragraph(text) }
        html.table(
          calculator.table,
          caption: "By the margin multiple r/(1 + i - r), as by Gupta, Lehmann & Stuart (2004)")
        put(["retention_worth"], in: &html)
      }
      if has("whale") {
        html.element("h3", "Who brings the profit")
        html.paragraph(sentences.whale(outcome))
        put(["whale"], in: &html)
      }
    }
    page.section("satisfaction", "Satisfaction: truth and survey", short: "Satisfaction") { html in
      guard has("satisfaction") else { return }
      html.paragraph(
        "The truth is the mean of all customers. The survey hears a sample, of whom those answer more "
          + "often who like the firm or feel strongly, and each answer has some error. Managers see the "
          + "survey only.")
      put(["satisfaction"], in: &html)
      if let calls = sentences.callingBack(outcome) {
        html.element("h3", "Calling back")
        html.paragraph(calls)
      }
    }
    page.section("journeys", "The journey as customers live it", short: "Journey") { html in
      guard has("weakest_link") || has("features") else { return }
      if has("weakest_link") {
        html.paragraph(
          "What customers remember of a journey is its mean, its worst moment and its end. A chain is as strong as its "
            + "weakest link: a step that is often the worst moment is the one to mend first.")
      }
      if has("features") {
        html.paragraph(
          "A need is taken for granted and missed where it is not met; a want delights where it comes, and nobody misses "
            + "what they do not know.")
      }
      put(["weakest_link", "features"], in: &html)
    }
    page.section("season", "When customers need us", short: "Seasons") { html in
      guard has("needs_by_month"), let text = sentences.season(outcome) else { return }
      html.paragraph(text)
      put(["needs_by_month"], in: &html)
    }
    page.section("gaps", "What is expected and what comes", short: "Gaps") { html in
      guard has("service_gaps") || !outcome.gapClosings.isEmpty else { return }
      html.paragraph(
        "Customers compare what they get with what they expect, on each dimension of the service. What they expect "
          + "follows what they are used to and what they are promised.")
      put(["service_gaps"], in: &html)
      let closings = sentences.closings(outcome)
      if !closings.isEmpty {
        html.element("h3", "What closing each gap would do")
        html.paragraph(
          "The same customers with the same luck live through the first year with one gap closed and all others as they "
            + "are. The parts need not add up to what closing all of them does.")
        html.facts(closings)
      }
    }
    page.section("suggestions", "What customers suggest", short: "Suggestions") { html in
      guard has("suggestions"), let text = sentences.suggestions(outcome) else { return }
      html.paragraph(text)
      put(["suggestions"], in: &html)
    }
    page.section("growth", "Satisfaction and sales growth", short: "Sales growth") { html in
      guard has("growth") else { return }
      html.paragraph(
        "The causal curve is an experiment: the same world is run again with the service made worse or "
          + "better, everything else and all luck kept, and sales are read a year later.")
      if !outcome.growthObserved.isEmpty {
        html.paragraph(
          "The observed curve is what an analyst finds who sorts customers by their survey answer and "
            + "looks at what they spend in the next year. The two differ because answers hold error, "
            + "because only some answer, because satisfied customers differ from others in more than "
            + "satisfaction, and because it sees only sales to customers already there, not those who "
            + "join.")
      }
      if let parts = sentences.growthParts(outcome) { html.paragraph(parts) }
      put(["growth", "growth_parts"], in: &html)
    }
    page.section("consistency", "Consistent service", short: "Consistency") { html in
      guard has("consistency") else { return }
      html.paragraph(
        "What is set as the mean of the service stays; only how much it varies is changed, for the same customers with the "
          + "same luck. What comes of it may shift the mean all the same, as uneven service tires staff and makes "
          + "customers come again. "
          + (sentences.sameMean(outcome) ?? "The table below says by how much.")
      )
      if let told = sentences.consistency(outcome) { html.paragraph(told) }
      put(["consistency"], in: &html)
      let sources = sentences.spreadSources(outcome)
      if !sources.isEmpty {
        html.element("h3", "Where the differences come from")
        html.facts(sources)
      }
    }
    page.section("staff", "Staff and queues", short: "Staff") { html in
      facts(
        &html,
        scenario.teams.map {
          MechanismFigures(name: $0.displayName, figures: sentences.team(outcome, $0.id))
        } + [sentences.promises(outcome)].compactMap(\.self))
      put(["staff"], in: &html)
    }
    page.section("appointments", "Appointments", short: "Appointments") { html in
      guard let text = sentences.appointments(outcome) else { return }
      html.paragraph(
        "A slot is used, missed or left empty, and who finds none that suits goes without. " + text)
      put(["no_shows", "appointments"], in: &html)
    }
    page.section("outreach", "How often to get in touch", short: "Contacts") { html in
      guard let text = sentences.outreach(outcome) else { return }
      html.paragraph(
        "A few contacts of the firm's own accord bind customers, and each more than they tolerate drives them away. "
          + text)
      put(["contact_response", "outreach"], in: &html)
    }
    page.section("standards", "Standards, and who keeps to them", short: "Standards") { html in
      guard has("standards"), let text = sentences.standards(outcome) else { return }
      html.paragraph(text)
      put(["standards"], in: &html)
    }
    page.section("sites", "What customers find at each site", short: "Sites") { html in
      guard let text = sentences.sites(outcome) else { return }
      html.paragraph(text)
      put(["sites"], in: &html)
      html.table(
        SiteOutcome.table(outcome),
        caption: "Each site: levels at the end of the run, the others over the whole of it")
    }
    page.section("rivals", "Rivals") { html in
      guard ["competitor_pull", "pull_parts", "switching"].contains(where: has) else { return }
      html.paragraph(
        "Competitor pull is how attractive rivals are together, by price and quality, against us: 0 is "
          + "where it was at the start, and higher means that more customers are tempted.")
      put(["competitor_pull", "pull_parts"], in: &html)
      guard has("switching") else { return }
      html.element("h3", "Who goes where")
      html.paragraph(
        scenario.customers.relationship.bond.isChosenOnOccasions
          ? "Customers choose afresh each time, and habit makes the last provider more likely. Shares of the market are "
            + "where this switching leads when it goes on for long."
          : "Most customers stay in any one month. Those who leave go to a rival, or go without.")
      put(["switching", "buyers"], in: &html)
    }
    page.section("campaigns", "How customers came", short: "Campaigns") { html in
      guard has("origins") else { return }
      html.paragraph(
        "Customers whom an offer wins come for the offer: they are less loyal than those who come by themselves or by a "
          + "friend's word. What a campaign costs for each customer it wins says nothing of how long they stay."
      )
      put(["origins"], in: &html)
    }
    page.section("money", "Money") { html in
      if let shared = ConsoleReport.payShared(outcome) {
        html.paragraph(Display.capitalised(shared) + ".")
      }
      if let idle = sentences.idlePay(outcome) { html.paragraph(idle) }
      put(["money"], in: &html)
    }
    page.section("households", "Households and family accounts", short: "Households") { html in
      guard let text = sentences.households(outcome) else { return }
      html.paragraph(text)
      put(["accounts"], in: &html)
    }
    page.section("prices", "What each segment pays", short: "Prices") { html in
      guard has("segment_prices"), let text = sentences.segmentPrices(outcome) else { return }
      html.paragraph(text)
      put(["segment_prices"], in: &html)
    }
    page.section("segmentation", "Segments, and what customers need", short: "Segments") { html in
      guard has("segmentation"), let text = sentences.segmentation(outcome) else { return }
      html.paragraph(text)
      put(["segmentation"], in: &html)
    }
    page.section("fairness", "How people are treated, by who they are", short: "Fairness") { html in
      guard has("fairness") else { return }
      html.paragraph(
        "People with each value of an attribute are compared with others of the same segment: what the firm does to "
          + "them, and what comes of it. Where the scenario lets nothing follow from an attribute, treatment must not "
          + "differ.")
      html.facts(sentences.fairness(outcome))
      put(["fairness"], in: &html)
    }
    page.section("others", "Schemes and instruments", short: "Others") { html in
      facts(&html, sentences.schemes(outcome))
      put(["return_reasons"], in: &html)
      let elsewhere = ["appointments", "outreach"]
      put(
        FigureLayout.reference.charts.map(\.name).filter { !elsewhere.contains($0) }, in: &html)
    }
    page.section("evidence", "Beside published figures", short: "Evidence") { html in
      guard !outcome.evidence.isEmpty else { return }
      evidence(&html, outcome)
      put(["evidence"], in: &html)
    }
    page.section("settings", "What was set", short: "Settings") { html in
      SharedSections.settings(&html, scenario, months: outcome.months)
    }
    page.section("intervals", "How to read the intervals", short: "Intervals") { html in
      SharedSections.intervals(
        &html, replications: outcome.replications,
        doses: outcome.growth.isEmpty
          || outcome.scenario.growth.replications >= outcome.replications
          ? nil : outcome.scenario.growth.replications, isComparison: false)
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

  /// Figures with their intervals, a row a team or mechanism.
  private static func facts(_ html: inout HTML, _ all: [MechanismFigures]) {
    html.facts(
      all.filter { !$0.figures.isEmpty }.map {
        (name: Display.capitalised($0.name), value: $0.figures.joined(separator: " · "))
      })
  }

  private static func leaversText(_ outcome: RunOutcome) -> String {
    let causes = RunCharts.leaversByCause(outcome)
    let total = causes.map(\.customers).reduce(0, +)
    let shown = causes.prefix(3).map {
      "\($0.cause) (\(NumberText.fixed(100 * $0.customers / max(total, 1e-9), 0)) of 100)"
    }
    return "The most frequent causes were \(Display.list(Array(shown))). "
      + "A leaver is put down to one cause, drawn with the weight that each had in the decision."
  }

  private static func evidence(_ html: inout HTML, _ outcome: RunOutcome) {
    let display = Display(outcome.scenario)
    html.paragraph(
      "A figure is inside when its whole interval lies in the published range, outside when none of it "
        + "does, and unclear in between. Figures that the scenario was tuned to say little when they "
        + "hold; those it was not tuned to say more.")
    html.raw("<div class=\"scroll\" tabindex=\"0\"><table class=\"evidence\"><thead><tr>")
    for name in ["Figure", "Published", "Simulated", "95% CI", "Verdict", "Used to tune", "Source"]
    {
      html.element("th", name, attributes: "scope=\"col\"")
    }
    html.raw("</tr></thead><tbody>")
    for row in outcome.evidence {
      let unit = Metric.named(row.evidence.metric)?.unit ?? .count
      let citation = outcome.scenario.sources.first { $0.id == row.evidence.source }?.citation
      html.raw("<tr>")
      html.element(
        "th", Display.capitalised(RunCharts.evidenceName(row, outcome.scenario)),
        attributes: "scope=\"row\"")
      for text in [
        "\(display.value(row.evidence.low, unit)) to \(display.value(row.evidence.high, unit))",
        display.value(row.estimate.mean, unit), display.interval(row.estimate, unit),
      ] { html.element("td", text, attributes: "class=\"n\"") }
      html.raw(
        "<td><span class=\"verdict \(row.verdict.rawValue)\">\(row.verdict.rawValue)</span></td>")
      html.element("td", row.evidence.used == .fit ? "yes" : "no")
      html.element("td", citation ?? row.evidence.source)
      html.raw("</tr>")
    }
    html.raw("</tbody></table></div>")
  }
}
