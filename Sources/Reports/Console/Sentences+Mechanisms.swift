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

  /// What else the scenario has that a run tells of, a line each; their sections of the page say more.
  func mechanisms(_ outcome: RunOutcome) -> [MechanismFigures] {
    func line(_ name: String, _ parts: String?...) -> MechanismFigures? {
      let figures = parts.compactMap(\.self)
      return figures.isEmpty ? nil : MechanismFigures(name: name, figures: figures)
    }
    func told(_ id: String, _ words: String, of subject: String = "all") -> String? {
      guard let metric = Metric.named(id), let estimate = outcome.estimate(id, subject) else {
        return nil
      }
      return "\(figure(estimate, metric.unit)) \(words)"
    }
    let happy = SiteOutcome.all(outcome).compactMap { site in
      site.satisfaction.map { (name: site.name, points: $0) }
    }.sorted { $0.points.mean > $1.points.mean }
    func told(_ site: (name: String, points: Estimate)?) -> String? {
      site.map { "satisfaction \(figure($0.points, .points)) at \($0.name)" }
    }
    let family = told(
      "account_retention_12m", "of family accounts are customers a year later",
      of: SubjectKind.account.subject("family"))
    let even = outcome.consistency.first { $0.source == .all }?.salesChange
    return [
      line(
        "uneven service",
        even.map {
          "without it sales would change by \($0.mean > 0 ? "+" : "")\(figure($0, .fraction))"
        }),
      line(
        "appointments", told("no_show_rate", "do not turn up"),
        told("slots_used", "of the slots are used")),
      line(
        "contacts by the firm",
        told("irritated_share", "of customers get more than they tolerate")),
      line("sites", told(happy.first), happy.count > 1 ? told(happy.last) : nil),
      line("standards", told("standard_compliance", "of encounters are to standard")),
      line(
        "retention strategy", told("strategy_kept", "customers kept"),
        told("strategy_cost_of_kept", "spent for each")),
      line(
        "suggestions", told("suggestions_captured", "written down"),
        told("suggestions_adopted", "adopted")),
      line(
        "households", family ?? told("persons_per_customer", "persons behind a customer"),
        told("account_retention_12m", "of others", of: SubjectKind.account.subject("other"))),
      line(
        "P(alive)", told("alive_mean", "are still customers by the till"),
        told("alive_truth", "in truth")),
    ].compactMap(\.self)
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
