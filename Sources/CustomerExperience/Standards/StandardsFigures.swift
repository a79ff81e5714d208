/// How well teams keep to their standards, and what that does.
public struct StandardsFigures: Sendable, BitwiseCopyable {
  /// Encounters with teams that have a standard, and those of them that were to standard.
  let judged: Counter
  let toStandard: Counter
  /// Compliance.
  public let compliance: Figure<Truth>
  /// The sum of the satisfaction with them.
  let satisfied: Counter
  /// Satisfaction with encounters that have a standard.
  public let satisfaction: Figure<Truth>
  /// The sum of the specification less what customers expected.
  let above: Counter
  /// The specification against what customers expect.
  public let againstExpected: Figure<Truth>
  /// Checks made.
  public let checks: Figure<Recorded>
  /// How far checks have brought a team to its standard.
  public let conformity: Figure<Truth>
  /// What checking costs.
  public let cost: Account

  init(_ declare: inout FigureBuilder) {
    let isThere = declare.holds { $0.teams.contains { $0.standards != nil } }
    judged = declare.counter(by: .team)
    toStandard = declare.counter(by: .team)
    compliance = declare.ratio(
      "standard_compliance", "encounters to standard", .fraction, [.all, .team], .up,
      "Share of the encounters with staff that are to the team's standard: on no dimension of service further below "
        + "its specification than it tolerates, whoever the customer is.",
      of: [toStandard], over: [judged], isThere: isThere)
    satisfied = declare.counter(by: .team)
    satisfaction = declare.ratio(
      "standard_satisfaction", "satisfaction where there is a standard", .points, [.all, .team],
      .up, "Mean satisfaction with the encounters that are held to a standard.",
      of: [satisfied], over: [judged], isThere: isThere)
    above = declare.counter(by: .team)
    againstExpected = declare.ratio(
      "standard_against_expected", "standard against what is expected", .points, [.all, .team],
      .neither,
      "The specification less what customers expect, as they weigh the dimensions; mean over encounters. Below 0 the "
        + "standard is set too low (gap 2): keeping to it perfectly leaves customers short.",
      of: [above], over: [judged], isThere: isThere, range: -100...100)
    checks = declare.count(
      "standard_checks", "checks of the standard", .count, [.all, .team], .neither,
      "Checks of employees against the standard that were made.", isThere: isThere)
    conformity = declare.level(
      "standard_conformity", "brought to the standard", .fraction, [.team], .neither,
      "Mean share of their distance from the specification that checks have taken away from the team's members.",
      isThere: isThere)
    cost = declare.account(
      "standard_cost", "checking the standard",
      "What checks of the standard cost: the time of those who check.", isSpending: true,
      isThere: isThere)
  }
}
