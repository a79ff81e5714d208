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
  let monthlyPay: Money
  let yearlyPay: Double
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
    yearlyPay = team.pay * team.weekHours * 365.25 / 7
    monthlyPay = Money(yearlyPay / 12)
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

/// Background load made ready to run; a rate of zero where a team has none.
final class BackgroundSettings: Sendable {
  let rate: WeeklyRate
  let service: Sampler
  let patience: Sampler?

  /// Whether anybody comes at all.
  var exists: Bool { rate.perWeek > 0 }

  init(
    _ team: Team, number: Int, scenario: Scenario, _ touchpoints: [TouchpointSettings]
  ) {
    let background = team.background
    rate = WeeklyRate(
      base: max(0, background?.ratePerHour ?? 0) / 60, hours: team.hours,
      factors: (background?.peaks ?? []).map { ($0.fromMinute, $0.toMinute, $0.factor) })
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
