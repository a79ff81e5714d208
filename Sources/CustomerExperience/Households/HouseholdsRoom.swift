import DiscreteEvents
import RandomVariates

/// What draws about households are for.
enum HouseholdDraw: UInt8, CaseIterable {
  case persons = 124
  case family = 125
}

/// Households: how many persons stand behind a customer, and the accounts that they hold together.
///
/// What a household needs and buys is among what sets a customer apart (``PersonalTraits``). All needs of all persons
/// are needs of the account, so every member's contacts, failures and complaints move what it thinks, and what a family
/// account makes of a month of using the product is the mean over its members.
struct HouseholdsRoom: Room {
  /// Customers at the start without and with a family account; zero where there are none.
  fileprivate var atStart = (other: 0.0, family: 0.0)

  static let draws = HouseholdDraw.allCases.map(\.rawValue)

  static func isContinued(by settings: Settings, from before: Settings) -> Bool {
    let (a, b) = (settings.scenario.customers.segments, before.scenario.customers.segments)
    return a.map(\.household?.fixed) == b.map(\.household?.fixed)
  }

  static func observationBegins(_ world: inout Simulation) {
    guard world.hasHouseholds else { return }
    let family = Double(world.customers.indices.count { world.isFamily($0) })
    world.rooms.households.atStart = (Double(world.customers.count) - family, family)
  }

  static func monthEnds(_ world: inout Simulation, at now: Double) {
    guard world.month >= 0, world.hasHouseholds else { return }
    world.setHouseholds()
  }
}

extension Simulation {
  /// Draws the household of the new customer in a row.
  mutating func drawHousehold(_ row: Int, _ law: Household, into traits: inout PersonalTraits) {
    let shares = law.sizes.shares
    random.seek(customers[row].hash, HouseholdDraw.persons, 0)
    var left = random.uniform() * shares.reduce(0, +)
    var persons = 1
    for (number, share) in shares.enumerated() where share > 0 {
      persons = number + 1
      left -= share
      if left < 0 { break }
    }
    traits.persons = UInt8(persons)
    traits.needs *= HouseholdLaw.multiple(persons: persons, adds: law.needs, falls: law.falls)
    let bought = HouseholdLaw.multiple(persons: persons, adds: law.spend, falls: law.falls)
    if settings.bond.isBilledMonthly { traits.bought *= bought } else { traits.spend *= bought }
    guard persons > 1, let family = law.family else { return }
    random.seek(customers[row].hash, HouseholdDraw.family, 0)
    traits.isFamily = random.uniform() < family.share
  }

  /// Whether a customer has a family account.
  @inline(__always)
  func isFamily(_ row: Int) -> Bool { hasHouseholds && traits(of: row).isFamily }

  /// What a customer pays of the list price.
  @inline(__always)
  mutating func priceShare(of row: Int) -> Double {
    unowned(unsafe) let segment = settings.segments[Int(customers[row].segment)]
    return hasHouseholds ? segment.priceShare * familyShare(of: row) : segment.priceShare
  }

  /// What a customer pays of their segment's price: less with a family account.
  @inline(__always)
  mutating func familyShare(of row: Int) -> Double {
    guard isFamily(row) else { return 1 }
    return 1 - settings.segments[Int(customers[row].segment)].familyDiscount
  }

  /// What leaving costs a customer for those who would have to move along.
  mutating func costOfMovingAll(_ row: Int) -> Double {
    let traits = traits(of: row)
    guard traits.isFamily else { return 0 }
    return settings.segments[Int(customers[row].segment)].familySwitching
      * Double(traits.persons - 1)
  }

  fileprivate mutating func setHouseholds() {
    let segments = settings.segments.count
    var persons = [Double](repeating: 0, count: segments)
    var heads = persons
    // Without and with a family account.
    var (customersBy, satisfactionBy, initialBy) = ([0.0, 0.0], [0.0, 0.0], [0.0, 0.0])
    for row in customers.indices where customers[row].isActive {
      let (segment, traits) = (Int(customers[row].segment), traits(of: row))
      persons[segment] += Double(traits.persons)
      heads[segment] += 1
      let kind = traits.isFamily ? 1 : 0
      customersBy[kind] += 1
      satisfactionBy[kind] += customers[row].satisfaction
      if customers[row].initial { initialBy[kind] += 1 }
    }
    let figures = layout.figures.households
    set(figures.persons, to: FigureReading.ratio(persons.reduce(0, +), heads.reduce(0, +)))
    for s in 0..<segments {
      count(figures.personMonths, s, by: persons[s])
      set(figures.persons, .segment, s, to: FigureReading.ratio(persons[s], heads[s]))
    }
    let atStart = [rooms.households.atStart.other, rooms.households.atStart.family]
    for (subject, kind) in [1, 0].enumerated() {
      set(figures.customers, .account, subject, to: customersBy[kind])
      set(
        figures.satisfaction, .account, subject,
        to: FigureReading.ratio(satisfactionBy[kind], customersBy[kind]))
      let kept = FigureReading.ratio(initialBy[kind], atStart[kind])
      set(figures.retention, .account, subject, to: kept)
      if month == 11 { conclude(figures.after12, .account, subject, kept) }
    }
  }
}
