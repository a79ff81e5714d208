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
    var rest = outcome.variants[...]
    while !rest.isEmpty {
      var count = rest.count
      var block = table(Array(rest), outcome)
      while count > 1 && block.contains(where: { trimmed($0).count > width }) {
        count -= 1
        block = table(Array(rest.prefix(count)), outcome)
      }
      lines += [""] + block
      rest = rest.dropFirst(count)
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
      let told =
        sentences.inShort(variant)
        + [sentences.pasts(variant), sentences.changed(variant)].compactMap(\.self)
      if !told.isEmpty { lines += [""] + told.flatMap { Chart.wrap($0, at: 98) } }
    }
    if let best = sentences.best(outcome) { lines += [""] + Chart.wrap(best, at: 98) }
    return lines.map { trimmed($0) + "\n" }.joined()
  }

  private static func table(_ variants: [VariantOutcome], _ outcome: ComparisonOutcome) -> [String]
  {
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
          interval.isEmpty ? "" : "(\(interval))", verdict(row),
        ]
      }
    }
    let nameWidth = names.map(\.count).max() ?? 0
    let cells = columns.map { column -> [String] in
      let widths = (0..<3).map { i in column.map { $0[i].count }.max() ?? 0 }
      return column.map { cell in
        (0..<3).map { pad(cell[$0], widths[$0]) }.joined(separator: "  ")
      }
    }
    let widths = zip(cells, variants).map { max($0.map(\.count).max() ?? 0, $1.title.count) }
    var lines = [
      pad("", nameWidth + 4)
        + zip(variants, widths).map { pad($0.title, $1) }.joined(separator: "    ")
    ]
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
