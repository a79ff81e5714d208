import DiscreteEvents
import RandomVariates

/// What draws about returns are for.
enum ReturnsDraw: UInt8, CaseIterable {
  case chance = 103
  case after = 104
  case justice = 105
  case leaving = 106
  case reason = 140
}

/// What happens to goods that come back.
enum ReturnsEvent {
  @inline(__always) static var due: UInt32 { RoomNumber.returns.event(0) }
}

/// Returns: what comes back, how that is handled, and what customers make of it.
struct ReturnsRoom: Room {
  /// A purchase that will come back.
  fileprivate struct Due {
    /// Whose it is: another customer may have taken the row meanwhile.
    var hash: UInt64
    var row: Int32
    var visit: Int32
    var amount: Double
    var worth: Double
    var shortfall: Double
    var isDisappointed: Bool
    /// Its number; −1 where reasons are not told apart.
    var reason: Int8
  }

  /// Purchases that will come back, and rows of them that can be used again.
  fileprivate let dues: TableHandle<Due>
  fileprivate let free: TableHandle<UInt32>
  /// By customer, how far the last visit fell short of what was expected; empty until there is one.
  fileprivate let shortfalls: TableHandle<Double>
  /// Purchases that were to come back, and those that did or belonged to nobody any more.
  fileprivate var expected = 0
  fileprivate var settled = 0

  init(_ plot: Plot) {
    dues = plot.tables.make()
    free = plot.tables.make()
    shortfalls = plot.tables.make()
  }

  static let draws = ReturnsDraw.allCases.map(\.rawValue)

  @inline(__always)
  static func handle(_ event: Event, in world: inout Simulation) {
    world.goodsComeBack(Int(event.subject), at: event.time)
  }

  static func violations(of world: inout Simulation, at now: Double) -> [String] {
    let room = world.rooms.returns
    let open = world.rows(room.dues).count - world.rows(room.free).count
    return open + room.settled == room.expected
      ? [] : ["returns: \(open) to come and \(room.settled) settled are not \(room.expected)"]
  }
}

extension Simulation {
  /// A visit has been experienced: how far it fell short of what was expected.
  @inline(never)
  mutating func noteShortfall(_ encounter: Encounter) {
    guard Int(cases[encounter.caseIndex].journey) == settings.purchaseJourney else { return }
    let shortfalls = rows(rooms.returns.shortfalls)
    while shortfalls.count < customers.count { shortfalls.append(0) }
    shortfalls[encounter.row] = encounter.shortfall
  }

  /// A purchase has been made: some come back.
  ///
  /// - Parameters:
  ///   - amount: what was paid.
  ///   - worth: the price of what was supplied.
  mutating func mayReturn(
    _ row: Int, visit: Int, amount: Double, worth: Double, at now: Double
  ) {
    guard let law = settings.returns else { return }
    let shortfalls = rows(rooms.returns.shortfalls)
    let shortfall = row < shortfalls.count ? shortfalls[row] : 0
    let hash = customers[row].hash
    random.seek(hash, ReturnsDraw.chance, visit)
    let u = random.uniform()
    var (reason, isDisappointed) = (ReturnReason?.none, u >= law.base)
    if let reasons = law.reasons {
      random.seek(hash, ReturnsDraw.reason, visit)
      let luck = ReturnReason.allCases.map { _ in random.exponential() }
      reason = ReturnReasonLaw.reason(reasons, base: law.base, exponentials: luck)
      // What was less than promised comes back besides, as not what it was said to be.
      let rest = 1 - ReturnReasonLaw.chance(reasons, base: law.base)
      let more = law.disappointment * max(0, shortfall)
      isDisappointed = reason == nil
      if isDisappointed, u * rest < more { reason = .notAsDescribed }
      guard reason != nil else { return }
    } else {
      guard u < ReturnsLaw.chance(law, shortfall: shortfall) else { return }
    }
    random.seek(hash, ReturnsDraw.after, visit)
    let delay = max(1, settings.returnAfter.draw(random))
    let due = ReturnsRoom.Due(
      hash: hash, row: Int32(row), visit: Int32(visit), amount: amount, worth: worth,
      shortfall: shortfall, isDisappointed: isDisappointed,
      reason: Int8(reason?.rawValue ?? -1))
    let (dues, number) = (rows(rooms.returns.dues), rows(rooms.returns.free).popLast())
    if let number { dues[Int(number)] = due } else { dues.append(due) }
    rooms.returns.expected += 1
    calendar.schedule(
      at: now + delay, kind: ReturnsEvent.due, subject: number ?? UInt32(dues.count - 1))
  }

  /// Goods come back: they are paid back, and how that is handled is remembered.
  fileprivate mutating func goodsComeBack(_ id: Int, at now: Double) {
    let due = rows(rooms.returns.dues)[id]
    rows(rooms.returns.free).append(UInt32(id))
    rooms.returns.settled += 1
    let row = Int(due.row)
    guard let law = settings.returns, customers[row].hash == due.hash else { return }
    let figures = layout.figures.returns
    count(figures.returns)
    if due.isDisappointed { count(figures.disappointed) }
    let reason = ReturnReason(rawValue: Int(due.reason))
    if let reason {
      count(figures.byReason, reason.rawValue)
      if reason.isOfTheFirm { count(figures.ofTheFirm) }
    }
    let fetched = law.resale * due.worth * (1 - settings.economics.margin)
    let cost = max(0, due.amount + law.cost - fetched)
    pay(figures.cost, Money(cost), for: row, at: now)
    if isTraced { note("customer \(row + 1)", "returns a purchase", at: now) }
    let complaints = settings.complaints
    random.seek(due.hash, ReturnsDraw.justice, Int(due.visit))
    let justice = min(
      1.3, max(0, complaints.handling.mean + complaints.handling.spread * random.normal()))
    let isPutRight = justice >= Recovery.putRight
    if isPutRight { count(figures.handledWell) }
    guard customers[row].isActive else { return }
    // Nothing was wrong, and it was taken back: nothing to hold against anybody.
    if reason == .changedMind, isPutRight { return }
    let before = customers[row].satisfaction
    let least = reason?.isOfTheFirm == true ? law.reasons?.severity ?? 0 : 0
    let after = Recovery.satisfaction(
      complaints, before: before, severity: max(least, min(1, max(0, due.shortfall) / 30)),
      justice: justice)
    let gain = CumulativeSatisfaction.gain(
      settings.satisfaction, experiences: Int(customers[row].experiences))
    customers[row].satisfaction += gain * (after - before)
    if !isPutRight { mayGoAfterReturn(row, visit: Int(due.visit), at: now) }
  }

  /// Whom a return was made hard for has the more reason not to come back, as one who left a line.
  private mutating func mayGoAfterReturn(_ row: Int, visit: Int, at now: Double) {
    let walkouts = min(shoppers[row].walkouts + 1, DropOut.mostWalkouts)
    random.seek(customers[row].hash, ReturnsDraw.leaving, visit)
    let u = random.uniform()
    if dropsOut(row, walkouts: walkouts, uniform: u) { leave(row, cause: .service, at: now) }
  }
}
