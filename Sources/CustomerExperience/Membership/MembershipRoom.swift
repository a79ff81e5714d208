import Glibc
import RandomVariates

/// What draws of members are for.
enum MembershipDraw: UInt8, CaseIterable {
  case enrolment = 84
  case shown = 85
}

/// A membership: who joins, what it does to visits, and what points and discounts come to.
struct MembershipRoom: Room {
  /// A customer's membership.
  fileprivate struct Member {
    var isMember = false
    /// Whether the member is in the higher tier this year.
    var isUpper = false
    /// Whether the visit under way would have been made without the membership.
    var isAnyway = false
    /// Points, in money.
    var points = Money.zero
    /// When the card was last shown.
    var shownAt = 0.0
    /// When the present year of membership began, and money spent in it.
    var yearBegan = 0.0
    var spent = 0.0
  }

  /// By customer; empty until somebody joins.
  fileprivate let members: TableHandle<Member>
  /// Points ever given, redeemed, lapsed, and gone with customers who were replaced.
  fileprivate var given = Money.zero
  fileprivate var used = Money.zero

  init(_ plot: Plot) { members = plot.tables.make() }

  static let draws = MembershipDraw.allCases.map(\.rawValue)

  static func monthEnds(_ world: inout Simulation, at now: Double) {
    guard let law = world.settings.loyalty.membership, world.settings.bond.isChosenOnOccasions
    else { return }
    let members = world.rows(world.rooms.membership.members)
    for row in members.indices { world.lapsePoints(row, law, at: now) }
    guard world.month >= 0 else { return }
    let figures = world.layout.figures.membership
    var heads = [Double](repeating: 0, count: world.settings.segments.count)
    var (upper, others) = (0.0, 0.0)
    for row in world.customers.indices where world.customers[row].isActive {
      guard row < members.count, members[row].isMember else {
        others += 1
        continue
      }
      heads[Int(world.customers[row].segment)] += 1
      if members[row].isUpper { upper += 1 }
    }
    let all = heads.reduce(0, +)
    world.set(figures.members, to: all)
    for (s, heads) in heads.enumerated() { world.set(figures.members, .segment, s, to: heads) }
    world.set(figures.upper, to: upper)
    world.set(figures.liability, to: members.reduce(Money.zero) { $0 + $1.points }.amount)
    world.count(figures.memberMonths, by: all)
    world.count(figures.otherMonths, by: others)
  }

  static func violations(of world: inout Simulation, at now: Double) -> [String] {
    let room = world.rooms.membership
    let held = world.rows(room.members).reduce(Money.zero) { $0 + $1.points }
    guard held + room.used != room.given else { return [] }
    return [
      "points: \(held.amount) held and \(room.used.amount) used are not \(room.given.amount) given"
    ]
  }
}

extension Simulation {
  private var members: Rows<MembershipRoom.Member> { rows(rooms.membership.members) }

  /// Utility that a share taken off our price adds at a choice, at what the customer pays of the list price.
  mutating func utility(ofDiscount off: Double, to row: Int) -> Double {
    unowned(unsafe) let segment = settings.segments[Int(customers[row].segment)]
    return MembershipLaw.utility(
      off: off, price: currentPrice * priceShare(of: row) / startPrice,
      response: settings.market.priceResponse * segment.priceSensitivity * traits(of: row).price)
  }

  /// A choice is about to be made: members find us cheaper, and come more often the nearer the reward.
  ///
  /// - Parameters:
  ///   - utilities: of us, the rivals and nothing.
  ///   - uniform: the number that will pick among them.
  mutating func membershipPulls(
    _ row: Int, _ utilities: UnsafeMutableBufferPointer<Double>, uniform: Double
  ) {
    let members = members
    guard let law = settings.loyalty.membership, row < members.count, members[row].isMember else {
      return
    }
    var greatest = -Double.infinity
    for utility in utilities { greatest = max(greatest, utility) }
    var total = 0.0
    for utility in utilities { total += exp(utility - greatest) }
    let share = exp(utilities[0] - greatest) / total
    let worth = utility(ofDiscount: law.off(isUpper: members[row].isUpper), to: row)
    let cheaper = MembershipLaw.share(share, after: worth)
    let multiple = GoalGradient.multiple(
      pull: law.pull, progress: members[row].points.amount / law.redeemAt)
    utilities[0] += worth + StampCardLaw.utility(share: cheaper, multiple: multiple)
    // We come first among the alternatives: a uniform number below our share picks us.
    let comes = uniform < min(max(cheaper, 0.999), cheaper * multiple)
    guard comes else { return }
    members[row].isAnyway = uniform < share
    count(layout.figures.membership.came)
    if uniform < share { count(layout.figures.membership.cameAnyway) }
  }

  /// A visit is about to be paid for: the card is shown, or somebody joins.
  ///
  /// - Returns: Money taken off the bill.
  mutating func membershipIsShown(_ row: Int, visit: Int, bill: Double, at now: Double) -> Double {
    guard let law = settings.loyalty.membership else { return 0 }
    let figures = layout.figures.membership
    let members = members
    if row < members.count, members[row].isMember {
      count(figures.visitsOfMembers)
      random.seek(customers[row].hash, MembershipDraw.shown, visit)
      guard random.uniform() < law.shown else { return 0 }
    } else {
      count(figures.visitsOfOthers)
      random.seek(customers[row].hash, MembershipDraw.enrolment, visit)
      guard random.uniform() < law.enrolment else { return 0 }
      while members.count < customers.count { members.append(MembershipRoom.Member()) }
      join(row, law, at: now)
    }
    count(figures.seen)
    lapsePoints(row, law, at: now)
    renewTier(row, law, at: now)
    members[row].shownAt = now
    return pay(row, law, bill: bill)
  }

  /// A customer becomes a member.
  private mutating func join(_ row: Int, _ law: Membership, at now: Double) {
    let members = members
    members[row] = MembershipRoom.Member(
      isMember: true, isAnyway: true, shownAt: now, yearBegan: now)
    earn(row, law.given)
    if isTraced { note("customer \(row + 1)", "becomes a member", at: now) }
    if law.cost > 0 {
      pay(layout.figures.membership.cost, Money(law.cost), for: row, at: now)
    }
  }

  /// A member is given points.
  private mutating func earn(_ row: Int, _ worth: Double) {
    let points = Money(worth)
    members[row].points += points
    rooms.membership.given += points
    count(layout.figures.membership.earned, by: points.amount)
  }

  /// A member's bill: what is taken off it, and what it earns.
  ///
  /// - Returns: Money taken off.
  private mutating func pay(_ row: Int, _ law: Membership, bill: Double) -> Double {
    let figures = layout.figures.membership
    let members = members
    // Tills know hundredths.
    let discount = (bill * law.off(isUpper: members[row].isUpper) * 100).rounded(.down) / 100
    var redeemed = Money.zero
    if members[row].points.amount >= law.redeemAt {
      redeemed = Money(
        (min(members[row].points.amount, bill - discount) * 100).rounded(.down) / 100)
      members[row].points = members[row].points - redeemed
      rooms.membership.used += redeemed
      count(figures.redeemed, by: redeemed.amount)
    }
    let taken = discount + redeemed.amount
    earn(row, law.earn * (bill - taken))
    members[row].spent += bill - taken
    count(figures.off, by: taken)
    if members[row].isAnyway { count(figures.offAnyway, by: taken) }
    return taken
  }

  /// Points lapse of a member who has not shown the card for long.
  fileprivate mutating func lapsePoints(_ row: Int, _ law: Membership, at now: Double) {
    let members = members
    guard law.lapseMonths > 0, members[row].points > .zero,
      now - members[row].shownAt > law.lapseMonths * TimeGrid.month
    else { return }
    count(layout.figures.membership.lapsed, by: members[row].points.amount)
    rooms.membership.used += members[row].points
    members[row].points = .zero
  }

  /// A year of membership ends: what was spent in it says which tier the next is in.
  private mutating func renewTier(_ row: Int, _ law: Membership, at now: Double) {
    let members = members
    while now - members[row].yearBegan >= TimeGrid.year {
      members[row].isUpper = law.tier.map { members[row].spent >= $0.spend } ?? false
      members[row].spent = 0
      members[row].yearBegan += TimeGrid.year
    }
  }

  /// Another customer takes a row while the world settles: no member.
  mutating func dropMember(_ row: Int) {
    let members = members
    guard row < members.count else { return }
    rooms.membership.used += members[row].points
    members[row] = MembershipRoom.Member()
  }
}
