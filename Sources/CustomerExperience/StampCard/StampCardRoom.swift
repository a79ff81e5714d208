import Glibc
import RandomVariates

/// What draws of stamp cards are for.
enum StampCardDraw: UInt8, CaseIterable {
  case enrolment = 50
  case shown = 51
}

/// Stamp cards: who takes one, what it does to visits, and what it gives.
struct StampCardRoom: Room {
  /// A customer's card.
  fileprivate struct Card {
    /// Stamps on it; −1 without a card.
    var stamps: Int16 = -1
    /// Stamps since it was new.
    var added: Int16 = 0
    /// Whether the one before was redeemed and nothing was bought since.
    var isRedeemed = false
    /// When it was last stamped, and how long the second stamp took after the first.
    var stampedAt = 0.0
    var firstGap = 0.0
  }

  /// By customer; empty until somebody takes a card.
  fileprivate let cards: TableHandle<Card>
  /// Stamps ever given, and those that were redeemed or went with customers who were replaced.
  fileprivate var given = 0
  fileprivate var gone = 0

  init(_ plot: Plot) { cards = plot.tables.make() }

  static let draws = StampCardDraw.allCases.map(\.rawValue)

  static func monthEnds(_ world: inout Simulation, at now: Double) {
    guard world.month >= 0, world.settings.hasStampCard else { return }
    let figures = world.layout.figures.stampCard
    var members = [Double](repeating: 0, count: world.settings.segments.count)
    var others = 0.0
    for row in world.customers.indices where world.customers[row].isActive {
      if world.hasStampCard(row) {
        members[Int(world.customers[row].segment)] += 1
      } else {
        others += 1
      }
    }
    let all = members.reduce(0, +)
    world.set(figures.members, to: all)
    for (s, heads) in members.enumerated() {
      world.set(figures.members, .segment, s, to: heads)
    }
    world.count(figures.memberMonths, by: all)
    world.count(figures.otherMonths, by: others)
  }

  static func violations(of world: inout Simulation, at now: Double) -> [String] {
    let room = world.rooms.stampCard
    let open = world.rows(room.cards).reduce(0) { $0 + max(0, Int($1.stamps)) }
    guard open + room.gone != room.given else { return [] }
    return ["stamps: \(open) on cards and \(room.gone) gone are not the \(room.given) given"]
  }
}

extension Simulation {
  private var stampCards: Rows<StampCardRoom.Card> { rows(rooms.stampCard.cards) }

  /// Whether a customer has a stamp card.
  @inline(__always)
  func hasStampCard(_ row: Int) -> Bool {
    let cards = stampCards
    return row < cards.count && cards[row].stamps >= 0
  }

  /// A choice is about to be made: a member comes to us more often, or less after a reward.
  ///
  /// - Parameters:
  ///   - utilities: of us, the rivals and nothing.
  ///   - uniform: the number that will pick among them.
  mutating func stampCardPulls(
    _ row: Int, _ utilities: UnsafeMutableBufferPointer<Double>, uniform: Double
  ) {
    guard let law = settings.loyalty.stampCard, hasStampCard(row) else { return }
    var greatest = -Double.infinity
    for utility in utilities { greatest = max(greatest, utility) }
    var total = 0.0
    for utility in utilities { total += exp(utility - greatest) }
    let share = exp(utilities[0] - greatest) / total
    let card = stampCards[row]
    let multiple = StampCardLaw.multiple(
      law, stamps: Int(card.stamps), isRedeemed: card.isRedeemed)
    utilities[0] += StampCardLaw.utility(share: share, multiple: multiple)
    // We come first among the alternatives: a uniform number below our share picks us.
    let comes = uniform < min(max(share, 0.999), share * multiple)
    guard comes else { return }
    count(layout.figures.stampCard.came)
    if uniform < share { count(layout.figures.stampCard.cameAnyway) }
  }

  /// A visit is about to be paid for: the card is stamped, and a full one redeemed.
  ///
  /// - Returns: Money taken off the bill.
  mutating func stampCardIsShown(_ row: Int, visit: Int, bill: Double, at now: Double) -> Double {
    guard let law = settings.loyalty.stampCard else { return 0 }
    let figures = layout.figures.stampCard
    let isMember = hasStampCard(row)
    count(isMember ? figures.visitsOfMembers : figures.visitsOfOthers)
    if !isMember {
      random.seek(customers[row].hash, StampCardDraw.enrolment, visit)
      guard random.uniform() < law.enrolment else { return 0 }
      let cards = stampCards
      while cards.count < customers.count { cards.append(StampCardRoom.Card()) }
      handOut(row, law, at: now)
    } else {
      random.seek(customers[row].hash, StampCardDraw.shown, visit)
      guard random.uniform() < law.shown else { return 0 }
    }
    return stamp(row, law, bill: bill, at: now)
  }

  /// Gives a customer a new card.
  private mutating func handOut(_ row: Int, _ law: StampCard, at now: Double) {
    let given = min(law.given, law.stamps - 1)
    stampCards[row] = StampCardRoom.Card(stamps: Int16(given))
    if isTraced { note("customer \(row + 1)", "takes a stamp card", at: now) }
    rooms.stampCard.given += given
    if law.cost > 0 {
      pay(layout.figures.stampCard.cost, Money(law.cost), for: row, at: now)
    }
  }

  /// Stamps a card.
  ///
  /// - Returns: Money taken off the bill where the card is full.
  private mutating func stamp(_ row: Int, _ law: StampCard, bill: Double, at now: Double) -> Double
  {
    let cards = stampCards
    rooms.stampCard.given += 1
    let gap = now - cards[row].stampedAt
    cards[row].stamps += 1
    cards[row].added += 1
    cards[row].stampedAt = now
    cards[row].isRedeemed = false
    if cards[row].added == 2 { cards[row].firstGap = gap }
    guard Int(cards[row].stamps) >= law.stamps else { return 0 }
    let figures = layout.figures.stampCard
    if cards[row].added > 2 {
      count(figures.firstGap, by: cards[row].firstGap)
      count(figures.lastGap, by: gap)
    }
    rooms.stampCard.gone += Int(cards[row].stamps)
    count(figures.filled)
    let reward = min(law.reward, bill)
    if isTraced { note("customer \(row + 1)", "fills a stamp card", at: now) }
    count(figures.rewards, by: reward)
    handOut(row, law, at: now)
    cards[row].isRedeemed = true
    return reward
  }

  /// Another customer takes a row while the world settles: without a card.
  mutating func dropStampCard(_ row: Int) {
    guard hasStampCard(row) else { return }
    rooms.stampCard.gone += Int(stampCards[row].stamps)
    stampCards[row] = StampCardRoom.Card()
  }
}
