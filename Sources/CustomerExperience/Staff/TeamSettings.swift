import DiscreteEvents
import RandomVariates

/// A team made ready to run.
final class TeamSettings: Sendable {
  let hash: UInt64
  let hours: WeeklyHours
  let roster: Roster
  let staff: Int
  let capacity: Int?
  let absence: Double
  /// Money an hour, and what it comes to in a year of the contracted hours.
  let hourlyPay: Double
  let yearlyPay: Double
  /// How many are on duty while the team is open, where that is stated.
  let onDuty: Int?
  let quitBase: Double
  let background: BackgroundSettings
  let courses: [Course]
  let skill: Trait
  let engagement: Trait
  let novice: Novice
  let hiring: Double
  let induction: Double
  let replacementCost: Money

  init(_ team: Team, number: Int, scenario: Scenario, touchpoints: [TouchpointSettings]) {
    hash = StableHash.of("team:" + team.id)
    hours = team.hours
    staff = max(0, max(team.staff, team.onDuty ?? 0))
    roster = Roster(team)
    capacity = team.capacity
    absence = team.absence
    hourlyPay = team.pay
    yearlyPay = team.pay * team.weekHours * 365.25 / 7
    onDuty = team.onDuty
    let vacancy = (team.replacement.hiringDays + team.replacement.inductionDays) / 7
    quitBase = TurnoverLaw.baseHazard(yearly: team.turnover, vacancyWeeks: vacancy)
    courses = team.training
    skill = team.skill
    engagement = team.engagement
    novice = team.novice
    hiring = team.replacement.hiringDays * TimeGrid.day
    induction = team.replacement.inductionDays * TimeGrid.day
    replacementCost = Money(team.replacement.cost * yearlyPay)
    background = BackgroundSettings(team, number: number, scenario: scenario, touchpoints)
  }
}

extension TeamSettings {
  /// Pay of a month: of the contracted hours of everybody; where it is stated how many are on duty, of the hours
  /// that they are.
  ///
  /// - Parameters:
  ///   - staff: people on the payroll.
  ///   - openMinutes: minutes of the month in which the team is open.
  func pay(staff: Int, openMinutes: Double) -> Double {
    guard let onDuty else { return yearlyPay / 12 * Double(staff) }
    return hourlyPay * openMinutes / 60 * Double(min(onDuty, staff))
  }
}

/// Background load made ready to run; a rate of zero where a team has none.
final class BackgroundSettings: Sendable {
  let rate: WeeklyRate
  let service: Sampler
  let patience: Sampler?
  /// Whether those who come bear their share of the team's cost.
  let bearsCost: Bool

  /// Whether anybody comes at all.
  var exists: Bool { rate.perWeek > 0 }

  init(
    _ team: Team, number: Int, scenario: Scenario, _ touchpoints: [TouchpointSettings]
  ) {
    let background = team.background
    rate = WeeklyRate(
      base: max(0, background?.ratePerHour ?? 0) / 60, hours: team.hours,
      factors: (background?.peaks ?? []).map { ($0.fromMinute, $0.toMinute, $0.factor) })
    bearsCost = background?.pays == .share
    let own = touchpoints.first { $0.team == number }
    service = (background?.service).map(Sampler.init) ?? own?.service ?? Sampler(.constant(5))
    if let stated = background?.patience {
      patience = Sampler(stated)
    } else if own?.reneges ?? true {
      patience = own?.patience ?? Sampler(scenario.customers.segments[0].patience)
    } else {
      patience = nil
    }
  }
}
