/// Who serves, and how they fare.
public struct StaffFigures: Sendable, BitwiseCopyable {
  /// Staff.
  public let staff: Figure<Recorded>
  /// What the staff are paid, whoever bears it.
  public let payroll: Figure<Recorded>
  /// Minutes of the month in which the team is open.
  let open: Counter
  /// On duty.
  public let onDuty: Figure<Recorded>
  /// The integral of skill over the time of those who work, and that time.
  let skillArea: Counter
  let skillMinutes: Counter
  /// Skill.
  public let skill: Figure<Truth>
  /// Engagement.
  public let engagement: Figure<Truth>
  /// Burnout.
  public let burnout: Figure<Truth>
  /// Those who quit, and posts times months.
  let quits: Counter
  let postMonths: Counter
  /// Staff turnover.
  public let turnover: Figure<Recorded>

  init(_ declare: inout FigureBuilder, contacts: ContactFigures) {
    staff = declare.level(
      "staff", "staff", .count, [.team], .neither, "People on the payroll.")
    payroll = declare.count(
      "payroll", "pay in all", .money, [.all, .team], .neither,
      "What the staff are paid in all; of a team whose background pays its share, staff_cost is only the part "
        + "that is charged to the simulated customers.",
      isThere: declare.holds { scenario in
        scenario.teams.contains { $0.background?.pays == .share }
      })
    open = declare.counter(by: .team)
    onDuty = declare.ratio(
      "on_duty", "on duty", .count, [.team], .neither,
      "Mean number of people serving or ready to serve in the opening hours; those who serve on after closing count, "
        + "too.",
      of: [contacts.duty], over: [open])
    skillArea = declare.counter(by: .team)
    skillMinutes = declare.counter(by: .team)
    skill = declare.ratio(
      "skill_mean", "skill", .level, [.team], .up,
      "Mean skill of the team over the five dimensions, 0 to 1, training included.",
      of: [skillArea], over: [skillMinutes])
    engagement = declare.level(
      "engagement_mean", "engagement", .level, [.team], .up,
      "Mean engagement of the team, 0 to 1.")
    burnout = declare.level(
      "burnout_mean", "burnout", .level, [.team], .down, "Mean burnout of the team, 0 to 1.")
    quits = declare.counter(by: .team)
    postMonths = declare.counter(by: .team)
    turnover = declare.ratio(
      "turnover", "staff turnover", .fraction, [.team], .down,
      "Employees who quit in a year, as a share of the posts.", of: [quits], over: [postMonths],
      factor: 12, range: 0...(.infinity))
  }
}
