import DiscreteEvents
import RandomVariates

/// What draws about stock are for.
enum StockDraw: UInt8, CaseIterable {
  case category = 98
  case presence = 99
  case reaction = 100
  case later = 101
  case elsewhere = 102
}

/// Stock: what is not there when somebody comes for it, and what they do then.
struct StockRoom: Room {
  /// By customer, how many times in a row something was not there; empty until it happens.
  fileprivate let streaks: TableHandle<UInt8>

  init(_ plot: Plot) {
    streaks = plot.tables.make()
  }

  static let draws = StockDraw.allCases.map(\.rawValue)

  static func isContinued(by settings: Settings, from before: Settings) -> Bool {
    settings.stock.categories.map(\.id) == before.stock.categories.map(\.id)
  }

  static func violations(of world: inout Simulation, at now: Double) -> [String] {
    let figures = world.layout.figures.stock
    func all(_ counter: Counter) -> Double {
      world.settings.stock.categories.indices.reduce(0) { $0 + world.total(counter, $1) }
    }
    let done = [figures.wentElsewhere, figures.leftIt, figures.waited, figures.substituted]
      .reduce(0) { $0 + all($1) }
    let outs = all(figures.outs.counter)
    return done == outs ? [] : ["stock: \(outs) times out of stock, \(done) reactions"]
  }
}

extension Simulation {
  /// The category that a visit is about, and whether it is out of stock; nil where there are none.
  private mutating func shelf(_ row: Int, visit: Int) -> (category: Int, isOut: Bool)? {
    let hash = customers[row].hash
    unowned(unsafe) let settings = settings
    let categories = settings.stock.categories
    guard !categories.isEmpty else { return nil }
    random.seek(hash, StockDraw.category, visit)
    var left = random.uniform() * categories.reduce(0) { $0 + $1.share }
    var drawn = categories.count - 1
    for (number, category) in categories.enumerated() {
      left -= category.share
      if left < 0 {
        drawn = number
        break
      }
    }
    random.seek(hash, StockDraw.presence, visit)
    return (drawn, random.uniform() < categories[drawn].out)
  }

  /// A visit on which what the customer came for is not there is a poorer one.
  @inline(never)
  mutating func shelvesMeet(_ encounter: inout Encounter) {
    let made = cases[encounter.caseIndex]
    guard encounter.resolved, Int(made.journey) == settings.purchaseJourney,
      shelf(encounter.row, visit: Int(made.need))?.isOut == true
    else { return }
    encounter.performance -= .all(settings.stock.loss)
  }

  /// Looks for what the customer came for.
  ///
  /// - Returns: What they do where it is not there; nil where it is.
  mutating func reactionToShelf(_ row: Int, visit: Int, at now: Double) -> StockLaw.Reaction? {
    guard let shelf = shelf(row, visit: visit) else { return nil }
    let figures = layout.figures.stock
    count(figures.wanted, shelf.category)
    let streaks = rows(rooms.stock.streaks)
    guard shelf.isOut else {
      if row < streaks.count { streaks[row] = 0 }
      return nil
    }
    while streaks.count < customers.count { streaks.append(0) }
    let repeats = Int(streaks[row])
    streaks[row] = min(20, streaks[row] + 1)
    let category = settings.stock.categories[shelf.category]
    random.seek(customers[row].hash, StockDraw.reaction, visit)
    let reaction = StockLaw.pick(
      category.reactions ?? category.like.reactions, repeats: repeats,
      escalates: settings.stock.escalates, uniform: random.uniform())
    count(figures.outs, shelf.category)
    if isTraced { note("customer \(row + 1)", "does not find \(category.id)", at: now) }
    switch reaction {
    case .elsewhere:
      count(figures.wentElsewhere, shelf.category)
      random.seek(customers[row].hash, StockDraw.elsewhere, visit)
      buyElsewhere(row, uniform: random.uniform())
    case .nothing: count(figures.leftIt, shelf.category)
    case .later:
      count(figures.waited, shelf.category)
      comeBack(row, forVisit: visit, at: now)
    case .sameBrand, .otherBrand: count(figures.substituted, shelf.category)
    }
    return reaction
  }

  /// Notes what a customer would have spent who did not.
  mutating func noteLostSale(_ amount: Double) { count(layout.figures.stock.lost, by: amount) }

  /// A customer comes later for what was not there.
  private mutating func comeBack(_ row: Int, forVisit visit: Int, at now: Double) {
    guard let journey = settings.purchaseJourney else { return }
    random.seek(customers[row].hash, StockDraw.later, visit)
    let delay = max(1, settings.stockLater.draw(random))
    calendar.schedule(
      at: now + delay, kind: JourneyEvent.raised, subject: UInt32(row * journeyCount + journey))
  }

  /// Another customer takes a row while the world settles: nothing has been missing for them.
  mutating func dropStreak(_ row: Int) {
    let streaks = rows(rooms.stock.streaks)
    if row < streaks.count { streaks[row] = 0 }
  }
}
