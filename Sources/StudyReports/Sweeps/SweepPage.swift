import CustomerExperience
import Documents
import Reports
import Studies

/// The page of a sweep.
enum SweepPage {
  /// Rows of a table on the page; the rest is in the tables beside it.
  private static let mostRows = 60

  static func text(
    _ view: SweepView, charts: [Chart], drawings: [String: String],
    context: ReportContext
  ) -> String {
    let plan = view.plan
    let scenario = view.scenario.title.isEmpty ? "" : "\(view.scenario.title). "
    var page = Page(
      title: plan.title.isEmpty ? plan.stem : plan.title, about: scenario + plan.about,
      stamp: counted(plan.points.count, "point") + " · " + counted(plan.replications, "replication")
        + " each · seed \(plan.seed) · plan \(view.sweep.shortHash)")
    func put(_ prefixes: [String], in html: inout HTML) {
      for chart in charts where prefixes.contains(where: chart.name.hasPrefix) {
        html.chart(chart, drawings)
      }
    }
    page.section("best", "In short") { html in
      short(&html, view)
      SharedSections.warnings(&html, context.warnings)
    }
    page.section("responses", "What the levers do", short: "Levers") { html in
      put(["response"], in: &html)
    }
    page.section("together", "Two levers together", short: "Together") { html in
      put(["heat_maps"], in: &html)
    }
    page.section("worlds", "What the world does", short: "World") { html in
      let keys = view.plan.experiments.map(\.uncertainties.count).max() ?? 0
      if keys > SweepCharts.mostWorldKeys {
        html.paragraph(
          "\(keys) keys of the world vary. Shown are the \(SweepCharts.mostWorldKeys) whose values go most "
            + "with the outcomes; results.csv has all. With few worlds some of them do so by chance: "
            + "cxlab sensitivity tells which matter.")
      }
      put(["world_"], in: &html)
    }
    page.section("settings", "Every setting: luck and world apart", short: "Settings") { html in
      uncertainty(&html, view)
      table(&html, view)
    }
    page.section("varied", "What was varied", short: "Varied") { html in varied(&html, view) }
    page.section("intervals", "How to read the figures", short: "Reading") { html in
      reading(&html, view)
    }
    page.section("limits", "What this cannot tell", short: "Limits") { html in
      SharedSections.limits(&html, view.scenario)
    }
    page.section("reproduce", "How to get the same figures again", short: "Reproduce") { html in
      SharedSections.reproduction(
        &html, context, seed: plan.seed, replications: plan.replications,
        unit: "Replications a point")
    }
    return page.text
  }

  /// The best setting by each outcome.
  private static func short(_ html: inout HTML, _ view: SweepView) {
    let results = view.results
    if results.missing > 0 {
      html.paragraph(
        "This is a partial result: \(results.missing) of \(view.plan.points.count) points are missing.",
        style: "verdict open")
    }
    if results.failed > 0 {
      html.paragraph(
        "\(results.failed) of \(view.plan.points.count) points could not be simulated and are left out "
          + "(failures.csv says why).", style: "verdict open")
      html.list(
        results.failures.sorted { $0.key < $1.key }.prefix(5).map {
          "Point \($0.key + 1): \($0.value)"
        })
    }
    for (e, experiment) in view.plan.experiments.enumerated() {
      var items: [String] = []
      for o in view.plan.outcomes.indices {
        guard
          let (high, low) = view.analysis.extremes(view.plan, results, experiment: e, outcome: o)
        else { continue }
        let isDown = view.metrics[o].better == .down
        let (best, worst) = isDown ? (low, high) : (high, low)
        let word = view.metrics[o].better == .neither ? "Highest" : "Best"
        let setting = view.analysis.settings[best.setting]
        guard let figure = setting.figures[o],
          let other = view.analysis.settings[worst.setting].figures[o]
        else { continue }
        let wider = figure.noise >= other.noise ? figure : other
        let remark =
          best.worlds.map {
            "\(word) in \($0) of the \(best.compared) sampled worlds, each compared with itself."
          } ?? "\(word) in the one world that was run."
        items.append(
          "<li><span class=\"name\">\(HTML.words(Display.capitalised(view.name(o))))</span>"
            + "<strong>\(HTML.words(view.value(figure.mean, o)))</strong>"
            + "\(HTML.words(SweepConsole.interval(figure, view, o))) "
            + "\(HTML.words(Display.capitalised(view.label(setting)) + ". " + remark)) "
            + "\(HTML.words("The other end: " + view.value(other.mean, o) + "."))"
            + HTML.words(
              view.analysis.isWithinLuck(high, low, outcome: o)
                ? " They differ by less than luck leaves them open (±\(halfWidth(wider, view, o))): whether "
                  + "they differ at all, cxlab compare tells."
                : "") + "</li>")
      }
      guard !items.isEmpty else { continue }
      if view.plan.experiments.count > 1 { html.element("h3", experiment.name) }
      html.raw("<ul class=\"cards\">" + items.joined(separator: "\n") + "</ul>")
    }
    if view.plan.replications > 1 {
      html.paragraph("In brackets: how far luck leaves the mean open (95%).")
    }
    if view.hasWorlds {
      html.paragraph(
        "How many worlds agree says what depends on the world. It does not say whether a small difference "
          + "is more than luck, which all worlds share: cxlab compare tests that.")
    }
  }

  private static func uncertainty(_ html: inout HTML, _ view: SweepView) {
    html.paragraph(
      "Two different things make a figure uncertain, and they are never added up here. Luck: the same firm "
        + "in the same world would not have the same year twice; the half-width says how far luck leaves "
        + "the mean open, and more replications narrow it.")
    guard view.hasWorlds else { return }
    html.paragraph(
      "World: we do not know what the world is like. The 10th and the 90th percentile say where the mean lies "
        + "in eight of ten sampled worlds, and no number of replications narrows that: only knowing more "
        + "about the world does.")
    html.paragraph(
      "The last column says how much of what a single firm would see in a world drawn at random is due to "
        + "the world and not to luck (the law of total variance: the variance between the worlds' means, "
        + "and the mean of the variance within worlds). It is a range, because all worlds share their "
        + "luck: the least takes away all that luck might add to the variance between the worlds' means, "
        + "the most takes away nothing.")
  }

  /// The settings as people read them.
  private static func table(_ html: inout HTML, _ view: SweepView) {
    let hasWorlds = view.hasWorlds
    for o in view.plan.outcomes.indices {
      var table = Table(
        "settings", "",
        [Column("Experiment", "", "")]
          + view.levers.map { Column(Display.capitalised($0.name), "", "") } + [
            Column("Mean", "", ""), Column("± luck", "", ""),
          ]
          + (hasWorlds
            ? [Column("World, 10th to 90th", "", ""), Column("Due to the world", "", "")] : []))
      for setting in view.analysis.settings {
        guard let figure = setting.figures[o], table.rows.count < mostRows else { continue }
        table.append(
          [.text(view.plan.experiments[setting.experiment].name)]
            + view.levers.map { .text($0.text(setting.points[0])) } + [
              .text(view.value(figure.mean, o)), .text(halfWidth(figure, view, o)),
            ]
            + (hasWorlds
              ? [
                .text(
                  figure.spread.map {
                    "\(view.value($0.lowerBound, o)) to \(view.value($0.upperBound, o))"
                  } ?? ""),
                .text(
                  figure.worldShare.map {
                    "\(NumberText.fixed(100 * $0.lowerBound, 0)) to "
                      + Display.roundPercent($0.upperBound)
                  } ?? ""),
              ] : []))
      }
      guard !table.rows.isEmpty else { continue }
      if view.plan.experiments.count == 1 {
        table.columns.removeFirst()
        for row in table.rows.indices { table.rows[row].removeFirst() }
      }
      let all = view.analysis.settings.count
      let more = all > mostRows ? " (the first \(mostRows) of \(all); all are in settings.csv)" : ""
      html.table(table, caption: Display.capitalised(view.name(o)) + more)
    }
  }

  private static func halfWidth(
    _ figure: SweepAnalysis.Figure, _ view: SweepView, _ outcome: Int
  ) -> String {
    guard figure.noise.isFinite else { return "not known" }
    switch view.metrics[outcome].unit {
    case .fraction: return NumberText.fixed(100 * figure.noise, 2) + " points"
    case .points: return NumberText.fixed(figure.noise, 2)
    default: return view.value(figure.noise, outcome)
    }
  }

  private static func varied(_ html: inout HTML, _ view: SweepView) {
    for (experiment, number) in zip(view.plan.experiments, view.plan.experiments.indices) {
      let points = view.plan.points.filter { $0.experiment == number }
      if view.plan.experiments.count > 1 { html.element("h3", experiment.name) }
      let settings = Set(points.map(\.setting)).count
      let worlds = Set(points.map(\.world)).count
      html.paragraph("\(counted(settings, "lever setting")) in \(counted(worlds, "world")).")
      html.facts(
        view.keys.filter { $0.places[number] != nil }.map { key in
          let all = key.values
          let values = all.count <= 20 ? all : [all[0], "…", all[all.count - 1]]
          let law = experiment.uncertainties.first { $0.path == key.path }?.law
          return (
            "\(key.isLever ? "Lever" : "World"): \(key.path)",
            (law ?? values.joined(separator: ", ")) + "  (in the scenario: \(key.base))"
          )
        })
    }
  }

  private static func reading(_ html: inout HTML, _ view: SweepView) {
    html.paragraph(
      "Each point was run \(view.plan.replications) times with different luck, and its figure is the mean. All "
        + "points meet the same customers with the same luck, so what chance does to all of them "
        + "cancels out when two settings are compared: differences are known better than the bars of "
        + "two settings suggest. For a tested difference of two settings, use cxlab compare.")
    html.paragraph(
      "A lever is set on the first day, in a world that has settled without it. An uncertainty has always "
        + "been so: the world settles under it.")
    html.paragraph(
      "The best of many settings looks better than it is: the more settings, the likelier that luck lifted "
        + "one of them. Where the intervals of the best few overlap, run them again with another seed, or "
        + "let cxlab compare choose.")
  }
}
