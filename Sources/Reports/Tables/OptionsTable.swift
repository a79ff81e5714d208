import CustomerExperience
import Documents
import Experiments

/// The baseline and all variants in one table: who stays, what it costs and what is left.
enum OptionsTable {
  /// A row an option; nil where nothing is compared.
  ///
  /// - Parameters:
  ///   - isBrief: leaves out what there may be no room for.
  ///   - hasIntervals: whether differences have theirs.
  static func table(
    _ outcome: ComparisonOutcome, isBrief: Bool = false, hasIntervals: Bool = true
  ) -> Table? {
    guard !outcome.variants.isEmpty else { return nil }
    let display = Display(outcome.baseline.scenario)
    let retention =
      ["retention_36m", "retention_24m", "retention_12m", "retention_last_12m"].first {
        outcome.baseline.estimate($0) != nil
      }
    let others = isBrief ? [] : ["revenue_retention_net", "satisfaction_mean"]
    let figures = ([retention].compactMap(\.self) + others)
      .compactMap { id -> Metric? in
        outcome.baseline.estimate(id) == nil ? nil : Metric.named(id)
      }
    let hasMoney = outcome.baseline.estimate("profit") != nil
    var table = Table(
      "", "",
      ([""] + figures.map(\.name)
        + (hasMoney ? ["costs", "profit", "profit against the baseline"] : []))
        .map { Column($0, "", "") })
    func row(_ name: String, _ run: RunOutcome, _ variant: VariantOutcome?) {
      var cells = [name]
      for metric in figures {
        cells.append(run.estimate(metric.id).map { display.value($0.mean, metric) } ?? "")
      }
      if hasMoney {
        let (revenue, profit) = (run.estimate("revenue")?.mean, run.estimate("profit")?.mean)
        cells.append(revenue.flatMap { all in profit.map { display.money(all - $0) } } ?? "")
        cells.append(profit.map(display.money) ?? "")
        let gain = variant?.differences.first { $0.metric.id == "profit" && $0.subject == "all" }
        cells.append(
          gain.map { Self.text($0, display, hasInterval: hasIntervals && !isBrief) } ?? "")
      }
      table.append(cells.map { .text($0) })
    }
    row("baseline", outcome.baseline, nil)
    for variant in outcome.variants { row(variant.title, variant.outcome, variant) }
    return table
  }

  /// A difference with its interval and what can be said of it.
  static func text(_ row: DifferenceRow, _ display: Display, hasInterval: Bool) -> String {
    guard row.verdict != .same else { return "the same" }
    let interval = display.differenceInterval(row.adjustedLower, row.adjustedUpper, of: row)
    return display.difference(row.difference.mean, of: row)
      + (interval.isEmpty || !hasInterval ? "" : " (\(interval))") + ", "
      + ComparisonCharts.Mark(row).word
  }
}
