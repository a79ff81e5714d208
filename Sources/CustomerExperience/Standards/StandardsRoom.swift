import DiscreteEvents
import RandomVariates

/// What draws of checks are for.
enum StandardsDraw: UInt8, CaseIterable {
  case number = 132
  case time = 133
}

/// When a team is checked.
enum StandardsEvent {
  @inline(__always) static var check: UInt32 { RoomNumber.standards.event(0) }
}

/// Standards: who is checked when, what that does to them, and whether what customers meet is to standard.
struct StandardsRoom: Room {
  /// How far checks have brought an employee to the standard.
  fileprivate struct Conformity {
    /// The share of the distance from the specification that is gone.
    var share = 0.0
    /// When that was so, in minutes.
    var at = 0.0
  }

  /// By employee; empty until somebody is checked.
  fileprivate let conformities: TableHandle<Conformity>
  /// Checks ordered so far, by team.
  fileprivate var ordered: [Int]
  fileprivate let hash = StableHash.of("standards")
  /// Checks that began, and those that ended.
  fileprivate var begun = 0
  fileprivate var ended = 0

  init(_ plot: Plot) {
    conformities = plot.tables.make()
    ordered = [Int](repeating: 0, count: plot.settings.teams.count)
  }

  static let draws = StandardsDraw.allCases.map(\.rawValue)

  static func handle(_ event: Event, in world: inout Simulation) {
    world.checkIsDue(Int(event.subject), at: event.time)
  }

  static func takeOver(_ world: inout Simulation, from before: Settings, at now: Double) {
    for team in before.teams.indices
    where before.teams[team].standards != world.settings.teams[team].standards {
      world.standardChanges(of: team, from: before.teams[team].standards, at: now)
    }
  }

  static func monthIsUnderWay(_ world: inout Simulation, at now: Double) {
    guard world.settings.hasStandards else { return }
    for team in world.teams.indices { world.orderChecks(of: team, from: now) }
  }

  static func monthEnds(_ world: inout Simulation, at now: Double) {
    guard world.month >= 0, world.settings.hasStandards else { return }
    for team in world.teams.indices {
      guard let law = world.settings.teams[team].standards else { continue }
      let posts = world.teams[team].posts.filter { $0 >= 0 }
      let sum = posts.reduce(0) { $0 + world.conformity(of: Int($1), law, at: now) }
      world.set(
        world.layout.figures.standards.conformity, .team, team,
        to: FigureReading.ratio(sum, Double(posts.count)))
    }
  }

  static func violations(of world: inout Simulation, at now: Double) -> [String] {
    let room = world.rooms.standards
    let open = world.contacts.count { $0.sender == RoomNumber.standards.sender }
    guard room.begun != room.ended + open else { return [] }
    return ["standards: \(room.begun) checks began, \(room.ended) ended, \(open) go on"]
  }
}

extension Simulation {
  private var conformities: Rows<StandardsRoom.Conformity> { rows(rooms.standards.conformities) }

  /// The share of an employee's distance from the specification that checks have taken away, as it is now.
  @inline(__always)
  fileprivate func conformity(of employee: Int, _ law: ServiceStandards, at now: Double) -> Double {
    let conformities = conformities
    guard employee < conformities.count else { return 0 }
    let last = conformities[employee]
    return StandardsLaw.faded(
      last.share, months: max(0, now - last.at) / TimeGrid.month, law)
  }

  private mutating func setConformity(of employee: Int, to share: Double, at now: Double) {
    let conformities = conformities
    while conformities.count < employees.count {
      conformities.append(StandardsRoom.Conformity())
    }
    conformities[employee] = StandardsRoom.Conformity(share: share, at: now)
  }

  /// Points on each dimension by which checks have drawn what an employee brings to the specification.
  @inline(__always)
  func drawnToStandard(_ employee: Int, _ law: ServiceStandards, at now: Double) -> Dimensional {
    let share = conformity(of: employee, law, at: now)
    guard share > 0 else { return .zero }
    let quality = settings.quality
    let brings = quality.delivered + Dimensional.all(employees[employee].personal)
    return share * (law.specification.vector - brings)
  }

  /// A team's standard changes: what checks have done so far stays, and is lost at the new speed from now on.
  fileprivate mutating func standardChanges(
    of team: Int, from before: ServiceStandards?, at now: Double
  ) {
    for post in teams[team].posts where post >= 0 {
      let employee = Int(post)
      guard employee < conformities.count else { continue }
      let share = before.map { conformity(of: employee, $0, at: now) } ?? 0
      setConformity(of: employee, to: share, at: now)
    }
    bringSkillsUpToDate(team: team, at: now)
  }

  /// Orders the month's checks of a team, at moments of its opening hours.
  fileprivate mutating func orderChecks(of team: Int, from now: Double) {
    guard let law = settings.teams[team].standards, law.checksPerMonth > 0,
      settings.teams[team].firstTouchpoint >= 0
    else { return }
    let hours = settings.teams[team].opening
    let open = hours.openMinutes(from: now, during: grid.boundary(month + 1) - now)
    guard open > 0 else { return }
    let hash = rooms.standards.hash &+ settings.teams[team].hash
    // A number with a fraction is that many on average: one more with the chance of the fraction.
    random.seek(hash, StandardsDraw.number, occasionOfMonth)
    let number = Int(law.checksPerMonth * Double(teams[team].heads) + random.uniform())
    for _ in 0..<number {
      let turn = rooms.standards.ordered[team]
      rooms.standards.ordered[team] += 1
      random.seek(hash, StandardsDraw.time, turn)
      let wait = hours.advance(from: now, open: random.uniform() * open)
      calendar.schedule(at: now + wait, kind: StandardsEvent.check, subject: UInt32(team))
    }
  }

  /// Whoever checks comes to the team: the next employee who is free is checked.
  fileprivate mutating func checkIsDue(_ team: Int, at now: Double) {
    let touchpoint = settings.teams[team].firstTouchpoint
    // It may have been ordered under a plan that has done away with it.
    guard settings.teams[team].standards != nil, touchpoint >= 0 else { return }
    rooms.standards.begun += 1
    var made = Contact(
      caseIndex: -1, team: Int16(team), touchpoint: Int16(touchpoint),
      sender: RoomNumber.standards.sender, arrived: now)
    made.patience = .infinity
    join(takeContact(made), at: now)
  }

  /// A check begins: it is taken out of the figures of the line.
  ///
  /// The line counts it as anybody who is answered, and its figures are about customers.
  @inline(never)
  mutating func checkBegins(_ contact: Contact, at now: Double) {
    let (figures, team, wait) = (
      layout.figures.contacts, Int(contact.team), now - contact.arrived
    )
    count(figures.started, team, by: -1)
    count(figures.waitOfStarted, team, by: -wait)
    if settings.teams[team].answerWithin >= 0 { count(figures.answeredOfTimed, team, by: -1) }
    leaveOutOfLine(team, wait: wait)
  }

  /// The team has closed before anybody was free to be checked.
  mutating func checkIsOff(_ id: Int, _ contact: Contact, at now: Double) {
    let (figures, team, wait) = (
      layout.figures.contacts, Int(contact.team), now - contact.arrived
    )
    count(figures.turnedAway, team, by: -1)
    count(figures.waitOfTurnedAway, team, by: -wait)
    leaveOutOfLine(team, wait: wait)
    checkEnds(id)
  }

  /// Takes a check whose wait has ended out of what is counted of all waits.
  private mutating func leaveOutOfLine(_ team: Int, wait: Double) {
    if wait > 0 { count(layout.figures.contacts.delayed, team, by: -1) }
    guard settings.teams[team].answerWithin >= 0 else { return }
    count(layout.figures.contacts.allOfTimed, team, by: -1)
  }

  /// A check is over; whether anybody was free for it or not.
  private mutating func checkEnds(_ id: Int) {
    contacts[id].sender = 0
    rooms.standards.ended += 1
  }

  /// An employee has been checked: a part of the distance from the specification is gone.
  mutating func isChecked(_ id: Int, _ contact: Contact, at now: Double) {
    checkEnds(id)
    let (team, employee) = (Int(contact.team), Int(contact.employee))
    guard employee >= 0, let law = settings.teams[team].standards else { return }
    let figures = layout.figures.standards
    count(figures.checks, team)
    if !isSettling, law.cost > 0 {
      ledger.post(figures.cost, Money(law.cost * teams[team].ownShare))
    }
    let share = conformity(of: employee, law, at: now)
    setConformity(of: employee, to: StandardsLaw.afterCheck(share, law), at: now)
    refreshSkill(employee, at: now)
    if isTraced { note(name(ofEmployee: employee), "is checked against the standard", at: now) }
  }

  /// An encounter has been experienced: it was to standard or not.
  @inline(never)
  mutating func noteCompliance(_ encounter: Encounter, satisfaction: Double) {
    let team = encounter.team
    guard team >= 0, encounter.employee >= 0, let law = settings.teams[team].standards else {
      return
    }
    let (figures, row) = (layout.figures.standards, encounter.row)
    count(figures.judged, team)
    count(figures.satisfied, team, by: satisfaction)
    let taste = Dimensional.all(customers[row].taste)
    if StandardsLaw.complies(law, quality: encounter.performance - taste) {
      count(figures.toStandard, team)
    }
    let weights = weights(of: row)
    let expected = encounter.performance.weighed(by: weights) + encounter.shortfall
    count(figures.above, team, by: law.specification.vector.weighed(by: weights) - expected)
  }
}
