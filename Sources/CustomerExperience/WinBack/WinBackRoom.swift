import DiscreteEvents
import RandomVariates

/// What draws of those who are approached are for.
enum WinBackDraw: UInt8, CaseIterable {
  case comesBack = 81
}

/// When somebody who left is approached.
enum WinBackEvent {
  @inline(__always) static var approach: UInt32 { RoomNumber.winBack.event(0) }
}

/// Winning back: who is approached after leaving, with which offer, and who comes back.
struct WinBackRoom: Room {
  /// When each customer is to be approached; infinite for nobody.
  fileprivate let due: TableHandle<Double>
  /// When each was approached last (repertoire); empty until somebody is.
  fileprivate let asked: TableHandle<Double>
  /// Those approached, those of them who came back, and those who did not.
  fileprivate var approached = 0
  fileprivate var back = 0
  fileprivate var declined = 0

  init(_ plot: Plot) {
    due = plot.tables.make()
    asked = plot.tables.make()
  }

  static let draws = WinBackDraw.allCases.map(\.rawValue)

  static func handle(_ event: Event, in world: inout Simulation) {
    world.approach(Int(event.subject), at: event.time)
  }

  /// In a repertoire market the firm looks each month who has been silent for too long.
  static func monthBegins(_ world: inout Simulation, at now: Double) {
    guard world.settings.hasVisitOffers, !world.isSettling, world.month >= 0 else { return }
    world.findSilent(at: now)
  }

  static func runEnds(_ world: inout Simulation, at now: Double, month end: Int) {
    guard world.rooms.winBack.back > 0 else { return }
    world.concludeSecondLifetimes(end: end)
  }

  static func violations(of world: inout Simulation, at now: Double) -> [String] {
    let room = world.rooms.winBack
    guard room.approached != room.back + room.declined else { return [] }
    return [
      "win-back: \(room.approached) approached are not \(room.back) back and \(room.declined) not"
    ]
  }
}

extension Simulation {
  /// A customer has left: the firm will approach them, unless they moved away.
  mutating func planWinBack(_ row: Int, cause: LeavingCause, at now: Double) {
    guard let law = settings.loyalty.winBack, cause != .moved, settings.bond.isEndedByNotice else {
      return
    }
    let due = rows(rooms.winBack.due)
    while due.count < customers.count { due.append(.infinity) }
    due[row] = now + law.afterDays * TimeGrid.day
    calendar.schedule(at: due[row], kind: WinBackEvent.approach, subject: UInt32(row))
  }

  /// Looks who bought before, is silent for longer than chance explains and was not approached since: they will be.
  fileprivate mutating func findSilent(at now: Double) {
    guard let law = settings.loyalty.winBack else { return }
    let (due, asked) = (rows(rooms.winBack.due), rows(rooms.winBack.asked))
    while due.count < customers.count { due.append(.infinity) }
    while asked.count < customers.count { asked.append(-.infinity) }
    for row in customers.indices where due[row] == .infinity {
      let file = file(of: row)
      guard file.visits > 0, file.lastVisit > asked[row], file.isSilent(at: now) else { continue }
      due[row] = now + law.afterDays * TimeGrid.day
      calendar.schedule(at: due[row], kind: WinBackEvent.approach, subject: UInt32(row))
    }
  }

  /// Somebody who was silent is approached, unless they have come by themselves meanwhile.
  ///
  /// - Returns: Whether they had gone.
  private mutating func approachSilent(_ row: Int, _ law: WinBack, at now: Double) -> Bool {
    rows(rooms.winBack.asked)[row] = now
    guard customers[row].isActive || customers[row].cause == .moved else { return true }
    let (figures, segment) = (layout.figures.winBack, Int(customers[row].segment))
    rooms.winBack.approached += 1
    rooms.winBack.declined += 1
    count(figures.approached, segment)
    pay(figures.cost, Money(law.cost), for: row, at: now)
    // Who moved away hears nothing of it.
    guard customers[row].isActive else { return false }
    count(figures.inVain, segment)
    giveDiscount(law, to: row)
    return false
  }

  /// Takes something off the price for some months.
  private mutating func giveDiscount(_ law: WinBack, to row: Int) {
    takeOff(law.discount, of: row, until: Int32(month) + 1 + Int32(law.months.rounded()))
  }

  /// A choice is about to be made: who has something off finds us cheaper.
  mutating func winBackPulls(_ row: Int, _ utilities: UnsafeMutableBufferPointer<Double>) {
    let off = discount(of: row)
    if off > 0 { utilities[0] += utility(ofDiscount: off, to: row) }
  }

  /// A visit is about to be paid for.
  ///
  /// - Returns: Money taken off the bill.
  mutating func winBackTakesOff(_ row: Int, bill: Double) -> Double { discount(of: row) * bill }

  /// Somebody who left, or is silent, is approached, and comes back or not.
  fileprivate mutating func approach(_ row: Int, at now: Double) {
    let due = rows(rooms.winBack.due)
    guard row < due.count, due[row] == now else { return }
    due[row] = .infinity
    guard let law = settings.loyalty.winBack else { return }
    if settings.bond.isKnownToTheFirm {
      guard !customers[row].isActive else { return }
    } else {
      guard file(of: row).isSilent(at: now), approachSilent(row, law, at: now) else { return }
    }
    let figures = layout.figures.winBack
    let (customer, segment) = (customers[row], Int(customers[row].segment))
    rooms.winBack.approached += 1
    count(figures.approached, segment)
    let reason = LeavingReason.main(customer.cause, .zero)
    if let reason { count(figures.approachedOver, reason.rawValue) }
    pay(figures.cost, Money(law.cost), for: row, at: now)
    let offer = winBackOffer(law, to: row)
    func chance(after delay: Double) -> Double {
      WinBackLaw.chance(
        law, delay: delay, cause: customer.cause,
        lifetime: (customer.left - customer.since) / TimeGrid.month,
        satisfaction: customer.satisfaction,
        response: settings.bond.isEndedByNotice
          ? settings.loyalty.satisfaction : settings.loyalty.dropoutSatisfaction, offer: offer)
    }
    for delay in 0...WinBackFigures.longestDelay {
      count(figures.asked, delay)
      count(figures.chances, delay, by: chance(after: Double(delay)))
    }
    let occasion = occasionOfMonth | spellNumber(of: row) << 12
    random.seek(customer.hash, WinBackDraw.comesBack, occasion)
    guard random.uniform() < chance(after: (now - customer.left) / TimeGrid.month) else {
      rooms.winBack.declined += 1
      return
    }
    rooms.winBack.back += 1
    count(figures.wonBack, segment)
    if let reason { count(figures.wonOver, reason.rawValue) }
    if law.upgradeCost > 0 { pay(figures.cost, Money(law.upgradeCost), for: row, at: now) }
    customers[row].satisfaction = min(100, customer.satisfaction + law.upgrade)
    // Whoever comes back holds nothing against the firm any more.
    customers[row].failedAt = -.infinity
    if settings.bond.isChosenOnOccasions { shoppers[row].walkouts = 0 }
    giveDiscount(law, to: row)
    if isTraced { note("customer \(row + 1)", "is won back", at: now) }
    comeBack(row, at: now)
  }

  /// Log-odds of coming back that the money off adds.
  private mutating func winBackOffer(_ law: WinBack, to row: Int) -> Double {
    let segment = settings.segments[Int(customers[row].segment)]
    let sensitivity = segment.priceSensitivity * traits(of: row).price
    let price = currentPrice * priceShare(of: row)
    return OfferLaw.relief(
      saving: price * law.discount * OfferLaw.weight(months: law.months),
      startPrice: startPrice, response: settings.market.priceResponse * sensitivity,
      pull: settings.offerPull)
  }

  /// Of those who came back long enough before the end, who stayed for a year.
  fileprivate mutating func concludeSecondLifetimes(end: Int) {
    let year = 12 * TimeGrid.month
    let last = grid.boundary(end) - year
    var (back, stayed) = (0.0, 0.0)
    for row in customers.indices where spellBefore(of: row) >= 0 {
      forEachSpell(of: row) { spell in
        guard spell.before >= 0, spell.from <= last else { return }
        back += 1
        if spell.to >= spell.from + year { stayed += 1 }
      }
    }
    conclude(layout.figures.winBack.secondRetention, FigureReading.ratio(stayed, back))
  }
}
