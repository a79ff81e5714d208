import Documents

/// A cell of a chart of cells.
struct ColouredCell {
  var row: String
  var column: String
  /// What is written in it.
  var label: String
  /// Its colour.
  var fill: String
}

extension RunCharts {
  /// The drawing of coloured cells with what they say.
  static func cells(
    _ cells: [ColouredCell], rows: [String], columns: [String], from title: String?,
    in frame: ChartFrame
  ) -> JSONValue {
    let values = cells.map { cell -> JSONValue in
      [
        "row": .string(cell.row), "column": .string(cell.column), "label": .string(cell.label),
        "fill": .string(cell.fill), "ink": .string(Palette.words(on: cell.fill)),
      ]
    }
    let x: JSONValue = [
      "field": "column", "type": "ordinal", "sort": .array(columns.map { .string($0) }),
      "axis": [
        "title": nil, "labelAngle": frame.isNarrow ? -60 : 0, "grid": false, "orient": "top",
      ],
    ]
    let y: JSONValue = [
      "field": "row", "type": "ordinal", "sort": .array(rows.map { .string($0) }),
      "axis": [
        "title": title.map { .string($0) } ?? nil, "grid": false,
        "labelLimit": frame.isNarrow ? 90 : 160,
      ],
    ]
    return [
      "width": .number(frame.isNarrow ? 200 : 440),
      "height": .number(max(40, 34 * Double(rows.count))),
      "data": ["values": .array(values)],
      "layer": [
        [
          "mark": ["type": "rect", "stroke": "#cccccc", "strokeWidth": 1],
          "encoding": [
            "x": x, "y": y,
            "color": ["field": "fill", "type": "nominal", "scale": nil, "legend": nil],
          ],
        ],
        [
          "mark": ["type": "text", "fontSize": 12],
          "encoding": [
            "x": x, "y": y, "text": ["field": "label"],
            "color": ["field": "ink", "type": "nominal", "scale": nil, "legend": nil],
          ],
        ],
      ],
    ]
  }
}
