import CustomerExperience
import Documents
import Experiments
import Studies

extension SweepCharts {
  /// Shading of the highest value; the lowest is nearly white.
  static let shades = ["#eef5fa", "#7fbbdc", "#00456d"]

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
    var maps: [(outcome: Int, cells: [HeatCell])] = []
    for outcome in view.plan.outcomes.indices {
      var cells: [HeatCell] = []
      for column in groups(across, points) {
        for cell in groups(down, column.points) {
          guard let mean = summary(outcome, cell.points)?.mean else { continue }
          cells.append(
            HeatCell(x: column.text, y: cell.text, mean: mean, text: view.value(mean, outcome)))
          table.append([
            .text(view.name(outcome)), .text(column.text), .text(cell.text),
            .text(view.value(mean, outcome)),
          ])
        }
      }
      if !cells.isEmpty { maps.append((outcome, cells)) }
    }
    guard !maps.isEmpty else { return [] }
    let isLevel = maps.contains { HeatCell.areAlike($0.cells) }
    return [
      Chart(
        "heat_maps\(suffix)", title: "Outcomes by \(across.name) and \(down.name) together",
        subtitle: (view.hasWorlds ? "Means over the sampled worlds." : "Means of the runs.")
          + (others > 0 ? " Other levers are averaged over." : "")
          + " The darker, the higher; each panel has a scale of its own."
          + (isLevel ? " A panel of one shade: no difference that its figures show." : ""),
        data: table
      ) { frame in
        [
          "concat": .array(maps.map { heatMap($0.outcome, across, down, $0.cells, in: frame) }),
          "columns": .integer(frame.columns), "spacing": ["row": 26, "column": 40],
        ]
      }
    ]
  }

  private func heatMap(
    _ outcome: Int, _ across: SweepView.Key, _ down: SweepView.Key, _ cells: [HeatCell],
    in frame: ChartFrame
  ) -> JSONValue {
    let rows = zip(cells, HeatCell.shares(cells)).map { cell, share -> JSONValue in
      let fill = Palette.between(Self.shades, share)
      return [
        "x": .string(cell.x), "y": .string(cell.y), "label": .string(cell.text),
        "fill": .string(fill), "ink": .string(Palette.words(on: fill)),
      ]
    }
    func order(_ key: SweepView.Key) -> [JSONValue] { key.values.map { .string($0) } }
    let y: JSONValue = [
      "field": "y", "type": "ordinal", "sort": .array(order(down).reversed()),
      "axis": [
        "title": .string(down.name), "grid": false, "titleAngle": 0, "titleAlign": "left",
        "titleBaseline": "bottom", "titleX": -30, "titleY": -6,
      ],
    ]
    // Twelve-point digits are seven pixels wide.
    let columns = max(1, across.order.count)
    let longest = 7 * (cells.map(\.text.count).max() ?? 0)
    let width = min(frame.isNarrow ? 216 : 440, max(216, max(64, longest + 10) * columns))
    var axis: JSONValue = ["title": .string(across.name), "labelAngle": 0, "grid": false]
    // Names wider than their columns take a line a word.
    if 7 * (across.values.map(\.count).max() ?? 0) > width / columns {
      axis = axis.merging(["labelExpr": "split(datum.label, ' ')"])
    }
    let x: JSONValue = [
      "field": "x", "type": "ordinal", "sort": .array(order(across)), "axis": axis,
    ]
    var layers: [JSONValue] = [
      [
        "mark": ["type": "rect", "stroke": "#ffffff", "strokeWidth": 1],
        "encoding": [
          "x": x, "y": y,
          "color": ["field": "fill", "type": "nominal", "scale": nil, "legend": nil],
        ],
      ]
    ]
    if width / columns >= max(44, longest) {
      layers.append([
        "mark": ["type": "text", "fontSize": 12],
        "encoding": [
          "x": x, "y": y, "text": ["field": "label"],
          "color": ["field": "ink", "type": "nominal", "scale": nil, "legend": nil],
        ],
      ])
    }
    return [
      "title": Self.heading(of: view.name(outcome), above: 8),
      "width": .integer(width), "height": .integer(max(80, 34 * down.order.count)),
      "data": ["values": .array(rows)], "layer": .array(layers),
    ]
  }
}

/// A cell of a heat map.
struct HeatCell: Equatable {
  var x: String
  var y: String
  var mean: Double
  /// The mean as it is written in the cell.
  var text: String

  /// Whether all say the same: what cannot be told apart by its figures has no shades.
  static func areAlike(_ cells: [HeatCell]) -> Bool {
    cells.count > 1 && Set(cells.map(\.text)).count == 1
  }

  /// How dark each is, from 0 to 1: by what is written in it, so that equal figures have one shade.
  static func shares(_ cells: [HeatCell]) -> [Double] {
    var (sums, counts): ([String: Double], [String: Double]) = ([:], [:])
    for cell in cells {
      sums[cell.text, default: 0] += cell.mean
      counts[cell.text, default: 0] += 1
    }
    let levels = cells.map { sums[$0.text, default: 0] / counts[$0.text, default: 1] }
    guard let low = levels.min(), let high = levels.max(), Set(cells.map(\.text)).count > 1,
      high > low
    else { return cells.map { _ in 0.25 } }
    return levels.map { ($0 - low) / (high - low) }
  }
}
