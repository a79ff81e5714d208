import CustomerExperience
import Experiments

/// What it means to be still a customer, in words: under a contract it is known who is one; in a repertoire
/// market nobody says when they leave for good, and whoever has not may still buy seldom or nothing.
struct Staying {
  private let isSigned: Bool
  /// Whether somebody who left may be won back: then to be a customer is one thing, and not to have left another.
  private let isWonBack: Bool

  init(_ scenario: Scenario) {
    isSigned = scenario.customers.relationship == .contract
    isWonBack =
      scenario.loyalty.winBack != nil
      || scenario.phases.contains { $0.settings.loyalty.winBack != nil }
  }

  /// After "90 of 100 customers".
  var verb: String {
    !isSigned ? "have not dropped out" : isWonBack ? "have not left" : "are still here"
  }
  /// On the axis of a chart.
  var axis: String {
    !isSigned ? "not dropped out" : isWonBack ? "have not left" : "still customers"
  }
  /// Below the title of a chart.
  var subtitle: String {
    !isSigned
      ? "Customers at the start who have not dropped out for good, whether or not they still buy."
      : isWonBack
        ? "Customers at the start who have not left since; those who left and were won back are not counted."
        : "Customers at the start who are still customers."
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
