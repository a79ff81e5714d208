import DiscreteEvents
import RandomVariates

/// Customer-level records and the trace: what happened to whom, where it is asked for.
struct RecordsRoom: Room {
  fileprivate var records = Records()
  fileprivate var trace: EventTrace
  /// Whether records are kept.
  fileprivate var isKept: Bool

  init(_ plot: Plot) {
    isKept = plot.keeping.records
    trace = EventTrace(limit: plot.keeping.traceLimit)
  }

  /// Keeps neither records nor a trace from now on.
  mutating func keepNothing() {
    isKept = false
    trace = EventTrace()
  }

  static func observationBegins(_ world: inout Simulation) {
    guard world.rooms.records.isKept else { return }
    var names: [String] = []
    for segment in world.settings.scenario.customers.segments {
      for attribute in segment.people where !names.contains(attribute.name) {
        names.append(attribute.name)
      }
    }
    world.rooms.records.records.attributes = names
  }

  static func runEnds(_ world: inout Simulation, at now: Double, month end: Int) {
    if world.rooms.records.isKept { world.concludeLifetimes(at: now) }
    if world.rooms.records.trace.isRecording {
      world.result.trace = world.rooms.records.trace
    }
  }
}

/// What came of a contact.
enum ContactOutcome: String {
  case resolved, unresolved
  case gaveUp = "gave up"
  case turnedAway = "turned away"

  /// Whether somebody served the customer.
  var isServed: Bool { self == .resolved || self == .unresolved }
}

extension Simulation {
  /// Something that happened to a customer.
  enum Happening {
    case need(Int), resolved(Int), givenUp(Int), gaveUp(Int), turnedAway(Int), served(Int),
      complained, joined, cameBack
    case left(LeavingCause)
  }

  /// Notes something that happened to a customer.
  ///
  /// - Parameters:
  ///   - need: the need that it is about.
  ///   - began: when it began, where it took time.
  mutating func record(
    _ row: Int, event: Happening, at now: Double, about need: Case? = nil, began: Double? = nil,
    team: Int = -1, employee: Int = -1
  ) {
    guard rooms.records.isKept || rooms.records.trace.isRecording, !isSettling else { return }
    let scenario = settings.scenario
    let text: String
    switch event {
    case .need(let journey): text = "\(scenario.journeys[journey].id): need"
    case .resolved(let journey): text = "\(scenario.journeys[journey].id): resolved"
    case .givenUp(let journey): text = "\(scenario.journeys[journey].id): given up"
    case .gaveUp(let number): text = name(ofTouchpoint: number) + " gave up waiting"
    case .turnedAway(let number): text = name(ofTouchpoint: number) + " turned away at closing"
    case .served(let number): text = name(ofTouchpoint: number) + " served"
    case .complained: text = "complaint"
    case .joined: text = "joined"
    case .cameBack: text = "came back"
    case .left(let cause): text = "left: \(cause.word)"
    }
    var resource = ""
    if team >= 0 { resource = scenario.teams[team].id }
    if employee >= 0 { resource += "/\(employee + 1)" }
    if rooms.records.isKept {
      rooms.records.records.events.append(
        .init(
          customer: row + 1, event: text, time: now, resource: resource,
          caseID: need.map { name(of: $0, row: row) } ?? "", began: began))
    }
    rooms.records.trace.note(
      at: now, "customer \(row + 1)", resource.isEmpty ? text : "\(text) by \(resource)")
  }

  /// Notes a contact that is over.
  mutating func record(_ contact: Contact, of row: Int, _ outcome: ContactOutcome, at now: Double) {
    guard rooms.records.isKept, !isSettling else { return }
    rooms.records.records.contacts.append(
      .init(
        customer: row + 1, caseID: name(of: cases[Int(contact.caseIndex)], row: row),
        touchpoint: name(ofTouchpoint: Int(contact.touchpoint)),
        team: contact.team >= 0 ? name(ofTeam: Int(contact.team)) : "",
        agent: contact.employee >= 0 ? Int(contact.employee) + 1 : nil, arrived: contact.arrived,
        began: outcome.isServed ? contact.began : nil, ended: now, outcome: outcome.rawValue))
  }

  /// A need's id in the records.
  private func name(of need: Case, row: Int) -> String {
    "\(row + 1)-\(settings.scenario.journeys[Int(need.journey)].id)-\(need.need + 1)"
  }

  /// A touchpoint, with its journey.
  private func name(ofTouchpoint number: Int) -> String {
    let journey = settings.touchpoints[number].journey
    let first = settings.touchpoints.firstIndex { $0.journey == journey } ?? 0
    let scenario = settings.scenario.journeys[journey]
    return "\(scenario.id): \(scenario.touchpoints[number - first].id)"
  }

  mutating func record(_ row: Int, purchase amount: Money, at now: Double) {
    guard rooms.records.isKept || rooms.records.trace.isRecording, !isSettling else { return }
    if settings.bond.isChosenOnOccasions {
      rooms.records.trace.note(at: now, "customer \(row + 1)", "pays \(amount.amount)")
    }
    guard rooms.records.isKept else { return }
    rooms.records.records.transactions.append(
      .init(customer: row + 1, day: grid.dayNumber(now), amount: amount.units))
  }

  /// An entry a spell with the firm, in the order of the customers.
  fileprivate mutating func concludeLifetimes(at now: Double) {
    let names = rooms.records.records.attributes
    var lifetimes: [Records.Lifetime] = []
    for row in customers.indices {
      let values = names.map { value(of: $0, row) }
      let segment = settings.scenario.customers.segments[Int(customers[row].segment)].id
      var spells: [Records.Lifetime] = []
      forEachSpell(of: row) { spell in
        let end = min(now, spell.to)
        spells.append(
          Records.Lifetime(
            customer: row + 1, entry: max(0, -spell.from) / TimeGrid.month,
            duration: (end - spell.from) / TimeGrid.month, left: spell.to <= now,
            segment: segment, attributes: values, joinedDay: grid.dayNumber(spell.from),
            leftDay: spell.to <= now ? grid.dayNumber(spell.to) : nil,
            cause: spell.to <= now ? spell.cause.word : ""))
      }
      lifetimes += spells.reversed()
    }
    rooms.records.records.lifetimes = lifetimes
    rooms.records.records.answers = answers.filter { $0.month >= 0 }.map {
      let end = grid.boundary(Int($0.month) + 1)
      return .init(
        customer: Int($0.customer) + 1, month: Int($0.month), day: grid.dayNumber(end) - 1,
        points: $0.points)
    }
    result.records = rooms.records.records
  }
}

/// The trace: what happens in lines and among the staff, in words. What happens to customers is noted where it
/// is recorded for them.
extension Simulation {
  /// Whether what happens now is written down.
  var isTraced: Bool { rooms.records.trace.isRecording && !isSettling }

  /// Notes what happened to somebody; nothing while the world settles.
  mutating func note(_ subject: String, _ text: String, at now: Double) {
    guard isTraced else { return }
    rooms.records.trace.note(at: now, subject, text)
  }

  /// Who is in touch: a customer, or the n-th caller from outside.
  func name(ofContact id: Int) -> String {
    let contact = contacts[id]
    if contact.sender != 0 { return House.name(ofSent: contact) }
    guard contact.caseIndex >= 0 else {
      let team = name(ofTeam: Int(contact.team))
      return contact.number < Timetable.firstNumber
        ? "\(team) caller \(contact.number + 1)"
        : "\(team) visitor \(contact.number - Timetable.firstNumber + 1)"
    }
    return "customer \(cases[Int(contact.caseIndex)].customer + 1)"
  }

  /// An employee, by the team and a number of their own.
  func name(ofEmployee index: Int) -> String {
    "\(name(ofTeam: Int(employees[index].team)))/\(index + 1)"
  }

  /// A team's id.
  func name(ofTeam team: Int) -> String { settings.scenario.teams[team].id }

  /// A course's id.
  func name(ofCourse course: Int, team: Int) -> String {
    settings.scenario.teams[team].training[course].id
  }

  /// Notes that somebody joined a line and found it so.
  mutating func noteJoining(_ id: UInt32, team: Int, at now: Double) {
    let station = teams[team].station
    note(
      name(ofContact: Int(id)),
      "waits for \(name(ofTeam: team)): \(station.waiting) in line, "
        + "\(station.busy) of \(station.onDuty) busy", at: now)
  }

  /// Notes that an employee turns to somebody.
  mutating func noteService(_ id: UInt32, employee: Int32, until end: Double, at now: Double) {
    let who = employee >= 0 ? name(ofEmployee: Int(employee)) : "nobody"
    let waited = EventTrace.decimals(now - contacts[Int(id)].arrived)
    note(
      name(ofContact: Int(id)),
      "begins with \(who) after \(waited) min, for \(EventTrace.decimals(end - now)) min", at: now)
  }

  /// Notes when a customer gets in touch again.
  mutating func noteReturn(_ row: Int, at due: Double, since now: Double) {
    note(
      "customer \(row + 1)", "will be back in \(EventTrace.decimals((due - now) / 60)) h", at: now)
  }
}
