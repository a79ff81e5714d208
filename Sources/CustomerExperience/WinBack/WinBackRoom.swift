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
  /// Those approached, those of them who came back, and those who did not.
  fileprivate var approached = 0
  fileprivate var back = 0
  fileprivate var declined = 0

  init(_ plot: Plot) { due = plot.tables.make() }

  static let draws = WinBackDraw.allCases.map(\.rawValue)

  static func handle(_ event: Event, in world: inout Simulation) {
    world.approach(Int(event.subject), at: event.time)
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

  /// Somebody who left is approached, and comes back or not.
  fileprivate mutating func approach(_ row: Int, at now: Double) {
    let due = rows(rooms.winBack.due)
    guard row < due.count, due[row] == now, !customers[row].isActive else { return }
    due[row] = .infinity
    guard let law = settings.loyalty.winBack else { return }
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
        satisfaction: customer.satisfaction, response: settings.loyalty.satisfaction, offer: offer)
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
    customers[row].discount = law.discount
    customers[row].discountUntil = Int32(month) + 1 + Int32(law.months.rounded())
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
      pull: settings.loyalty.pull)
  }

  /// Of those who came back long enough before the end, who stayed for a year.
  fileprivate mutating func concludeSecondLifetimes(end: Int) {
    let year = 12 * TimeGrid.month
    let last = grid.boundary(end) - year
    var (back, stayed) = (0.0, 0.0)
    for row in customers.indices where customers[row].spellBefore >= 0 {
      forEachSpell(of: row) { spell in
        guard spell.before >= 0, spell.from <= last else { return }
        back += 1
        if spell.to >= spell.from + year { stayed += 1 }
      }
    }
    conclude(layout.figures.winBack.secondRetention, FigureReading.ratio(stayed, back))
  }
}
