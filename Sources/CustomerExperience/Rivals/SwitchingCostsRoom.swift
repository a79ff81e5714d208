/// Switching costs: what they weigh, and the exit fee.
enum SwitchingCostsRoom: Room {
  static func monthEnds(_ world: inout Simulation, at now: Double) {
    guard world.month >= 0, world.settings.market.hasSwitchingCosts else { return }
    world.setSwitchingCosts(at: now)
  }
}

/// What it would cost a customer to switch, in utility.
struct SwitchingWeights {
  var procedural = 0.0
  var financial = 0.0
  var relational = 0.0
  var sum: Double { procedural + financial + relational }
}

extension Simulation {
  /// What it would cost a customer to leave us.
  @inline(never)
  mutating func switchingWeights(of row: Int, at now: Double) -> SwitchingWeights {
    unowned(unsafe) let market = settings.market
    let law = market.switching
    var weights = SwitchingWeights(procedural: law.procedural)
    if hasHouseholds { weights.procedural += costOfMovingAll(row) }
    weights.relational = law.bond(
      trust: customers[row].trust, months: (now - customers[row].since) / TimeGrid.month)
    if settings.bond.isEndedByNotice, law.exitFee > 0, owesExitFee(row) {
      let sensitivity =
        settings.segments[Int(customers[row].segment)].priceSensitivity * traits(of: row).price
      weights.financial = law.weightOfFee(
        response: market.priceResponse * sensitivity, price: startPrice,
        pull: settings.loyalty.pull)
    }
    return weights
  }

  /// Whether a customer is within the term of a contract.
  @inline(__always)
  private mutating func owesExitFee(_ row: Int) -> Bool {
    customers[row].termEnd > Int32(month)
  }

  /// A customer leaves of their own will: within the term that costs the fee.
  mutating func chargeExitFee(_ row: Int, at now: Double) {
    let fee = Money(settings.market.switching.exitFee)
    guard settings.bond.isEndedByNotice, fee > .zero, owesExitFee(row) else { return }
    ledger.post(layout.figures.rivals.exitFees, fee)
    customers[row].equity += fee.amount * discountFactor(now)
    noteFee(fee.amount, of: row)
    if isTraced { note("customer \(row + 1)", "pays the exit fee", at: now) }
  }

  fileprivate mutating func setSwitchingCosts(at now: Double) {
    let segments = settings.segments.count
    var sums = [SwitchingWeights](repeating: SwitchingWeights(), count: segments)
    var heads = [Double](repeating: 0, count: segments)
    for row in customers.indices where customers[row].isActive {
      let segment = Int(customers[row].segment)
      let weights = switchingWeights(of: row, at: now)
      sums[segment].procedural += weights.procedural
      sums[segment].financial += weights.financial
      sums[segment].relational += weights.relational
      heads[segment] += 1
    }
    let figures = layout.figures.rivals
    let all = heads.reduce(0, +)
    for (figure, kind) in [
      (figures.procedural, \SwitchingWeights.procedural), (figures.financial, \.financial),
      (figures.relational, \.relational),
    ] {
      if all > 0 { set(figure, to: sums.reduce(0) { $0 + $1[keyPath: kind] } / all) }
      for s in sums.indices where heads[s] > 0 {
        set(figure, .segment, s, to: sums[s][keyPath: kind] / heads[s])
      }
    }
  }
}
