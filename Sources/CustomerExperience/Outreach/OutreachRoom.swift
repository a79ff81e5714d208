import Glibc
import RandomVariates

/// What draws of those whom the firm contacts are for.
enum OutreachDraw: UInt8, CaseIterable {
  case tolerance = 112
  case phase = 113
  case optOut = 114
}

/// Contacts of the firm's own accord: how many each customer has, what they make of them, and who opts out.
///
/// They go out by the month, at its beginning; who joins in the course of one hears of the firm from the next on. In a
/// repertoire market nobody says that they leave: they go on being contacted, and paid for, unless they have moved away.
struct OutreachRoom: Room {
  /// A customer as the firm's contacts reach them.
  fileprivate struct Addressee {
    /// Contacts a month, as they are felt.
    var felt = 0.0
    /// Contacts a month that are tolerated; infinite before it is known.
    var tolerance = Double.infinity
    /// Parts of a contact that are due.
    var due = 0.0
    var received: Int64 = 0
    /// Whether they are on the list of those to be contacted.
    var isListed = false
    var hasOptedOut = false
  }

  /// By customer; empty until the firm contacts somebody.
  fileprivate let addressees: TableHandle<Addressee>
  /// Contacts ever made, and those of them whose customers were replaced while the world settled.
  fileprivate var made: Int64 = 0
  fileprivate var gone: Int64 = 0

  init(_ plot: Plot) { addressees = plot.tables.make() }

  static let draws = OutreachDraw.allCases.map(\.rawValue)

  static func takeOver(_ world: inout Simulation, from before: Settings, at now: Double) {
    guard before.loyalty.outreach?.tolerance != world.settings.loyalty.outreach?.tolerance else {
      return
    }
    world.redrawTolerances()
  }

  static func monthBegins(_ world: inout Simulation, at now: Double) {
    guard let law = world.settings.loyalty.outreach else { return }
    world.contactCustomers(law, at: now)
  }

  static func monthEnds(_ world: inout Simulation, at now: Double) {
    guard world.month >= 0, let law = world.settings.loyalty.outreach else { return }
    world.countAddressees(law)
  }

  static func violations(of world: inout Simulation, at now: Double) -> [String] {
    let room = world.rooms.outreach
    let received = world.rows(room.addressees).reduce(0) { $0 + $1.received }
    guard received + room.gone != room.made else { return [] }
    return [
      "outreach: \(received) contacts received and \(room.gone) forgotten are not \(room.made) made"
    ]
  }
}

extension Simulation {
  private var addressees: Rows<OutreachRoom.Addressee> { rows(rooms.outreach.addressees) }

  /// What the firm's contacts are worth to a customer now.
  mutating func outreachWorth(of row: Int) -> Double {
    let addressees = addressees
    guard let law = settings.loyalty.outreach, row < addressees.count else { return 0 }
    return OutreachLaw.worth(
      law, felt: addressees[row].felt, tolerance: addressees[row].tolerance)
  }

  /// How many times as likely a customer is to drop out as without the firm's contacts (repertoire).
  @inline(__always)
  mutating func outreachDropOut(of row: Int) -> Double {
    !settings.hasOutreach ? 1 : exp(-outreachWorth(of: row))
  }

  /// Sends out what a month brings, and lets it be felt.
  fileprivate mutating func contactCustomers(_ law: Outreach, at now: Double) {
    let addressees = addressees
    while addressees.count < customers.count { addressees.append(OutreachRoom.Addressee()) }
    let past = OutreachLaw.weightOfPast(law)
    for row in customers.indices {
      guard customers[row].isActive else {
        // What was felt fades; whoever comes back has not been reached meanwhile.
        addressees[row].felt *= past
        if !settings.bond.isKnownToTheFirm, customers[row].cause != .moved {
          send(law, to: row, at: now)
        }
        continue
      }
      if !addressees[row].isListed { enlist(row) }
      let number = send(law, to: row, at: now)
      addressees[row].felt = past * addressees[row].felt + (1 - past) * number
      guard number > 0, addressees[row].felt > addressees[row].tolerance else { continue }
      random.seek(customers[row].hash, OutreachDraw.optOut, occasionOfMonth)
      if random.uniform() < 1 - pow(1 - law.optOut, number) {
        addressees[row].hasOptedOut = true
        if isTraced { note("customer \(row + 1)", "opts out of the firm's contacts", at: now) }
      }
    }
  }

  /// Sends somebody on the list what is due this month.
  ///
  /// - Returns: How many contacts those are.
  @discardableResult
  private mutating func send(_ law: Outreach, to row: Int, at now: Double) -> Double {
    let addressees = addressees
    guard addressees[row].isListed, !addressees[row].hasOptedOut else { return 0 }
    addressees[row].due += law.rate
    let number = addressees[row].due.rounded(.down)
    addressees[row].due -= number
    guard number > 0 else { return 0 }
    addressees[row].received += Int64(number)
    rooms.outreach.made += Int64(number)
    count(layout.figures.outreach.contacts, Int(customers[row].segment), by: number)
    let cost = Money(law.cost * number)
    if cost > .zero { pay(layout.figures.outreach.cost, cost, for: row, at: now) }
    return number
  }

  /// Puts a customer on the list of those to be contacted, at a place of their own in the round.
  private mutating func enlist(_ row: Int) {
    let addressees = addressees
    addressees[row].isListed = true
    random.seek(customers[row].hash, OutreachDraw.tolerance, 0)
    addressees[row].tolerance = max(0, settings.outreachTolerance.draw(random))
    random.seek(customers[row].hash, OutreachDraw.phase, 0)
    addressees[row].due = random.uniform()
  }

  /// Another law of what is tolerated takes over: everybody keeps their luck.
  fileprivate mutating func redrawTolerances() {
    let addressees = addressees
    for row in addressees.indices where addressees[row].isListed {
      random.seek(customers[row].hash, OutreachDraw.tolerance, 0)
      addressees[row].tolerance = max(0, settings.outreachTolerance.draw(random))
    }
  }

  /// Counts who has opted out, and who is contacted too often, of those on the books.
  fileprivate mutating func countAddressees(_ law: Outreach) {
    let (addressees, figures) = (addressees, layout.figures.outreach)
    for row in customers.indices where customers[row].isActive {
      let segment = Int(customers[row].segment)
      count(figures.customers, segment)
      guard row < addressees.count else { continue }
      let addressee = addressees[row]
      if addressee.hasOptedOut { count(figures.optedOut, segment) }
      if addressee.felt > addressee.tolerance { count(figures.irritated, segment) }
      count(
        figures.worthSum, segment,
        by: OutreachLaw.worth(law, felt: addressee.felt, tolerance: addressee.tolerance))
    }
  }

  /// A choice is about to be made: contacts of the firm make it likelier that it is us, or less likely (repertoire).
  mutating func outreachPulls(_ row: Int, _ utilities: UnsafeMutableBufferPointer<Double>) {
    utilities[0] += outreachWorth(of: row)
  }

  /// Another customer takes a row while the world settles: nobody whom the firm has contacted yet.
  mutating func dropAddressee(_ row: Int) {
    let addressees = addressees
    guard row < addressees.count else { return }
    rooms.outreach.gone += addressees[row].received
    addressees[row] = OutreachRoom.Addressee()
  }
}
