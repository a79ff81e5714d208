import CustomerExperience
import Documents
import Experiments

/// Charts of what satisfaction does to sales.
extension RunCharts {
  /// The causal curve, and beside it what an analyst sees.
  ///
  /// Each fills its panel; that slopes can be compared, the causal panel also has the slope that the survey
  /// suggests.
  static func growth(_ outcome: RunOutcome) -> Chart? {
    guard let title = growthTitle(outcome) else { return nil }
    let causal = outcome.growth.map { LineSeries.Point($0.satisfaction, $0.salesGrowth) }
    let observed = outcome.growthObserved.map { LineSeries.Point($0.satisfaction, $0.salesGrowth) }
    let seen = observedSlope(outcome)
    let hasBoth = observed.count > 1
    let hasBand = causal.contains(where: \.hasBand)
    let notes = [
      hasBoth ? "Each panel has a scale of its own; dashed in the first: the survey's slope." : "",
      hasBand ? "Band: 95% CI of the mean." : "", hasBoth ? "Dot size: customers." : "",
    ]
    return Chart(
      "growth", title: title, subtitle: notes.filter { !$0.isEmpty }.joined(separator: " "),
      data: growthTable(outcome)
    ) { frame in
      var views = [
        panel(
          "Causal: the same world, with service made worse or better",
          x: "true mean satisfaction, year 1", y: "sales growth, year 2",
          points: causal, color: Palette.blue, dash: [], sizes: nil,
          reference: hasBoth ? seen : nil, in: frame)
      ]
      if hasBoth {
        views.append(
          panel(
            "Observed: customers sorted by their survey answer",
            x: "survey score", y: "sales growth, same customers", points: observed,
            color: Palette.vermilion, dash: [7, 3],
            sizes: outcome.growthObserved.map(\.customers), reference: nil, in: frame))
      }
      return [
        "concat": .array(views), "columns": .integer(frame.columns),
        "spacing": ["row": 26, "column": 40],
      ]
    }
  }

  /// What the causal curve says, and what the survey suggests; nil where there is no curve.
  package static func growthTitle(_ outcome: RunOutcome) -> String? {
    guard outcome.growth.count > 1 else { return nil }
    let slope = self.slope(outcome.growth.map { ($0.satisfaction, $0.salesGrowth.mean, 1) })
    let title =
      "A point more of satisfaction brings \(NumberText.fixed(100 * slope, 2)) points of sales growth"
    guard outcome.growthObserved.count > 1 else { return title }
    return title + "; the survey suggests \(NumberText.fixed(100 * observedSlope(outcome), 2))"
  }

  /// The growth of sales with a point of the survey's answer, as an analyst sees it.
  package static func observedSlope(_ outcome: RunOutcome) -> Double {
    slope(outcome.growthObserved.map { ($0.satisfaction, $0.salesGrowth, $0.customers) })
  }

  /// What growth is made of, dose by dose.
  static func growthParts(_ outcome: RunOutcome) -> Chart? {
    guard outcome.growth.count > 1 else { return nil }
    let names = Sentences.growthNames.map(\.1)
    func parts(_ point: GrowthPoint) -> [Double] {
      [point.retention, point.acquisition, point.frequency, point.priceMix]
    }
    let shown = names.indices.filter { i in outcome.growth.contains { abs(parts($0)[i]) > 2e-3 } }
    guard !shown.isEmpty else { return nil }
    let doses = outcome.growth.map { signed($0.dose, 10) }
    var bars: [JSONValue] = []
    var totals: [JSONValue] = []
    for (dose, point) in zip(doses, outcome.growth) {
      for i in shown {
        bars.append([
          "dose": .string(dose), "part": .string(names[i]), "value": .number(parts(point)[i]),
        ])
      }
      totals.append(["dose": .string(dose), "value": .number(parts(point).reduce(0, +))])
    }
    let x: JSONValue = [
      "field": "dose", "type": "ordinal", "sort": nil,
      "axis": [
        "title": "service made worse or better (points of its mean)", "labelAngle": 0,
        "grid": false,
      ],
    ]
    let extremes = outcome.growth.flatMap { point -> [Double] in
      let all = parts(point)
      return [all.filter { $0 > 0 }.reduce(0, +), all.filter { $0 < 0 }.reduce(0, +)]
    }
    let y = ChartAxis.fit(
      extremes, title: "sales growth, year 2 over year 1", format: .percent, including: [0])
    let axis = y.vertical
    let total: JSONValue = [
      "field": "value", "type": "quantitative", "axis": axis, "scale": y.scale,
    ]
    let first = outcome.growth[0]
    let last = outcome.growth[outcome.growth.count - 1]
    let moves = shown.map { ($0, abs(parts(last)[$0] - parts(first)[$0])) }
    let main = moves.max { $0.1 < $1.1 }?.0 ?? shown[0]
    let order = shown.map { JSONValue.string(names[$0]) }
    let isMost = 2 * (moves.map(\.1).max() ?? 0) > moves.map(\.1).reduce(0, +)
    return Chart(
      "growth_parts",
      title: "Better service acts on sales \(isMost ? "mostly" : "most") through \(names[main])",
      subtitle: "What sales gain and lose by each; together they make sales growth (dots).",
      data: growthTable(outcome)
    ) { frame in
      [
        "width": .number(frame.width(480)), "height": .number(frame.isNarrow ? 220 : 260),
        "layer": [
          [
            "data": ["values": .array(bars)],
            "mark": ["type": "bar", "width": ["band": 0.55]],
            "encoding": [
              "x": x,
              "y": [
                "field": "value", "type": "quantitative", "axis": axis, "scale": y.scale,
                "stack": "zero",
              ],
              "color": [
                "field": "part", "type": "nominal",
                "scale": [
                  "domain": .array(order),
                  "range": .array(shown.map { .string(Palette.part($0)) }),
                ],
                "legend": frame.isNarrow
                  ? ["title": nil, "orient": "bottom", "columns": 2]
                  : ["title": nil, "orient": "right"],
              ],
            ],
          ],
          [
            "data": ["values": .array(totals)],
            "mark": ["type": "line", "color": .string(Palette.black), "strokeWidth": 1.5],
            "encoding": ["x": x, "y": total],
          ],
          [
            "data": ["values": .array(totals)],
            "mark": [
              "type": "point", "filled": true, "opacity": 1, "size": 45, "color": "#000000",
            ],
            "encoding": ["x": x, "y": total],
          ],
        ],
      ]
    }
  }

  /// The slope of a weighted least-squares line.
  static func slope(_ points: [(x: Double, y: Double, weight: Double)]) -> Double {
    let total = points.map(\.weight).reduce(0, +)
    guard total > 0 else { return 0 }
    let meanX = points.map { $0.weight * $0.x }.reduce(0, +) / total
    let meanY = points.map { $0.weight * $0.y }.reduce(0, +) / total
    let cross = points.map { $0.weight * ($0.x - meanX) * ($0.y - meanY) }.reduce(0, +)
    let square = points.map { $0.weight * ($0.x - meanX) * ($0.x - meanX) }.reduce(0, +)
    return square > 0 ? cross / square : 0
  }

  /// A number with its sign.
  static func signed(_ value: Double, _ places: Int = 2) -> String {
    let text = places == 10 ? NumberText.significant(value) : NumberText.fixed(value, places)
    return value > 0 ? "+" + text : text
  }

  private static func extent(_ point: LineSeries.Point) -> [Double] {
    [point.mean, point.lower, point.upper].filter(\.isFinite)
  }

  static func panel(
    _ title: String, x: String, y: String, points: [LineSeries.Point], color: String, dash: [Int],
    sizes: [Double]?, reference: Double?, format: ChartAxis.Format = .percent,
    atLeast span: Double = 0.01, in frame: ChartFrame
  ) -> JSONValue {
    let values = points.map(\.x)
    let (left, right) = (values.min() ?? 0, values.max() ?? 1)
    let middle = (left + right) / 2
    let level = points.map(\.mean).reduce(0, +) / Double(max(1, points.count))
    // The slope that the survey suggests, through the middle of the curve.
    let dashed = reference.map { slope in
      [left, right].map { LineSeries.Point($0, level + slope * ($0 - middle)) }
    }
    let room = 0.04 * max(right - left, 1e-9)
    let xAxis = ChartAxis(
      title: x, domain: (left - room)...(right + room), format: .plain, tickCount: 4)
    var yAxis = ChartAxis.fit(
      points.flatMap(extent) + (dashed ?? []).map(\.mean), title: y, format: format,
      atLeast: span)
    // In a few words: beside it stands another panel.
    if yAxis.isCut { yAxis.title += " (axis not from 0)" }
    let position: JSONValue = [
      "x": ["field": "x", "type": "quantitative", "axis": xAxis.json, "scale": xAxis.scale],
      "y": ["field": "y", "type": "quantitative", "axis": yAxis.vertical, "scale": yAxis.scale],
    ]
    let slopeLayer: [JSONValue] =
      dashed.map { ends in
        [
          [
            "data": [
              "values": .array(ends.map { ["x": .number($0.x), "y": .number($0.mean)] })
            ],
            "mark": [
              "type": "line", "color": .string(Palette.vermilion), "strokeWidth": 1.5,
              "strokeDash": [7, 3],
            ],
            "encoding": position,
          ]
        ]
      } ?? []
    let largest = sizes?.max() ?? 1
    let rows = points.enumerated().map { i, point -> JSONValue in
      var row: JSONValue = [
        "x": .number(point.x), "y": .number(point.mean),
        "size": .number(sizes.map { 25 + 200 * $0[i] / largest } ?? 50),
      ]
      if point.hasBand {
        row = row.merging(["lower": .number(point.lower), "upper": .number(point.upper)])
      }
      return row
    }
    let layers: [JSONValue] = [
      [
        "mark": ["type": "area", "opacity": 0.18, "color": .string(color)],
        "encoding": position.merging([
          "y": [
            "field": "lower", "type": "quantitative", "axis": yAxis.vertical,
            "scale": yAxis.scale,
          ],
          "y2": ["field": "upper"],
        ]),
      ],
      [
        "mark": [
          "type": "line", "color": .string(color), "strokeWidth": 2,
          "strokeDash": .array(dash.map { .integer($0) }),
        ],
        "encoding": position,
      ],
      [
        "mark": ["type": "point", "filled": true, "opacity": 1, "color": .string(color)],
        "encoding": position.merging([
          "size": ["field": "size", "type": "quantitative", "scale": nil, "legend": nil]
        ]),
      ],
    ]
    return [
      "width": .number(frame.width(260)), "height": .number(frame.isNarrow ? 200 : 230),
      "data": ["values": .array(rows)],
      "title": [
        "text": .array(Chart.wrap(title, at: 38).map { .string($0) }), "fontSize": 12.5,
        "frame": "group", "anchor": "start", "offset": 8, "color": .string(Palette.ink(color)),
      ],
      "layer": .array(slopeLayer + layers),
    ]
  }

  private static func growthTable(_ outcome: RunOutcome) -> Table {
    var table = Table(
      "", "",
      [
        "curve", "dose or band", "satisfaction", "sales growth", "95% CI", "retention",
        "acquisition", "frequency", "price and mix",
      ].map { Column($0, "", "") })
    for point in outcome.growth {
      table.append(
        [
          "causal", .text(signed(point.dose, 10)), .text(NumberText.fixed(point.satisfaction, 1)),
          .text(percent(point.salesGrowth.mean)), .text(percentInterval(point.salesGrowth)),
        ]
          + [point.retention, point.acquisition, point.frequency, point.priceMix].map {
            .text(percent($0))
          })
    }
    for band in outcome.growthObserved {
      table.append([
        "observed", .text(band.band), .text(NumberText.fixed(band.satisfaction, 1)),
        .text(percent(band.salesGrowth)), .none, .none, .none, .none, .none,
      ])
    }
    return table
  }
}
