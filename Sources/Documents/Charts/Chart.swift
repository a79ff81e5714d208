/// A chart with the words and the data that go with it.
package struct Chart: Sendable {
  /// The name of its files.
  package var name: String
  /// What it shows, in a sentence.
  package var title: String
  /// What somebody who cannot see it should know.
  package var description: String
  /// The Vega-Lite specification.
  package var spec: JSONValue
  /// The same drawn for a phone: a drawing that is only made smaller cannot be read there, and one that is
  /// scrolled hides what its lines are.
  package var narrow: JSONValue
  /// The data, for the page.
  package var data: Table

  /// Makes a chart from the body of a specification, which is asked for by the room there is.
  package init(
    _ name: String, title: String, subtitle: String = "", data: Table,
    body: (ChartFrame) -> JSONValue
  ) {
    self.name = name
    self.title = title
    description = subtitle.isEmpty ? title : title + ". " + subtitle
    self.data = data
    spec = Self.head(title, subtitle, .wide).merging(body(.wide))
    narrow = Self.head(title, subtitle, .narrow).merging(body(.narrow))
  }

  /// What stands above a drawing, and how it looks.
  private static func head(_ title: String, _ subtitle: String, _ frame: ChartFrame) -> JSONValue {
    func lines(_ text: String, _ width: Int) -> JSONValue {
      .array(wrap(text, at: width).map { .string($0) })
    }
    var heading: JSONValue = ["text": lines(title, frame.isNarrow ? 34 : 72)]
    if !subtitle.isEmpty {
      heading = heading.merging(["subtitle": lines(subtitle, frame.isNarrow ? 46 : 98)])
    }
    if frame.isNarrow { heading = heading.merging(["fontSize": 14, "offset": 10]) }
    return [
      "$schema": "https://vega.github.io/schema/vega-lite/v5.json",
      "description": .string(subtitle.isEmpty ? title : title + ". " + subtitle), "title": heading,
      "background": "white", "padding": frame.isNarrow ? 4 : 8, "config": config,
    ]
  }

  /// Breaks text into lines at spaces.
  package static func wrap(_ text: String, at width: Int) -> [String] {
    var lines: [String] = []
    var line = ""
    for word in text.split(separator: " ") {
      if !line.isEmpty && line.count + 1 + word.count > width {
        lines.append(line)
        line = ""
      }
      line += (line.isEmpty ? "" : " ") + word
    }
    return line.isEmpty ? lines : lines + [line]
  }

  private static let config: JSONValue = [
    "font": "Arial, Helvetica, sans-serif",
    "view": ["stroke": nil],
    "axis": [
      "labelFontSize": 12, "titleFontSize": 12, "titleFontWeight": "normal", "titlePadding": 8,
      "labelColor": "#333333", "titleColor": "#333333", "gridColor": "#e4e4e4",
      "domainColor": "#999999", "tickColor": "#999999", "labelLimit": 0, "titleLimit": 0,
    ],
    "title": [
      "anchor": "start", "fontSize": 16, "fontWeight": "bold", "color": "#111111",
      "subtitleFontSize": 12, "subtitleColor": "#555555", "subtitlePadding": 6, "offset": 14,
      "limit": 0,
    ],
    "legend": [
      "labelFontSize": 12, "titleFontSize": 12, "titleFontWeight": "normal", "labelLimit": 0,
      "symbolType": "square",
      "layout": ["bottom": ["direction": "vertical", "anchor": "start"]],
    ],
    "text": ["fontSize": 12, "color": "#333333"],
  ]
}

/// The room that a chart is drawn for: a page, or a phone of 320 pixels.
package enum ChartFrame: Sendable {
  case wide, narrow

  package var isNarrow: Bool { self == .narrow }

  /// All the width that a phone has for a drawing.
  package static let phone = 280.0

  /// The width of a plot.
  ///
  /// - Parameters:
  ///   - wide: the width where there is room.
  ///   - labels: what an axis takes of a phone's width.
  package func width(_ wide: Double, labels: Double = 46) -> Double {
    isNarrow ? Self.phone - labels : wide
  }

  /// How many panels stand side by side.
  package var columns: Int { isNarrow ? 1 : 2 }

  /// The height of a row that has a name.
  ///
  /// - Parameter wide: the height where the name stands beside it; on a phone it stands above.
  package func row(_ wide: Double) -> Double { isNarrow ? max(40, wide + 16) : wide }

  /// The vertical places of rows that have names.
  ///
  /// - Parameters:
  ///   - field: the field of the names.
  ///   - order: the names from top to bottom.
  ///   - height: the height of a row, see ``row(_:)``.
  ///   - parts: what a name is broken at on a phone; none where it is empty.
  package func names(
    _ field: String, order: [String], height: Double, padding: Int = 8, parts: String = ""
  ) -> JSONValue {
    var axis: JSONValue = ["title": nil, "ticks": false, "domain": false, "grid": false]
    if isNarrow {
      axis = axis.merging([
        "labelAlign": "left", "labelPadding": 0, "labelOffset": .number(9 - height / 2),
        "labelBaseline": parts.isEmpty ? "middle" : "top",
      ])
      if !parts.isEmpty {
        axis = axis.merging([
          "labelExpr": .string("split(datum.label, \(JSONValue.string(parts).compact))"),
          "labelOffset": .number(4 - height / 2),
        ])
      }
    } else {
      axis = axis.merging(["labelPadding": .integer(padding)])
    }
    return [
      "field": .string(field), "type": "nominal", "sort": .array(order.map { .string($0) }),
      "axis": axis,
    ]
  }
}

/// How an axis looks.
package struct ChartAxis {
  /// The title, with the unit.
  package var title: String
  /// The ends of the scale.
  package var domain: ClosedRange<Double>
  /// How tick labels are written.
  package var format: Format
  /// Where ticks stand; by default Vega decides.
  package var ticks: [Double]?
  /// Whether there are grid lines.
  package var grid = true
  /// Whether ticks have labels.
  package var hasLabels = true
  /// About how many ticks there are.
  package var tickCount = 5

  package init(
    title: String, domain: ClosedRange<Double>, format: Format, ticks: [Double]? = nil,
    grid: Bool = true, hasLabels: Bool = true, tickCount: Int = 5
  ) {
    self.title = title
    self.domain = domain
    self.format = format
    self.ticks = ticks
    self.grid = grid
    self.hasLabels = hasLabels
    self.tickCount = tickCount
  }

  package enum Format {
    case plain
    case percent
    case money(symbol: String)
    /// Seconds, written with the unit that suits them.
    case duration
    /// Words at 0, 1, 2 and so on.
    case words([String])
  }

  /// Takes away ticks until those that are left have room on a phone.
  package mutating func thin() {
    guard let all = ticks, all.count > 7 else {
      tickCount = min(tickCount, 4)
      return
    }
    let step = (all.count + 6) / 7
    ticks = all.enumerated().filter { $0.offset % step == 0 }.map(\.element)
  }

  /// Whether the axis does not begin at 0, so that lengths on it say nothing.
  package var isCut: Bool { domain.lowerBound > 1e-12 || domain.upperBound < -1e-12 }

  /// The axis with a title that says where it begins, where that is not 0.
  package var marked: ChartAxis {
    guard isCut else { return self }
    var marked = self
    let ends = "axis from \(text(of: domain.lowerBound)), not from 0"
    marked.title += title.isEmpty ? ends : " (\(ends))"
    return marked
  }

  /// A value as it stands beside the axis.
  package func text(of value: Double) -> String {
    switch format {
    case .percent: NumberText.significant(100 * value) + "%"
    case .money(let symbol): symbol + Self.short(value)
    case .duration: Self.duration(value)
    case .plain, .words: NumberText.significant(value)
    }
  }

  /// Seconds with the unit that suits them.
  private static func duration(_ seconds: Double) -> String {
    let (unit, word) = seconds >= 7200 ? (3600.0, "h") : seconds >= 60 ? (60, "min") : (1, "s")
    return NumberText.significant(seconds / unit, digits: 3) + " " + word
  }

  /// A number in thousands or millions, as the labels of ticks have it.
  private static func short(_ value: Double) -> String {
    let (unit, letter) = abs(value) >= 1e6 ? (1e6, "M") : abs(value) >= 1e3 ? (1e3, "k") : (1, "")
    return NumberText.significant(value / unit) + letter
  }

  /// The vertical axis as Vega-Lite has it, with its title lying flat above it: nobody reads well sideways, and
  /// on paper such a title runs over the edge.
  package var vertical: JSONValue {
    json.merging([
      "titleAngle": 0, "titleAlign": "left", "titleAnchor": "end", "titleBaseline": "bottom",
      "titleX": -34, "titleY": -9,
    ])
  }

  /// The axis as Vega-Lite has it.
  package var json: JSONValue {
    var axis: JSONValue = [
      "title": title.isEmpty ? nil : .string(title), "grid": .bool(grid), "labelFlush": false,
      "labels": .bool(hasLabels),
    ]
    if let ticks {
      axis = axis.merging(["values": .array(ticks.map { .number($0) }), "labelOverlap": false])
    } else {
      axis = axis.merging(["tickCount": .integer(tickCount)])
    }
    switch format {
    case .plain: break
    case .percent: axis = axis.merging(["labelExpr": .string(Self.percentLabel)])
    case .money(let symbol):
      axis = axis.merging(["labelExpr": .string(Self.moneyLabel(symbol))])
    case .words(let words):
      let list = JSONValue.array(words.map { .string($0) }).compact
      axis = axis.merging(["labelExpr": .string(list + "[datum.value]")])
    case .duration: axis = axis.merging(["labelExpr": .string(Self.durationLabel)])
    }
    return axis
  }

  /// The scale as Vega-Lite has it.
  package var scale: JSONValue {
    [
      "domain": [.number(domain.lowerBound), .number(domain.upperBound)], "nice": false,
      "zero": false,
    ]
  }

  /// A percentage with no more decimals than it takes.
  package static let percentLabel = "format(datum.value * 100, '~f') + '%'"

  /// Seconds as `45 s`, `1 min 30 s`, `4 h` or `3 days`.
  static let durationLabel =
    "abs(datum.value) >= 172800 ? format(datum.value / 86400, '~f') + ' days'"
    + " : abs(datum.value) >= 7200 ? format(datum.value / 3600, '~f') + ' h'"
    + " : datum.value < 60 ? format(datum.value, '~f') + ' s'"
    + " : floor(datum.value / 60) + ' min' + (datum.value % 60 == 0 ? ''"
    + " : ' ' + format(datum.value % 60, '~f') + ' s')"

  /// Money, in thousands and millions; less than one in hundredths, which SI prefixes would make "500m".
  static func moneyLabel(_ symbol: String) -> String {
    let sign = "(datum.value < 0 ? '\u{2212}' : '')"
    let number =
      "(abs(datum.value) < 1 ? format(abs(datum.value), datum.value == 0 ? 'd' : '.2f')"
      + " : replace(format(abs(datum.value), '~s'), 'G', 'bn'))"
    return "\(sign) + \(JSONValue.string(symbol).compact) + \(number)"
  }

  /// Months, with a tick every quarter, half year or year.
  package static func months(
    _ count: Int, title: String = "months since the start", grid: Bool = false
  ) -> ChartAxis {
    let step = count <= 12 ? 3 : count <= 48 ? 6 : 12
    let ticks = stride(from: 0, through: count, by: step).map { Double($0) }
    return ChartAxis(
      title: title, domain: 0...Double(max(1, count)), format: .plain, ticks: ticks, grid: grid)
  }

  /// A scale with room for the values, with round ends.
  package static func fit(
    _ values: some Sequence<Double>, title: String, format: Format = .plain,
    including anchors: [Double] = [], within limits: ClosedRange<Double>? = nil,
    atLeast span: Double = 0
  ) -> ChartAxis {
    let finite = values.filter(\.isFinite) + anchors
    var low = finite.min() ?? 0
    var high = finite.max() ?? 1
    let missing = max(span, abs(high) * 1e-6, 1e-9) - (high - low)
    if missing > 0 { (low, high) = (low - missing / 2, high + missing / 2) }
    var isTime = false
    if case .duration = format { isTime = true }
    let step = isTime ? timeStep((high - low) / 5) : niceStep((high - low) / 5)
    // Rounding noise must not add a step.
    low = ((low + step * 1e-6) / step).rounded(.down) * step
    high = ((high - step * 1e-6) / step).rounded(.up) * step
    if let limits { (low, high) = (max(low, limits.lowerBound), min(high, limits.upperBound)) }
    high = max(high, low + step)
    return ChartAxis(
      title: title, domain: low...high, format: format,
      ticks: isTime ? Array(stride(from: low, through: high + step / 2, by: step)) : nil)
  }

  /// Seconds that a clock goes by, at least as many as a number: tens of seconds are not tenths of a
  /// minute.
  static func timeStep(_ raw: Double) -> Double {
    let steps: [Double] = [1, 2, 5, 10, 15, 30, 60, 120, 300, 600, 900, 1800]
    return steps.first { $0 >= raw * (1 - 1e-9) } ?? 3600 * niceStep(raw / 3600)
  }

  /// A step of 1, 2 or 5 times a power of ten, at least as large as a number.
  static func niceStep(_ raw: Double) -> Double {
    guard raw > 0, raw.isFinite else { return 1 }
    var power = 1.0
    while power > raw { power /= 10 }
    while power * 10 <= raw { power *= 10 }
    return [1, 2, 5, 10].map { $0 * power }.first { $0 >= raw * (1 - 1e-9) } ?? power * 10
  }
}
