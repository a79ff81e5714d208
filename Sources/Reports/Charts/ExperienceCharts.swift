import CustomerExperience
import Documents
import Experiments

/// Charts of what customers go through: the weakest step, what they miss, and the gaps of the service.
extension RunCharts {
  /// Where the worst moments of journeys are.
  static func weakestLink(_ outcome: RunOutcome) -> Chart? {
    let kind = SubjectKind.touchpoint
    let steps = kind.ids(in: outcome.scenario).compactMap {
      id -> (name: String, share: Double, satisfaction: Double, estimate: Estimate)? in
      guard let share = outcome.estimate("weakest_link", kind.subject(id)), share.mean > 0,
        let satisfaction = outcome.estimate("touchpoint_satisfaction", kind.subject(id))
      else { return nil }
      return (kind.name(of: id, in: outcome.scenario), share.mean, satisfaction.mean, share)
    }.sorted { ($1.share, $0.name) < ($0.share, $1.name) }
    guard steps.count > 1, let weakest = steps.first else { return nil }
    var table = Table(
      "", "",
      ["step", "worst moment of", "satisfaction with the step"].map { Column($0, "", "") })
    for step in steps {
      table.append([
        .text(step.name), .text(percent(step.share)),
        .text(NumberText.fixed(step.satisfaction, 1)),
      ])
    }
    let shown = steps.prefix(12)
    return Chart(
      "weakest_link",
      title: isApart(weakest.estimate, steps[1].estimate)
        ? "The weakest link: \(weakest.name), the worst moment of \(Display.roundPercent(weakest.share)) "
          + "of the journeys with several contacts"
        : "No step is clearly the weakest link: \(weakest.name) is the worst moment of "
          + "\(Display.roundPercent(weakest.share)) of the journeys with several contacts, \(steps[1].name) of "
          + Display.roundPercent(steps[1].share),
      subtitle:
        "Share of the journeys with several contacts, at the same step or at others, whose worst moment was at each step; in brackets the "
        + "mean satisfaction with it.", data: table
    ) { frame in
      Self.bars(
        shown.map {
          NamedBar(
            name: $0.name, value: 100 * $0.share,
            label: "\(Display.roundPercent($0.share))  (\(NumberText.fixed($0.satisfaction, 0)))")
        }, axis: "% of journeys with several contacts", in: frame)
    }
  }

  /// How satisfied customers are with each feature of the offer, and without.
  static func features(_ outcome: RunOutcome) -> Chart? {
    let features = outcome.scenario.features.compactMap {
      feature -> (feature: Feature, with: Double, without: Double)? in
      let subject = SubjectKind.feature.subject(feature.id)
      guard let with = outcome.estimate("feature_satisfaction_with", subject),
        let without = outcome.estimate("feature_satisfaction_without", subject)
      else { return nil }
      return (feature, with.mean, without.mean)
    }
    guard !features.isEmpty else { return nil }
    var table = Table(
      "", "", ["feature", "kind", "with it", "without it"].map { Column($0, "", "") })
    var rows: [JSONValue] = []
    for (feature, with, without) in features {
      table.append([
        .text(feature.displayName), .text(feature.kind.rawValue),
        .text(NumberText.fixed(with, 1)), .text(NumberText.fixed(without, 1)),
      ])
      rows.append([
        "name": .string("\(feature.displayName) (\(feature.kind.rawValue))"),
        "with": .number(with), "without": .number(without),
      ])
    }
    let largest = features.max { abs($0.with - $0.without) < abs($1.with - $1.without) }
    let x = ChartAxis.fit(
      features.flatMap { [$0.with, $0.without] }, title: "satisfaction with the encounter (points)",
      atLeast: 4)
    func position(_ field: String) -> JSONValue {
      ["field": .string(field), "type": "quantitative", "axis": x.json, "scale": x.scale]
    }
    return Chart(
      "features",
      title: largest.map {
        "\($0.feature.displayName): \(NumberText.fixed($0.with, 1)) points of satisfaction with it, "
          + "\(NumberText.fixed($0.without, 1)) without"
      } ?? "Features",
      subtitle:
        "Filled: encounters at which it was there. Hollow: encounters at which it was not. What is always there "
        + "comes to be expected.", data: table
    ) { frame in
      let row = frame.row(32)
      let y = frame.names(
        "name", order: features.map { "\($0.feature.displayName) (\($0.feature.kind.rawValue))" },
        height: row, padding: 6)
      return [
        "width": .number(frame.width(420)),
        "height": .number(max(60, row * Double(features.count))),
        "data": ["values": .array(rows)],
        "layer": [
          [
            "mark": ["type": "rule", "color": .string(Palette.grey), "strokeWidth": 2],
            "encoding": ["y": y, "x": position("without"), "x2": ["field": "with"]],
          ],
          [
            "mark": [
              "type": "point", "filled": false, "size": 70, "color": .string(Palette.blue),
              "opacity": 1,
            ],
            "encoding": ["y": y, "x": position("without")],
          ],
          [
            "mark": [
              "type": "point", "filled": true, "size": 90, "color": .string(Palette.blue),
              "opacity": 1,
            ],
            "encoding": ["y": y, "x": position("with")],
          ],
        ],
      ]
    }
  }

  /// What each segment receives on each dimension, less what it expects.
  static func serviceGaps(_ outcome: RunOutcome) -> Chart? {
    let segments = outcome.scenario.customers.segments
    var cells: [(segment: String, dimension: String, gap: Double)] = []
    for segment in segments {
      for dimension in Dimensions.names {
        let subject = SubjectKind.gap.subject("\(segment.id).\(dimension)")
        guard let gap = outcome.estimate("service_gap", subject) else { continue }
        cells.append((segment.displayName, dimension, gap.mean))
      }
    }
    // Where nobody is more than a point off there is nothing to see.
    guard let widest = cells.max(by: { abs($0.gap) < abs($1.gap) }), abs(widest.gap) >= 1 else {
      return nil
    }
    var table = Table(
      "", "",
      ["segment", "dimension", "received less expected"].map { Column($0, "", "") })
    let reach = max(5, abs(widest.gap))
    let shown = cells.map { cell -> ColouredCell in
      table.append([
        .text(cell.segment), .text(cell.dimension), .text(signed(cell.gap, 1)),
      ])
      return ColouredCell(
        row: cell.segment, column: cell.dimension, label: signed(cell.gap, 1),
        fill: Palette.between(
          [Palette.vermilion, "#ffffff", Palette.blue], (cell.gap / reach + 1) / 2))
    }
    return Chart(
      "service_gaps",
      title: "The widest gap: \(widest.segment) get \(NumberText.fixed(abs(widest.gap), 1)) points "
        + "\(widest.gap < 0 ? "less" : "more") \(widest.dimension) than they expect",
      subtitle:
        "Points received less points expected (gap 5), mean of the run. Below zero customers get less than they "
        + "expect.", data: table
    ) { frame in
      Self.cells(
        shown, rows: segments.map(\.displayName), columns: Dimensions.names, from: nil, in: frame)
    }
  }
}
