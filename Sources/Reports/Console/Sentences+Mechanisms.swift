import CustomerExperience
import Documents
import Experiments

/// The main figures of a mechanism that a scenario need not have.
struct MechanismFigures: Equatable {
  /// What it is called.
  var name: String
  /// Its figures with their intervals, each in some words.
  var figures: [String]
}

extension Sentences {
  /// Promises with a deadline: how many were kept, in all and, where several journeys make them, by each of
  /// those; nil where nothing is promised.
  func promises(_ outcome: RunOutcome) -> MechanismFigures? {
    let id = "promises_kept"
    guard let all = outcome.estimate(id) else { return nil }
    let journeys = outcome.summary.filter {
      $0.metric.id == id && $0.subject != "all" && !$0.estimate.mean.isNaN
    }
    let parts =
      journeys.count > 1
      ? journeys.map {
        "\(Subject($0.subject).name(in: scenario)) \(figure($0.estimate, $0.metric.unit))"
      } : []
    return MechanismFigures(
      name: "promises kept", figures: [figure(all, .fraction) + " of those with a deadline"] + parts
    )
  }

  /// Schemes and instruments that the scenario has, such as a stamp card.
  func schemes(_ outcome: RunOutcome) -> [MechanismFigures] {
    func scheme(_ name: String, _ parts: [(id: String, before: String, after: String)])
      -> MechanismFigures?
    {
      let figures = parts.compactMap { id, before, after -> String? in
        guard let metric = Metric.named(id), let estimate = outcome.estimate(id) else { return nil }
        // A distance that can be to either side has a sign.
        let sign = metric.range == -100...100 && estimate.mean > 0 ? "+" : ""
        return before + sign + figure(estimate, metric.unit) + after
      }
      return figures.isEmpty ? nil : MechanismFigures(name: name, figures: figures)
    }
    return [
      scheme(
        "stamp card",
        [
          ("stamp_member_share", "", " of customers have one"),
          ("stamp_card_cost", "the cards cost ", ""),
          ("stamp_rewards", "", " taken off for full ones"),
          ("stamp_came_anyway", "", " of members' visits would have been made anyway"),
        ]),
      scheme(
        "mystery shoppers",
        [
          ("shopper_score", "score ", ""), ("shopper_truth", "customers met ", ""),
          ("shopper_gap", "off by ", ""), ("shopper_cost", "visits cost ", ""),
        ]),
      outcome.estimate("returns_own_fault") == nil
        ? nil
        : scheme(
          "returns",
          [
            ("return_rate", "", " of purchases come back"),
            ("returns_own_fault", "", " of these are the firm's own doing"),
            ("returns_cost", "they cost ", ""),
          ]),
    ].compactMap(\.self)
  }
}
