import Documents

/// A bar of a chart of bars.
struct NamedBar {
  var name: String
  var value: Double
  /// What is written behind it.
  var label: String
}

extension RunCharts {
  /// The drawing of horizontal bars that begin at zero, a name before each and a label behind it.
  static func bars(
    _ bars: [NamedBar], axis title: String, color: String = Palette.blue, in frame: ChartFrame
  ) -> JSONValue {
    let rows = bars.map { bar -> JSONValue in
      ["name": .string(bar.name), "value": .number(bar.value), "label": .string(bar.label)]
    }
    // Labels stand behind the bars: there is room for the longest behind the highest.
    let longest = Double(bars.map(\.label.count).max() ?? 0) * 6.5 + 12
    let row = frame.row(28)
    let y = frame.names("name", order: bars.map(\.name), height: row, padding: 6)
    let x: JSONValue = [
      "field": "value", "type": "quantitative",
      "axis": ["title": .string(title), "tickCount": 4, "labelFlush": false],
    ]
    return [
      "width": .number(frame.width(420, labels: longest)),
      "height": .number(max(60, row * Double(bars.count))),
      "data": ["values": .array(rows)],
      "layer": [
        [
          "mark": [
            "type": "bar", "color": .string(color), "height": 16,
            "yOffset": frame.isNarrow ? 6 : 0,
          ],
          "encoding": ["y": y, "x": x],
        ],
        [
          "mark": ["type": "text", "align": "left", "dx": 6, "dy": frame.isNarrow ? 6 : 0],
          "encoding": ["y": y, "x": x, "text": ["field": "label"]],
        ],
      ],
    ]
  }
}
