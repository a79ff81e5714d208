import CustomerExperience
import DiscreteEvents
import RandomVariates

/// Small scenarios in which every section is at work, so that every key has something to act on. Each
/// number is stated: none rests on a default.
extension Scenario {
  /// Everything there is, under a contract or in a repertoire market.
  static func everything(_ relationship: Relationship) -> Scenario {
    var s = Scenario()
    s.clock.start = 20_458
    s.clock.horizonMonths = 13
    s.clock.settleMonths = 5
    s.clock.holidays = .everything
    s.customers = .everything(relationship)
    s.quality = .everything
    s.expectations = .everything
    s.satisfaction = .everything
    s.features = .everything
    s.stock = .everything
    s.returns = .everything
    s.segmentation = .everything
    s.suggestions = .everything
    s.complaints = .everything
    s.loyalty = .everything
    s.measurement.survey = .everything
    s.measurement.mysteryShopper = .everything
    s.measurement.loyalty = .everything
    s.measurement.fairness = true
    s.market = .everything
    s.economics.margin = 0.6
    s.economics.discountRate = 0.1
    s.economics.overhead = 50
    s.economics.tenure = .everything
    s.teams = [.desk, .field]
    s.sites = .everything
    s.journeys =
      relationship == .contract
      ? [.fault, .bill, .farewell, .apology, .checkup] : [.shop, .fault, .bill, .apology, .checkup]
    s.courses = [
      CourseRun(
        at: .month(2), team: "desk", course: "manners", everyMonths: 3, until: .month(9))
    ]
    return s
  }
}

extension [Holiday] {
  /// A closed Monday of everybody, a short Tuesday of a team, and a closed day that comes again.
  fileprivate static var everything: [Holiday] {
    var closed = Holiday()
    closed.day = 20_458 + 42
    var short = Holiday()
    (short.day, short.fromMinute, short.toMinute, short.team) = (20_458 + 64, 600, 900, "desk")
    var again = Holiday()
    (again.day, again.yearly) = (20_458 + 80 - 365, true)
    return [closed, short, again]
  }
}

extension Customers {
  fileprivate static func everything(_ relationship: Relationship) -> Customers {
    var c = Customers()
    c.relationship = relationship
    c.total = 100
    (c.contract.termMonths, c.contract.price) = (6, 30)
    (c.contract.renewAtEnd, c.contract.renewLater) = (0.5, 0.2)
    var homes = Segment()
    homes.id = "homes"
    homes.share = 0.8
    homes.people = [
      Attribute(name: "age", values: [("young", 0.4), ("old", 0.6)]),
      Attribute(name: "tenure", values: [("owner", 0.7), ("tenant", 0.3)]),
    ]
    var given = GivenShares()
    (given.attribute, given.value) = ("age", "young")
    given.people = [Attribute(name: "tenure", values: [("owner", 0.2), ("tenant", 0.8)])]
    homes.given = [given]
    var effect = TraitEffect()
    (effect.attribute, effect.value) = ("age", "young")
    effect.leaning = .everything
    homes.effects = [effect]
    homes.rhythm = [.everything]
    homes.season = .everything
    c.needs = .everything
    homes.weights.of = Dimensions(
      reliability: 0.4, responsiveness: 0.2, assurance: 0.2, empathy: 0.1, tangibles: 0.1)
    homes.occasions = .gamma(mean: 40, sd: 20)
    homes.spend = .lognormal(mean: 8, sd: 3)
    homes.spendSpread = 0.2
    homes.patience = .exponential(mean: 4)
    homes.travel = [("us", 8.0), ("old", 6), ("new", 15)].map { id, minutes in
      var travel = Travel()
      (travel.id, travel.minutes) = (id, minutes)
      return travel
    }
    homes.priceSensitivity = 1.2
    homes.priceShare = 0.9
    homes.household = .everything
    homes.fees = Fees()
    homes.fees?.joining = 25
    homes.fees?.yearly = 18
    (homes.moves.rate, homes.moves.lost) = (0.3, 0.5)
    var shops = homes
    shops.id = "shops"
    (shops.initial, shops.share) = (40, nil)
    shops.people = []
    shops.effects = []
    shops.priceSensitivity = 0.7
    c.segments = [homes, shops]
    (c.acquisition.marketing.spend, c.acquisition.marketing.cost) = (600, 60)
    c.acquisition.marketing.promiseDraws = 0.2
    c.acquisition.wordOfMouth.enabled = true
    (c.acquisition.wordOfMouth.rate, c.acquisition.wordOfMouth.harm) = (0.3, 5)
    (c.acquisition.wordOfMouth.contacts, c.acquisition.wordOfMouth.sway) = (5, 3)
    c.acquisition.pool = 900
    c.acquisition.campaigns = .everything
    return c
  }
}

extension [Site] {
  /// One that is near, and one that is attractive and far, where the desk does the visits.
  fileprivate static var everything: [Site] {
    var near = Site()
    (near.id, near.attraction, near.time) = ("near", 1, .lognormal(mean: 8, sd: 3))
    var far = Site()
    (far.id, far.attraction, far.time) = ("far", 3, .lognormal(mean: 12, sd: 4))
    var own = SiteTime()
    (own.id, own.time) = ("shops", .constant(9))
    far.segments = [own]
    var visits = SiteTeam()
    (visits.id, visits.by) = ("field", "desk")
    far.teams = [visits]
    return [near, far]
  }
}

extension Household {
  /// All sizes, most of the larger ones with a family account.
  fileprivate static var everything: Household {
    var household = Household()
    household.sizes = HouseholdSizes()
    (household.sizes.one, household.sizes.two, household.sizes.three) = (0.3, 0.3, 0.2)
    (household.sizes.four, household.sizes.five) = (0.1, 0.1)
    (household.needs, household.spend, household.falls) = (0.2, 0.4, 0.7)
    var family = FamilyAccount()
    (family.share, family.discount, family.switching) = (0.6, 0.1, 0.3)
    household.family = family
    return household
  }
}

extension [Campaign] {
  /// One of each type.
  fileprivate static var everything: [Campaign] {
    func made(_ id: String, _ kind: Campaign.Kind) -> Campaign {
      var campaign = Campaign()
      (campaign.id, campaign.kind) = (id, kind)
      (campaign.from, campaign.months) = (.month(1), 6)
      (campaign.spend, campaign.cost) = (900, 60)
      (campaign.carryOver, campaign.elasticity, campaign.promises) = (0.5, 0.6, 12)
      (campaign.discount, campaign.discountMonths, campaign.fickle) = (0.2, 4, 1.2)
      return campaign
    }
    var fair = made("fair", .networking)
    (fair.spend, fair.cost) = (1_200, 8)
    return [made("screen", .advertising), made("offer", .promotion), fair]
  }
}

extension Rush {
  fileprivate static var everything: Rush {
    var rush = Rush()
    rush.hours = WeeklyHours(intervals: [540..<660, 1440 + 540..<1440 + 660])
    rush.times = 4
    return rush
  }
}

extension Season {
  fileprivate static var everything: Season {
    var season = Season()
    (season.january, season.february, season.march, season.april) = (1.2, 0.8, 0.9, 1.1)
    (season.may, season.june, season.july, season.august) = (1, 1.3, 0.7, 0.6)
    (season.september, season.october, season.november, season.december) = (1, 0.9, 1.1, 1.6)
    return season
  }
}

extension Leaning {
  /// People who differ in all ways in which people can.
  fileprivate static var everything: Leaning {
    var leaning = Leaning()
    (leaning.patience, leaning.price, leaning.needs, leaning.spend) = (0.5, 1.5, 1.4, 1.3)
    (leaning.occasions, leaning.complaining, leaning.leaving) = (1.3, 1.5, 1.4)
    leaning.moving = 1.6
    (leaning.channel, leaning.channelTimes) = (.visit, 3)
    leaning.weights = Dimensions(
      reliability: 1, responsiveness: 2, assurance: 0.5, empathy: 3, tangibles: 0.2)
    var worth = OwnWorth()
    (worth.id, worth.points) = ("seat", 3)
    leaning.features = [worth]
    var rush = Rush.everything
    rush.times = 2.5
    leaning.rhythm = [rush]
    return leaning
  }
}

extension [NeedsClass] {
  /// Two kinds of customers, one of them likelier among the old.
  fileprivate static var everything: [NeedsClass] {
    var likelier = Likelier()
    (likelier.attribute, likelier.value, likelier.times) = ("age", "old", 3)
    var quick = NeedsClass()
    (quick.id, quick.share, quick.likelier) = ("quick", 0.2, [likelier])
    quick.leaning = .everything
    var calm = NeedsClass()
    (calm.id, calm.share) = ("calm", 0.8)
    calm.leaning.spend = 0.8
    return [quick, calm]
  }
}

extension Stock {
  /// Two categories, one with reactions of its own.
  fileprivate static var everything: Stock {
    var own = StockCategory()
    (own.id, own.share, own.out) = ("beans", 0.6, 0.3)
    var reactions = Reactions()
    (reactions.elsewhere, reactions.nothing, reactions.later) = (0.3, 0.2, 0.2)
    (reactions.sameBrand, reactions.otherBrand) = (0.2, 0.1)
    own.reactions = reactions
    var other = StockCategory()
    (other.id, other.share, other.out, other.like) = ("cake", 0.4, 0.25, .snacks)
    var stock = Stock()
    stock.categories = [own, other]
    (stock.loss, stock.escalates, stock.later) = (6, 2, .exponential(mean: 3_000))
    return stock
  }
}

extension Returns {
  fileprivate static var everything: Returns {
    var law = Returns()
    (law.base, law.disappointment, law.resale, law.cost) = (0.15, 0.01, 0.4, 2)
    law.after = .exponential(mean: 8_000)
    var reasons = ReturnReasons()
    (reasons.wrongItem, reasons.notAsDescribed, reasons.damaged) = (0.3, 0.25, 0.2)
    (reasons.changedMind, reasons.severity) = (0.25, 0.4)
    law.reasons = reasons
    return law
  }
}

extension Segmentation {
  fileprivate static var everything: Segmentation {
    var law = Segmentation()
    (law.segments, law.geographic, law.demographic, law.lifestyle) = (3, "tenure", "age", "tenure")
    (law.known, law.sample, law.error, law.want) = (0.8, 0.5, 0.2, "quick")
    (law.target, law.gain, law.cost, law.resamples) = (0.3, 8, 2, 3)
    return law
  }
}

extension Quality {
  fileprivate static var everything: Quality {
    var q = Quality()
    q.mean = 62
    q.offset = Dimensions(
      reliability: 2, responsiveness: -2, assurance: 1, empathy: 0, tangibles: -1)
    (q.betweenStaff, q.withinStaff, q.process, q.betweenCustomers, q.shared) = (6, 8, 4, 12, 0.6)
    (q.skill, q.engagement, q.overload, q.overloadFrom) = (15, 8, 120, 0.3)
    (q.burnout, q.unresolved, q.waiting, q.waitTolerance, q.waitFeels) = (10, 15, 15, 3, 1.5)
    (q.usage.mean, q.usage.spread) = (60, 6)
    // Small ones, and needs mostly met below: each failure may raise needs, and they must not multiply.
    q.gaps.listening = Dimensions(
      reliability: 0, responsiveness: 0.2, assurance: 0, empathy: 1, tangibles: 0.3)
    q.gaps.standards = Dimensions(
      reliability: 0.2, responsiveness: 0.2, assurance: 1, empathy: 0, tangibles: 0)
    q.gaps.delivery = Dimensions(
      reliability: 1, responsiveness: 0.2, assurance: 0, empathy: 0.2, tangibles: 0.2)
    return q
  }
}

extension Expectations {
  fileprivate static var everything: Expectations {
    var e = Expectations()
    (e.learning, e.usageLearning, e.promised) = (0.1, 0.04, 70)
    (e.promisePull, e.rivalPull) = (0.1, 0.02)
    return e
  }
}

extension Satisfaction {
  fileprivate static var everything: Satisfaction {
    var s = Satisfaction()
    (s.constant, s.expectation, s.performance) = (22, 0.15, 0.55)
    (s.disconfirmation, s.lossAversion) = (0.6, 2)
    s.zone = Dimensions(
      reliability: 3, responsiveness: 5, assurance: 4, empathy: 4, tangibles: 6)
    s.withinZone = 0.5
    (s.prior, s.gainFloor, s.usageGain) = (3, 0.12, 0.03)
    return s
  }
}

extension [Feature] {
  /// A need that is not always met, a want of one segment, and something of which more is better.
  fileprivate static var everything: [Feature] {
    func made(_ id: String, _ kind: Feature.Kind, _ points: Double, _ present: Double) -> Feature {
      var feature = Feature()
      (feature.id, feature.kind, feature.points, feature.present) = (id, kind, points, present)
      feature.cost = 0.4
      return feature
    }
    var want = made("biscuit", .wanted, 4, 0.5)
    var shops = FeatureWorth()
    (shops.id, shops.points) = ("shops", 9)
    want.segments = [shops]
    var welcome = made("words", .welcome, 6, 0.6)
    welcome.journey = "fault"
    return [made("seat", .needed, 8, 0.95), want, welcome]
  }
}

extension Complaints {
  fileprivate static var everything: Complaints {
    var c = Complaints()
    (c.tolerance, c.base, c.severity) = (8, -1.5, 3)
    (c.handling.mean, c.handling.spread) = (0.6, 0.25)
    (c.restores, c.cost, c.goodwill) = (0.9, 20, 10)
    return c
  }
}

extension Loyalty {
  fileprivate static var everything: Loyalty {
    var law = Loyalty()
    law.churn = .beta(mean: 0.04, sd: 0.02)
    law.heterogeneity = 0.5
    (law.satisfaction, law.trust, law.failure, law.pull) = (0.5, 1.5, 1.2, 1)
    (law.inTerm, law.atEnd) = (0.4, 4)
    law.dropout = .beta(mean: 0.01, sd: 0.005)
    (law.dropoutSatisfaction, law.dropoutWalkout) = (0.5, 0.4)
    (law.inertia, law.memory) = (1, 0.8)
    law.stampCard = .everything
    law.winBack = .everything
    law.membership = .everything
    law.outreach = .everything
    law.strategy = .everything
    return law
  }
}

extension Membership {
  /// Members who soon have points, some of which lapse, and a tier that some reach within the settled year.
  fileprivate static var everything: Membership {
    var law = Membership()
    (law.enrolment, law.shown, law.earn, law.redeemAt, law.given) = (0.2, 0.8, 0.05, 3, 0.5)
    (law.lapseMonths, law.pull, law.discount, law.cost) = (1.5, 0.3, 0.04, 0.4)
    var tier = MemberTier()
    (tier.spend, tier.discount) = (60, 0.06)
    law.tier = tier
    return law
  }
}

extension Outreach {
  /// Some are contacted more than they tolerate, and opt out.
  fileprivate static var everything: Outreach {
    var law = Outreach()
    (law.rate, law.cost, law.gain, law.halfAt) = (2.5, 0.3, 0.3, 0.6)
    law.tolerance = .gamma(mean: 2, sd: 1)
    (law.irritation, law.memoryMonths, law.optOut) = (0.15, 2, 0.1)
    return law
  }
}

extension WinBack {
  /// Most leavers are approached within the run, with something of everything to offer.
  fileprivate static var everything: WinBack {
    var law = WinBack()
    (law.afterDays, law.chance, law.halfLifeMonths) = (20, 0.4, 6)
    (law.discount, law.months, law.upgrade) = (0.2, 4, 5)
    (law.cost, law.upgradeCost) = (4, 8)
    return law
  }
}

extension LoyalFrom {
  /// Lines that cut through the customers, who have been there for a few months only.
  fileprivate static var everything: LoyalFrom {
    var from = LoyalFrom()
    (from.attitude, from.share, from.tenureMonths, from.alive) = (65, 0.5, 5.5, true)
    return from
  }
}

extension Survey {
  fileprivate static var everything: Survey {
    var s = Survey()
    (s.everyMonths, s.sample, s.response) = (3, 80, 0.4)
    (s.strongFeelings, s.goodwill, s.noise, s.satisfiedFrom) = (0.5, 1, 10, 60)
    var calls = CloseLoop()
    (calls.below, calls.withinDays, calls.reaches, calls.cost) = (60, 4, 0.7, 6)
    s.closeLoop = calls
    return s
  }
}

extension Market {
  fileprivate static var everything: Market {
    var m = Market()
    (m.price, m.priceResponse, m.qualityResponse) = (20, 2, 0.03)
    (m.switchingCost, m.nothing, m.taste, m.awarenessMonths) = (0.3, 0.2, 0.7, 6)
    (m.switching.procedural, m.switching.exitFee) = (0.2, 40)
    (m.switching.relational, m.switching.ripensMonths) = (0.4, 12)
    m.referencePrice = ReferencePrice()
    m.referencePrice?.response = 1.2
    m.referencePrice?.loss = 2
    m.referencePrice?.adaptsMonths = 5
    m.referencePrice?.midTerm = 2
    (m.riskAversion, m.travelResponse) = (0.02, 0.5)
    var old = Rival()
    old.id = "old"
    old.price = .money(19)
    old.quality = 80
    (old.spread, old.capacity) = (14, 30)
    (old.answers, old.answersAfter) = (0.6, 2)
    var promotion = Promotion()
    (promotion.at, promotion.price, promotion.months) = (.month(2), .relative(0.7), 2)
    old.promotions = [promotion]
    var new = Rival()
    new.id = "new"
    new.price = .relative(0.9)
    new.quality = 70
    new.enters = .month(3)
    new.promotions = []
    m.rivals = [old, new]
    return m
  }
}

extension Journey {
  private static func route(_ to: String, _ share: Double, _ after: Law) -> Route {
    var route = Route()
    (route.to, route.share, route.after) = (to, share, after)
    return route
  }

  private static func point(
    _ id: String, _ team: String?, _ channel: Channel, _ service: Law, resolves: Double
  ) -> Touchpoint {
    var point = Touchpoint()
    (point.id, point.team, point.channel) = (id, team, channel)
    (point.service, point.resolves, point.cost, point.saves) = (service, resolves, 1.5, 0)
    return point
  }

  private static func made(_ id: String, _ points: [Touchpoint]) -> Journey {
    var journey = Journey()
    journey.id = id
    (journey.recontact, journey.retry) = (0.7, 0.6)
    journey.retryAfter = .gamma(mean: 600, sd: 300)
    (journey.memory.mean, journey.memory.worst, journey.memory.end) = (0.5, 0.3, 0.2)
    journey.touchpoints = points
    return journey
  }

  /// A call, at a peak of the month, that may lead to a promised visit or to another call.
  fileprivate static var fault: Journey {
    var call = point("call", "desk", .phone, .exponential(mean: 8), resolves: 0.6)
    call.next = [route("check", 0.5, .constant(120)), route("visit", 0.5, .constant(60))]
    call.unresolved = [
      route("call", 0.5, .gamma(mean: 900, sd: 600)), route("visit", 0.5, .constant(60)),
    ]
    var visit = point("visit", "field", .visit, .gamma(mean: 90, sd: 40), resolves: 0.8)
    visit.promise = Promise()
    visit.promise?.within = 1_440
    visit.promise?.counted = .openingHours
    visit.unresolved = [route("call", 1, .constant(300))]
    let check = point("check", nil, .selfService, .uniform(low: 1, high: 9), resolves: 0.9)
    var waiting = Waiting()
    (waiting.told, waiting.anxious) = (true, true)
    call.waiting = waiting
    var journey = made("fault", [check, call, visit])
    journey.start = "call"
    var updates = Updates()
    (updates.problem, updates.time, updates.cost) = (true, true, 0.5)
    var chases = Chasing()
    (chases.rate, chases.to) = (0.5, "call")
    (journey.updates, journey.chases) = (updates, chases)
    journey.need.rate = .gamma(mean: 9, sd: 5)
    journey.need.peak = Peak()
    journey.need.peak?.day = 10
    journey.need.peak?.factor = 6
    return journey
  }

  /// A question for a machine, and where that does not help, for the counter.
  fileprivate static var bill: Journey {
    var web = point("web", nil, .selfService, .triangular(low: 1, mode: 2, high: 6), resolves: 0.5)
    web.unresolved = [route("counter", 1, .constant(30))]
    var counter = point("counter", "desk", .counter, .constant(5), resolves: 0.9)
    counter.patience = .exponential(mean: 3)
    counter.atClosing = .turnAway
    var journey = made("bill", [web, counter])
    journey.need.times = [600, 1440 + 660, 4 * 1440 + 720]
    journey.need.rate = .constant(5)
    return journey
  }

  fileprivate static var farewell: Journey {
    var call = point("call", "desk", .phone, .exponential(mean: 6), resolves: 1)
    call.saves = 0.5
    call.offer = Offer()
    call.offer?.discount = 0.3
    call.offer?.months = 3
    var journey = made("farewell", [call])
    journey.need.trigger = .intendsToLeave
    return journey
  }

  /// After some complaints the firm gets in touch, by a letter or by a call.
  fileprivate static var apology: Journey {
    let letter = point("letter", nil, .selfService, .constant(1), resolves: 0.4)
    let call = point("call", "desk", .visit, .exponential(mean: 4), resolves: 0.8)
    var journey = made("apology", [letter, call])
    journey.starts = [
      route("letter", 0.6, .exponential(mean: 300)), route("call", 0.4, .constant(30)),
    ]
    journey.need.trigger = .complains
    journey.need.share = 0.7
    journey.need.after = .exponential(mean: 600)
    journey.need.startedBy = .firm
    return journey
  }

  /// A visit by appointment: two slots a day, and one that is given twice, for some sixteen needs a week.
  fileprivate static var checkup: Journey {
    var chair = point("chair", "desk", .counter, .constant(15), resolves: 0.9)
    var appointment = Appointment()
    (appointment.slots, appointment.aheadDays, appointment.overbooked) = (0.25, 6, 0.5)
    appointment.accepts = .exponential(mean: 4)
    (appointment.noShow, appointment.lead, appointment.cancels) = (0.25, 0.5, 0.2)
    appointment.waitingList = true
    var reminder = Reminder()
    (reminder.avoids, reminder.cost) = (0.4, 0.3)
    appointment.reminder = reminder
    chair.appointment = appointment
    var journey = made("checkup", [chair])
    journey.need.rate = .gamma(mean: 6, sd: 3)
    return journey
  }

  fileprivate static var shop: Journey {
    made("shop", [point("till", "desk", .counter, .exponential(mean: 4), resolves: 0.95)])
  }
}

extension Team {
  private static func made(_ id: String, staff: Int, load: Double) -> Team {
    var team = Team()
    (team.id, team.staff) = (id, staff)
    (team.weekHours, team.absence, team.pay, team.turnover) = (37.5, 0.1, 12, 0.7)
    team.hours = WeeklyHours(intervals: (0..<5).map { $0 * 1440 + 540..<$0 * 1440 + 1_020 })
    team.answerWithin = 1
    team.skill = Trait(mean: 0.5, spread: 0.2)
    team.engagement = Trait(mean: 0.55, spread: 0.15)
    (team.novice.slower, team.novice.skillGap, team.novice.rampMonths) = (0.4, 0.1, 3)
    (team.replacement.hiringDays, team.replacement.inductionDays) = (30, 14)
    team.replacement.cost = 0.3
    var background = Background()
    background.ratePerHour = load
    background.daily = 2
    // A crowd shortly before closing.
    var crowd = TimetableEntry()
    (crowd.times, crowd.arrivals) = ([1440 + 1_005, 3 * 1440 + 1_010], 6)
    background.timetable = [crowd]
    background.peaks = [DayPeak()]
    background.peaks[0].fromMinute = 600
    background.peaks[0].toMinute = 720
    background.peaks[0].factor = 2
    background.service = .exponential(mean: 6)
    background.patience = .exponential(mean: 5)
    team.background = background
    return team
  }

  fileprivate static var desk: Team {
    var team = made("desk", staff: 3, load: 10)
    var course = Course()
    (course.id, course.hours, course.cost) = ("faults", 8, 80)
    course.teaches = Dimensions(
      reliability: 1, responsiveness: 0.5, assurance: 0.8, empathy: 0.2, tangibles: 0)
    (course.everyMonths, course.gain, course.transfer, course.halfLifeMonths) = (4, 0.4, 0.7, 10)
    var other = course
    (other.id, other.everyMonths) = ("manners", nil)
    team.training = [course, other]
    team.standards = .everything
    return team
  }

  /// Three of whom two are on duty, with a limit to visits a day.
  fileprivate static var field: Team {
    var team = made("field", staff: 3, load: 0.3)
    team.onDuty = 2
    team.capacity = 5
    team.training = []
    return team
  }
}

extension ServiceStandards {
  /// Checks that take hold and fade within the run, at a level near what is delivered.
  fileprivate static var everything: ServiceStandards {
    var law = ServiceStandards()
    law.specification = Dimensions(
      reliability: 66, responsiveness: 62, assurance: 64, empathy: 60, tangibles: 61)
    (law.tolerance, law.checksPerMonth, law.halvesAfter, law.lastsMonths) = (8, 2, 3, 4)
    (law.minutes, law.cost) = (6, 9)
    return law
  }
}

extension RetentionStrategy {
  /// A rule for each thing that the firm may see, within a budget that does not reach for all.
  fileprivate static var everything: RetentionStrategy {
    var strategy = RetentionStrategy()
    strategy.budget = 400
    strategy.rules = RetentionRule.Trigger.allCases.map { trigger in
      var rule = RetentionRule()
      (rule.id, rule.trigger) = (trigger.rawValue, trigger)
      (rule.below, rule.withinMonths, rule.silentMonths, rule.top) = (60, 2, 1.5, 0.2)
      (rule.target, rule.cost, rule.taken, rule.care) = (0.6, 3, 0.7, 1)
      (rule.gift, rule.discount, rule.months) = (6, 0.1, 3)
      return rule
    }
    return strategy
  }
}

extension Suggestions {
  /// Many ideas, some of which are soon done.
  fileprivate static var everything: Suggestions {
    var law = Suggestions()
    (law.rate, law.low, law.said, law.ease, law.adopted) = (6, 66, 0.7, 0.8, 0.4)
    (law.lagMonths, law.cost, law.step, law.answered, law.credit) = (2, 40, 3, 0.7, 1.5)
    return law
  }
}
