/// A line with its band and its name.
package struct LineSeries {
  /// A point of the line.
  package struct Point {
    package var x: Double
    package var mean: Double
    package var lower: Double
    package var upper: Double

    package init(_ x: Double, mean: Double, lower: Double, upper: Double) {
      (self.x, self.mean, self.lower, self.upper) = (x, mean, lower, upper)
    }

    package init(_ x: Double, _ value: Double) {
      (self.x, mean, lower, upper) = (x, value, value, value)
    }

    /// Whether the estimate has an interval that can be drawn.
    package var hasBand: Bool { lower.isFinite && upper.isFinite && upper > lower }
  }

  package var name: String
  package var color: String
  package var dash: [Int] = []
  /// Whether each point has a dot and a bar instead of a band.
  package var hasDots = false
  /// Whether a line goes from point to point.
  package var isJoined = true
  /// Whether each value holds until the next, so that the line goes in steps.
  package var isStepped = false
  package var points: [Point]

  package init(
    name: String, color: String, dash: [Int] = [], hasDots: Bool = false, isJoined: Bool = true,
    isStepped: Bool = false, points: [Point]
  ) {
    self.name = name
    self.color = color
    self.dash = dash
    self.hasDots = hasDots
    self.isJoined = isJoined
    self.isStepped = isStepped
    self.points = points
  }

  /// When within a month a value holds.
  package enum Timing: Double {
    /// A sum or a mean of the month is drawn in its middle.
    case during = 0.5
    /// A level is taken, and drawn, at the month's end.
    case atEnd = 1
  }

  /// Everything that must fit on the vertical axis.
  package var extent: [Double] { points.flatMap { [$0.mean, $0.lower, $0.upper] } }

  /// How the line goes from point to point, in Vega-Lite's words.
  var interpolation: String { isStepped ? "step-after" : "linear" }
}

/// Lines with bands of their confidence intervals and names at their ends; on a phone the names stand above.
package struct LineChart {
  package var series: [LineSeries]
  package var x: ChartAxis
  package var y: ChartAxis
  package var frame: ChartFrame
  package var width = 480.0
  package var height = 260.0
  /// A horizontal line, such as zero.
  package var rule: Double?
  /// Layers under the lines.
  package var background: [JSONValue] = []
  /// Whether the lines are named.
  package var hasNames = true

  /// Makes a chart; on a phone it is as wide as that.
  package init(
    series: [LineSeries], x: ChartAxis, y: ChartAxis, in frame: ChartFrame, width: Double = 480,
    height: Double = 260, rule: Double? = nil, background: [JSONValue] = []
  ) {
    self.series = series
    self.x = x
    self.y = y
    self.frame = frame
    self.width = frame.width(width)
    self.height = frame.isNarrow ? min(height, 220) : height
    self.rule = rule
    self.background = background
    if frame.isNarrow { self.x.thin() }
  }

  /// The layers, without a title.
  package var json: JSONValue {
    var layers = background
    if let rule { layers.append(ruleLayer(rule)) }
    layers += series.filter { !$0.hasDots }.map(band) + series.filter(\.hasDots).map(bars)
    layers += series.filter(\.isJoined).map(line) + series.filter(\.hasDots).map(dots)
    if y.isCut { layers.append(cut) }
    if hasNames { layers += frame.isNarrow ? key : [labels] }
    return [
      "width": .number(width), "height": .number(height), "layer": .array(layers),
    ]
  }

  /// The vertical axis; where it does not begin at 0, that is said.
  package var axis: JSONValue { y.marked.vertical }

  /// Two strokes across the foot of an axis that does not begin at 0.
  private var cut: JSONValue {
    [
      "data": ["values": [["cut": 0]]],
      "mark": [
        "type": "point", "shape": "M-0.7,0.1L0.7,-0.4M-0.7,0.5L0.7,0", "size": 180,
        "filled": false, "stroke": "#333333", "strokeWidth": 1.5, "opacity": 1,
      ],
      "encoding": ["x": ["value": 0], "y": ["value": .number(height - 9)]],
    ]
  }

  private var xEncoding: JSONValue {
    ["field": "x", "type": "quantitative", "axis": x.json, "scale": x.scale]
  }

  private func yEncoding(_ field: String) -> JSONValue {
    ["field": .string(field), "type": "quantitative", "axis": axis, "scale": y.scale]
  }

  private func values(_ points: [LineSeries.Point]) -> JSONValue {
    [
      "values": .array(
        points.map { point in
          ["x": .number(point.x), "y": .number(point.mean)]
        })
    ]
  }

  private func bounds(_ points: [LineSeries.Point]) -> JSONValue {
    [
      "values": .array(
        points.filter(\.hasBand).map { point in
          [
            "x": .number(point.x), "lower": .number(max(point.lower, y.domain.lowerBound)),
            "upper": .number(min(point.upper, y.domain.upperBound)),
          ]
        })
    ]
  }

  private func band(_ series: LineSeries) -> JSONValue {
    [
      "data": bounds(series.points),
      "mark": [
        "type": "area", "color": .string(series.color), "opacity": 0.18,
        "interpolate": .string(series.interpolation),
      ],
      "encoding": [
        "x": xEncoding, "y": yEncoding("lower"), "y2": ["field": "upper"],
      ],
    ]
  }

  private func bars(_ series: LineSeries) -> JSONValue {
    [
      "data": bounds(series.points),
      "mark": ["type": "rule", "color": .string(series.color), "opacity": 0.6],
      "encoding": [
        "x": xEncoding, "y": yEncoding("lower"), "y2": ["field": "upper"],
      ],
    ]
  }

  private func line(_ series: LineSeries) -> JSONValue {
    [
      "data": values(series.points),
      "mark": [
        "type": "line", "color": .string(series.color), "strokeWidth": 2,
        "strokeDash": .array(series.dash.map { .integer($0) }),
        "interpolate": .string(series.interpolation),
      ],
      "encoding": ["x": xEncoding, "y": yEncoding("y")],
    ]
  }

  private func dots(_ series: LineSeries) -> JSONValue {
    [
      "data": values(series.points),
      "mark": [
        "type": "point", "filled": true, "size": 36, "opacity": 1, "color": .string(series.color),
      ],
      "encoding": ["x": xEncoding, "y": yEncoding("y")],
    ]
  }

  private func ruleLayer(_ value: Double) -> JSONValue {
    [
      "data": ["values": [["y": .number(value)]]],
      "mark": ["type": "rule", "color": "#666666"], "encoding": ["y": yEncoding("y")],
    ]
  }

  /// The names, beside the last points but never over one another.
  private var labels: JSONValue {
    let ends = series.compactMap { series in
      series.points.last.map { (series, $0, Chart.wrap(series.name, at: 22)) }
    }
    let lines = ends.map(\.2.count).max() ?? 1
    let gap = Double(14 * lines + 1) * (y.domain.upperBound - y.domain.lowerBound) / height
    let places = Self.spread(ends.map(\.1.mean), gap: gap, within: y.domain)
    let rows = zip(ends, places).map { end, place -> JSONValue in
      [
        "x": .number(x.domain.upperBound), "y": .number(place),
        "name": .string(end.2.joined(separator: "\n")),
        "color": .string(Palette.ink(end.0.color)),
      ]
    }
    return [
      "data": ["values": .array(rows)],
      "mark": [
        "type": "text", "align": "left", "baseline": lines > 1 ? "line-top" : "middle", "dx": 7,
        "dy": .integer(lines > 1 ? -7 : 0), "fontSize": 12, "lineBreak": "\n", "lineHeight": 14,
      ],
      "encoding": [
        "x": xEncoding, "y": yEncoding("y"), "text": ["field": "name"],
        "color": ["field": "color", "type": "nominal", "scale": nil],
      ],
    ]
  }

  /// The names with a piece of their lines, above one another over the plot.
  private var key: [JSONValue] {
    let names = series.filter { !$0.name.isEmpty }
    guard names.count > 1 else { return [] }
    return names.enumerated().flatMap { n, series -> [JSONValue] in
      // The last stands nearest to the plot, clear of the axis's title.
      let place = Double(-32 - 16 * (names.count - 1 - n))
      let data: JSONValue = ["values": [["name": .string(series.name)]]]
      return [
        [
          "data": data,
          "mark": [
            "type": "rule", "color": .string(series.color), "strokeWidth": 2.5,
            "strokeDash": .array(series.dash.map { .integer($0) }),
          ],
          "encoding": [
            "x": ["value": -30], "x2": ["value": -4], "y": ["value": .number(place)],
          ],
        ],
        [
          "data": data,
          "mark": [
            "type": "text", "align": "left", "baseline": "middle", "fontSize": 12,
            "color": .string(Palette.ink(series.color)), "limit": 240,
          ],
          "encoding": [
            "x": ["value": 2], "y": ["value": .number(place)], "text": ["field": "name"],
          ],
        ],
      ]
    }
  }

  /// Moves values apart until neighbours are at least `gap` from one another, as little as that takes.
  package static func spread(_ values: [Double], gap: Double, within range: ClosedRange<Double>)
    -> [Double]
  {
    let order = values.indices.sorted { (values[$0], $0) < (values[$1], $1) }
    var groups: [(centre: Double, members: [Int])] = []
    for index in order {
      groups.append((values[index], [index]))
      // A group that reaches into the one before it joins it, centred on the mean of both.
      while groups.count > 1 {
        let last = groups[groups.count - 1]
        let before = groups[groups.count - 2]
        let half = gap * Double(last.members.count + before.members.count) / 2
        guard last.centre - before.centre < half * (1 - 1e-9) else { break }
        groups.removeLast()
        let members = before.members + last.members
        let centre = members.map { values[$0] }.reduce(0, +) / Double(members.count)
        groups[groups.count - 1] = (centre, members)
      }
    }
    var places = values
    for group in groups {
      for (i, member) in group.members.enumerated() {
        places[member] = group.centre + gap * (Double(i) - Double(group.members.count - 1) / 2)
      }
    }
    // A name may stand a little beyond the ends, but not on what is above or below.
    let excess = max(0, (places.max() ?? 0) - range.upperBound)
    let lack = max(0, range.lowerBound + gap / 4 - (places.min() ?? 0))
    return places.map { $0 - excess + lack }
  }
}
