import CustomerExperience
import Documents
import Experiments
import Studies

extension SweepCharts {
  /// Shading of the highest value; the lowest is nearly white.
  private static let shades: [JSONValue] = ["#eef5fa", "#56a5d0", "#00456d"]

  /// A heat map an outcome over two levers that go by levels.
  func heatMaps(_ levers: [SweepView.Key], _ points: [Int], _ suffix: String) -> [Chart] {
    let listed = levers.filter { !isSampled($0) }
    guard listed.count >= 2 else { return [] }
    let ordered = listed.sorted { $0.order.count > $1.order.count }
    let (across, down) = (ordered[0], ordered[1])
    let others = levers.count - 2
    var table = Table(
      "data.csv", "The data of the heat maps.",
      [
        Column("outcome", "", "The outcome."), Column(across.name, across.unit, across.help),
        Column(down.name, down.unit, down.help), Column("mean", "", "The mean."),
      ])
    let panels = view.plan.outcomes.indices.compactMap { outcome -> JSONValue? in
      var cells: [(x: String, y: String, mean: Double)] = []
      for column in groups(across, points) {
        for cell in groups(down, column.points) {
          guard let mean = summary(outcome, cell.points)?.mean else { continue }
          cells.append((column.text, cell.text, mean))
          table.append([
            .text(view.name(outcome)), .text(column.text), .text(cell.text),
            .text(view.value(mean, outcome)),
          ])
        }
      }
      return cells.isEmpty ? nil : heatMap(outcome, across, down, cells)
    }
    guard !panels.isEmpty else { return [] }
    return [
      Chart(
        "heat_maps\(suffix)", title: "Outcomes by \(across.name) and \(down.name) together",
        subtitle: (view.hasWorlds ? "Means over the sampled worlds." : "Means of the runs.")
          + (others > 0 ? " Other levers are averaged over." : "")
          + " The darker, the higher; each panel has a scale of its own.",
        data: table,
        body: ["concat": .array(panels), "columns": 2, "spacing": ["row": 26, "column": 40]])
    ]
  }

  private func heatMap(
    _ outcome: Int, _ across: SweepView.Key, _ down: SweepView.Key,
    _ cells: [(x: String, y: String, mean: Double)]
  ) -> JSONValue {
    let low = cells.map(\.mean).min() ?? 0
    let high = cells.map(\.mean).max() ?? 1
    let rows = cells.map { cell -> JSONValue in
      let share = high > low ? (cell.mean - low) / (high - low) : 0
      return [
        "x": .string(cell.x), "y": .string(cell.y), "share": .number(share),
        "label": .string(view.value(cell.mean, outcome)),
        "isDark": .bool(share > 0.55),
      ]
    }
    func order(_ key: SweepView.Key) -> [JSONValue] { key.values.map { .string($0) } }
    let x: JSONValue = [
      "field": "x", "type": "ordinal", "sort": .array(order(across)),
      "axis": ["title": .string(across.name), "labelAngle": 0, "grid": false],
    ]
    let y: JSONValue = [
      "field": "y", "type": "ordinal", "sort": .array(order(down).reversed()),
      "axis": ["title": .string(down.name), "grid": false],
    ]
    // Twelve-point digits are seven pixels wide.
    let columns = max(1, across.order.count)
    let longest = 7 * (cells.map { view.value($0.mean, outcome).count }.max() ?? 0)
    let width = min(440, max(220, max(64, longest + 10) * columns))
    var layers: [JSONValue] = [
      [
        "mark": ["type": "rect", "stroke": "#ffffff", "strokeWidth": 1],
        "encoding": [
          "x": x, "y": y,
          "color": [
            "field": "share", "type": "quantitative", "legend": nil,
            "scale": [
              "domain": [0, 1],
              "range": .array(Self.shades), "interpolate": "lab",
            ],
          ],
        ],
      ]
    ]
    if width / columns >= max(44, longest) {
      layers.append([
        "mark": ["type": "text", "fontSize": 12],
        "encoding": [
          "x": x, "y": y, "text": ["field": "label"],
          "color": [
            "condition": ["test": "datum.isDark", "value": "#ffffff"], "value": "#1a1d21",
          ],
        ],
      ])
    }
    return [
      "title": Self.heading(of: view.name(outcome)),
      "width": .integer(width), "height": .integer(max(80, 34 * down.order.count)),
      "data": ["values": .array(rows)], "layer": .array(layers),
    ]
  }
}
