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
  /// The market at the start: the reference of all later pull and prices.
  fileprivate(set) var start = (price: 1.0, pull: 0.0, priceLevel: 0.0)
  /// What a customer feels of the rivals this month: by price, and otherwise.
  fileprivate(set) var pull = (price: 0.0, other: 0.0, priceLevel: 0.0, rivalLevel: 0.0)
  /// The integral of the pull over the month so far, and the time up to which it was taken.
  fileprivate var area = (sum: 0.0, until: 0.0)

  init(_ plot: Plot) { rivals = plot.tables.make() }

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

  static func monthBegins(_ world: inout Simulation, at now: Double) { world.updatePull(at: now) }

  static func monthEnds(_ world: inout Simulation, at now: Double) {
    guard world.month >= 0 else { return }
    let mean = world.meanPullOfMonth(at: now)
    let market = world.settings.market
    guard !market.rivals.isEmpty else { return }
    let figures = world.layout.figures.rivals
    let ours = world.rooms.rivals.start.price
    world.set(figures.pull, to: mean)
    for (r, rival) in market.rivals.enumerated() {
      let price = market.price(of: r, at: now - 1, grid: world.grid, ours: ours)
      world.set(figures.price, .rival, r, to: price)
      let isThere = market.monthsInMarket(r, at: now - 1, grid: world.grid) >= 0
      let utility = CompetitorPull.utility(
        price: price / ours, quality: rival.quality, priceResponse: market.priceResponse,
        qualityResponse: market.qualityResponse)
      world.set(figures.utility, .rival, r, to: isThere ? utility : .nan)
    }
  }
}

extension Simulation {
  /// The rivals as they are now.
  var rivals: Rows<RivalState> { @inline(__always) get { rows(rooms.rivals.rivals) } }
  /// What a customer feels of the rivals this month: by price, and otherwise.
  var pull: (price: Double, other: Double, priceLevel: Double, rivalLevel: Double) {
    rooms.rivals.pull
  }
  /// Our price at the start, of which all prices are multiples.
  var startPrice: Double { rooms.rivals.start.price }

  /// The pull of the rivals at a time: in all, and what it would be were their prices ours.
  private func marketIndex(
    at time: Double, promotions: Bool
  ) -> (total: Double, atOurPrice: Double)? {
    unowned(unsafe) let market = settings.market
    guard !market.rivals.isEmpty else { return nil }
    let known = market.rivals.indices.map { rival in
      CompetitorPull.awareness(
        monthsSinceEntry: market.monthsInMarket(rival, at: time, grid: grid),
        ramp: market.rivals[rival].enters == nil ? 0 : market.awarenessRamp)
    }
    func index(_ price: (Int) -> Double, ours: Double) -> Double {
      CompetitorPull.index(
        nothing: market.nothing,
        rivals: market.rivals.indices.map { rival in
          (
            CompetitorPull.utility(
              price: price(rival), quality: market.rivals[rival].quality,
              priceResponse: market.priceResponse, qualityResponse: market.qualityResponse),
            known[rival]
          )
        },
        ours: CompetitorPull.utility(
          price: ours, quality: 75, priceResponse: market.priceResponse,
          qualityResponse: market.qualityResponse))
    }
    let ours = currentPrice / rooms.rivals.start.price
    let total = index(
      { rival in
        market.price(
          of: rival, at: promotions ? time : -.infinity, grid: grid,
          ours: rooms.rivals.start.price) / rooms.rivals.start.price
      }, ours: ours)
    return (total, index({ _ in 1 }, ours: 1))
  }

  /// Our price now.
  var currentPrice: Double { rooms.management.decisions.price }

  /// The rival to whom a customer leaves, drawn by what each has to offer now; −1 for going without.
  mutating func destination(of row: Int, at now: Double) -> Int16 {
    unowned(unsafe) let market = settings.market
    guard !market.rivals.isEmpty else { return -1 }
    random.seek(
      customers[row].hash, CustomerDraw.destination, Int(customers[row].spellBefore) + 1)
    let sensitivity =
      settings.segments[Int(customers[row].segment)].priceSensitivity * traits(of: row).price
    var utilities = market.rivals.indices.map { rival -> Double in
      guard market.monthsInMarket(rival, at: now, grid: grid) >= 0 else { return -.infinity }
      return CompetitorPull.utility(
        price: rivals[rival].price / startPrice, quality: rivals[rival].quality,
        priceResponse: market.priceResponse * sensitivity,
        qualityResponse: market.qualityResponse)
    }
    utilities.append(market.nothing)
    let u = random.uniform()
    let choice = utilities.withUnsafeMutableBufferPointer { BrandChoice.pick($0, uniform: u) }
    guard choice < market.rivals.count else { return -1 }
    count(layout.figures.rivals.leftTo, choice)
    return Int16(choice)
  }

  /// Brings the pull of rivals and their prices up to date.
  ///
  /// While settling the market is as at the start.
  mutating func updatePull(at now: Double) {
    sumUpPull(until: now)
    for (rival, settled) in settings.market.rivals.enumerated() {
      rivals[rival] = RivalState(
        price: settings.market.price(
          of: rival, at: isSettling ? -.infinity : now, grid: grid, ours: rooms.rivals.start.price),
        quality: settled.quality)
    }
    guard !isSettling, let index = marketIndex(at: now, promotions: true) else {
      rooms.rivals.pull = (0, 0, 0, 0)
      return
    }
    let level = index.total - index.atOurPrice
    let total = index.total - rooms.rivals.start.pull
    rooms.rivals.pull = (
      price: level - rooms.rivals.start.priceLevel,
      other: total - (level - rooms.rivals.start.priceLevel),
      priceLevel: level, rivalLevel: index.atOurPrice
    )
  }

  /// Brings the integral of the pull up to a time.
  private mutating func sumUpPull(until now: Double) {
    if now > rooms.rivals.area.until {
      rooms.rivals.area.sum +=
        (rooms.rivals.pull.price + rooms.rivals.pull.other) * (now - rooms.rivals.area.until)
    }
    rooms.rivals.area.until = max(now, rooms.rivals.area.until)
  }

  /// The mean pull of the month that ends; that of the next begins.
  fileprivate mutating func meanPullOfMonth(at now: Double) -> Double {
    sumUpPull(until: now)
    defer { rooms.rivals.area.sum = 0 }
    return rooms.rivals.area.sum / (now - grid.boundary(month))
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
    rooms.rivals.start.price = currentPrice > 0 ? currentPrice : .infinity
    rivals.fill(with: RivalState(), count: settings.market.rivals.count)
    if let index = marketIndex(at: 0, promotions: false) {
      rooms.rivals.start.pull = index.total
      rooms.rivals.start.priceLevel = index.total - index.atOurPrice
    }
    updatePull(at: -.infinity)
  }
}
