public import CustomerExperience
import DiscreteEvents

/// How a group of people compares with others of the same segments.
public struct FairnessRow: Sendable {
  /// What can be said of a difference.
  public enum Verdict: String, Sendable {
    /// Its interval, adjusted for everything that is compared, excludes zero.
    case differs
    /// It holds zero, or all of it is too small to matter.
    case alike
    /// There is a single replication: nothing can be said.
    case unclear
  }

  /// The attribute.
  public var attribute: String
  /// Its value: who the group is.
  public var value: String
  /// What is compared.
  public var measure: FairnessMeasure
  /// The metric of the group's level.
  public var metric: Metric
  /// Of the group.
  public var level: Estimate
  /// Of the group, less that of the others.
  public var difference: Estimate
  /// Whether the scenario says that anything follows from the attribute.
  public var acts: Bool
  /// What can be said of the difference.
  public var verdict: Verdict
}

extension RunOutcome {
  /// How the groups of people compare, measure by measure; empty where it was not asked for.
  ///
  /// The verdicts hold together: intervals are adjusted for all differences there are (Bonferroni).
  public var fairness: [FairnessRow] {
    guard scenario.measurement.fairness else { return [] }
    var rows: [FairnessRow] = []
    for (attribute, value) in scenario.groups {
      let subject = SubjectKind.group.subject("\(attribute).\(value)")
      func estimate(_ metric: String) -> Estimate? {
        summary.first { $0.metric.id == metric && $0.subject == subject }?.estimate
      }
      for measure in FairnessMeasure.allCases {
        guard let metric = Metric.named(measure.metric), let level = estimate(measure.metric),
          let difference = estimate(measure.difference)
        else { continue }
        rows.append(
          FairnessRow(
            attribute: attribute, value: value, measure: measure, metric: metric, level: level,
            difference: difference, acts: scenario.actsOnSomething(attribute), verdict: .unclear))
      }
    }
    for number in rows.indices {
      rows[number].verdict = Self.verdict(
        rows[number].difference, smallest: rows[number].metric.smallest.size(at: 0),
        among: rows.count)
    }
    return rows
  }

  /// What an interval at 95% allows to say that is one of several.
  static func verdict(_ difference: Estimate, smallest: Double, among count: Int)
    -> FairnessRow.Verdict
  {
    let replications = difference.replications
    guard replications > 1, difference.halfWidth.isFinite else { return .unclear }
    let wider = ConfidenceInterval.studentQuantile(
      level: 1 - 0.05 / Double(max(1, count)), count: replications)
    let half =
      difference.halfWidth * wider
      / ConfidenceInterval.studentQuantile(level: 0.95, count: replications)
    let isClear = abs(difference.mean) > half && abs(difference.mean) + half > smallest
    if isClear { return .differs }
    // Alike are those whose whole interval is too small to matter; of others nothing is known yet.
    return abs(difference.mean) + half <= smallest ? .alike : .unclear
  }
}
