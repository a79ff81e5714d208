import CustomerExperience
import Documents
public import Experiments

extension ConsoleReport {
  /// What a comparison showed: a table with a column a variant, and what can be said of it.
  ///
  /// - Parameters:
  ///   - outcome: What the comparison showed.
  ///   - width: Columns of the terminal; as many variants as fit stand side by side.
  /// - Returns: Lines, each ended by a newline.
  public static func comparison(_ outcome: ComparisonOutcome, width: Int = 132) -> String {
    let sentences = Sentences(outcome.baseline.scenario)
    var lines = ["Same customers, same luck, " + counted(outcome.pairs, "pair")]
    if let saved = sentences.sharedLuck(outcome) { lines[0] += " (\(saved))" }
    if outcome.variants.count > 1 {
      let forms = [false, true].map { options(outcome, isBrief: $0) }
      lines += [""] + (forms.first { $0.allSatisfy { trimmed($0).count <= width } } ?? forms[1])
    }
    // Side by side, all of them or none: with their intervals where there is room, else without.
    let forms = [true, false].map { table(outcome.variants, outcome, hasIntervals: $0) }
    if let fitting = forms.first(where: { form in form.allSatisfy { trimmed($0).count <= width } })
      ?? (outcome.variants.count < 2 ? forms[0] : nil)
    {
      lines += [""] + fitting
      if fitting != forms[0] {
        lines += ["", "  The intervals are in the report and in comparison.csv."]
      }
    } else {
      for variant in outcome.variants {
        lines += [""] + table([variant], outcome, hasIntervals: true)
      }
    }
    let headlines = outcome.variants.flatMap(ComparisonCharts.headlineRows)
    let unclear = headlines.filter { $0.verdict == .unclear }
    var legend: [String] = []
    if !unclear.isEmpty {
      let more = unclear.contains { $0.morePairs != nil }
      legend.append(
        "  ·  cannot tell yet" + (more ? "; about so many more pairs would probably show it" : ""))
    }
    if let small = headlines.first(where: { $0.verdict == .small }) {
      legend.append(
        "  \(tooSmall)  to matter, at either end of its interval "
          + "(cxlab explain \(small.metric.id) says what would)")
    }
    if !legend.isEmpty { lines += [""] + legend }
    for variant in outcome.variants {
      let told = sentences.told(variant)
      if !told.isEmpty { lines += [""] + told.flatMap { Chart.wrap($0, at: 98) } }
    }
    if let best = sentences.best(outcome) { lines += [""] + Chart.wrap(best, at: 98) }
    return lines.map { trimmed($0) + "\n" }.joined()
  }

  /// All options, a line each.
  private static func options(_ outcome: ComparisonOutcome, isBrief: Bool) -> [String] {
    guard let table = OptionsTable.table(outcome, isBrief: isBrief) else { return [] }
    let rows = [table.columns.map(\.name)] + table.rows.map { $0.map(\.field) }
    let widths = table.columns.indices.map { i in rows.map { $0[i].count }.max() ?? 0 }
    // A long name takes several lines.
    let room = min(36, widths[0])
    return rows.flatMap { row -> [String] in
      // A word without an end, such as a setting, is cut.
      let name =
        row[0].isEmpty
        ? [""]
        : Chart.wrap(row[0], at: room).map { $0.count > room ? $0.prefix(room - 1) + "…" : $0 }
      let cells = zip(row, widths).dropFirst().map { pad($0, $1) }
      let first = "  " + pad(name[0], room + 2) + cells.joined(separator: "  ")
      return [first] + name.dropFirst().map { "    " + $0 }
    }
  }

  private static func table(
    _ variants: [VariantOutcome], _ outcome: ComparisonOutcome, hasIntervals: Bool
  ) -> [String] {
    let scenario = outcome.baseline.scenario
    let display = Display(scenario)
    var names: [String] = []
    for variant in variants {
      for row in ComparisonCharts.headlineRows(variant) {
        let name = ComparisonCharts.name(row, scenario)
        if !names.contains(name) { names.append(name) }
      }
    }
    guard !names.isEmpty else { return ["  no difference in any headline figure"] }
    let columns = variants.map { variant -> [[String]] in
      let rows = ComparisonCharts.headlineRows(variant)
      return names.map { name in
        guard let row = rows.first(where: { ComparisonCharts.name($0, scenario) == name }) else {
          return ["0", "", "same"]
        }
        let interval = display.differenceInterval(
          row.adjustedLower, row.adjustedUpper, of: row)
        return [
          display.difference(row.difference.mean, of: row),
          interval.isEmpty || !hasIntervals ? "" : "(\(interval))", verdict(row),
        ]
      }
    }
    let nameWidth = names.map(\.count).max() ?? 0
    let cells = columns.map { column -> [String] in
      let widths = (0..<3).map { i in column.map { $0[i].count }.max() ?? 0 }
      let shown = widths.indices.filter { widths[$0] > 0 }
      return column.map { cell -> String in
        shown.map { pad(cell[$0], widths[$0]) }.joined(separator: "  ")
      }
    }
    // A long title takes several lines where others stand beside it.
    let titles = zip(cells, variants).map { cells, variant -> [String] in
      let room = max(20, cells.map(\.count).max() ?? 0)
      return variants.count > 1 ? Chart.wrap(variant.title, at: room) : [variant.title]
    }
    let widths = zip(cells, titles).map { cells, title in
      (cells + title).map(\.count).max() ?? 0
    }
    var lines: [String] = []
    for line in 0..<(titles.map(\.count).max() ?? 0) {
      let parts = zip(titles, widths).map { title, width -> String in
        pad(line < title.count ? title[line] : "", width)
      }
      lines.append(pad("", nameWidth + 4) + parts.joined(separator: "    "))
    }
    for (i, name) in names.enumerated() {
      lines.append(
        "  " + pad(name, nameWidth + 2)
          + zip(cells, widths).map { pad($0[i], $1) }.joined(separator: "    "))
    }
    return lines
  }

  /// What stands beside a difference that does not matter.
  private static let tooSmall = "too small"

  /// Whether a difference is clear, and what it would take.
  private static func verdict(_ row: DifferenceRow) -> String {
    switch row.verdict {
    case .clear: return "clear"
    case .small: return tooSmall
    case .unclear, .same: break
    }
    return row.morePairs.map { "·  \($0) more" } ?? "·"
  }
}
