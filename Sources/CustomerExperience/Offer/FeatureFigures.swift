extension SubjectKind {
  /// A feature of the offer.
  public static let feature = SubjectKind(
    "feature",
    sheet: Sheet(
      6, "features.csv", "Each feature of the offer month by month (means).", isOptional: true)
  ) { $0.features }
}

/// What features of the offer do.
public struct FeatureFigures: Sendable, BitwiseCopyable {
  /// Encounters at which a feature was there, and at which it was not; and the satisfaction with them.
  let with: Counter
  let without: Counter
  let satisfactionWith: Counter
  let satisfactionWithout: Counter
  /// Was there.
  public let share: Figure<Recorded>
  /// Satisfaction with it.
  public let pleased: Figure<Truth>
  /// Satisfaction without it.
  public let missed: Figure<Truth>
  /// What features cost.
  public let cost: Account

  init(_ declare: inout FigureBuilder) {
    let isThere = declare.holds { !$0.features.isEmpty }
    with = declare.counter(by: .feature)
    without = declare.counter(by: .feature)
    satisfactionWith = declare.counter(by: .feature)
    satisfactionWithout = declare.counter(by: .feature)
    share = declare.ratio(
      "feature_share", "feature was there", .fraction, [.feature], .neither,
      "Share of the encounters it matters at at which the feature was there.", of: [with],
      over: [with, without], isThere: isThere)
    pleased = declare.ratio(
      "feature_satisfaction_with", "satisfaction with the feature", .points, [.feature], .up,
      "Mean satisfaction with encounters at which the feature was there.", of: [satisfactionWith],
      over: [with], isThere: isThere)
    missed = declare.ratio(
      "feature_satisfaction_without", "satisfaction without the feature", .points, [.feature],
      .neither, "Mean satisfaction with encounters at which the feature was not there.",
      of: [satisfactionWithout], over: [without], isThere: isThere)
    cost = declare.account(
      "feature_cost", "features", "What features of the offer cost.", of: [.all, .feature],
      isThere: isThere)
  }
}
