import CustomerExperience
import Documents
import Experiments

/// How people of each kind are treated and fare, against others of the same segment.
extension RunCharts {
  /// Quality received and satisfaction of each group, less those of others.
  static func fairness(_ outcome: RunOutcome) -> Chart? {
    let shown = outcome.fairness.filter { [.quality, .satisfaction].contains($0.measure) }
    guard !shown.isEmpty else { return nil }
    var table = Table(
      "", "",
      ["people", "compared", "against others", "95% CI", "verdict"].map { Column($0, "", "") })
    let display = Display(outcome.scenario)
    for row in outcome.fairness {
      table.append([
        .text("\(row.attribute) \(row.value)"), .text(row.metric.name),
        .text(display.difference(row.difference.mean, row.metric.unit)),
        .text(
          display.differenceInterval(row.difference.lower, row.difference.upper, row.metric.unit)),
        .text(row.verdict.rawValue),
      ])
    }
    var names: [String] = []
    let rows = shown.map { row -> JSONValue in
      let name = "\(row.attribute) \(row.value)"
      if !names.contains(name) { names.append(name) }
      let (low, high) = (row.difference.lower, row.difference.upper)
      return [
        "name": .string(name), "mean": .number(row.difference.mean),
        "low": .number(low.isFinite ? low : row.difference.mean),
        "high": .number(high.isFinite ? high : row.difference.mean),
        "fill": .string(row.measure == .quality ? Palette.blue : Palette.vermilion),
        "shift": .string(row.measure.rawValue),
      ]
    }
    let ends = shown.flatMap {
      [$0.difference.mean, $0.difference.lower, $0.difference.upper].filter(\.isFinite)
    }
    let x = ChartAxis.fit(
      ends, title: "points, against others of the same segment", including: [0], atLeast: 2)
    let treated = outcome.fairness.contains { $0.measure.isTreatment && $0.verdict == .differs }
    let fares = outcome.fairness.contains { !$0.measure.isTreatment && $0.verdict == .differs }
    let title =
      treated
      ? "Some people are treated differently from others of their segment"
      : fares
        ? "No difference in treatment is found, and still not all fare alike"
        : "No difference is found in how people are treated and fare"
    return Chart(
      "fairness", title: title,
      subtitle:
        "Blue: quality received. Red: satisfaction. Each against people of the same segment with other values "
        + "of the attribute."
        + (shown.contains { $0.difference.lower.isFinite } ? " Bars: 95% CI of the mean." : ""),
      data: table
    ) { frame in
      let row = frame.row(36)
      let y = frame.names("name", order: names, height: row, padding: 6)
      func layer(_ measure: FairnessMeasure, _ color: String, _ offset: Double) -> [JSONValue] {
        let filter: JSONValue = [
          ["filter": .string("datum.shift === '\(measure.rawValue)'")]
        ]
        func position(_ field: String) -> JSONValue {
          [
            "field": .string(field), "type": "quantitative", "axis": x.json, "scale": x.scale,
          ]
        }
        return [
          [
            "transform": filter,
            "mark": [
              "type": "rule", "color": .string(color), "strokeWidth": 2,
              "yOffset": .number(offset),
            ],
            "encoding": ["y": y, "x": position("low"), "x2": ["field": "high"]],
          ],
          [
            "transform": filter,
            "mark": [
              "type": "point", "filled": true, "size": 70, "color": .string(color), "opacity": 1,
              "yOffset": .number(offset),
            ],
            "encoding": ["y": y, "x": position("mean")],
          ],
        ]
      }
      return [
        "width": .number(frame.width(420)),
        "height": .number(max(60, row * Double(names.count))),
        "data": ["values": .array(rows)],
        "layer": .array(
          layer(.quality, Palette.blue, -5) + layer(.satisfaction, Palette.vermilion, 5)),
      ]
    }
  }
}
