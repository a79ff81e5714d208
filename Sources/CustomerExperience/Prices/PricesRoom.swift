/// What customers are used to pay.
struct PricesRoom: Room {
  /// By customer under a contract; NaN for who has yet to pay, and nobody's row until somebody has.
  fileprivate let usual: TableHandle<Double>
  /// By provider in a repertoire market: we, to each segment, then the rivals; empty until a month has begun.
  fileprivate let usualOf: TableHandle<Double>

  init(_ plot: Plot) {
    usual = plot.tables.make()
    usualOf = plot.tables.make()
  }

  /// Under a contract customers get used to what they pay, after they have decided on it.
  static func monthIsUnderWay(_ world: inout Simulation, at now: Double) {
    guard let law = world.settings.market.reference, world.settings.bond.isEndedByNotice else {
      return
    }
    world.customersAdapt(law)
  }

  /// In a repertoire market they get used to what they met during the month.
  static func monthEnds(_ world: inout Simulation, at now: Double) {
    guard let law = world.settings.market.reference, world.settings.bond.isChosenOnOccasions else {
      return
    }
    world.usualPricesAdapt(law, at: now)
  }

  static func monthBegins(_ world: inout Simulation, at now: Double) {
    guard world.settings.market.reference != nil, world.settings.bond.isChosenOnOccasions else {
      return
    }
    // A world that never knew of usual prices is used to those of the start.
    let usual = world.rows(world.rooms.prices.usualOf)
    if usual.count == 0 {
      // What is free has no price to be used to.
      let pulls = world.settings.segments.indices.map { world.pull(on: $0).startPrice }
      for price in pulls { usual.append(world.startPrice < .infinity ? price : world.startPrice) }
      for rival in world.settings.market.rivals.indices {
        usual.append(
          world.settings.market.price(
            of: rival, at: -.infinity, grid: world.grid, ours: world.startPrice))
      }
    }
  }
}

extension Simulation {
  private var usual: Rows<Double> { rows(rooms.prices.usual) }

  /// What a customer under contract is used to pay a month.
  @inline(__always)
  private mutating func usualPrice(of row: Int, paying price: Double) -> Double {
    let usual = usual
    guard row >= usual.count || usual[row].isNaN else { return usual[row] }
    // Who was there before anybody looked is used to the price of then.
    let isOld = customers[row].initial && startPrice < .infinity
    while usual.count <= row { usual.append(.nan) }
    let start = pull(on: Int(customers[row].segment))
    usual[row] =
      isOld && !settings.contract.holdsPrice
      ? start.startPrice * familyShare(of: row) + start.startFee : price
    return usual[row]
  }

  /// Utility that a month's price takes away from a customer under contract who is used to another.
  mutating func feltPrice(of row: Int, _ law: ReferencePrice, isBound: Bool) -> Double {
    let price = ownPrice(of: row)
    return law.felt(
      price: price, reference: usualPrice(of: row, paying: price), unit: startPrice,
      isBound: isBound)
  }

  /// Utility that a provider's price takes away from a segment in a repertoire market: 0 is us.
  @inline(__always)
  mutating func feltPrice(
    ofProvider provider: Int, asking price: Double, of segment: Int, _ law: ReferencePrice
  ) -> Double {
    let usual = rows(rooms.prices.usualOf)
    let place = provider == 0 ? segment : settings.segments.count + provider - 1
    guard place < usual.count else { return 0 }
    return law.felt(price: price, reference: usual[place], unit: startPrice)
  }

  fileprivate mutating func customersAdapt(_ law: ReferencePrice) {
    var (felt, paid, heads) = (0.0, 0.0, 0.0)
    for row in customers.indices where customers[row].isActive {
      felt += feltPrice(of: row, law, isBound: customers[row].termEnd > Int32(month))
      heads += 1
      let before = usual[row]
      paid += before
      usual[row] = law.adapted(before, to: ownPrice(of: row))
    }
    guard month >= 0, !isSettling, heads > 0 else { return }
    set(layout.figures.prices.felt, to: felt / heads)
    set(layout.figures.prices.reference, to: paid / heads)
  }

  fileprivate mutating func usualPricesAdapt(_ law: ReferencePrice, at now: Double) {
    let usual = rows(rooms.prices.usualOf)
    let figures = layout.figures.prices
    let segments = settings.segments
    guard usual.count >= segments.count, let first = usual.first else { return }
    let isTold = month >= 0 && !isSettling
    let firstFelt = feltPrice(ofProvider: 0, asking: ourPrice(to: 0), of: 0, law)
    // The mean over the customers at the start; exactly that of a segment where all are alike.
    var (felt, paid, heads) = (0.0, 0.0, 0.0)
    for (number, segment) in segments.enumerated() {
      let price = ourPrice(to: number)
      let weight = Double(max(1, segment.initial))
      felt +=
        weight * (feltPrice(ofProvider: 0, asking: price, of: number, law) - firstFelt)
      paid += weight * (usual[number] - first)
      heads += weight
      usual[number] = law.adapted(usual[number], to: price)
    }
    if isTold {
      set(figures.felt, to: firstFelt + felt / heads)
      set(figures.reference, to: first + paid / heads)
    }
    for rival in settings.market.rivals.indices where segments.count + rival < usual.count {
      let place = segments.count + rival
      let price = price(ofRival: rival, at: now - 1)
      if isTold {
        set(
          figures.felt, .rival, rival,
          to: law.felt(price: price, reference: usual[place], unit: startPrice))
      }
      usual[place] = law.adapted(usual[place], to: price)
    }
  }

  /// While the world settles another customer takes a row: used to nothing yet.
  mutating func forgetUsualPrice(_ row: Int) {
    let usual = usual
    if row < usual.count { usual[row] = .nan }
  }
}
