import CustomerExperience
import Documents
import Experiments

/// What each rule of the retention strategy finds, and keeps.
extension RunCharts {
  /// Of each rule, the customers approached, those who took the offer and those whom it kept.
  static func strategy(_ outcome: RunOutcome) -> Chart? {
    var table = Table(
      "", "",
      ["rule", "approached", "took the offer", "kept by it", "spent", "spent for one kept"]
        .map { Column($0, "", "") })
    let display = Display(outcome.scenario)
    var bars: [NamedBar] = []
    for rule in SubjectKind.rule.ids(in: outcome.scenario) {
      func mean(_ metric: String) -> Double? {
        outcome.estimate(metric, SubjectKind.rule.subject(rule))?.mean
      }
      guard let approached = mean("strategy_approached"), approached > 0,
        let taken = mean("strategy_taken"), let kept = mean("strategy_kept")
      else { continue }
      table.append([
        .text(rule), .text(NumberText.grouped(approached)), .text(NumberText.grouped(taken)),
        .text(NumberText.fixed(kept, 1)),
        .text(mean("strategy_spend").map { display.money($0) } ?? ""),
        .text(mean("strategy_cost_of_kept").map { display.money($0) } ?? ""),
      ])
      for (name, value) in [("approached", approached), ("took it", taken), ("kept by it", kept)] {
        bars.append(
          NamedBar(name: "\(rule): \(name)", value: value, label: NumberText.grouped(value)))
      }
    }
    guard !bars.isEmpty, let taken = outcome.estimate("strategy_taken"), taken.mean > 0,
      let kept = outcome.estimate("strategy_kept")
    else { return nil }
    return Chart(
      "strategy",
      title:
        "Of 100 offers taken \(NumberText.fixed(100 * kept.mean / taken.mean, 0)) keep a customer who would have "
        + "left",
      subtitle:
        "By rule: customers approached, those who took the offer, and those who stayed with it and, with the same luck, "
        + "would have left without it.", data: table
    ) { frame in Self.bars(bars, axis: "customers", in: frame) }
  }
}
