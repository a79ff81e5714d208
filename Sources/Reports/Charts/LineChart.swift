import Experiments

/// A line with its band and its name.
struct LineSeries {
  /// A point of the line.
  struct Point {
    var x: Double
    var mean: Double
    var lower: Double
    var upper: Double

    init(_ x: Double, _ estimate: Estimate) {
      (self.x, mean, lower, upper) = (x, estimate.mean, estimate.lower, estimate.upper)
    }

    init(_ x: Double, _ value: Double) { (self.x, mean, lower, upper) = (x, value, value, value) }

    /// Whether the estimate has an interval that can be drawn.
    var hasBand: Bool { lower.isFinite && upper.isFinite && upper > lower }
  }

  var name: String
  var color: String
  var dash: [Int] = []
  /// Whether each point has a dot and a bar instead of a band.
  var hasDots = false
  /// Whether a line goes from point to point.
  var isJoined = true
  /// Whether each value holds until the next, so that the line goes in steps.
  var isStepped = false
  var points: [Point]

  /// When within a month a value holds.
  enum Timing: Double {
    /// A sum or a mean of the month is drawn in its middle.
    case during = 0.5
    /// A level is taken, and drawn, at the month's end.
    case atEnd = 1
  }

  /// A monthly series.
  static func monthly(
    _ name: String, _ estimates: [Estimate?], _ timing: Timing, color: String, dash: [Int] = [],
    hasDots: Bool = false
  ) -> LineSeries {
    LineSeries(
      name: name, color: color, dash: dash, hasDots: hasDots,
      points: estimates.enumerated().compactMap { month, estimate in
        estimate.map { Point(Double(month) + timing.rawValue, $0) }
      })
  }

  /// A mean of each month, drawn over the whole of it.
  static func steps(_ name: String, _ estimates: [Estimate?], color: String) -> LineSeries {
    var points = estimates.enumerated().compactMap { month, estimate in
      estimate.map { Point(Double(month), $0) }
    }
    if var last = points.last {
      last.x += 1
      points.append(last)
    }
    return LineSeries(name: name, color: color, isStepped: true, points: points)
  }

  /// Everything that must fit on the vertical axis.
  var extent: [Double] { points.flatMap { [$0.mean, $0.lower, $0.upper] } }

  /// How the line goes from point to point, in Vega-Lite's words.
  var interpolation: String { isStepped ? "step-after" : "linear" }
}

/// Lines with bands of their confidence intervals and names at their ends.
struct LineChart {
  var series: [LineSeries]
  var x: ChartAxis
  var y: ChartAxis
  var width = 480.0
  var height = 260.0
  /// A horizontal line, such as zero.
  var rule: Double?
  /// Layers under the lines.
  var background: [JSONValue] = []

  /// The layers, without a title.
  var json: JSONValue {
    var layers = background
    if let rule { layers.append(ruleLayer(rule)) }
    layers += series.filter { !$0.hasDots }.map(band) + series.filter(\.hasDots).map(bars)
    layers += series.filter(\.isJoined).map(line) + series.filter(\.hasDots).map(dots)
    layers.append(labels)
    return [
      "width": .number(width), "height": .number(height), "layer": .array(layers),
    ]
  }

  private var xEncoding: JSONValue {
    ["field": "x", "type": "quantitative", "axis": x.json, "scale": x.scale]
  }

  private func yEncoding(_ field: String) -> JSONValue {
    ["field": .string(field), "type": "quantitative", "axis": y.json, "scale": y.scale]
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
    let ends = series.compactMap { series in series.points.last.map { (series, $0) } }
    let places = Self.spread(
      ends.map(\.1.mean), gap: 15 * (y.domain.upperBound - y.domain.lowerBound) / height,
      within: y.domain)
    let rows = zip(ends, places).map { end, place -> JSONValue in
      [
        "x": .number(x.domain.upperBound), "y": .number(place), "name": .string(end.0.name),
        "color": .string(end.0.color),
      ]
    }
    return [
      "data": ["values": .array(rows)],
      "mark": ["type": "text", "align": "left", "baseline": "middle", "dx": 7, "fontSize": 12],
      "encoding": [
        "x": xEncoding, "y": yEncoding("y"), "text": ["field": "name"],
        "color": ["field": "color", "type": "nominal", "scale": nil],
      ],
    ]
  }

  /// Moves values apart until neighbours are at least `gap` from one another, as little as that takes.
  static func spread(_ values: [Double], gap: Double, within range: ClosedRange<Double>) -> [Double]
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
