import CustomerExperience
import Experiments

/// What it means to be still a customer, in words: under a contract it is known who is one; in a repertoire
/// market nobody says when they leave for good, and whoever has not may still buy seldom or nothing.
struct Staying {
  private let isSigned: Bool

  init(_ scenario: Scenario) { isSigned = scenario.customers.relationship == .contract }

  /// After "90 of 100 customers".
  var verb: String { isSigned ? "are still here" : "have not dropped out" }
  /// On the axis of a chart.
  var axis: String { isSigned ? "still customers" : "not dropped out" }
  /// Below the title of a chart.
  var subtitle: String {
    isSigned
      ? "Customers at the start who are still customers."
      : "Customers at the start who have not dropped out for good, whether or not they still buy."
  }

  /// The share who still buy as far as the till tells, as a sentence; nil under a contract.
  static func active(_ outcome: RunOutcome, _ display: Display) -> String? {
    guard outcome.scenario.customers.relationship == .repertoire,
      let share = outcome.estimate("retention_observed_12m")
    else { return nil }
    let interval = display.interval(share, .fraction)
    return
      "Of those whom the till knew at the start, \(display.percent(share.mean))"
      + (interval.isEmpty ? "" : " (95% CI \(interval))") + " still buy after a year: the "
      + "others have fallen silent for longer than is usual for them."
  }
}
