import DiscreteEvents
import Glibc

/// What was charged to a customer in a month after the start.
struct MonthAccount {
  /// What was paid.
  var revenue = Money.zero
  /// What was taken off the price.
  var discount: Float = 0
  var purchases: Int32 = 0

  static func += (a: inout MonthAccount, b: MonthAccount) {
    a.revenue += b.revenue
    a.discount += b.discount
    a.purchases += b.purchases
  }
}

/// Money: the firm's ledger, an account a customer, and what it all is worth.
struct MoneyRoom: Room {
  fileprivate var ledger: Ledger
  fileprivate var overhead = Flow()
  /// What money was worth when it was last asked: a month's bills are all written at the same moment.
  fileprivate var factor = (time: Double.nan, value: 1.0)
  /// Each customer's account of the month in progress.
  fileprivate let present: TableHandle<MonthAccount>
  /// The accounts of the months before, one month after the other, and where each month begins: who came
  /// later has none of it.
  fileprivate let past: TableHandle<MonthAccount>
  fileprivate let pastMonths: TableHandle<Int>

  init(_ plot: Plot) {
    ledger = Ledger(income: plot.settings.layout.accounts)
    present = plot.tables.make()
    past = plot.tables.make()
    pastMonths = plot.tables.make()
  }

  static func observationBegins(_ world: inout Simulation) {
    world.ledger.open()
    world.rows(world.rooms.money.present).fill(
      with: MonthAccount(), count: world.customers.count)
  }

  static func monthIsUnderWay(_ world: inout Simulation, at now: Double) {
    world.rooms.money.overhead.begin(at: world.decisions.overhead, now: now)
  }

  static func takeOver(_ world: inout Simulation, from before: Settings, at now: Double) {
    let (rate, length) = (world.decisions.overhead, world.monthLength)
    world.rooms.money.overhead.change(to: rate, now: now, month: length)
    world.rooms.money.factor.time = .nan
  }

  static func monthEnds(_ world: inout Simulation, at now: Double) {
    guard world.month >= 0 else { return }
    let overhead = world.rooms.money.overhead.total(now: now, month: world.monthLength)
    if overhead > 0 { world.ledger.post(world.layout.figures.money.overhead, Money(overhead)) }
  }

  static func monthIsClosed(_ world: inout Simulation, at now: Double) {
    guard world.month >= 0 else { return }
    world.ledger.closeMonth()
    let room = world.rooms.money
    let (present, past) = (world.rows(room.present), world.rows(room.past))
    world.rows(room.pastMonths).append(past.count)
    past.append(contentsOf: present)
    present.fill(with: MonthAccount(), count: present.count)
  }

  static func runEnds(_ world: inout Simulation, at now: Double, month end: Int) {
    world.concludeEquity(end: end)
    world.concludeGrowth(end: end)
    world.concludeObservedGrowth()
  }

  static func violations(of world: inout Simulation, at now: Double) -> [String] {
    var found: [String] = []
    let ledger = world.ledger
    if ledger.cash != ledger.profit {
      found.append(
        "money: cash \(ledger.cash.amount) is not revenue less costs \(ledger.profit.amount)")
    }
    let room = world.rooms.money
    let paid = [room.past, room.present].reduce(Money.zero) { sum, table in
      world.rows(table).reduce(sum) { $0 + $1.revenue }
    }
    if paid != ledger.totals[Int(world.layout.figures.money.revenue.number)] {
      found.append("money: customers paid \(paid.amount), revenue differs")
    }
    return found
  }
}

extension Simulation {
  /// The firm's books.
  var ledger: Ledger {
    @inline(__always) _read { yield rooms.money.ledger }
    @inline(__always) _modify { yield &rooms.money.ledger }
  }

  /// Opens an account for a newcomer.
  mutating func openAccount() { rows(rooms.money.present).append(MonthAccount()) }

  /// What was charged to a customer in the month in progress.
  func presentAccount(of row: Int) -> MonthAccount { rows(rooms.money.present)[row] }

  /// What was charged to each customer in months that have passed since the start.
  func accounts(in months: Range<Int>) -> [MonthAccount] {
    var sums = [MonthAccount](repeating: MonthAccount(), count: customers.count)
    let (past, begins) = (rows(rooms.money.past), rows(rooms.money.pastMonths))
    for month in months.clamped(to: 0..<begins.count) {
      let end = month + 1 < begins.count ? begins[month + 1] : past.count
      for place in begins[month]..<end { sums[place - begins[month]] += past[place] }
    }
    return sums
  }

  /// What was charged in a month that has passed to those who were there, by row.
  func accounts(ofMonth month: Int) -> UnsafeBufferPointer<MonthAccount> {
    let (past, begins) = (rows(rooms.money.past), rows(rooms.money.pastMonths))
    guard month >= 0, month < begins.count else { return UnsafeBufferPointer(start: nil, count: 0) }
    let end = month + 1 < begins.count ? begins[month + 1] : past.count
    return UnsafeBufferPointer(rebasing: UnsafeBufferPointer(past.buffer)[begins[month]..<end])
  }

  /// The same in a year after the start.
  func accounts(ofYear year: Int) -> [MonthAccount] { accounts(in: year * 12..<year * 12 + 12) }

  /// What a month under contract, or a visit, usually costs a customer.
  mutating func usualPrice(for row: Int) -> Double {
    if settings.bond.isBilledMonthly { return price(for: row) * traits(of: row).bought }
    guard startPrice > 0 else { return 0 }
    let segment = settings.segments[Int(customers[row].segment)]
    return segment.meanSpend * shoppers[row].spendLevel * currentPrice / startPrice
      * traits(of: row).spend * priceShare(of: row)
  }

  /// Books a purchase.
  ///
  /// - Parameters:
  ///   - discount: what was taken off the price before.
  ///   - worth: the price of what has to be supplied, where that is not the amount.
  ///   - visit: the n-th need that brought the customer in; nil for a bill.
  mutating func takeMoney(
    _ row: Int, _ amount: Double, discount: Double = 0, worth: Double? = nil, visit: Int? = nil,
    at now: Double
  ) {
    // The books are opened at the start.
    guard !isSettling else { return }
    let cost = (worth ?? amount) * (1 - settings.economics.margin)
    let tenure = tenureMultiples(of: row)
    let revenue = Money(tenure.map { amount * $0.bought * $0.price } ?? amount)
    let supply = Money(tenure.map { cost * $0.bought * $0.cost } ?? cost)
    ledger.post(layout.figures.money.revenue, revenue)
    if supply > .zero { ledger.post(layout.figures.money.supply, supply) }
    let account = rows(rooms.money.present)
    account[row].revenue += revenue
    account[row].discount += Float(discount)
    account[row].purchases += 1
    let margin = (revenue - supply).amount
    customers[row].equity += margin * presentValue(at: now)
    noteMargin(margin, of: row, bill: amount, cost: cost, tenure)
    count(layout.figures.money.purchases)
    count(layout.figures.money.revenue.figure, Int(customers[row].segment), by: revenue.amount)
    if hasSites { count(layout.figures.sites.revenue, site(of: row), by: revenue.amount) }
    if layout.figures.segmentPrices.isThere {
      count(layout.figures.segmentPrices.purchases, Int(customers[row].segment))
    }
    record(row, purchase: revenue, visit: visit, at: now)
  }

  /// Books a cost caused by a customer and takes it off the customer's worth.
  mutating func pay(_ account: Account, _ amount: Money, for row: Int, at now: Double) {
    ledger.post(account, amount)
    if now >= 0 {
      customers[row].equity -= amount.amount * presentValue(at: now)
      noteCost(amount.amount, of: row)
    }
  }

  /// What money now is worth at the start, remembered for whoever is next at the same moment.
  @inline(__always)
  private mutating func presentValue(at now: Double) -> Double {
    if now != rooms.money.factor.time { rooms.money.factor = (now, discountFactor(now)) }
    return rooms.money.factor.value
  }

  /// What money now is worth at the start.
  func discountFactor(_ now: Double) -> Double {
    CustomerValue.presentValue(
      minutes: now, yearlyDiscount: settings.economics.discountRate)
  }

  /// What customers are worth: what they brought, and what they can be expected to bring from here on.
  fileprivate mutating func concludeEquity(end: Int) {
    let books = layout.figures.money
    let now = grid.boundary(end)
    let factor = discountFactor(now)
    var all = 0.0
    var initial = 0.0
    var bySegment = [Double](repeating: 0, count: settings.segments.count)
    var heads = bySegment
    let year = min(max(0, end - 1) / 12, grid.years - 1)
    let lastYear = accounts(ofYear: year)
    var worths = [Double](repeating: 0, count: customers.count)
    for row in customers.indices {
      let worth =
        customers[row].equity
        + (customers[row].isActive
          ? factor * worthBeyond(row, account: lastYear[row], ofYear: year, end: end) : 0)
      worths[row] = worth
      all += worth
      if customers[row].initial {
        let s = Int(customers[row].segment)
        initial += worth
        bySegment[s] += worth
        heads[s] += 1
      }
    }
    var marketing = 0.0
    for (m, spend) in months(of: books.acquisition.figure).prefix(end).enumerated() {
      marketing += spend * discountFactor(grid.boundary(m))
    }
    conclude(books.equity, all - marketing)
    conclude(books.equityOfInitial, initial)
    conclude(books.customerValue, FigureReading.ratio(initial, heads.reduce(0, +)))
    for s in settings.segments.indices {
      conclude(
        books.customerValue, .segment, s, FigureReading.ratio(bySegment[s], heads[s]))
    }
    concludeWorth(of: worths, end: end)
  }

  /// What a customer on the books is worth beyond the horizon, at the margin and the chance of leaving
  /// they have now.
  private mutating func worthBeyond(
    _ row: Int, account: MonthAccount, ofYear year: Int, end: Int
  ) -> Double {
    unowned(unsafe) let segment = settings.segments[Int(customers[row].segment)]
    let economics = settings.economics
    // What is paid a month, at the terms of the first year as a customer.
    let bill: Double
    // The share of it that is left: as stated of the list price, which others pay.
    var margin = economics.margin
    var leaving: Double
    if settings.bond.isEndedByNotice {
      bill = price(for: row) * traits(of: row).bought
      let pull = pull(on: Int(customers[row].segment))
      var terms = ChurnHazard.terms(
        settings.loyalty, satisfaction: customers[row].satisfaction, trust: customers[row].trust,
        openFailure: false,
        pricePull: pull.price * segment.priceSensitivity * traits(of: row).price,
        otherPull: pull.other)
      if isFamily(row) {
        let saving = currentPrice * (segment.priceShare - priceShare(of: row))
        terms.price -= relief(of: row, saving: saving)
      }
      if hasSites { terms.competition += settings.loyalty.pull * longerWay(of: row) }
      var switching = settings.market.switchingCost
      if settings.market.hasSwitchingCosts {
        // The fee is due within the term only, and all do not stay in it.
        let weights = switchingWeights(of: row, at: grid.boundary(end))
        switching += weights.procedural + weights.relational
      }
      if settings.hasOutreach { switching += outreachWorth(of: row) }
      leaving = ChurnHazard.chance(
        base: customers[row].base - switching,
        stateFactor: settings.meanStateFactor, terms: terms)
      if let journey = settings.leavingJourney {
        let desk = settings.touchpoints[settings.journeys[journey].start]
        leaving *= 1 - chanceOfSaving(row, at: desk)
      }
    } else {
      let from = max(grid.boundary(year * 12), joined(of: row))
      let months = max(1, (grid.boundary(end) - from) / TimeGrid.month)
      let now = tenureMultiples(of: row)
      bill = account.revenue.amount / months / (now.map { $0.bought * $0.price } ?? 1)
      let chance =
        DropOut.chance(
          base: customers[row].base, satisfaction: customers[row].satisfaction, walkouts: 0,
          law: settings.loyalty) * outreachDropOut(of: row)
      leaving = 1 - pow(1 - min(chance, 0.999), Double(account.purchases) / months)
    }
    let moving = traits(of: row).moving
    let stays = 1 - segment.moveChance
    leaving = 1 - (1 - leaving) * (moving == 1 ? stays : pow(stays, moving))
    let multiple = CustomerValue.multiple(
      leaving: leaving, yearlyDiscount: economics.discountRate,
      isBilled: settings.bond.isBilledMonthly)
    let priceShare = priceShare(of: row)
    let fees = segment.monthlyFee > 0 ? segment.monthlyFee * multiple : 0
    guard bill != 0 else {
      let isFree = priceShare == 0 && settings.bond.isBilledMonthly
      let worth = isFree ? listPrice(for: row) * traits(of: row).bought : 0
      return worth > 0 ? fees - worth * (1 - margin) * multiple : fees
    }
    if priceShare != 1, priceShare > 0 { margin = 1 - (1 - margin) / priceShare }
    if let law = economics.tenure {
      return TenureLaw.value(
        law, bill: bill, margin: margin,
        months: max(0, end - Int(customers[row].sinceMonth)),
        leaving: leaving, yearlyDiscount: economics.discountRate,
        isBilled: settings.bond.isBilledMonthly) + fees
    }
    return bill * margin * multiple + fees
  }

  // MARK: - Growth

  /// Sales growth, and what it is due to.
  fileprivate mutating func concludeGrowth(end: Int) {
    guard end >= 24 else { return }
    let books = layout.figures.money
    let (first, second) = (accounts(ofYear: 0), accounts(ofYear: 1))
    var sales = (0.0, 0.0)
    for row in customers.indices {
      sales.0 += first[row].revenue.amount
      sales.1 += second[row].revenue.amount
    }
    guard sales.0 > 0 else { return }
    conclude(books.salesGrowth, sales.1 / sales.0 - 1)
    concludeRevenueRetention(first, second)
    let contract = settings.bond.isBilledMonthly
    let months = (0...24).map { grid.boundary($0) }
    guard
      let parts = SalesGrowth.parts(
        of: customers.indices.map { row in
          growthAccount(row, first[row], second[row], contract: contract, months: months)
        })
    else { return }
    conclude(books.growthByRetention, parts.retention)
    conclude(books.growthByAcquisition, parts.acquisition)
    conclude(books.growthByFrequency, parts.frequency)
    conclude(books.growthByPriceMix, parts.priceMix)
  }

  /// What is left of the money of the customers at the start, all and by segment.
  private mutating func concludeRevenueRetention(_ first: [MonthAccount], _ second: [MonthAccount])
  {
    let books = layout.figures.money
    for s in -1..<settings.segments.count {
      let paid = (0..<initialCount).filter { s < 0 || Int(customers[$0].segment) == s }.map {
        (first: first[$0].revenue.amount, second: second[$0].revenue.amount)
      }
      guard let kept = RevenueRetention(of: paid) else { continue }
      let kind: SubjectKind = s < 0 ? .all : .segment
      conclude(books.netRetention, kind, max(0, s), kept.net)
      conclude(books.grossRetention, kind, max(0, s), kept.gross)
    }
  }

  /// A customer's first two years.
  ///
  /// Under a contract the unit is the month billed, so that frequency cannot change: one who joins in the course
  /// of a month is billed for the rest of it, and one who leaves has paid for the whole. In a repertoire market
  /// it is time.
  private func growthAccount(
    _ row: Int, _ first: MonthAccount, _ second: MonthAccount, contract: Bool, months: [Double]
  ) -> SalesGrowth.Account {
    let customer = customers[row]
    let joined = position(joined(of: row), months)
    // Away: from the end of each spell to the next one's beginning.
    var away: [(from: Double, to: Double)] = []
    var next = Double.infinity
    forEachSpell(of: row) { spell in
      let left = position(spell.to, months)
      away.append((from: contract ? left.rounded(.up) : left, to: next))
      next = position(spell.from, months)
    }
    func notYet(_ year: Double) -> Double {
      customer.initial ? 0 : min(12, max(0, joined - year * 12))
    }
    func gone(_ year: Double) -> Double {
      away.reduce(0) { sum, time in
        sum + max(0, min(year * 12 + 12, time.to) - max(year * 12, time.from))
      }
    }
    let (before, after) = ((notYet(0), notYet(1)), (gone(0), gone(1)))
    return SalesGrowth.Account(
      sales: (first.revenue.amount, second.revenue.amount),
      purchases: contract
        ? (max(0, 12 - before.0 - after.0), max(0, 12 - before.1 - after.1))
        : (Double(first.purchases), Double(second.purchases)),
      notYet: before, gone: after)
  }

  /// A time as months and parts of months since the start, from 0 to the last of the boundaries; infinite beyond.
  private func position(_ time: Double, _ boundaries: [Double]) -> Double {
    guard time > boundaries[0] else { return 0 }
    guard let end = boundaries.firstIndex(where: { time <= $0 }) else { return .infinity }
    let from = boundaries[end - 1]
    return Double(end - 1) + (time - from) / (boundaries[end] - from)
  }

  /// Those who answered the survey in the first year, by their answer, and what they spent.
  fileprivate mutating func concludeObservedGrowth() {
    guard grid.years >= 2 else { return }
    let (first, second) = (accounts(ofYear: 0), accounts(ofYear: 1))
    var bands = [0.0, 50, 60, 70, 80, 90].map { ObservedBand(from: $0) }
    // The last answer of each who answered.
    var last = [Double](repeating: -1, count: customers.count)
    for answer in answers where answer.month < 12 { last[Int(answer.customer)] = answer.points }
    for (row, answer) in last.enumerated() where answer >= 0 {
      guard let band = bands.lastIndex(where: { answer >= $0.from }) else { continue }
      bands[band].customers += 1
      bands[band].answers += answer
      bands[band].firstYear += first[row].revenue.amount
      bands[band].secondYear += second[row].revenue.amount
    }
    result.observed = bands
  }
}
