import DiscreteEvents
import Glibc
import RandomVariates

/// What draws about customers themselves are for.
enum CustomerDraw: UInt8, CaseIterable {
  case taste = 1
  case loyalty = 2
  case moving = 16
  case destination = 44
}

/// What happens to customers.
enum CustomersEvent {
  @inline(__always) static var comesBack: UInt32 { RoomNumber.customers.event(0) }
  @inline(__always) static var moves: UInt32 { RoomNumber.customers.event(1) }
}

/// Somebody who is about to move away.
struct Mover {
  var at: Double
  var row: Int
  /// Since when they have been with the firm.
  var since: Double
}

/// Customers: how they come to be, what a new one brings along, how a month goes by, and how they go.
struct CustomersRoom: Room {
  fileprivate let customers: TableHandle<Customer>
  /// Next generation of each row while the world settles; empty afterwards.
  fileprivate let generations: TableHandle<Int32>
  /// Those who move away this month.
  fileprivate let movers: TableHandle<Mover>
  /// Spells of those who came back, before the present one; empty where nobody ever did.
  fileprivate let pastSpells: TableHandle<Spell>
  /// The last of those by customer, −1 where there was none; empty where nobody ever came back.
  fileprivate let spellsBefore: TableHandle<Int32>

  init(_ plot: Plot) {
    customers = plot.tables.make()
    generations = plot.tables.make()
    movers = plot.tables.make()
    pastSpells = plot.tables.make()
    spellsBefore = plot.tables.make()
  }

  static let draws = CustomerDraw.allCases.map(\.rawValue)

  @inline(__always)
  static func handle(_ event: Event, in world: inout Simulation) {
    switch event.kind {
    case CustomersEvent.moves: world.moveIsDue(Int(event.subject), at: event.time)
    default: world.comeBack(Int(event.subject), at: event.time)
    }
  }

  static func isContinued(by settings: Settings, from before: Settings) -> Bool {
    let (a, b) = (settings.scenario, before.scenario)
    return a.clock == b.clock && a.customers.relationship == b.customers.relationship
      && a.customers.segments.map(\.id) == b.customers.segments.map(\.id)
      && a.customers.segments.map { $0.initialCustomers(of: a.customers.total) }
        == b.customers.segments.map { $0.initialCustomers(of: b.customers.total) }
  }

  static func takeOver(_ world: inout Simulation, from before: Settings, at now: Double) {
    let (old, new) = (before.scenario, world.settings.scenario)
    if old.loyalty.churn != new.loyalty.churn || old.loyalty.dropout != new.loyalty.dropout
      || old.loyalty.heterogeneity != new.loyalty.heterogeneity
    {
      world.redrawLoyalty()
    }
    if old.quality.betweenCustomers != new.quality.betweenCustomers {
      for row in world.customers.indices {
        world.random.seek(world.customers[row].hash, CustomerDraw.taste, 0)
        world.customers[row].taste = new.quality.betweenCustomers * world.random.normal()
      }
    }
  }

  static func observationBegins(_ world: inout Simulation) {
    for row in world.customers.indices {
      world.customers[row].initial = true
      world.customers[row].equity = 0
      world.customers[row].complainedYear = -1
    }
    // From here on nobody takes another's row.
    world.generations.fill(with: 0, count: 0)
  }

  static func monthEnds(_ world: inout Simulation, at now: Double) {
    guard world.month >= 0 else { return }
    var count = [Double](repeating: 0, count: world.settings.segments.count)
    for row in world.customers.indices where world.customers[row].isActive {
      count[Int(world.customers[row].segment)] += 1
    }
    let figures = world.layout.figures.customers
    world.set(figures.customers, to: count.reduce(0, +))
    for (s, heads) in count.enumerated() {
      world.set(figures.customers, .segment, s, to: heads)
      world.count(figures.customerMonths, s, by: heads)
    }
  }

  static func violations(of world: inout Simulation, at now: Double) -> [String] {
    var found: [String] = []
    let figures = world.layout.figures.customers
    func all(_ counter: Counter) -> Double {
      world.settings.segments.indices.reduce(0) { $0 + world.total(counter, $1) }
    }
    let initial = world.initialCount
    let (joined, left) = (all(figures.joined.counter), all(figures.left.counter))
    let returned = all(figures.returned)
    let active = Double(world.customers.count { $0.isActive })
    if Double(initial) + joined + returned - left != active {
      found.append(
        "customers: \(initial) + \(joined) joined + \(returned) came back - \(left) left is not "
          + "\(active)")
    }
    var following = 0
    for index in world.cases.indices where world.cases[index].customer >= 0 {
      let row = Int(world.cases[index].customer)
      if Int(world.customers[row].activeCase) == index { following += 1 }
    }
    if following != world.customers.count(where: { $0.activeCase >= 0 }) {
      found.append("customers: somebody is in two places")
    }
    return found
  }
}

extension Scenario {
  /// Whether marketing brings customers, at the start or later by the plan.
  public var winsCustomers: Bool {
    customers.acquisition.marketing.spend > 0
      || phases.contains { $0.settings.customers.acquisition.marketing.spend > 0 }
  }
}

extension Simulation {
  /// The customers, one row each; leavers keep theirs.
  var customers: Rows<Customer> { @inline(__always) get { rows(rooms.customers.customers) } }
  /// Spells before the present one of those who came back.
  var pastSpells: Rows<Spell> { rows(rooms.customers.pastSpells) }
  fileprivate var generations: Rows<Int32> { rows(rooms.customers.generations) }

  /// Makes the initial customers of every segment.
  mutating func makeCustomers(at start: Double) throws(ModelError) {
    let total = settings.segments.reduce(0) { $0 + $1.initial }
    guard total > 0 || settings.scenario.winsCustomers else {
      throw ModelError(
        "there are no customers at the start, and no marketing that wins any "
          + "(customers.acquisition.marketing)")
    }
    guard total <= Limits.customers else {
      throw ModelError("more than \(Limits.customers) customers at the start")
    }
    let atOnce =
      total
      * (MemoryLayout<Customer>.stride + journeyCount
        * (MemoryLayout<NeedPace>.stride + MemoryLayout<NeedCount>.stride))
    if limits.isMemoryFull(for: 0, growingBy: atOnce) { throw .outOfMemory("customers.segments") }
    customers.reserveCapacity(total)
    reserveNeeds(of: total)
    for (s, segment) in settings.segments.enumerated() {
      let source = StableHash.of("segment:" + settings.scenario.customers.segments[s].id)
      for number in 0..<segment.initial {
        let row = appendCustomer(hash: StableHash.child(source, number), segment: s, at: start)
        if isSettling, grid.settle > 0 { spreadContractPhase(row) }
        if row % Self.checkEvery == 0, let excess = foundExcess() { throw excess }
      }
    }
    generations.fill(with: 0, count: customers.count)
  }

  /// Adds a row for a new customer.
  @discardableResult
  mutating func appendCustomer(hash: UInt64, segment: Int, at now: Double) -> Int {
    let row = customers.count
    customers.append(newCustomer(hash: hash, segment: segment, at: now))
    sign(row)
    openFile()
    openProfile()
    openPlace()
    openNeeds()
    openBrands()
    if !isSettling { openAccount() }
    moveIn(row, at: now)
    if !isSettling { openRecords(of: row) }
    return row
  }

  /// A new customer's state.
  private mutating func newCustomer(hash: UInt64, segment: Int, at now: Double) -> Customer {
    let quality = settings.quality
    random.seek(hash, CustomerDraw.taste, 0)
    let taste = quality.betweenCustomers * random.normal()
    // Newcomers expect what they have been promised, or what the service is known for.
    let level = promised ?? quality.mean
    let expectation = (Dimensional.all(level + taste) + quality.offset.vector)
      .clamped(lowerBound: .zero, upperBound: .all(100))
    let lived = (quality.delivered + Dimensional.all(taste))
      .clamped(lowerBound: .zero, upperBound: .all(100))
    let satisfaction = Disconfirmation.satisfaction(
      settings.satisfaction, performance: lived, expectation: lived,
      weights: settings.segments[segment].weights)
    var made = Customer(
      hash: hash, satisfaction: satisfaction, segment: UInt8(segment), expectation: expectation,
      joined: now)
    made.taste = taste
    made.sinceMonth = Int16(clamping: month)
    random.seek(hash, CustomerDraw.loyalty, 0)
    made.base = drawnLoyalty()
    return made
  }

  /// Starts the streams of needs and occasions of the customer in a row.
  private mutating func moveIn(_ row: Int, at now: Double) {
    drawProfile(row)
    if hasSites { drawSite(row) }
    leanToLeave(row)
    beginNeeds(row, after: now)
    if settings.bond.isChosenOnOccasions { beginOccasions(row, after: now) }
  }

  /// Puts an initial customer at a random place of the cycle of signing and ending.
  private mutating func spreadContractPhase(_ row: Int) {
    let term = Int32(settings.contract.termMonths.rounded())
    guard term > 0 else { return }
    random.seek(customers[row].hash, ContractDraw.contractPhase, 0)
    customers[row].termEnd = Int32(month) + 1 + Int32(random.uniform() * Double(term))
  }

  /// A customer leaves for good.
  ///
  /// While settling a newcomer of the same segment takes the row.
  mutating func leave(_ row: Int, cause: LeavingCause, at now: Double) {
    recordEndOfCases(of: row, at: now)
    let active = customers[row].activeCase
    if active >= 0 {
      freeAppointment(ofCase: Int(active), at: now)
      cases[Int(active)].customer = -1
    }
    customers[row].activeCase = -1
    dropCasesBeside(of: row)
    if isSettling {
      if month >= -12 { noteLoss(of: Int(customers[row].segment)) }
      generations[row] += 1
      let segment = Int(customers[row].segment)
      let hash = StableHash.child(customers[row].hash, Int(generations[row]))
      customers[row] = newCustomer(hash: hash, segment: segment, at: now)
      sign(row)
      dropFile(of: row)
      House.rowIsTaken(row, in: &self)
      moveIn(row, at: now)
      joinMidMonth(row, at: now)
      return
    }
    if settings.market.hasSwitchingCosts, cause != .moved { chargeExitFee(row, at: now) }
    customers[row].left = now
    customers[row].cause = cause
    customers[row].destination = cause == .moved ? -1 : destination(of: row, at: now)
    endNeeds(row)
    count(layout.figures.customers.left, Int(customers[row].segment))
    if !settings.campaigns.isEmpty { countOriginOfLeaver(row) }
    countLeaver(row, cause: cause)
    House.hasLeft(row, cause: cause, at: now, in: &self)
    record(row, event: .left(cause), at: now)
  }

  /// Somebody who left comes back: another spell begins, with the opinions and the luck of the one before.
  mutating func comeBack(_ row: Int, at now: Double) {
    guard customers.indices.contains(row), !customers[row].isActive, !isSettling else { return }
    let customer = customers[row]
    divideRecords(of: row, at: now)
    pastSpells.append(
      Spell(
        from: customer.since, to: customer.left, cause: customer.cause,
        destination: customer.destination, before: spellBefore(of: row)))
    noteSpellBefore(row)
    customers[row].since = now
    customers[row].sinceMonth = Int16(clamping: month)
    customers[row].left = .infinity
    customers[row].cause = .drifted
    customers[row].destination = -1
    customers[row].intends = false
    sign(row)
    noteMonth(of: row)
    resumeNeeds(row, after: now)
    if settings.bond.isChosenOnOccasions { scheduleOccasion(row, after: now) }
    joinMidMonth(row, at: now)
    count(layout.figures.customers.returned, Int(customer.segment))
    record(row, event: .cameBack, at: now)
  }

  /// The spell before the present one, among the past ones; −1 where there was none.
  @inline(__always)
  func spellBefore(of row: Int) -> Int32 {
    let before = rows(rooms.customers.spellsBefore)
    return row < before.count ? before[row] : -1
  }

  /// The spell that was noted last is the one before a customer's present one.
  private func noteSpellBefore(_ row: Int) {
    let before = rows(rooms.customers.spellsBefore)
    while before.count < customers.count { before.append(-1) }
    before[row] = Int32(pastSpells.count - 1)
  }

  /// When a customer first joined.
  @inline(__always)
  func joined(of row: Int) -> Double {
    var (from, before) = (customers[row].since, spellBefore(of: row))
    while before >= 0 {
      let spell = pastSpells[Int(before)]
      (from, before) = (spell.from, spell.before)
    }
    return from
  }

  /// Shows the spells of a customer, the last one first.
  @inline(__always)
  func forEachSpell(of row: Int, _ body: (Spell) -> Void) {
    let customer = customers[row]
    body(
      Spell(
        from: customer.since, to: customer.left, cause: customer.cause,
        destination: customer.destination, before: spellBefore(of: row)))
    var before = spellBefore(of: row)
    while before >= 0 {
      let spell = pastSpells[Int(before)]
      body(spell)
      before = spell.before
    }
  }

  /// Which of a customer's times with the firm the present or last one is, from 1; 127 of all later ones.
  ///
  /// Months take 12 of the 24 bits of an occasion at most; those above tell apart what happens in one month.
  mutating func spellNumber(of row: Int) -> Int {
    var (number, before) = (1, spellBefore(of: row))
    while before >= 0, number < 127 {
      number += 1
      before = pastSpells[Int(before)].before
    }
    return number
  }

  fileprivate mutating func redrawLoyalty() {
    for row in customers.indices {
      random.seek(customers[row].hash, CustomerDraw.loyalty, 0)
      customers[row].base = drawnLoyalty()
      leanToLeave(row)
    }
  }

  /// A customer's own loyalty is that of the kind of people they are.
  private mutating func leanToLeave(_ row: Int) {
    let times = traits(of: row).leaving
    guard times != 1 else { return }
    if settings.bond.isEndedByNotice {
      customers[row].base += log(times)
    } else {
      customers[row].base = min(1, customers[row].base * times)
    }
  }

  /// A customer's own loyalty, drawn at the present address: see ``Customer/base``.
  private mutating func drawnLoyalty() -> Double {
    guard settings.bond.isEndedByNotice else {
      return min(1, max(0, settings.dropout.draw(random)))
    }
    let chance = min(1, max(0, settings.churn.draw(random)))
    return logOdds(chance) + settings.loyalty.heterogeneity * random.normal()
  }

  // MARK: - Months

  /// A month of the customers' lives begins.
  mutating func customersLiveOn(from now: Double, over length: Double) {
    let bond = settings.bond
    var warned = 0.0
    // Whoever was to move by now has moved.
    rows(rooms.customers.movers).fill(with: Mover(at: 0, row: 0, since: 0), count: 0)
    for row in 0..<customers.count where customers[row].isActive {
      if bond.isBilledMonthly { bill(row, at: now) }
      if settings.hasFees { chargeYearlyFee(row, at: now) }
      liveOn(row, bond, at: now, warned: &warned)
      mayLeave(row, bond, from: now, for: 1, of: length)
    }
    rooms.acquisition.warnings = warned
  }

  /// Somebody joins, or comes back, in the course of a month: the rest of it is billed, and may end it.
  mutating func joinMidMonth(_ row: Int, at now: Double) {
    let end = grid.boundary(month + 1)
    let length = end - grid.boundary(month)
    let share = (end - now) / length
    // At the boundary itself the month that begins sees to it.
    guard share > 0 else { return }
    let bond = settings.bond
    if bond.isBilledMonthly { bill(row, share: share, at: now) }
    if settings.hasFees { chargeYearlyFee(row, at: now) }
    mayLeave(row, bond, from: now, for: share, of: length)
  }

  /// Draws when a month, or the rest of it, ends a customer's time with the firm: each reason has a time of its
  /// own, and the earliest of them happens.
  ///
  /// - Parameters:
  ///   - now: the beginning of the month, or when the customer joined.
  ///   - share: the part of the month that is left.
  ///   - length: that of the month, in minutes.
  private mutating func mayLeave(
    _ row: Int, _ bond: Bond, from now: Double, for share: Double, of length: Double
  ) {
    // Who comes back in the month in which they left has other luck for the rest of it, each time.
    let occasion =
      share < 1 ? occasionOfMonth | (spellNumber(of: row) - 1) << 12 : occasionOfMonth
    mayMove(row, from: now, for: share, of: length, occasion: occasion)
    if bond.isEndedByNotice {
      decide(row, from: now, for: share, of: length, occasion: occasion)
    }
  }

  /// A month of a customer's life: using the product, forgetting, talking.
  private mutating func liveOn(_ row: Int, _ bond: Bond, at now: Double, warned: inout Double) {
    if bond.isUsedAllTheTime { useProduct(row) }
    if settings.expectations.rivalPull > 0 {
      customers[row].expectation = AdaptiveExpectations.afterMonth(
        customers[row].expectation, bestRival: settings.market.bestQuality,
        law: settings.expectations)
    }
    customers[row].kept = TrustLedger.fade(customers[row].kept, to: TrustLedger.priorKept)
    customers[row].broken = TrustLedger.fade(customers[row].broken, to: TrustLedger.priorBroken)
    if settings.wordOfMouth.enabled {
      if settings.wordOfMouth.sway > 0 { remark(row) }
      if !isSettling { warned += talk(row, at: now) }
    }
  }

  /// Draws when the customer moves away, if that is this month.
  private mutating func mayMove(
    _ row: Int, from now: Double, for share: Double, of length: Double, occasion: Int
  ) {
    unowned(unsafe) let segment = settings.segments[Int(customers[row].segment)]
    guard segment.moveChance > 0 else { return }
    random.seek(customers[row].hash, CustomerDraw.moving, occasion)
    let times = traits(of: row).moving
    let chance = times == 1 ? segment.moveChance : 1 - pow(1 - segment.moveChance, times)
    let months = LatentTime.months(chance: chance, uniform: random.uniform())
    guard months < share else { return }
    let movers = rows(rooms.customers.movers)
    let mover = Mover(at: now + length * months, row: row, since: customers[row].since)
    movers.append(mover)
    calendar.schedule(
      at: mover.at, kind: CustomersEvent.moves, subject: UInt32(movers.count - 1))
  }

  /// A customer moves away.
  fileprivate mutating func moveIsDue(_ number: Int, at now: Double) {
    let movers = rows(rooms.customers.movers)
    guard movers.indices.contains(number) else { return }
    let mover = movers[number]
    // Who has left meanwhile is not there to move, nor is who has come back or taken the row since.
    guard mover.at == now, customers[mover.row].isActive, customers[mover.row].since == mover.since
    else { return }
    leave(mover.row, cause: .moved, at: now)
  }

  /// The number of the month in progress, from the first of settling: an address of what is drawn once a month.
  var occasionOfMonth: Int { month + grid.settle }
}
