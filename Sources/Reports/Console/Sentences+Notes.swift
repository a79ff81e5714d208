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

  /// What a reader must know where customers of a repertoire market come less and are "kept" for it; nil elsewhere.
  func rarer(_ variant: VariantOutcome) -> String? {
    guard scenario.customers.relationship == .repertoire else { return nil }
    func clear(_ id: String, _ isRight: (Double) -> Bool) -> Bool {
      variant.differences.contains {
        $0.metric.id == id && $0.subject == "all" && $0.verdict == .clear
          && isRight($0.difference.mean)
      }
    }
    let retention = ["retention_12m", "retention_24m", "retention_36m"]
    guard clear("revenue", { $0 < 0 }), retention.contains(where: { clear($0) { $0 > 0 } }) else {
      return nil
    }
    return
      "Customers come less often with \(variant.title), and who comes less often drops out less often: that "
      + "more of them have not dropped out is no success here. Look at the money."
  }
}
