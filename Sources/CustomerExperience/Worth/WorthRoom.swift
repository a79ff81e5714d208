import DiscreteEvents

/// What was earned on customers in a year of theirs, all of those in it together.
public struct TenureYear: Sendable {
  /// The year as a customer, from 1.
  public var year: Int
  /// Years that customers spent in it.
  public var customerYears = 0.0
  /// The margin of what they bought, at the terms of their first year.
  public var margin = 0.0
  /// What buying more, costing less and paying more than in the first year added to it.
  public var growth = 0.0, saving = 0.0, premium = 0.0
  /// What their contacts, complaints and rewards cost.
  public var costs = 0.0
  /// The time that staff spent with them, at its pay.
  public var time = 0.0
  /// What winning those would have cost by marketing whom they sent.
  public var referrals = 0.0

  /// What was earned on them; what they saved by sending others is no money earned, and not in it.
  public var profit: Double { margin + growth + saving + premium - costs - time }
}

/// What each customer brings and causes, and what it comes to by years, by customers and by cohorts.
struct WorthRoom: Room {
  /// What was earned in a month as a customer, by all who were in it.
  fileprivate struct TenureMonth {
    var margin = 0.0
    var growth = 0.0
    var saving = 0.0
    var premium = 0.0
    var costs = 0.0
    var time = 0.0
    /// Customers who were sent by them.
    var referrals = 0.0
    /// Of all this, what is due to those who joined after the start.
    var newcomers = 0.0
  }

  /// By months as a customer.
  fileprivate let months: TableHandle<TenureMonth>
  /// Who sent each of those who joined after the start; −1 for those won by marketing.
  fileprivate let origins: TableHandle<Int32>

  init(_ plot: Plot) {
    months = plot.tables.make(
      repeating: TenureMonth(), count: plot.grid.settle + plot.grid.horizon + 1)
    origins = plot.tables.make()
  }

  static func observationBegins(_ world: inout Simulation) {
    let customers = world.customers
    for row in customers.indices { customers[row].profit = 0 }
  }

  static func runEnds(_ world: inout Simulation, at now: Double, month end: Int) {
    world.concludeTenure(end: end)
    world.concludeCohortMoney(end: end)
  }

  static func violations(of world: inout Simulation, at now: Double) -> [String] {
    let (totals, money) = (world.ledger.totals, world.layout.figures.money)
    let figures = world.layout.figures
    let fees =
      totals[Int(figures.rivals.exitFees.number)]
      + totals[Int(figures.segmentPrices.fees.number)]
    let earned = (totals[Int(money.revenue.number)] + fees - totals[Int(money.supply.number)])
      .amount
    var (margin, all) = (0.0, 0.0)
    for month in world.rows(world.rooms.worth.months) {
      let bought = month.margin + month.growth + month.saving + month.premium
      margin += bought
      all += bought - month.costs - month.time
    }
    let each = world.customers.reduce(0) { $0 + $1.profit }
    // Sums of many roundings.
    let slack =
      1e-9 * (1 + abs(totals[Int(money.revenue.number)].amount) + abs(each) + abs(all))
    var found: [String] = []
    if abs(earned - margin) > slack {
      found.append("worth: customers brought \(margin), revenue and fees less supply are \(earned)")
    }
    if abs(each - all) > slack {
      found.append("worth: \(each) was earned on customers, \(all) in their months")
    }
    return found
  }
}

extension Simulation {
  private var tenureMonths: Rows<WorthRoom.TenureMonth> {
    @inline(__always) get { rows(rooms.worth.months) }
  }

  /// Whole months for which somebody has been a customer, that in which they joined not counted.
  @inline(__always)
  func tenureMonths(of row: Int) -> Int { max(0, month - Int(customers[row].sinceMonth)) }

  /// What years as a customer do to a bill; nil where they do nothing.
  @inline(__always)
  mutating func tenureMultiples(of row: Int) -> TenureLaw.Multiples? {
    guard let law = settings.economics.tenure else { return nil }
    return TenureLaw.multiples(law, months: tenureMonths(of: row))
  }

  /// Notes where a newcomer comes from: who sent them, or nobody.
  mutating func noteSender(_ sender: Int?) {
    rows(rooms.worth.origins).append(Int32(sender ?? -1))
  }

  /// Notes that a customer sends another.
  mutating func noteReferral(by row: Int) { tenureMonths[place(of: row)].referrals += 1 }

  @inline(__always)
  private func place(of row: Int) -> Int { min(tenureMonths(of: row), tenureMonths.count - 1) }

  /// The same of a newcomer, since the day on which they first joined: coming back does not make them one again.
  @inline(__always)
  private func newcomerPlace(of row: Int, _ place: Int) -> Int {
    guard spellBefore(of: row) >= 0 else { return place }
    return min(max(0, month - firstMonth(of: row)), tenureMonths.count - 1)
  }

  /// The month in which somebody first joined.
  @inline(__always)
  private func firstMonth(of row: Int) -> Int {
    spellBefore(of: row) < 0
      ? Int(customers[row].sinceMonth)
      : Int(grid.month(at: joined(of: row)).rounded(.down))
  }

  /// Notes what a purchase leaves.
  ///
  /// - Parameters:
  ///   - margin: what it leaves.
  ///   - bill: what would be paid for it in the first year.
  ///   - cost: what supplying it would cost in the first year.
  ///   - tenure: what years as a customer do to both; nil for nothing.
  @inline(__always)
  mutating func noteMargin(
    _ margin: Double, of row: Int, bill: Double, cost: Double, _ tenure: TenureLaw.Multiples?
  ) {
    let (place, table) = (place(of: row), tenureMonths)
    customers[row].profit += margin
    if !customers[row].initial { table[newcomerPlace(of: row, place)].newcomers += margin }
    guard let tenure else {
      table[place].margin += margin
      return
    }
    let growth = (tenure.bought - 1) * (bill - cost)
    let saving = tenure.bought * cost * (1 - tenure.cost)
    let premium = tenure.bought * bill * (tenure.price - 1)
    table[place].growth += growth
    table[place].saving += saving
    table[place].premium += premium
    table[place].margin += margin - growth - saving - premium
  }

  /// Notes a fee that a customer pays.
  mutating func noteFee(_ amount: Double, of row: Int) {
    guard !isSettling else { return }
    let (place, table) = (place(of: row), tenureMonths)
    customers[row].profit += amount
    table[place].margin += amount
    if !customers[row].initial { table[newcomerPlace(of: row, place)].newcomers += amount }
  }

  /// Notes what a customer causes besides what is supplied.
  @inline(__always)
  mutating func noteCost(_ amount: Double, of row: Int) {
    guard !isSettling else { return }
    let (place, table) = (place(of: row), tenureMonths)
    customers[row].profit -= amount
    table[place].costs += amount
    if !customers[row].initial { table[newcomerPlace(of: row, place)].newcomers -= amount }
  }

  /// Notes time that an employee spent with a customer.
  @inline(__always)
  mutating func noteTime(_ minutes: Double, with row: Int, team: Int) {
    guard !isSettling else { return }
    let (place, table) = (place(of: row), tenureMonths)
    let pay = minutes / 60 * settings.teams[team].hourlyPay
    customers[row].profit -= pay
    table[place].time += pay
    if !customers[row].initial { table[newcomerPlace(of: row, place)].newcomers -= pay }
  }

  // MARK: - What it comes to

  /// Who joined after the start by marketing or by a campaign; what each of them cost is the same.
  private var won: (count: Int, costEach: Double) {
    let count = rows(rooms.worth.origins).reduce(0) { $0 + ($1 < 0 ? 1 : 0) }
    let figures = layout.figures
    let spent =
      ledger.totals[Int(figures.money.acquisition.number)].amount
      + ledger.totals[Int(figures.campaigns.spend.number)].amount
    return (count, count > 0 ? spent / Double(count) : .nan)
  }

  /// What customers are worth on joining, by whom they were sent, and how what was earned is spread over them.
  ///
  /// - Parameter worths: the present value of each at the start.
  mutating func concludeWorth(of worths: [Double], end: Int) {
    let figures = layout.figures.worth
    let origins = rows(rooms.worth.origins)
    let (count, cost) = won
    var (onJoining, sent) = (0.0, 0.0)
    var earned = customers.map(\.profit)
    for (number, sender) in origins.enumerated() {
      let row = initialCount + number
      onJoining += worths[row] / discountFactor(joined(of: row))
      if sender < 0 { earned[row] -= cost }
      if sender >= 0, customers[Int(sender)].initial { sent += worths[row] }
    }
    conclude(figures.winningCost, cost)
    let value = FigureReading.ratio(onJoining, Double(origins.count))
    conclude(figures.newcomerValue, value)
    if cost > 0 { conclude(figures.valueToCost, value / cost) }
    conclude(figures.referralValue, FigureReading.ratio(sent, Double(initialCount)))
    if count > 0 { concludePayback(cost: cost, end: end) }
    result.whale = WhaleCurve(of: earned)
    guard let whale = result.whale else { return }
    conclude(figures.atLoss, whale.atLoss)
    if whale.total > 0 { conclude(figures.peak, whale.peak / whale.total) }
    if let share = whale.share(ofBest: 20) { conclude(figures.bestFifth, share) }
  }

  /// What newcomers bring as time goes by, and when it has covered the cost of winning one.
  ///
  /// What they bring in the k-th month after that of joining is divided by all who joined early enough to have had one,
  /// whether or not they were still there. Time is counted from the day of joining: of the month of joining itself the
  /// part passes that is left of it, s in the mean, and the k-th month after it ends s + k months after joining.
  private mutating func concludePayback(cost: Double, end: Int) {
    var joined = [Double](repeating: 0, count: end + 1)
    var parts = 0.0
    for row in initialCount..<customers.count {
      let month = min(end, max(0, firstMonth(of: row)))
      joined[month] += 1
      guard month < end else { continue }
      let (from, to) = (grid.boundary(month), grid.boundary(month + 1))
      parts += min(1, max(0, (to - self.joined(of: row)) / (to - from)))
    }
    // Of each month k, who joined in time to have it: in the month end − 1 − k or before.
    var inTime = joined.prefix(end).reduce(0, +)
    let share = FigureReading.ratio(parts, inTime)
    var sum = 0.0
    var isCovered = false
    for k in 0..<min(end, tenureMonths.count) where inTime > 0 {
      let brought = tenureMonths[k].newcomers / inTime
      // When the month begins, and how long it is.
      let (begin, length) = k == 0 ? (0, share) : (share + Double(k - 1), 1)
      if !isCovered, sum + brought >= cost {
        isCovered = true
        conclude(
          layout.figures.worth.payback,
          begin + (brought > 0 ? length * (cost - sum) / brought : 0))
      }
      // The k-th whole month since joining ends in it.
      if k > 0 { result.broughtByNewcomers.append(sum + (1 - share) * brought) }
      sum += brought
      inTime -= joined[end - 1 - k]
    }
  }

  /// Months that customers spent in each month as one, parts of months at the ends of a spell counted as such.
  private func customerMonths(end: Int) -> [Double] {
    let boundaries = (0...end).map { grid.boundary($0) }
    var parts = [Double](repeating: 0, count: tenureMonths.count)
    // Of whole months in a row: one more from the first on, one fewer after the last.
    var steps = [Double](repeating: 0, count: tenureMonths.count + 1)
    func month(_ time: Double) -> Int {
      var (low, high) = (0, end)
      while low + 1 < high {
        let middle = (low + high) / 2
        if boundaries[middle] <= time { low = middle } else { high = middle }
      }
      return low
    }
    for row in customers.indices {
      let isFirst = spellBefore(of: row) < 0
      forEachSpell(of: row) { spell in
        guard spell.to > boundaries[0], spell.from < boundaries[end] else { return }
        let isPresent = isFirst || spell.from == customers[row].since
        let since =
          isPresent
          ? Int(customers[row].sinceMonth) : Int(grid.month(at: spell.from).rounded(.down))
        func place(_ month: Int) -> Int { min(max(0, month - since), parts.count - 1) }
        func part(_ month: Int) {
          let (from, to) = (boundaries[month], boundaries[month + 1])
          parts[place(month)] += (min(to, spell.to) - max(from, spell.from)) / (to - from)
        }
        let first = month(max(spell.from, boundaries[0]))
        let isOpen = spell.to >= boundaries[end]
        let last = isOpen ? end - 1 : month(spell.to)
        part(first)
        guard last > first else { return }
        part(last)
        steps[place(first + 1)] += 1
        steps[place(last)] -= 1
      }
    }
    var whole = 0.0
    return parts.indices.map { month in
      whole += steps[month]
      return parts[month] + whole
    }
  }

  /// What was earned on customers by their year as one.
  fileprivate mutating func concludeTenure(end: Int) {
    var years = (0...(tenureMonths.count - 1) / 12).map { TenureYear(year: $0 + 1) }
    for (month, told) in tenureMonths.enumerated() {
      let year = month / 12
      years[year].margin += told.margin
      years[year].growth += told.growth
      years[year].saving += told.saving
      years[year].premium += told.premium
      years[year].costs += told.costs
      years[year].time += told.time
      years[year].referrals += told.referrals
    }
    let cost = won.costEach
    for year in years.indices {
      years[year].referrals = cost.isFinite ? years[year].referrals * cost : 0
    }
    for (month, there) in customerMonths(end: end).enumerated() {
      years[month / 12].customerYears += there / 12
    }
    result.tenure = years.filter { $0.customerYears > 0 }
  }
}
