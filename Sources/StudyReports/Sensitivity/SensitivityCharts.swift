import CustomerExperience
import Designs
import Documents
import Experiments
import Reports
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
    var longest = (left: 0, right: 0)
    var table = plainTable(["key", "value", "difference", "95% CI"])
    let swings = outcome.swings(of: result).prefix(SensitivityOutcome.mostShown)
    guard swings.contains(where: { $0.width > 0 }) else { return nil }
    let order = swings.map { outcome.names[$0.factor] }
    for (factor, low, high, _) in swings {
      // Words stand clear of both intervals and of zero, where bars begin.
      let ends = [low, high].flatMap {
        [0, $0.difference.mean, $0.difference.lower, $0.difference.upper]
      }.filter(\.isFinite)
      let words = TornadoWords(low, high, smallest: result.smallest)
      longest = (max(longest.left, words.left.count), max(longest.right, words.right.count))
      for (end, level, text) in [("lowest", low, words.left), ("highest", high, words.right)] {
        let estimate = level.difference
        let isDark = words.isClear || end == "lowest"
        extent.append(scale * estimate.mean)
        var bar: JSONValue = [
          "key": .string(outcome.names[factor]), "end": .string(end),
          "value": .string(level.label), "difference": .number(scale * estimate.mean),
          "left": .number(scale * (ends.min() ?? 0)), "right": .number(scale * (ends.max() ?? 0)),
          "text": .string(text), "color": isDark ? "#333333" : "#666666",
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
    return Chart(
      "tornado_" + suffix(result.key),
      title: "What each key does by itself to \(names.name(result.key))",
      subtitle:
        "Difference from the scenario as it is at the value where it is lowest and where it "
        + "is highest; thin line: 95% CI of the mean. Not clear: it holds zero. Too small: all of it is below what "
        + "is worth mentioning.",
      data: table
    ) { frame in
      // Room for the words beside the bars, six units a letter.
      let width = frame.width(420, labels: 24)
      let spaces = [longest.left, longest.right].map { $0 == 0 ? 8 : 6.2 * Double($0) + 14 }
      let span = max((extent.max() ?? 0) - (extent.min() ?? 0), 1e-9)
      let unit = span / max(70, width - spaces[0] - spaces[1])
      var axis = names.axis(
        extent + [(extent.min() ?? 0) - unit * spaces[0], (extent.max() ?? 0) + unit * spaces[1]],
        result.key)
      if frame.isNarrow { axis.tickCount = 4 }
      let height = frame.row(34)
      let y = frame.names("key", order: order, height: height)
      let down: JSONValue = .integer(frame.isNarrow ? 8 : 0)
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
            "fontSize": 12, "dy": down,
          ],
          "encoding": [
            "y": y, "x": x(isLeft ? "left" : "right"), "text": ["field": "text"],
            "color": ["field": "color", "type": "nominal", "scale": nil],
          ],
        ]
      }
      return [
        "width": .number(width),
        "height": .number(height * Double(order.count)), "data": ["values": .array(bars)],
        "layer": [
          [
            "mark": ["type": "bar", "height": 18, "yOffset": down],
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
            "mark": ["type": "rule", "color": "#222222", "strokeWidth": 1.5, "yOffset": down],
            "encoding": ["y": y, "x": x("lower"), "x2": ["field": "upper"]],
          ],
          label("lowest", true), label("highest", false),
        ],
      ]
    }
  }

  /// Each key's curve in a panel of its own.
  static func curves(_ result: OutcomeSensitivity, _ outcome: SensitivityOutcome) -> Chart? {
    let names = StudyNames(outcome.file.scenario.scenario)
    let scale = names.scale(result.key)
    var extent: [Double] = []
    var table = plainTable(["key", "value", "difference", "95% CI"])
    let order = outcome.swings(of: result).map(\.factor)
    // In the author's order where there is room for all.
    let all =
      order.count > SensitivityOutcome.mostShown
      ? Array(order.prefix(SensitivityOutcome.mostShown)) : order.sorted()
    let shown = all.filter { f in
      result.curves[f].count > 1 && result.curves[f].contains { $0.difference.mean.isFinite }
    }
    for f in shown {
      for level in result.curves[f] {
        let difference = level.difference
        extent += [difference.lower, difference.upper, difference.mean].filter(\.isFinite)
          .map { scale * $0 }
        table.append([
          .text(outcome.names[f]), .text(level.value),
          .text(names.difference(difference.mean, result.key)),
          .text(names.interval(difference, result.key)),
        ])
      }
    }
    let axis = names.axis(extent, result.key)
    guard !shown.isEmpty else { return nil }
    return Chart(
      "curves_" + suffix(result.key),
      title: "How \(names.name(result.key)) follows each key",
      subtitle:
        "Difference from the scenario as it is, all other keys as they are; bars: 95% CI of the "
        + "mean.",
      data: table
    ) { frame in
      [
        "concat": .array(
          shown.map { f in
            panel(outcome.names[f], result.curves[f], scale: scale, axis: axis, in: frame)
          }), "columns": .integer(frame.columns), "spacing": 40,
      ]
    }
  }

  /// The curve of one key.
  private static func panel(
    _ name: String, _ levels: [OutcomeSensitivity.Level], scale: Double, axis: ChartAxis,
    in frame: ChartFrame
  ) -> JSONValue {
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
    let isCrowded = levels.map(\.label.count).reduce(0, +) > 36 || levels.count > 5
    let x: JSONValue = [
      "field": "value", "type": "ordinal", "sort": nil,
      "axis": ["title": nil, "labelAngle": .integer(isCrowded ? -40 : 0), "grid": false],
    ]
    func y(_ field: String) -> JSONValue {
      ["field": .string(field), "type": "quantitative", "axis": axis.vertical, "scale": axis.scale]
    }
    return [
      "title": [
        "text": .array(Chart.wrap(Display.capitalised(name), at: 38).map { .string($0) }),
        "fontSize": 12.5,
        "anchor": "start", "frame": "group", "offset": 8,
      ],
      "width": .number(frame.width(260)), "height": 150, "data": ["values": .array(values)],
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
    ]
  }

  /// Shares of the variance when everything varies at once.
  static func indices(_ result: OutcomeSensitivity, _ outcome: SensitivityOutcome) -> Chart? {
    // Where most of the variation is luck, bars would be drawn of nothing.
    guard let indices = result.indices, indices.variance > 0, !result.isLuckMostly else {
      return nil
    }
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
    let hasLuck = result.noise.isFinite && result.noise >= 0.01
    if hasLuck {
      values.append([
        "key": .string(Self.luck), "share": "alone", "index": .number(result.noise), "isLuck": true,
      ])
      table.append([
        .text(Self.luck), "", .text(Display.roundPercent(StudyNames.share(result.noise))),
      ])
    }
    let axis = ChartAxis.fit([0, 1], title: "share of the variance", format: .percent)
    func x(_ field: String) -> JSONValue {
      ["field": .string(field), "type": "quantitative", "axis": axis.json, "scale": axis.scale]
    }
    return Chart(
      "indices_" + suffix(result.key),
      title: "How much of the variation of \(names.name(result.key)) is due to each key",
      subtitle: "When all of them vary at once over their ranges (Sobol's first-order and total "
        + "indices); line: 95% interval by bootstrap over settings and runs. Grey: what no key explains.",
      data: table
    ) { frame in
      let height = frame.isNarrow ? 62.0 : 44
      let keys = order.map { outcome.names[outcome.kept[$0]] } + (hasLuck ? [Self.luck] : [])
      // On a phone the name has the first of three places in a row.
      let places: JSONValue =
        frame.isNarrow ? ["", "alone", "with others"] : ["alone", "with others"]
      let shared: JSONValue = [
        "y": frame.names("key", order: keys, height: height),
        "yOffset": ["field": "share", "sort": places, "scale": ["domain": places]],
      ]
      return [
        "width": .number(frame.width(420, labels: 30)),
        "height": .number(height * Double(keys.count)), "data": ["values": .array(values)],
        "layer": [
          [
            "transform": [["filter": "datum.isLuck"]],
            "mark": ["type": "bar", "color": .string(Palette.grey)],
            "encoding": shared.merging(["x": x("index")]),
          ],
          [
            "transform": [["filter": "!datum.isLuck"]],
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
      ]
    }
  }

  /// What no key explains.
  private static let luck = "luck of the draw"

  private static func plainTable(_ names: [String]) -> Table {
    Table("", "", names.map { Column($0, "", "") })
  }
}

/// What is written beside the bars of a key: on each side the value whose bar ends there, if its
/// difference is clear or none at all; what may be luck or does not matter is told on the right, as no end is its
/// own.
struct TornadoWords: Equatable {
  var left = ""
  var right = ""
  /// Whether the words on the right name a clear difference, or the scenario as it is beside one.
  var isClear = true

  /// The words for the values at which an outcome is lowest and highest.
  ///
  /// - Parameter smallest: the smallest difference worth mentioning.
  init(_ low: OutcomeSensitivity.Level, _ high: OutcomeSensitivity.Level, smallest: Double) {
    let isOne = low.value == high.value
    let (below, above) = (Sign(low, smallest), Sign(high, smallest))
    switch (below, above) {
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
      (left, right, isClear) = (low.label, "\(high.label): \(above.doubt)", false)
    case (_, .below):
      (left, right, isClear) = (high.label, "\(low.label): \(below.doubt)", false)
    case (_, .above):
      right = "\(high.label) (\(low.label): \(below.doubt))"
    case (.above, _):
      right = "\(low.label) (\(high.label): \(above.doubt))"
    default:
      let doubts = [below, above].filter { $0 != .zero }.map(\.doubt)
      if isOne {
        right = "\(low.label): \(doubts[0])"
      } else if Set(doubts).count == 1 {
        right = "\(low.label) or \(high.label): \(doubts[0])"
      } else {
        right = "\(low.label): \(below.doubt), \(high.label): \(above.doubt)"
      }
      isClear = false
    }
  }

  /// On which side of zero an interval lies.
  private enum Sign {
    case below, above, zero, unclear, small

    init(_ level: OutcomeSensitivity.Level, _ smallest: Double) {
      switch level.verdict(smallest: smallest) {
      case .same: self = .zero
      case .small: self = .small
      case .unclear: self = .unclear
      case .clear: self = level.difference.upper < 0 ? .below : .above
      }
    }

    /// Why it is on none of them.
    var doubt: String { self == .small ? "too small" : "not clear" }
  }
}
