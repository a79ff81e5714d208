import CustomerExperience
import Documents
import Experiments

extension Sentences {
  /// What a reader must know of a change that comes late in the horizon.
  ///
  /// It is paid for, and has little time to pay off. Nil where the last of a variant's changes has a year left.
  func late(_ variant: VariantOutcome) -> String? {
    let months = variant.outcome.months
    guard let last = variant.outcome.scenario.lastChange(besides: scenario) else { return nil }
    let left = Double(months) - last
    guard left > 0, left < 12 else { return nil }
    let time = left < 1 ? "less than a month" : counted(Int(left.rounded(.down)), "month")
    var text =
      "The last of what \(variant.title) does comes in month \(NumberText.significant(last)) of \(months): it is "
      + "paid for in full, and has \(time) to pay off."
    if let equity = variant.differences.first(where: {
      $0.metric.id == "customer_equity" && $0.subject == "all"
    }), equity.verdict != .same {
      text +=
        " What it is worth to customers in the years after stands in customer equity: "
        + display.difference(equity.difference.mean, of: equity) + "."
    }
    return text
  }
}
