import CustomerExperience
import Designs
import Documents
import Experiments
import ScenarioFiles
import Studies

/// The charts of a study of sensitivity: three an outcome.
enum SensitivityCharts {
  static func all(_ outcome: SensitivityOutcome) -> [Chart] {
    outcome.outcomes.flatMap { result in
      [tornado(result, outcome), curves(result, outcome), indices(result, outcome)]
        .compactMap(\.self)
    }
  }

  /// The name of an outcome's charts.
  static func suffix(_ key: SeriesKey) -> String {
    let subject = key.subject == "all" ? "" : "_" + key.subject
    return String((key.metric + subject).map { $0.isLetter || $0.isNumber ? $0 : "_" })
  }

  /// Keys by what they do alone, the most powerful on top.
  static func tornado(_ result: OutcomeSensitivity, _ outcome: SensitivityOutcome) -> Chart? {
    let names = StudyNames(outcome.file.scenario.scenario)
    let scale = names.scale(result.key)
    var bars: [JSONValue] = []
    var extent = [0.0]
    var table = plainTable(["key", "value", "difference", "95% CI"])
    let swings = outcome.swings(of: result).prefix(SensitivityOutcome.mostShown)
    guard swings.contains(where: { $0.width > 0 }) else { return nil }
    let order = swings.map { outcome.names[$0.factor] }
    for (factor, low, high, _) in swings {
      // Words stand clear of both intervals and of zero, where bars begin.
      let ends = [low, high].flatMap {
        [0, $0.difference.mean, $0.difference.lower, $0.difference.upper]
      }.filter(\.isFinite)
      let words = TornadoWords(low, high)
      for (end, level, text) in [("lowest", low, words.left), ("highest", high, words.right)] {
        let estimate = level.difference
        let isDark = words.isClear || end == "lowest"
        extent.append(scale * estimate.mean)
        var bar: JSONValue = [
          "key": .string(outcome.names[factor]), "end": .string(end),
          "value": .string(level.label), "difference": .number(scale * estimate.mean),
          "left": .number(scale * (ends.min() ?? 0)), "right": .number(scale * (ends.max() ?? 0)),
          "text": .string(text), "color": isDark ? "#333333" : "#6b6b6b",
        ]
        if estimate.lower.isFinite, estimate.upper.isFinite {
          extent += [scale * estimate.lower, scale * estimate.upper]
          bar = bar.merging([
            "lower": .number(scale * estimate.lower), "upper": .number(scale * estimate.upper),
          ])
        }
        bars.append(bar)
        table.append([
          .text(outcome.names[factor]), .text(level.value),
          .text(names.difference(estimate.mean, result.key)),
          .text(names.interval(estimate, result.key)),
        ])
      }
      // Of two bars to the right the shorter one is drawn over the longer one.
      if low.difference.mean > 0 { bars.swapAt(bars.count - 2, bars.count - 1) }
    }
    // Room for the words beside the bars.
    let room = ((extent.max() ?? 0) - (extent.min() ?? 0)) * 0.18
    let axis = names.axis(
      extent + [(extent.min() ?? 0) - room, (extent.max() ?? 0) + room], result.key)
    let y: JSONValue = [
      "field": "key", "type": "nominal", "sort": .array(order.map { .string($0) }),
      "axis": ["title": nil, "ticks": false, "domain": false, "labelPadding": 8, "grid": false],
    ]
    func x(_ field: String) -> JSONValue {
      ["field": .string(field), "type": "quantitative", "axis": axis.json, "scale": axis.scale]
    }
    // Each bar begins at zero, even where both values lie on the same side of it.
    let length = x("difference").merging(["stack": nil])
    func label(_ end: String, _ isLeft: Bool) -> JSONValue {
      [
        "transform": [["filter": .string("datum.end == '\(end)'")]],
        "mark": [
          "type": "text", "align": isLeft ? "right" : "left", "dx": .integer(isLeft ? -6 : 6),
          "fontSize": 11,
        ],
        "encoding": [
          "y": y, "x": x(isLeft ? "left" : "right"), "text": ["field": "text"],
          "color": ["field": "color", "type": "nominal", "scale": nil],
        ],
      ]
    }
    return Chart(
      "tornado_" + suffix(result.key),
      title: "What each key does by itself to \(names.name(result.key))",
      subtitle:
        "Difference from the scenario as it is at the value where it is lowest and where it "
        + "is highest; thin line: 95% CI of the mean. Not clear: it holds zero.",
      data: table,
      body: [
        "width": 420, "height": .integer(34 * order.count), "data": ["values": .array(bars)],
        "layer": [
          [
            "mark": ["type": "bar", "height": ["band": 0.55]],
            "encoding": [
              "y": y, "x": length,
              "color": [
                "field": "end", "type": "nominal", "legend": nil,
                "scale": [
                  "domain": ["lowest", "highest"],
                  "range": [.string(Palette.orange), .string(Palette.blue)],
                ],
              ],
            ],
          ],
          [
            "mark": ["type": "rule", "color": "#222222", "strokeWidth": 1.5],
            "encoding": ["y": y, "x": x("lower"), "x2": ["field": "upper"]],
          ],
          label("lowest", true), label("highest", false),
        ],
      ])
  }

  /// Each key's curve in a panel of its own.
  static func curves(_ result: OutcomeSensitivity, _ outcome: SensitivityOutcome) -> Chart? {
    let names = StudyNames(outcome.file.scenario.scenario)
    let scale = names.scale(result.key)
    var extent: [Double] = []
    var table = plainTable(["key", "value", "difference", "95% CI"])
    var panels: [JSONValue] = []
    let order = outcome.swings(of: result).map(\.factor)
    // In the author's order where there is room for all.
    let shown =
      order.count > SensitivityOutcome.mostShown
      ? Array(order.prefix(SensitivityOutcome.mostShown)) : order.sorted()
    for levels in shown.map({ result.curves[$0] }) {
      extent += levels.flatMap { [$0.difference.lower, $0.difference.upper, $0.difference.mean] }
        .filter(\.isFinite).map { scale * $0 }
    }
    let axis = names.axis(extent, result.key)
    for f in shown where result.curves[f].count > 1 {
      let levels = result.curves[f]
      let path = outcome.names[f]
      let values = levels.filter { $0.difference.mean.isFinite }.map { level -> JSONValue in
        var value: JSONValue = [
          "value": .string(level.label), "difference": .number(scale * level.difference.mean),
        ]
        if level.difference.lower.isFinite, level.difference.upper.isFinite {
          value = value.merging([
            "lower": .number(scale * level.difference.lower),
            "upper": .number(scale * level.difference.upper),
          ])
        }
        return value
      }
      for level in levels {
        table.append([
          .text(path), .text(level.value),
          .text(names.difference(level.difference.mean, result.key)),
          .text(names.interval(level.difference, result.key)),
        ])
      }
      guard !values.isEmpty else { continue }
      let isCrowded = levels.map(\.label.count).reduce(0, +) > 40 || levels.count > 5
      let x: JSONValue = [
        "field": "value", "type": "ordinal", "sort": nil,
        "axis": ["title": nil, "labelAngle": .integer(isCrowded ? -40 : 0), "grid": false],
      ]
      func y(_ field: String) -> JSONValue {
        ["field": .string(field), "type": "quantitative", "axis": axis.json, "scale": axis.scale]
      }
      panels.append([
        "title": ["text": .string(path), "fontSize": 12, "fontWeight": "normal", "offset": 6],
        "width": 260, "height": 150, "data": ["values": .array(values)],
        "layer": [
          [
            "data": ["values": [["zero": 0]]],
            "mark": ["type": "rule", "color": "#666666"],
            "encoding": ["y": y("zero")],
          ],
          [
            "mark": ["type": "rule", "strokeWidth": 2, "color": .string(Palette.sky)],
            "encoding": ["x": x, "y": y("lower"), "y2": ["field": "upper"]],
          ],
          [
            "mark": ["type": "line", "point": true, "color": .string(Palette.blue)],
            "encoding": ["x": x, "y": y("difference")],
          ],
        ],
      ])
    }
    guard !panels.isEmpty else { return nil }
    return Chart(
      "curves_" + suffix(result.key),
      title: "How \(names.name(result.key)) follows each key",
      subtitle:
        "Difference from the scenario as it is, all other keys as they are; bars: 95% CI of the "
        + "mean.",
      data: table, body: ["concat": .array(panels), "columns": 2, "spacing": 40])
  }

  /// Shares of the variance when everything varies at once.
  static func indices(_ result: OutcomeSensitivity, _ outcome: SensitivityOutcome) -> Chart? {
    guard let indices = result.indices, indices.variance > 0 else { return nil }
    let names = StudyNames(outcome.file.scenario.scenario)
    var values: [JSONValue] = []
    var table = plainTable(["key", "share", "index with its 95% interval"])
    let order = outcome.kept.indices.sorted { indices.total[$0].value > indices.total[$1].value }
    for k in order {
      let path = outcome.names[outcome.kept[k]]
      for (kind, index) in [("alone", indices.first[k]), ("with others", indices.total[k])] {
        values.append([
          "key": .string(path), "share": .string(kind),
          "index": .number(StudyNames.share(index.value)),
          "lower": .number(StudyNames.share(index.lower)),
          "upper": .number(StudyNames.share(index.upper)),
        ])
        table.append([
          .text(path), .text(kind), .text(StudyNames.text(index)),
        ])
      }
    }
    let axis = ChartAxis.fit([0, 1], title: "share of the variance", format: .percent)
    func x(_ field: String) -> JSONValue {
      ["field": .string(field), "type": "quantitative", "axis": axis.json, "scale": axis.scale]
    }
    let shared: JSONValue = [
      "y": [
        "field": "key", "type": "nominal",
        "sort": .array(order.map { .string(outcome.names[outcome.kept[$0]]) }),
        "axis": ["title": nil, "ticks": false, "domain": false, "labelPadding": 8, "grid": false],
      ],
      "yOffset": ["field": "share", "sort": ["alone", "with others"]],
    ]
    return Chart(
      "indices_" + suffix(result.key),
      title: "How much of the variation of \(names.name(result.key)) is due to each key",
      subtitle: "When all of them vary at once over their ranges (Sobol's first-order and total "
        + "indices); line: 95% interval by bootstrap over settings and runs.",
      data: table,
      body: [
        "width": 420, "height": .integer(44 * order.count), "data": ["values": .array(values)],
        "layer": [
          [
            "mark": ["type": "bar"],
            "encoding": shared.merging([
              "x": x("index"),
              "color": [
                "field": "share", "type": "nominal",
                "scale": [
                  "domain": ["alone", "with others"],
                  "range": [.string(Palette.blue), .string(Palette.sky)],
                ],
                "legend": ["title": nil, "orient": "top"],
              ],
            ]),
          ],
          [
            "mark": ["type": "rule", "color": "#222222", "strokeWidth": 1.5],
            "encoding": shared.merging(["x": x("lower"), "x2": ["field": "upper"]]),
          ],
        ],
      ])
  }

  private static func plainTable(_ names: [String]) -> Table {
    Table("", "", names.map { Column($0, "", "") })
  }
}

/// What is written beside the bars of a key: on each side the value whose bar ends there, if its
/// difference is clear or none at all; what may be luck is told on the right, as no end is its own.
struct TornadoWords: Equatable {
  var left = ""
  var right = ""
  /// Whether the words on the right name a clear difference, or the scenario as it is beside one.
  var isClear = true

  /// The words for the values at which an outcome is lowest and highest.
  init(_ low: OutcomeSensitivity.Level, _ high: OutcomeSensitivity.Level) {
    let isOne = low.value == high.value
    switch (Sign(low), Sign(high)) {
    case (.zero, .zero):
      (right, isClear) = ("no difference", false)
    case (.below, .below) where isOne:
      left = low.label
    case (.above, .above) where isOne:
      right = high.label
    case (.below, .below), (.above, .above):
      right = "lowest at \(low.label), highest at \(high.label)"
    case (.below, .above), (.below, .zero), (.zero, .above):
      (left, right) = (low.label, high.label)
    case (.below, _):
      (left, right, isClear) = (low.label, "\(high.label): not clear", false)
    case (_, .below):
      (left, right, isClear) = (high.label, "\(low.label): not clear", false)
    case (_, .above):
      right = "\(high.label) (\(low.label): not clear)"
    case (.above, _):
      right = "\(low.label) (\(high.label): not clear)"
    default:
      right = isOne ? "\(low.label): not clear" : "\(low.label) or \(high.label): not clear"
      isClear = false
    }
  }

  /// On which side of zero an interval lies.
  private enum Sign {
    case below, above, zero, unclear

    init(_ level: OutcomeSensitivity.Level) {
      let (lower, upper) = (level.difference.lower, level.difference.upper)
      if upper < 0 {
        self = .below
      } else if lower > 0 {
        self = .above
      } else {
        self = lower == 0 && upper == 0 ? .zero : .unclear
      }
    }
  }
}
