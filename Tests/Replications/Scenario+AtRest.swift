import CustomerExperience
import DiscreteEvents
import RandomVariates

/// Scenarios for tests: every mechanism is at rest and every parameter stated, so that a test switches on
/// what it is about and no default matters.
extension Scenario {
  /// Customers of one segment, `all`, to whom nothing happens.
  static func atRest(
    _ relationship: Relationship, customers: Int, months: Double, settle: Double = 0
  ) -> Scenario {
    var s = Scenario()
    s.title = "At rest"
    s.clock.start = 20_458  // Monday, 5 January 2026
    s.clock.horizonMonths = months
    s.clock.settleMonths = settle
    s.customers.relationship = relationship
    s.customers.contract.termMonths = 0
    s.customers.contract.price = 30
    s.customers.contract.renewAtEnd = 0
    s.customers.contract.renewLater = 0
    s.customers.segments = [.atRest(id: "all", customers: customers)]
    s.customers.acquisition.marketing.spend = 0
    s.customers.acquisition.marketing.cost = 75
    s.customers.acquisition.wordOfMouth.enabled = false
    s.quality = .atRest
    s.expectations.learning = 0
    s.expectations.usageLearning = 0
    s.expectations.promised = nil
    s.expectations.promisePull = 0
    s.expectations.rivalPull = 0
    s.satisfaction.constant = 20
    s.satisfaction.expectation = 0.15
    s.satisfaction.performance = 0.55
    s.satisfaction.disconfirmation = 0.60
    s.satisfaction.lossAversion = 2
    s.satisfaction.prior = 3
    s.satisfaction.gainFloor = 0.05
    s.satisfaction.usageGain = 0
    s.market.price = nil
    s.market.priceResponse = 1
    s.market.qualityResponse = 0
    s.market.switchingCost = 0
    s.market.nothing = 0
    s.market.taste = 0
    s.market.awarenessMonths = 0
    s.market.rivals = []
    s.complaints.tolerance = 50
    s.complaints.base = -15
    s.complaints.severity = 0
    s.loyalty = .atRest
    s.measurement.survey.everyMonths = 60
    s.economics.margin = 0.6
    s.economics.discountRate = 0.1
    s.economics.overhead = 0
    s.growth.from = 0
    s.growth.to = 0
    s.growth.doses = 2
    s.growth.replications = 2
    if relationship == .repertoire { s.journeys = [.visit(service: .constant(0))] }
    return s
  }
}

extension Segment {
  static func atRest(id: String, customers: Int) -> Segment {
    var segment = Segment()
    segment.id = id
    segment.initial = customers
    segment.weights.of = Dimensions(
      reliability: 0.32, responsiveness: 0.22, assurance: 0.19, empathy: 0.16, tangibles: 0.11)
    segment.occasions = .constant(24)
    segment.spend = .constant(10)
    segment.patience = .constant(1_440)
    segment.priceSensitivity = 1
    segment.moves.rate = 0
    segment.moves.lost = 0
    return segment
  }
}

extension Quality {
  static var atRest: Quality {
    var q = Quality()
    q.mean = 60
    q.offset = Dimensions(all: 0)
    (q.betweenStaff, q.withinStaff, q.process, q.betweenCustomers) = (0, 0, 0, 0)
    q.shared = 1
    (q.skill, q.engagement, q.overload, q.burnout, q.unresolved) = (0, 0, 0, 0, 0)
    q.overloadFrom = 1
    (q.waiting, q.waitTolerance, q.waitFeels) = (0, 3, 1)
    q.usage.mean = nil
    q.usage.spread = 0
    return q
  }
}

extension Loyalty {
  static var atRest: Loyalty {
    var law = Loyalty()
    law.churn = .constant(0)
    law.heterogeneity = 0
    (law.satisfaction, law.trust, law.failure, law.pull) = (0, 0, 0, 0)
    (law.inTerm, law.atEnd) = (1, 1)
    law.dropout = .constant(0)
    law.dropoutSatisfaction = 0
    (law.inertia, law.memory) = (0, 0.875)
    return law
  }
}

extension Journey {
  /// A need met at one touchpoint that never goes wrong.
  static func need(_ id: String, perYear rate: Double, at touchpoint: Touchpoint) -> Journey {
    var journey = Journey()
    journey.id = id
    journey.need.rate = .constant(rate)
    journey.recontact = 0
    journey.retry = 0
    journey.retryAfter = .constant(60)
    (journey.memory.mean, journey.memory.worst, journey.memory.end) = (1, 0, 0)
    journey.touchpoints = [touchpoint]
    return journey
  }

  /// The visit of a repertoire market, at a machine that is never busy.
  static func visit(service: Law) -> Journey {
    var journey = need("visit", perYear: 0, at: .machine(service: service))
    journey.need.rate = nil
    return journey
  }
}

extension Touchpoint {
  static func machine(service: Law = .constant(1)) -> Touchpoint {
    var point = Touchpoint()
    point.id = "machine"
    point.team = nil
    point.channel = .selfService
    point.service = service
    point.resolves = 1
    point.cost = 0
    point.saves = 0
    return point
  }

  static func phone(team: String, service: Law, resolves: Double = 1) -> Touchpoint {
    var point = machine(service: service)
    point.id = "call"
    point.team = team
    point.channel = .phone
    point.resolves = resolves
    return point
  }
}

extension Team {
  /// So many equal people on duty at any hour, who neither learn nor tire nor quit.
  static func steady(_ id: String, onDuty: Int) -> Team {
    var team = Team()
    team.id = id
    team.staff = onDuty
    team.onDuty = onDuty
    team.weekHours = 40
    team.hours = .always
    team.absence = 0
    team.pay = 10
    team.turnover = 0
    team.capacity = nil
    team.background = nil
    team.skill = Trait(mean: 0.5, spread: 0)
    team.engagement = Trait(mean: 0.55, spread: 0)
    team.novice.slower = 0
    team.novice.skillGap = 0
    team.novice.rampMonths = 3
    team.replacement.hiringDays = 42
    team.replacement.inductionDays = 21
    team.replacement.cost = 0.35
    team.training = []
    return team
  }
}

extension Course {
  static func all(gain: Double, halfLife: Double?, every: Double?, hours: Double) -> Course {
    var course = Course()
    course.id = "course"
    course.hours = hours
    course.cost = 0
    course.teaches = Dimensions(all: 1)
    course.everyMonths = every
    course.gain = gain
    course.transfer = 1
    course.halfLifeMonths = halfLife
    return course
  }
}
