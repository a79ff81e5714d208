import CustomerExperience
import DiscreteEvents
import Documents
import Experiments
import Reports
import Studies

/// The charts of a sweep: never points one by one, always means of some with what varies around them.
struct SweepCharts {
  let view: SweepView

  /// A value of a key on an axis, with the settings or worlds that have it.
  struct Group {
    /// The place on the axis.
    var x: Double
    /// The value in words.
    var text: String
    /// Points of the plan.
    var points: [Int]
  }

  /// More values than this are put together in bins.
  static let mostValues = 12
  static let mostColours = 6
  /// Of more keys of the world than this, only those that matter most are drawn.
  static let mostWorldKeys = 6

  /// Every chart, experiment by experiment.
  func all() -> [Chart] {
    view.plan.experiments.indices.flatMap { experiment -> [Chart] in
      let points = view.plan.points.indices.filter {
        view.plan.points[$0].experiment == experiment && view.results.states[$0] == .done
      }
      // Of a key's values, those that occur here.
      let varied = view.keys.compactMap { key -> SweepView.Key? in
        guard key.places[experiment] != nil else { return nil }
        var isPresent = Array(repeating: false, count: key.texts.count)
        for point in points { isPresent[key.code(point)] = true }
        var key = key
        key.order.removeAll { !isPresent[$0] }
        return key.varies ? key : nil
      }
      guard !points.isEmpty else { return [] }
      let suffix =
        view.plan.experiments.count > 1
        ? "_" + view.plan.experiments[experiment].name.replacing("-", with: "_") : ""
      let levers = varied.filter(\.isLever)
      return responses(levers, points, suffix) + heatMaps(levers, points, suffix)
        + worlds(varied.filter { !$0.isLever }, points, suffix)
    }
  }

  // MARK: - Response curves

  private func responses(_ levers: [SweepView.Key], _ points: [Int], _ suffix: String) -> [Chart] {
    let sampled = levers.filter(isSampled)
    let listed = levers.filter { !isSampled($0) }.sorted {
      ($0.isNumeric ? 0 : 1, -$0.order.count) < ($1.isNumeric ? 0 : 1, -$1.order.count)
    }
    var charts = sampled.map { lever in
      Chart(
        "response_\(Self.slug(lever.name))\(suffix)",
        title: "Outcomes over the range of \(lever.name)",
        subtitle: "Line: mean of the settings in each part of the range, all other levers varying. "
          + "Band: 10th to 90th percentile of those settings.",
        data: data(view.plan.outcomes.indices.map { ($0, nil) }, lever, points)
      ) { frame in
        grid(
          view.plan.outcomes.indices.map { o in
            panel(o, lever, [(nil, points)], title: view.name(o), in: frame, betweenSettings: true)
          }, in: frame)
      }
    }
    guard let main = listed.first else { return charts }
    let colour = listed.dropFirst().first { (2...Self.mostColours).contains($0.order.count) }
    let facet = listed.dropFirst().first {
      $0.path != colour?.path && (2...4).contains($0.order.count)
    }
    let others = levers.count - 1 - (colour == nil ? 0 : 1)
    func series(_ points: [Int]) -> [(String?, [Int])] {
      colour.map { key in groups(key, points).map { ($0.text, $0.points) } } ?? [(nil, points)]
    }
    let lines = colour.map { " Lines: \($0.name)." } ?? ""
    if let facet {
      charts += view.plan.outcomes.indices.map { o in
        let parts = groups(facet, points)
        return Chart(
          "response_\(view.slug(o))\(suffix)",
          title: "\(Display.capitalised(view.name(o))) by \(main.name)",
          subtitle: bandText(others - 1) + lines + " Panels: \(facet.name).",
          data: data([(o, facet)], main, points, colour)
        ) { frame in
          grid(
            parts.map { part in
              panel(
                o, main, series(part.points), title: "\(facet.name) = \(part.text)", in: frame,
                extentOf: parts.map(\.points).flatMap { series($0).map(\.1) })
            }, in: frame)
        }
      }
    } else {
      charts.append(
        Chart(
          "responses\(suffix)",
          title: "Outcomes by \(main.name)" + (colour.map { " and \($0.name)" } ?? ""),
          subtitle: bandText(others) + lines,
          data: data(view.plan.outcomes.indices.map { ($0, nil) }, main, points, colour)
        ) { frame in
          grid(
            view.plan.outcomes.indices.map { o in
              panel(o, main, series(points), title: view.name(o), in: frame)
            }, in: frame)
        })
    }
    return charts
  }

  private func bandText(_ others: Int) -> String {
    (view.hasWorlds
      ? "Dots: mean over the sampled worlds. Bars: 10th to 90th percentile of the worlds."
      : view.plan.replications > 1
        ? "Dots: mean of the runs. Bars: 95% CI of the mean." : "Dots: one run each.")
      + (others > 0 ? " Other levers are averaged over." : "")
  }

  // MARK: - What the world does

  private func worlds(_ keys: [SweepView.Key], _ points: [Int], _ suffix: String) -> [Chart] {
    let drawn =
      keys.count <= Self.mostWorldKeys
      ? keys
      : keys.map { (key: $0, share: explained(by: $0, points)) }
        .sorted { $0.share > $1.share }.prefix(Self.mostWorldKeys).map(\.key)
    return drawn.map { key in
      Chart(
        "world_\(Self.slug(key.name))\(suffix)",
        title: "Outcomes by \(key.name), which nobody sets",
        subtitle: "Mean over all lever settings. "
          + (isSampled(key)
            ? "Band: 10th to 90th percentile of the worlds in each part of the range."
            : hasSeveralWorlds(key, points)
              ? "Bars: 10th to 90th percentile of the worlds with that value."
              : view.plan.replications > 1
                ? "Bars: 95% CI of the mean, due to luck that all worlds share." : "")
          + along(key, keys, points),
        data: data(view.plan.outcomes.indices.map { ($0, nil) }, key, points)
      ) { frame in
        grid(
          view.plan.outcomes.indices.map { o in
            panel(
              o, key, [(nil, points)], title: view.name(o), in: frame,
              isJoined: keys.count == 1 || isSampled(key),
              beside: keys.count == 2 ? keys.first { $0.path != key.path } : nil)
          }, in: frame)
      }
    }
  }

  /// What else varies where a key of the world does, so that nobody puts down to it what others do; empty where
  /// it varies alone.
  private func along(_ key: SweepView.Key, _ keys: [SweepView.Key], _ points: [Int]) -> String {
    let others = keys.filter { $0.path != key.path }
    guard !others.isEmpty else { return "" }
    var seen: Set<Int> = []
    let worlds = points.filter { seen.insert(view.plan.points[$0].world).inserted }
    let tied = others.compactMap { other -> (name: String, tie: Double)? in
      guard let tie = Self.correlation(worlds.map { (number(key, $0), number(other, $0)) }),
        abs(tie) >= 0.3
      else { return nil }
      return (other.name, tie)
    }.sorted { (abs($1.tie), $0.name) < (abs($0.tie), $1.name) }.prefix(3)
    guard !tied.isEmpty else {
      let names = others.prefix(4).map(\.name)
      return hasWords(beside: key, others)
        ? " Each dot is a world of its own; beside it: its \(names[0])."
        : " Each world also has its own \(Display.list(names))"
          + (others.count > 4 ? " and more" : "") + ": what that does is in here, too."
    }
    let named = tied.map { name, tie in
      "\(tie > 0 ? "higher" : "lower") \(name) (correlation \(NumberText.fixed(tie, 2)))"
    }
    return
      " Not its doing alone: in these \(worlds.count) worlds a higher \(key.name) happens to go with "
      + Display.list(named) + "."
      + (hasWords(beside: key, others) ? " Beside each dot: \(others[0].name)." : "")
  }

  /// Whether the dots of a key have words of the only other one.
  private func hasWords(beside key: SweepView.Key, _ others: [SweepView.Key]) -> Bool {
    others.count == 1 && !isSampled(key)
  }

  /// A key's value as a number: a word by its place.
  private func number(_ key: SweepView.Key, _ point: Int) -> Double {
    let code = key.code(point)
    return key.isNumeric ? key.numbers[code] : Double(key.order.firstIndex(of: code) ?? 0)
  }

  /// Pearson's correlation; nil where one of the two does not vary.
  static func correlation(_ pairs: [(Double, Double)]) -> Double? {
    guard pairs.count > 2 else { return nil }
    let count = Double(pairs.count)
    let (x, y) = (pairs.map(\.0).reduce(0, +) / count, pairs.map(\.1).reduce(0, +) / count)
    let cross = pairs.map { ($0.0 - x) * ($0.1 - y) }.reduce(0, +)
    let squares = (
      pairs.map { ($0.0 - x) * ($0.0 - x) }.reduce(0, +),
      pairs.map { ($0.1 - y) * ($0.1 - y) }.reduce(0, +)
    )
    guard squares.0 > 0, squares.1 > 0 else { return nil }
    return cross / (squares.0 * squares.1).squareRoot()
  }

  /// The share of the variance between worlds that a key's values explain, of the outcome of which they
  /// explain most, adjusted for the number of parts that the values fall in (Kelley's ε²).
  private func explained(by key: SweepView.Key, _ points: [Int]) -> Double {
    let parts = groups(key, points).map(\.points)
    return view.plan.outcomes.indices.map { outcome in
      let worlds = parts.map { worldMeans(outcome, $0) }.filter { !$0.isEmpty }
      let all = Tally(worlds.flatMap { $0 })
      guard all.count > worlds.count, all.variance > 0 else { return 0 }
      let within = worlds.map { Tally($0).variance * Double($0.count - 1) }
        .filter(\.isFinite).reduce(0, +)
      return 1 - within / Double(all.count - worlds.count) / all.variance
    }.max() ?? 0
  }

  /// An outcome's mean over the settings, world by world.
  private func worldMeans(_ outcome: Int, _ points: [Int]) -> [Double] {
    var means: [Int: Tally] = [:]
    for point in points {
      guard let estimate = view.results.estimate(point, outcome) else { continue }
      means[view.plan.points[point].world, default: Tally()].add(estimate.mean)
    }
    return means.sorted { $0.key < $1.key }.map(\.value.mean)
  }

  /// Whether several worlds have a value of a key in common.
  private func hasSeveralWorlds(_ key: SweepView.Key, _ points: [Int]) -> Bool {
    groups(key, points).contains { group in
      Set(group.points.map { view.plan.points[$0].world }).count > 1
    }
  }

  // MARK: - Panels

  /// Panels side by side, two a row; on a phone one.
  private func grid(_ panels: [JSONValue], in frame: ChartFrame) -> JSONValue {
    [
      "concat": .array(panels), "columns": .integer(frame.columns),
      "spacing": ["row": 26, "column": 40],
    ]
  }

  private func panel(
    _ outcome: Int, _ key: SweepView.Key, _ series: [(String?, [Int])], title: String,
    in frame: ChartFrame, extentOf all: [[Int]]? = nil, betweenSettings: Bool = false,
    isJoined: Bool = true, beside other: SweepView.Key? = nil
  ) -> JSONValue {
    func points(_ members: [Int]) -> [LineSeries.Point] {
      curve(outcome, key, members, betweenSettings: betweenSettings)
    }
    let x = axis(of: key)
    let hasDots = !isSampled(key)
    // Dots of one value stand side by side: bars on top of one another could not be told apart.
    let share = min(
      0.018, 0.06 / Double(series.count), 0.6 / Double(key.order.count * series.count))
    let gap = hasDots ? share * (x.domain.upperBound - x.domain.lowerBound) : 0
    let lines = series.enumerated().map { n, part in
      let shift = gap * (Double(n) - Double(series.count - 1) / 2)
      return LineSeries(
        name: part.0 ?? "", color: Palette.line(n), dash: Palette.dash(n), hasDots: hasDots,
        isJoined: isJoined,
        points: points(part.1).map { point in
          var point = point
          point.x += shift
          return point
        })
    }
    let extent = (all.map { $0.flatMap(points) } ?? lines.flatMap(\.points)).flatMap {
      [$0.mean, $0.lower, $0.upper]
    }
    var chart = LineChart(
      series: lines, x: x, y: axis(of: outcome, extent), in: frame, width: 300, height: 200)
    if let other, hasDots, let all = series.first?.1 {
      chart.background.append(words(of: other, beside: key, outcome, all, chart))
    }
    return chart.json.merging([
      "title": Self.heading(of: title, above: 10)
    ])
  }

  /// What another key of the world is in the world of each dot.
  ///
  /// Who sees both vary at once must not put down to the one what the other does.
  private func words(
    of other: SweepView.Key, beside key: SweepView.Key, _ outcome: Int, _ points: [Int],
    _ chart: LineChart
  ) -> JSONValue {
    let dots = groups(key, points).compactMap { group -> (x: Double, y: Double, text: String)? in
      guard let mean = summary(outcome, group.points)?.mean,
        Set(group.points.map { other.code($0) }).count == 1, let first = group.points.first
      else { return nil }
      return (group.x, mean, other.isNumeric ? short(other, first) : other.text(first))
    }
    func part(_ value: Double, of axis: ChartAxis) -> Double {
      (value - axis.domain.lowerBound) / (axis.domain.upperBound - axis.domain.lowerBound)
    }
    let heights = Self.places(
      ofWords: dots.map {
        (
          chart.width * part($0.x, of: chart.x), chart.height * (1 - part($0.y, of: chart.y)),
          $0.text.count
        )
      })
    let rows = zip(dots, heights).map { dot, height -> JSONValue in
      [
        "x": .number(dot.x), "y": .number(dot.y), "text": .string(dot.text),
        "height": .number(height),
      ]
    }
    let x: JSONValue = [
      "field": "x", "type": "quantitative", "axis": chart.x.json, "scale": chart.x.scale,
    ]
    let y: JSONValue = [
      "field": "y", "type": "quantitative", "axis": chart.axis, "scale": chart.y.scale,
    ]
    return [
      "data": ["values": .array(rows)],
      "mark": [
        "type": "text", "align": "left", "dx": 6, "dy": ["expr": "datum.height"],
        "color": "#555555",
      ],
      "encoding": ["x": x, "y": y, "text": ["field": "text"]],
    ]
  }

  /// How far below their dots words stand, so that none stands on another: a little above where there is room,
  /// else as near as there is.
  ///
  /// - Parameter dots: where each dot is on the plot, from its upper left corner, and the letters of its word.
  static func places(ofWords dots: [(x: Double, y: Double, letters: Int)]) -> [Double] {
    var places: [Double] = []
    for (n, dot) in dots.enumerated() {
      // Seven units a letter at most, and the height of a line.
      let width = 7.0 * Double(dot.letters) + 2
      let free = [-6.0, 9, -20, 23, -34, 37, -48, 51].first { height in
        zip(dots[..<n], places).allSatisfy { other, place in
          abs(dot.y + height - other.y - place) >= 13
            || dot.x >= other.x + 7 * Double(other.letters) + 2 || other.x >= dot.x + width
        }
      }
      places.append(free ?? -6)
    }
    return places
  }

  /// A number of a key in three digits.
  private func short(_ key: SweepView.Key, _ point: Int) -> String {
    let number = key.numbers[key.code(point)]
    return key.unit.hasPrefix("fraction")
      ? NumberText.significant(100 * number, digits: 3) + "%"
      : NumberText.significant(number, digits: 3)
  }

  /// The title of a panel, above the left end of its axis whatever stands before that.
  static func heading(of title: String, above: Int = 8) -> JSONValue {
    [
      "text": .array(Chart.wrap(Display.capitalised(title), at: 40).map { .string($0) }),
      "fontSize": 13, "anchor": "start", "frame": "group", "fontWeight": "bold",
      "offset": .integer(above),
    ]
  }

  /// The mean and what varies around it, value by value of a key.
  private func curve(
    _ outcome: Int, _ key: SweepView.Key, _ points: [Int], betweenSettings: Bool
  ) -> [LineSeries.Point] {
    groups(key, points).compactMap { group in
      summary(
        outcome, group.points, betweenSettings: betweenSettings, isBin: isSampled(key)
      ).map {
        LineSeries.Point(group.x, $0)
      }
    }
  }

  /// The mean of some points, with the spread between their worlds (or settings); in a single world,
  /// with the interval due to luck.
  func summary(_ outcome: Int, _ points: [Int], betweenSettings: Bool = false, isBin: Bool = false)
    -> Estimate?
  {
    func part(_ point: Int) -> Int {
      betweenSettings ? view.plan.points[point].setting : view.plan.points[point].world
    }
    // Settings and worlds are counted from 1.
    let parts = 1 + (points.lazy.map(part).max() ?? 0)
    var sums = Array(repeating: (sum: 0.0, count: 0), count: parts)
    var half = 0.0
    var count = 0
    for point in points {
      guard let estimate = view.results.estimate(point, outcome) else { continue }
      let part = part(point)
      sums[part].sum += estimate.mean
      sums[part].count += 1
      half += estimate.halfWidth
      count += 1
    }
    guard count > 0 else { return nil }
    let means = sums.filter { $0.count > 0 }.map { $0.sum / Double($0.count) }
    let mean = means.reduce(0, +) / Double(means.count)
    guard means.count > 1 else {
      // One world in a part of the range has no spread to show.
      let noise = isBin ? 0 : half / Double(count)
      return Estimate(mean: mean, lower: mean - noise, upper: mean + noise, replications: count)
    }
    let spread = SweepAnalysis.spread(means)
    return Estimate(
      mean: mean, lower: spread.lowerBound, upper: spread.upperBound, replications: count)
  }

  // MARK: - Values of keys

  /// Whether a key has so many values that they go in bins.
  func isSampled(_ key: SweepView.Key) -> Bool {
    key.isNumeric && key.order.count > Self.mostValues
  }

  /// Points by the value of a key, in order; of a sampled key, by part of its range.
  func groups(_ key: SweepView.Key, _ points: [Int]) -> [Group] {
    guard isSampled(key) else {
      var members = Array(repeating: [Int](), count: key.texts.count)
      for point in points { members[key.code(point)].append(point) }
      return key.order.enumerated().compactMap { index, code in
        guard !members[code].isEmpty else { return nil }
        return Group(
          x: key.isNumeric ? key.numbers[code] : Double(index), text: key.texts[code],
          points: members[code])
      }
    }
    // By size, so these are the ends.
    guard let low = key.order.first.map({ key.numbers[$0] }),
      let high = key.order.last.map({ key.numbers[$0] }), high > low
    else { return [] }
    let bins = min(10, max(4, key.order.count / 5))
    var groups = Array(repeating: Group(x: 0, text: "", points: []), count: bins)
    for point in points {
      let value = key.numbers[key.code(point)]
      let bin = min(bins - 1, Int((value - low) / (high - low) * Double(bins)))
      groups[bin].points.append(point)
      groups[bin].x += value
    }
    return groups.filter { !$0.points.isEmpty }.map { group in
      let x = group.x / Double(group.points.count)
      return Group(x: x, text: NumberText.significant(x, digits: 4), points: group.points)
    }
  }

  private func axis(of key: SweepView.Key) -> ChartAxis {
    guard key.isNumeric else {
      let last = Double(max(1, key.order.count - 1))
      return ChartAxis(
        title: key.name, domain: -0.25...last + 0.25, format: .words(key.values),
        ticks: key.order.indices.map { Double($0) }, grid: false)
    }
    let numbers = key.order.map { key.numbers[$0] }
    let unit =
      key.unit.isEmpty || key.unit == "count" || key.unit == "people" ? "" : " (\(key.unit))"
    let (low, high) = (numbers.first ?? 0, numbers.last ?? 1)
    let room = max((high - low) * 0.04, 1e-9)
    let isShare = key.unit.hasPrefix("fraction")
    return ChartAxis(
      title: key.name + (isShare ? key.unit.dropFirst("fraction".count) : unit[...]),
      domain: low - room...high + room, format: isShare ? .percent : .plain,
      ticks: key.isListed && numbers.count <= 8 ? numbers : nil, grid: false)
  }

  private func axis(of outcome: Int, _ extent: [Double]) -> ChartAxis {
    let metric = view.metrics[outcome]
    let format: ChartAxis.Format =
      switch metric.unit {
      case .fraction: .percent
      case .money: .money(symbol: view.display.symbol)
      case .seconds: .duration
      default: .plain
      }
    // A wait is never negative, though the interval of its mean may be.
    let isTime = metric.unit == .seconds
    return ChartAxis.fit(
      extent, title: "", format: format,
      within: isTime ? 0...(.infinity) : nil)
  }

  static func slug(_ name: String) -> String {
    String(name.map { $0.isASCII && ($0.isLetter || $0.isNumber) ? $0 : "_" })
  }

  // MARK: - Data

  /// What the panels of a chart show.
  private func data(
    _ panels: [(outcome: Int, facet: SweepView.Key?)], _ key: SweepView.Key, _ points: [Int],
    _ colour: SweepView.Key? = nil
  ) -> Table {
    let facet = panels.first?.facet
    var columns = [Column("outcome", "", "The outcome.")]
    for part in [facet, colour, key].compactMap({ $0 }) {
      columns.append(Column(part.name, part.unit, part.help))
    }
    columns += [
      Column("mean", "", "The mean."), Column("lower", "", "The lower end of the bar or band."),
      Column("upper", "", "The upper end of the bar or band."),
    ]
    var table = Table("data.csv", "The data of a chart.", columns)
    for (o, facet) in panels {
      for part in facet.map({ groups($0, points) }) ?? [Group(x: 0, text: "", points: points)] {
        let lines =
          colour.map { groups($0, part.points) } ?? [Group(x: 0, text: "", points: part.points)]
        for line in lines {
          for group in groups(key, line.points) {
            guard
              let found = summary(
                o, group.points, betweenSettings: key.isLever && isSampled(key),
                isBin: isSampled(key))
            else { continue }
            table.append(
              [.text(view.name(o))] + (facet == nil ? [] : [.text(part.text)])
                + (colour == nil ? [] : [.text(line.text)])
                + [.text(group.text)]
                + [found.mean, found.lower, found.upper].map { Cell.text(view.value($0, o)) })
          }
        }
      }
    }
    return table
  }
}
