import DiscreteEvents
import RandomVariates

/// A team made ready to run.
final class TeamSettings: Sendable {
  let hash: UInt64
  let hours: WeeklyHours
  /// When the team is open, by date.
  let opening: DatedHours
  /// Whether there are dates with hours of their own.
  let hasHolidays: Bool
  let roster: Roster
  /// Minutes within which customers should be answered; negative where no time is stated.
  let answerWithin: Double
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
  let standards: ServiceStandards?
  /// The first touchpoint at which the team serves, at a site in place of another team too; −1 for none.
  let firstTouchpoint: Int

  init(_ team: Team, number: Int, scenario: Scenario, touchpoints: [TouchpointSettings]) {
    hash = StableHash.of("team:" + team.id)
    hours = team.hours
    opening = DatedHours(team, clock: scenario.clock)
    hasHolidays = !opening.days.isEmpty
    answerWithin = team.answerWithin ?? -1
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
    standards = team.standards
    firstTouchpoint = Self.firstTouchpoint(of: number, scenario, touchpoints) ?? -1
    background = BackgroundSettings(
      team, number: number, scenario: scenario, touchpoints, opening: opening)
  }
}

extension TeamSettings {
  /// The first touchpoint at which a team serves; nil for none.
  static func firstTouchpoint(
    of number: Int, _ scenario: Scenario, _ touchpoints: [TouchpointSettings]
  ) -> Int? {
    if let own = touchpoints.firstIndex(where: { $0.team == number }) { return own }
    // Who serves at a site only serves what others do elsewhere.
    let entry = scenario.sites.flatMap(\.teams).first { $0.by == scenario.teams[number].id }
    let other = entry.flatMap { scenario.teams.index(of: $0.id) }
    return other.flatMap { other in touchpoints.firstIndex { $0.team == other } }
  }

  /// Pay of a part of a month: of the contracted hours of everybody; where it is stated how many are on duty, of
  /// the hours that they are.
  ///
  /// - Parameters:
  ///   - heads: people on the payroll.
  ///   - from: its beginning.
  ///   - to: its end.
  ///   - length: that of the whole month, in minutes.
  func pay(_ heads: Int, from: Double, to: Double, month length: Double) -> Double {
    guard let onDuty else { return yearlyPay / 12 * Double(heads) * (to - from) / length }
    let open = opening.openMinutes(from: from, during: to - from)
    return hourlyPay * open / 60 * Double(min(onDuty, heads))
  }

  /// Whether the team is open, where the minute of the week is known.
  @inline(__always)
  func isOpen(_ time: Double, minuteOfWeek: Double) -> Bool {
    hasHolidays ? opening.isOpen(time) : hours.isOpen(minuteOfWeek)
  }

  /// Minutes from a time on until so many minutes of opening have passed.
  func minutes(from time: Double, open: Double) -> Double {
    opening.advance(from: time, open: open)
  }

  /// The current opening, or the next one: when it begins (now where it is open), and when it ends; infinite where
  /// there is none.
  @inline(__always)
  func session(at time: Double, minuteOfWeek: Double) -> (opens: Double, closes: Double) {
    guard !hasHolidays else { return opening.session(at: time) }
    let session = hours.session(at: minuteOfWeek)
    return (time + session.wait, time + session.wait + session.length)
  }

  /// Whose turn it is at a time.
  enum Turn {
    /// Nobody's.
    case nobody
    /// By the rota of the week.
    case rota(Roster.Moment)
    /// On a day with hours of its own, by its number: where it is stated how many are there, they are there then
    /// as well.
    case special(Int)
  }

  /// Whose turn it is at a time, of which the week and the minute in it are known.
  func turn(week: Int, minuteOfWeek: Double, at time: Double) -> Turn {
    if hasHolidays {
      guard opening.isOpen(time) else { return .nobody }
      if let day = opening.day(at: time), onDuty != nil { return .special(day.number) }
    }
    return roster.moment(week: week, minuteOfWeek: minuteOfWeek).map(Turn.rota) ?? .nobody
  }

  /// Whether a post should be on duty.
  func isOnDuty(_ post: Int, in turn: Turn) -> Bool {
    switch turn {
    case .nobody: return false
    case .rota(let moment): return roster.isOnDuty(post, at: moment)
    case .special(let day):
      let place = (post + day) % staff
      return (place + staff) % staff < onDuty ?? 0
    }
  }

  /// Shows the posts that may be on duty, in order.
  func forEachCandidate(in turn: Turn, of posts: Int, _ body: (Int) -> Void) {
    switch turn {
    case .nobody: break
    case .rota(let moment): roster.forEachCandidate(at: moment, of: posts, body)
    case .special: for post in 0..<posts where isOnDuty(post, in: turn) { body(post) }
    }
  }
}

/// Background load made ready to run; a rate of zero where a team has none.
final class BackgroundSettings: Sendable {
  let rate: DatedRate
  /// The same in a usual week, which is all there is where no date has hours of its own.
  let weekly: WeeklyRate
  let hasHolidays: Bool
  let service: Sampler
  let patience: Sampler?
  /// Whether those who come bear their share of the team's cost.
  let bearsCost: Bool
  /// What becomes of those in line at closing.
  let closing: ClosingRule
  /// Minutes of the week at which people come together, in order, and how many.
  let timetable: [(minute: Double, arrivals: Int)]

  /// Whether anybody comes at a rate.
  var exists: Bool { weekly.perWeek > 0 }

  init(
    _ team: Team, number: Int, scenario: Scenario, _ touchpoints: [TouchpointSettings],
    opening: DatedHours
  ) {
    let background = team.background
    rate = DatedRate(background ?? Background(), opening)
    weekly = rate.weekly
    hasHolidays = !opening.days.isEmpty
    timetable = (background?.timetable ?? []).flatMap { entry in
      entry.times.map { (Double($0), entry.arrivals) }
    }.sorted { $0.minute < $1.minute }
    bearsCost = background?.pays == .share
    let own = TeamSettings.firstTouchpoint(of: number, scenario, touchpoints)
      .map { touchpoints[$0] }
    service = (background?.service).map(Sampler.init) ?? own?.service ?? Sampler(.constant(5))
    closing = own?.closing ?? Channel.counter.closingRule
    if let stated = background?.patience {
      patience = Sampler(stated)
    } else if own?.reneges ?? true {
      patience = own?.patience ?? Sampler(scenario.customers.segments[0].patience)
    } else {
      patience = nil
    }
  }
}
