import CustomerExperience
import Documents
import Experiments

extension Sentences {
  /// Which way of dividing customers finds what they need, and which pays; nil where none was tried.
  func segmentation(_ outcome: RunOutcome) -> String? {
    let explained = RunCharts.methods(outcome, "segmentation_explained")
    let profit = RunCharts.methods(outcome, "segmentation_profit")
    guard let best = explained.first, let pays = profit.first else { return nil }
    var text = "Nobody in the firm sees what customers need. Of what is on record, "
    text += "\(best.name) comes nearest to it: \(Display.roundPercent(best.value.mean)) explained. "
    text +=
      "An offer pays most by \(pays.name): \(display.value(pays.value.mean, .money)) a customer"
    if let last = profit.last, last.name != pays.name {
      text += ", against \(display.value(last.value.mean, .money)) by \(last.name)"
    }
    return text + ". A method that explains more need not pay more: it must reach people, too."
  }
}
