import DiscreteEvents
import Glibc
import RandomVariates

/// What draws about occasions and visits are for.
enum RepertoireDraw: UInt8, CaseIterable {
  case occasionRate = 26
  case occasionTime = 27
  case choice = 28
  case spend = 29
  case dropout = 30
  case brandTaste = 31
  case awareness = 32
  case spendLevel = 57
}

/// What happens in a repertoire market.
enum RepertoireEvent {
  @inline(__always) static var occasion: UInt32 { RoomNumber.repertoire.event(0) }
}

/// A repertoire market: the occasions, the choice on each, the purchase, and dropping out.
struct RepertoireRoom: Room {
  /// A customer's inclinations by provider: row × providers + provider.
  fileprivate let brands: TableHandle<BrandState>
  /// When a customer gets to know each provider, as ``brands``; empty until a rival enters the market.
  fileprivate let known: TableHandle<Float>
  /// What customers have of their own.
  fileprivate let shoppers: TableHandle<ShopperState>
  /// The utilities that a customer who chooses weighs: scratch.
  fileprivate let utilities: TableHandle<Double>
  /// We and the rivals; 0 under a contract.
  fileprivate let providers: Int
  /// The share of the time in which the visit's team is open, as the world settled: occasions are spread over it.
  ///
  /// Longer hours bring more of them and shorter ones fewer: nobody comes at another time instead.
  fileprivate let openShare: Double
  /// Purchases of each customer in the quarter of a year in progress: row × providers + provider; empty where there
  /// are no rivals.
  fileprivate let bought: TableHandle<UInt16>

  init(_ plot: Plot) {
    providers =
      plot.settings.bond.isChosenOnOccasions ? plot.settings.market.rivals.count + 1 : 0
    openShare = plot.settings.visitOpenShare
    brands = plot.tables.make()
    known = plot.tables.make()
    shoppers = plot.tables.make()
    utilities = plot.tables.make(repeating: 0, count: providers + 1)
    bought = plot.tables.make()
  }

  static let draws = RepertoireDraw.allCases.map(\.rawValue)

  @inline(__always)
  static func handle(_ event: Event, in world: inout Simulation) {
    world.occasionArises(Int(event.subject), at: event.time)
  }

  static func isContinued(by settings: Settings, from before: Settings) -> Bool {
    let (a, b) = (settings.scenario.customers.segments, before.scenario.customers.segments)
    return a.map(\.occasions) == b.map(\.occasions) && a.map(\.spendSpread) == b.map(\.spendSpread)
  }

  static func takeOver(_ world: inout Simulation, from before: Settings, at now: Double) {
    let (old, new) = (before.scenario.market, world.settings.scenario.market)
    if old.taste != new.taste || old.awarenessMonths != new.awarenessMonths
      || old.repertoires != new.repertoires
    {
      for row in world.customers.indices { world.meetProviders(row) }
    }
    if before.visitHours != world.settings.visitHours {
      world.shiftOccasions(from: before, at: now)
    }
  }
}

extension RepertoireRoom {
  static func observationBegins(_ world: inout Simulation) { world.beginQuarter() }

  static func monthEnds(_ world: inout Simulation, at now: Double) {
    world.countPurchases()
    guard world.month >= 0, (world.month + 1) % 3 == 0 else { return }
    world.countBuyers()
  }
}

extension Simulation {
  private var bought: Rows<UInt16> { @inline(__always) get { rows(rooms.repertoire.bought) } }

  /// Another quarter of a year begins, in which nobody has bought yet.
  fileprivate mutating func beginQuarter() {
    guard providers > 1 else { return }
    bought.fill(with: 0, count: customers.count * providers)
  }

  /// Counts who bought from whom in the quarter of a year that ends, of those who are still about.
  fileprivate mutating func countBuyers() {
    guard providers > 1 else { return }
    let (figures, bought, providers) = (layout.figures.buyers, bought, providers)
    for row in customers.indices where customers[row].isActive {
      let purchases = bought[row * providers..<(row + 1) * providers]
      let inAll = purchases.reduce(0) { $0 + Double($1) }
      let isOurs = bought[row * providers] > 0
      count(figures.customers)
      if isOurs { count(figures.ours) }
      for provider in 0..<providers {
        let own = Double(bought[row * providers + provider])
        guard own > 0 else { continue }
        count(figures.buyers, provider)
        count(figures.bought, provider, by: own)
        count(figures.boughtInAll, provider, by: inAll)
        if isOurs { count(figures.oursToo, provider) }
      }
    }
    beginQuarter()
  }

  /// What the customers of a repertoire market have of their own.
  var shoppers: Rows<ShopperState> { @inline(__always) get { rows(rooms.repertoire.shoppers) } }
  private var known: Rows<Float> { @inline(__always) get { rows(rooms.repertoire.known) } }
  private var brands: Rows<BrandState> { @inline(__always) get { rows(rooms.repertoire.brands) } }
  private var providers: Int { @inline(__always) get { rooms.repertoire.providers } }

  /// Makes room for what a new customer likes of each provider.
  mutating func openBrands() {
    guard providers > 0 else { return }
    shoppers.append(ShopperState())
    for _ in 0..<providers {
      brands.append(BrandState())
      if known.count > 0 { known.append(-.infinity) }
    }
    // Before the start nobody counts.
    if !isSettling, providers > 1 { for _ in 0..<providers { bought.append(0) } }
  }

  /// The share of a customer's recent purchases of the category that were ours, the latest counting most; not a
  /// number where nothing was bought.
  mutating func shareOfWallet(of row: Int) -> Double {
    var total = 0.0
    for provider in 0..<providers { total += brands[row * providers + provider].loyalty }
    return FigureReading.ratio(brands[row * providers].loyalty, total)
  }

  /// Starts the stream of a customer's occasions.
  mutating func beginOccasions(_ row: Int, after now: Double) {
    shoppers[row] = ShopperState()
    random.seek(customers[row].hash, RepertoireDraw.occasionRate, 0)
    shoppers[row].occasionRate = max(
      0, settings.segments[Int(customers[row].segment)].occasionsPerMinute.draw(random))
    shoppers[row].occasionRate *= traits(of: row).occasions
    for provider in 0..<providers {
      brands[row * providers + provider] = BrandState()
      if known.count > 0 { known[row * providers + provider] = -.infinity }
    }
    drawSpendLevel(row)
    meetProviders(row)
    scheduleOccasion(row, after: now)
  }

  /// What the customer in a row usually spends, as a multiple of the segment's mean.
  ///
  /// A level of one's own makes what a customer spent before tell what they will spend, as in the Gamma-Gamma model
  /// (Fader, Hardie & Lee 2005); it is lognormal here, with a mean of 1.
  private mutating func drawSpendLevel(_ row: Int) {
    let spread = settings.segments[Int(customers[row].segment)].spendSpread
    guard spread > 0 else { return }
    random.seek(customers[row].hash, RepertoireDraw.spendLevel, 0)
    shoppers[row].spendLevel = exp(spread * random.normal() - spread * spread / 2)
  }

  /// What the customer in a row likes of each provider, and from when on they know it.
  fileprivate mutating func meetProviders(_ row: Int) {
    guard settings.bond.isChosenOnOccasions else { return }
    let hash = customers[row].hash
    if let sum = settings.market.repertoires {
      drawRepertoire(row, sum: sum)
    } else {
      random.seek(hash, RepertoireDraw.brandTaste, 0)
      for provider in 0..<providers {
        brands[row * providers + provider].taste = settings.market.taste * random.normal()
      }
    }
    for rival in settings.market.rivals.indices {
      random.seek(hash, RepertoireDraw.awareness, rival)
      let wait = random.exponential() * settings.market.awarenessRamp * TimeGrid.month
      if let enters = settings.market.rivals[rival].enters {
        while known.count < brands.count { known.append(-.infinity) }
        known[row * providers + rival + 1] =
          Float(max(joined(of: row), grid.minute(of: enters)) + wait)
      }
    }
  }

  /// What the customer in a row likes of each provider, by a Dirichlet law around the market at the start.
  private mutating func drawRepertoire(_ row: Int, sum: Double) {
    unowned(unsafe) let market = settings.market
    let segment = Int(customers[row].segment)
    let response =
      market.priceResponse * settings.segments[segment].priceSensitivity * traits(of: row).price
    var weights = (0..<providers).map { provider -> Double in
      let price =
        provider == 0
        ? startPrice * settings.segments[segment].priceShare
        : market.price(of: provider - 1, at: -.infinity, grid: grid, ours: startPrice)
      let utility = CompetitorPull.utility(
        price: price / startPrice, quality: provider == 0 ? 75 : market.qualities[provider - 1],
        priceResponse: response, qualityResponse: market.qualityResponse)
      return exp(utility + market.way(of: segment, to: provider))
    }
    let whole = weights.reduce(0, +)
    guard whole > 0 else { return }
    // Nobody's share is nothing at all.
    for provider in weights.indices { weights[provider] = max(1e-9, weights[provider] / whole) }
    var logs = weights
    for provider in weights.indices {
      random.seek(customers[row].hash, RepertoireDraw.brandTaste, provider + 1)
      logs[provider] = DirichletTastes.logGamma(shape: sum * weights[provider], random)
    }
    DirichletTastes.tastes(from: &logs, shares: weights)
    for provider in weights.indices { brands[row * providers + provider].taste = logs[provider] }
  }

  /// Counts what a customer chose after whom they had bought from before.
  @inline(__always)
  private mutating func countChoice(_ choice: Int, after last: Int) {
    guard providers > 1 else { return }
    count(layout.figures.rivals.switches, last * (providers + 1) + choice)
  }

  /// Counts the purchases of the month that ends by whom they were made from: the columns of the matrix of choices.
  fileprivate mutating func countPurchases() {
    guard providers > 1, settings.bond.isChosenOnOccasions else { return }
    let figures = layout.figures.rivals
    for choice in 0..<providers {
      var purchases = 0.0
      for last in 0..<providers {
        purchases += counted(figures.switches, last * (providers + 1) + choice)
      }
      if choice == 0 {
        count(figures.boughtFromUs, by: purchases)
      } else {
        count(figures.boughtFromRivals, choice - 1, by: purchases)
      }
    }
  }

  /// Draws the time of the next occasion, in opening hours of the visit's team.
  mutating func scheduleOccasion(_ row: Int, after now: Double) {
    guard shoppers[row].occasionRate > 0, settings.purchaseJourney != nil else { return }
    random.seek(customers[row].hash, RepertoireDraw.occasionTime, Int(shoppers[row].occasions))
    let elapsed = random.exponential() / (shoppers[row].occasionRate * busiest(of: row))
    let due =
      now
      + openTime(elapsed * rooms.repertoire.openShare, after: now)
    customers[row].due = due
    calendar.schedule(at: due, kind: RepertoireEvent.occasion, subject: UInt32(row))
  }

  /// How long it takes for so many minutes of the visit's opening hours to pass.
  @inline(__always)
  private func openTime(_ minutes: Double, after now: Double) -> Double {
    settings.visitHours.days.isEmpty
      ? settings.visitHours.weekly.advance(from: grid.minuteOfWeek(now), open: minutes)
      : settings.visitHours.advance(from: now, open: minutes)
  }

  /// The visit's opening hours have changed: whoever was about to come does so in the new ones.
  mutating func shiftOccasions(from before: Settings, at now: Double) {
    for row in customers.indices where customers[row].isActive && customers[row].due > now {
      guard customers[row].due < .infinity else { continue }
      let left = before.visitHours.openMinutes(
        from: now, during: customers[row].due - now)
      let due = now + openTime(left, after: now)
      customers[row].due = due
      guard due < .infinity else { continue }
      calendar.schedule(at: due, kind: RepertoireEvent.occasion, subject: UInt32(row))
    }
  }

  /// A customer wants the category: from us, from a rival, or not after all.
  fileprivate mutating func occasionArises(_ row: Int, at now: Double) {
    guard customers[row].due == now, let journey = settings.purchaseJourney else { return }
    let number = Int(shoppers[row].occasions)
    shoppers[row].occasions += 1
    scheduleOccasion(row, after: now)
    guard isOccasion(number, of: row, at: now) else { return }
    random.seek(customers[row].hash, RepertoireDraw.choice, number)
    let choice = choose(row, uniform: random.uniform(), at: now)
    countChoice(choice, after: Int(shoppers[row].lastProvider))
    if isTraced {
      let rivals = settings.scenario.market.rivals
      let chosen = choice == 0 ? "us" : choice < providers ? rivals[choice - 1].id : "nothing"
      note("customer \(row + 1)", "chooses \(chosen)", at: now)
    }
    guard choice < providers else { return }
    if choice > 0 { rivalTakes(choice - 1) }
    if providers > 1, !isSettling { bought[row * providers + choice] &+= 1 }
    let memory = settings.loyalty.memory
    let (brands, providers) = (brands.buffer, providers)
    for provider in 0..<providers {
      let index = row * providers + provider
      brands[index].loyalty =
        memory * brands[index].loyalty
        + (provider == choice ? 1 - memory : 0)
    }
    shoppers[row].lastProvider = Int16(choice)
    guard choice == 0 else { return }
    arise(row, journey: journey, at: now)
  }

  /// The alternative chosen: 0 us, then the rivals, then nothing.
  private mutating func choose(_ row: Int, uniform: Double, at now: Double) -> Int {
    let utilities = weigh(row, at: now)
    House.choiceIsMade(by: row, utilities, uniform: uniform, in: &self)
    return BrandChoice.pick(utilities, uniform: uniform)
  }

  /// A customer who did not find with us what they came for buys it from a rival, if they know any; from somebody
  /// else if they do not.
  mutating func buyElsewhere(_ row: Int, uniform: Double) {
    let utilities = weigh(row, at: calendar.now)
    (utilities[0], utilities[providers]) = (-.infinity, -.infinity)
    guard utilities.contains(where: { $0 > -.infinity }) else { return }
    let choice = BrandChoice.pick(utilities, uniform: uniform)
    guard choice > 0, choice < providers else { return }
    count(layout.figures.rivals.boughtFromUs, by: -1)
    count(layout.figures.rivals.boughtFromRivals, choice - 1)
    let gained = 1 - settings.loyalty.memory
    let (brands, first) = (brands.buffer, row * providers)
    brands[first].loyalty = max(0, brands[first].loyalty - gained)
    brands[first + choice].loyalty += gained
    shoppers[row].lastProvider = Int16(choice)
  }

  /// The utility of us, the rivals and nothing, in that order: scratch.
  @inline(__always)
  private mutating func weigh(_ row: Int, at now: Double) -> UnsafeMutableBufferPointer<Double> {
    unowned(unsafe) let market = settings.market
    unowned(unsafe) let segment = settings.segments[Int(customers[row].segment)]
    let response = market.priceResponse * segment.priceSensitivity * traits(of: row).price
    // What the loop over the providers reads is looked up once.
    let utilities = rows(rooms.repertoire.utilities).buffer
    let (brands, rivals, providers) = (brands.buffer, rivals.buffer, providers)
    let known = known.buffer
    let (startPrice, inertia) = (startPrice, settings.loyalty.inertia)
    let (qualityResponse, switchingCost) = (market.qualityResponse, market.switchingCost)
    let last = Int(shoppers[row].lastProvider)
    let (first, ownPrice) = (row * providers, currentPrice * priceShare(of: row))
    for provider in 0..<providers {
      let brand = brands[first + provider]
      let price: Double
      let quality: Double
      if provider == 0 {
        price = ownPrice
        quality = customers[row].satisfaction
      } else {
        price = rivals[provider - 1].price
        quality = rivals[provider - 1].quality
      }
      var utility =
        CompetitorPull.utility(
          price: price / startPrice, quality: quality, priceResponse: response,
          qualityResponse: qualityResponse) + inertia * brand.loyalty + brand.taste
      if last != provider { utility -= switchingCost }
      utilities[provider] =
        known.isEmpty || now >= Double(known[first + provider]) ? utility : -.infinity
    }
    utilities[providers] = market.nothing
    if !market.isPlain { addBurdens(to: utilities, on: row, at: now) }
    return utilities
  }

  /// What the way to a provider or to another site of ours, a price that is not the usual one, and the trouble of
  /// switching take off its utility; nobody can go where there is no room.
  @inline(never)
  private mutating func addBurdens(
    to utilities: UnsafeMutableBufferPointer<Double>, on row: Int, at now: Double
  ) {
    unowned(unsafe) let market = settings.market
    let number = Int(customers[row].segment)
    let switching =
      market.hasSwitchingCosts ? switchingWeights(of: row, at: now) : SwitchingWeights()
    for provider in 0..<providers where utilities[provider] > -.infinity {
      var utility = utilities[provider]
      if !market.ways.isEmpty { utility += market.way(of: number, to: provider) }
      if let reference = market.reference {
        let sensitivity = settings.segments[number].priceSensitivity * traits(of: row).price
        let asked =
          provider == 0
          ? currentPrice * settings.segments[number].priceShare : rivals[provider - 1].price
        utility -=
          sensitivity * feltPrice(ofProvider: provider, asking: asked, of: number, reference)
      }
      if provider == 0 {
        if hasSites { utility -= longerWay(of: row) }
      } else if isFull(provider - 1) {
        utility = -.infinity
      } else if market.hasSwitchingCosts {
        // The trouble is with somebody new, the relationship with us.
        utility -= switching.relational
        if brands[row * providers + provider].loyalty == 0 { utility -= switching.procedural }
      }
      utilities[provider] = utility
    }
  }

  /// A customer's n-th visit, which served its purpose, is paid for, unless what they came for is not there.
  ///
  /// - Returns: Whether they have bought it, or will.
  mutating func purchase(_ row: Int, visit: Int, at now: Double) -> Bool {
    // What is paid before the start is in nobody's books: it is drawn only where a room goes by it.
    if isSettling, settings.visitsArePlain {
      fileVisit(row, at: now)
      if !settings.afterPurchase.isEmpty { raise(settings.afterPurchase, of: row, at: now) }
      return true
    }
    let reaction = settings.hasStock ? reactionToShelf(row, visit: visit, at: now) : nil
    random.seek(customers[row].hash, RepertoireDraw.spend, visit)
    unowned(unsafe) let segment = settings.segments[Int(customers[row].segment)]
    let drawn =
      max(0, segment.spend.draw(random)) * shoppers[row].spendLevel * currentPrice / startPrice
      * traits(of: row).spend
    let worth = (drawn * 100).rounded() / 100  // tills know hundredths
    let share = priceShare(of: row)
    let amount = share == 1 ? worth : (drawn * share * 100).rounded() / 100
    switch reaction {
    case .elsewhere, .nothing:
      noteLostSale(amount)
      return false
    case .later: return true
    case .sameBrand, .otherBrand, nil: break
    }
    fileVisit(row, at: now)
    let off = House.visitIsPaid(by: row, visit: visit, bill: amount, at: now, in: &self)
    takeMoney(row, amount - off, discount: off, worth: worth, visit: visit, at: now)
    if settings.isSegmented { noteVisit(row, at: now) }
    if settings.hasReturns {
      mayReturn(row, visit: visit, amount: amount - off, worth: worth, at: now)
    }
    if !settings.afterPurchase.isEmpty { raise(settings.afterPurchase, of: row, at: now) }
    return true
  }

  /// Notes a visit in the customer's file.
  @inline(__always)
  private mutating func fileVisit(_ row: Int, at now: Double) {
    visitsOnFile[row].add(at: now)
  }

  /// Whether somebody never comes back who has had so many bad visits in a row: what the firm's own contacts and an offer
  /// of its strategy do counts as well.
  @inline(__always)
  mutating func dropsOut(_ row: Int, walkouts: UInt8, uniform u: Double) -> Bool {
    let chance =
      DropOut.chance(
        base: customers[row].base, satisfaction: customers[row].satisfaction,
        walkouts: Int(walkouts), law: settings.loyalty) * outreachDropOut(of: row)
    guard u < chance else { return false }
    guard settings.hasStrategy, u >= chance * exp(-strategyHolds(row)) else { return true }
    noteKeptByStrategy(row)
    return false
  }

  /// After a visit, paid for or walked out of, some never come back.
  mutating func mayDropOut(_ row: Int, visit: Int, isServed: Bool, at now: Double) {
    guard customers[row].isActive else { return }
    shoppers[row].walkouts = isServed ? 0 : min(shoppers[row].walkouts + 1, DropOut.mostWalkouts)
    random.seek(customers[row].hash, RepertoireDraw.dropout, visit)
    let u = random.uniform()
    guard dropsOut(row, walkouts: shoppers[row].walkouts, uniform: u) else { return }
    // Who would have gone even at reference satisfaction drifted; the rest go for the service.
    let cause: LeavingCause = u < customers[row].base ? .drifted : .service
    let law = settings.loyalty
    let distance = (customers[row].satisfaction - ChurnHazard.referenceSatisfaction) / 10
    nameReasons(
      row,
      ChurnHazard.Terms(
        satisfaction: -law.dropoutSatisfaction * distance, trust: 0, failure: 0, price: 0,
        competition: 0),
      waits: law.dropoutWalkout * Double(shoppers[row].walkouts), cause: cause, occasion: visit,
      at: now)
    leave(row, cause: cause, at: now)
  }
}
