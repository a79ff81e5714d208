import DiscreteEvents
import Glibc
import RandomVariates

/// New customers: prospects won by marketing, and friends of customers.
extension Simulation {
  /// Schedules the prospects of the month that begins.
  mutating func planArrivals(from now: Double, over length: Double) {
    let law = settings.scenario.customers.acquisition.marketing
    let prospects = law.cost > 0 ? law.spend / law.cost : 0
    guard prospects > 0 else { return }
    let end = marketing.lived + prospects
    if marketing.next == 0, marketing.target == 0 { marketing.target = gap(of: 0) }
    while marketing.target <= end {
      let share = (marketing.target - marketing.lived) / prospects
      calendar.schedule(
        at: now + share * length, kind: Kind.arrival, subject: UInt32(marketing.next))
      marketing.next += 1
      marketing.target += gap(of: marketing.next)
    }
    marketing.lived = end
  }

  /// The distance between a prospect and the one before, in prospects.
  private func gap(of number: Int) -> Double {
    random.seek(marketingHash, Purpose.arrival, number)
    return random.exponential()
  }

  /// A prospect joins, unless warned off by a customer.
  mutating func prospectArrives(_ number: Int, at now: Double) {
    let acquisition = settings.scenario.customers.acquisition
    random.seek(marketingHash, Purpose.warned, number)
    if acquisition.wordOfMouth.enabled {
      let prospects = acquisition.marketing.spend / max(1e-9, acquisition.marketing.cost)
      let turned = WordOfMouthLaw.turnedAway(
        acquisition.wordOfMouth, warnings: warnings, prospects: prospects)
      if random.uniform() < turned { return }
    }
    random.seek(marketingHash, Purpose.segment, number)
    let hash = StableHash.child(marketingHash, number)
    join(hash: hash, segment: segment(from: random.uniform()), referred: false, at: now)
  }

  /// A friend joins to whom a customer spoke well of the firm.
  mutating func friendJoins(of row: Int, at now: Double) {
    customers[row].friends += 1
    let hash = StableHash.child(customers[row].hash, Int(customers[row].friends) + 1_000_000)
    random.seek(hash, Purpose.segment, 0)
    join(hash: hash, segment: segment(from: random.uniform()), referred: true, at: now)
  }

  private mutating func join(hash: UInt64, segment: Int, referred: Bool, at now: Double) {
    let row = appendCustomer(hash: hash, segment: segment, at: now)
    recorder.count(newcomer: segment, referred: referred)
    recorder.record(row, event: .joined, at: now)
  }

  /// The segment that a uniform number picks in the mix of those lost before the start.
  private func segment(from u: Double) -> Int {
    var left = u * lossMix.reduce(0, +)
    for (index, weight) in lossMix.enumerated() {
      left -= weight
      if left < 0 { return index }
    }
    return lossMix.count - 1
  }
}
