import RandomVariates

/// A journey made ready to run.
final class JourneySettings: Sendable {
  let start: Int
  /// Where needs start with which share; empty where all do at `start`.
  let starts: [RouteSettings]
  let trigger: Need.Trigger?
  let share: Double
  let after: Sampler
  let isStartedByFirm: Bool
  let rate: Sampler?
  let peak: Peak?
  /// Minutes of the week at which alone the need arises, in order; empty where it does at any time.
  let times: [Double]
  let recontact: Double
  let retry: Double
  let retryAfter: Sampler
  let memory: JourneyMemory
  /// How often somebody asks how things stand while a need waits, a minute, and where.
  let chasePerMinute: Double
  let chaseTouchpoint: Int
  /// What telling a customer how things stand costs, and what it leaves of complaints.
  let updateCost: Money
  let complaintShare: Double
  /// Whether anything is told or asked while a need waits.
  let heedsWaits: Bool
  /// Mixed into a customer's hash so that journeys do not share draws.
  let salt: UInt64

  init(_ journey: Journey, start: Int, base: Int) throws(ModelError) {
    self.start = start
    starts = try TouchpointSettings.routes(journey.starts, journey, base)
    trigger = journey.need.trigger
    share = journey.need.share
    after = Sampler(journey.need.after)
    isStartedByFirm = journey.need.startedBy == .firm
    rate = journey.need.rate.map { Sampler($0.scaled(by: 1 / TimeGrid.year)) }
    peak = journey.need.peak
    times = journey.need.times.map(Double.init)
    recontact = journey.recontact
    retry = journey.retry
    retryAfter = Sampler(journey.retryAfter)
    memory = journey.memory
    let updates = journey.updates ?? Updates()
    chasePerMinute =
      (journey.chases?.rate ?? 0) / TimeGrid.day
      * UpdatesLaw.left(avoiding: updates.avoids, kinds: updates.kinds)
    if let chases = journey.chases {
      guard let number = journey.touchpoints.index(of: chases.to) else {
        throw ModelError("journey '\(journey.id)' has no touchpoint '\(chases.to)' to ask at")
      }
      chaseTouchpoint = base + number
    } else {
      chaseTouchpoint = -1
    }
    updateCost = Money(updates.cost * Double(updates.kinds))
    complaintShare = UpdatesLaw.left(avoiding: updates.calms, kinds: updates.kinds)
    heedsWaits = chasePerMinute > 0 || updateCost > .zero
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
  /// Whether customers wait in person and may give up.
  let reneges: Bool
  /// Whether they get in touch only while the team is open.
  let needsOpening: Bool
  /// Whether it is up to the customer to get in touch again.
  let isUpToCustomer: Bool
  let closing: ClosingRule
  let service: Sampler
  /// Mean minutes of a service.
  let meanService: Double
  /// How many times as long a wait feels here as by `quality` alone, and whether its length is told.
  let waitMultiple: Double
  let tellsWait: Bool
  let patience: Sampler?
  let resolveLogOdds: Double
  let next: [RouteSettings]
  let unresolved: [RouteSettings]
  let promise: Double?
  /// Whether only opening hours count for it.
  let promiseIsInOpeningHours: Bool
  let cost: Money
  let saves: Double
  let saveLogOdds: Double
  let offer: Offer?
  /// The book in which a time is reserved here; they just come where nil.
  let appointment: AppointmentSettings?
  let takesAppointments: Bool

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
    reneges = channel == .phone || channel == .counter
    closing = touchpoint.effectiveClosing
    needsOpening = reneges || (team >= 0 && closing != .keep)
    isUpToCustomer = reneges || channel == .mail
    guard team >= 0 || channel == .selfService else {
      throw ModelError("touchpoint '\(journey.id).\(touchpoint.id)' has no team to serve")
    }
    service = Sampler(touchpoint.service)
    meanService = touchpoint.service.mean
    waitMultiple = touchpoint.waiting.map(WaitingLaw.multiple) ?? 1
    tellsWait = reneges && touchpoint.waiting?.told == true
    patience = touchpoint.patience.map(Sampler.init)
    resolveLogOdds = logOdds(touchpoint.resolves)
    next = try Self.routes(touchpoint.next, journey, base)
    unresolved = try Self.routes(touchpoint.unresolved, journey, base)
    promise = touchpoint.promise.map(\.within)
    promiseIsInOpeningHours = touchpoint.promise?.counted == .openingHours
    cost = Money(touchpoint.cost)
    saves = touchpoint.saves
    saveLogOdds = logOdds(touchpoint.saves)
    offer = touchpoint.offer
    appointment = touchpoint.appointment.map(AppointmentSettings.init)
    takesAppointments = appointment != nil
    guard team >= 0 || !takesAppointments else {
      throw ModelError(
        "touchpoint '\(journey.id).\(touchpoint.id)' has no team to make an appointment with")
    }
  }

  static func routes(
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
