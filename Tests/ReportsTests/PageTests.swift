import Foundation
import Testing

@testable import CustomerExperience
@testable import Documents
@testable import Experiments
@testable import Reports

@Suite struct PageTests {
  private func page(_ outcome: RunOutcome, drawings: [String: String] = [:]) -> String {
    RunPage.text(
      outcome, charts: RunCharts.all(outcome), drawings: drawings, context: Fixture.context())
  }

  private func comparison(_ outcome: ComparisonOutcome) -> String {
    ComparisonPage.text(
      outcome, charts: ComparisonCharts.all(outcome), drawings: [:], context: Fixture.context())
  }

  /// A page without what it says of where a line may break.
  private func plain(_ html: String) -> String {
    html.replacing("<wbr>", with: "")
      .replacing(#/<span class="amount">([^<]*)</span>/#) { String($0.output.1) }
  }

  /// Values of attributes that make a browser load something.
  private func references(_ html: String) -> [String] {
    ["src=\"", "href=\"", "url(", "@import", "action=\"", "data=\""].flatMap { mark in
      html.components(separatedBy: mark).dropFirst().map { mark + $0.prefix(40) }
    }
  }

  @Test func theCommandCanBePasted() {
    var context = Fixture.context()
    context.command = ["cxlab", "run", "a b.yaml", "--set", "teams.desk.pay=£12/h & more"]
    let outcome = Fixture.run()
    // Where a line may break, or may not, nothing is copied.
    let html = plain(RunPage.text(outcome, charts: [], drawings: [:], context: context))
    #expect(
      html.contains("cxlab run &#39;a b.yaml&#39; --set &#39;teams.desk.pay=£12/h &amp; more&#39;"))
  }

  @Test func aVariantWithAPastOfItsOwnSaysSo() {
    var outcome = Fixture.comparison()
    #expect(!comparison(outcome).contains("is another world"))
    outcome.variants[0].changed = []
    let html = comparison(outcome)
    #expect(html.contains("Training every 6 months is another world"))
    #expect(!html.contains("Training every 6 months kept"))
    #expect(html.contains("One more agent kept"))
  }

  @Test func aPageLoadsNothing() {
    for html in [page(Fixture.run()), comparison(Fixture.comparison())] {
      for reference in references(html) {
        #expect(
          reference.hasPrefix("href=\"#") || reference.hasPrefix("href=\"data:,"), "\(reference)")
      }
      #expect(!html.contains("<script"))
    }
  }

  @Test(.enabled(if: ChartRenderer.find().python != nil, "needs make setup"))
  func drawingsInAPageLoadNothingEither() {
    let outcome = Fixture.run()
    let charts = RunCharts.all(outcome)
    let (drawings, problem) = ChartRenderer.find().render(charts.map { ($0.name, $0.spec) })
    #expect(problem == nil)
    let html = page(outcome, drawings: drawings)
    #expect(html.components(separatedBy: "<svg ").count == charts.count + 1)
    for reference in references(html) {
      #expect(reference.hasPrefix("href=\"#") || reference.hasPrefix("href=\"data:,"))
    }
    let addresses = html.components(separatedBy: "http").dropFirst().map { "http" + $0.prefix(24) }
    #expect(
      addresses.allSatisfy { $0.hasPrefix("http://www.w3.org/") || $0.hasPrefix("http-equiv") })
  }

  @Test func aPageHasADrawingForAPhoneBesideEach() {
    var html = HTML()
    let chart = Chart("a_b", title: "A chart", data: Table("", "", [])) { _ in [:] }
    let drawing =
      "<svg class=\"m\" width=\"640\" height=\"9\"><g id=\"c\"/><g clip-path=\"url(#c)\"/></svg>"
    html.chart(chart, ["a_b": drawing, ChartFiles.narrow("a_b"): drawing])
    // Each says how wide it was made, and their names are not one another's.
    #expect(html.text.components(separatedBy: "<svg style=\"--w:640\"").count == 3)
    #expect(html.text.contains("id=\"a-b-c\"") && html.text.contains("url(#a-b-c)"))
    #expect(html.text.contains("id=\"a-b-narrow-c\"") && html.text.contains("url(#a-b-narrow-c)"))
    #expect(html.text.contains("wide-drawing") && html.text.contains("narrow-drawing"))
  }

  @Test func noSignIsTornFromItsNumber() {
    func whole(_ text: String) -> String { "<span class=\"amount\">\(text)</span>" }
    for amount in [
      "+£9,650", "-£697", "±£2,384,000", "\u{2212}€5", "+0.42", "CHF 903", "-CHF 1,000.50",
    ] {
      #expect(HTML.words("by \(amount), clear") == "by \(whole(amount)), clear")
      #expect(HTML.words("(\(amount))") == "(\(whole(amount)))")
    }
    #expect(HTML.words("-3.5% & more") == "\(whole("-3.5%")) &amp; more")
    #expect(HTML.words("more --replications show") == "more \(whole("--replications")) show")
    for plain in ["2026-01-05", "£5", "first-line 12", "A-£5", "5 - 3", "a -- b", "+", "12-month"] {
      #expect(HTML.words(plain) == plain)
    }
    var html = HTML()
    html.paragraph("It is +£5.")
    html.list(["It is +£5."])
    html.facts([(name: "It", value: "is +£5.")])
    var table = Table("", "", [Column("it", "", "")])
    table.append([.text("is +£5.")])
    html.table(table, caption: "It is +£5.")
    #expect(html.text.components(of: "is \(whole("+£5")).") == 5)
    #expect(html.text.contains("<th scope=\"col\">It</th>"))
    let page = Page(title: "By +£5", about: "", stamp: "").text
    #expect(page.contains("<title>By +£5</title>") && page.contains("<h1>By \(whole("+£5"))</h1>"))
  }

  @Test func onPaperAHeadingStaysWithTheFirstChart() {
    let chart = Chart("a", title: "A chart", data: Table("", "", [])) { _ in [:] }
    var page = Page(title: "", about: "", stamp: "")
    page.section("one", "One") { html in
      html.paragraph("Words.")
      html.chart(chart, [:])
      html.chart(chart, [:])
    }
    page.section("two", "Two") { html in
      html.facts([(name: "a", value: "b")])
      html.chart(chart, [:])
    }
    let text = page.text
    // A table may be long, and is parted.
    #expect(text.components(of: "<div class=\"whole\">") == 1)
    let parts = text.components(separatedBy: "<div class=\"whole\">")[1]
      .components(separatedBy: "</figure>\n</div>")
    #expect(parts[0].contains("<h2 id=\"one-title\">") && parts[0].components(of: "<figure ") == 1)
    #expect(parts[1].components(of: "<figure ") == 2)
    // A browser parts a block that is no grid, whatever it is told.
    #expect(PageStyle.css.contains(".whole { display: grid;"))
  }

  @Test func mechanismsThatAreOnStandOnThePage() {
    var outcome = Fixture.run()
    #expect(!page(outcome).contains("Promises kept"))
    let figures = [("promises_kept", 0.9, 0.02), ("stamp_member_share", 0.49, 0.01)]
    outcome.summary += figures.map {
      SummaryRow(metric: Fixture.metric($0), subject: "all", estimate: Fixture.estimate($1, $2))
    }
    let html = page(outcome)
    #expect(html.contains("<th scope=\"row\">Promises kept</th>"))
    #expect(html.contains("90.0% (88.0 to 92.0%) of those with a deadline"))
    #expect(html.contains("Schemes and instruments"))
    #expect(html.contains("49.0% (48.0 to 50.0%) of customers have one"))
  }

  @Test func whatIsWarnedOfStandsOnThePage() {
    var context = Fixture.context()
    context.warnings = ["a.yaml, line 3: loyalty.churn does nothing here"]
    let outcome = Fixture.run()
    let html = RunPage.text(outcome, charts: [], drawings: [:], context: context)
    for warning in context.warnings + ConsoleReport.warnings(outcome) {
      #expect(html.contains(HTML.escaped(Display.capitalised(warning))))
    }
    #expect(!ConsoleReport.warnings(outcome).isEmpty)
    let compared = Fixture.comparison()
    let page = ComparisonPage.text(compared, charts: [], drawings: [:], context: context)
    #expect(page.contains("line 3: loyalty.churn does nothing here"))
  }

  @Test func severalVariantsStandSideBySide() throws {
    let html = comparison(Fixture.comparison())
    #expect(!html.contains("<ul class=\"cards\">"))
    let options = try #require(html.range(of: "All options"))
    let sentence = try #require(html.range(of: "Training every 6 months keeps"))
    #expect(options.lowerBound < sentence.lowerBound)
    #expect(html.contains("<span class=\"worse\">worse</span>"))
    var one = Fixture.comparison()
    one.variants.removeLast()
    #expect(comparison(one).contains("<ul class=\"cards\">"))
  }

  @Test func moneyRetainedIsExplainedBesideHeads() {
    var outcome = Fixture.run()
    #expect(!page(outcome).contains("Counted by what they pay"))
    for (id, share) in [("revenue_retention_net", 0.79), ("revenue_retention_gross", 0.72)] {
      outcome.summary.append(
        SummaryRow(
          metric: Fixture.metric(id), subject: "all", estimate: Fixture.estimate(share, 0.01)))
    }
    let html = page(outcome)
    #expect(html.contains("paid 79.0% of what they paid in the first (95% CI 78.0 to 80.0%)"))
    #expect(html.contains("it is 72.0% (95% CI 71.0 to 73.0%), gross revenue retention"))
    #expect(html.contains("The first is less than the 85.9% who are still customers after a year"))
    #expect(plain(html).contains("-14.8 ±0.4 points by customers leaving"))
    for word in ["logarithm", "Divisia", "ln("] { #expect(!html.contains(word)) }
  }

  @Test func whatAnAuthorWritesIsText() {
    var outcome = Fixture.run()
    let nasty = "<script>alert(\"1\")</script> & 'co'"
    outcome.scenario.title = nasty
    outcome.scenario.about = nasty
    outcome.scenario.customers.segments[0].name = nasty
    outcome.scenario.teams[0].name = nasty
    outcome.scenario.market.rivals[0].name = nasty
    outcome.scenario.phases[0].changes = [nasty]
    outcome.scenario.sources[0].citation = nasty
    outcome.leavers[0].cause = nasty
    let html = page(outcome)
    #expect(!html.contains("<script"))
    #expect(
      html.contains("&lt;script&gt;alert(&quot;1&quot;)&lt;/script&gt; &amp; &#39;co&#39;"))
    var compared = Fixture.comparison()
    compared.variants[0].title = nasty
    compared.variants[0].changes = [nasty]
    #expect(!comparison(compared).contains("<script"))
  }

  @Test func sentencesCanBeReadAloud() {
    let html = page(Fixture.run())
    #expect(
      html.contains(
        "86 of 100 customers who were here at the start are still here a year later "
          + "(95% CI 85.5 to 86.3)."))
    #expect(
      html.contains(
        "The survey says 75.9 (95% CI 75.2 to 76.6): 3.6 too high, as not everybody answers."))
    #expect(html.contains("Profit over 3 years: £812,000 (95% CI £796,000 to £828,000)."))
  }

  @Test(arguments: [
    ("teams.desk.staff=4; a.b=£80", "teams.<wbr>desk.<wbr>staff=<wbr>4; a.<wbr>b=<wbr>£80"),
    ("a;b", "a;<wbr>b"), ("1.0.0, £12.50. And <so>", "1.0.0, £12.50. And &lt;so&gt;"),
    ("x >= 3", "x &gt;= 3"), ("end.", "end."), ("", ""),
  ])
  func longKeysBreakAtTheirJoints(text: String, html: String) {
    #expect(HTML.breakable(text) == html)
  }

  @Test func aLongNameLeavesRoomForItsValue() {
    var html = HTML()
    let long = String(repeating: "staff=4; ", count: 9)
    html.facts([(name: "Seed", value: "1"), (name: long, value: "2 times")])
    #expect(html.text.contains("<th scope=\"row\">Seed</th>"))
    #expect(html.text.contains("<th scope=\"row\" class=\"long\">staff=<wbr>4; "))
    #expect(PageStyle.css.contains(".facts th.long"))
  }

  @Test func everyTagIsClosedAndEveryAnchorExists() {
    for html in [page(Fixture.run()), comparison(Fixture.comparison())] {
      for tag in ["section", "figure", "table", "tr", "ul", "div", "details", "main", "nav"] {
        let opened =
          html.components(separatedBy: "<\(tag)>").count
          + html.components(separatedBy: "<\(tag) ").count - 2
        #expect(opened == html.components(separatedBy: "</\(tag)>").count - 1, "\(tag)")
      }
      for anchor in html.components(separatedBy: "href=\"#").dropFirst() {
        let id = anchor.prefix { $0 != "\"" }
        #expect(html.contains("id=\"\(id)\""), "\(id)")
      }
    }
  }

  @Test func aSectionWithoutDataIsLeftOut() {
    var outcome = Fixture.run()
    outcome.growth = []
    outcome.evidence = []
    outcome.leavers = []
    outcome.timeline = []
    outcome.consistency = []
    let html = page(outcome)
    for title in [
      "Satisfaction and sales growth", "Consistent service</h2>", "Beside published",
      "Rivals</h2>",
    ] {
      #expect(!html.contains(title))
    }
    #expect(html.contains("No published figures are named"))
    #expect(
      RunCharts.all(outcome).map(\.name) == [
        "retention", "retention_views", "weakest_link", "features", "service_gaps",
      ])
  }

  @Test func nothingAtAllStillMakesAPage() {
    let empty = RunOutcome(
      scenario: Scenario(), seed: 1, replications: 1, months: 0, summary: [], timeline: [],
      retention: [], growth: [], growthObserved: [], consistency: [], gapClosings: [], leavers: [],
      evidence: [], cohorts: [],
      records: nil, events: 0)
    #expect(RunCharts.all(empty).isEmpty)
    #expect(page(empty).contains("<title>broadband</title>"))
    let comparison = ComparisonOutcome(baseline: empty, variants: [], pairs: 0)
    #expect(ComparisonCharts.all(comparison).isEmpty)
    #expect(self.comparison(comparison).contains("</html>"))
    #expect(!ConsoleReport.run(empty).isEmpty && !ConsoleReport.comparison(comparison).isEmpty)
  }

  @Test func oneReplicationHasNoInterval() {
    var outcome = Fixture.run()
    outcome.summary = outcome.summary.map { row in
      var row = row
      row.estimate.lower = -.infinity
      row.estimate.upper = .infinity
      return row
    }
    let html = page(outcome)
    #expect(html.contains("still here a year later (one replication: no interval)."))
    #expect(!html.contains("inf") || !html.contains("nan"))
  }
}
