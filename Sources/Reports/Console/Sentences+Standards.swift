import CustomerExperience
import Documents
import Experiments

/// Standards in words: who keeps to them, and whether they ask for what customers want.
extension Sentences {
  /// How many encounters are to standard, and what the standard is against what customers expect; nil without one.
  func standards(_ outcome: RunOutcome) -> String? {
    guard let share = outcome.estimate("standard_compliance"),
      let satisfaction = outcome.estimate("standard_satisfaction")
    else { return nil }
    var text =
      "Of 100 encounters \(NumberText.fixed(100 * share.mean, 0)) are to standard "
      + "\(interval(share, .fraction)), and customers are satisfied with them at "
      + "\(NumberText.fixed(satisfaction.mean, 1)) points of 100."
    if let distance = outcome.estimate("standard_against_expected") {
      let size = NumberText.fixed(abs(distance.mean), 1)
      text +=
        distance.mean < 0
        ? " The standard lies \(size) points below what customers expect: keeping to it perfectly still leaves them "
          + "short."
        : " The standard lies \(size) points above what customers expect: an encounter that is to standard gives them more "
          + "than they expect."
    }
    if let checks = outcome.estimate("standard_checks"),
      let cost = outcome.estimate("standard_cost"), checks.mean > 0
    {
      text +=
        " \(NumberText.grouped(checks.mean.rounded())) checks cost \(display.money(cost.mean)), the time of those who are checked "
        + "not counted."
    }
    return text
  }
}
