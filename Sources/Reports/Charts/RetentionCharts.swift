import CustomerExperience
import Documents
import Experiments

/// Charts of who stays.
extension RunCharts {
  /// Retention of the customers at the start, all and by segment, with the numbers at risk below.
  static func retention(_ outcome: RunOutcome) -> Chart? {
    guard let all = outcome.curve(), let last = all.points.last, last.month > 0 else { return nil }
    let staying = Staying(outcome.scenario)
    let segments = outcome.scenario.customers.segments.filter {
      outcome.curve(segment: $0.id) != nil
    }
    var curves = [("all customers", Palette.black, [Int](), all)]
    if segments.count > 1 {
      for (i, segment) in segments.prefix(6).enumerated() {
        guard let curve = outcome.curve(segment: segment.id) else { continue }
        curves.append((segment.displayName, Palette.line(i), Palette.dash(i + 1), curve))
      }
    }
    let lines = curves.map { name, color, dash, curve in
      line(name, color, dash, curve)
    }
    let axis = ChartAxis.months(last.month, title: "months since the start")
    let y = ChartAxis.fit(
      lines.flatMap(\.extent), title: staying.axis, format: .percent, including: [1],
      within: 0...1)
    let steps = axis.ticks ?? []
    var atRisk: [JSONValue] = []
    var names: [JSONValue] = []
    for (row, curve) in curves.enumerated() {
      for point in curve.3.points where steps.contains(Double(point.month)) {
        atRisk.append([
          "x": .integer(point.month), "row": .integer(row),
          "color": .string(Palette.ink(curve.1)),
          "text": .string(NumberText.grouped(point.atRisk)),
        ])
      }
      names.append([
        "x": .number(axis.domain.upperBound), "row": .integer(row),
        "color": .string(Palette.ink(curve.1)),
        "name": .string(curve.0),
      ])
    }
    return Chart(
      "retention", title: retentionTitle(all, outcome.scenario),
      subtitle: bands(
        staying.subtitle, "Band: 95% CI of the mean.", of: lines),
      data: retentionTable(curves.map { ($0.0, $0.3) }, steps: steps)
    ) { frame in
      let chart = LineChart(series: lines, x: axis, y: y, in: frame)
      // A phone has no room for numbers below; they are in the table.
      guard !frame.isNarrow else { return chart.json }
      return [
        "vconcat": [chart.json, numbersAtRisk(atRisk, names, rows: curves.count, axis: axis)],
        "bounds": "flush", "spacing": 62,
      ]
    }
  }

  /// What is so against what a manager can see, where the two differ.
  static func retentionViews(_ outcome: RunOutcome) -> Chart? {
    guard let truth = outcome.curve(),
      let observed = outcome.curve(view: "active") ?? outcome.curve(view: "observed"),
      let last = truth.points.last, let seen = observed.points.last,
      zip(truth.points, observed.points).contains(where: {
        abs($0.survival.mean - $1.survival.mean) > 5e-4
      })
    else { return nil }
    let lines = [
      line("truth", Palette.black, [], truth),
      line("as a manager sees it", Palette.vermilion, [7, 3], observed),
    ]
    let staying = Staying(outcome.scenario)
    let isRepertoire = observed.view == "active"
    func share(_ point: RetentionPoint) -> String {
      NumberText.fixed(100 * point.survival.mean, 0) + " of 100"
    }
    // The till knows those alone whom it has seen buying: two shares, of two groups of people.
    let title =
      isRepertoire
      ? "By the till \(share(seen)) whom it knew still buy; of all customers \(share(last)) \(staying.verb)"
      : "By the records \(share(seen)) are left, in truth \(share(last))"
    return Chart(
      "retention_views", title: title,
      subtitle: bands(
        isRepertoire
          ? "Truth: all customers at the start, and who has not dropped out. As a manager sees it: those of them whom the "
            + "till had seen buying before, and who are not silent for longer than is usual for them."
          : "A manager sees who buys, not who has left for good.", "Band: 95% CI of the mean.",
        of: lines),
      data: retentionTable(
        [("truth", truth), ("observed", observed)],
        steps: ChartAxis.months(last.month).ticks ?? [])
    ) { frame in
      LineChart(
        series: lines, x: .months(last.month),
        y: .fit(
          lines.flatMap(\.extent), title: staying.axis, format: .percent, including: [1],
          within: 0...1), in: frame, width: 450
      ).json
    }
  }

  /// The sentence that a retention curve says.
  static func retentionTitle(_ curve: RetentionCurve, _ scenario: Scenario) -> String {
    guard let last = curve.points.last else { return "Retention" }
    let year = curve.points.first { $0.month == 12 }
    let point = year ?? last
    let count = NumberText.fixed(100 * point.survival.mean, 0)
    let time = year == nil ? "\(last.month) months" : "a year"
    return "\(count) of 100 customers \(Staying(scenario).verb) after \(time)"
  }

  static func line(
    _ name: String, _ color: String, _ dash: [Int], _ curve: RetentionCurve
  ) -> LineSeries {
    LineSeries(
      name: name, color: color, dash: dash,
      points: curve.points.map { .init(Double($0.month), $0.survival) })
  }

  /// The data behind a retention chart, at its ticks.
  static func retentionTable(_ curves: [(String, RetentionCurve)], steps: [Double]) -> Table {
    var table = Table(
      "", "",
      [
        Column("curve", "", ""), Column("month", "", ""), Column("still customers", "", ""),
        Column("95% CI", "", ""), Column("at risk", "", ""),
      ])
    for (name, curve) in curves {
      for point in curve.points where steps.contains(Double(point.month)) {
        table.append([
          .text(name), .whole(point.month), .text(percent(point.survival.mean)),
          .text(percentInterval(point.survival)), .text(NumberText.grouped(point.atRisk)),
        ])
      }
    }
    return table
  }

  private static func numbersAtRisk(
    _ rows: [JSONValue], _ names: [JSONValue], rows count: Int, axis: ChartAxis
  ) -> JSONValue {
    let place: JSONValue = [
      "x": [
        "field": "x", "type": "quantitative", "axis": nil, "scale": axis.scale,
      ],
      "y": [
        "field": "row", "type": "ordinal", "axis": nil,
        "scale": ["domain": .array((0..<count).map { .integer($0) })],
      ],
      "color": ["field": "color", "type": "nominal", "scale": nil],
    ]
    return [
      "width": 480, "height": .integer(17 * count),
      "title": [
        "text": "customers at risk", "fontSize": 12, "fontWeight": "normal", "offset": 4,
        "color": "#333333", "anchor": "start", "frame": "group",
      ],
      "layer": [
        [
          "data": ["values": .array(rows)], "mark": ["type": "text", "align": "center"],
          "encoding": place.merging(["text": ["field": "text"]]),
        ],
        [
          "data": ["values": .array(names)], "mark": ["type": "text", "align": "left", "dx": 24],
          "encoding": place.merging(["text": ["field": "name"]]),
        ],
      ],
    ]
  }
}
