import CustomerExperience
import Documents
import Experiments
import Reports
import ScenarioFiles
import Studies

/// The charts of a search.
enum SearchCharts {
  /// Leading settings shown one by one.
  private static let most = 15

  static func all(_ outcome: SearchOutcome) -> [Chart] {
    [leaders(outcome), front(outcome)].compactMap(\.self)
  }

  /// The leading allowed settings with their intervals.
  static func leaders(_ outcome: SearchOutcome) -> Chart? {
    let sentences = SearchSentences(outcome)
    let names = sentences.names
    let key = outcome.goal.key
    let scale = names.scale(key)
    let ranked = outcome.ranked
    var shown = Array(ranked.prefix(most))
    if !shown.contains(0) { shown.append(0) }
    guard shown.count > 1 else { return nil }
    var values: [JSONValue] = []
    var extent: [Double] = []
    var table = Table(
      "", "",
      (["setting", "difference", "95% CI", names.name(key), "runs", "limits"]
        + sentences.limitNames).map { Column($0, "", "") })
    for s in shown {
      let (option, estimate) = (outcome.options[s], outcome.options[s].gain)
      let kind = s == outcome.best ? "best" : s == 0 ? "as it is" : "others"
      var value: JSONValue = [
        "setting": .string(sentences.setting(s)), "kind": .string(kind),
        "mean": .number(scale * estimate.mean),
      ]
      extent.append(scale * estimate.mean)
      if estimate.lower.isFinite, estimate.upper.isFinite {
        extent += [scale * estimate.lower, scale * estimate.upper]
        value = value.merging([
          "lower": .number(scale * estimate.lower), "upper": .number(scale * estimate.upper),
        ])
      }
      values.append(value)
      table.append(
        [
          .text(sentences.setting(s)), .text(names.difference(estimate.mean, key)),
          .text(names.interval(estimate, key)),
          .text(names.value(option.estimates[0].mean, key)),
          .whole(option.estimates[0].replications), .text(option.fit.rawValue),
        ] + sentences.limitFigures(option).map { .text($0) })
    }
    let axis = names.axis(extent, key)
    func x(_ field: String) -> JSONValue {
      ["field": .string(field), "type": "quantitative", "axis": axis.json, "scale": axis.scale]
    }
    let color: JSONValue = [
      "field": "kind", "type": "nominal",
      "scale": [
        "domain": ["best", "as it is", "others"],
        "range": [.string(Palette.vermilion), .string(Palette.black), .string(Palette.blue)],
      ],
      "legend": ["title": nil, "orient": "top", "symbolType": "circle"],
    ]
    let shape: JSONValue = [
      "field": "kind", "type": "nominal",
      "scale": [
        "domain": ["best", "as it is", "others"], "range": ["diamond", "square", "circle"],
      ],
      "legend": ["title": nil, "orient": "top"],
    ]
    return Chart(
      "leaders", title: "The leading settings: \(names.name(key)) against the scenario as it is",
      subtitle:
        "Of \(outcome.options.count) simulated; line: 95% CI of the mean difference, all settings "
        + "having the same customers and the same luck. What was dropped early rests on fewer runs.",
      data: table
    ) { frame in
      let row = frame.isNarrow ? 30 + 15 * Double(outcome.factors.count) : 24
      let shared: JSONValue = [
        "y": frame.names(
          "setting", order: shown.map(sentences.setting), height: row, parts: " \u{b7} "),
        "color": color,
      ]
      let down: JSONValue = .number(frame.isNarrow ? row / 2 - 20 : 0)
      return [
        "width": .number(frame.width(360, labels: 24)),
        "height": .number(row * Double(shown.count)), "data": ["values": .array(values)],
        "layer": [
          [
            "mark": ["type": "rule", "strokeWidth": 2, "yOffset": down],
            "encoding": shared.merging(["x": x("lower"), "x2": ["field": "upper"]]),
          ],
          [
            "mark": ["type": "point", "filled": true, "size": 80, "opacity": 1, "yOffset": down],
            "encoding": shared.merging(["x": x("mean"), "shape": shape]),
          ],
        ],
      ]
    }
  }

  /// Profit against satisfaction, coloured by burnout, the settings on the front joined up.
  static func front(_ outcome: SearchOutcome) -> Chart? {
    let sentences = SearchSentences(outcome)
    var table = Table(
      "", "",
      ["setting", "profit", "satisfaction", "engagement of staff", "on the frontier"].map {
        Column($0, "", "")
      })
    var (values, profits, satisfactions): ([JSONValue], [Double], [Double]) = ([], [], [])
    for (s, option) in outcome.options.enumerated() {
      let means = option.aims
      guard means.allSatisfy(\.isFinite) else { continue }
      profits.append(means[0])
      satisfactions.append(means[1])
      let kind =
        s == outcome.best ? "best" : s == 0 ? "as it is" : option.isOnFront ? "frontier" : "others"
      values.append([
        "setting": .string(sentences.setting(s)), "profit": .number(means[0]),
        "satisfaction": .number(means[1]), "engagement": .number(means[2]), "kind": .string(kind),
      ])
      if option.isOnFront || s == outcome.best || s == 0 {
        table.append(
          [.text(sentences.setting(s))]
            + zip(means, [MetricUnit.money, .points, .level]).map {
              .text(sentences.names.display.value($0, $1))
            } + [.text(option.isOnFront ? "yes" : "no")])
      }
    }
    guard values.count > 2 else { return nil }
    var x = ChartAxis.fit(satisfactions, title: "mean satisfaction, of 100")
    if x.isCut { x.title += " (axis from \(x.text(of: x.domain.lowerBound)))" }
    let y = ChartAxis.fit(
      profits, title: "profit", format: .money(symbol: sentences.names.display.symbol))
    let domain: [JSONValue] = ["best", "as it is", "frontier", "others"]
    return Chart(
      "frontier", title: "Profit, satisfaction and the wellbeing of staff",
      subtitle:
        "Each mark is a setting. On the frontier no other allowed one is better in what was sought, or in "
        + "profit, satisfaction or engagement of staff, and no worse in the others; the darker, the more "
        + "engaged.",
      data: table
    ) { frame in
      let legends: JSONValue = frame.isNarrow ? "bottom" : "right"
      return [
        "width": .number(frame.width(460)), "height": .number(frame.isNarrow ? 240 : 320),
        "data": ["values": .array(values)],
        "mark": [
          "type": "point", "filled": true, "size": 110, "opacity": 0.95, "stroke": "#333333",
        ],
        "encoding": [
          "x": [
            "field": "satisfaction", "type": "quantitative", "axis": x.json, "scale": x.scale,
          ],
          "y": [
            "field": "profit", "type": "quantitative", "axis": y.marked.vertical, "scale": y.scale,
          ],
          "shape": [
            "field": "kind", "type": "nominal",
            "scale": [
              "domain": .array(domain), "range": ["diamond", "square", "triangle-up", "circle"],
            ],
            "legend": ["title": nil, "orient": legends, "columns": frame.isNarrow ? 2 : 1],
          ],
          "fill": [
            "field": "engagement", "type": "quantitative", "scale": ["scheme": "blues"],
            "legend": [
              "title": "engagement", "orient": legends, "format": ".2f", "gradientLength": 180,
            ],
          ],
          "size": [
            "condition": ["test": "datum.kind == 'others'", "value": 45], "value": 140,
          ],
        ],
      ]
    }
  }
}
