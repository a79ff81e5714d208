import CustomerExperience
import DiscreteEvents
import RandomVariates

/// Small scenarios in which everything goes on at once.
extension Scenario {
  /// A contract or a repertoire market with lines, repeats, promises, complaints, talk and turnover.
  static func lively(
    _ relationship: Relationship, customers: Int = 200, months: Double = 24, settle: Double = 6
  ) -> Scenario {
    var s = Scenario.atRest(relationship, customers: customers, months: months, settle: settle)
    s.customers.contract.termMonths = 6
    s.customers.contract.renewAtEnd = 0.5
    s.customers.contract.renewLater = 0.1
    s.customers.segments[0].moves.rate = 0.1
    s.customers.segments[0].moves.lost = 0.5
    s.customers.segments[0].occasions = .gamma(mean: 60, sd: 30)
    s.customers.segments[0].spend = .lognormal(mean: 8, sd: 3)
    s.customers.segments[0].patience = .exponential(mean: 6)
    s.customers.acquisition.marketing.spend = 300
    s.customers.acquisition.wordOfMouth.enabled = true
    s.customers.acquisition.wordOfMouth.rate = 0.05
    s.customers.acquisition.wordOfMouth.harm = 2
    s.quality.stir()
    s.expectations.learning = 0.1
    s.expectations.usageLearning = 0.04
    s.satisfaction.constant = 27
    s.satisfaction.usageGain = 0.03
    s.complaints.tolerance = 8
    s.complaints.base = -2
    s.complaints.severity = 3
    s.loyalty.stir()
    s.economics.overhead = 100
    s.market.rivals = [.init()]
    s.market.rivals[0].id = "rival"
    s.market.rivals[0].price = .relative(0.95)
    s.journeys = relationship == .contract ? [.fault, .farewell] : [.shop, .fault]
    s.teams = [.busy]
    return s
  }
}

extension Quality {
  fileprivate mutating func stir() {
    mean = 70
    (betweenStaff, withinStaff, process, betweenCustomers, shared) = (6, 8, 4, 12, 0.6)
    (skill, engagement, overload, overloadFrom) = (15, 8, 120, 0.7)
    (burnout, unresolved, waiting, waitTolerance) = (10, 15, 15, 3)
    usage.spread = 6
  }
}

extension Loyalty {
  fileprivate mutating func stir() {
    churn = .beta(mean: 0.03, sd: 0.02)
    heterogeneity = 0.5
    (satisfaction, trust, failure, pull, inTerm, atEnd) = (0.35, 1.5, 1.2, 1, 0.3, 3)
    dropout = .beta(mean: 0.004, sd: 0.003)
    dropoutSatisfaction = 0.35
    inertia = 1
  }
}

extension Journey {
  /// A call that may lead to a promised visit, or to another call.
  fileprivate static var fault: Journey {
    var call = Touchpoint.phone(team: "desk", service: .exponential(mean: 8), resolves: 0.6)
    call.cost = 1
    var again = Route()
    (again.to, again.share, again.after) = ("call", 0.5, .gamma(mean: 600, sd: 300))
    var onSite = Route()
    (onSite.to, onSite.share, onSite.after) = ("site", 0.5, .constant(30))
    call.unresolved = [again, onSite]
    var site = call
    site.id = "site"
    site.channel = .visit
    site.promise = Promise()
    site.promise?.within = 60
    site.unresolved = [again]
    var journey = need("fault", perYear: 6, at: call)
    journey.touchpoints = [call, site]
    (journey.recontact, journey.retry) = (0.8, 0.6)
    return journey
  }

  /// Leaving, from which some are talked out.
  fileprivate static var farewell: Journey {
    var call = Touchpoint.phone(team: "desk", service: .exponential(mean: 6))
    call.saves = 0.3
    call.offer = Offer()
    call.offer?.discount = 0.2
    call.offer?.months = 3
    var journey = need("farewell", perYear: 0, at: call)
    journey.need.rate = nil
    journey.need.trigger = .intendsToLeave
    return journey
  }

  fileprivate static var shop: Journey {
    var till = Touchpoint.phone(team: "desk", service: .exponential(mean: 4), resolves: 0.95)
    till.channel = .counter
    var journey = need("shop", perYear: 0, at: till)
    journey.need.rate = nil
    return journey
  }
}

extension Team {
  /// A small team of different people on a roster, some of whom quit, with courses now and then.
  static var busy: Team {
    var team = Team.steady("desk", onDuty: 1)
    team.staff = 4
    team.onDuty = nil
    team.weekHours = 37.5
    team.hours = WeeklyHours(intervals: (0..<6).map { $0 * 1440 + 480..<$0 * 1440 + 1_080 })
    team.absence = 0.1
    team.turnover = 0.4
    team.skill = Trait(mean: 0.5, spread: 0.2)
    team.engagement = Trait(mean: 0.55, spread: 0.15)
    team.novice.slower = 0.4
    team.novice.skillGap = 0.1
    var background = Background()
    background.ratePerHour = 6
    background.service = .exponential(mean: 6)
    background.patience = .exponential(mean: 6)
    team.background = background
    team.training = [.all(gain: 0.3, halfLife: 12, every: 5, hours: 8)]
    team.training[0].cost = 100
    return team
  }
}
