import DiscreteEvents
import Glibc
import RandomVariates

/// What happens in the market.
enum RivalsEvent {
  @inline(__always) static var market: UInt32 { RoomNumber.rivals.event(0) }
}

/// Rivals: their prices and their pull.
struct RivalsRoom: Room {
  fileprivate let rivals: TableHandle<RivalState>
  /// Our price at the start, of which all prices are multiples.
  fileprivate(set) var startPrice = 1.0
  /// What each segment feels of the rivals.
  fileprivate let pulls: TableHandle<SegmentPull>
  /// The time up to which the integrals of the pull were taken.
  fileprivate var pullUntil = 0.0
  /// Customers or purchases that each rival has taken this month.
  fileprivate let taken: TableHandle<Int32>
  /// Our price at the beginning of each month so far, and the share that each rival takes off its own in answer.
  fileprivate let ourPrices: TableHandle<Double>
  fileprivate let answers: TableHandle<Double>

  init(_ plot: Plot) {
    let count = plot.settings.market.rivals.count
    rivals = plot.tables.make()
    pulls = plot.tables.make(repeating: SegmentPull(), count: plot.settings.segments.count)
    taken = plot.tables.make(repeating: 0, count: count)
    ourPrices = plot.tables.make()
    answers = plot.tables.make(repeating: 0, count: count)
  }

  @inline(__always)
  static func handle(_ event: Event, in world: inout Simulation) {
    world.updatePull(at: event.time)
  }

  static func isContinued(by settings: Settings, from before: Settings) -> Bool {
    let (a, b) = (settings.scenario.market.rivals, before.scenario.market.rivals)
    return a.map(\.id) == b.map(\.id) && a.map(\.enters) == b.map(\.enters)
  }

  static func takeOver(_ world: inout Simulation, from before: Settings, at now: Double) {
    world.scheduleMarketChanges(after: now)
  }

  static func runBegins(_ world: inout Simulation) { world.scheduleMarketChanges(after: -1) }

  static func monthBegins(_ world: inout Simulation, at now: Double) {
    if world.settings.market.hasCapacities {
      world.rows(world.rooms.rivals.taken).fill(
        with: 0, count: world.settings.market.rivals.count)
    }
    world.rivalsAnswer()
    world.updatePull(at: now)
  }

  static func monthEnds(_ world: inout Simulation, at now: Double) {
    guard world.month >= 0 else { return }
    world.setPull(at: now)
    let market = world.settings.market
    guard !market.rivals.isEmpty else { return }
    let figures = world.layout.figures.rivals
    let ours = world.startPrice
    for r in market.rivals.indices {
      let price = world.price(ofRival: r, at: now - 1)
      world.set(figures.price, .rival, r, to: price)
      let isThere = market.monthsInMarket(r, at: now - 1, grid: world.grid) >= 0
      let utility = CompetitorPull.utility(
        price: price / ours, quality: market.qualities[r], priceResponse: market.priceResponse,
        qualityResponse: market.qualityResponse)
      world.set(figures.utility, .rival, r, to: isThere ? utility : .nan)
    }
    guard world.settings.bond.isEndedByNotice else { return }
    // Whoever is still there has stayed with us this month.
    let stayed = world.customers.count { $0.isActive }
    world.count(figures.switches, by: Double(stayed))
  }

  static func runEnds(_ world: inout Simulation, at now: Double, month end: Int) {
    let providers = world.settings.market.rivals.count + 1
    guard providers > 1 else { return }
    let figures = world.layout.figures.rivals
    world.result.switching = (0..<providers * (providers + 1)).map {
      world.total(figures.switches, $0)
    }
    guard world.settings.bond.isChosenOnOccasions else { return }
    let matrix = SwitchingMatrix(providers: providers, choices: world.result.switching)
    for (provider, share) in (matrix.stationaryShares() ?? []).enumerated() {
      world.conclude(
        figures.settledShare, provider == 0 ? .all : .rival, max(0, provider - 1), share)
    }
  }
}

extension Simulation {
  /// The rivals as they are now.
  var rivals: Rows<RivalState> { @inline(__always) get { rows(rooms.rivals.rivals) } }
  /// What the customers of a segment feel of the rivals.
  @inline(__always)
  mutating func pull(on segment: Int) -> SegmentPull { rows(rooms.rivals.pulls)[segment] }
  /// Our price at the start, of which all prices are multiples.
  var startPrice: Double { rooms.rivals.startPrice }

  /// A rival's price at a time, in money, with what it takes off in answer to ours.
  mutating func price(ofRival rival: Int, at time: Double) -> Double {
    let price = settings.market.price(of: rival, at: time, grid: grid, ours: startPrice)
    return settings.market.hasAnswers ? price * (1 - rows(rooms.rivals.answers)[rival]) : price
  }

  /// The logarithm of the rivals' joint attraction less ours, to a segment at a time.
  ///
  /// - Parameters:
  ///   - known: the share of customers who know each rival.
  ///   - prices: those of the rivals as multiples of ours at the start.
  ///   - ours: our price, likewise.
  ///   - hasQuality: whether the rivals' qualities count; else all are like ours.
  ///   - hasWays: whether it counts how far they are.
  private mutating func index(
    of segment: Int, known: [Double], prices: [Double], ours: Double, hasQuality: Bool,
    hasWays: Bool
  ) -> Double {
    unowned(unsafe) let market = settings.market
    func utility(_ provider: Int, price: Double, quality: Double) -> Double {
      let plain = CompetitorPull.utility(
        price: price, quality: hasQuality ? quality : 75, priceResponse: market.priceResponse,
        qualityResponse: market.qualityResponse)
      return hasWays ? plain + market.way(of: segment, to: provider) : plain
    }
    return CompetitorPull.index(
      nothing: market.nothing,
      rivals: market.rivals.indices.map {
        (utility($0 + 1, price: prices[$0], quality: market.qualities[$0]), known[$0])
      }, ours: utility(0, price: ours, quality: 75))
  }

  /// The pull of the rivals on a segment at a time: in all, what it would be were all prices ours at the start, and
  /// the parts of it at the segment's own response to prices.
  private mutating func marketIndex(of segment: Int, at time: Double, promotions: Bool)
    -> (total: Double, atOurPrice: Double, parts: SIMD8<Double>)
  {
    let market = settings.market
    let known = market.rivals.indices.map { rival in
      CompetitorPull.awareness(
        monthsSinceEntry: market.monthsInMarket(rival, at: time, grid: grid),
        ramp: market.rivals[rival].enters == nil ? 0 : market.awarenessRamp)
    }
    let equal = [Double](repeating: 1, count: known.count)
    func index(_ prices: [Double], _ ours: Double, quality: Bool = true, ways: Bool = true)
      -> Double
    {
      self.index(
        of: segment, known: known, prices: prices, ours: ours, hasQuality: quality, hasWays: ways)
    }
    let ours = ourPrice(to: segment) / startPrice
    var (listed, asked) = (equal, equal)
    for rival in equal.indices {
      listed[rival] = price(ofRival: rival, at: -.infinity) / startPrice
      asked[rival] = promotions ? price(ofRival: rival, at: time) / startPrice : listed[rival]
    }
    let choice = index(equal, 1, quality: false, ways: false)
    let quality = index(equal, 1, ways: false)
    let atOurPrice = market.ways.isEmpty ? quality : index(equal, 1)
    let atList = index(listed, ours)
    let total = promotions ? index(asked, ours) : atList
    let sensitivity = settings.segments[segment].priceSensitivity
    var parts = SIMD8<Double>(repeating: 0)
    parts[PullPart.choice.rawValue] = choice
    parts[PullPart.quality.rawValue] = quality - choice
    parts[PullPart.distance.rawValue] = atOurPrice - quality
    parts[PullPart.price.rawValue] = (atList - atOurPrice) * sensitivity
    parts[PullPart.promotion.rawValue] = (total - atList) * sensitivity
    return (total, atOurPrice, parts)
  }

  /// Our price now.
  var currentPrice: Double { rooms.management.decisions.price }

  /// The rival to whom a customer leaves, drawn by what each has to offer now; −1 for going without.
  mutating func destination(of row: Int, at now: Double) -> Int16 {
    unowned(unsafe) let market = settings.market
    guard !market.rivals.isEmpty else { return -1 }
    random.seek(
      customers[row].hash, CustomerDraw.destination, Int(spellBefore(of: row)) + 1)
    let segment = Int(customers[row].segment)
    let sensitivity = settings.segments[segment].priceSensitivity * traits(of: row).price
    var utilities = market.rivals.indices.map { rival -> Double in
      guard market.monthsInMarket(rival, at: now, grid: grid) >= 0, !isFull(rival) else {
        return -.infinity
      }
      return CompetitorPull.utility(
        price: rivals[rival].price / startPrice, quality: rivals[rival].quality,
        priceResponse: market.priceResponse * sensitivity,
        qualityResponse: market.qualityResponse) + market.way(of: segment, to: rival + 1)
    }
    utilities.append(market.nothing)
    let u = random.uniform()
    let choice = utilities.withUnsafeMutableBufferPointer { BrandChoice.pick($0, uniform: u) }
    let figures = layout.figures.rivals
    if settings.bond.isEndedByNotice { count(figures.switches, choice + 1) }
    guard choice < market.rivals.count else { return -1 }
    rivalTakes(choice)
    count(figures.leftTo, choice)
    return Int16(choice)
  }

  /// Whether a rival takes nobody more this month.
  @inline(__always)
  mutating func isFull(_ rival: Int) -> Bool {
    guard settings.market.hasCapacities, let most = settings.market.rivals[rival].capacity else {
      return false
    }
    return Int(rows(rooms.rivals.taken)[rival]) >= most
  }

  /// A rival has one customer, or one purchase, more.
  @inline(__always)
  mutating func rivalTakes(_ rival: Int) {
    if settings.market.hasCapacities { rows(rooms.rivals.taken)[rival] += 1 }
  }

  /// The rivals answer the price cuts of ours that are old enough.
  fileprivate mutating func rivalsAnswer() {
    guard !isSettling, month >= 0, startPrice < .infinity else { return }
    let ours = rows(rooms.rivals.ourPrices)
    // A variant that is lived on from the start begins with the price it then has.
    while ours.count <= month { ours.append(currentPrice) }
    guard settings.market.hasAnswers else { return }
    let answers = rows(rooms.rivals.answers)
    for (number, rival) in settings.market.rivals.enumerated() {
      let seen = month - Int(rival.answersAfter.rounded())
      let price = seen >= 0 ? ours[seen] : startPrice
      answers[number] = AnswerLaw.cut(share: rival.answers, ours: price, before: startPrice)
    }
  }

  /// Brings the pull of rivals and their prices up to date.
  ///
  /// While settling the market is as at the start.
  mutating func updatePull(at now: Double) {
    sumUpPull(until: now)
    for rival in settings.market.rivals.indices {
      rivals[rival] = RivalState(
        price: price(ofRival: rival, at: isSettling ? -.infinity : now),
        quality: settings.market.qualities[rival])
    }
    let pulls = rows(rooms.rivals.pulls)
    guard !isSettling, !settings.market.rivals.isEmpty else {
      for segment in pulls.indices {
        pulls[segment].price = 0
        pulls[segment].other = 0
        pulls[segment].priceLevel = 0
        pulls[segment].rivalLevel = 0
      }
      return
    }
    for segment in pulls.indices {
      let index = marketIndex(of: segment, at: now, promotions: true)
      let level = index.total - index.atOurPrice
      let start = pulls[segment]
      let total = index.total - start.startTotal
      pulls[segment].price = level - start.startPriceLevel
      pulls[segment].other = total - (level - start.startPriceLevel)
      pulls[segment].priceLevel = level
      pulls[segment].rivalLevel = index.atOurPrice
      pulls[segment].parts = index.parts
    }
  }

  /// Brings the integrals of the pull up to a time.
  private mutating func sumUpPull(until now: Double) {
    let until = rooms.rivals.pullUntil
    if now > until {
      let pulls = rows(rooms.rivals.pulls)
      for segment in pulls.indices {
        let pull = pulls[segment]
        pulls[segment].area += (pull.price + pull.other) * (now - until)
        pulls[segment].areaOfPrice += pull.price * (now - until)
        pulls[segment].areaOfParts += pull.parts * (now - until)
      }
    }
    rooms.rivals.pullUntil = max(now, until)
  }

  /// Sets the mean pull of the month that ends, by segment and part; that of the next begins.
  fileprivate mutating func setPull(at now: Double) {
    sumUpPull(until: now)
    let pulls = rows(rooms.rivals.pulls)
    let length = now - grid.boundary(month)
    let figures = layout.figures.rivals
    if !settings.market.rivals.isEmpty, let first = pulls.first {
      // The mean over the customers at the start; exactly that of a segment where all are alike.
      var (distance, heads) = (0.0, 0.0)
      for (s, pull) in pulls.enumerated() {
        let weight = Double(max(1, settings.segments[s].initial))
        distance += weight * (pull.area - first.area)
        heads += weight
        let sensitivity = settings.segments[s].priceSensitivity
        set(
          figures.pull, .segment, s,
          to: (pull.area + pull.areaOfPrice * (sensitivity - 1)) / length)
        for part in PullPart.allCases {
          set(
            figures.part, .pull, s * PullPart.allCases.count + part.rawValue,
            to: pull.areaOfParts[part.rawValue] / length)
          set(
            figures.partAtStart, .pull, s * PullPart.allCases.count + part.rawValue,
            to: part == .price
              ? pull.startPriceLevel * sensitivity : pull.startParts[part.rawValue])
        }
      }
      set(figures.pull, to: (first.area + distance / heads) / length)
    }
    for segment in pulls.indices {
      pulls[segment].area = 0
      pulls[segment].areaOfPrice = 0
      pulls[segment].areaOfParts = SIMD8(repeating: 0)
    }
  }

  /// Schedules the moments at which a rival's price changes.
  fileprivate mutating func scheduleMarketChanges(after now: Double) {
    for rival in settings.market.rivals {
      for promotion in rival.promotions {
        let from = grid.minute(of: promotion.at)
        let end = grid.end(of: promotion.at, lasting: promotion.months)
        for moment in [from, end] where moment > now {
          calendar.schedule(at: moment, kind: RivalsEvent.market, subject: 0)
        }
      }
    }
  }

  /// Notes the market at the start, to which all later pull is relative.
  mutating func noteMarketAtStart() {
    // What costs nothing is not dearer or cheaper than anything: then prices are not compared.
    rooms.rivals.startPrice = currentPrice > 0 ? currentPrice : .infinity
    rivals.fill(with: RivalState(), count: settings.market.rivals.count)
    let pulls = rows(rooms.rivals.pulls)
    for segment in pulls.indices {
      pulls[segment].startPrice = currentPrice * settings.segments[segment].priceShare
      pulls[segment].startFee = settings.segments[segment].monthlyFee
    }
    if !settings.market.rivals.isEmpty {
      for segment in pulls.indices {
        let index = marketIndex(of: segment, at: 0, promotions: false)
        pulls[segment].startTotal = index.total
        pulls[segment].startPriceLevel = index.total - index.atOurPrice
        pulls[segment].startParts = index.parts
      }
    }
    updatePull(at: -.infinity)
  }
}
