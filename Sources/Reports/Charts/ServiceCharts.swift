import CustomerExperience
import DiscreteEvents
import Documents
import Experiments

/// Charts of the people who serve and of the rivals.
extension RunCharts {
  /// Small multiples by metric with a line a team.
  static func staff(_ outcome: RunOutcome) -> Chart? {
    let teams = outcome.scenario.teams.prefix(6)
    var panels: [(title: String, lines: [LineSeries], y: ChartAxis)] = []
    var table = Table(
      "", "",
      ["metric", "team", "first month", "last month", "mean of all months"].map {
        Column($0, "", "")
      })
    let display = Display(outcome.scenario)

    func lines(
      _ metric: String, _ timing: LineSeries.Timing,
      _ include: (Double) -> Bool = { _ in true }
    ) -> [LineSeries] {
      teams.enumerated().compactMap { i, team in
        guard let series = outcome.series(metric, "team:" + team.id) else { return nil }
        let values = series.compactMap { $0?.mean }
        let mean = values.reduce(0, +) / Double(max(1, values.count))
        guard include(mean) else { return nil }
        if let first = values.first, let last = values.last, let metric = Metric.named(metric) {
          table.append([
            .text(metric.name), .text(team.displayName), .text(display.value(first, metric)),
            .text(display.value(last, metric)), .text(display.value(mean, metric)),
          ])
        }
        return .monthly(
          team.displayName, series, timing, color: Palette.line(i), dash: Palette.dash(i))
      }
    }
    func panel(_ title: String, _ lines: [LineSeries], _ y: ChartAxis) {
      guard !lines.isEmpty else { return }
      var y = y
      y.tickCount = 4
      panels.append((title, lines, y))
    }
    for (metric, title) in [
      ("skill_mean", "skill (0 to 1)"), ("engagement_mean", "engagement (0 to 1)"),
      ("burnout_mean", "burnout (0 to 1)"),
    ] {
      let lines = lines(metric, .atEnd)
      panel(title, lines, .fit(lines.flatMap(\.extent), title: "", within: 0...1, atLeast: 0.1))
    }
    let busy = lines("occupancy", .during)
    panel(
      "share of the time on duty with customers", busy,
      .fit(busy.flatMap(\.extent), title: "", format: .percent, including: [0]))
    let short = lines("mean_wait", .during) { $0 < 3600 }
    panel(
      "wait in line", short,
      .fit(
        short.flatMap(\.extent), title: "", format: .duration, including: [0],
        within: 0...(.infinity)))
    let long = lines("mean_wait", .during) { $0 >= 3600 }
    panel(
      short.isEmpty ? "wait in line" : "wait in line, of the slower teams", long,
      .fit(
        long.flatMap(\.extent), title: "", format: .duration, including: [0],
        within: 0...(.infinity)))
    guard !panels.isEmpty else { return nil }
    let names = teams.filter { team in
      panels.contains { $0.lines.contains { $0.name == team.displayName } }
    }
    return Chart(
      "staff", title: staffTitle(outcome),
      subtitle: bands("By month.", "Band: 95% CI of the mean.", of: panels.flatMap(\.lines)),
      data: table
    ) { frame in
      let views = panels.enumerated().map { i, panel -> JSONValue in
        var chart = LineChart(
          series: panel.lines, x: .months(outcome.months, title: "months"), y: panel.y, in: frame,
          width: 270, height: 150)
        chart.hasNames = false
        // On a phone the panels stand below one another: the first names the lines of all.
        if frame.isNarrow, i == 0 { chart.hasNames = true }
        return chart.json.merging([
          "title": [
            "text": .string(Display.capitalised(panel.title)), "fontSize": 12.5, "frame": "group",
            "anchor": "start",
            "offset": 10,
          ]
        ])
      }
      let panels: JSONValue = [
        "concat": .array(views), "columns": .integer(frame.columns),
        "spacing": ["row": 30, "column": 44],
      ]
      guard names.count > 1, !frame.isNarrow else { return panels }
      let key = names.map { team -> (String, String, [Int]) in
        let n = teams.firstIndex { $0.id == team.id } ?? 0
        return (team.displayName, Palette.line(n), Palette.dash(n))
      }
      return ["vconcat": [lineKey(key, width: 600), panels], "spacing": 20]
    }
  }

  /// Names with a piece of their lines over several panels: side by side while there is room, else below
  /// one another.
  static func lineKey(_ names: [(name: String, color: String, dash: [Int])], width: Double)
    -> JSONValue
  {
    var (x, y) = (0.0, 8.0)
    let layers = names.flatMap { entry -> [JSONValue] in
      // Six units a letter, and the piece of line.
      let length = 58 + 6 * Double(entry.name.count)
      if x > 0, x + length > width { (x, y) = (0, y + 16) }
      defer { x += length }
      return [
        [
          "data": ["values": [["name": .string(entry.name)]]],
          "mark": [
            "type": "rule", "color": .string(entry.color), "strokeWidth": 2.5,
            "strokeDash": .array(entry.dash.map { .integer($0) }),
          ],
          "encoding": [
            "x": ["value": .number(x)], "x2": ["value": .number(x + 30)],
            "y": ["value": .number(y)],
          ],
        ],
        [
          "data": ["values": [["name": .string(entry.name)]]],
          "mark": [
            "type": "text", "align": "left", "baseline": "middle",
            "color": .string(Palette.ink(entry.color)),
          ],
          "encoding": [
            "x": ["value": .number(x + 37)], "y": ["value": .number(y)],
            "text": ["field": "name"],
          ],
        ],
      ]
    }
    return ["width": .number(width), "height": .number(y + 8), "layer": .array(layers)]
  }

  private static func staffTitle(_ outcome: RunOutcome) -> String {
    let busy = outcome.scenario.teams.compactMap { team in
      outcome.estimate("occupancy", "team:" + team.id).map { (team.displayName, $0.mean) }
    }
    guard let most = busy.max(by: { $0.1 < $1.1 }) else { return "The people who serve" }
    let share = Display.roundPercent(most.1)
    return busy.count == 1
      ? "\(Display.capitalised(most.0)): \(share) of the time on duty is spent with customers"
      : "Busiest team: \(most.0), with customers for \(share) of the time on duty"
  }

  /// How hard rivals pull, with their promotions and entries.
  static func competitorPull(_ outcome: RunOutcome) -> Chart? {
    guard let pull = outcome.series("competitor_pull"),
      pull.contains(where: { abs($0?.mean ?? 0) > 1e-9 })
    else { return nil }
    let lines = [LineSeries.steps("pull", pull, color: Palette.vermilion)]
    let axis = ChartAxis.months(outcome.months)
    let y = ChartAxis.fit(
      lines.flatMap(\.extent), title: "competitor pull (0: as at the start)", including: [0])
    let known = pull.enumerated().compactMap { month, estimate in estimate.map { (month, $0.mean) }
    }
    let peak = known.max { $0.1 < $1.1 } ?? (0, 0)
    let title =
      peak.1 > 0.005
      ? "Rivals pull hardest \(peak.0 + 1) months after the start"
      : "Rivals pull no harder than at the start"
    return Chart(
      "competitor_pull", title: title,
      subtitle: bands(
        "How attractive rivals are together, against us: 0.1 is about a tenth more than at the start.",
        "Band: 95% CI of the mean.", of: lines),
      data: monthlyTable(lines, every: outcome.months <= 12 ? 1 : 3, decimals: 3)
    ) { frame in
      var chart = LineChart(series: lines, x: axis, y: y, in: frame, width: 520, rule: 0)
      let x = chart.x
      let events = rivalEvents(outcome.scenario, months: outcome.months, width: chart.width)
      // Clear of the axis's title, which lies above the plot.
      let top = frame.isNarrow ? 8 : -30
      chart.background = events.flatMap { event -> [JSONValue] in
        let line = frame.isNarrow ? 14 * event.line : -14 * event.line
        let color = Palette.line(event.rival)
        let place: JSONValue = [
          "field": "x", "type": "quantitative", "scale": x.scale, "axis": x.json,
        ]
        let data: JSONValue = [
          "values": [
            [
              "x": .number(event.from), "x2": .number(event.to), "name": .string(event.name),
            ]
          ]
        ]
        let mark: JSONValue =
          event.to > event.from
          ? ["type": "rect", "color": .string(color), "opacity": 0.15]
          : ["type": "rule", "color": .string(color), "strokeDash": [4, 3]]
        let sides: JSONValue = event.to > event.from ? ["x2": ["field": "x2"]] : [:]
        let standsBefore = isLate(event, outcome.months)
        return [
          [
            "data": data, "mark": mark,
            "encoding": JSONValue.object([]).merging(["x": place]).merging(sides),
          ],
          [
            "data": data,
            "mark": [
              "type": "text", "align": standsBefore ? "right" : "left",
              "dx": standsBefore ? -4 : 4,
              "y": .integer(top + line), "color": .string(Palette.ink(color)), "fontSize": 12,
            ],
            "encoding": ["x": place, "text": ["field": "name"]],
          ],
        ]
      }
      return chart.json
    }
  }

  /// Whether the name of an event stands before it, as there is no room after it.
  private static func isLate(_ event: RivalEvent, _ months: Int) -> Bool {
    event.from > 0.7 * Double(months)
  }

  /// Something a rival does.
  private struct RivalEvent {
    var rival: Int
    var from: Double
    var to: Double
    var name: String
    /// The line its name stands in, so that names do not run into one another.
    var line = 0
  }

  /// - Parameter width: of the plot, which says whose names would run into one another.
  private static func rivalEvents(_ scenario: Scenario, months: Int, width: Double) -> [RivalEvent]
  {
    let start = CivilDate(dayNumber: scenario.clock.start)
    func month(_ moment: Moment) -> Double {
      switch moment {
      case .month(let month): month
      case .day(let day):
        (0..<max(1, months)).last { start.adding(months: $0).dayNumber <= day }.map { month in
          let first = start.adding(months: month)
          let length = start.adding(months: month + 1).dayNumber - first.dayNumber
          return Double(month) + Double(day - first.dayNumber) / Double(length)
        } ?? -1
      }
    }
    var events: [RivalEvent] = []
    for (i, rival) in scenario.market.rivals.enumerated() {
      if let enters = rival.enters {
        let at = month(enters)
        events.append(RivalEvent(rival: i, from: at, to: at, name: "\(rival.displayName) enters"))
      }
      for promotion in rival.promotions {
        let at = month(promotion.at)
        events.append(
          RivalEvent(
            rival: i, from: at, to: min(at + promotion.months, Double(months)),
            name: "\(rival.displayName) promotion"))
      }
    }
    events = events.filter { $0.from >= 0 && $0.from < Double(months) }.sorted { $0.from < $1.from }
    for i in events.indices.dropFirst() {
      func place(_ event: RivalEvent) -> Double { event.from / Double(months) * width }
      // Late names end where the others begin.
      func span(_ event: RivalEvent) -> ClosedRange<Double> {
        let length = 4 + 7 * Double(event.name.count)
        return isLate(event, months)
          ? place(event) - length...place(event) : place(event)...place(event) + length
      }
      let taken = Set(
        events[..<i].filter { span($0).overlaps(span(events[i])) }.map(\.line))
      events[i].line = (0..<3).first { !taken.contains($0) } ?? 0
    }
    return events
  }
}
