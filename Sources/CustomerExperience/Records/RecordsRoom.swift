import DiscreteEvents
import RandomVariates

/// Customer-level records and the trace: what happened to whom, where it is asked for.
///
/// Records are gathered for a month and handed on when it ends, where somebody takes them: they are never all
/// in memory.
struct RecordsRoom: Room {
  fileprivate var records = Records()
  fileprivate var trace: EventTrace
  /// Whether records are kept.
  fileprivate(set) var isKept: Bool
  /// Who takes them month by month; nil to keep them all.
  fileprivate var taker: (@Sendable (Records) -> Void)?
  /// Whether it is told of each customer at the start what became of them.
  fileprivate(set) var keepsFates: Bool
  /// The customers whose stories are told, and the stories so far.
  fileprivate var stories: [Story] = []
  /// What is remembered of each customer's month; empty where nothing is kept.
  fileprivate let months: TableHandle<MonthInProgress>
  /// The same of each employee's.
  fileprivate let work: TableHandle<WorkInProgress>
  /// The writing down of a day, where it is asked for.
  var recording = DayRecording()
  /// The times with the firm that ended in the month in progress, of those who came back within it, in that order.
  fileprivate var closed: [Int: [ClosedInterval]] = [:]

  /// What is remembered of a customer's month.
  struct MonthInProgress {
    var satisfaction = 0.0
    var price = 0.0
    var contacts: Int32 = 0
    var contactsBefore: Int32 = 0
    /// Complaints up to the month's beginning.
    var complaints: Int32 = 0
  }

  /// What a customer did in a month until they left, who came back before it ended.
  struct ClosedInterval {
    var state: MonthInProgress
    var complaints: Int32
    var account: MonthAccount
  }

  /// What is remembered of an employee's month.
  struct WorkInProgress {
    var duty = 0.0
    var busy = 0.0
    var training = 0.0
    var served: Int32 = 0
    var servedOwn: Int32 = 0
    /// When they left; infinite for who is there.
    var left = Double.infinity
  }

  init(_ plot: Plot) {
    isKept = plot.keeping.records
    taker = plot.keeping.taker
    keepsFates = plot.keeping.fates
    trace = EventTrace(limit: plot.keeping.traceLimit)
    months = plot.tables.make()
    work = plot.tables.make()
  }

  /// Keeps neither records nor a trace from now on.
  mutating func keepNothing() {
    isKept = false
    taker = nil
    trace = EventTrace()
  }

  /// Writes a day down.
  mutating func watch(_ watch: DayWatch?) { recording = DayRecording(watch) }

  /// Tells the stories of some customers, by their rows.
  mutating func follow(_ rows: [Int]) { stories = rows.map { Story(customer: $0) } }

  static func monthEnds(_ world: inout Simulation, at now: Double) {
    guard !world.rooms.records.stories.isEmpty, world.month >= 0 else { return }
    for index in world.rooms.records.stories.indices {
      let customer = world.customers[world.rooms.records.stories[index].customer]
      world.rooms.records.stories[index].satisfaction.append(customer.satisfaction)
    }
  }

  static func observationBegins(_ world: inout Simulation) {
    guard world.rooms.records.isKept else { return }
    world.rooms.records.records.attributes = world.settings.scenario.attributeNames
    let room = world.rooms.records
    world.rows(room.months).fill(with: MonthInProgress(), count: world.customers.count)
    world.rows(room.work).fill(with: WorkInProgress(), count: world.employees.count)
    for index in world.employees.indices where world.employees[index].status == .gone {
      world.rows(room.work)[index].left = -.infinity
    }
    world.recordPeople(from: 0)
  }

  static func monthIsUnderWay(_ world: inout Simulation, at now: Double) {
    guard world.rooms.records.isKept, world.month >= 0 else { return }
    for row in world.customers.indices where world.customers[row].isActive {
      world.noteMonth(of: row)
    }
  }

  static func monthIsClosed(_ world: inout Simulation, at now: Double) {
    guard world.rooms.records.isKept, world.month >= 0 else { return }
    world.recordCustomerMonths(at: now)
    world.recordAgentMonths(at: now)
    world.handOnRecords()
  }

  static func runEnds(_ world: inout Simulation, at now: Double, month end: Int) {
    if world.rooms.records.isKept {
      world.recordOpenContacts(at: now)
      world.concludeLifetimes(at: now)
      world.rooms.records.records.isLast = true
      world.handOnRecords()
      if world.rooms.records.taker == nil { world.result.records = world.rooms.records.records }
    }
    if world.rooms.records.trace.isRecording {
      world.result.trace = world.rooms.records.trace
    }
    world.result.stories = world.rooms.records.stories
    world.result.day = world.rooms.records.recording.found
  }
}

extension Simulation {
  /// Something that happened to a customer.
  enum Happening {
    case need(Int), resolved(Int), givenUp(Int), dropped(Int), gaveUp(Int), turnedAway(Int),
      served(Int), complained, joined, cameBack
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
    if !rooms.records.stories.isEmpty { tell(row, event, at: now) }
    if isWatched { noteOfDay(event, row: row, at: now) }
    guard rooms.records.isKept || rooms.records.trace.isRecording, !isSettling else { return }
    let scenario = settings.scenario
    let text: String
    switch event {
    case .need(let journey): text = "\(scenario.journeys[journey].id): need"
    case .resolved(let journey): text = "\(scenario.journeys[journey].id): resolved"
    case .givenUp(let journey): text = "\(scenario.journeys[journey].id): given up"
    case .dropped(let journey): text = "\(scenario.journeys[journey].id): dropped"
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

  /// Notes something in the story of a customer, where it is told.
  @inline(never)
  private mutating func tell(_ row: Int, _ event: Happening, at now: Double) {
    func journey(_ touchpoint: Int) -> Int { settings.touchpoints[touchpoint].journey }
    let what: Story.What
    switch event {
    case .need(let journey): what = .need(journey)
    case .resolved(let journey): what = .resolved(journey)
    case .givenUp(let journey): what = .givenUp(journey)
    case .dropped(let journey): what = .dropped(journey)
    case .gaveUp(let point): what = .gaveUpWaiting(journey(point))
    case .turnedAway(let point): what = .turnedAway(journey(point))
    case .served(let point): what = .served(journey(point))
    case .complained: what = .complained
    case .joined: what = .joined
    case .cameBack: what = .cameBack
    case .left(let cause): what = .left(cause)
    }
    tell(row, what, at: now)
  }

  /// The same of what no record has.
  mutating func tell(_ row: Int, _ what: Story.What, at now: Double) {
    for index in rooms.records.stories.indices
    where rooms.records.stories[index].customer == row {
      rooms.records.stories[index].events.append(Story.Event(time: now, what: what))
    }
  }

  /// Notes a contact that is over.
  ///
  /// - Parameters:
  ///   - outcome: what came of it.
  ///   - end: when it was over; nil where it was not.
  mutating func record(
    _ contact: Contact, of row: Int, _ outcome: Records.Contact.Outcome, at end: Double?
  ) {
    guard rooms.records.isKept, !isSettling else { return }
    // Who stands in line for a team has no employee yet.
    let isServed = contact.team < 0 || contact.employee >= 0
    rooms.records.records.contacts.append(
      .init(
        customer: row + 1, caseID: name(of: cases[Int(contact.caseIndex)], row: row),
        touchpoint: name(ofTouchpoint: Int(contact.touchpoint)),
        team: contact.team >= 0 ? name(ofTeam: Int(contact.team)) : "",
        agent: contact.employee >= 0 ? Int(contact.employee) + 1 : nil, arrived: contact.arrived,
        began: isServed ? contact.began : nil, ended: end, outcome: outcome))
  }

  /// Notes the end of what a customer was about who ceases to be one: the needs, and the contacts under way.
  mutating func recordEndOfCases(of row: Int, at now: Double) {
    guard rooms.records.isKept || rooms.records.trace.isRecording, !isSettling else { return }
    var dropped = [Int(customers[row].activeCase)].filter { $0 >= 0 }
    if settings.hasCasesBeside {
      dropped += cases.indices.filter { cases[$0].isBeside && Int(cases[$0].customer) == row }
    }
    guard !dropped.isEmpty else { return }
    for id in contactsUnderWay where dropped.contains(Int(contacts[id].caseIndex)) {
      record(contacts[id], of: row, .left, at: now)
    }
    for index in dropped {
      record(row, event: .dropped(Int(cases[index].journey)), at: now, about: cases[index])
    }
  }

  /// Contacts of customers that nobody has seen the end of when the run ends.
  fileprivate mutating func recordOpenContacts(at now: Double) {
    for id in contactsUnderWay {
      let index = Int(contacts[id].caseIndex)
      guard index >= 0, cases[index].customer >= 0 else { continue }
      record(contacts[id], of: Int(cases[index].customer), .open, at: nil)
    }
  }

  /// Who is in line or being served, in the order of their rows.
  var contactsUnderWay: [Int] {
    let free = Set(freeContacts.map(Int.init))
    return contacts.indices.filter { !free.contains($0) }
  }

  /// A need's id in the records.
  private func name(of need: Case, row: Int) -> String {
    caseID(row: row, journey: Int(need.journey), need: Int(need.need))
  }

  private func caseID(row: Int, journey: Int, need: Int) -> String {
    "\(row + 1)-\(settings.scenario.journeys[journey].id)-\(need + 1)"
  }

  /// A touchpoint, with its journey.
  private func name(ofTouchpoint number: Int) -> String {
    let journey = settings.touchpoints[number].journey
    let first = settings.touchpoints.firstIndex { $0.journey == journey } ?? 0
    let scenario = settings.scenario.journeys[journey]
    return "\(scenario.id): \(scenario.touchpoints[number - first].id)"
  }

  /// Notes a purchase.
  ///
  /// - Parameter visit: the n-th need that brought the customer in; nil for a bill.
  mutating func record(_ row: Int, purchase amount: Money, visit: Int?, at now: Double) {
    if isWatched, visit != nil { noteOfDay(.buys, customer: row + 1, at: now) }
    guard rooms.records.isKept || rooms.records.trace.isRecording, !isSettling else { return }
    if settings.bond.isChosenOnOccasions {
      rooms.records.trace.note(at: now, "customer \(row + 1)", "pays \(amount.amount)")
    }
    guard rooms.records.isKept else { return }
    rooms.records.records.transactions.append(
      .init(
        customer: row + 1, day: grid.dayNumber(now), amount: amount.units, time: now,
        caseID: visit.map { caseID(row: row, journey: settings.purchaseJourney ?? 0, need: $0) }
          ?? ""))
  }

  /// Hands the records of a month on, where somebody takes them.
  fileprivate mutating func handOnRecords() {
    guard let taker = rooms.records.taker else { return }
    taker(rooms.records.records)
    let attributes = rooms.records.records.attributes
    rooms.records.records = Records()
    rooms.records.records.attributes = attributes
  }

  // MARK: - Who they are, and how long they stay

  /// Who the customers are from a row on, and what is on file about them.
  fileprivate mutating func recordPeople(from first: Int) {
    let names = rooms.records.records.attributes
    for row in first..<customers.count {
      let file = file(of: row)
      let seen = file.visits > 0
      rooms.records.records.people.append(
        .init(
          customer: row + 1,
          segment: settings.scenario.customers.segments[Int(customers[row].segment)].id,
          attributes: names.map { value(of: $0, row) }, isInitial: customers[row].initial,
          before: settings.bond.isKnownToTheFirm
            ? nil
            : .init(
              purchases: Int(file.visits), first: seen ? file.firstVisit : nil,
              last: seen ? file.lastVisit : nil)))
    }
  }

  /// An entry a spell with the firm, in the order of the customers.
  fileprivate mutating func concludeLifetimes(at now: Double) {
    var lifetimes: [Records.Lifetime] = []
    for row in customers.indices {
      let segment = settings.scenario.customers.segments[Int(customers[row].segment)].id
      var spells: [Records.Lifetime] = []
      forEachSpell(of: row) { spell in
        let end = min(now, spell.to)
        spells.append(
          Records.Lifetime(
            customer: row + 1, entry: max(0, -spell.from) / TimeGrid.month,
            duration: (end - spell.from) / TimeGrid.month, left: spell.to <= now,
            segment: segment, joinedDay: grid.dayNumber(spell.from),
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
  }
}

/// Customers and employees month by month.
extension Simulation {
  /// Opens the records of a newcomer.
  mutating func openRecords(of row: Int) {
    guard rooms.records.isKept else { return }
    rows(rooms.records.months).append(RecordsRoom.MonthInProgress())
    noteMonth(of: row)
    recordPeople(from: row)
  }

  /// Notes what is so of a customer when a month begins, or on joining or coming back.
  mutating func noteMonth(of row: Int) {
    guard rooms.records.isKept else { return }
    let months = rows(rooms.records.months)
    let off = discount(of: row)
    months[row].satisfaction = customers[row].satisfaction
    let years = tenureMultiples(of: row).map { $0.bought * $0.price } ?? 1
    months[row].price = price(for: row) * traits(of: row).bought * (1 - off) * years
  }

  /// Notes that a customer gets in touch.
  @inline(__always)
  mutating func noteContact(of row: Int) {
    guard rooms.records.isKept, !isSettling else { return }
    rows(rooms.records.months)[row].contacts += 1
  }

  /// An entry for each customer who was on the books in the month that ends, a spell each.
  fileprivate mutating func recordCustomerMonths(at now: Double) {
    let begin = grid.boundary(month)
    let accounts = accounts(in: month..<month + 1)
    let months = rows(rooms.records.months)
    for row in customers.indices {
      let closed = rooms.records.closed[row] ?? []
      let last = openInterval(of: row, account: accounts[row], after: closed)
      var spells: [Spell] = []
      forEachSpell(of: row) { spells.append($0) }
      var part = 0
      for (number, spell) in spells.reversed().enumerated() {
        let (from, to) = (max(spell.from, begin), min(spell.to, now))
        guard from < to else { continue }
        recordInterval(
          part < closed.count ? closed[part] : last, of: row, spell, number: number + 1,
          from: from, to: to, now: now)
        part += 1
      }
      months[row].contactsBefore =
        months[row].contacts + closed.reduce(0) { $0 + $1.state.contacts }
      months[row].contacts = 0
      months[row].complaints = complaintsOnFile(of: row)
    }
    rooms.records.closed.removeAll(keepingCapacity: true)
  }

  private mutating func recordInterval(
    _ interval: RecordsRoom.ClosedInterval, of row: Int, _ spell: Spell, number: Int,
    from: Double, to: Double, now: Double
  ) {
    let state = interval.state
    rooms.records.records.customerMonths.append(
      .init(
        customer: row + 1,
        segment: settings.scenario.customers.segments[Int(customers[row].segment)].id,
        spell: number, month: month, day: grid.dayNumber(from),
        start: (from - spell.from) / TimeGrid.month, stop: (to - spell.from) / TimeGrid.month,
        left: spell.to <= now, satisfaction: state.satisfaction, price: state.price,
        contacts: Int(state.contacts), contactsBefore: Int(state.contactsBefore),
        complaints: Int(interval.complaints), purchases: Int(interval.account.purchases),
        paid: interval.account.revenue.units))
  }

  /// What a customer has done in the month so far, what belongs to earlier times with the firm in it taken off.
  private func openInterval(
    of row: Int, account: MonthAccount, after closed: [RecordsRoom.ClosedInterval]
  ) -> RecordsRoom.ClosedInterval {
    let state = rows(rooms.records.months)[row]
    var account = account
    for before in closed {
      account.revenue = account.revenue - before.account.revenue
      account.purchases -= before.account.purchases
    }
    return .init(
      state: state, complaints: complaintsOnFile(of: row) - state.complaints, account: account)
  }

  /// Closes the records of the last time with the firm of somebody who is about to come back, and opens those of the
  /// next, so that nothing of the month is told of both.
  mutating func divideRecords(of row: Int, at now: Double) {
    guard rooms.records.isKept, !isSettling else { return }
    let (begin, customer) = (grid.boundary(month), customers[row])
    // Who left before the month, or in the moment of coming, has no interval in it.
    guard max(customer.since, begin) < min(customer.left, now) else { return }
    let done = rooms.records.closed[row] ?? []
    let interval = openInterval(of: row, account: presentAccount(of: row), after: done)
    rooms.records.closed[row] = done + [interval]
    let months = rows(rooms.records.months)
    months[row].contacts = 0
    months[row].complaints = complaintsOnFile(of: row)
  }

  /// Opens the records of somebody hired.
  mutating func openWork() {
    guard rooms.records.isKept, !isSettling else { return }
    rows(rooms.records.work).append(RecordsRoom.WorkInProgress())
  }

  /// Notes time on duty, or in class, that ends.
  mutating func noteWork(
    of employee: Int, _ kind: WritableKeyPath<RecordsRoom.WorkInProgress, Double>,
    since begin: Double, at now: Double
  ) {
    guard rooms.records.isKept, !isSettling else { return }
    // What lay before the month was noted when that ended.
    let minutes = now - max(begin, grid.boundary(max(0, month)))
    rows(rooms.records.work)[employee][keyPath: kind] += max(0, minutes)
  }

  /// Notes that an employee has served somebody.
  mutating func noteServed(by employee: Int, since begin: Double, isOwn: Bool, at now: Double) {
    guard rooms.records.isKept, !isSettling else { return }
    let work = rows(rooms.records.work)
    work[employee].busy += now - begin
    work[employee].served += 1
    if isOwn { work[employee].servedOwn += 1 }
  }

  /// Notes that an employee is gone.
  mutating func noteDismissal(of employee: Int, at now: Double) {
    guard rooms.records.isKept, !isSettling else { return }
    rows(rooms.records.work)[employee].left = now
  }

  /// An entry for everybody who was employed in the month that ends.
  fileprivate mutating func recordAgentMonths(at now: Double) {
    let work = rows(rooms.records.work)
    for index in employees.indices where work[index].left >= grid.boundary(month) {
      let employee = employees[index]
      if employee.onDutySince < .infinity {
        noteWork(of: index, \.duty, since: employee.onDutySince, at: now)
      }
      if employee.inClassSince < .infinity {
        noteWork(of: index, \.training, since: employee.inClassSince, at: now)
      }
      let done = work[index]
      let end = min(now, done.left)
      rooms.records.records.agentMonths.append(
        .init(
          month: month, team: name(ofTeam: Int(employee.team)), agent: index + 1,
          post: Int(employee.post) + 1, hiredDay: grid.dayNumber(employee.hired),
          leftDay: done.left <= now ? grid.dayNumber(done.left) : nil,
          experience: (end - employee.hired) / TimeGrid.month, duty: done.duty, busy: done.busy,
          training: done.training, courses: Int(employee.coursesTaken),
          served: Int(done.served), servedOwn: Int(done.servedOwn), skill: employee.skillMean,
          engagement: employee.engagement, burnout: employee.burnout))
      work[index] = RecordsRoom.WorkInProgress()
      // A service may end after the employee has gone: it is nobody's month any more.
      work[index].left = done.left <= now ? -.infinity : done.left
    }
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
