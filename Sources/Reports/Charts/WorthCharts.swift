import CustomerExperience
import Documents
import Experiments

/// Charts of what keeping customers is worth.
extension RunCharts {
  /// The years as a customer that enough customers lived for a mean to say something: a hundredth of all.
  static func toldYears(_ outcome: RunOutcome) -> [TenureRow] {
    let all = outcome.tenure.reduce(0) { $0 + $1.customerYears }
    return outcome.tenure.filter { $0.customerYears >= all / 100 }
  }

  /// A part of what is earned on a customer in a year.
  private struct Part: Sendable {
    var name: String
    var color: String
    var value: @Sendable (TenureRow) -> Double
  }

  private static let parts = [
    Part(name: "margin as in the first year", color: Palette.blue) { $0.margin },
    Part(name: "buys more, or less", color: Palette.green) { $0.growth },
    Part(name: "costs less, or more", color: Palette.sky) { $0.saving },
    Part(name: "pays more, or less", color: Palette.purple) { $0.premium },
    Part(name: "contacts and complaints", color: Palette.vermilion) { -$0.costs },
    Part(name: "time of staff", color: Palette.orange) { -$0.time },
  ]

  /// What is earned on a customer, by year as one.
  static func tenure(_ outcome: RunOutcome) -> Chart? {
    let years = toldYears(outcome)
    guard let first = years.first, let last = years.last else { return nil }
    let display = Display(outcome.scenario)
    let most = years.map { abs($0.margin) }.max() ?? 0
    let shown = parts.filter { part in years.contains { abs(part.value($0)) > 5e-3 * most } }
    guard !shown.isEmpty else { return nil }
    var bars: [JSONValue] = []
    var totals: [JSONValue] = []
    for row in years {
      for part in shown {
        bars.append([
          "year": .integer(row.year), "part": .string(part.name),
          "value": .number(part.value(row)),
        ])
      }
      let hasBand = row.profit.lower.isFinite && row.profit.upper.isFinite
      totals.append([
        "year": .integer(row.year), "value": .number(row.profit.mean),
        "lower": .number(hasBand ? row.profit.lower : row.profit.mean),
        "upper": .number(hasBand ? row.profit.upper : row.profit.mean),
      ])
    }
    let extremes = years.flatMap { row -> [Double] in
      let values = shown.map { $0.value(row) }
      return [
        values.filter { $0 > 0 }.reduce(0, +), values.filter { $0 < 0 }.reduce(0, +),
        row.profit.mean,
      ]
    }
    let y = ChartAxis.fit(
      extremes, title: "a customer and year", format: .money(symbol: display.symbol),
      including: [0])
    let title =
      years.count > 1
      ? "A customer brings \(display.money(first.profit.mean)) in year \(first.year) and "
        + "\(display.money(last.profit.mean)) in year \(last.year)"
      : "A customer brings \(display.money(first.profit.mean)) a year"
    return Chart(
      "tenure", title: title,
      subtitle:
        "By year as a customer. Bars: what it is made of; dots: what is left, with 95% CI of the mean. "
        + "Costs that no customer causes alone are not shared out.",
      data: tenureTable(years, shown.map { ($0.name, $0.value) }, display)
    ) { frame in tenureBody(bars, totals, shown, y, in: frame) }
  }

  private static func tenureBody(
    _ bars: [JSONValue], _ totals: [JSONValue], _ shown: [Part], _ y: ChartAxis,
    in frame: ChartFrame
  ) -> JSONValue {
    let x: JSONValue = [
      "field": "year", "type": "ordinal",
      "axis": ["title": "year as a customer", "labelAngle": 0, "grid": false],
    ]
    func place(_ field: String) -> JSONValue {
      [
        "field": .string(field), "type": "quantitative", "axis": y.vertical, "scale": y.scale,
      ]
    }
    let legend: JSONValue =
      frame.isNarrow
      ? ["title": nil, "orient": "bottom", "columns": 1] : ["title": nil, "orient": "right"]
    return [
      "width": .number(frame.width(420)), "height": .number(frame.isNarrow ? 220 : 260),
      "layer": [
        [
          "data": ["values": .array(bars)], "mark": ["type": "bar", "width": ["band": 0.6]],
          "encoding": [
            "x": x, "y": place("value").merging(["stack": "zero"]),
            "color": [
              "field": "part", "type": "nominal",
              "scale": [
                "domain": .array(shown.map { .string($0.name) }),
                "range": .array(shown.map { .string($0.color) }),
              ],
              "legend": legend,
            ],
          ],
        ],
        [
          "data": ["values": .array(totals)],
          "mark": ["type": "rule", "strokeWidth": 2, "color": "#000000"],
          "encoding": ["x": x, "y": place("lower"), "y2": ["field": "upper"]],
        ],
        [
          "data": ["values": .array(totals)],
          "mark": [
            "type": "point", "filled": true, "opacity": 1, "size": 55, "color": "#000000",
          ],
          "encoding": ["x": x, "y": place("value")],
        ],
      ],
    ]
  }

  private static func tenureTable(
    _ years: [TenureRow], _ parts: [(name: String, value: (TenureRow) -> Double)],
    _ display: Display
  ) -> Table {
    var table = Table(
      "", "",
      [Column("a customer and year", "", "")]
        + years.map { Column("year \($0.year)", "", "") })
    for part in parts {
      table.append([.text(part.name)] + years.map { .text(display.money(part.value($0))) })
    }
    table.append([.text("what is left")] + years.map { .text(display.money($0.profit.mean)) })
    table.append(
      [.text("95% CI")] + years.map { .text(display.interval($0.profit, .money)) })
    return table
  }

  /// What a new customer has brought, against what winning one costs.
  static func payback(_ outcome: RunOutcome) -> Chart? {
    guard outcome.broughtByNewcomers.count > 1,
      let cost = outcome.estimate("acquisition_cost_each")
    else { return nil }
    let display = Display(outcome.scenario)
    let months = outcome.broughtByNewcomers.count
    let brought = LineSeries(
      name: "brought so far", color: Palette.blue,
      points: [.init(0, 0)]
        + outcome.broughtByNewcomers.enumerated().map { .init(Double($0.offset + 1), $0.element) })
    let spent = LineSeries(
      name: "cost of winning one", color: Palette.vermilion, dash: [7, 3],
      points: [.init(0, cost.mean), .init(Double(months), cost.mean)])
    let title =
      outcome.estimate("acquisition_payback").map {
        "A new customer has paid back after \(NumberText.fixed($0.mean, 1)) months"
          + ($0.replications < outcome.replications
            ? ", in \($0.replications) of \(outcome.replications) runs" : "")
      } ?? "A new customer does not pay back within \(counted(months, "month"))"
    return Chart(
      "payback", title: title,
      subtitle: bands(
        "What a new customer has brought by months after joining, those who left counted too."
          + (outcome.scenario.hasFeesOnJoining
            ? " What is paid on joining is spread over the first month." : ""),
        "Band: 95% CI of the mean.", of: [brought]),
      data: moneyLines([brought], display)
    ) { frame in
      LineChart(
        series: [brought, spent], x: .months(months, title: "months after joining"),
        y: .fit(
          brought.extent + [cost.mean], title: "a new customer",
          format: .money(symbol: display.symbol), including: [0]), in: frame, width: 430
      ).json
    }
  }

  private static func moneyLines(_ lines: [LineSeries], _ display: Display) -> Table {
    var table = Table(
      "", "", ["line", "month", "mean", "95% CI"].map { Column($0, "", "") })
    for line in lines {
      for point in line.points where Int(point.x) % 3 == 0 {
        let interval =
          point.hasBand ? "\(display.money(point.lower)) to \(display.money(point.upper))" : ""
        table.append([
          .text(line.name), .whole(Int(point.x)), .text(display.money(point.mean)),
          .text(interval),
        ])
      }
    }
    return table
  }

  /// How profit is spread over customers.
  static func whale(_ outcome: RunOutcome) -> Chart? {
    guard outcome.whale.count > 1, let total = outcome.whale.last else { return nil }
    let display = Display(outcome.scenario)
    let line = LineSeries(
      name: "", color: Palette.blue,
      points: outcome.whale.enumerated().map { .init(Double($0.offset) / 100, $0.element) })
    var table = Table(
      "", "", ["best customers", "profit", "95% CI", "of all"].map { Column($0, "", "") })
    for percent in stride(from: 0, through: 100, by: 10) {
      let profit = outcome.whale[percent]
      table.append([
        .text("\(percent)%"), .text(display.money(profit.mean)),
        .text(display.interval(profit, .money)),
        .text(total.mean > 0 ? Display.roundPercent(profit.mean / total.mean) : ""),
      ])
    }
    let share = outcome.estimate("customers_at_loss")?.mean ?? 0
    let title: String
    if let best = outcome.estimate("profit_best_fifth") {
      title =
        "The best fifth of customers brings \(Display.roundPercent(best.mean)) of what all bring"
        + (share >= 0.005
          ? "; \(NumberText.fixed(100 * share, 0)) of 100 cost more than they bring" : "")
    } else {
      title = "Customers cost more than they bring together"
    }
    return Chart(
      "whale", title: title,
      subtitle: bands(
        "Profit added up from the most profitable customer to the least. Where it falls, customers cost more than "
          + "they bring.", "Band: 95% CI of the mean.", of: [line]), data: table
    ) { frame in
      var chart = LineChart(
        series: [line],
        x: ChartAxis(
          title: "share of customers, the most profitable first", domain: 0...1, format: .percent,
          ticks: [0, 0.2, 0.4, 0.6, 0.8, 1], grid: false),
        y: .fit(
          line.extent, title: "profit so far", format: .money(symbol: display.symbol),
          including: [0]), in: frame, width: 480, rule: 0)
      chart.hasNames = false
      return chart.json
    }
  }

  /// How many customers are kept, and how much of their money.
  static func moneyKept(_ outcome: RunOutcome) -> Chart? {
    let rows = outcome.cohorts.filter { $0.cohort == "initial" }
    func line(
      _ name: String, _ color: String, _ dash: [Int], _ path: KeyPath<CohortRow, Estimate?>
    ) -> LineSeries {
      LineSeries(
        name: name, color: color, dash: dash,
        points: rows.compactMap { row in
          row[keyPath: path].map { .init(Double(row.period), $0) }
        })
    }
    let lines = [
      line("customers", Palette.black, [], \.customersKept),
      line("their money", Palette.blue, [7, 3], \.moneyKept),
      line("money, nobody counted with more", Palette.sky, [2, 2], \.moneyKeptGross),
    ]
    guard lines.allSatisfy({ $0.points.count > 1 }), let heads = lines[0].points.last,
      let money = lines[1].points.last
    else { return nil }
    let title =
      "\(NumberText.fixed(100 * heads.mean, 0)) of 100 customers are kept, and "
      + "\(NumberText.fixed(100 * money.mean, 0)) of 100 of what they paid"
    var table = Table(
      "", "", ["line", "month", "kept", "95% CI"].map { Column($0, "", "") })
    for line in lines {
      for point in line.points where Int(point.x) % 3 == 0 {
        table.append([
          .text(line.name), .whole(Int(point.x)), .text(percent(point.mean)),
          .text(
            point.hasBand ? "\(percent(point.lower)) to \(percent(point.upper))" : ""),
        ])
      }
    }
    return Chart(
      "money_kept", title: title,
      subtitle: bands(
        "Customers at the start: the twelve months before, over the first twelve.",
        "Bands: 95% CI of the mean.", of: lines), data: table
    ) { frame in
      let ticks = stride(from: 12.0, through: heads.x, by: heads.x > 36 ? 12 : 3).map { $0 }
      return LineChart(
        series: lines,
        x: ChartAxis(
          title: "months since the start", domain: 12...heads.x, format: .plain, ticks: ticks,
          grid: false),
        y: .fit(
          lines.flatMap(\.extent), title: "kept", format: .percent, including: [1]), in: frame,
        width: 430
      ).json
    }
  }

  /// What better retention is worth, beside what was published.
  static func retentionWorth(_ outcome: RunOutcome) -> Chart? {
    guard let calculator = RetentionCalculator(outcome) else { return nil }
    let rows = calculator.rows.filter { $0.published != nil }
    let order = rows.map(\.name)
    let most = rows.flatMap { [$0.gain, $0.published?.upperBound ?? 0] }.max() ?? 1
    let x = ChartAxis.fit(
      [most], title: "more value of a customer", format: .percent, including: [0])
    let values = rows.map { row -> JSONValue in
      [
        "name": .string(row.name), "gain": .number(row.gain),
        "low": .number(row.published?.lowerBound ?? 0),
        "high": .number(row.published?.upperBound ?? 0),
        "label": .string(RunCharts.percent(row.gain)),
      ]
    }
    return Chart(
      "retention_worth",
      title: calculator.fivePoints.map {
        "Five points more retention make a customer worth \(NumberText.fixed(100 * $0, 0))% more"
      } ?? "1% more retention makes a customer worth \(percent(rows[0].gain)) more",
      subtitle:
        "Dot: by this run's retention and discount rate. Grey: what was published, 3 to 7% (Gupta, Lehmann "
        + "& Stuart 2004) and 25 to 85% (Reichheld & Sasser 1990).",
      data: calculator.table
    ) { frame in
      let row = frame.row(46)
      let names = frame.names("name", order: order, height: row)
      let down = frame.isNarrow ? 10 : 0
      func place(_ field: String) -> JSONValue {
        [
          "field": .string(field), "type": "quantitative", "axis": x.json, "scale": x.scale,
        ]
      }
      return [
        "width": .number(frame.width(400, labels: 30)),
        "height": .number(row * Double(rows.count)),
        "data": ["values": .array(values)],
        "layer": [
          [
            "mark": [
              "type": "bar", "color": "#cfd6db", "height": 16, "yOffset": .integer(down),
            ],
            "encoding": ["y": names, "x": place("low"), "x2": ["field": "high"]],
          ],
          [
            "mark": [
              "type": "point", "filled": true, "size": 80, "opacity": 1,
              "color": .string(Palette.blue), "yOffset": .integer(down),
            ],
            "encoding": ["y": names, "x": place("gain")],
          ],
          [
            "mark": ["type": "text", "dy": .integer(down - 15), "color": "#111111"],
            "encoding": ["y": names, "x": place("gain"), "text": ["field": "label"]],
          ],
        ],
      ]
    }
  }
}
