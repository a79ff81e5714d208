import CustomerExperience
import Documents
import Experiments

/// Where a difference in profit comes from: what each account of the ledger adds to it or takes from it.
///
/// Profit is all income, fees among it, less all costs in every run, so the steps add up to the difference without a
/// rest.
struct ProfitBridge {
  /// An account.
  struct Step {
    /// The account's name.
    var name: String
    /// What it adds to profit; a cost that rises takes from it.
    var amount: Double
    /// The interval of that.
    var lower: Double
    var upper: Double
  }

  /// The accounts that differ: revenue first, then the others by size.
  var steps: [Step]
  /// The paired difference in profit.
  var total: Double

  /// Reads it from the differences of a variant; nil where profit or an account that it takes is not among
  /// them.
  init?(_ variant: VariantOutcome, baseline: RunOutcome) {
    func difference(_ id: String) -> DifferenceRow? {
      variant.differences.first { $0.metric.id == id && $0.subject == "all" }
    }
    guard let profit = difference("profit") else { return nil }
    total = profit.difference.mean
    steps = Metric.all.filter { $0.isIncome || $0.isCost }.compactMap { metric in
      let sign = metric.isCost ? -1.0 : 1
      if let row = difference(metric.id) {
        let ends = [sign * row.adjustedLower, sign * row.adjustedUpper]
        return Step(
          name: metric.name, amount: sign * row.difference.mean, lower: min(ends[0], ends[1]),
          upper: max(ends[0], ends[1]))
      }
      // An account that only one of the two worlds has, such as what the plan of the other costs.
      guard
        let amount = variant.outcome.estimate(metric.id)?.mean
          ?? baseline.estimate(metric.id).map({ -$0.mean })
      else { return nil }
      return Step(name: metric.name, amount: sign * amount, lower: .nan, upper: .nan)
    }.filter { $0.amount != 0 }
    steps =
      steps.filter { $0.name == "revenue" }
      + steps.filter { $0.name != "revenue" }.sorted {
        (abs($1.amount), $0.name) < (abs($0.amount), $1.name)
      }
    // A bridge that does not reach the other side is none.
    let sum = steps.map(\.amount).reduce(0, +)
    let size = steps.map { abs($0.amount) }.max() ?? 0
    guard abs(sum - total) <= 1e-6 * max(1, size) else { return nil }
  }

  /// Where each step begins and ends, from no difference to all of it.
  var places: [(from: Double, to: Double)] {
    var sum = 0.0
    return steps.map { step in
      defer { sum += step.amount }
      return (sum, sum + step.amount)
    }
  }

  /// The amounts in whole units of the currency, or in hundredths where all are small, so that what is written
  /// adds up as well.
  func texts(_ symbol: String) -> (steps: [String], total: String) {
    let isSmall = steps.allSatisfy { abs($0.amount) < 100 } && abs(total) < 100
    let unit = isSmall ? 100.0 : 1
    func text(_ units: Double) -> String {
      let amount = units / unit
      let digits = NumberText.group(NumberText.fixed(abs(amount), isSmall ? 2 : 0))
      return (amount == 0 ? "" : amount > 0 ? "+" : "-") + symbol + digits
    }
    // Sums are rounded, not what is added to them.
    let sums = [0] + places.map { ($0.to * unit).rounded() }
    return (zip(sums.dropFirst(), sums).map { text($0 - $1) }, text(sums[sums.count - 1]))
  }
}

extension ComparisonCharts {
  /// A bridge a variant: from no difference in profit to all of it, account by account.
  static func bridge(_ outcome: ComparisonOutcome) -> Chart? {
    let display = Display(outcome.baseline.scenario)
    let bridges = outcome.variants.compactMap { variant in
      ProfitBridge(variant, baseline: outcome.baseline).map { (title: variant.title, bridge: $0) }
    }.filter { !$0.bridge.steps.isEmpty }
    guard !bridges.isEmpty else { return nil }
    var table = Table(
      "", "", ["variant", "account", "adds to profit", "95% CI"].map { Column($0, "", "") })
    for (title, bridge) in bridges {
      let texts = bridge.texts(display.symbol)
      for (step, text) in zip(bridge.steps, texts.steps) {
        table.append([
          .text(title), .text(step.name), .text(text),
          .text(display.differenceInterval(step.lower, step.upper, .money)),
        ])
      }
      table.append([.text(title), "profit", .text(texts.total), .none])
    }
    let extent = bridges.flatMap { $0.bridge.places.flatMap { [$0.from, $0.to] } }
    let said = bridges.map { title, bridge in
      "\(title) \(display.difference(bridge.total, .money))"
    }
    let first = bridges[0].bridge
    let texts = first.texts(display.symbol).steps
    let main = zip(first.steps, texts).sorted { abs($0.0.amount) > abs($1.0.amount) }.prefix(3)
      .map { step, text in
        "\(step.name) \(step.amount > 0 ? "adds" : "takes") \(text.drop { $0 == "+" || $0 == "-" })"
      }
    return Chart(
      "profit_bridge",
      title: bridges.count == 1
        ? "Profit \(display.difference(first.total, .money)): \(Display.list(main))"
        : "Where the difference in profit comes from: " + Display.list(said),
      subtitle:
        "Variant less baseline, whole run. \u{25b2} adds to profit, \u{25bc} takes from it; the steps add "
        + "up to the difference.",
      data: table
    ) { frame in
      let panels = bridges.map { title, bridge in
        panel(
          bridges.count == 1 ? "" : title, bridge, extent: [0] + extent, display, in: frame)
      }
      return panels.count == 1
        ? panels[0]
        : ["vconcat": .array(panels), "bounds": "flush", "spacing": 74]
    }
  }

  private static func panel(
    _ title: String, _ bridge: ProfitBridge, extent: [Double], _ display: Display,
    in frame: ChartFrame
  ) -> JSONValue {
    let texts = bridge.texts(display.symbol)
    var rows: [JSONValue] = []
    func add(_ name: String, _ from: Double, _ to: Double, _ text: String, isSum: Bool) {
      let isUp = to >= from
      rows.append([
        "name": .string(Display.capitalised(name)), "from": .number(from), "to": .number(to),
        "right": .number(max(from, to)), "left": .number(min(from, to)),
        "text": .string((isUp ? "\u{25b2} " : "\u{25bc} ") + text),
        "color": .string(isSum ? "#333333" : isUp ? Palette.better : Palette.worse),
      ])
    }
    for ((step, place), text) in zip(zip(bridge.steps, bridge.places), texts.steps) {
      add(step.name, place.from, place.to, text, isSum: false)
    }
    add("profit", 0, bridge.places.last?.to ?? 0, texts.total, isSum: true)
    let names = bridge.steps.map { Display.capitalised($0.name) } + ["Profit"]
    let span = (extent.max() ?? 0) - (extent.min() ?? 0)
    let room = (frame.isNarrow ? 0.6 : 0.3) * span
    var axis = ChartAxis.fit(
      extent + [(extent.max() ?? 0) + room], title: "difference, whole run",
      format: .money(symbol: display.symbol))
    if frame.isNarrow { axis.thin() }
    let height = frame.row(26)
    let y = frame.names("name", order: names, height: height)
    let down: JSONValue = .integer(frame.isNarrow ? 8 : 0)
    func x(_ field: String) -> JSONValue {
      ["field": .string(field), "type": "quantitative", "axis": axis.json, "scale": axis.scale]
    }
    let color: JSONValue = ["field": "color", "type": "nominal", "scale": nil, "legend": nil]
    var view: JSONValue = [
      "width": .number(frame.width(420, labels: 24)),
      "height": .number(height * Double(names.count)), "data": ["values": .array(rows)],
      "layer": [
        [
          "data": ["values": [["zero": 0]]],
          "mark": ["type": "rule", "color": "#333333"], "encoding": ["x": x("zero")],
        ],
        [
          "mark": ["type": "bar", "height": 15, "yOffset": down],
          "encoding": ["y": y, "x": x("from"), "x2": ["field": "to"], "color": color],
        ],
        [
          "mark": ["type": "text", "align": "left", "dx": 6, "dy": down],
          "encoding": ["y": y, "x": x("right"), "text": ["field": "text"], "color": color],
        ],
      ],
    ]
    if !title.isEmpty {
      view = view.merging([
        "title": [
          "text": .array(Chart.wrap(title, at: frame.isNarrow ? 38 : 70).map { .string($0) }),
          "fontSize": 13, "anchor": "start", "frame": "group", "offset": 8,
        ]
      ])
    }
    return view
  }
}
