import CustomerExperience
import Experiments

/// How tables name a metric's unit.
package func tableUnit(_ metric: Metric, currency: String) -> String {
  switch metric.unit {
  case .money: currency
  default: metric.unit.rawValue
  }
}

/// A subject such as `team:first-line`, taken apart.
package struct Subject: Hashable {
  package var kind: SubjectKind
  package var id: String

  package init(_ text: String) {
    let parts = text.split(separator: ":", maxSplits: 1).map(String.init)
    if parts.count == 2, let kind = SubjectKind.named(parts[0]) {
      (self.kind, id) = (kind, parts[1])
    } else {
      (kind, id) = (.all, "")
    }
  }

  /// Its name for people, from the scenario.
  package func name(in scenario: Scenario) -> String {
    kind == .all ? "all" : kind.name(of: id, in: scenario)
  }
}

extension RunOutcome {
  /// The summary's estimate of a metric.
  package func estimate(_ metric: String, _ subject: String = "all") -> Estimate? {
    summary.first { $0.metric.id == metric && $0.subject == subject }?.estimate
  }

  /// The monthly series of a metric.
  package func series(_ metric: String, _ subject: String = "all") -> [Estimate?]? {
    guard
      let estimates = timeline.first(where: { $0.metric.id == metric && $0.subject == subject })?
        .estimates, estimates.contains(where: { $0 != nil })
    else { return nil }
    return estimates
  }

  /// A retention curve.
  package func curve(view: String = "truth", cohort: String = "initial", segment: String = "all")
    -> RetentionCurve?
  {
    retention.first { $0.view == view && $0.cohort == cohort && $0.segment == segment }
  }
}
