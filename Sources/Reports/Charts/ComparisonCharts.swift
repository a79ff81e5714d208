import CustomerExperience
import Documents
import Experiments

/// The charts of a comparison; one that has no data is not there.
package enum ComparisonCharts {
  static func all(_ outcome: ComparisonOutcome) -> [Chart] {
    [
      differences(outcome), bridge(outcome), retentionDifference(outcome), retentionBoth(outcome),
      customersChanged(outcome),
    ].compactMap(\.self)
  }

  /// The metrics that a comparison leads with, in order; some are there only where a scenario has the mechanism.
  static let headlines = [
    "retention_12m", "retention_24m", "retention_36m", "retention_observed_12m",
    "revenue_retention_net", "sales_growth", "complaint_incidence", "abandonment_rate",
    "no_show_rate", "slots_used", "slots_from_list", "appointments_refused", "appointment_wait",
    "standard_compliance", "satisfaction_mean", "survey_satisfaction", "revenue", "profit",
    "customer_equity", "customer_value", "mean_wait",
  ]

  /// A variant's differences of the headline metrics, those of teams included.
  static func headlineRows(_ variant: VariantOutcome) -> [DifferenceRow] {
    headlines(
      among: variant.differences, of: variant.outcome.scenario,
      key: { SeriesKey($0.metric.id, $0.subject) }
    ).filter { $0.verdict != .same }
  }

  /// The rows of a scenario's headline metrics, those of teams included, in order.
  ///
  /// - Parameter key: what a row is about.
  package static func headlines<Row>(
    among rows: [Row], of scenario: Scenario, key: (Row) -> SeriesKey
  ) -> [Row] {
    let hasLongest = rows.contains { key($0).metric == "retention_36m" }
    // Under a contract the same as the truth.
    let isSigned = scenario.customers.relationship == .contract
    return headlines.filter {
      !(hasLongest && $0 == "retention_24m") && !(isSigned && $0 == "retention_observed_12m")
    }.flatMap { id in
      // Of teams where there is nothing of all of them together.
      let rows = rows.filter { key($0).metric == id }
      let kind: SubjectKind =
        rows.contains { Subject(key($0).subject).kind == .all } ? .all : .team
      return rows.filter { Subject(key($0).subject).kind == kind }
    }
  }

  /// What a row is about, for people.
  static func name(_ row: DifferenceRow, _ scenario: Scenario) -> String {
    name(row.metric, row.subject, scenario)
  }

  /// What a metric about a subject is called.
  package static func name(_ metric: Metric, _ subject: String, _ scenario: Scenario) -> String {
    let subject = Subject(subject)
    return subject.kind == .all ? metric.name : "\(subject.name(in: scenario)): \(metric.name)"
  }

  /// The headline metrics with their intervals and a zero line, in panels by unit.
  static func differences(_ outcome: ComparisonOutcome) -> Chart? {
    let scenario = outcome.baseline.scenario
    let display = Display(scenario)
    let rows = outcome.variants.enumerated().flatMap { i, variant in
      headlineRows(variant).map { (variant: i, row: $0) }
    }
    guard !rows.isEmpty else { return nil }
    let groups: [(title: String, scale: Double, includes: (DifferenceRow) -> Bool)] = [
      ("percentage points", 100, { $0.metric.unit == .fraction }),
      ("points of 100", 1, { $0.metric.unit == .points }),
      (
        "\(scenario.currency), whole run", 1,
        { $0.metric.unit == .money && $0.metric.id != "customer_value" }
      ),
      ("\(scenario.currency) a customer", 1, { $0.metric.id == "customer_value" }),
      ("seconds", 1, { $0.metric.unit == .seconds && $0.span == .short }),
      ("minutes", 1 / Display.Span.hours.seconds, { $0.span == .hours }),
      ("hours", 1 / Display.Span.days.seconds, { $0.span == .days }),
    ]
    var table = Table(
      "", "",
      ["metric", "variant", "baseline", "with the change", "difference", "95% CI", "verdict"].map {
        Column($0, "", "")
      })
    for (variant, row) in rows {
      let unit = row.metric.unit
      table.append([
        .text(name(row, scenario)), .text(outcome.variants[variant].title),
        .text(display.value(row.meanBaseline, unit)), .text(display.value(row.meanVariant, unit)),
        .text(display.difference(row.difference.mean, of: row)),
        .text(display.differenceInterval(row.adjustedLower, row.adjustedUpper, of: row)),
        .text(row.verdict.words),
      ])
    }
    let clear = rows.filter { $0.row.verdict == .clear }.count
    let adjusted =
      outcome.variants.count > 1 ? ", adjusted for \(outcome.variants.count) variants" : ""
    let what = outcome.variants.count == 1 ? ": " + outcome.variants[0].title : ""
    let hasIntervals = rows.contains { $0.row.adjustedLower.isFinite }
    let marks = Mark.allCases.filter { mark in rows.contains { Mark($0.row) == mark } }
    return Chart(
      "differences", title: "\(clear) of \(rows.count) headline differences are clear\(what)",
      subtitle: "Variant less baseline. "
        + (hasIntervals ? "Bar: 95% CI of the mean difference\(adjusted). " : "")
        + Display.capitalised(marks.map(\.legend).joined(separator: ", ")) + ".",
      data: table
    ) { frame in
      var panels: [JSONValue] = []
      for group in groups {
        let members = rows.filter { group.includes($0.row) }
        guard !members.isEmpty else { continue }
        panels.append(
          panel(
            members, title: group.title, scale: group.scale, outcome, in: frame))
      }
      let body: JSONValue = ["vconcat": .array(panels), "bounds": "flush", "spacing": 52]
      guard outcome.variants.count > 1 else { return body }
      let names = outcome.variants.enumerated().map { ($1.title, Palette.line($0), [Int]()) }
      return ["vconcat": [RunCharts.lineKey(names, width: frame.width(600, labels: 20)), body]]
    }
  }

  /// What can be said of a difference, as a mark that is known by its shape.
  package enum Mark: String, CaseIterable {
    case better = "circle"
    case worse = "M-1.3,-1.3L1.3,1.3M1.3,-1.3L-1.3,1.3"
    case clear = "square"
    case small = "M-0.9,-0.2L0.9,-0.2L0.9,0.2L-0.9,0.2Z"
    case open = "diamond"

    package init(_ row: DifferenceRow) {
      guard row.verdict == .clear else {
        self = row.verdict == .small ? .small : .open
        return
      }
      switch row.metric.better {
      case .neither: self = .clear
      case .up: self = row.difference.mean > 0 ? .better : .worse
      case .down: self = row.difference.mean < 0 ? .better : .worse
      }
    }

    /// The word beside a figure.
    package var word: String {
      switch self {
      case .better: "better"
      case .worse: "worse"
      case .clear: "clear"
      case .small: "too small to matter"
      case .open: "cannot tell yet"
      }
    }

    /// The style of the word on a page.
    var style: String {
      switch self {
      case .better, .worse: word
      case .clear: ""
      case .small, .open: "verdict open"
      }
    }

    var legend: String {
      switch self {
      case .better: "\u{25cf} better"
      case .worse: "\u{2715} worse"
      case .clear: "\u{25a0} clear"
      case .small: "\u{25ac} too small to matter"
      case .open: "\u{25c7} cannot tell yet"
      }
    }

    /// The colour where it need not tell variants apart.
    var color: String {
      switch self {
      case .better: Palette.better
      case .worse: Palette.worse
      case .clear: Palette.blue
      case .small, .open: "#666666"
      }
    }
  }

  private static func panel(
    _ members: [(variant: Int, row: DifferenceRow)], title: String, scale: Double,
    _ outcome: ComparisonOutcome, in frame: ChartFrame
  ) -> JSONValue {
    let scenario = outcome.baseline.scenario
    let display = Display(scenario)
    let count = outcome.variants.count
    var names: [String] = []
    var values: [JSONValue] = []
    var extent = [0.0]
    for (variant, row) in members {
      let name = Display.capitalised(name(row, scenario))
      if !names.contains(name) { names.append(name) }
      let mark = Mark(row)
      let color = count > 1 ? Palette.line(variant) : mark.color
      var value: JSONValue = [
        "name": .string(name), "variant": .string(outcome.variants[variant].title),
        "mean": .number(scale * row.difference.mean), "mark": .string(mark.rawValue),
        "color": .string(color), "ink": .string(Palette.ink(color)),
        "fill": .string(mark == .open ? "#ffffff" : color),
        "text": .string("\(display.difference(row.difference.mean, of: row)) \u{b7} \(mark.word)"),
      ]
      extent.append(scale * row.difference.mean)
      if row.adjustedLower.isFinite && row.adjustedUpper.isFinite {
        extent += [scale * row.adjustedLower, scale * row.adjustedUpper]
        value = value.merging([
          "lower": .number(scale * row.adjustedLower), "upper": .number(scale * row.adjustedUpper),
        ])
      }
      values.append(value)
    }
    var axis = ChartAxis.fit(extent, title: title)
    if title.contains(scenario.currency) { axis.format = .money(symbol: display.symbol) }
    if frame.isNarrow { axis.thin() }
    let titles = outcome.variants.map { JSONValue.string($0.title) }
    // On a phone the name has the first of the places in a row.
    let slots = (frame.isNarrow ? [JSONValue.string("")] : []) + titles
    let row = frame.isNarrow ? Double(20 + 20 * count) : Double(max(26, 18 * count + 8))
    let y = frame.names("name", order: names, height: row)
    let offset: JSONValue = [
      "field": "variant", "sort": .array(slots), "scale": ["domain": .array(slots)],
    ]
    let width = frame.width(380, labels: 24)
    func x(_ field: String) -> JSONValue {
      [
        "field": .string(field), "type": "quantitative", "axis": axis.json, "scale": axis.scale,
      ]
    }
    func plain(_ field: String) -> JSONValue {
      ["field": .string(field), "type": "nominal", "scale": nil, "legend": nil]
    }
    let shared: JSONValue = ["y": y, "yOffset": offset]
    let texts: JSONValue = [
      "mark": ["type": "text", "align": "left"],
      "encoding": shared.merging([
        "x": ["value": .number(width + 10)], "text": ["field": "text"], "color": plain("ink"),
      ]),
    ]
    let layers: [JSONValue] = [
      [
        "data": ["values": [["zero": 0]]],
        "mark": ["type": "rule", "color": "#333333", "strokeWidth": 1.5],
        "encoding": ["x": x("zero")],
      ],
      [
        "mark": ["type": "rule", "strokeWidth": 2.5],
        "encoding": shared.merging([
          "x": x("lower"), "x2": ["field": "upper"], "color": plain("color"),
        ]),
      ],
      [
        "mark": ["type": "point", "size": 75, "opacity": 1, "strokeWidth": 2],
        "encoding": shared.merging([
          "x": x("mean"), "shape": plain("mark"), "stroke": plain("color"), "fill": plain("fill"),
        ]),
      ],
    ]
    return [
      "width": .number(width), "height": .number(row * Double(names.count)),
      "data": ["values": .array(values)],
      "layer": .array(layers + (frame.isNarrow ? [] : [texts])),
    ]
  }

  /// The difference of the retention curves, month by month.
  static func retentionDifference(_ outcome: ComparisonOutcome) -> Chart? {
    var lines: [LineSeries] = []
    for (i, variant) in outcome.variants.enumerated() {
      // The paired difference where it was computed; else that of the mean curves, without a band.
      let paired = variant.timeline.first {
        $0.metric.id.hasPrefix("retention") && $0.subject == "all"
      }
      if let paired {
        lines.append(
          .monthly(
            variant.title, paired.estimates, .atEnd, color: Palette.line(i), dash: Palette.dash(i)))
      } else if let before = outcome.baseline.curve(), let after = variant.outcome.curve() {
        lines.append(
          LineSeries(
            name: variant.title, color: Palette.line(i), dash: Palette.dash(i),
            points: zip(before.points, after.points).map {
              .init(Double($0.month), $1.survival.mean - $0.survival.mean)
            }))
      }
    }
    guard lines.contains(where: { $0.points.contains { abs($0.mean) > 1e-12 } }) else { return nil }
    for i in lines.indices {
      lines[i].points = lines[i].points.map { point in
        var point = point
        (point.mean, point.lower, point.upper) = (
          100 * point.mean, 100 * point.lower, 100 * point.upper
        )
        return point
      }
    }
    let months = outcome.baseline.months
    let gains = lines.map { line in
      let last = line.points.last
      let hidesDirection = last.map { $0.hasBand && $0.lower <= 0 && $0.upper >= 0 } ?? false
      return Gain(name: line.name, points: last?.mean ?? 0, mayBeLuck: hidesDirection)
    }
    return Chart(
      "difference_retention", title: retentionTitle(gains, months: months),
      subtitle: RunCharts.bands(
        "Difference of the retention curves, variant less baseline.",
        outcome.variants.count > 1
          ? "Band: 95% CI of each mean difference by itself, not adjusted for several variants."
          : "Band: 95% CI of the mean difference.", of: lines),
      data: differenceTable(lines, every: months <= 12 ? 1 : 3)
    ) { frame in
      var chart = LineChart(
        series: lines, x: .months(months),
        y: .fit(
          lines.flatMap(\.extent), title: "difference in retention (points)", including: [0]),
        in: frame, width: 470, rule: 0)
      // The title names the only line.
      if lines.count == 1 { chart.hasNames = false }
      return chart.json
    }
  }

  /// What a variant keeps at the end, in points, and whether its interval leaves open if it keeps more or fewer.
  private struct Gain {
    var name: String
    var points: Double
    var mayBeLuck: Bool

    /// The same within a title.
    var text: String {
      "\(name) keeps \(NumberText.fixed(abs(points), 2)) \(points >= 0 ? "more" : "fewer")"
    }
  }

  /// How many more, or fewer, of 100 customers each variant keeps.
  private static func retentionTitle(_ gains: [Gain], months: Int) -> String {
    if gains.count == 1 {
      return "\(gains[0].text) of 100 customers after \(months) months"
        + (gains[0].mayBeLuck ? ", which may be luck" : "")
    }
    return "Of 100 customers after \(months) months: "
      + Display.list(gains.map { $0.text + ($0.mayBeLuck ? " (which may be luck)" : "") })
  }

  /// The differences after so many months, as the chart and its title count them; the last month is
  /// always there.
  private static func differenceTable(_ lines: [LineSeries], every step: Int) -> Table {
    var table = Table(
      "", "", ["variant", "months", "difference", "95% CI"].map { Column($0, "", "") })
    for line in lines {
      for (i, point) in line.points.enumerated() {
        let month = Int(point.x.rounded())
        guard month % step == 0 || i == line.points.count - 1 else { continue }
        let interval =
          point.lower.isFinite && point.upper.isFinite
          ? "\(NumberText.fixed(point.lower, 2)) to \(NumberText.fixed(point.upper, 2))" : ""
        table.append([
          .text(line.name), .whole(month), .text(NumberText.fixed(point.mean, 2)),
          .text(interval),
        ])
      }
    }
    return table
  }

  /// The retention curves of the baseline and the variants.
  static func retentionBoth(_ outcome: ComparisonOutcome) -> Chart? {
    guard let baseline = outcome.baseline.curve(), let last = baseline.points.last else {
      return nil
    }
    let staying = Staying(outcome.baseline.scenario)
    var curves = [("baseline", Palette.black, [Int](), baseline)]
    for (i, variant) in outcome.variants.enumerated() {
      guard let curve = variant.outcome.curve() else { continue }
      curves.append((variant.title, Palette.line(i), Palette.dash(i + 1), curve))
    }
    let lines = curves.map { RunCharts.line($0, $1, $2, $3) }
    return Chart(
      "retention_both",
      title: "Baseline: " + RunCharts.retentionTitle(baseline, outcome.baseline.scenario),
      subtitle: RunCharts.bands(
        staying.subtitle,
        "Bands: 95% CI of the mean of each alone; that of the difference is much narrower, "
          + "because both worlds share their customers' luck.", of: lines),
      data: RunCharts.retentionTable(
        curves.map { ($0.0, $0.3) }, steps: ChartAxis.months(last.month).ticks ?? [])
    ) { frame in
      LineChart(
        series: lines, x: .months(last.month),
        y: .fit(
          lines.flatMap(\.extent), title: staying.axis, format: .percent, including: [1],
          within: 0...1), in: frame, width: 430
      ).json
    }
  }

  /// The share of the customers at the start whom each variant keeps and loses, by segment.
  static func customersChanged(_ outcome: ComparisonOutcome) -> Chart? {
    let scenario = outcome.baseline.scenario
    var table = Table(
      "", "",
      ["variant", "segment", "saved", "lost", "stayed anyway", "left anyway"].map {
        Column($0, "", "")
      })
    let several = outcome.variants.count > 1
    var values: [JSONValue] = []
    var order: [(segment: Int, label: String)] = []
    var extent = [0.0]
    for variant in outcome.variants {
      for (s, row) in variant.changed.enumerated() {
        let segment =
          row.segment == "all"
          ? "All customers"
          : Display.capitalised(Subject("segment:" + row.segment).name(in: scenario))
        table.append(
          [.text(variant.title), .text(segment)]
            + [row.saved, row.lost, row.stayedAnyway, row.leftAnyway].map {
              .text("\(Display.count($0)) (\(share($0, of: row)))")
            })
        let label = several ? "\(segment) \u{b7} \(variant.title)" : segment
        order.append((s, label))
        let all = max(total(row), 1e-9)
        for (kind, customers) in [("kept", row.saved), ("lost", -row.lost)] {
          extent.append(100 * customers / all)
          values.append([
            "name": .string(label), "kind": .string(kind), "value": .number(100 * customers / all),
            "label": .string(
              "\(Display.count(abs(customers))) \(kind) (\(share(abs(customers), of: row)))"),
          ])
        }
      }
    }
    let all = outcome.variants.compactMap { variant in
      variant.changed.first { $0.segment == "all" }.map { (variant.title, $0) }
    }
    guard let first = all.first, all.contains(where: { $0.1.saved + $0.1.lost > 0 }) else {
      return nil
    }
    let said = all.map { title, row in
      "\(title) keeps \(Display.count(row.saved)) and loses \(Display.count(row.lost))"
    }
    let span = (extent.max() ?? 0) - (extent.min() ?? 0)
    // Segment by segment, so that variants stand beside one another.
    let rows = order.enumerated().sorted {
      ($0.element.segment, $0.offset) < ($1.element.segment, $1.offset)
    }
    .map(\.element.label)
    return Chart(
      "customers_changed",
      title: "Of \(NumberText.grouped(total(first.1))) customers at the start, "
        + Display.list(said),
      subtitle:
        "Kept: would have left without the change. Lost: would have stayed without it. In brackets: "
        + "share of the customers at the start.",
      data: table
    ) { frame in
      let height = frame.row(26)
      let y = frame.names("name", order: rows, height: height)
      // Room for the words beside the bars.
      let room = (frame.isNarrow ? 1.1 : 0.5) * span
      let axis = ChartAxis.fit(
        extent + [(extent.min() ?? 0) - room, (extent.max() ?? 0) + room],
        title: "of 100 customers at the start")
      let down: JSONValue = .integer(frame.isNarrow ? 8 : 0)
      func x(_ field: String) -> JSONValue {
        [
          "field": .string(field), "type": "quantitative", "axis": axis.json, "scale": axis.scale,
        ]
      }
      func text(_ kind: String, _ align: String, _ dx: Int) -> JSONValue {
        [
          "transform": [["filter": .string("datum.kind == '\(kind)'")]],
          "mark": ["type": "text", "align": .string(align), "dx": .integer(dx), "dy": down],
          "encoding": ["y": y, "x": x("value"), "text": ["field": "label"]],
        ]
      }
      return [
        "width": .number(frame.width(400, labels: 24)),
        "height": .number(height * Double(rows.count)), "data": ["values": .array(values)],
        "layer": [
          [
            "mark": ["type": "bar", "height": 15, "yOffset": down],
            "encoding": [
              "y": y, "x": x("value"),
              "color": [
                "field": "kind", "type": "nominal",
                "scale": [
                  "domain": ["kept", "lost"],
                  "range": [.string(Palette.blue), .string(Palette.vermilion)],
                ],
                "legend": nil,
              ],
            ],
          ],
          text("kept", "left", 5), text("lost", "right", -5),
          [
            "data": ["values": [["zero": 0]]],
            "mark": ["type": "rule", "color": "#333333"],
            "encoding": ["x": x("zero")],
          ],
        ],
      ]
    }
  }

  /// The customers at the start.
  static func total(_ row: ChangedCustomersRow) -> Double {
    row.saved + row.lost + row.stayedAnyway + row.leftAnyway
  }

  /// A part of them.
  static func share(_ customers: Double, of row: ChangedCustomersRow) -> String {
    let share = 100 * customers / max(total(row), 1e-9)
    return NumberText.fixed(share, share < 10 ? 2 : 0) + "%"
  }
}

extension DifferenceRow.Verdict {
  /// What can be said, in words.
  package var words: String {
    switch self {
    case .clear: "clear"
    case .unclear: "cannot tell yet"
    case .small: "too small to matter"
    case .same: "the same"
    }
  }
}
