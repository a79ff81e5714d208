import DiscreteEvents

/// The writing down of a day (``DayRecord``), in a copy of the world that was asked for one.
struct DayRecording: Sendable {
  /// Which day is asked for; nil for none.
  var watch: DayWatch?
  /// Whether a day is being written down now.
  fileprivate(set) var isOn = false
  /// The day in progress.
  fileprivate var day = DayRecord(day: 0, teams: [])
  /// When it began, in minutes since the start.
  fileprivate var midnight = 0.0
  /// Visits under way, by their row in the table of contacts.
  fileprivate var visits: [Int: Int32] = [:]
  /// Who is known to be absent.
  fileprivate var absent: Set<Int> = []
  /// The lines and the people of each team as they are now.
  fileprivate var now: [Present] = []
  /// The best day so far.
  fileprivate(set) var found: DayRecord?

  fileprivate struct Present {
    var waiting = 0, onDuty = 0, inClass = 0
  }

  /// Watches for no day, unless told.
  init(_ watch: DayWatch? = nil) { self.watch = watch }

  /// The half hour of a time, in minutes since midnight.
  private func halfHour(_ time: Double) -> Int {
    min(DayRecord.halfHoursADay - 1, max(0, Int(time / 30)))
  }

  /// Notes an event.
  ///
  /// - Parameter isCheck: whether it is about somebody who checks for the firm.
  fileprivate mutating func note(_ event: DayRecord.Event, isCheck: Bool = false) {
    count(event, isCheck: isCheck)
    guard day.events.count < watch?.limit ?? 0 else {
      day.cut += 1
      return
    }
    day.events.append(event)
  }

  /// Opens a visit; −1 where there is no room for what will be said of it.
  fileprivate mutating func open(_ visit: DayRecord.Visit, row: Int) -> Int32 {
    if visit.arrived >= 0, !visit.isCheck {
      let (team, half) = (place(visit.team), halfHour(visit.arrived))
      day.arrivals += 1
      if day.teams.indices.contains(team) { day.teams[team].halfHours[half].arrived += 1 }
    }
    // Whoever finds no room is known all the same, for the lengths of the lines.
    let hasRoom = day.events.count < watch?.limit ?? 0
    let number = hasRoom ? Int32(day.visits.count) : -1
    if hasRoom { day.visits.append(visit) }
    visits[row] = number
    return number
  }

  /// Where a team is counted.
  fileprivate func place(_ team: Int32) -> Int { team < 0 ? day.teams.count - 1 : Int(team) }

  private mutating func count(_ event: DayRecord.Event, isCheck: Bool) {
    let team = place(event.team)
    guard day.teams.indices.contains(team), now.indices.contains(team) else { return }
    if event.post >= 0 { day.teams[team].posts = max(day.teams[team].posts, Int(event.post) + 1) }
    let half = halfHour(event.time)
    let one = isCheck ? 0 : 1
    switch event.what {
    case .waits: now[team].waiting += 1
    case .helped, .unhelped: day.teams[team].halfHours[half].served += one
    case .givesUp: day.teams[team].halfHours[half].gaveUp += one
    case .turnedAway: day.teams[team].halfHours[half].turnedAway += one
    case .onDuty: now[team].onDuty += 1
    case .offDuty: now[team].onDuty -= 1
    case .toClass:
      now[team].inClass += 1
      day.hasClass = true
    case .fromClass: now[team].inClass -= 1
    case .begins, .needs, .resolved, .givenUp, .dropped, .goesOn, .triesAgain, .buys, .complains,
      .joins, .comesBack, .leaves, .absent, .vacant, .hired:
      break
    }
    let present = now[team]
    day.teams[team].halfHours[half].raise(
      line: present.waiting, onDuty: present.onDuty, inClass: present.inClass)
  }

  /// Notes that somebody has left a line.
  fileprivate mutating func leavesLine(of team: Int32) {
    let place = place(team)
    if now.indices.contains(place) { now[place].waiting -= 1 }
  }

  /// Notes that somebody is answered who has waited so long.
  fileprivate mutating func answer(team: Int32, at time: Double, waited: Double) {
    let (team, half) = (place(team), halfHour(time))
    guard day.teams.indices.contains(team) else { return }
    day.teams[team].halfHours[half].answered += 1
    day.teams[team].halfHours[half].waited += waited
  }

  /// Begins a half hour with the lines and the people that there are.
  fileprivate mutating func beginHalfHour(_ half: Int) {
    for (team, present) in now.enumerated() where day.teams.indices.contains(team) {
      day.teams[team].halfHours[half].raise(
        line: present.waiting, onDuty: present.onDuty, inClass: present.inClass)
    }
  }
}

extension DayRecord.HalfHour {
  fileprivate mutating func raise(line: Int, onDuty: Int, inClass: Int) {
    longestLine = max(longestLine, line)
    self.onDuty = max(self.onDuty, onDuty)
    self.inClass = max(self.inClass, inClass)
  }
}

// The days.
extension Simulation {
  /// Whether what happens now is written down for a day.
  var isWatched: Bool { @inline(__always) get { rooms.records.recording.isOn } }

  /// Lives on until the day that is asked for is over.
  ///
  /// - Parameter end: the month with whose beginning the run would end.
  /// - Returns: The month with whose beginning it ends.
  mutating func runDays(to end: Int) -> Int {
    guard let watch = rooms.records.recording.watch else { return end }
    let last = Int(grid.boundary(end) / TimeGrid.day)
    var day = watch.first
    var left = watch.days
    while day < last, left > 0 {
      run(until: Double(day) * TimeGrid.day)
      // Days are shorter than the stretches after which it is asked otherwise.
      if mustStop() { return end }
      runDay(day)
      if isFound(by: watch.choice) { break }
      day += 1
      left -= 1
    }
    guard watch.endsRun, let found = rooms.records.recording.found else { return end }
    return min(end, Int(grid.month(at: Double(max(day - 1, found.day)) * TimeGrid.day)) + 1)
  }

  /// Lives through a day and writes it down.
  private mutating func runDay(_ day: Int) {
    beginDay(day)
    let midnight = Double(day) * TimeGrid.day
    for half in 0..<DayRecord.halfHoursADay {
      rooms.records.recording.beginHalfHour(half)
      run(until: midnight + Double(half + 1) * 30)
    }
    rooms.records.recording.isOn = false
  }

  /// Whether the day that is over is the one that is asked for; the best of several is kept.
  private mutating func isFound(by choice: DayWatch.Choice) -> Bool {
    let day = rooms.records.recording.day
    switch choice {
    case .day:
      rooms.records.recording.found = day
      return true
    case .busiest:
      if let best = rooms.records.recording.found, best.arrivals >= day.arrivals { return false }
      rooms.records.recording.found = day
      return false
    case .course:
      guard day.hasClass else { return false }
      rooms.records.recording.found = day
      return true
    }
  }

  /// Opens the day with what there is at midnight.
  private mutating func beginDay(_ day: Int) {
    var recording = DayRecording(rooms.records.recording.watch)
    recording.found = rooms.records.recording.found
    recording.day = DayRecord(
      day: day, teams: Array(repeating: DayRecord.Team(), count: teams.count + 1))
    recording.now = Array(repeating: DayRecording.Present(), count: teams.count + 1)
    recording.midnight = Double(day) * TimeGrid.day
    recording.isOn = true
    rooms.records.recording = recording
    let now = recording.midnight
    for team in teams.indices {
      rooms.records.recording.day.teams[team].posts = teams[team].posts.count
      for (post, index) in teams[team].posts.enumerated() {
        guard index >= 0 else {
          noteOfDay(.vacant, team: team, post: post, at: now)
          continue
        }
        let employee = employees[Int(index)]
        if employee.status == .induction { noteStaff(.hired, Int(index), at: now) }
        if employee.onDutySince < .infinity { noteStaff(.onDuty, Int(index), at: now) }
        if employee.inClassSince < .infinity { noteStaff(.toClass, Int(index), at: now) }
      }
      for id in teams[team].station.waitingJobs where teams[team].station.isWaiting(id) {
        noteVisit(.waits, Int(id), at: now)
      }
    }
    for id in contactsUnderWay where contacts[id].team < 0 || contacts[id].employee >= 0 {
      noteVisit(.begins, id, at: now)
    }
  }
}

// What happens in it.
extension Simulation {
  /// Notes what happens with somebody who is in touch.
  mutating func noteVisit(_ what: DayRecord.What, _ id: Int, at now: Double) {
    guard isWatched else { return }
    let contact = contacts[id]
    let (time, team) = (minuteOfDay(now), Int32(contact.team))
    let isNew = rooms.records.recording.visits[id] == nil
    let visit = rooms.records.recording.visits[id] ?? openVisit(id)
    var post: Int32 = -1
    if contact.employee >= 0 { post = employees[Int(contact.employee)].post }
    switch what {
    case .begins:
      if !isNew { rooms.records.recording.leavesLine(of: team) }
      // Whoever is being served when the day begins was answered the day before, and who serves themselves waits for
      // nobody.
      if contact.began >= rooms.records.recording.midnight, team >= 0, !isCheck(contact) {
        rooms.records.recording.answer(
          team: team, at: time, waited: max(0, contact.began - contact.arrived))
      }
    case .givesUp, .turnedAway:
      if !isNew { rooms.records.recording.leavesLine(of: team) }
    default: break
    }
    rooms.records.recording.note(
      DayRecord.Event(time: time, what: what, visit: visit, team: team, post: post),
      isCheck: isCheck(contact))
    if what != .waits, what != .begins { rooms.records.recording.visits[id] = nil }
  }

  private mutating func openVisit(_ id: Int) -> Int32 {
    let contact = contacts[id]
    var visit = DayRecord.Visit(
      touchpoint: Int32(contact.touchpoint), team: Int32(contact.team),
      arrived: contact.arrived - rooms.records.recording.midnight, isCheck: isCheck(contact))
    if let row = customer(of: contact) {
      visit.customer = Int32(row + 1)
      visit.segment = Int32(customers[row].segment)
    }
    return rooms.records.recording.open(visit, row: id)
  }

  /// Whether somebody is no customer, but sent by the firm to check.
  private func isCheck(_ contact: Contact) -> Bool {
    contact.sender == RoomNumber.mysteryShopper.sender
      || contact.sender == RoomNumber.standards.sender
  }

  /// The row of the customer who is in touch, also to ask how things stand; nil for who is not simulated one by one.
  private func customer(of contact: Contact) -> Int? {
    var index = Int(contact.caseIndex)
    if contact.sender == RoomNumber.updates.sender { index = caseAskedFor(by: contact) ?? -1 }
    guard index >= 0 else { return nil }
    let row = Int(cases[index].customer)
    return row >= 0 ? row : nil
  }

  /// Notes what happens with an employee.
  mutating func noteStaff(
    _ what: DayRecord.What, _ index: Int, about course: Int = -1, at now: Double
  ) {
    guard isWatched else { return }
    // Whoever is absent is asked at each change of shift.
    if what == .absent, !rooms.records.recording.absent.insert(index).inserted { return }
    noteOfDay(
      what, team: Int(employees[index].team), post: Int(employees[index].post), about: course,
      at: now)
  }

  /// Notes what happens to a customer.
  mutating func noteOfDay(_ event: Happening, row: Int, at now: Double) {
    let what: DayRecord.What
    var about = -1
    switch event {
    case .need(let journey): (what, about) = (.needs, journey)
    case .resolved(let journey): (what, about) = (.resolved, journey)
    case .givenUp(let journey): (what, about) = (.givenUp, journey)
    case .dropped(let journey): (what, about) = (.dropped, journey)
    case .complained: what = .complains
    case .joined: what = .joins
    case .cameBack: what = .comesBack
    case .left: what = .leaves
    // Said of the visit.
    case .gaveUp, .turnedAway, .served: return
    }
    noteOfDay(what, customer: row + 1, about: about, at: now)
  }

  /// Notes an event.
  mutating func noteOfDay(
    _ what: DayRecord.What, customer: Int = 0, team: Int = -1, post: Int = -1, about: Int = -1,
    at now: Double
  ) {
    guard isWatched else { return }
    rooms.records.recording.note(
      DayRecord.Event(
        time: minuteOfDay(now), what: what, customer: Int32(customer), team: Int32(team),
        post: Int32(post), about: Int32(about)))
  }

  private func minuteOfDay(_ now: Double) -> Double {
    max(0, now - rooms.records.recording.midnight)
  }
}
