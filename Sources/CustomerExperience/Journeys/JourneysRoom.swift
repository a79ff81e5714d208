import DiscreteEvents
import Glibc
import RandomVariates

/// What draws about needs and their paths are for.
enum JourneyDraw: UInt8, CaseIterable {
  case needRate = 3
  case needTime = 4
  case opening = 5
  case route = 10
  case delay = 11
  case recontact = 12
  case raising = 45
  case start = 46
}

/// What happens to needs.
enum JourneyEvent {
  @inline(__always) static var need: UInt32 { RoomNumber.journeys.event(0) }
  @inline(__always) static var contactDue: UInt32 { RoomNumber.journeys.event(1) }
  @inline(__always) static var raised: UInt32 { RoomNumber.journeys.event(2) }
}

/// Needs: when they arise, and the journeys that follow them up.
struct JourneysRoom: Room {
  /// A customer's needs by journey: row × journeys + journey.
  fileprivate let counts: TableHandle<NeedCount>
  /// When they come, of journeys with a rate: row × such journeys + the journey's place among them.
  fileprivate let times: TableHandle<NeedPace>
  /// The place of each journey among those with a rate; −1 for others.
  fileprivate let places: TableHandle<Int32>
  fileprivate var rated = 0
  fileprivate let cases: TableHandle<Case>
  fileprivate let freeCases: TableHandle<Int32>
  fileprivate let count: Int
  /// How often something could have raised a need, as `needs`; empty where nothing ever does.
  fileprivate let occasions: TableHandle<Int32>

  init(_ plot: Plot) {
    counts = plot.tables.make()
    times = plot.tables.make()
    places = plot.tables.make(repeating: -1, count: plot.settings.journeys.count)
    cases = plot.tables.make()
    freeCases = plot.tables.make()
    count = plot.settings.journeys.count
    occasions = plot.tables.make()
  }

  static let draws = JourneyDraw.allCases.map(\.rawValue)

  @inline(__always)
  static func handle(_ event: Event, in world: inout Simulation) {
    switch event.kind {
    case JourneyEvent.need: world.needArises(Int(event.subject), at: event.time)
    case JourneyEvent.raised: world.raisedNeedArises(Int(event.subject), at: event.time)
    default: world.contactDue(Int(event.subject), at: event.time)
    }
  }

  static func isContinued(by settings: Settings, from before: Settings) -> Bool {
    let (a, b) = (settings.scenario, before.scenario)
    return a.journeys.map(\.id) == b.journeys.map(\.id)
      && zip(a.journeys, b.journeys).allSatisfy { x, y in
        x.touchpoints.map(\.id) == y.touchpoints.map(\.id)
          && x.touchpoints.map(\.team) == y.touchpoints.map(\.team)
          && x.touchpoints.map(\.effectiveChannel) == y.touchpoints.map(\.effectiveChannel)
      }
  }

  static func takeOver(_ world: inout Simulation, from before: Settings, at now: Double) {
    let (old, new) = (before.scenario.journeys, world.settings.scenario.journeys)
    world.makePlaces()
    for j in new.indices where old[j].need.rate != new[j].need.rate {
      world.redrawNeeds(journey: j, at: now)
    }
  }
}

extension Simulation {
  /// A customer's needs by journey: row × journeys + journey.
  var needCounts: Rows<NeedCount> { @inline(__always) get { rows(rooms.journeys.counts) } }
  /// When they come, of journeys with a rate: see ``needPlace(_:_:)``.
  var needTimes: Rows<NeedPace> { @inline(__always) get { rows(rooms.journeys.times) } }

  /// The place in ``needTimes`` of a customer's needs of a journey; nil where they come at no rate.
  @inline(__always)
  func needPlace(_ row: Int, _ journey: Int) -> Int? {
    let place = Int(rows(rooms.journeys.places)[journey])
    return place < 0 ? nil : row * rooms.journeys.rated + place
  }

  /// Makes places for the journeys that have a rate now and had none before.
  mutating func makePlaces() {
    let (places, before) = (rows(rooms.journeys.places), rooms.journeys.rated)
    for journey in places.indices
    where places[journey] < 0 && settings.journeys[journey].rate != nil {
      places[journey] = Int32(rooms.journeys.rated)
      rooms.journeys.rated += 1
    }
    let (rated, old) = (rooms.journeys.rated, Array(needTimes))
    guard rated > before, customers.count > 0 else { return }
    needTimes.fill(with: NeedPace(), count: customers.count * rated)
    for row in customers.indices {
      for place in 0..<before { needTimes[row * rated + place] = old[row * before + place] }
    }
  }

  /// Makes room for so many customers' needs.
  mutating func reserveNeeds(of customers: Int) {
    makePlaces()
    needCounts.reserveCapacity(customers * journeyCount)
    needTimes.reserveCapacity(customers * rooms.journeys.rated)
  }

  /// Makes room for the needs of a new customer.
  func openNeeds() {
    for _ in 0..<journeyCount { needCounts.append(NeedCount()) }
    for _ in 0..<rooms.journeys.rated { needTimes.append(NeedPace()) }
  }

  /// Draws how often the customer in a row has needs of each kind, none of which they have had yet, and when the first
  /// of them arises.
  mutating func beginNeeds(_ row: Int, after now: Double) {
    for journey in 0..<journeyCount {
      needCounts[row * journeyCount + journey] = NeedCount()
      guard let place = needPlace(row, journey) else { continue }
      needTimes[place] = NeedPace(rate: drawnRate(row, journey: journey))
      scheduleNeed(row, journey: journey, after: now)
    }
  }

  /// Needs a minute of a customer's own; 0 where the journey has no rate.
  private mutating func drawnRate(_ row: Int, journey: Int) -> Double {
    guard let law = settings.journeys[journey].rate else { return 0 }
    random.seek(customers[row].hash ^ settings.journeys[journey].salt, JourneyDraw.needRate, 0)
    return max(0, law.draw(random)) * traits(of: row).needs
  }

  /// A customer has left: no need of theirs arises any more.
  mutating func endNeeds(_ row: Int) {
    for place in 0..<rooms.journeys.rated {
      needTimes[row * rooms.journeys.rated + place].due = .infinity
    }
  }

  /// A customer is back.
  mutating func resumeNeeds(_ row: Int, after now: Double) {
    for journey in 0..<journeyCount {
      needCounts[row * journeyCount + journey].pending = 0
      // The luck of the need that they left before is spent: it was a long time in coming.
      needCounts[row * journeyCount + journey].all += 1
      scheduleNeed(row, journey: journey, after: now)
    }
  }
  /// Needs that are being followed up.
  var cases: Rows<Case> { @inline(__always) get { rows(rooms.journeys.cases) } }
  /// Rows of ``cases`` that can be used again.
  var freeCases: Rows<Int32> { @inline(__always) get { rows(rooms.journeys.freeCases) } }
  /// How many journeys there are.
  var journeyCount: Int { @inline(__always) get { rooms.journeys.count } }

  /// Draws the time of a customer's next need of a kind after `time`.
  mutating func scheduleNeed(_ row: Int, journey: Int, after time: Double) {
    guard let place = needPlace(row, journey) else { return }
    let rate = needTimes[place].rate
    guard rate > 0 else { return }
    let index = row * journeyCount + journey
    random.seek(
      customers[row].hash ^ settings.journeys[journey].salt, JourneyDraw.needTime,
      needCounts[index].all)
    let luck = random.exponential()
    var due = time + luck / rate
    if !settings.journeys[journey].times.isEmpty {
      due = dueAtTimes(of: journey, after: time, rate: rate, exponential: luck)
    } else if hasNeedRhythms, let rhythm = needRhythm(of: row) {
      due = rhythm.due(
        after: time, elapsed: due - time, peak: settings.journeys[journey].peak, on: grid)
      if due == .infinity {
        needTimes[place].due = due
        return
      }
    } else if let peak = settings.journeys[journey].peak {
      due = grid.dueUnderPeak(after: time, elapsed: due - time, peak: peak)
    }
    needTimes[place].due = due
    calendar.schedule(at: due, kind: JourneyEvent.need, subject: UInt32(index))
  }

  /// A need arises: it is followed up now, or when the present journey has ended.
  mutating func needArises(_ index: Int, at now: Double) {
    let row = index / journeyCount
    let journey = index % journeyCount
    // Else it is of a customer who was replaced meanwhile.
    guard let place = needPlace(row, journey), needTimes[place].due == now else { return }
    needCounts[index].all += 1
    scheduleNeed(row, journey: journey, after: now)
    guard customers[row].isActive else { return }
    count(layout.figures.journeys.needs, journey)
    if customers[row].activeCase >= 0, !settings.journeys[journey].isStartedByFirm {
      needCounts[index].pending += 1
    } else {
      startCase(row, journey: journey, at: now)
    }
  }

  /// What runs beside for a customer who leaves runs on without one.
  mutating func dropCasesBeside(of row: Int) {
    guard settings.hasCasesBeside else { return }
    for index in cases.indices where cases[index].isBeside && Int(cases[index].customer) == row {
      freeAppointment(ofCase: index, at: calendar.now)
      cases[index].customer = -1
    }
  }

  /// Something happened to a customer that can raise needs of some journeys.
  mutating func raise(_ journeys: [Int], of row: Int, at now: Double) {
    let occasions = rows(rooms.journeys.occasions)
    while occasions.count < needCounts.count { occasions.append(0) }
    for journey in journeys {
      let index = row * journeyCount + journey
      occasions[index] += 1
      random.seek(
        customers[row].hash ^ settings.journeys[journey].salt, JourneyDraw.raising,
        Int(occasions[index]))
      guard random.uniform() < settings.journeys[journey].share else { continue }
      let delay = max(0, settings.journeys[journey].after.draw(random))
      calendar.schedule(at: now + delay, kind: JourneyEvent.raised, subject: UInt32(index))
    }
  }

  /// A need arises that something raised.
  fileprivate mutating func raisedNeedArises(_ index: Int, at now: Double) {
    let row = index / journeyCount
    guard customers[row].isActive else { return }
    arise(row, journey: index % journeyCount, at: now)
  }

  /// A need arises that no rate brought: it is followed up now, or when the present journey has ended.
  mutating func arise(_ row: Int, journey: Int, at now: Double) {
    let index = row * journeyCount + journey
    needCounts[index].all += 1
    count(layout.figures.journeys.needs, journey)
    if customers[row].activeCase >= 0, !settings.journeys[journey].isStartedByFirm {
      needCounts[index].pending += 1
    } else {
      startCase(row, journey: journey, at: now)
    }
  }

  /// Follows up a need.
  mutating func startCase(_ row: Int, journey: Int, at now: Double) {
    let number = needCounts[row * journeyCount + journey].current
    unowned(unsafe) let law = settings.journeys[journey]
    var (start, delay) = (law.start, 0.0)
    if !law.starts.isEmpty {
      random.seek(customers[row].hash ^ law.salt, JourneyDraw.start, number)
      let u = random.uniform()
      let route =
        hasChannelsOfTheirOwn
        ? self.start(of: row, among: law.starts, uniform: u)
        : law.starts.first { u < $0.cumulative } ?? law.starts[0]
      start = route.target
      delay = max(0, route.after.draw(random))
    }
    var made = Case(
      customer: Int32(row), journey: Int16(journey), touchpoint: Int16(start), need: Int32(number))
    made.isBeside = law.isStartedByFirm
    let index: Int
    if let free = freeCases.popLast() {
      index = Int(free)
      cases[index] = made
    } else {
      index = cases.count
      cases.append(made)
    }
    if !made.isBeside { customers[row].activeCase = Int32(index) }
    record(row, event: .need(journey), at: now, about: made)
    if delay > 0 {
      calendar.schedule(
        at: now + delay, kind: JourneyEvent.contactDue, subject: UInt32(index))
    } else {
      approach(index, touchpoint: start, at: now)
    }
  }

  /// The case turns to a touchpoint: at once where it is open, else after its next opening.
  mutating func approach(_ index: Int, touchpoint: Int, at now: Double) {
    cases[index].touchpoint = Int16(touchpoint)
    unowned(unsafe) let point = settings.touchpoints[touchpoint]
    let number = servingTeam(point.team, for: Int(cases[index].customer))
    if let within = point.promise {
      if point.promiseIsInOpeningHours {
        unowned(unsafe) let team = settings.teams[number]
        cases[index].deadline = now + team.minutes(from: now, open: within)
      } else {
        cases[index].deadline = now + within
      }
    }
    if point.takesAppointments {
      askForAppointment(index, at: now)
      return
    }
    if point.needsOpening {
      unowned(unsafe) let team = settings.teams[number]
      let minute = grid.minuteOfWeek(now)
      if !team.isOpen(now, minuteOfWeek: minute) {
        // Those who found it closed do not all ring at the stroke of the opening: each picks a moment
        // of the session.
        let session = team.session(at: now, minuteOfWeek: minute)
        guard session.opens < .infinity else {
          endCase(index, resolved: false, at: now)
          return
        }
        seek(caseIndex: index, JourneyDraw.opening)
        let length = min(TimeGrid.day, session.closes - session.opens)
        let due = session.opens + length * random.uniform()
        calendar.schedule(at: due, kind: JourneyEvent.contactDue, subject: UInt32(index))
        if isTraced {
          let row = Int(cases[index].customer)
          note("customer \(row + 1)", "finds \(name(ofTeam: number)) closed", at: now)
          noteReturn(row, at: due, since: now)
        }
        return
      }
    }
    makeContact(index, at: now)
  }

  /// Moves to the address of a draw for a case's present attempt.
  @inline(__always)
  func seek(caseIndex index: Int, _ draw: some RawRepresentable<UInt8>) {
    let c = cases[index]
    let salt = settings.journeys[Int(c.journey)].salt
    let row = Int(c.customer)
    let hash = row >= 0 ? customers[row].hash : UInt64(index)
    random.seek(hash ^ salt, draw, Int(c.need) << 6 | Int(min(c.attempt, 63)))
  }

  /// Ends a case and takes up a need that waited for it.
  ///
  /// - Parameter isOwnDoing: whether the customer let it be, who holds nothing against the firm then.
  mutating func endCase(
    _ index: Int, resolved: Bool, isOwnDoing: Bool = false, at now: Double
  ) {
    let ended = cases[index]
    cases[index].customer = -1
    needGoesOn(index)
    freeCases.append(Int32(index))
    let row = Int(ended.customer)
    guard row >= 0 else { return }
    if !ended.isBeside { customers[row].activeCase = -1 }
    let journey = Int(ended.journey)
    if ended.moments > 0 {
      let overall = CumulativeSatisfaction.journey(
        settings.journeys[journey].memory, mean: ended.sum / Double(ended.moments),
        worst: ended.worst, end: ended.last)
      let gain = CumulativeSatisfaction.gain(
        settings.satisfaction, experiences: Int(customers[row].experiences))
      customers[row].satisfaction += gain * (overall - customers[row].satisfaction)
      customers[row].experiences += 1
      count(layout.figures.journeys.completed, journey)
      count(layout.figures.journeys.satisfactionSum, journey, by: overall)
      if ended.moments > 1, ended.worstAt >= 0 {
        count(layout.figures.journeys.several)
        count(layout.figures.journeys.worstAt, Int(ended.worstAt))
      }
    }
    // A need given up, or a complaint not put right, is a failure that stays open.
    if ended.complained ? ended.putRight : resolved {
      customers[row].failedAt = -.infinity
    } else if !isOwnDoing {
      customers[row].failedAt = now
    }
    count(layout.figures.journeys.ended, journey)
    if ended.answered == 0 { count(layout.figures.journeys.unserved, journey) }
    record(
      row, event: resolved ? .resolved(journey) : .givenUp(journey), at: now, about: ended)
    if journey == settings.leavingJourney, customers[row].intends {
      customers[row].intends = false
      leave(row, cause: customers[row].cause, at: now)
      return
    }
    if journey == settings.purchaseJourney, !isOwnDoing {
      mayDropOut(row, visit: Int(ended.need), isServed: resolved, at: now)
    }
    guard customers[row].isActive, !ended.isBeside else { return }
    for next in 0..<journeyCount where needCounts[row * journeyCount + next].pending > 0 {
      needCounts[row * journeyCount + next].pending -= 1
      startCase(row, journey: next, at: now)
      return
    }
  }

  /// A contact that waited for an opening, a delay or a retry is due.
  mutating func contactDue(_ index: Int, at now: Double) {
    guard cases[index].customer >= 0 else {
      freeCases.append(Int32(index))
      return
    }
    needGoesOn(index)
    approach(index, touchpoint: Int(cases[index].touchpoint), at: now)
  }

  /// Sends a case on along its routes.
  mutating func goOn(
    _ index: Int, from touchpoint: Int, resolved: Bool, at now: Double
  ) {
    unowned(unsafe) let point = settings.touchpoints[touchpoint]
    let routes = resolved ? point.next : point.unresolved
    seek(caseIndex: index, JourneyDraw.route)
    let u = random.uniform()
    guard let route = routes.first(where: { u < $0.cumulative }) ?? routes.last,
      cases[index].attempt < 60
    else {
      endCase(index, resolved: resolved, at: now)
      return
    }
    unowned(unsafe) let journey = settings.journeys[Int(cases[index].journey)]
    unowned(unsafe) let target = settings.touchpoints[route.target]
    if !resolved, target.isUpToCustomer {
      // Getting in touch again is up to the customer.
      seek(caseIndex: index, JourneyDraw.recontact)
      if random.uniform() >= journey.recontact {
        endCase(index, resolved: false, at: now)
        return
      }
    }
    seek(caseIndex: index, JourneyDraw.delay)
    let delay = max(0, route.after.draw(random))
    cases[index].attempt += 1
    cases[index].touchpoint = Int16(route.target)
    if delay > 0 {
      calendar.schedule(at: now + delay, kind: JourneyEvent.contactDue, subject: UInt32(index))
      if journey.heedsWaits { needWaits(index, at: now) }
      if isTraced { noteReturn(Int(cases[index].customer), at: now + delay, since: now) }
      if isWatched {
        noteOfDay(
          .goesOn, customer: Int(cases[index].customer) + 1, about: route.target, at: now)
      }
    } else {
      approach(index, touchpoint: route.target, at: now)
    }
  }

  /// Draws the customers' rates of a need again; the next need keeps its place in the customer's own time.
  fileprivate mutating func redrawNeeds(journey: Int, at now: Double) {
    for row in customers.indices where customers[row].isActive {
      guard let place = needPlace(row, journey) else { continue }
      let (before, due) = (needTimes[place].rate, needTimes[place].due)
      let rate = drawnRate(row, journey: journey)
      needTimes[place].rate = rate
      guard rate > 0 else {
        needTimes[place].due = .infinity
        continue
      }
      guard before > 0, due < .infinity, settings.journeys[journey].times.isEmpty else {
        scheduleNeed(row, journey: journey, after: now)
        continue
      }
      var next = now + (due - now) * before / rate
      if hasNeedRhythms, let rhythm = needRhythm(of: row) {
        let peak = settings.journeys[journey].peak
        let left = rhythm.elapsed(from: now, to: due, peak: peak, on: grid)
        next = rhythm.due(after: now, elapsed: left * before / rate, peak: peak, on: grid)
      }
      needTimes[place].due = next
      guard next < .infinity else { continue }
      calendar.schedule(
        at: next, kind: JourneyEvent.need, subject: UInt32(row * journeyCount + journey))
    }
  }
}
