import CustomerExperience
import Documents
import Experiments

/// The charts of a comparison; one that has no data is not there.
enum ComparisonCharts {
  static func all(_ outcome: ComparisonOutcome) -> [Chart] {
    [
      differences(outcome), retentionDifference(outcome), retentionBoth(outcome),
      customersChanged(outcome),
    ].compactMap(\.self)
  }

  /// The metrics that a comparison leads with, in order.
  static let headlines = [
    "retention_12m", "retention_24m", "retention_36m", "sales_growth", "complaint_incidence",
    "abandonment_rate", "satisfaction_mean", "survey_satisfaction", "revenue", "profit",
    "customer_equity", "customer_value", "mean_wait",
  ]

  /// A variant's differences of the headline metrics, those of teams included.
  static func headlineRows(_ variant: VariantOutcome) -> [DifferenceRow] {
    let hasLongest = variant.differences.contains { $0.metric.id == "retention_36m" }
    return headlines.filter { !(hasLongest && $0 == "retention_24m") }.flatMap { id in
      variant.differences.filter {
        let kind = Subject($0.subject).kind
        return $0.metric.id == id && (kind == .all || kind == .team) && $0.verdict != .same
      }
    }
  }

  /// What a row is about, for people.
  static func name(_ row: DifferenceRow, _ scenario: Scenario) -> String {
    let subject = Subject(row.subject)
    return subject.kind == .all
      ? row.metric.name : "\(subject.name(in: scenario)): \(row.metric.name)"
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
      ("seconds", 1, { $0.metric.unit == .seconds && !$0.isOfHours }),
      ("minutes", 1.0 / 60, { $0.isOfHours }),
    ]
    var panels: [JSONValue] = []
    for group in groups {
      let members = rows.filter { group.includes($0.row) }
      guard !members.isEmpty else { continue }
      panels.append(
        panel(members, title: group.title, scale: group.scale, outcome, isFirst: panels.isEmpty))
    }
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
    return Chart(
      "differences", title: "\(clear) of \(rows.count) headline differences are clear\(what)",
      subtitle: "Variant less baseline. Bar: 95% CI of the mean difference\(adjusted). "
        + "Hollow: cannot tell yet, or too small to matter.",
      data: table,
      body: ["vconcat": .array(panels), "bounds": "flush", "spacing": 58])
  }

  private static func panel(
    _ members: [(variant: Int, row: DifferenceRow)], title: String, scale: Double,
    _ outcome: ComparisonOutcome, isFirst: Bool
  ) -> JSONValue {
    let scenario = outcome.baseline.scenario
    var names: [String] = []
    var values: [JSONValue] = []
    var extent = [0.0]
    for (variant, row) in members {
      let name = Display.capitalised(name(row, scenario))
      if !names.contains(name) { names.append(name) }
      var value: JSONValue = [
        "name": .string(name), "variant": .string(outcome.variants[variant].title),
        "mean": .number(scale * row.difference.mean), "clear": .bool(row.verdict == .clear),
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
    if title.contains(scenario.currency) {
      axis.format = .money(symbol: Display(scenario).symbol)
    }
    let titles = outcome.variants.map { JSONValue.string($0.title) }
    let color: JSONValue = [
      "field": "variant", "type": "nominal",
      "scale": [
        "domain": .array(titles),
        "range": .array(outcome.variants.indices.map { .string(Palette.line($0)) }),
      ],
      "legend": isFirst && outcome.variants.count > 1
        ? ["title": nil, "orient": "top", "symbolType": "circle", "columns": 2] : nil,
    ]
    let y: JSONValue = [
      "field": "name", "type": "nominal", "sort": .array(names.map { .string($0) }),
      "axis": ["title": nil, "ticks": false, "domain": false, "labelPadding": 8, "grid": false],
    ]
    let offset: JSONValue = ["field": "variant", "sort": .array(titles)]
    func x(_ field: String) -> JSONValue {
      [
        "field": .string(field), "type": "quantitative", "axis": axis.json, "scale": axis.scale,
      ]
    }
    let shared: JSONValue = ["y": y, "yOffset": offset, "color": color]
    func point(_ isClear: Bool) -> JSONValue {
      var mark: JSONValue = [
        "type": "point", "size": 60, "opacity": 1, "filled": .bool(isClear), "strokeWidth": 2,
      ]
      if !isClear { mark = mark.merging(["fill": "white"]) }
      return [
        "transform": [["filter": .string("datum.clear == \(isClear)")]], "mark": mark,
        "encoding": shared.merging(["x": x("mean")]),
      ]
    }
    let rowHeight = max(26, 15 * outcome.variants.count + 8)
    return [
      "width": 380, "height": .integer(rowHeight * names.count),
      "data": ["values": .array(values)],
      "layer": [
        [
          "data": ["values": [["zero": 0]]],
          "mark": ["type": "rule", "color": "#333333", "strokeWidth": 1.5],
          "encoding": ["x": x("zero")],
        ],
        [
          "mark": ["type": "rule", "strokeWidth": 2.5],
          "encoding": shared.merging(["x": x("lower"), "x2": ["field": "upper"]]),
        ],
        point(true), point(false),
      ],
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
    let hasBand = lines.contains { $0.points.contains(where: \.hasBand) }
    let best = lines.max { ($0.points.last?.mean ?? 0) < ($1.points.last?.mean ?? 0) }
    let gain = best?.points.last?.mean ?? 0
    let size = NumberText.fixed(abs(gain), 2)
    let months = outcome.baseline.months
    let chart = LineChart(
      series: lines, x: .months(months),
      y: .fit(lines.flatMap(\.extent), title: "difference in retention (points)", including: [0]),
      width: 430, rule: 0)
    return Chart(
      "difference_retention",
      title: gain >= 0
        ? "\(best?.name ?? "The change") keeps \(size) more of 100 customers after \(months) months"
        : "After \(months) months, \(size) fewer of 100 customers are left",
      subtitle: "Difference of the retention curves, variant less baseline."
        + (hasBand ? " Band: 95% CI of the mean difference." : ""),
      data: differenceTable(lines, every: months <= 12 ? 1 : 3), body: chart.json)
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
    var curves = [("baseline", Palette.black, [Int](), baseline)]
    for (i, variant) in outcome.variants.enumerated() {
      guard let curve = variant.outcome.curve() else { continue }
      curves.append((variant.title, Palette.line(i), Palette.dash(i + 1), curve))
    }
    let lines = curves.map { RunCharts.line($0, $1, $2, $3) }
    let chart = LineChart(
      series: lines, x: .months(last.month),
      y: .fit(
        lines.flatMap(\.extent), title: "still customers", format: .percent, including: [1],
        within: 0...1), width: 430)
    return Chart(
      "retention_both", title: "Baseline: " + RunCharts.retentionTitle(baseline),
      subtitle: "Bands: 95% CI of the mean of each alone; that of the difference is much narrower, "
        + "because both worlds share their customers' luck.",
      data: RunCharts.retentionTable(
        curves.map { ($0.0, $0.3) }, steps: ChartAxis.months(last.month).ticks ?? []),
      body: chart.json)
  }

  /// Customers saved and lost, by segment.
  static func customersChanged(_ outcome: ComparisonOutcome) -> Chart? {
    let scenario = outcome.baseline.scenario
    var table = Table(
      "", "",
      ["variant", "segment", "saved", "lost", "stayed anyway", "left anyway"].map {
        Column($0, "", "")
      })
    var values: [JSONValue] = []
    var order: [String] = []
    for variant in outcome.variants {
      for row in variant.changed {
        let name = Subject("segment:" + row.segment).name(in: scenario)
        let segment = row.segment == "all" ? "all customers" : name
        table.append(
          [.text(variant.title), .text(segment)]
            + [row.saved, row.lost, row.stayedAnyway, row.leftAnyway].map {
              .text(Display.count($0))
            })
        let label =
          outcome.variants.count == 1 ? segment : "\(variant.title): \(segment)"
        order.append(label)
        for (kind, value) in [("saved", row.saved), ("lost", -row.lost)] {
          values.append([
            "name": .string(label), "kind": .string(kind), "value": .number(value),
            "label": .string((value > 0 ? "+" : "") + Display.count(value)),
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
    let best = all.max { $0.1.saved - $0.1.lost < $1.1.saved - $1.1.lost } ?? first
    let y: JSONValue = [
      "field": "name", "type": "nominal", "sort": .array(order.map { .string($0) }),
      "axis": ["title": nil, "ticks": false, "domain": false, "labelPadding": 8],
    ]
    let most = all.map(\.1.saved).max() ?? 0
    let least = -(all.map(\.1.lost).max() ?? 0)
    let room = 0.12 * (most - least)
    let axis = ChartAxis.fit(
      [least - room, most + room], title: "customers at the start (mean a replication)")
    func x(_ field: String) -> JSONValue {
      [
        "field": .string(field), "type": "quantitative", "axis": axis.json, "scale": axis.scale,
      ]
    }
    func text(_ filter: String, _ align: String, _ dx: Int) -> JSONValue {
      [
        "transform": [["filter": .string(filter)]],
        "mark": ["type": "text", "align": .string(align), "dx": .integer(dx)],
        "encoding": ["y": y, "x": x("value"), "text": ["field": "label"]],
      ]
    }
    return Chart(
      "customers_changed",
      title: "\(best.0) saves \(Display.count(best.1.saved)) customers and loses "
        + Display.count(best.1.lost),
      subtitle: "Saved: would have left without the change. Lost: would have stayed without it. "
        + "\(Display.count(best.1.leftAnyway)) would have left anyway.",
      data: table,
      body: [
        "width": 360, "height": .integer(26 * order.count), "data": ["values": .array(values)],
        "layer": [
          [
            "mark": ["type": "bar", "height": ["band": 0.65]],
            "encoding": [
              "y": y, "x": x("value"),
              "color": [
                "field": "kind", "type": "nominal",
                "scale": [
                  "domain": ["saved", "lost"],
                  "range": [.string(Palette.blue), .string(Palette.vermilion)],
                ],
                "legend": ["title": nil, "orient": "top"],
              ],
            ],
          ],
          text("datum.value > 0", "left", 5), text("datum.value < 0", "right", -5),
          [
            "data": ["values": [["zero": 0]]],
            "mark": ["type": "rule", "color": "#333333"],
            "encoding": ["x": x("zero")],
          ],
        ],
      ])
  }
}

extension DifferenceRow.Verdict {
  /// What can be said, in words.
  var words: String {
    switch self {
    case .clear: "clear"
    case .unclear: "cannot tell yet"
    case .small: "too small to matter"
    case .same: "the same"
    }
  }
}
