import DiscreteEvents
import Glibc
import RandomVariates

/// Customers: how they come to be, and what a new one brings along.
extension Simulation {
  /// Makes the initial customers of every segment.
  mutating func makeCustomers(at start: Double) throws(ModelError) {
    let total = settings.segments.reduce(0) { $0 + $1.initial }
    guard total > 0 else { throw ModelError("there are no customers at the start") }
    guard total <= 1_000_000 else { throw ModelError("more than 1,000,000 customers at the start") }
    customers.reserveCapacity(total)
    needs.reserveCapacity(total * journeyCount)
    brands.reserveCapacity(total * providers)
    for (s, segment) in settings.segments.enumerated() {
      let source = StableHash.of("segment:" + settings.scenario.customers.segments[s].id)
      for number in 0..<segment.initial {
        let row = appendCustomer(hash: StableHash.child(source, number), segment: s, at: start)
        if isSettling, grid.settle > 0 { spreadContractPhase(row) }
      }
    }
    generations = Rows(repeating: 0, count: customers.count)
  }

  /// Adds a row for a new customer.
  @discardableResult
  mutating func appendCustomer(hash: UInt64, segment: Int, at now: Double) -> Int {
    let row = customers.count
    customers.append(newCustomer(hash: hash, segment: segment, at: now))
    for _ in 0..<journeyCount { needs.append(NeedState()) }
    for _ in 0..<providers { brands.append(BrandState()) }
    if !isSettling {
      for _ in 0..<years { accounts.append(YearAccount()) }
    }
    moveIn(row, at: now)
    return row
  }

  /// A new customer's state.
  private mutating func newCustomer(hash: UInt64, segment: Int, at now: Double) -> Customer {
    let quality = settings.quality
    random.seek(hash, Purpose.taste, 0)
    let taste = quality.betweenCustomers * random.normal()
    // Newcomers expect what they have been promised, or what the service is known for.
    let level = settings.expectations.promised ?? quality.mean
    let expectation = (Dimensional.all(level + taste) + quality.offset.vector)
      .clamped(lowerBound: .zero, upperBound: .all(100))
    let lived = (Dimensional.all(quality.mean + taste) + quality.offset.vector)
      .clamped(lowerBound: .zero, upperBound: .all(100))
    let satisfaction = Disconfirmation.satisfaction(
      settings.satisfaction, performance: lived, expectation: lived,
      weights: settings.segments[segment].weights)
    var made = Customer(
      hash: hash, satisfaction: satisfaction, segment: UInt8(segment), expectation: expectation,
      joined: now)
    made.taste = taste
    random.seek(hash, Purpose.loyalty, 0)
    if settings.relationship == .contract {
      let chance = min(1, max(0, settings.churn.draw(random)))
      made.base = logOdds(chance) + settings.loyalty.heterogeneity * random.normal()
      let term = Int32(settings.contract.termMonths.rounded())
      if term > 0 { made.termEnd = Int32(month) + term }
    } else {
      made.base = min(1, max(0, settings.dropout.draw(random)))
    }
    return made
  }

  /// Starts the streams of needs and occasions of the customer in a row.
  private mutating func moveIn(_ row: Int, at now: Double) {
    let hash = customers[row].hash
    for journey in 0..<journeyCount {
      var state = NeedState()
      if let law = settings.journeys[journey].rate {
        random.seek(hash ^ settings.journeys[journey].salt, Purpose.needRate, 0)
        state.rate = max(0, law.draw(random))
      }
      needs[row * journeyCount + journey] = state
      scheduleNeed(row, journey: journey, after: now)
    }
    guard settings.relationship == .repertoire else { return }
    random.seek(hash, Purpose.occasionRate, 0)
    customers[row].occasionRate = max(
      0, settings.segments[Int(customers[row].segment)].occasionsPerMinute.draw(random))
    for provider in 0..<providers { brands[row * providers + provider] = BrandState() }
    meetProviders(row)
    scheduleOccasion(row, after: now)
  }

  /// What the customer in a row likes of each provider, and from when on they know it.
  mutating func meetProviders(_ row: Int) {
    guard settings.relationship == .repertoire else { return }
    let hash = customers[row].hash
    random.seek(hash, Purpose.brandTaste, 0)
    for provider in 0..<providers {
      brands[row * providers + provider].taste = settings.market.taste * random.normal()
    }
    for rival in settings.market.rivals.indices {
      random.seek(hash, Purpose.awareness, rival)
      let wait = random.exponential() * settings.market.awarenessRamp * TimeGrid.month
      if let enters = settings.market.rivals[rival].enters {
        brands[row * providers + rival + 1].known =
          max(customers[row].joined, grid.minute(of: enters)) + wait
      }
    }
  }

  /// Puts an initial customer at a random place of the cycle of signing and ending.
  private mutating func spreadContractPhase(_ row: Int) {
    let term = Int32(settings.contract.termMonths.rounded())
    guard term > 0 else { return }
    random.seek(customers[row].hash, Purpose.contractPhase, 0)
    customers[row].termEnd = Int32(month) + 1 + Int32(random.uniform() * Double(term))
  }

  /// A customer leaves for good.
  ///
  /// While settling a newcomer of the same segment takes the row.
  mutating func leave(_ row: Int, cause: LeavingCause, at now: Double) {
    let active = customers[row].activeCase
    if active >= 0 { cases[Int(active)].customer = -1 }
    customers[row].activeCase = -1
    if isSettling {
      if month >= -12 { lossMix[Int(customers[row].segment)] += 1 }
      generations[row] += 1
      let segment = Int(customers[row].segment)
      let hash = StableHash.child(customers[row].hash, Int(generations[row]))
      customers[row] = newCustomer(hash: hash, segment: segment, at: now)
      moveIn(row, at: now)
      return
    }
    customers[row].left = now
    customers[row].cause = cause
    customers[row].departure = .infinity
    for journey in 0..<journeyCount { needs[row * journeyCount + journey].due = .infinity }
    customers[row].occasionDue = .infinity
    recorder.count(leaver: Int(customers[row].segment), cause: cause, month: month)
    recorder.record(row, event: .left(cause), at: now)
  }
}
