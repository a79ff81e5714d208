import DiscreteEvents
import Glibc
import RandomVariates

/// Rivals: their pull, and the choice among them on each occasion of a repertoire market.
extension Simulation {
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
    let ours = currentPrice / start.price
    let total = index(
      { rival in
        market.price(
          of: rival, at: promotions ? time : -.infinity, grid: grid,
          ours: start.price) / start.price
      }, ours: ours)
    return (total, index({ _ in 1 }, ours: 1))
  }

  /// Our price now.
  var currentPrice: Double {
    settings.relationship == .contract
      ? settings.contract.price : settings.market.price
  }

  /// Brings the pull of rivals and their prices up to date.
  ///
  /// While settling the market is as at the start.
  mutating func updatePull(at now: Double) {
    sumUpPull(until: now)
    for (rival, settled) in settings.market.rivals.enumerated() {
      rivals[rival] = RivalState(
        price: settings.market.price(
          of: rival, at: isSettling ? -.infinity : now, grid: grid, ours: start.price),
        quality: settled.quality)
    }
    guard !isSettling, let index = marketIndex(at: now, promotions: true) else {
      pull = (0, 0, 0, 0)
      return
    }
    let level = index.total - index.atOurPrice
    let total = index.total - start.pull
    pull = (
      price: level - start.priceLevel, other: total - (level - start.priceLevel),
      priceLevel: level, rivalLevel: index.atOurPrice
    )
  }

  /// Brings the integral of the pull up to a time.
  private mutating func sumUpPull(until now: Double) {
    if now > pullArea.until { pullArea.sum += (pull.price + pull.other) * (now - pullArea.until) }
    pullArea.until = max(now, pullArea.until)
  }

  /// The mean pull of the month that ends; that of the next begins.
  mutating func meanPullOfMonth(at now: Double) -> Double {
    sumUpPull(until: now)
    defer { pullArea.sum = 0 }
    return pullArea.sum / (now - grid.boundary(month))
  }

  /// Schedules the moments at which a rival's price changes.
  mutating func scheduleMarketChanges(after now: Double) {
    for rival in settings.market.rivals {
      for promotion in rival.promotions {
        let from = grid.minute(of: promotion.at)
        let end = grid.end(of: promotion.at, lasting: promotion.months)
        for moment in [from, end] where moment > now {
          calendar.schedule(at: moment, kind: Kind.market, subject: 0)
        }
      }
    }
  }

  /// Notes the market at the start, to which all later pull is relative.
  mutating func noteMarketAtStart() {
    start.price = currentPrice
    recorder.startPrice = currentPrice
    rivals = Rows(repeating: RivalState(), count: settings.market.rivals.count)
    if let index = marketIndex(at: 0, promotions: false) {
      start.pull = index.total
      start.priceLevel = index.total - index.atOurPrice
    }
    updatePull(at: -.infinity)
  }
}

/// The choice on each occasion.
extension Simulation {
  /// Draws the time of the next occasion, in opening hours of the visit's team.
  mutating func scheduleOccasion(_ row: Int, after now: Double) {
    guard customers[row].occasionRate > 0, settings.purchaseJourney != nil else { return }
    random.seek(customers[row].hash, Purpose.occasionTime, Int(customers[row].occasions))
    let elapsed = random.exponential() / customers[row].occasionRate
    let due =
      now
      + settings.visitHours.advance(
        from: grid.minuteOfWeek(now), open: elapsed * settings.visitOpenShare)
    customers[row].occasionDue = due
    calendar.schedule(at: due, kind: Kind.occasion, subject: UInt32(row))
  }

  /// A customer wants the category: from us, from a rival, or not after all.
  mutating func occasionArises(_ row: Int, at now: Double) {
    guard customers[row].occasionDue == now, let journey = settings.purchaseJourney else { return }
    let number = Int(customers[row].occasions)
    customers[row].occasions += 1
    scheduleOccasion(row, after: now)
    random.seek(customers[row].hash, Purpose.choice, number)
    let choice = choose(row, uniform: random.uniform(), at: now)
    recorder.count(choice: choice)
    if isTraced {
      let rivals = settings.scenario.market.rivals
      let chosen = choice == 0 ? "us" : choice < providers ? rivals[choice - 1].id : "nothing"
      note("customer \(row + 1)", "chooses \(chosen)", at: now)
    }
    guard choice < providers else { return }
    let memory = settings.loyalty.memory
    for provider in 0..<providers {
      let index = row * providers + provider
      brands[index].loyalty =
        memory * brands[index].loyalty
        + (provider == choice ? 1 - memory : 0)
    }
    customers[row].lastProvider = Int16(choice)
    guard choice == 0 else { return }
    let index = row * journeyCount + journey
    needs[index].count += 1
    recorder.count(need: journey)
    if customers[row].activeCase >= 0 {
      needs[index].pending += 1
    } else {
      startCase(row, journey: journey, at: now)
    }
  }

  /// The alternative chosen: 0 us, then the rivals, then nothing.
  private mutating func choose(_ row: Int, uniform: Double, at now: Double) -> Int {
    unowned(unsafe) let market = settings.market
    unowned(unsafe) let segment = settings.segments[Int(customers[row].segment)]
    let response = market.priceResponse * segment.priceSensitivity
    let utilities = utilities.buffer
    for provider in 0..<providers {
      let brand = brands[row * providers + provider]
      let price: Double
      let quality: Double
      if provider == 0 {
        price = currentPrice
        quality = customers[row].satisfaction
      } else {
        price = rivals[provider - 1].price
        quality = rivals[provider - 1].quality
      }
      var utility =
        CompetitorPull.utility(
          price: price / start.price, quality: quality, priceResponse: response,
          qualityResponse: market.qualityResponse) + settings.loyalty.inertia * brand.loyalty
        + brand.taste
      if Int(customers[row].lastProvider) != provider { utility -= market.switchingCost }
      utilities[provider] = now >= brand.known ? utility : -.infinity
    }
    utilities[providers] = market.nothing
    return BrandChoice.pick(utilities, uniform: uniform)
  }

  /// A customer's n-th visit, which served its purpose, is paid for.
  mutating func purchase(_ row: Int, visit: Int, at now: Double) {
    random.seek(customers[row].hash, Purpose.spend, visit)
    unowned(unsafe) let segment = settings.segments[Int(customers[row].segment)]
    let drawn = max(0, segment.spend.draw(random)) * currentPrice / start.price
    let amount = (drawn * 100).rounded() / 100  // tills know hundredths
    if customers[row].visits == 0 { customers[row].firstVisit = now }
    customers[row].visits += 1
    customers[row].lastVisit = now
    takeMoney(row, amount, at: now)
  }

  /// After a visit, paid for or walked out of, some never come back.
  mutating func mayDropOut(_ row: Int, visit: Int, at now: Double) {
    guard customers[row].isActive else { return }
    random.seek(customers[row].hash, Purpose.dropout, visit)
    let u = random.uniform()
    let chance = DropOut.chance(
      base: customers[row].base, satisfaction: customers[row].satisfaction,
      law: settings.loyalty)
    guard u < chance else { return }
    // Who would have gone even at reference satisfaction drifted; the rest go for the service.
    leave(row, cause: u < customers[row].base ? .drifted : .service, at: now)
  }
}
