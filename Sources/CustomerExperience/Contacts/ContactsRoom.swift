import DiscreteEvents
import Glibc
import RandomVariates

/// What draws of contacts are for.
enum ContactDraw: UInt8, CaseIterable {
  case patience = 6
  case service = 7
  case resolution = 9
  /// When the next of those comes who come from outside: callers of a team, prospects.
  case arrival = 34
}

/// What happens in lines and at desks.
enum ContactEvent {
  @inline(__always) static var serviceEnds: UInt32 { RoomNumber.contacts.event(0) }
  @inline(__always) static var gaveUp: UInt32 { RoomNumber.contacts.event(1) }
  @inline(__always) static var background: UInt32 { RoomNumber.contacts.event(2) }
  @inline(__always) static var timetable: UInt32 { RoomNumber.contacts.event(3) }
}

/// Contacts: lines, service and giving up.
struct ContactsRoom: Room {
  fileprivate let contacts: TableHandle<Contact>
  fileprivate let freeContacts: TableHandle<UInt32>

  init(_ plot: Plot) {
    contacts = plot.tables.make()
    freeContacts = plot.tables.make()
  }

  static let draws = ContactDraw.allCases.map(\.rawValue)

  @inline(__always)
  static func handle(_ event: Event, in world: inout Simulation) {
    switch event.kind {
    case ContactEvent.serviceEnds: world.serviceEnds(Int(event.subject), at: event.time)
    case ContactEvent.gaveUp: world.gaveUp(Int(event.subject), at: event.time)
    case ContactEvent.background: world.backgroundArrives(Int(event.subject), at: event.time)
    default: world.timetableIsDue(Int(event.subject), at: event.time)
    }
  }

  static func takeOver(_ world: inout Simulation, from before: Settings, at now: Double) {
    for team in before.teams.indices {
      world.backgroundChanges(team, from: before.teams[team].background, at: now)
    }
  }

  /// Reads the statistics of the lines.
  static func monthEnds(_ world: inout Simulation, at now: Double) {
    for t in world.teams.indices {
      let background = world.settings.teams[t].background
      world.teams[t].shareCosts(with: background)
    }
    guard world.month >= 0 else { return }
    let figures = world.layout.figures.contacts
    for t in world.teams.indices {
      world.teams[t].station.observe(at: now)
      let line = world.teams[t].station.statistics
      world.count(
        world.layout.figures.journeys.contactsOfTeams, t, by: Double(world.teams[t].contacts))
      world.count(figures.started, t, by: Double(line.started))
      world.count(figures.reneged, t, by: Double(line.reneged))
      world.count(figures.waitOfStarted, t, by: line.waitOfStarted)
      world.count(figures.waitOfReneged, t, by: line.waitOfReneged)
      world.count(figures.turnedAway, t, by: Double(line.turnedAway))
      world.count(figures.waitOfTurnedAway, t, by: line.waitOfTurnedAway)
      if world.settings.teams[t].answerWithin >= 0 {
        world.count(figures.answeredOfTimed, t, by: Double(line.started))
        world.count(figures.allOfTimed, t, by: Double(line.answeredOrLost))
      }
      world.count(figures.delayed, t, by: Double(line.delayed))
      world.count(figures.busy, t, by: line.busyArea)
      world.count(figures.duty, t, by: line.dutyArea)
      // Little's law as an identity of the sample path: the area under the line is the time spent in it.
      let gap = world.teams[t].station.littleGap(at: now)
      if gap > 1e-6 {
        let team = world.name(ofTeam: t)
        world.result.violations.append(
          "Little's law at team '\(team)', month \(world.month): gap \(gap)")
      }
    }
  }

  static func monthIsClosed(_ world: inout Simulation, at now: Double) {
    for t in world.teams.indices { world.teams[t].closeMonth(at: now) }
  }
}

extension Simulation {
  /// Those in line and those being served.
  var contacts: Rows<Contact> { @inline(__always) get { rows(rooms.contacts.contacts) } }
  /// Rows of ``contacts`` that can be used again.
  var freeContacts: Rows<UInt32> { @inline(__always) get { rows(rooms.contacts.freeContacts) } }

  /// Gets in touch: joins the line, or is served by nobody.
  mutating func makeContact(_ index: Int, at now: Double) {
    let touchpoint = Int(cases[index].touchpoint)
    unowned(unsafe) let point = settings.touchpoints[touchpoint]
    let team = servingTeam(point.team, for: Int(cases[index].customer))
    let made = Contact(
      caseIndex: Int32(index), team: Int16(team), touchpoint: Int16(touchpoint), arrived: now)
    let id = takeContact(made)
    if cases[index].customer >= 0 {
      count(layout.figures.journeys.contacts, Int(cases[index].journey))
      noteContact(of: Int(cases[index].customer))
      if settings.isSegmented {
        noteTouch(Int(cases[index].customer), isUnaided: point.team < 0)
      }
      if point.cost > .zero {
        pay(layout.figures.money.contacts, point.cost, for: Int(cases[index].customer), at: now)
      }
    }
    guard point.team >= 0 else {
      contacts[Int(id)].began = now
      if isWatched { noteVisit(.begins, Int(id), at: now) }
      seek(caseIndex: index, ContactDraw.service)
      calendar.schedule(
        at: now + max(0, point.service.draw(random)), kind: ContactEvent.serviceEnds, subject: id)
      return
    }
    if point.reneges {
      seek(caseIndex: index, ContactDraw.patience)
      let row = Int(cases[index].customer)
      let segment = row >= 0 ? Int(customers[row].segment) : 0
      let law = point.patience ?? settings.segments[segment].patience
      let patience = max(0, law.draw(random))
      contacts[Int(id)].patience = row >= 0 ? patience * traits(of: row).patience : patience
    } else {
      contacts[Int(id)].patience = .infinity
    }
    join(id, at: now)
  }

  /// Takes a row of the contact table.
  mutating func takeContact(_ contact: Contact) -> UInt32 {
    if let free = freeContacts.popLast() {
      contacts[Int(free)] = contact
      return free
    }
    contacts.append(contact)
    return UInt32(contacts.count - 1)
  }

  /// Joins the team's line or is served at once.
  mutating func join(_ id: UInt32, at now: Double) {
    let contacts = contacts
    let (team, index) = (Int(contacts[Int(id)].team), Int(contacts[Int(id)].caseIndex))
    // Those whom a room sends take time as others do, but are no customers' contacts.
    let isCounted = contacts[Int(id)].sender == 0
    if let server = teams[team].join(
      id, line: line(ofCase: index), isCounted: isCounted, isOwn: index >= 0, at: now)
    {
      beginService(id, team: team, server: server, at: now)
      return
    }
    // A moment may miss the closing time by a rounding, and mystery shoppers may find new hours.
    if now < teams[team].opensAt, closingRule(of: contacts[Int(id)]) != .keep {
      turnAway(id, at: now)
      return
    }
    if index >= 0 {
      let touchpoint = Int(contacts[Int(id)].touchpoint)
      unowned(unsafe) let point = settings.touchpoints[touchpoint]
      if point.tellsWait { tellWait(id, team: team, service: point.meanService) }
      if !point.reneges, settings.journeys[point.journey].heedsWaits { needWaits(index, at: now) }
    }
    let patience = contacts[Int(id)].patience
    if patience < .infinity {
      contacts[Int(id)].timer = calendar.scheduleCancellable(
        at: now + patience, kind: ContactEvent.gaveUp, subject: id)
    }
    if isTraced { noteJoining(id, team: team, at: now) }
    if isWatched { noteVisit(.waits, Int(id), at: now) }
  }

  /// An employee turns to a contact.
  mutating func beginService(_ id: UInt32, team: Int, server: UInt32, at now: Double) {
    let contacts = contacts
    let contact = contacts[Int(id)]
    if contact.timer != .none {
      _ = calendar.cancel(contact.timer)
      contacts[Int(id)].timer = .none
    }
    let employee = teams[team].posts[Int(server)]
    contacts[Int(id)].employee = employee
    contacts[Int(id)].began = now
    let isCheck = contact.sender == RoomNumber.standards.sender
    if isCheck {
      checkBegins(contact, at: now)
    } else if now - contact.arrived <= settings.teams[team].answerWithin {
      count(layout.figures.contacts.answeredInTime, team)
    }
    let service: Double
    if contact.caseIndex >= 0 {
      let index = Int(contact.caseIndex)
      needGoesOn(index)
      seek(caseIndex: index, ContactDraw.service)
      service = settings.touchpoints[Int(contact.touchpoint)].service.draw(random)
      let row = Int(cases[index].customer)
      if hasSites, row >= 0 { noteAnswered(row, team: team, minutes: now - contact.arrived) }
      if row >= 0, cases[index].deadline < .infinity { settlePromise(index, row: row, at: now) }
      if row >= 0, contact.told < .infinity {
        settleTold(contact, wasServed: true, row: row, journey: Int(cases[index].journey), at: now)
      }
    } else {
      service = contact.sender == 0 ? serviceOfBackground(contact) : serviceOfSent(contact)
    }
    let factor = employee >= 0 ? employees[Int(employee)].timeFactor : 1
    let end = now + max(0, service * factor)
    calendar.schedule(at: end, kind: ContactEvent.serviceEnds, subject: id)
    if isTraced { noteService(id, employee: employee, until: end, at: now) }
    if isWatched { noteVisit(.begins, Int(id), at: now) }
    if let capacity = settings.teams[team].capacity, !isCheck {
      teams[team].servedToday += 1
      teams[team].station.accepting = teams[team].servedToday < capacity
    }
    if teams[team].isServingOut { goHomeIfDone(team, at: now) }
  }

  /// Whose luck a team's n-th arrival from outside is.
  @inline(__always)
  private func subject(ofArrival number: Int, at team: Int) -> UInt64 {
    settings.teams[team].hash &+ UInt64(number >> 24)
  }

  /// How long a caller from outside takes, in minutes.
  @inline(__always)
  private func serviceOfBackground(_ contact: Contact) -> Double {
    let team = Int(contact.team)
    unowned(unsafe) let background = settings.teams[team].background
    random.seek(
      subject(ofArrival: contact.number, at: team), ContactDraw.service, contact.number)
    return background.service.draw(random)
  }

  /// How long somebody takes whom a room sent: as long as customers at the touchpoint; a check as long as it takes.
  @inline(never)
  private func serviceOfSent(_ contact: Contact) -> Double {
    let team = settings.teams[Int(contact.team)]
    if contact.sender == RoomNumber.standards.sender { return team.standards?.minutes ?? 0 }
    random.seek(
      team.hash &+ UInt64(contact.sender) << 48, ContactDraw.service, contact.number)
    return settings.touchpoints[Int(contact.touchpoint)].service.draw(random)
  }

  /// A promise with a deadline is kept or broken at the beginning of service.
  mutating func settlePromise(_ index: Int, row: Int, at now: Double) {
    let isKept = now <= cases[index].deadline
    cases[index].deadline = .infinity
    notePromise(isKept: isKept, row: row, journey: Int(cases[index].journey))
  }

  /// A promise was kept or broken: trust follows.
  mutating func notePromise(isKept: Bool, row: Int, journey: Int) {
    if isKept {
      customers[row].kept += 1
    } else {
      customers[row].broken += TrustLedger.brokenWeight
    }
    count(layout.figures.journeys.promises, journey)
    if isKept { count(layout.figures.journeys.kept, journey) }
  }

  /// Somebody in line gives up.
  mutating func gaveUp(_ id: Int, at now: Double) {
    let contact = contacts[id]
    let team = Int(contact.team)
    guard teams[team].station.renege(UInt32(id), at: now) else { return }
    leavesLine(id, contact, after: contact.patience, .gaveUp, at: now)
    if teams[team].isServingOut { goHomeIfDone(team, at: now) }
  }

  /// Somebody in line is sent away at closing.
  mutating func turnAway(_ id: UInt32, at now: Double) {
    let contact = contacts[Int(id)]
    guard teams[Int(contact.team)].station.turnAway(id, at: now) else { return }
    if contact.timer != .none {
      _ = calendar.cancel(contact.timer)
      contacts[Int(id)].timer = .none
    }
    leavesLine(Int(id), contact, after: now - contact.arrived, .turnedAway, at: now)
  }

  /// Somebody has left a line unserved: a need that was not met, and perhaps another try.
  private mutating func leavesLine(
    _ id: Int, _ contact: Contact, after wait: Double, _ outcome: Records.Contact.Outcome,
    at now: Double
  ) {
    let team = Int(contact.team)
    if isWatched { noteVisit(outcome == .gaveUp ? .givesUp : .turnedAway, id, at: now) }
    freeContacts.append(UInt32(id))
    guard contact.caseIndex >= 0 else {
      if isTraced {
        let what = outcome == .gaveUp ? "gives up waiting" : "is turned away at closing"
        note(name(ofContact: id), what, at: now)
      }
      if contact.sender != 0 { House.gaveUp(id, contact, at: now, in: &self) }
      return
    }
    let index = Int(contact.caseIndex)
    let row = Int(cases[index].customer)
    guard row >= 0 else {
      freeCases.append(Int32(index))
      return
    }
    if cases[index].deadline < now { settlePromise(index, row: row, at: now) }
    if contact.told < .infinity {
      settleTold(contact, wasServed: false, row: row, journey: Int(cases[index].journey), at: now)
    }
    let touchpoint = Int(contact.touchpoint)
    record(
      row, event: outcome == .gaveUp ? .gaveUp(touchpoint) : .turnedAway(touchpoint), at: now,
      about: cases[index])
    record(contact, of: row, outcome, at: now)
    if settings.isFairnessMeasured, settings.touchpoints[touchpoint].reneges {
      noteWait(row, minutes: wait)
    }
    experience(
      index, row: row,
      brings: settings.deliveredByNobody, spread: settings.selfServiceSpread,
      wait: felt(wait, at: touchpoint, of: team), resolved: false, team: team,
      employee: -1, at: now)
    cases[index].attempt += 1
    let journey = Int(cases[index].journey)
    let isPurchase = journey == settings.purchaseJourney
    let isLeaving = journey == settings.leavingJourney
    seek(caseIndex: index, JourneyDraw.recontact)
    let again = random.uniform() < settings.journeys[journey].retry
    guard again, !isPurchase, !isLeaving, cases[index].attempt < 60 else {
      endCase(index, resolved: false, at: now)
      return
    }
    seek(caseIndex: index, JourneyDraw.delay)
    let delay = max(1, settings.journeys[journey].retryAfter.draw(random))
    calendar.schedule(at: now + delay, kind: JourneyEvent.contactDue, subject: UInt32(index))
    if isTraced { noteReturn(row, at: now + delay, since: now) }
    if isWatched { noteOfDay(.triesAgain, customer: row + 1, about: touchpoint, at: now) }
  }

  /// Service ends: the customer has had an encounter, and the employee turns to the next in line.
  mutating func serviceEnds(_ id: Int, at now: Double) {
    let contact = contacts[id]
    freeContacts.append(UInt32(id))
    let team = Int(contact.team)
    let employee = Int(contact.employee)
    let index = Int(contact.caseIndex)
    let row = index >= 0 ? Int(cases[index].customer) : -1
    if isWatched, row < 0 {
      // Who asks how things stand is told, and that resolves nothing.
      let hasAsked = contact.sender == RoomNumber.updates.sender
      noteVisit(hasAsked ? .unhelped : .helped, id, at: now)
    }
    if employee >= 0 {
      noteServed(by: employee, since: contact.began, isOwn: row >= 0, at: now)
      if row >= 0 { noteTime(now - contact.began, with: row, team: team) }
    }
    if index >= 0 {
      if row >= 0 {
        encounterEnds(contact, id: id, index: index, at: now)
      } else {
        freeCases.append(Int32(index))
      }
    }
    if contact.sender != 0 { House.isServed(id, contact, at: now, in: &self) }
    guard team >= 0 else { return }
    if employee >= 0 {
      employees[employee].busyMinutes += now - contact.began
      if now < teams[team].opensAt { finishAfterClosing(employee, since: contact.began, at: now) }
    }
    let server = employee >= 0 ? UInt32(employees[employee].post) : 0
    if let next = teams[team].station.finish(server, at: now) {
      beginService(next, team: team, server: server, at: now)
    }
  }

  /// What the customer makes of an encounter, and where the need goes from there.
  private mutating func encounterEnds(_ contact: Contact, id: Int, index: Int, at now: Double) {
    unowned(unsafe) let point = settings.touchpoints[Int(contact.touchpoint)]
    let row = Int(cases[index].customer)
    let employee = Int(contact.employee)
    let journey = Int(cases[index].journey)
    let shift = employee >= 0 ? employees[employee].resolutionShift : 0
    seek(caseIndex: index, ContactDraw.resolution)
    let resolved = random.uniform() < logistic(point.resolveLogOdds + shift)
    if isWatched { noteVisit(resolved ? .helped : .unhelped, id, at: now) }
    let brings: Dimensional
    if employee >= 0 {
      brings = employees[employee].brings
    } else {
      brings = settings.deliveredByNobody
    }
    record(
      row, event: .served(Int(contact.touchpoint)), at: now, about: cases[index],
      began: contact.began, team: Int(contact.team), employee: employee)
    record(contact, of: row, resolved ? .resolved : .unresolved, at: now)
    if settings.isFairnessMeasured, point.reneges {
      noteWait(row, minutes: contact.began - contact.arrived)
    }
    experience(
      index, row: row, brings: brings,
      spread: employee >= 0 ? settings.encounterSpread : settings.selfServiceSpread,
      wait: felt(
        contact.began - contact.arrived, at: Int(contact.touchpoint), of: Int(contact.team)),
      resolved: resolved,
      team: Int(contact.team), employee: employee, at: now)
    if cases[index].answered == 0 {
      count(layout.figures.journeys.firstAnswers, journey)
      if resolved { count(layout.figures.journeys.firstResolved, journey) }
    }
    cases[index].answered += 1
    if point.saves > 0, customers[row].intends,
      isSaved(index, row: row, point: point, shift: shift)
    {
      stays(row, offer: offer(for: row, at: point), at: now)
      cases[index].attempt += 1
      endCase(index, resolved: true, at: now)
      return
    }
    if journey == settings.purchaseJourney {
      let visit = Int(cases[index].need)
      let isServed = resolved && purchase(row, visit: visit, at: now)
      endCase(index, resolved: isServed, at: now)
      return
    }
    goOn(index, from: Int(contact.touchpoint), resolved: resolved, at: now)
  }

  /// Background load: a customer of the firm who is not simulated gets in touch.
  mutating func backgroundArrives(_ team: Int, at now: Double) {
    unowned(unsafe) let background = settings.teams[team].background
    guard background.exists, teams[team].backgroundDue == now else { return }
    let number = teams[team].backgroundCount
    teams[team].backgroundCount += 1
    scheduleBackground(team, after: now)
    comeFromOutside(team, number: number, at: now)
  }

  /// Somebody from outside joins a team's line.
  @inline(__always)
  mutating func comeFromOutside(_ team: Int, number: Int, at now: Double) {
    unowned(unsafe) let background = settings.teams[team].background
    var made = Contact(
      caseIndex: -1, team: Int16(team), touchpoint: -1, number: number, arrived: now)
    if let patience = background.patience {
      random.seek(subject(ofArrival: number, at: team), ContactDraw.patience, number)
      made.patience = max(0, patience.draw(random))
    } else {
      made.patience = .infinity
    }
    join(takeContact(made), at: now)
  }

  /// Draws the next arrival from outside.
  mutating func scheduleBackground(_ team: Int, after now: Double) {
    unowned(unsafe) let background = settings.teams[team].background
    guard background.exists else {
      teams[team].backgroundDue = .infinity
      return
    }
    let number = teams[team].backgroundCount
    random.seek(subject(ofArrival: number, at: team), ContactDraw.arrival, number)
    let (minute, luck) = (grid.minuteOfWeek(now), random.exponential())
    bringBackground(
      team,
      at: background.hasHolidays
        ? background.rate.next(after: now, minuteOfWeek: minute, exponential: luck)
        : now + background.weekly.next(from: minute, exponential: luck))
  }

  @inline(__always)
  private mutating func bringBackground(_ team: Int, at due: Double) {
    teams[team].backgroundDue = due
    guard due < .infinity else { return }
    calendar.schedule(at: due, kind: ContactEvent.background, subject: UInt32(team))
  }

  /// Settings take over under which people come from outside at other times: whoever is due next keeps their
  /// luck.
  fileprivate mutating func backgroundChanges(
    _ team: Int, from before: BackgroundSettings, at now: Double
  ) {
    unowned(unsafe) let background = settings.teams[team].background
    scheduleTimetable(team, after: now)
    guard before.exists, background.exists, teams[team].backgroundDue < .infinity else {
      scheduleBackground(team, after: now)
      return
    }
    guard background.rate != before.rate else { return }
    let left = before.rate.expected(from: now, to: teams[team].backgroundDue)
    bringBackground(
      team,
      at: background.rate.next(
        after: now, minuteOfWeek: grid.minuteOfWeek(now), exponential: left))
  }
}
