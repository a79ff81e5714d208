import DiscreteEvents
import Glibc
import RandomVariates

/// What draws of those who are approached to keep them are for.
enum StrategyDraw: UInt8, CaseIterable {
  case taken = 134
}

/// The retention strategy: whom the firm approaches by its records, and what that does while it lasts.
struct StrategyRoom: Room {
  /// What a customer was offered.
  fileprivate struct Held {
    var rule: Int32 = -1
    /// The month at whose beginning it ends.
    var until = Int32.min
    var isTaken = false
    var hasKept = false
    /// Log-odds of leaving that it takes away besides its discount.
    var relief = 0.0
    /// Share of the price taken off.
    var discount = 0.0
  }

  /// By customer; empty until somebody is approached.
  fileprivate let offers: TableHandle<Held>
  /// What was on record of each customer when the model was last fitted; empty without one.
  fileprivate let snapshots: TableHandle<RiskSnapshot>
  /// When that was, in minutes.
  fileprivate var lookedAt = 0.0
  /// Who leaves, by what is on record; nil until there are three months to learn from.
  fileprivate var model: RiskModel?
  /// Offers taken, and those declined.
  fileprivate var taken = 0
  fileprivate var declined = 0

  init(_ plot: Plot) {
    offers = plot.tables.make()
    snapshots = plot.tables.make()
  }

  static let draws = StrategyDraw.allCases.map(\.rawValue)

  /// A strategy may begin with a plan or a variant, and end so; the rules there are stay in their order.
  static func isContinued(by settings: Settings, from before: Settings) -> Bool {
    let (a, b) = (settings.strategy?.rules ?? [], before.strategy?.rules ?? [])
    return a.isEmpty || b.isEmpty || a.map(\.id) == b.map(\.id)
  }

  static func monthBegins(_ world: inout Simulation, at now: Double) {
    guard !world.isSettling, world.month >= 0, let strategy = world.settings.strategy else {
      return
    }
    world.learnWhoLeaves(strategy, at: now)
    world.keepCustomers(strategy, at: now)
  }

  static func violations(of world: inout Simulation, at now: Double) -> [String] {
    let room = world.rooms.strategy
    let counter = world.layout.figures.strategy.approached.counter
    let all = (0..<Int(counter.count)).reduce(0.0) { $0 + world.total(counter, $1) }
    guard Double(room.taken + room.declined) != all else { return [] }
    return ["strategy: \(room.taken) taken and \(room.declined) declined are not \(all)"]
  }
}

/// What the firm has on record of a customer that may tell who leaves.
struct RiskSnapshot: BitwiseCopyable {
  /// Tenure, the state of the contract, complaints and answers, on about the same scale.
  var features = SIMD8<Float>.zero
  /// Whether they were a customer.
  var isThere = false

  /// How many of the features are used.
  static let width = 6
  /// The most customers whom a model is fitted to.
  static let most = 1_000

  var point: [Double] { (0..<Self.width).map { Double(features[$0]) } }
}

extension Simulation {
  private var offers: Rows<StrategyRoom.Held> { rows(rooms.strategy.offers) }

  // MARK: - While it lasts

  /// Log-odds of leaving that what a customer was offered takes away; 0 where they hold nothing.
  @inline(never)
  mutating func strategyHolds(_ row: Int) -> Double {
    let offers = offers
    guard row < offers.count, offers[row].isTaken, offers[row].until > Int32(month) else {
      return 0
    }
    return offers[row].relief
  }

  /// Whether a customer has taken an offer of the strategy that still lasts.
  mutating func isHeldByStrategy(_ row: Int) -> Bool {
    let offers = offers
    return row < offers.count && offers[row].isTaken && offers[row].until > Int32(month)
  }

  /// A customer has left: what they were offered ends, though they may come back before it would have.
  mutating func endStrategyOffer(_ row: Int) {
    let offers = offers
    if row < offers.count { offers[row].isTaken = false }
  }

  /// A customer stays who would have left without what they were offered.
  @inline(never)
  mutating func noteKeptByStrategy(_ row: Int) {
    let offers = offers
    guard isHeldByStrategy(row), !offers[row].hasKept else { return }
    offers[row].hasKept = true
    let rule = Int(offers[row].rule)
    countByRule(layout.figures.strategy.kept.counter, rule)
    countByRule(layout.figures.strategy.idle, rule, by: -1)
    if isTraced { note("customer \(row + 1)", "is kept by an offer", at: calendar.now) }
  }

  /// A bill is lower by money off: what of it the strategy gave is spent on keeping the customer.
  ///
  /// - Parameter off: money, whoever gave it.
  @inline(never)
  mutating func noteStrategyDiscount(_ row: Int, off: Double) {
    guard off > 0, hasDiscountOfStrategy(row) else { return }
    countByRule(layout.figures.strategy.spend.counter, Int(offers[row].rule), by: off)
  }

  /// Whether what a customer under contract has off the price is what the strategy gave.
  mutating func hasDiscountOfStrategy(_ row: Int) -> Bool {
    isHeldByStrategy(row) && offers[row].discount > 0
      && lastDiscount(of: row) == offers[row].discount
  }

  /// A choice is about to be made: who holds a discount finds us cheaper.
  mutating func strategyPulls(_ row: Int, _ utilities: UnsafeMutableBufferPointer<Double>) {
    guard isHeldByStrategy(row), offers[row].discount > 0 else { return }
    utilities[0] += utility(ofDiscount: offers[row].discount, to: row)
  }

  /// A visit is about to be paid for.
  ///
  /// - Returns: Money taken off the bill.
  mutating func strategyTakesOff(_ row: Int, bill: Double) -> Double {
    guard isHeldByStrategy(row), offers[row].discount > 0 else { return 0 }
    let off = offers[row].discount * bill
    countByRule(layout.figures.strategy.spend.counter, Int(offers[row].rule), by: off)
    return off
  }

  /// Counts for a rule; one that the figures do not know, as a plan brought it, is not told apart.
  private mutating func countByRule(_ counter: Counter, _ rule: Int, by amount: Double = 1) {
    guard counter.count > 0 else { return }
    count(counter, min(max(0, rule), Int(counter.count) - 1), by: amount)
  }

  // MARK: - Who is approached

  /// Approaches those whom each rule finds, the most valuable first, while the month's budget lasts.
  fileprivate mutating func keepCustomers(_ strategy: RetentionStrategy, at now: Double) {
    guard !strategy.rules.isEmpty else { return }
    let paid = accounts(in: max(0, month - 12)..<month).map(\.revenue.amount)
    let months = Double(min(12, max(1, month)))
    var left = strategy.budget ?? .infinity
    for (number, rule) in strategy.rules.enumerated() {
      let found = found(by: rule, at: now).filter { isFree($0, for: rule) }
      // Who paid the same comes in an order that means nothing.
      let ranked = found.sorted {
        paid[$0] == paid[$1] ? customers[$0].hash < customers[$1].hash : paid[$0] > paid[$1]
      }
      for row in ranked.prefix(StrategyLaw.number(of: ranked.count, rule)) {
        let bill =
          settings.bond.isBilledMonthly
          ? price(for: row) * traits(of: row).bought : paid[row] / months
        let full = rule.cost + rule.gift + rule.discount * rule.months * bill
        guard full <= left else { break }
        left -= approachToKeep(row, rule, number: number, at: now) ? full : rule.cost
      }
    }
  }

  /// Whether a customer may be approached: they hold nothing, and were not approached of late.
  private mutating func isFree(_ row: Int, for rule: RetentionRule) -> Bool {
    let offers = offers
    if row < offers.count, offers[row].until > Int32(month) { return false }
    return rule.discount == 0 || customers[row].discountUntil <= Int32(month)
  }

  /// Approaches a customer.
  ///
  /// - Returns: Whether they take what they are offered.
  private mutating func approachToKeep(
    _ row: Int, _ rule: RetentionRule, number: Int, at now: Double
  ) -> Bool {
    let (offers, figures) = (offers, layout.figures.strategy)
    while offers.count < customers.count { offers.append(StrategyRoom.Held()) }
    let until = Int32(month) + max(1, Int32(rule.months.rounded()))
    offers[row] = StrategyRoom.Held(rule: Int32(number), until: until)
    countByRule(figures.approached.counter, number)
    countByRule(figures.spend.counter, number, by: rule.cost)
    if rule.cost > 0 { pay(figures.cost, Money(rule.cost), for: row, at: now) }
    random.seek(customers[row].hash, StrategyDraw.taken, occasionOfMonth)
    // Whoever has gone without a word takes nothing.
    guard random.uniform() < rule.taken, customers[row].isActive else {
      rooms.strategy.declined += 1
      return false
    }
    rooms.strategy.taken += 1
    offers[row].isTaken = true
    countByRule(figures.taken.counter, number)
    countByRule(figures.idle, number)
    countByRule(figures.spend.counter, number, by: rule.gift)
    if rule.gift > 0 { pay(figures.cost, Money(rule.gift), for: row, at: now) }
    let response =
      settings.market.priceResponse
      * settings.segments[Int(customers[row].segment)].priceSensitivity * traits(of: row).price
    let relief = StrategyLaw.relief(
      rule, startPrice: startPrice, response: response, pull: settings.offerPull)
    (offers[row].relief, offers[row].discount) = (relief, rule.discount)
    var told = relief
    if settings.bond.isBilledMonthly, rule.discount > 0 {
      takeOff(rule.discount, of: row, until: until)
      told += OfferLaw.relief(
        saving: price(for: row) * rule.discount, startPrice: startPrice, response: response,
        pull: settings.offerPull)
    }
    countByRule(figures.relief, number, by: told)
    if isTraced { note("customer \(row + 1)", "takes an offer to stay", at: now) }
    return true
  }

  /// The customers whom a rule finds, by what the firm has on record: in a repertoire market some have dropped out
  /// without a word.
  private mutating func found(by rule: RetentionRule, at now: Double) -> [Int] {
    let isKnown = settings.bond.isKnownToTheFirm
    let all: [Int]
    switch rule.trigger {
    case .answersBadly:
      let last = answers.reversed().prefix { Int($0.month) == month - 1 }
      all = Array(Set(last.filter { $0.points < rule.below }.map { Int($0.customer) }))
    case .complains:
      let since = grid.boundary(month - 1)
      all = Array(
        Set(complaintsHeard.reversed().prefix { $0.time >= since }.map { Int($0.customer) }))
    case .silent:
      guard !isKnown else { return [] }
      let since = now - rule.silentMonths * TimeGrid.month
      all = customers.indices.filter { file(of: $0).visits > 0 && file(of: $0).lastVisit < since }
    case .contractEnds:
      guard isKnown else { return [] }
      all = customers.indices.filter { row in
        let end = customers[row].termEnd
        return end != Customer.rolling && end >= Int32(month)
          && Double(end) - Double(month) <= rule.withinMonths
      }
    case .atRisk: all = atRisk(rule, at: now)
    }
    return isKnown ? all.filter { customers[$0].isActive } : all
  }

  // MARK: - Who is at risk

  /// The customers with the highest scores.
  private mutating func atRisk(_ rule: RetentionRule, at now: Double) -> [Int] {
    var scores: [(row: Int, score: Double)] = []
    if settings.bond.isKnownToTheFirm {
      guard let model = rooms.strategy.model else { return [] }
      let looked = lookedAtNow(at: now)
      for row in customers.indices where looked[row].isThere {
        scores.append((row, model.score(looked[row].point)))
      }
    } else {
      for row in customers.indices {
        let file = file(of: row)
        guard file.visits > 1, !file.isSilent(at: now) else { continue }
        let gap = (file.lastVisit - file.firstVisit) / Double(file.visits - 1)
        guard gap > 0 else { continue }
        scores.append((row, (now - file.lastVisit) / gap))
      }
    }
    let number = min(scores.count, Int((rule.top * Double(scores.count)).rounded(.up)))
    scores.sort {
      $0.score == $1.score
        ? customers[$0.row].hash < customers[$1.row].hash : $0.score > $1.score
    }
    return scores.prefix(number).map(\.row)
  }

  /// Each quarter the firm looks who has left since it last looked, and learns from it (contract).
  fileprivate mutating func learnWhoLeaves(_ strategy: RetentionStrategy, at now: Double) {
    guard settings.bond.isKnownToTheFirm, month % 3 == 0,
      strategy.rules.contains(where: { $0.trigger == .atRisk })
    else { return }
    let before = rows(rooms.strategy.snapshots)
    let known = before.indices.filter { before[$0].isThere }
    let step = max(1, (known.count + RiskSnapshot.most - 1) / RiskSnapshot.most)
    let sample = stride(from: 0, to: known.count, by: step).map { known[$0] }
    let looked = rooms.strategy.lookedAt
    let left = sample.map { !customers[$0].isActive || customers[$0].since > looked }
    if left.contains(true), left.contains(false) {
      rooms.strategy.model = RiskModel(of: sample.map { before[$0].point }, outcomes: left)
    }
    let current = lookedAtNow(at: now)
    before.fill(with: RiskSnapshot(), count: current.count)
    for (row, snapshot) in current.enumerated() { before[row] = snapshot }
    rooms.strategy.lookedAt = now
  }

  /// What is on record of each customer now.
  private mutating func lookedAtNow(at now: Double) -> [RiskSnapshot] {
    var snapshots = [RiskSnapshot](repeating: RiskSnapshot(), count: customers.count)
    for row in customers.indices where customers[row].isActive {
      let customer = customers[row]
      let isBound = customer.termEnd != Customer.rolling
      snapshots[row].isThere = true
      snapshots[row].features[0] = Float(log1p(max(0, now - customer.since) / TimeGrid.month))
      snapshots[row].features[1] = isBound ? 1 : 0
      snapshots[row].features[2] = isBound && customer.termEnd <= Int32(month) + 2 ? 1 : 0
      snapshots[row].features[5] = customer.discountUntil > Int32(month) ? 1 : 0
    }
    let halfAYear = now - 6 * TimeGrid.month
    for complaint in complaintsHeard.reversed().prefix(while: { $0.time >= halfAYear }) {
      snapshots[Int(complaint.customer)].features[3] = 1
    }
    // The last answer of each who answered.
    for answer in answers {
      snapshots[Int(answer.customer)].features[4] = Float(
        (answer.points - ChurnHazard.referenceSatisfaction) / 10)
    }
    return snapshots
  }
}
