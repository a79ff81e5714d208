import DiscreteEvents
import Glibc
import RandomVariates

/// What draws of customers under contract are for.
enum ContractDraw: UInt8, CaseIterable {
  case leaving = 17
  case cause = 18
  case renewal = 19
  case saving = 20
  case contractPhase = 25
}

/// What happens to customers under contract.
enum ContractEvent {
  @inline(__always) static var departure: UInt32 { RoomNumber.contract.event(0) }
}

/// The contract: bills, the monthly decision, leaving, and being talked out of it.
struct ContractRoom: Room {
  /// The shares taken off prices, and the prices that were signed for, by the numbers that customers hold.
  fileprivate var discounts = NumberedValues()
  fileprivate var prices = NumberedValues()

  static let draws = ContractDraw.allCases.map(\.rawValue)

  @inline(__always)
  static func handle(_ event: Event, in world: inout Simulation) {
    world.departureIsDue(Int(event.subject), at: event.time)
  }
}

/// The few values that many rows share, so that a row holds a number of two bytes.
struct NumberedValues {
  private var values = [0.0]

  /// The number of a value, which is noted where it is new; 0 is that of nothing.
  mutating func number(of value: Double) -> UInt16 {
    if let number = values.lastIndex(of: value) { return UInt16(number) }
    precondition(values.count <= UInt16.max, "more values than there are numbers")
    values.append(value)
    return UInt16(values.count - 1)
  }

  subscript(number: UInt16) -> Double { @inline(__always) get { values[Int(number)] } }
}

extension Simulation {
  /// The bill for a month, or for the rest of the one in which somebody joins; paid in advance.
  mutating func bill(_ row: Int, share: Double = 1, at now: Double) {
    var list = listPrice(for: row) * share
    if hasHouseholds { list *= traits(of: row).bought }
    let price = list * priceShare(of: row)
    let off = discount(of: row)
    // What is taken off is no less to supply.
    takeMoney(row, price * (1 - off), discount: price * off, worth: list, at: now)
    if settings.hasStrategy { noteStrategyDiscount(row, off: price * off) }
    if !settings.afterPurchase.isEmpty { raise(settings.afterPurchase, of: row, at: now) }
  }

  /// The month's decision of a customer under contract: leave, sign again, or go on.
  ///
  /// - Parameters:
  ///   - share: the part of the month that is left: all of it, but for who joins in its course.
  ///   - length: that of the month, in minutes.
  ///   - occasion: the address of what is drawn.
  mutating func decide(
    _ row: Int, from now: Double, for share: Double, of length: Double, occasion: Int
  ) {
    guard !customers[row].intends else { return }
    let pull = pull(on: Int(customers[row].segment))
    let end = customers[row].termEnd
    let ends = end != Customer.rolling && Int32(month) >= end
    let state =
      end == Customer.rolling ? 1 : ends ? settings.loyalty.atEnd : settings.loyalty.inTerm
    let sensitivity =
      settings.segments[Int(customers[row].segment)].priceSensitivity * traits(of: row).price
    var terms = ChurnHazard.terms(
      settings.loyalty, satisfaction: customers[row].satisfaction, trust: customers[row].trust,
      openFailure: hasOpenFailure(row, at: now),
      pricePull: pull.price * sensitivity, otherPull: pull.other)
    var switching = settings.market.switchingCost
    var (outreach, held) = (0.0, 0.0)
    if !settings.decisionsArePlain {
      if hasSites { terms.competition += settings.loyalty.pull * longerWay(of: row) }
      if settings.market.hasSwitchingCosts { switching += switchingWeights(of: row, at: now).sum }
      if settings.hasOutreach { outreach = outreachWorth(of: row) }
      if settings.hasStrategy { held = strategyHolds(row) }
      switching += outreach
      switching += held
      if let law = settings.market.reference {
        let felt = feltPrice(of: row, law, isBound: end != Customer.rolling && !ends)
        terms.price += settings.loyalty.pull * sensitivity * felt
      }
    }
    if settings.contract.holdsPrice || customers[row].discountUntil > Int32(month)
      || isFamily(row)
    {
      let share = settings.segments[Int(customers[row].segment)].priceShare
      let saving = currentPrice * share - price(for: row) * (1 - discount(of: row))
      terms.price -= relief(of: row, saving: saving)
    }
    let chance = ChurnHazard.chance(
      base: customers[row].base - switching, stateFactor: state, terms: terms)
    random.seek(customers[row].hash, ContractDraw.leaving, occasion)
    let uniform = random.uniform()
    let months = LatentTime.months(chance: chance, uniform: uniform)
    if settings.hasStrategy, months >= share, isHeldByStrategy(row) {
      // Without the offer: neither cared for nor with anything off.
      var bare = terms
      if hasDiscountOfStrategy(row) {
        bare.price += relief(of: row, saving: price(for: row) * discount(of: row))
      }
      let without = ChurnHazard.chance(
        base: customers[row].base - (switching - held), stateFactor: state, terms: bare)
      if LatentTime.months(chance: without, uniform: uniform) < share { noteKeptByStrategy(row) }
    }
    if ends { customers[row].termEnd = Customer.rolling }
    if months < share {
      var told = terms
      // Asked why, a leaver names what a rival has to offer, not what has changed about it.
      told.price = max(told.price, settings.loyalty.pull * pull.priceLevel * sensitivity)
      told.competition = max(told.competition, settings.loyalty.pull * pull.rivalLevel)
      // Whom the firm's own contacts drive away goes for how they were treated.
      if outreach < 0 { told.satisfaction = max(0, told.satisfaction) - outreach }
      random.seek(customers[row].hash, ContractDraw.cause, occasion)
      let cause = LeavingCause.pick(told, uniform: random.uniform())
      customers[row].cause = cause
      nameReasons(row, told, cause: cause, occasion: occasion, at: now)
      customers[row].intends = true
      if isTraced { note("customer \(row + 1)", "means to leave this month", at: now) }
      depart(row, at: now + length * months)
      return
    }
    guard settings.contract.termMonths >= 1, customers[row].termEnd == Customer.rolling else {
      return
    }
    random.seek(customers[row].hash, ContractDraw.renewal, occasion)
    if random.uniform() < (ends ? settings.contract.renewAtEnd : settings.contract.renewLater) {
      sign(row)
    }
  }

  /// A customer signs for a term, at the price of the day.
  mutating func sign(_ row: Int) {
    let term = Int32(settings.contract.termMonths.rounded())
    customers[row].termEnd = term > 0 ? Int32(month) + term : Customer.rolling
    customers[row].signedPrice = rooms.contract.prices.number(of: currentPrice)
  }

  /// What a month costs a customer for one before anything is taken off: their share of the list price.
  @inline(__always)
  mutating func price(for row: Int) -> Double {
    listPrice(for: row) * priceShare(of: row)
  }

  /// The list price, or the one that was signed for while the term holds it.
  @inline(__always)
  mutating func listPrice(for row: Int) -> Double {
    guard settings.contract.holdsPrice, customers[row].termEnd > Int32(month) else {
      return currentPrice
    }
    return rooms.contract.prices[customers[row].signedPrice]
  }

  /// What a month costs a customer, after what is taken off, with a twelfth of the yearly fee.
  @inline(__always)
  mutating func ownPrice(of row: Int) -> Double {
    price(for: row) * (1 - discount(of: row))
      + settings.segments[Int(customers[row].segment)].monthlyFee
  }

  /// The share taken off a customer's price this month.
  @inline(__always)
  mutating func discount(of row: Int) -> Double {
    customers[row].discountUntil > Int32(month)
      ? rooms.contract.discounts[customers[row].discount] : 0
  }

  /// Takes a share off a customer's price until the beginning of a month.
  mutating func takeOff(_ share: Double, of row: Int, until month: Int32) {
    customers[row].discount = rooms.contract.discounts.number(of: share)
    customers[row].discountUntil = month
  }

  /// The share that was last taken off a customer's price, whether it still is or not.
  mutating func lastDiscount(of row: Int) -> Double {
    rooms.contract.discounts[customers[row].discount]
  }

  /// Log-odds of leaving that paying so much less than the list price takes away from a customer.
  mutating func relief(of row: Int, saving: Double) -> Double {
    let sensitivity =
      settings.segments[Int(customers[row].segment)].priceSensitivity * traits(of: row).price
    return OfferLaw.relief(
      saving: saving, startPrice: startPrice, response: settings.market.priceResponse * sensitivity,
      pull: settings.loyalty.pull)
  }

  /// What a desk has to offer a customer who wants to leave; nil for nothing.
  mutating func offer(for row: Int, at point: TouchpointSettings) -> Offer? {
    decisions.offers[Int(customers[row].segment)] ?? point.offer
  }

  /// The chance that an employee of average skill talks a customer out of leaving, with the offer there is.
  mutating func chanceOfSaving(_ row: Int, at point: TouchpointSettings, shift: Double = 0)
    -> Double
  {
    guard point.saves > 0 else { return 0 }
    var logOdds = point.saveLogOdds + shift
    if let offer = offer(for: row, at: point) {
      logOdds += relief(
        of: row, saving: price(for: row) * offer.discount * OfferLaw.weight(months: offer.months))
    }
    return logistic(logOdds)
  }

  /// Whether a failure is held against the firm: a need given up or a complaint not put right within the
  /// last 90 days, or a need that a contact has not resolved yet.
  private mutating func hasOpenFailure(_ row: Int, at now: Double) -> Bool {
    if now - customers[row].failedAt <= ChurnHazard.failureMemory { return true }
    let active = Int(customers[row].activeCase)
    return active >= 0 && cases[active].attempt > 0
  }

  /// A customer will go at a time of this month.
  mutating func depart(_ row: Int, at due: Double) {
    customers[row].due = due
    calendar.schedule(at: due, kind: ContractEvent.departure, subject: UInt32(row))
  }

  /// A customer who meant to leave says so, or just goes.
  mutating func departureIsDue(_ row: Int, at now: Double) {
    guard customers[row].due == now else { return }
    customers[row].due = .infinity
    tell(row, .meansToLeave, at: now)
    if let journey = settings.leavingJourney {
      arise(row, journey: journey, at: now)
      return
    }
    leave(row, cause: customers[row].cause, at: now)
  }

  /// Whether an employee talks the customer out of leaving.
  mutating func isSaved(_ index: Int, row: Int, point: TouchpointSettings, shift: Double) -> Bool {
    seek(caseIndex: index, ContractDraw.saving)
    return random.uniform() < chanceOfSaving(row, at: point, shift: shift)
  }

  /// The customer stays after all, on the terms offered.
  mutating func stays(_ row: Int, offer: Offer?, at now: Double) {
    customers[row].intends = false
    count(layout.figures.contract.saved)
    tell(row, .persuaded, at: now)
    if isTraced { note("customer \(row + 1)", "is talked into staying", at: now) }
    guard let offer else { return }
    takeOff(offer.discount, of: row, until: Int32(month) + 1 + Int32(offer.months.rounded()))
  }
}
