import DiscreteEvents
import Glibc
import RandomVariates

/// A scenario made ready to run: names resolved to numbers, laws to samplers, money to integers.
///
/// Immutable and shared by every replication. A plan's phases and a comparison's variants are further
/// settings over the same structure.
final class Settings: Sendable {
  let scenario: Scenario
  // The parts of the scenario that handlers read all the time, so that nobody copies the whole.
  let quality: Quality
  let expectations: Expectations
  let satisfaction: Satisfaction
  let complaints: Complaints
  let loyalty: Loyalty
  let contract: Contract
  let economics: Economics
  let wordOfMouth: WordOfMouth
  let relationship: Relationship
  let segments: [SegmentSettings]
  let journeys: [JourneySettings]
  let touchpoints: [TouchpointSettings]
  let teams: [TeamSettings]
  let market: MarketSettings
  /// The journey of those who intend to leave.
  let leavingJourney: Int?
  /// The journey of a visit to buy.
  let purchaseJourney: Int?
  /// Distribution of the base chance of leaving and of drop-out, drawn once a customer.
  let churn: Sampler
  let dropout: Sampler
  /// Standard deviations within and by process of an encounter with staff, and by process alone.
  let encounterSpread: Double
  let selfServiceSpread: Double
  let usageMean: Double
  let meanStateFactor: Double

  /// Resolves a scenario.
  ///
  /// - Throws: ``ModelError`` when a name leads nowhere or a number cannot be used.
  init(_ scenario: Scenario) throws(ModelError) {
    self.scenario = scenario
    quality = scenario.quality
    expectations = scenario.expectations
    satisfaction = scenario.satisfaction
    complaints = scenario.complaints
    loyalty = scenario.loyalty
    contract = scenario.customers.contract
    economics = scenario.economics
    wordOfMouth = scenario.customers.acquisition.wordOfMouth
    relationship = scenario.customers.relationship
    guard !scenario.customers.segments.isEmpty else { throw ModelError("there is no segment") }
    guard scenario.customers.segments.count <= 64 else { throw ModelError("more than 64 segments") }
    guard !scenario.journeys.isEmpty else { throw ModelError("there is no journey") }
    guard scenario.journeys.count <= 16 else { throw ModelError("more than 16 journeys") }
    guard scenario.teams.count <= 1_000 else { throw ModelError("more than 1,000 teams") }
    guard scenario.market.rivals.count <= 100 else { throw ModelError("more than 100 rivals") }
    guard scenario.journeys.allSatisfy({ $0.touchpoints.count <= 1_000 }) else {
      throw ModelError("a journey of more than 1,000 touchpoints")
    }

    var first: [String: Int] = [:]
    var firstTouchpoint: [Int] = []
    var count = 0
    for journey in scenario.journeys {
      guard !journey.touchpoints.isEmpty else {
        throw ModelError("journey '\(journey.id)' has no touchpoint")
      }
      firstTouchpoint.append(count)
      first[journey.id] = count
      count += journey.touchpoints.count
    }

    var touchpoints: [TouchpointSettings] = []
    var journeys: [JourneySettings] = []
    for (j, journey) in scenario.journeys.enumerated() {
      let base = firstTouchpoint[j]
      for touchpoint in journey.touchpoints {
        touchpoints.append(
          try TouchpointSettings(
            touchpoint, in: journey, number: j, base: base, scenario: scenario))
      }
      var start = base
      if let id = journey.start {
        guard let index = journey.touchpoints.index(of: id) else {
          throw ModelError("journey '\(journey.id)' starts at an unknown touchpoint '\(id)'")
        }
        start = base + index
      }
      journeys.append(JourneySettings(journey, start: start))
    }
    self.touchpoints = touchpoints
    self.journeys = journeys
    leavingJourney = scenario.journeys.firstIndex { $0.need.trigger == .intendsToLeave }
    purchaseJourney =
      relationship == .repertoire
      ? scenario.journeys.firstIndex { $0.need.rate == nil && $0.need.trigger == nil } : nil
    if relationship == .repertoire, purchaseJourney == nil {
      throw ModelError("a repertoire market needs a journey without a need: the visit to buy")
    }

    var segments: [SegmentSettings] = []
    for segment in scenario.customers.segments {
      segments.append(try SegmentSettings(segment, scenario: scenario))
    }
    self.segments = segments
    var teams: [TeamSettings] = []
    for (t, team) in scenario.teams.enumerated() {
      teams.append(TeamSettings(team, number: t, scenario: scenario, touchpoints: touchpoints))
    }
    self.teams = teams
    market = MarketSettings(scenario)
    churn = Sampler(scenario.loyalty.churn)
    dropout = Sampler(scenario.loyalty.dropout)
    let q = scenario.quality
    encounterSpread = (q.withinStaff * q.withinStaff + q.process * q.process).squareRoot()
    selfServiceSpread = q.process
    usageMean = q.usage.mean ?? q.mean
    meanStateFactor = ChurnHazard.meanStateFactor(scenario.loyalty, scenario.customers.contract)
  }

  /// Whether another scenario's world can go on under these settings: same clock, segments, journeys,
  /// teams and rivals by name, and the same laws of what is drawn but once, so that only numbers differ.
  func hasSameStructure(as other: Settings) -> Bool {
    let (a, b) = (scenario, other.scenario)
    return a.clock == b.clock && a.customers.relationship == b.customers.relationship
      && a.customers.segments.map(\.id) == b.customers.segments.map(\.id)
      && a.customers.segments.map { $0.initialCustomers(of: a.customers.total) }
        == b.customers.segments.map { $0.initialCustomers(of: b.customers.total) }
      && a.customers.segments.map(\.people) == b.customers.segments.map(\.people)
      && a.customers.segments.map(\.occasions) == b.customers.segments.map(\.occasions)
      && a.journeys.map(\.id) == b.journeys.map(\.id)
      && zip(a.journeys, b.journeys).allSatisfy { x, y in
        x.touchpoints.map(\.id) == y.touchpoints.map(\.id)
          && x.touchpoints.map(\.team) == y.touchpoints.map(\.team)
          && x.touchpoints.map(\.effectiveChannel) == y.touchpoints.map(\.effectiveChannel)
      }
      && a.teams.map(\.id) == b.teams.map(\.id)
      && zip(a.teams, b.teams).allSatisfy { x, y in
        x.hours == y.hours && x.weekHours == y.weekHours && x.onDuty == y.onDuty
          && x.training.map(\.id) == y.training.map(\.id)
          && x.skill == y.skill && x.engagement == y.engagement
      }
      && a.market.rivals.map(\.id) == b.market.rivals.map(\.id)
      && a.market.rivals.map(\.enters) == b.market.rivals.map(\.enters)
  }
}

/// Why a scenario cannot be simulated.
public struct ModelError: Error, CustomStringConvertible {
  /// What is wrong.
  public let description: String

  /// Makes an error.
  public init(_ description: String) { self.description = description }
}

/// A segment made ready to run.
final class SegmentSettings: Sendable {
  let weights: Dimensional
  let noiseScale: Double
  let patience: Sampler
  let occasionsPerMinute: Sampler
  let spend: Sampler
  let meanSpend: Double
  let initial: Int
  let priceSensitivity: Double
  let moveChance: Double
  let moveLost: Double

  init(_ segment: Segment, scenario: Scenario) throws(ModelError) {
    weights = segment.weights.of.vector
    noiseScale = EncounterQuality.noiseScale(weights: weights, shared: scenario.quality.shared)
    patience = Sampler(segment.patience)
    occasionsPerMinute = Sampler((segment.occasions ?? .constant(0)).scaled(by: 1 / TimeGrid.year))
    spend = Sampler(segment.spend ?? .constant(0))
    meanSpend = segment.spend?.mean ?? 0
    initial = segment.initialCustomers(of: scenario.customers.total)
    priceSensitivity = segment.priceSensitivity
    moveChance = 1 - exp(-segment.moves.rate / 12)
    moveLost = segment.moves.lost
    if scenario.customers.relationship == .repertoire, segment.occasions == nil {
      throw ModelError("segment '\(segment.id)' has no occasions")
    }
  }
}

/// A journey made ready to run.
final class JourneySettings: Sendable {
  let start: Int
  let rate: Sampler?
  let peak: Peak?
  let recontact: Double
  let retry: Double
  let retryAfter: Sampler
  let memory: JourneyMemory
  /// Mixed into a customer's hash so that journeys do not share draws.
  let salt: UInt64

  init(_ journey: Journey, start: Int) {
    self.start = start
    rate = journey.need.rate.map { Sampler($0.scaled(by: 1 / TimeGrid.year)) }
    peak = journey.need.peak
    recontact = journey.recontact
    retry = journey.retry
    retryAfter = Sampler(journey.retryAfter)
    memory = journey.memory
    salt = StableHash.of("journey:" + journey.id)
  }
}

/// Where a need goes next, made ready to run.
struct RouteSettings: Sendable {
  /// The touchpoint's number over all journeys.
  let target: Int
  /// Shares up to and including this one.
  let cumulative: Double
  let after: Sampler
}

/// A touchpoint made ready to run.
final class TouchpointSettings: Sendable {
  let journey: Int
  let team: Int
  let channel: Channel
  let service: Sampler
  let patience: Sampler?
  let resolveLogOdds: Double
  let next: [RouteSettings]
  let unresolved: [RouteSettings]
  let promise: Double?
  let cost: Money
  let saves: Double
  let saveLogOdds: Double
  let offer: Offer?

  /// Whether customers wait in person and may give up.
  var reneges: Bool { channel == .phone || channel == .counter }

  init(
    _ touchpoint: Touchpoint, in journey: Journey, number: Int, base: Int, scenario: Scenario
  ) throws(ModelError) {
    self.journey = number
    if let id = touchpoint.team {
      guard let index = scenario.teams.index(of: id) else {
        throw ModelError("touchpoint '\(journey.id).\(touchpoint.id)' has an unknown team '\(id)'")
      }
      team = index
    } else {
      team = -1
    }
    channel = touchpoint.effectiveChannel
    guard team >= 0 || channel == .selfService else {
      throw ModelError("touchpoint '\(journey.id).\(touchpoint.id)' has no team to serve")
    }
    service = Sampler(touchpoint.service)
    patience = touchpoint.patience.map(Sampler.init)
    resolveLogOdds = logOdds(touchpoint.resolves)
    next = try Self.routes(touchpoint.next, journey, base)
    unresolved = try Self.routes(touchpoint.unresolved, journey, base)
    promise = touchpoint.promise.map(\.within)
    cost = Money(touchpoint.cost)
    saves = touchpoint.saves
    saveLogOdds = logOdds(touchpoint.saves)
    offer = touchpoint.offer
  }

  private static func routes(
    _ routes: [Route], _ journey: Journey, _ base: Int
  ) throws(ModelError) -> [RouteSettings] {
    var cumulative = 0.0
    var result: [RouteSettings] = []
    for route in routes {
      guard let index = journey.touchpoints.index(of: route.to) else {
        throw ModelError("journey '\(journey.id)' leads to an unknown touchpoint '\(route.to)'")
      }
      cumulative += route.share
      result.append(
        RouteSettings(target: base + index, cumulative: cumulative, after: Sampler(route.after)))
    }
    return result
  }
}

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
  let background: BackgroundSettings?
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
    background = team.background.flatMap {
      BackgroundSettings($0, team: team, number: number, scenario: scenario, touchpoints)
    }
  }
}

/// Background load made ready to run.
final class BackgroundSettings: Sendable {
  let rate: WeeklyRate
  let service: Sampler
  let patience: Sampler?

  init?(
    _ background: Background, team: Team, number: Int, scenario: Scenario,
    _ touchpoints: [TouchpointSettings]
  ) {
    guard background.ratePerHour > 0 else { return nil }
    rate = WeeklyRate(
      base: background.ratePerHour / 60, hours: team.hours,
      factors: background.peaks.map { ($0.fromMinute, $0.toMinute, $0.factor) })
    let own = touchpoints.first { $0.team == number }
    service = background.service.map(Sampler.init) ?? own?.service ?? Sampler(.constant(5))
    if let stated = background.patience {
      patience = Sampler(stated)
    } else if own?.reneges ?? true {
      patience = own?.patience ?? Sampler(scenario.customers.segments[0].patience)
    } else {
      patience = nil
    }
  }
}

/// Our price where the scenario does not state one.
public enum MarketPrice {
  /// The contract's price a month, or the mean money spent on a visit, over the initial customers.
  public static func byDefault(_ scenario: Scenario) -> Double {
    guard scenario.customers.relationship == .repertoire else {
      return scenario.customers.contract.price
    }
    var (money, heads) = (0.0, 0.0)
    for segment in scenario.customers.segments {
      guard let spend = segment.spend else { continue }
      let customers = Double(max(1, segment.initialCustomers(of: scenario.customers.total)))
      money += spend.mean * customers
      heads += customers
    }
    return heads > 0 ? money / heads : 1
  }
}

/// Rivals and prices made ready to run.
final class MarketSettings: Sendable {
  /// Our price at the start of the scenario: what prices are multiples of.
  let price: Double
  let priceResponse: Double
  let qualityResponse: Double
  let nothing: Double
  let switchingCost: Double
  let taste: Double
  let awarenessRamp: Double
  let rivals: [Rival]
  let bestQuality: Double

  init(_ scenario: Scenario) {
    let market = scenario.market
    let contract = scenario.customers.relationship == .contract
    price = market.price ?? MarketPrice.byDefault(scenario)
    priceResponse = market.priceResponse ?? (contract ? 2 : 2.6)
    qualityResponse = market.qualityResponse ?? (contract ? 0.04 : 0.008)
    nothing = market.nothing ?? (contract ? -3 : 0)
    switchingCost = market.switchingCost
    taste = market.taste
    awarenessRamp = market.awarenessMonths
    rivals = market.rivals
    bestQuality = market.rivals.map(\.quality).max() ?? 0
  }

  /// A rival's price at a time, in money.
  ///
  /// A price stated against ours stays what it was when ours moves.
  ///
  /// - Parameter ours: our price at the start.
  func price(of rival: Int, at time: Double, grid: TimeGrid, ours: Double) -> Double {
    let r = rivals[rival]
    var result = r.price
    for promotion in r.promotions {
      let from = grid.minute(of: promotion.at)
      if time >= from, time < from + promotion.months * TimeGrid.month { result = promotion.price }
    }
    switch result {
    case .money(let money): return money
    case .relative(let share): return share * ours
    }
  }

  /// Months since a rival entered; infinite for one that was always there.
  func monthsInMarket(_ rival: Int, at time: Double, grid: TimeGrid) -> Double {
    guard let enters = rivals[rival].enters else { return .infinity }
    return (time - grid.minute(of: enters)) / TimeGrid.month
  }
}
