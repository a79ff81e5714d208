import DiscreteEvents
import RandomVariates

/// What draws of those who ask how things stand are for.
enum UpdatesDraw: UInt8, CaseIterable {
  case time = 61
  case opening = 62
  case patience = 63
}

/// When somebody asks how things stand.
enum UpdatesEvent {
  @inline(__always) static var asks: UInt32 { RoomNumber.updates.event(0) }
}

/// Keeping customers informed: what they are told while a need waits, and who asks because nobody told them.
struct UpdatesRoom: Room {
  /// When the customer of a case next asks, by case; infinite where nothing waits.
  fileprivate let due: TableHandle<Double>
  /// Those who asked, and those of them who are through with it.
  fileprivate var begun = 0
  fileprivate var ended = 0

  init(_ plot: Plot) { due = plot.tables.make() }

  static let draws = UpdatesDraw.allCases.map(\.rawValue)

  static func handle(_ event: Event, in world: inout Simulation) {
    world.asks(Int(event.subject), at: event.time)
  }

  static func violations(of world: inout Simulation, at now: Double) -> [String] {
    let room = world.rooms.updates
    let open = world.contacts.count { $0.sender == RoomNumber.updates.sender }
    guard room.begun != room.ended + open else { return [] }
    return ["chasing: \(room.begun) asked, \(room.ended) are through, \(open) are there"]
  }
}

extension Simulation {
  private var askingDue: Rows<Double> { rows(rooms.updates.due) }

  /// A need begins to wait for its next step: the customer is told, and may ask.
  @inline(never)
  mutating func needWaits(_ index: Int, at now: Double) {
    let journey = Int(cases[index].journey)
    let row = Int(cases[index].customer)
    guard row >= 0 else { return }
    unowned(unsafe) let law = settings.journeys[journey]
    if law.updateCost > .zero {
      pay(layout.figures.updates.cost, law.updateCost, for: row, at: now)
    }
    scheduleAsking(index, at: now)
  }

  /// Draws when the customer of a case next asks.
  private mutating func scheduleAsking(_ index: Int, at now: Double) {
    unowned(unsafe) let law = settings.journeys[Int(cases[index].journey)]
    guard law.chasePerMinute > 0 else { return }
    let due = askingDue
    while due.count < cases.count { due.append(.infinity) }
    seek(caseIndex: index, UpdatesDraw.time)
    due[index] = now + random.exponential() / law.chasePerMinute
    calendar.schedule(at: due[index], kind: UpdatesEvent.asks, subject: UInt32(index))
  }

  /// A need goes on: nobody asks any more.
  @inline(__always)
  mutating func needGoesOn(_ index: Int) {
    let due = askingDue
    if index < due.count { due[index] = .infinity }
  }

  /// A customer asks how things stand, or does so after the next opening.
  fileprivate mutating func asks(_ index: Int, at now: Double) {
    let due = askingDue
    guard index < due.count, due[index] == now else { return }
    due[index] = .infinity
    let made = cases[index]
    guard made.customer >= 0 else { return }
    let touchpoint = settings.journeys[Int(made.journey)].chaseTouchpoint
    // Settings may have taken over under which nobody asks.
    guard touchpoint >= 0 else { return }
    unowned(unsafe) let point = settings.touchpoints[touchpoint]
    guard point.team >= 0 else { return }
    let number = servingTeam(point.team, for: Int(made.customer))
    unowned(unsafe) let team = settings.teams[number]
    let minute = grid.minuteOfWeek(now)
    if point.needsOpening, !team.isOpen(now, minuteOfWeek: minute) {
      let session = team.session(at: now, minuteOfWeek: minute)
      guard session.opens < .infinity else { return }
      seek(caseIndex: index, UpdatesDraw.opening)
      due[index] =
        session.opens + min(TimeGrid.day, session.closes - session.opens) * random.uniform()
      calendar.schedule(at: due[index], kind: UpdatesEvent.asks, subject: UInt32(index))
      return
    }
    rooms.updates.begun += 1
    count(layout.figures.updates.chasing, Int(made.journey))
    var contact = Contact(
      caseIndex: -1, team: Int16(number), touchpoint: Int16(touchpoint),
      sender: RoomNumber.updates.sender, number: index << 32 | Int(made.need), arrived: now)
    contact.patience = .infinity
    if point.reneges {
      seek(caseIndex: index, UpdatesDraw.patience)
      let segment = Int(customers[Int(made.customer)].segment)
      contact.patience = max(
        0, (point.patience ?? settings.segments[segment].patience).draw(random))
    }
    join(takeContact(contact), at: now)
  }

  /// The case about which somebody asks; nil where the need has ended meanwhile, and another may have taken its row.
  func caseAskedFor(by contact: Contact) -> Int? {
    let (index, need) = (contact.number >> 32, contact.number & 0xFFFF_FFFF)
    guard index < cases.count, cases[index].customer >= 0, Int(cases[index].need) == need else {
      return nil
    }
    return index
  }

  /// Whoever asked has been told, or has given up: an experience that resolved nothing.
  mutating func askingEnds(_ id: Int, _ contact: Contact, wasServed: Bool, at now: Double) {
    contacts[id].sender = 0
    rooms.updates.ended += 1
    guard let index = caseAskedFor(by: contact) else { return }
    cases[index].attempt = min(59, cases[index].attempt + 1)
    let employee = wasServed ? Int(contact.employee) : -1
    let wait = (wasServed ? contact.began : now) - contact.arrived
    experience(
      index, row: Int(cases[index].customer),
      brings: employee >= 0 ? employees[employee].brings : settings.deliveredByNobody,
      spread: employee >= 0 ? settings.encounterSpread : settings.selfServiceSpread,
      wait: felt(wait, at: Int(contact.touchpoint), of: Int(contact.team)), resolved: false,
      team: Int(contact.team),
      employee: employee, at: now)
    scheduleAsking(index, at: now)
  }
}
