import CustomerExperience
import Documents
import Experiments

/// Charts of money, leavers and evidence.
extension RunCharts {
  /// Revenue, what it is spent on, and profit, month by month.
  static func money(_ outcome: RunOutcome) -> Chart? {
    guard let revenue = outcome.series("revenue") else { return nil }
    let display = Display(outcome.scenario)
    let costs = Metric.all.filter(\.isCost)
      .compactMap { metric -> (name: String, values: [Double], total: Double)? in
        guard let series = outcome.series(metric.id) else { return nil }
        let values = series.map { $0?.mean ?? 0 }
        let total = values.reduce(0, +)
        return total > 0 ? (metric.name, values, total) : nil
      }.sorted { ($0.total, $1.name) > ($1.total, $0.name) }
    // Six costs can be told apart; smaller ones stand together.
    var shown = Array(costs.prefix(costs.count > 6 ? 5 : 6))
    let rest = costs.dropFirst(shown.count)
    if !rest.isEmpty {
      let values = revenue.indices.map { month in rest.map { $0.values[month] }.reduce(0, +) }
      shown.append(("other costs", values, values.reduce(0, +)))
    }
    let income = LineSeries.monthly("revenue", revenue, .during, color: Palette.black)
    let others = otherIncome(outcome)
    let left = outcome.series("profit").map {
      LineSeries.monthly("profit", $0, .during, color: Palette.black)
    }
    let stacked = revenue.indices.map { month in shown.map { $0.values[month] }.reduce(0, +) }
    let y = ChartAxis.fit(
      income.extent + others.flatMap(\.extent) + stacked, title: "revenue and costs a month",
      format: .money(symbol: display.symbol), including: [0])
    var bars: [JSONValue] = []
    for (i, cost) in shown.enumerated() {
      for (month, value) in cost.values.enumerated() {
        let below = shown[..<i].map { $0.values[month] }.reduce(0, +)
        bars.append([
          "x": .number(Double(month) + 0.1), "x2": .number(Double(month) + 0.9),
          "y": .number(below), "y2": .number(below + value), "cost": .string(cost.name),
        ])
      }
    }
    return Chart(
      "money", title: moneyTitle(outcome, display),
      subtitle: bands(
        "By month, in \(outcome.scenario.currency). "
          + (others.isEmpty
            ? "Line: revenue" : "Lines: revenue, \(others.map(\.name).joined(separator: ", "))")
          + "; bars: costs; below: profit.",
        "Bands: 95% CI of the mean.", of: [income] + others + (left.map { [$0] } ?? [])),
      data: moneyTable(
        [income] + others, shown.map { ($0.name, $0.values) }, profit: left, outcome, display)
    ) { frame in
      var above = LineChart(
        series: [income] + others, x: .months(outcome.months), y: y, in: frame, width: 470,
        height: 260)
      if frame.isNarrow { above.hasNames = false }
      above.background = [costBars(bars, shown.map(\.name), above, in: frame)]
      guard let left else { return above.json }
      // Of its own: over the bars a line of profit looks like a part of the costs.
      let scale = ChartAxis.fit(
        left.extent, title: "profit a month", format: .money(symbol: display.symbol), including: [0]
      )
      var below = LineChart(
        series: [left], x: .months(outcome.months), y: scale, in: frame, width: 470, height: 130,
        rule: 0)
      below.hasNames = false
      below.y.tickCount = 4
      (above.x.title, above.x.hasLabels) = ("", false)
      return [
        "vconcat": [above.json, below.json], "bounds": "flush",
        "spacing": frame.isNarrow ? 110 : 46,
      ]
    }
  }

  private static func costBars(
    _ bars: [JSONValue], _ names: [String], _ chart: LineChart, in frame: ChartFrame
  ) -> JSONValue {
    let legend: JSONValue =
      frame.isNarrow
      ? ["title": nil, "orient": "bottom", "columns": 2, "labelLimit": 120]
      : ["title": "costs", "orient": "right", "offset": 70]
    return [
      "data": ["values": .array(bars)], "mark": ["type": "rect", "opacity": 0.6],
      "encoding": [
        "x": [
          "field": "x", "type": "quantitative", "scale": chart.x.scale, "axis": chart.x.json,
        ],
        "x2": ["field": "x2"],
        "y": [
          "field": "y", "type": "quantitative", "scale": chart.y.scale, "axis": chart.y.vertical,
        ],
        "y2": ["field": "y2"],
        "color": [
          "field": "cost", "type": "nominal",
          "scale": [
            "domain": .array(names.map { .string($0) }.reversed()),
            "range": .array(names.indices.map { .string(Palette.part($0)) }.reversed()),
          ],
          "legend": legend,
        ],
      ],
    ]
  }

  /// What comes in beside revenue, such as exit fees; nothing where nothing does.
  private static func otherIncome(_ outcome: RunOutcome) -> [LineSeries] {
    Metric.all.filter { $0.isIncome && $0.id != "revenue" }.compactMap { metric in
      guard let series = outcome.series(metric.id),
        series.contains(where: { ($0?.mean ?? 0) != 0 })
      else { return nil }
      return LineSeries.monthly(
        metric.name, series, .during, color: Palette.purple, dash: [7, 3])
    }
  }

  private static func moneyTitle(_ outcome: RunOutcome, _ display: Display) -> String {
    guard let revenue = outcome.estimate("revenue"), let profit = outcome.estimate("profit"),
      revenue.mean > 0
    else { return "Money month by month" }
    let paid = Metric.all.filter(\.isIncome).reduce(0.0) {
      $0 + (outcome.estimate($1.id)?.mean ?? 0)
    }
    let share = NumberText.fixed(100 * abs(profit.mean) / max(revenue.mean, paid), 0)
    let unit = outcome.scenario.currency == "GBP" ? "£100" : "100 \(outcome.scenario.currency)"
    return profit.mean >= 0
      ? "Of every \(unit) that customers pay, \(share) are profit"
      : "For every \(unit) that customers pay, \(share) are lost"
  }

  private static func moneyTable(
    _ income: [LineSeries], _ costs: [(name: String, values: [Double])], profit: LineSeries?,
    _ outcome: RunOutcome, _ display: Display
  ) -> Table {
    let years = (outcome.months + 11) / 12
    var table = Table(
      "", "",
      [Column("money", "", "")] + (0..<years).map { Column("year \($0 + 1)", "", "") })
    func row(_ name: String, _ values: [Double]) {
      table.append(
        [.text(name)]
          + (0..<years).map { year in
            .text(display.money(values.dropFirst(12 * year).prefix(12).reduce(0, +)))
          })
    }
    for line in income { row(line.name, line.points.map(\.mean)) }
    for cost in costs { row(cost.name, cost.values) }
    if let profit { row("profit", profit.points.map(\.mean)) }
    return table
  }

  /// Why customers leave.
  static func leavers(_ outcome: RunOutcome) -> Chart? {
    let causes = leaversByCause(outcome)
    let total = causes.map(\.customers).reduce(0, +)
    guard let first = causes.first, total > 0 else { return nil }
    var table = Table(
      "", "", ["cause", "customers", "share"].map { Column($0, "", "") })
    let bars = causes.map { cause -> NamedBar in
      let share = Display.roundPercent(cause.customers / total)
      table.append([
        .text(cause.cause), .text(Display.count(cause.customers)), .text(share),
      ])
      return NamedBar(
        name: cause.cause, value: cause.customers,
        label: "\(Display.count(cause.customers))  (\(share))")
    }
    let share = Display.roundPercent(first.customers / total)
    return Chart(
      "leavers",
      title: "Most frequent cause of leaving: \(first.cause) (\(share))",
      subtitle:
        "\(NumberText.grouped(total)) leavers in \(outcome.months) months by the cause that "
        + "was recorded; mean over replications.",
      data: table
    ) { Self.bars(bars, axis: "customers who left, mean of the runs", in: $0) }
  }

  /// Leavers of the whole run by cause, the most frequent first.
  static func leaversByCause(_ outcome: RunOutcome) -> [(cause: String, customers: Double)] {
    var totals: [String: Double] = [:]
    for row in outcome.leavers { totals[row.cause, default: 0] += row.customers }
    return totals.filter { $0.value > 0 }.sorted { ($1.value, $0.key) < ($0.value, $1.key) }
      .map { (Display.words($0.key), $0.value) }
  }

  /// Published ranges against simulated intervals, each on the scale of its published range.
  static func evidence(_ outcome: RunOutcome) -> Chart? {
    guard !outcome.evidence.isEmpty else { return nil }
    let display = Display(outcome.scenario)
    var table = Table(
      "", "", ["figure", "published", "simulated", "95% CI", "verdict"].map { Column($0, "", "") })
    var rows: [JSONValue] = []
    var order: [String] = []
    for row in outcome.evidence {
      let metric = Metric.named(row.evidence.metric)
      let unit = metric?.unit ?? .count
      let name = Display.capitalised(evidenceName(row, outcome.scenario))
      let span = max(row.evidence.high - row.evidence.low, 1e-12)
      func place(_ value: Double) -> Double {
        guard value.isFinite else { return value < 0 ? -1 : 2 }
        return min(max((value - row.evidence.low) / span, -1), 2)
      }
      let label = "\(name) (\(row.evidence.used.rawValue))"
      order.append(label)
      let interval: JSONValue =
        row.estimate.lower.isFinite && row.estimate.upper.isFinite
        ? [
          "lower": .number(place(row.estimate.lower)), "upper": .number(place(row.estimate.upper)),
        ] : [:]
      let figure: JSONValue = [
        "name": .string(label), "mean": .number(place(row.estimate.mean)),
        "zero": 0, "one": 1, "low": .string(display.value(row.evidence.low, unit)),
        "high": .string(display.value(row.evidence.high, unit)),
        "value": .string(display.value(row.estimate.mean, unit)),
        "verdict": .string(row.verdict.rawValue),
      ]
      rows.append(figure.merging(interval))
      table.append([
        .text(label),
        .text(
          "\(display.value(row.evidence.low, unit)) to \(display.value(row.evidence.high, unit))"),
        .text(display.value(row.estimate.mean, unit)), .text(display.interval(row.estimate, unit)),
        .text(row.verdict.rawValue),
      ])
    }
    let hasIntervals = outcome.evidence.contains { $0.estimate.lower.isFinite }
    return Chart(
      "evidence",
      title: evidenceTitle(outcome),
      subtitle: "Grey: published range, each drawn to the same width. "
        + (hasIntervals
          ? "Dot and bar: simulated, with 95% CI of the mean. " : "Dot: simulated, a single run. ")
        + "fit: used to tune the scenario; check: not used.",
      data: table
    ) { evidenceBody(rows, order, in: $0) }
  }

  /// How many published figures come to lie where, those of which it is not clear among them.
  static func evidenceTitle(_ outcome: RunOutcome) -> String {
    func count(_ verdict: EvidenceRow.Verdict) -> Int {
      outcome.evidence.count { $0.verdict == verdict }
    }
    let all = outcome.evidence.count
    let (inside, outside, unclear) = (count(.inside), count(.outside), count(.unclear))
    var parts = ["\(inside) of \(all) inside their range"]
    if outside > 0 { parts.append("\(outside) outside") }
    if unclear > 0 { parts.append("\(unclear) not clear") }
    return "Published figures: " + parts.joined(separator: ", ")
  }

  /// The name of a published figure.
  static func evidenceName(_ row: EvidenceRow, _ scenario: Scenario) -> String {
    let subject = Subject(row.evidence.subject)
    let metric = Metric.named(row.evidence.metric)?.name ?? row.evidence.metric
    return subject.kind == .all ? metric : "\(subject.name(in: scenario)): \(metric)"
  }

  private static func evidenceBody(
    _ rows: [JSONValue], _ order: [String], in frame: ChartFrame
  ) -> JSONValue {
    let row = frame.isNarrow ? 70.0 : 48
    let y = frame.names("name", order: order, height: row, padding: 10)
    // On a phone the name stands above the figure.
    let down = frame.isNarrow ? 12 : 0
    let width = frame.width(330, labels: 70)
    func x(_ field: String) -> JSONValue {
      [
        "field": .string(field), "type": "quantitative", "axis": nil,
        "scale": ["domain": [-1.15, 2.15], "nice": false, "zero": false],
      ]
    }
    let color: JSONValue = [
      "field": "verdict", "type": "nominal", "legend": nil,
      "scale": [
        "domain": ["inside", "unclear", "outside"],
        "range": [.string(Palette.green), .string(Palette.orange), .string(Palette.vermilion)],
      ],
    ]
    func text(_ field: String, at place: String, _ mark: JSONValue) -> JSONValue {
      let base: JSONValue = ["type": "text", "fontSize": 12, "color": "#555555"]
      return [
        "mark": base.merging(mark),
        "encoding": ["y": y, "x": x(place), "text": ["field": .string(field)]],
      ]
    }
    return [
      "width": .number(width), "height": .number(row * Double(rows.count)),
      "data": ["values": .array(rows)],
      "layer": [
        [
          "mark": ["type": "bar", "color": "#dddddd", "height": 14, "yOffset": .integer(down)],
          "encoding": ["y": y, "x": x("zero"), "x2": ["field": "one"]],
        ],
        text("low", at: "zero", ["align": "center", "dy": .integer(down + 15)]),
        text("high", at: "one", ["align": "center", "dy": .integer(down + 15)]),
        [
          "mark": ["type": "rule", "strokeWidth": 3, "yOffset": .integer(down)],
          "encoding": ["y": y, "x": x("lower"), "x2": ["field": "upper"], "color": color],
        ],
        [
          "mark": [
            "type": "point", "filled": true, "size": 60, "opacity": 1, "yOffset": .integer(down),
          ],
          "encoding": ["y": y, "x": x("mean"), "color": color],
        ],
        text("value", at: "mean", ["dy": .integer(down - 14), "color": "#111111"]),
        [
          "mark": [
            "type": "text", "align": "left", "fontSize": 12, "fontWeight": "bold",
            "x": .number(width + 12), "dy": .integer(down), "color": "#333333",
          ],
          "encoding": ["y": y, "text": ["field": "verdict"]],
        ],
      ],
    ]
  }
}
