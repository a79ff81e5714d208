import DiscreteEvents
import Glibc
import RandomVariates

/// What draws about newcomers are for.
enum AcquisitionDraw: UInt8, CaseIterable {
  case referral = 21
  case segment = 33
  case warned = 35
  case pool = 69
  case friendInPool = 70
  case remark = 71
  case acquaintance = 72
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
  /// Arrivals by marketing in their own time, one prospect a unit: what was lived up to a minute, at which pace;
  /// the next number, its place and when it is due.
  fileprivate var lived = 0.0
  fileprivate var livedUntil = 0.0
  fileprivate var perMinute = 0.0
  fileprivate var next = 0
  fileprivate var target = 0.0
  fileprivate var due = Double.infinity
  fileprivate var spend = Flow()
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
    world.rooms.acquisition.spend.begin(at: world.decisions.marketing, now: now)
    world.prospectsFlow(at: now)
  }

  /// What is spent, and who comes for it, changes on the day on which the decision does.
  static func takeOver(_ world: inout Simulation, from before: Settings, at now: Double) {
    guard !world.isSettling, world.month >= 0 else { return }
    let (old, new) = (before.scenario.customers, world.settings.scenario.customers)
    let (before, after) = (before.scenario, world.settings.scenario)
    guard
      old.acquisition.marketing != new.acquisition.marketing
        || before.expectations.promised != after.expectations.promised
        || before.quality.mean != after.quality.mean
    else { return }
    let length = world.monthLength
    world.rooms.acquisition.spend.change(
      to: world.decisions.marketing, now: now, month: length)
    world.prospectsFlow(at: now)
  }

  static func monthEnds(_ world: inout Simulation, at now: Double) {
    guard world.month >= 0 else { return }
    let spend = Money(world.rooms.acquisition.spend.total(now: now, month: world.monthLength))
    if let pool = world.settings.scenario.customers.acquisition.pool {
      world.set(
        world.layout.figures.acquisition.adopted, to: Double(world.customers.count) / Double(pool))
    }
    world.countMarketing(spend)
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

  /// Prospects come from now on at the pace that is paid for.
  fileprivate mutating func prospectsFlow(at now: Double) {
    let law = settings.scenario.customers.acquisition.marketing
    let multiple = PromiseLaw.multiple(
      draws: law.promiseDraws, promised: promised, mean: settings.quality.mean)
    let prospects =
      law.cost > 0 ? decisions.marketing / law.cost * multiple * advertisingMultiple : 0
    // Too many are refused before they come one by one.
    guard Double(customers.count) + prospects <= Double(Limits.customersInAll) else {
      excess = .tooManyCustomers(prospectsKey)
      return
    }
    let past = rooms.acquisition.perMinute * (now - rooms.acquisition.livedUntil)
    rooms.acquisition.lived += past
    rooms.acquisition.livedUntil = now
    rooms.acquisition.perMinute = prospects / monthLength
    if rooms.acquisition.next == 0, rooms.acquisition.target == 0 {
      rooms.acquisition.target = gap(of: 0)
    }
    scheduleProspect(after: now)
  }

  /// Schedules the next prospect, if they come this month at the present pace.
  private mutating func scheduleProspect(after now: Double) {
    let left = rooms.acquisition.target - rooms.acquisition.lived
    let pace = rooms.acquisition.perMinute
    let due = pace > 0 ? max(now, rooms.acquisition.livedUntil + left / pace) : .infinity
    rooms.acquisition.due = due < grid.boundary(month + 1) ? due : .infinity
    guard rooms.acquisition.due < .infinity else { return }
    calendar.schedule(
      at: due, kind: AcquisitionEvent.arrival, subject: UInt32(rooms.acquisition.next))
  }

  /// The distance between a prospect and the one before, in prospects.
  private mutating func gap(of number: Int) -> Double {
    random.seek(rooms.acquisition.hash, ContactDraw.arrival, number)
    return random.exponential()
  }

  /// A prospect joins, unless warned off by a customer.
  fileprivate mutating func prospectArrives(_ number: Int, at now: Double) {
    // The pace may have changed since this one was scheduled.
    guard rooms.acquisition.due == now, rooms.acquisition.next == number else { return }
    rooms.acquisition.next += 1
    rooms.acquisition.target += gap(of: rooms.acquisition.next)
    scheduleProspect(after: now)
    let acquisition = settings.scenario.customers.acquisition
    random.seek(rooms.acquisition.hash, AcquisitionDraw.warned, number)
    if acquisition.wordOfMouth.enabled {
      let prospects = decisions.marketing / max(1e-9, acquisition.marketing.cost)
      let turned = WordOfMouthLaw.turnedAway(
        acquisition.wordOfMouth, warnings: rooms.acquisition.warnings, prospects: prospects)
      if random.uniform() < turned { return }
    }
    if settings.scenario.customers.acquisition.pool != nil {
      random.seek(rooms.acquisition.hash, AcquisitionDraw.pool, number)
      guard random.uniform() < shareOfPoolLeft() else { return }
    }
    random.seek(rooms.acquisition.hash, AcquisitionDraw.segment, number)
    let hash = StableHash.child(rooms.acquisition.hash, number)
    let segment = segment(from: random.uniform())
    if settings.hasFees, isPutOff(hash, segment: segment) { return }
    join(hash: hash, segment: segment, origin: Origin.marketing, at: now)
  }

  /// A friend joins to whom a customer spoke well of the firm.
  fileprivate mutating func friendJoins(of row: Int, at now: Double) {
    customers[row].friends += 1
    let hash = StableHash.child(customers[row].hash, Int(customers[row].friends) + 1_000_000)
    if settings.scenario.customers.acquisition.pool != nil {
      random.seek(hash, AcquisitionDraw.friendInPool, 0)
      guard random.uniform() < shareOfPoolLeft() else { return }
    }
    random.seek(hash, AcquisitionDraw.segment, 0)
    let segment = segment(from: random.uniform())
    if settings.hasFees, isPutOff(hash, segment: segment) { return }
    noteReferral(by: row)
    join(hash: hash, segment: segment, origin: Origin.wordOfMouth, sentBy: row, at: now)
  }

  /// The share of those who may ever become customers who have not yet: 1 where there is no end of them.
  mutating func shareOfPoolLeft() -> Double {
    guard let pool = settings.scenario.customers.acquisition.pool else { return 1 }
    return max(0, 1 - Double(customers.count) / Double(pool))
  }

  /// Somebody becomes a customer.
  ///
  /// - Parameter sender: the customer who spoke well of the firm; nil for one who came otherwise.
  /// - Returns: Their row.
  @discardableResult
  mutating func join(
    hash: UInt64, segment: Int, origin: Int16, sentBy sender: Int? = nil, at now: Double
  ) -> Int {
    let row = appendCustomer(hash: hash, segment: segment, at: now)
    noteSender(sender)
    count(layout.figures.customers.joined, segment)
    if origin == Origin.wordOfMouth { count(layout.figures.acquisition.referred) }
    noteOrigin(of: row, origin)
    if origin >= Origin.campaigns { isWonByCampaign(row, origin: origin) }
    record(row, event: .joined, at: now)
    if settings.hasFees { chargeJoiningFee(row, at: now) }
    joinMidMonth(row, at: now)
    return row
  }

  /// A customer of strong opinion tells acquaintances among the customers, who are moved by it.
  ///
  /// An acquaintance is somebody who was there before them, or one of those at the start: always the same.
  mutating func remark(_ row: Int) {
    let talk = settings.wordOfMouth
    let satisfaction = customers[row].satisfaction
    let isGood = satisfaction > 50
    let chance = WordOfMouthLaw.strength(above: isGood, satisfaction: satisfaction)
    let others = max(row, isSettling ? customers.count : initialCount)
    guard chance > 0, others > 1 else { return }
    let hash = customers[row].hash
    for number in 0..<talk.contacts {
      random.seek(hash, AcquisitionDraw.remark, occasionOfMonth << 7 | number)
      guard random.uniform() < chance else { continue }
      random.seek(hash, AcquisitionDraw.acquaintance, number)
      let listener = Int(random.uniform() * Double(others))
      guard listener != row, customers[listener].isActive else { continue }
      customers[listener].satisfaction = min(
        100,
        max(
          0,
          customers[listener].satisfaction
            + WordOfMouthLaw.shift(
              talk, satisfaction: customers[listener].satisfaction, isGood: isGood)))
      let figures = layout.figures.acquisition
      count(isGood ? figures.goodRemarks : figures.badRemarks)
    }
  }

  /// The segment that a uniform number picks in the mix of those lost before the start.
  func segment(from u: Double) -> Int {
    var left = u * rooms.acquisition.lossMix.reduce(0, +)
    for (index, weight) in rooms.acquisition.lossMix.enumerated() {
      left -= weight
      if left < 0 { return index }
    }
    return rooms.acquisition.lossMix.count - 1
  }
}
