import DiscreteEvents
import RandomVariates

/// About how much work a scenario is, as far as that can be told before it is run.
///
/// What customers win by word of mouth and what waits in lines cannot be told; the rest follows from rates,
/// hours and numbers. It is right to a factor of about two.
public struct Workload: Sendable {
  /// Something that brings events, and how many of them in a replication.
  public struct Source: Sendable {
    /// The dotted path of the key that says how many.
    public var key: String
    /// Events of a replication, settling included.
    public var events: Double
  }

  /// What brings events, the most first.
  public private(set) var sources: [Source] = []
  /// Bytes of memory that a job takes.
  public private(set) var bytes = 0.0

  /// What dividing customers at the end takes (segmentation), in events that take as long.
  public private(set) var dividing = 0.0

  /// Events of a replication, settling included.
  public var events: Double { sources.reduce(0) { $0 + $1.events } }

  /// Looks at a scenario, with the phases of its plan.
  public init(_ scenario: Scenario) {
    let grid = TimeGrid(scenario.clock)
    let end = Double(grid.horizon)
    var begins: [(month: Double, scenario: Scenario)] = [(0, scenario)]
    begins += scenario.phases.map { (grid.month(at: grid.minute(of: $0.at)), $0.settings) }
    var events: [String: Double] = [:]
    // Nobody is won while the world settles.
    for (key, monthly) in Self.monthly(scenario, customers: Double(scenario.initialCustomers)) {
      events[key, default: 0] += monthly * Double(grid.settle)
    }
    var customers = Double(scenario.initialCustomers)
    for (number, (begin, scenario)) in begins.enumerated() {
      let next = number + 1 < begins.count ? begins[number + 1].month : end
      let months = max(0, min(next, end) - max(0, begin))
      let sources = Self.won(by: scenario.customers.acquisition, in: months)
      let won = sources.reduce(0) { $0 + $1.customers }
      let before = Self.monthly(scenario, customers: customers)
      for (key, monthly) in before { events[key, default: 0] += monthly * months }
      // Whoever comes stays for about half of the time.
      let ofNewcomers = Self.monthly(scenario, customers: customers + won / 2)
      var brought = won
      for (key, monthly) in ofNewcomers { brought += (monthly - before[key, default: 0]) * months }
      for source in sources { events[source.key, default: 0] += brought * source.customers / won }
      customers += won
    }
    sources = events.filter { $0.value > 0 }
      .map { Source(key: $0.key, events: $0.value) }
      .sorted { ($0.events, $1.key) > ($1.events, $0.key) }
    let perCustomer = scenario.bytesOfCustomer + 16 * end
    bytes = 2 * customers * perCustomer
    if let law = scenario.segmentation, !scenario.customers.needs.isEmpty {
      let records = min(customers, Double(FirmRecords.most))
      dividing = Self.steps(of: law, scenario, records: records) / Self.stepsAnEvent
      // What was seen of each, and the records that are divided: numbers, attributes and answers.
      bytes += 2 * customers * Double(MemoryLayout<SegmentationRoom.Seen>.stride)
      bytes +=
        records * Double(600 + 16 * scenario.attributeNames.count + 8 * (law.resamples + 1))
    }
  }

  /// Whom marketing and campaigns win in some months, by the key that says how many; none without anybody.
  private static func won(
    by acquisition: Acquisition, in months: Double
  ) -> [(key: String, customers: Double)] {
    let marketing = acquisition.marketing
    let base = marketing.cost > 0 ? marketing.spend / marketing.cost : 0
    var won = [(key: marketing.heavierKey, customers: base * months)]
    for campaign in acquisition.campaigns {
      let time = min(months, campaign.months)
      // Advertising makes more of the prospects that marketing reaches.
      let monthly =
        campaign.kind == .advertising
        ? base
          * (AdvertisingLaw.multiple(
            stock: campaign.spend, base: marketing.spend, elasticity: campaign.elasticity) - 1)
        : campaign.spend / campaign.cost
      won.append((campaign.heavierKey, monthly * time))
    }
    return won.filter { $0.customers > 0 }
  }

  /// How many steps of finding clusters take as long as an event: measured, to a factor of two.
  private static let stepsAnEvent = 500.0

  /// Steps of dividing customers by every method, and again for each time they are drawn anew: a step looks at one
  /// number of one customer and one cluster.
  private static func steps(of law: Segmentation, _ scenario: Scenario, records: Double) -> Double {
    let people = scenario.customers.segments.flatMap(\.people)
    func values(_ list: String) -> Double {
      let names = Segmentation.names(list)
      var seen: Set<[String]> = []
      for attribute in people where names.contains(attribute.name) {
        for value in attribute.values { seen.insert([attribute.name, value.value]) }
      }
      return Double(seen.count)
    }
    let numbers =
      values(law.geographic) + values(law.demographic) + values(law.lifestyle)
      + Double(FirmRecords.numbers)
    let tries = Double(Division.tries + Division.triesAgain * law.resamples)
    return records * Double(law.segments) * numbers * Double(Clusters.rounds) * tries
  }

  /// Events of a month, by the key that brings them.
  private static func monthly(_ scenario: Scenario, customers: Double) -> [String: Double] {
    var events: [String: Double] = [:]
    let perSegment = customers / Double(max(1, scenario.initialCustomers))
    for journey in scenario.journeys {
      guard let rate = journey.need.rate?.mean, rate > 0 else { continue }
      events["journeys.\(journey.id).need.rate"] = customers * rate / 12 * 4
    }
    if scenario.customers.relationship.bond.isChosenOnOccasions {
      for segment in scenario.customers.segments {
        guard let rate = segment.occasions?.mean, rate > 0 else { continue }
        let heads = Double(segment.initialCustomers(of: scenario.customers.total)) * perSegment
        events["customers.segments.\(segment.id).occasions"] = heads * rate / 12 * 1.8
      }
    }
    let weeks = 365.25 / 12 / 7
    for team in scenario.teams {
      if let background = team.background, background.ratePerHour > 0 {
        let rate = WeeklyRate(
          base: background.ratePerHour / 60, hours: team.hours,
          factors: background.peaks.map { ($0.fromMinute, $0.toMinute, $0.factor) })
        events["teams.\(team.id).background.rate"] = rate.perWeek * weeks * 2
      }
      if let background = team.background {
        let together = background.timetable.reduce(0) { $0 + $1.times.count * $1.arrivals }
        let days = Double(Set(team.hours.intervals.map { $0.lowerBound / 1440 }).count)
        let daily = background.daily * days
        let more = (Double(together) + daily) * weeks * 2
        if more > 0 { events["teams.\(team.id).background", default: 0] += more }
      }
      if let standards = team.standards, standards.checksPerMonth > 0 {
        events["teams.\(team.id).standards.checks"] =
          standards.checksPerMonth * Double(max(team.staff, team.onDuty ?? 0)) * 2
      }
      // At each change of shift those come and go who are on duty.
      let people = Double(team.onDuty ?? team.staff)
      events["teams.\(team.id).hours"] =
        Double(2 * team.hours.intervals.count) * weeks * (1 + people / Simulation.postsAnEvent)
    }
    return events
  }
}

extension Scenario {
  /// About how many bytes a customer takes, besides an account a month.
  fileprivate var bytesOfCustomer: Double {
    let state = MemoryLayout<Customer>.stride + 200
    let ofNeeds =
      journeys.count * (MemoryLayout<NeedPace>.stride + MemoryLayout<NeedCount>.stride + 32)
    return Double(state + ofNeeds + market.rivals.count * MemoryLayout<BrandState>.stride)
  }
}
