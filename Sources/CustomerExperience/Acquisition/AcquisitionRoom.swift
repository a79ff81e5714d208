import DiscreteEvents
import Glibc
import RandomVariates

/// What draws about newcomers are for.
enum AcquisitionDraw: UInt8, CaseIterable {
  case referral = 21
  case segment = 33
  case warned = 35
}

/// How newcomers come.
enum AcquisitionEvent {
  @inline(__always) static var arrival: UInt32 { RoomNumber.acquisition.event(0) }
  @inline(__always) static var referral: UInt32 { RoomNumber.acquisition.event(1) }
}

/// New customers: prospects won by marketing, and friends of customers.
struct AcquisitionRoom: Room {
  /// Whose luck the prospects won by marketing are.
  fileprivate let hash = StableHash.of("marketing")
  /// Losses while settling in its last year, by segment: the mix of those who join later.
  fileprivate var lossMix: [Double]
  /// Arrivals by marketing in their own time, one prospect a unit: lived, the next number and its place.
  fileprivate var lived = 0.0
  fileprivate var next = 0
  fileprivate var target = 0.0
  /// Expected warnings spoken last month.
  var warnings = 0.0

  init(_ plot: Plot) { lossMix = plot.settings.segments.map { _ in 0 } }

  static let draws = AcquisitionDraw.allCases.map(\.rawValue)

  @inline(__always)
  static func handle(_ event: Event, in world: inout Simulation) {
    switch event.kind {
    case AcquisitionEvent.arrival: world.prospectArrives(Int(event.subject), at: event.time)
    default: world.friendJoins(of: Int(event.subject), at: event.time)
    }
  }

  static func observationBegins(_ world: inout Simulation) {
    if world.rooms.acquisition.lossMix.reduce(0, +) < 50 {
      // Too few left to tell their mix: newcomers come as the initial customers are.
      world.rooms.acquisition.lossMix = world.settings.segments.map { Double($0.initial) }
    }
    if world.rooms.acquisition.lossMix.allSatisfy({ $0 == 0 }) {
      // A firm that begins without customers: by the shares of its segments, or all alike.
      let shares = world.settings.scenario.customers.segments.map { $0.share ?? 0 }
      world.rooms.acquisition.lossMix =
        shares.contains { $0 > 0 } ? shares : shares.map { _ in 1 }
    }
  }

  static func monthIsUnderWay(_ world: inout Simulation, at now: Double) {
    guard !world.isSettling else { return }
    world.planArrivals(from: now, over: world.grid.boundary(world.month + 1) - now)
  }

  static func monthEnds(_ world: inout Simulation, at now: Double) {
    guard world.month >= 0 else { return }
    let spend = Money(world.decisions.marketing)
    if spend > .zero { world.ledger.post(world.layout.figures.money.acquisition, spend) }
  }
}

extension Simulation {
  /// Prospects won by marketing so far.
  var prospects: Int { rooms.acquisition.next }

  /// A customer lost while settling makes room for one of the same kind later.
  mutating func noteLoss(of segment: Int) { rooms.acquisition.lossMix[segment] += 1 }

  /// A customer speaks of the firm this month.
  ///
  /// - Returns: Expected warnings.
  mutating func talk(_ row: Int, at now: Double) -> Double {
    let talk = settings.wordOfMouth
    let warnings = WordOfMouthLaw.warnings(talk, satisfaction: customers[row].satisfaction)
    let chance = WordOfMouthLaw.referrals(talk, satisfaction: customers[row].satisfaction)
    random.seek(customers[row].hash, AcquisitionDraw.referral, occasionOfMonth)
    if random.uniform() < chance {
      let due = now + random.uniform() * (grid.boundary(month + 1) - now)
      calendar.schedule(at: due, kind: AcquisitionEvent.referral, subject: UInt32(row))
    }
    return warnings
  }

  /// Schedules the prospects of the month that begins.
  fileprivate mutating func planArrivals(from now: Double, over length: Double) {
    let law = settings.scenario.customers.acquisition.marketing
    let prospects = law.cost > 0 ? decisions.marketing / law.cost : 0
    guard prospects > 0 else { return }
    // All of a month are scheduled at once: too many are refused before there is no room for them.
    guard Double(customers.count) + prospects <= Double(Limits.customersInAll) else {
      excess = .tooManyCustomers(law.heavierKey)
      return
    }
    let end = rooms.acquisition.lived + prospects
    if rooms.acquisition.next == 0, rooms.acquisition.target == 0 {
      rooms.acquisition.target = gap(of: 0)
    }
    while rooms.acquisition.target <= end {
      let share = (rooms.acquisition.target - rooms.acquisition.lived) / prospects
      calendar.schedule(
        at: now + share * length, kind: AcquisitionEvent.arrival,
        subject: UInt32(rooms.acquisition.next))
      rooms.acquisition.next += 1
      rooms.acquisition.target += gap(of: rooms.acquisition.next)
    }
    rooms.acquisition.lived = end
  }

  /// The distance between a prospect and the one before, in prospects.
  private func gap(of number: Int) -> Double {
    random.seek(rooms.acquisition.hash, ContactDraw.arrival, number)
    return random.exponential()
  }

  /// A prospect joins, unless warned off by a customer.
  fileprivate mutating func prospectArrives(_ number: Int, at now: Double) {
    let acquisition = settings.scenario.customers.acquisition
    random.seek(rooms.acquisition.hash, AcquisitionDraw.warned, number)
    if acquisition.wordOfMouth.enabled {
      let prospects = decisions.marketing / max(1e-9, acquisition.marketing.cost)
      let turned = WordOfMouthLaw.turnedAway(
        acquisition.wordOfMouth, warnings: rooms.acquisition.warnings, prospects: prospects)
      if random.uniform() < turned { return }
    }
    random.seek(rooms.acquisition.hash, AcquisitionDraw.segment, number)
    let hash = StableHash.child(rooms.acquisition.hash, number)
    join(hash: hash, segment: segment(from: random.uniform()), referred: false, at: now)
  }

  /// A friend joins to whom a customer spoke well of the firm.
  fileprivate mutating func friendJoins(of row: Int, at now: Double) {
    customers[row].friends += 1
    let hash = StableHash.child(customers[row].hash, Int(customers[row].friends) + 1_000_000)
    random.seek(hash, AcquisitionDraw.segment, 0)
    join(hash: hash, segment: segment(from: random.uniform()), referred: true, at: now)
  }

  private mutating func join(hash: UInt64, segment: Int, referred: Bool, at now: Double) {
    let row = appendCustomer(hash: hash, segment: segment, at: now)
    count(layout.figures.customers.joined, segment)
    if referred { count(layout.figures.acquisition.referred) }
    record(row, event: .joined, at: now)
    joinMidMonth(row, at: now)
  }

  /// The segment that a uniform number picks in the mix of those lost before the start.
  private func segment(from u: Double) -> Int {
    var left = u * rooms.acquisition.lossMix.reduce(0, +)
    for (index, weight) in rooms.acquisition.lossMix.enumerated() {
      left -= weight
      if left < 0 { return index }
    }
    return rooms.acquisition.lossMix.count - 1
  }
}
