import DiscreteEvents
import Glibc
import RandomVariates

/// Contacts: lines, service, giving up, and what the customer makes of it.
extension Simulation {
  /// A contact that waited for an opening, a delay or a retry is due.
  mutating func contactDue(_ index: Int, at now: Double) {
    guard cases[index].customer >= 0 else {
      freeCases.append(Int32(index))
      return
    }
    approach(index, touchpoint: Int(cases[index].touchpoint), at: now)
  }

  /// Gets in touch: joins the line, or is served by nobody.
  mutating func makeContact(_ index: Int, at now: Double) {
    let touchpoint = Int(cases[index].touchpoint)
    unowned(unsafe) let point = settings.touchpoints[touchpoint]
    let made = Contact(
      caseIndex: Int32(index), team: Int16(point.team), touchpoint: Int16(touchpoint),
      arrived: now)
    let id = takeContact(made)
    if cases[index].customer >= 0 {
      recorder.count(contact: Int(cases[index].journey))
      if point.cost > .zero { pay(.contacts, point.cost, for: Int(cases[index].customer), at: now) }
    }
    guard point.team >= 0 else {
      contacts[Int(id)].began = now
      seek(caseIndex: index, Purpose.service)
      calendar.schedule(
        at: now + max(0, point.service.draw(random)), kind: Kind.serviceEnds, subject: id)
      return
    }
    if point.reneges {
      seek(caseIndex: index, Purpose.patience)
      let row = Int(cases[index].customer)
      let segment = row >= 0 ? Int(customers[row].segment) : 0
      let law = point.patience ?? settings.segments[segment].patience
      contacts[Int(id)].patience = max(0, law.draw(random))
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
    let team = Int(contacts[Int(id)].team)
    teams[team].contacts += 1
    if contacts[Int(id)].caseIndex >= 0 { teams[team].ownContacts += 1 }
    if let server = teams[team].station.join(id, at: now) {
      beginService(id, team: team, server: server, at: now)
      return
    }
    if contacts[Int(id)].patience < .infinity {
      contacts[Int(id)].timer = calendar.scheduleCancellable(
        at: now + contacts[Int(id)].patience, kind: Kind.gaveUp, subject: id)
    }
    if isTraced { noteJoining(id, team: team, at: now) }
  }

  /// An employee turns to a contact.
  mutating func beginService(_ id: UInt32, team: Int, server: UInt32, at now: Double) {
    let contact = contacts[Int(id)]
    if contact.timer != .none {
      _ = calendar.cancel(contact.timer)
      contacts[Int(id)].timer = .none
    }
    let employee = teams[team].posts[Int(server)]
    contacts[Int(id)].employee = employee
    contacts[Int(id)].began = now
    let service: Double
    if contact.caseIndex >= 0 {
      let index = Int(contact.caseIndex)
      seek(caseIndex: index, Purpose.service)
      service = settings.touchpoints[Int(contact.touchpoint)].service.draw(random)
      let row = Int(cases[index].customer)
      if row >= 0, cases[index].deadline < .infinity { settlePromise(index, row: row, at: now) }
    } else {
      seek(background: team, Purpose.service, number: contact.number)
      unowned(unsafe) let background = settings.teams[team].background
      service = background.service.draw(random)
    }
    let factor = employee >= 0 ? employees[Int(employee)].timeFactor : 1
    let end = now + max(0, service * factor)
    calendar.schedule(at: end, kind: Kind.serviceEnds, subject: id)
    if isTraced { noteService(id, employee: employee, until: end, at: now) }
    if let capacity = settings.teams[team].capacity {
      teams[team].servedToday += 1
      teams[team].station.accepting = teams[team].servedToday < capacity
    }
  }

  /// Moves to the address of a team's n-th arrival from outside.
  @inline(__always)
  func seek(background team: Int, _ purpose: UInt8, number: Int) {
    random.seek(settings.teams[team].hash &+ UInt64(number >> 24), purpose, number)
  }

  /// A promise with a deadline is kept or broken at the beginning of service.
  private mutating func settlePromise(_ index: Int, row: Int, at now: Double) {
    let kept = now <= cases[index].deadline
    cases[index].deadline = .infinity
    if kept {
      customers[row].kept += 1
    } else {
      customers[row].broken += TrustLedger.brokenWeight
    }
    recorder.count(promise: Int(cases[index].journey), kept: kept)
  }

  /// Somebody in line gives up.
  mutating func gaveUp(_ id: Int, at now: Double) {
    let contact = contacts[id]
    let team = Int(contact.team)
    guard teams[team].station.renege(UInt32(id), at: now) else { return }
    freeContacts.append(UInt32(id))
    guard contact.caseIndex >= 0 else {
      if isTraced { note(name(ofContact: id), "gives up waiting", at: now) }
      return
    }
    let index = Int(contact.caseIndex)
    let row = Int(cases[index].customer)
    guard row >= 0 else {
      freeCases.append(Int32(index))
      return
    }
    if cases[index].deadline < now { settlePromise(index, row: row, at: now) }
    recorder.record(row, event: .gaveUp(Int(contact.touchpoint)), at: now)
    let quality = settings.quality
    experience(
      index, row: row,
      brings: .all(quality.mean) + quality.offset.vector, spread: settings.selfServiceSpread,
      wait: contact.patience, resolved: false, team: team, employee: -1, at: now)
    cases[index].attempt += 1
    let journey = Int(cases[index].journey)
    let isPurchase = journey == settings.purchaseJourney
    let isLeaving = journey == settings.leavingJourney
    seek(caseIndex: index, Purpose.recontact)
    let again = random.uniform() < settings.journeys[journey].retry
    guard again, !isPurchase, !isLeaving, cases[index].attempt < 60 else {
      endCase(index, resolved: false, at: now)
      return
    }
    seek(caseIndex: index, Purpose.delay)
    let delay = max(1, settings.journeys[journey].retryAfter.draw(random))
    calendar.schedule(at: now + delay, kind: Kind.contactDue, subject: UInt32(index))
    if isTraced { noteReturn(row, at: now + delay, since: now) }
  }

  /// Service ends: the customer has had an encounter, and the employee turns to the next in line.
  mutating func serviceEnds(_ id: Int, at now: Double) {
    let contact = contacts[id]
    freeContacts.append(UInt32(id))
    let team = Int(contact.team)
    let employee = Int(contact.employee)
    if contact.caseIndex >= 0 {
      let index = Int(contact.caseIndex)
      if cases[index].customer >= 0 {
        encounterEnds(contact, index: index, at: now)
      } else {
        freeCases.append(Int32(index))
      }
    }
    guard team >= 0 else { return }
    if employee >= 0 { employees[employee].busyMinutes += now - contact.began }
    let server = employee >= 0 ? UInt32(employees[employee].post) : 0
    if let next = teams[team].station.finish(server, at: now) {
      beginService(next, team: team, server: server, at: now)
    }
  }

  /// What the customer makes of an encounter, and where the need goes from there.
  private mutating func encounterEnds(_ contact: Contact, index: Int, at now: Double) {
    unowned(unsafe) let point = settings.touchpoints[Int(contact.touchpoint)]
    let row = Int(cases[index].customer)
    let employee = Int(contact.employee)
    let journey = Int(cases[index].journey)
    let shift = employee >= 0 ? employees[employee].resolutionShift : 0
    seek(caseIndex: index, Purpose.resolution)
    let resolved = random.uniform() < logistic(point.resolveLogOdds + shift)
    let brings: Dimensional
    if employee >= 0 {
      brings = employees[employee].brings
    } else {
      let quality = settings.quality
      brings = .all(quality.mean) + quality.offset.vector
    }
    recorder.record(
      row, event: .served(Int(contact.touchpoint)), at: now, team: Int(contact.team),
      employee: employee)
    experience(
      index, row: row, brings: brings,
      spread: employee >= 0 ? settings.encounterSpread : settings.selfServiceSpread,
      wait: point.reneges ? contact.began - contact.arrived : 0, resolved: resolved,
      team: Int(contact.team), employee: employee, at: now)
    if cases[index].answered == 0 { recorder.count(firstAnswer: journey, resolved: resolved) }
    cases[index].answered += 1
    if point.saves > 0, customers[row].intends,
      isSaved(index, row: row, point: point, shift: shift)
    {
      stays(row, offer: point.offer, at: now)
      cases[index].attempt += 1
      endCase(index, resolved: true, at: now)
      return
    }
    if journey == settings.purchaseJourney {
      let visit = Int(cases[index].need)
      if resolved { purchase(row, visit: visit, at: now) }
      endCase(index, resolved: resolved, at: now)
      return
    }
    goOn(index, from: point, resolved: resolved, at: now)
  }

  /// Sends a case on along its routes.
  private mutating func goOn(
    _ index: Int, from point: TouchpointSettings, resolved: Bool, at now: Double
  ) {
    let routes = resolved ? point.next : point.unresolved
    seek(caseIndex: index, Purpose.route)
    let u = random.uniform()
    guard let route = routes.first(where: { u < $0.cumulative }) ?? routes.last,
      cases[index].attempt < 60
    else {
      endCase(index, resolved: resolved, at: now)
      return
    }
    unowned(unsafe) let journey = settings.journeys[Int(cases[index].journey)]
    unowned(unsafe) let target = settings.touchpoints[route.target]
    if !resolved, target.reneges {
      // Getting in touch again is up to the customer.
      seek(caseIndex: index, Purpose.recontact)
      if random.uniform() >= journey.recontact {
        endCase(index, resolved: false, at: now)
        return
      }
    }
    seek(caseIndex: index, Purpose.delay)
    let delay = max(0, route.after.draw(random))
    cases[index].attempt += 1
    cases[index].touchpoint = Int16(route.target)
    if delay > 0 {
      calendar.schedule(at: now + delay, kind: Kind.contactDue, subject: UInt32(index))
      if isTraced { noteReturn(Int(cases[index].customer), at: now + delay, since: now) }
    } else {
      approach(index, touchpoint: route.target, at: now)
    }
  }

  /// An encounter as experienced: its quality, the surprise, satisfaction, expectation, and perhaps a
  /// complaint.
  private mutating func experience(
    _ index: Int, row: Int, brings: Dimensional, spread: Double, wait: Double, resolved: Bool,
    team: Int, employee: Int, at now: Double
  ) {
    let quality = settings.quality
    unowned(unsafe) let segment = settings.segments[Int(customers[row].segment)]
    seek(caseIndex: index, Purpose.quality)
    var performance = brings + Dimensional.all(customers[row].taste)
    if spread > 0 {
      let common = quality.shared.squareRoot() * random.normal()
      let own = (1 - quality.shared).squareRoot()
      var noise = Dimensional.zero
      if own > 0 {
        for d in 0..<5 { noise[d] = common + own * random.normal() }
      } else {
        noise = .all(common)
      }
      performance += spread * segment.noiseScale * noise
    }
    if !resolved { performance -= Dimensional.all(quality.unresolved) }
    performance[1] -= EncounterQuality.lossByWaiting(quality, minutes: wait)
    performance.clamp(lowerBound: .zero, upperBound: .all(100))

    let expected = customers[row].expectation
    let satisfaction = Disconfirmation.satisfaction(
      settings.satisfaction, performance: performance, expectation: expected,
      weights: segment.weights)
    customers[row].expectation = AdaptiveExpectations.afterEncounter(
      expected, performance: performance, law: settings.expectations)
    cases[index].remember(satisfaction)
    let delivered = (segment.weights * performance).sum()
    if team >= 0, employee >= 0 {
      teams[team].qualitySum += delivered
      teams[team].qualitySquares += delivered * delivered
      teams[team].qualityCount += 1
      if satisfaction < BurnoutLaw.abusiveBelow { employees[employee].abuse += 1 }
    }
    let shortfall = (segment.weights * expected).sum() - delivered
    if let severity = Complaint.severity(
      settings.complaints, shortfall: shortfall, repeats: Int(cases[index].attempt))
    {
      failed(index, row: row, severity: severity, at: now)
    }
  }

  /// A failure: some complain, and the complaint is handled.
  private mutating func failed(_ index: Int, row: Int, severity: Double, at now: Double) {
    let law = settings.complaints
    recorder.countFailure()
    seek(caseIndex: index, Purpose.complaint)
    guard random.uniform() < Complaint.chance(law, severity: severity) else { return }
    seek(caseIndex: index, Purpose.justice)
    let justice = min(1.3, max(0, law.handling.mean + law.handling.spread * random.normal()))
    let after = Recovery.satisfaction(
      law, before: customers[row].satisfaction, severity: severity, justice: justice)
    cases[index].remember(min(after, customers[row].satisfaction))
    cases[index].complained = true
    cases[index].putRight = justice >= Recovery.putRight
    pay(.recovery, Money(law.cost + law.goodwill), for: row, at: now)
    let year = max(-1, month / 12)
    let isFirst = month >= 0 && customers[row].complainedYear != Int16(year)
    if month >= 0 { customers[row].complainedYear = Int16(year) }
    recorder.countComplaint(segment: Int(customers[row].segment), firstOfYear: isFirst)
    recorder.record(row, event: .complained, at: now)
  }

  /// Books a cost caused by a customer and takes it off the customer's worth.
  mutating func pay(_ account: Ledger.Account, _ amount: Money, for row: Int, at now: Double) {
    ledger.post(account, amount)
    if now >= 0 { customers[row].equity -= amount.amount * discountFactor(now) }
  }

  /// What money now is worth at the start.
  func discountFactor(_ now: Double) -> Double {
    CustomerValue.presentValue(
      minutes: now, yearlyDiscount: settings.economics.discountRate)
  }

  /// Background load: a customer of the firm who is not simulated gets in touch.
  mutating func backgroundArrives(_ team: Int, at now: Double) {
    unowned(unsafe) let background = settings.teams[team].background
    guard background.exists else { return }
    let number = teams[team].backgroundCount
    teams[team].backgroundCount += 1
    scheduleBackground(team, after: now)
    var made = Contact(
      caseIndex: -1, team: Int16(team), touchpoint: -1, number: number, arrived: now)
    if let patience = background.patience {
      seek(background: team, Purpose.patience, number: number)
      made.patience = max(0, patience.draw(random))
    } else {
      made.patience = .infinity
    }
    join(takeContact(made), at: now)
  }

  /// Draws the next arrival from outside.
  mutating func scheduleBackground(_ team: Int, after now: Double) {
    unowned(unsafe) let background = settings.teams[team].background
    guard background.exists else { return }
    let number = teams[team].backgroundCount
    seek(background: team, Purpose.arrival, number: number)
    let wait = background.rate.next(
      from: grid.minuteOfWeek(now), exponential: random.exponential())
    guard wait < .infinity else { return }
    calendar.schedule(at: now + wait, kind: Kind.background, subject: UInt32(team))
  }
}
