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
  /// The data, for the page.
  package var data: Table

  /// Makes a chart from the body of a specification.
  package init(
    _ name: String, title: String, subtitle: String = "", data: Table, body: JSONValue
  ) {
    self.name = name
    self.title = title
    description = subtitle.isEmpty ? title : title + ". " + subtitle
    self.data = data
    var heading: JSONValue = ["text": .array(Self.wrap(title, at: 72).map { .string($0) })]
    if !subtitle.isEmpty {
      let lines = Self.wrap(subtitle, at: 98).map { JSONValue.string($0) }
      heading = heading.merging(["subtitle": .array(lines)])
    }
    let head: JSONValue = [
      "$schema": "https://vega.github.io/schema/vega-lite/v5.json",
      "description": .string(description), "title": heading, "background": "white",
      "padding": 8, "config": Self.config,
    ]
    spec = head.merging(body)
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
    ],
    "text": ["fontSize": 12, "color": "#333333"],
  ]
}

/// The colours of Okabe and Ito, which people with any kind of colour vision can tell apart, each with
/// a dash of its own.
package enum Palette {
  package static let black = "#000000"
  package static let blue = "#0072B2"
  package static let vermilion = "#D55E00"
  package static let green = "#009E73"
  package static let purple = "#CC79A7"
  package static let orange = "#E69F00"
  package static let sky = "#56B4E9"
  package static let grey = "#8a8a8a"

  /// For things side by side, in order.
  package static let lines = [blue, vermilion, green, purple, orange, sky]

  /// For parts of a whole, in order.
  package static let parts = [blue, orange, green, purple, sky, vermilion, grey]

  /// A dash for the n-th line.
  package static func dash(_ n: Int) -> [Int] {
    [[], [7, 3], [2, 2], [9, 3, 2, 3], [12, 4], [4, 2, 1, 2]][n % 6]
  }

  package static func line(_ n: Int) -> String { lines[n % lines.count] }
  package static func part(_ n: Int) -> String { parts[n % parts.count] }
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
    case minutes
    /// Words at 0, 1, 2 and so on.
    case words([String])
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
    case .minutes:
      axis = axis.merging([
        "labelExpr": "floor(datum.value / 60) + ':' + format(datum.value % 60, '02')"
      ])
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
    if case .minutes = format { isTime = true }
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
