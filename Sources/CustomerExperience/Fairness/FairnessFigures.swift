extension SubjectKind {
  /// People with a value of an attribute: `age.young`.
  public static let group = SubjectKind("group") { scenario in
    scenario.measurement.fairness
      ? scenario.groups.map {
        ("\($0.attribute).\($0.value)", "\($0.attribute) \($0.value)")
      } : []
  }
}

/// How people are treated and how they fare, by each value of each attribute, and how that differs from others of
/// the same segment.
public struct FairnessFigures: Sendable, BitwiseCopyable {
  /// A measure of a group, and how it differs from the others.
  public struct Measure: Sendable, BitwiseCopyable {
    /// Of the group.
    public let level: Figure<Truth>
    /// Of the group, less that of the others of the same segments.
    public let difference: Figure<Truth>
  }

  /// In the order of ``FairnessMeasure``.
  public let wait, quality, resolved, upheld, satisfaction, retention: Measure

  init(_ declare: inout FigureBuilder) {
    let isThere = declare.holds { $0.measurement.fairness && !$0.groups.isEmpty }
    func made(
      _ declare: inout FigureBuilder, _ of: FairnessMeasure, _ name: String, _ unit: MetricUnit,
      _ better: Metric.Better, _ what: String
    ) -> Measure {
      let level: Figure<Truth> = declare.total(
        of.metric, name, unit, [.group], better, what, isThere: isThere)
      let difference: Figure<Truth> = declare.total(
        of.difference, "\(name), against others", unit, [.group], .neither,
        "The same, less that of people of the same segment with other values of the attribute.",
        isThere: isThere, range: .anything)
      return Measure(level: level, difference: difference)
    }
    wait = made(
      &declare, .wait, "wait by group", .seconds, .down,
      "Mean wait in person, in line, of people with the value of the attribute, who gave up included."
    )
    quality = made(
      &declare, .quality, "quality received by group", .points, .up,
      "Mean quality that they received, as their segment weighs it and before taste.")
    resolved = made(
      &declare, .resolved, "resolved by group", .fraction, .up,
      "Share of their encounters that resolved the need.")
    upheld = made(
      &declare, .upheld, "complaints put right by group", .fraction, .up,
      "Share of their complaints that were put right.")
    satisfaction = made(
      &declare, .satisfaction, "satisfaction by group", .points, .up,
      "Their mean satisfaction at the months' ends.")
    retention = made(
      &declare, .retention, "retention by group", .fraction, .up,
      "Share of those on the books at the start who are when the run ends.")
  }

  subscript(measure: FairnessMeasure) -> Measure {
    switch measure {
    case .wait: wait
    case .quality: quality
    case .resolved: resolved
    case .upheld: upheld
    case .satisfaction: satisfaction
    case .retention: retention
    }
  }
}

/// What is compared between groups of people: how they are treated, and how they fare.
public enum FairnessMeasure: String, Sendable, CaseIterable {
  case wait, quality, resolved, upheld, satisfaction, retention

  /// Whether it is what the firm does to them, and not what comes of it.
  public var isTreatment: Bool { self != .satisfaction && self != .retention }

  /// The id of its figure.
  public var metric: String { "group_\(rawValue)" }
  /// The id of the figure of its difference.
  public var difference: String { "group_\(rawValue)_difference" }
}
