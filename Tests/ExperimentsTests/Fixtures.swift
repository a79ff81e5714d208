import RandomVariates

@testable import CustomerExperience

extension Scenario {
  /// A small contract market whose customers use a machine and leave now and then.
  static func small(customers: Int = 60, months: Double = 12) -> Scenario {
    var s = Scenario()
    s.clock.start = 20_458
    s.clock.horizonMonths = months
    s.clock.settleMonths = 2
    s.customers.relationship = .contract
    s.customers.contract.termMonths = 0
    s.customers.contract.price = 30
    var segment = Segment()
    segment.id = "all"
    segment.initial = customers
    s.customers.segments = [segment]
    s.customers.acquisition.marketing.spend = 100
    s.customers.acquisition.marketing.cost = 50
    var machine = Touchpoint()
    machine.id = "machine"
    machine.channel = .selfService
    machine.service = .constant(1)
    var use = Journey()
    use.id = "use"
    use.need.rate = .constant(12)
    use.touchpoints = [machine]
    s.journeys = [use]
    s.quality.mean = 65
    s.quality.process = 10
    s.loyalty.churn = .constant(0.03)
    s.loyalty.satisfaction = 0.5
    s.economics.margin = 0.5
    s.growth.from = -8
    s.growth.to = 8
    s.growth.doses = 3
    s.growth.replications = 4
    return s
  }
}

extension ReplicationResult {
  /// A result of which only one number is known.
  static func only(_ metric: String, _ value: Double, months: Int = 0) -> ReplicationResult {
    var result = ReplicationResult(months: months)
    result.summary[SeriesKey(metric, "all")] = value
    return result
  }
}
